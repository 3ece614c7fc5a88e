import { inflateSync } from "fflate";

/**
 * How often Vietnamese syllables stand in news text, alone, in twos and in threes, read from the packed
 * file `assets/language/vi-counts.bin`. `assets/language/README.md` has the format and the source.
 */
export interface Counts {
  /** Id of a word in canonical spelling, 0 when it is not among the counted ones. */
  idOf(word: string): number;
  /** Occurrences of the word with this id. */
  countOf(id: number): number;
  /** The pair's number, for `countOfPair` and `tripleCount`; -1 for pairs seen too rarely to be kept. */
  pairOf(first: number, second: number): number;
  /** Times the second word of the pair directly followed the first; 0 for pair -1. */
  countOfPair(pair: number): number;
  /** Times `third` directly followed the pair; 0 for what was seen too rarely to be kept. */
  tripleCount(pair: number, third: number): number;
  /** All counted occurrences together. */
  readonly total: number;
  /** Words by id; id 0 is the unknown word. */
  readonly words: readonly string[];
}

/** Id of any punctuation and of the ends of a passage. */
export const BOUNDARY_ID = 1;
/** Id of any token holding a digit. */
export const NUMBER_ID = 2;

/** The checker's data is missing, cut or not what it should be. */
export class LanguageDataError extends Error {
  override readonly name = "LanguageDataError";
}

/** How the file begins; deflated data follow. */
export const COUNTS_MAGIC = "MORASSE-COUNTS-2\n";
/** More than the file unpacks to: a damaged one must not fill the memory. */
const MOST_UNPACKED_BYTES = 32_000_000;
/** Counts above the direct levels are kept as powers of this: at most 4 % off. */
const STEP = 1.08;
const MOST_DIRECT = 14;
const LEAST_PAIR = 2;
const LEAST_TRIPLE = 3;

/** Reads the packed counts. @throws {LanguageDataError} when the bytes are not such a file or are cut. */
export function countsOf(bytes: Uint8Array): Counts {
  const source = new Source(unpacked(bytes, COUNTS_MAGIC));
  const wordCount = source.number();
  const words = ["", ...new TextDecoder("utf-8").decode(source.take(source.number())).split("\n")];
  if (words.length !== wordCount + 1) {
    throw new LanguageDataError(`The counts name ${words.length - 1} words where ${wordCount} are promised.`);
  }
  const counts = new Float64Array(wordCount + 1);
  for (let id = 1; id <= wordCount; id++) counts[id] = source.number();

  const pairs = source.number();
  const rowStarts = new Uint32Array(wordCount + 2);
  const seconds = new Uint16Array(pairs);
  let at = 0;
  for (let first = 1; first <= wordCount; first++) {
    rowStarts[first] = at;
    at = risingNumbers(source, seconds, at, source.number());
  }
  rowStarts[wordCount + 1] = at;
  const pairLevels = levelsOf(source, pairs);

  const triples = source.number();
  const tripleStarts = tripleStartsOf(source, pairs);
  if (tripleStarts[pairs] !== triples)
    throw new LanguageDataError("The counts hold other triples than promised.");
  const thirds = new Uint16Array(triples);
  for (let pair = 0; pair < pairs; pair++) {
    const [from, to] = [tripleStarts[pair]!, tripleStarts[pair + 1]!];
    if (from === to) continue;
    // A third is kept as its place among the words that follow the second.
    const row = rowStarts[seconds[pair]!]!;
    risingNumbers(source, thirds, from, to - from);
    for (let triple = from; triple < to; triple++) thirds[triple] = seconds[row + thirds[triple]! - 1]!;
  }
  const tripleLevels = levelsOf(source, triples);

  const ids = new Map(words.map((word, id) => [word, id]));
  const countOf = countsByLevel();
  return {
    words,
    total: counts.reduce((sum, count) => sum + count, 0),
    idOf: (word) => ids.get(word) ?? 0,
    countOf: (id) => counts[id] ?? 0,
    pairOf: (first, second) => placeOf(seconds, rowStarts[first] ?? 0, rowStarts[first + 1] ?? 0, second),
    countOfPair: (pair) => (pair < 0 ? 0 : countOf[pairLevels[pair]!]! + LEAST_PAIR),
    tripleCount: (pair, third) => {
      if (pair < 0) return 0;
      const triple = placeOf(thirds, tripleStarts[pair]!, tripleStarts[pair + 1]!, third);
      return triple < 0 ? 0 : countOf[tripleLevels[triple]!]! + LEAST_TRIPLE;
    },
  };
}

/** What stands behind the magic, inflated. @throws {LanguageDataError} */
export function unpacked(bytes: Uint8Array, magic: string): Uint8Array {
  if (new TextDecoder("utf-8").decode(bytes.subarray(0, magic.length)) !== magic) {
    throw new LanguageDataError(`The data do not begin with ${JSON.stringify(magic)}.`);
  }
  try {
    const body = inflateSync(bytes.subarray(magic.length));
    if (body.length > MOST_UNPACKED_BYTES) throw new LanguageDataError("The data unpack to too much.");
    return body;
  } catch (cause) {
    if (cause instanceof LanguageDataError) throw cause;
    throw new LanguageDataError(`The data after ${JSON.stringify(magic)} are cut or damaged.`, { cause });
  }
}

/** Where `wanted` stands in a rising stretch, or -1. */
function placeOf(values: Uint16Array, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low < to && values[low] === wanted ? low : -1;
}

/** Reads numbers from 1 up, each as its distance from the one before less 1; gives the place after them. */
function risingNumbers(source: Source, into: Uint16Array, from: number, amount: number): number {
  const end = from + amount;
  if (end > into.length) throw new LanguageDataError("The counts hold more than promised.");
  let value = 0;
  for (let at = from; at < end; at++) {
    value += source.number() + 1;
    into[at] = value;
  }
  return end;
}

/** How many triples begin with each pair: half a byte each, and a number for those of 15 and more. */
function tripleStartsOf(source: Source, pairs: number): Uint32Array {
  const starts = new Uint32Array(pairs + 1);
  const halves = source.take((pairs + 1) >> 1);
  for (let pair = 0; pair < pairs; pair++) {
    const half = halfOf(halves, pair);
    starts[pair + 1] = starts[pair]! + (half < 15 ? half : 15 + source.number());
  }
  return starts;
}

/** Half a byte for each; those of the last half-byte value have a whole byte of their own after all. */
function levelsOf(source: Source, amount: number): Uint8Array {
  const levels = new Uint8Array(amount);
  const halves = source.take((amount + 1) >> 1);
  for (let at = 0; at < amount; at++) {
    const half = halfOf(halves, at);
    levels[at] = half <= MOST_DIRECT ? half : MOST_DIRECT + 1 + source.byte();
  }
  return levels;
}

function halfOf(halves: Uint8Array, at: number): number {
  return (halves[at >> 1]! >> (at & 1 ? 4 : 0)) & 15;
}

/** The level an excess over the least count is kept as: exact up to 14, then in steps of 8 %. */
export function levelOf(excess: number): number {
  if (excess <= MOST_DIRECT) return excess;
  return Math.min(255, MOST_DIRECT + 1 + Math.round(Math.log(excess / (MOST_DIRECT + 1)) / Math.log(STEP)));
}

function countsByLevel(): Float64Array {
  return Float64Array.from({ length: 256 }, (_, level) =>
    level <= MOST_DIRECT ? level : (MOST_DIRECT + 1) * STEP ** (level - MOST_DIRECT - 1),
  );
}

/** Bytes read from the front. */
export class Source {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new LanguageDataError(`The data are cut at byte ${this.#at - 1}.`);
    return byte;
  }

  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) {
      throw new LanguageDataError(`The data are cut at byte ${this.#bytes.length}.`);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** An unsigned number, seven bits a byte, lowest first; the high bit says that more follow. */
  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
}
