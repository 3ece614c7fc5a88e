/**
 * How often Vietnamese syllables stand in news text, alone and next to each other, read from the packed
 * file `assets/language/vi-pairs.bin`. `assets/language/README.md` has the format and the source.
 */
export interface PairCounts {
  /** Id of a word in canonical spelling, 0 when it is not among the counted ones. */
  idOf(word: string): number;
  /** Occurrences of the word with this id. */
  countOf(id: number): number;
  /** Times `second` directly followed `first`; 0 for pairs seen too rarely to be kept. */
  pairCount(first: number, second: number): number;
  /** All counted occurrences together. */
  readonly total: number;
  /** Words by id; id 0 is the unknown word. */
  readonly words: readonly string[];
}

/** Id of any punctuation and of the ends of a passage. */
export const BOUNDARY_ID = 1;
/** Id of any token holding a digit. */
export const NUMBER_ID = 2;

export class PairCountsError extends Error {
  override readonly name = "PairCountsError";
}

/** How the file begins. */
export const PAIRS_MAGIC = "MORASSE-PAIRS-1\n";
/** Counts above the direct levels are kept as powers of this: at most 4 % off. */
const STEP = 1.08;
const MOST_DIRECT = 14;

/** Reads the packed counts. @throws {PairCountsError} when the bytes are not such a file or are cut. */
export function pairCountsOf(bytes: Uint8Array): PairCounts {
  const source = new Source(bytes);
  if (new TextDecoder("utf-8").decode(source.take(PAIRS_MAGIC.length)) !== PAIRS_MAGIC) {
    throw new PairCountsError(`The counts do not begin with ${JSON.stringify(PAIRS_MAGIC)}.`);
  }
  const wordCount = source.number();
  const words = ["", ...new TextDecoder("utf-8").decode(source.take(source.number())).split("\n")];
  if (words.length !== wordCount + 1) {
    throw new PairCountsError(`The counts name ${words.length - 1} words where ${wordCount} are promised.`);
  }
  const counts = new Float64Array(wordCount + 1);
  for (let id = 1; id <= wordCount; id++) counts[id] = source.number();
  const pairs = source.number();
  const rowStarts = new Uint32Array(wordCount + 2);
  const seconds = new Uint16Array(pairs);
  let at = 0;
  for (let first = 1; first <= wordCount; first++) {
    rowStarts[first] = at;
    const inRow = source.number();
    if (at + inRow > pairs) throw new PairCountsError("The counts hold more pairs than promised.");
    let second = 0;
    for (const end = at + inRow; at < end; at++) {
      second += source.number() + 1;
      seconds[at] = second;
    }
  }
  rowStarts[wordCount + 1] = at;
  const levels = levelsOf(source, pairs);
  const ids = new Map(words.map((word, id) => [word, id]));
  return {
    words,
    total: counts.reduce((sum, count) => sum + count, 0),
    idOf: (word) => ids.get(word) ?? 0,
    countOf: (id) => counts[id] ?? 0,
    pairCount: (first, second) => {
      let low = rowStarts[first] ?? 0;
      let high = rowStarts[first + 1] ?? 0;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (seconds[middle]! < second) low = middle + 1;
        else high = middle;
      }
      return low < (rowStarts[first + 1] ?? 0) && seconds[low] === second ? countOfLevel(levels[low]!) : 0;
    },
  };
}

/** Half a byte for each pair; those of the last half-byte value have a whole byte of their own after all. */
function levelsOf(source: Source, pairs: number): Uint8Array {
  const levels = new Uint8Array(pairs);
  const halves = source.take((pairs + 1) >> 1);
  for (let pair = 0; pair < pairs; pair++) {
    const half = (halves[pair >> 1]! >> (pair & 1 ? 4 : 0)) & 15;
    levels[pair] = half < MOST_DIRECT + 1 ? half : MOST_DIRECT + 1 + source.byte();
  }
  return levels;
}

/** The level a pair's count is kept as: exact up to 16, then in steps of 8 %. Smallest count kept is 2. */
export function levelOfCount(count: number): number {
  if (count - 2 <= MOST_DIRECT) return count - 2;
  return MOST_DIRECT + 1 + Math.min(255, Math.round(Math.log(count / (MOST_DIRECT + 3)) / Math.log(STEP)));
}

function countOfLevel(level: number): number {
  return level <= MOST_DIRECT ? level + 2 : (MOST_DIRECT + 3) * STEP ** (level - MOST_DIRECT - 1);
}

class Source {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new PairCountsError(`The counts are cut at byte ${this.#at - 1}.`);
    return byte;
  }

  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) {
      throw new PairCountsError(`The counts are cut at byte ${this.#bytes.length}.`);
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
