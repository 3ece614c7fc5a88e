import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync, deflateRawSync } from "node:zlib";
import { COUNTS_MAGIC, isSyllable, levelOf } from "#core/language";
import { numbersIn, varint } from "./numbers.ts";

/**
 * Packs counts of syllables, pairs and triples into `assets/language/vi-counts.bin`.
 *
 *   node build/pack-counts.ts [folder of syllables.tsv.br, bigrams.tsv.br and trigrams.tsv.br]
 *
 * What is kept is chosen for the file to stay below four megabytes; `assets/language/README.md` has the format.
 */
const root = resolve(import.meta.dirname, "..");
const source = resolve(process.argv[2] ?? join(root, "../shared/language/counts"));
const target = join(root, "assets/language/vi-counts.bin");

const LEAST_SYLLABLE = 5;
const LEAST_OTHER_WORD = 60;
const LEAST_PAIR = 3;
/** Pairs seen twice are kept where chance alone would not have brought them together this often. */
const LEAST_PAIR_OF_RARE_WORDS = 2;
const MOST_BY_CHANCE = 0.25;
const LEAST_PAIR_OF_OTHER_WORD = 8;
/** A triple is kept from this count on; a rare one only where its pairs would not lead one to expect it. */
const LEAST_TRIPLE = 4;
const RARE_TRIPLE = 10;
const EXPECTED_WITHIN = 0.5;

interface Word {
  readonly word: string;
  readonly count: number;
  readonly legal: boolean;
}

/** For each word what follows it: [id of the second word, count], by rising id. */
type Rows = readonly (readonly (readonly [number, number])[])[];

if (!existsSync(join(source, "syllables.tsv.br"))) {
  console.error(`No counts in ${source}: nothing packed.`);
  process.exit(1);
}
const { words, idOf } = wordsKept();
const total = words.reduce((sum, { count }) => sum + count, 0);
const rows = rowsKept();
const triples = triplesKept();
const bytes = packed();
writeFileSync(target, bytes);
const pairs = rows.reduce((sum, row) => sum + row.length, 0);
const kept = [...triples.values()].reduce((sum, list) => sum + list.length, 0);
console.info(`${target}: ${words.length} words, ${pairs} pairs, ${kept} triples, ${bytes.length} bytes`);

/** Most frequent first, so that the numbers of frequent words are small. "|" and "#" are the first two. */
function wordsKept(): { readonly words: readonly Word[]; readonly idOf: Int32Array } {
  const lines = brotliDecompressSync(readFileSync(join(source, "syllables.tsv.br")))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  const idOf = new Int32Array(lines.length + 1);
  const words: Word[] = [];
  for (const [index, line] of lines.entries()) {
    const [word = "", digits = "0"] = line.split("\t");
    const count = Number(digits);
    const legal = index < 2 || isSyllable(word);
    if (index >= 2 && count < (legal ? LEAST_SYLLABLE : LEAST_OTHER_WORD)) continue;
    words.push({ word, count, legal });
    idOf[index + 1] = words.length;
  }
  return { words, idOf };
}

function rowsKept(): Rows {
  const rows: [number, number][][] = words.map(() => []);
  const numbers = numbersIn(join(source, "bigrams.tsv.br"));
  for (let at = 0; at < numbers.length; at += 3) {
    const [first, second, count] = [idOf[numbers[at]!]!, idOf[numbers[at + 1]!]!, numbers[at + 2]!];
    if (first > 0 && second > 0 && count >= leastPair(words[first - 1]!, words[second - 1]!)) {
      rows[first - 1]!.push([second, count]);
    }
  }
  for (const row of rows) row.sort(([a], [b]) => a - b);
  return rows;
}

function leastPair(first: Word, second: Word): number {
  if (!first.legal || !second.legal) return LEAST_PAIR_OF_OTHER_WORD;
  return (first.count * second.count) / total < MOST_BY_CHANCE ? LEAST_PAIR_OF_RARE_WORDS : LEAST_PAIR;
}

/** By pair number: [place of the third in the second's row, from 1, and count], by rising place. */
function triplesKept(): ReadonlyMap<number, readonly (readonly [number, number])[]> {
  const places = rows.map((row) => new Map(row.map(([second], place) => [second, place])));
  let before = 0;
  const firstPair = rows.map((row) => {
    before += row.length;
    return before - row.length;
  });
  const triples = new Map<number, [number, number][]>();
  const numbers = numbersIn(join(source, "trigrams.tsv.br"));
  for (let at = 0; at < numbers.length; at += 4) {
    const count = numbers[at + 3]!;
    const [first, second, third] = [idOf[numbers[at]!]!, idOf[numbers[at + 1]!]!, idOf[numbers[at + 2]!]!];
    if (count < LEAST_TRIPLE || first === 0 || second === 0 || third === 0) continue;
    if (![first, second, third].every((id) => words[id - 1]!.legal)) continue;
    const head = places[first - 1]!.get(second);
    const tail = places[second - 1]!.get(third);
    if (head === undefined || tail === undefined) continue;
    const expected = (rows[first - 1]![head]![1] * rows[second - 1]![tail]![1]) / words[second - 1]!.count;
    if (count < RARE_TRIPLE && Math.abs(Math.log(count / expected)) < EXPECTED_WITHIN) continue;
    const pair = firstPair[first - 1]! + head;
    const list = triples.get(pair);
    if (list) list.push([tail + 1, count]);
    else triples.set(pair, [[tail + 1, count]]);
  }
  for (const list of triples.values()) list.sort(([a], [b]) => a - b);
  return triples;
}

function packed(): Uint8Array {
  const out: number[] = [];
  const number = (value: number): void => {
    out.push(...varint(value));
  };
  const rising = (values: readonly number[]): void => {
    let before = 0;
    for (const value of values) {
      number(value - before - 1);
      before = value;
    }
  };
  const halves = (values: readonly number[]): void => {
    for (let at = 0; at < values.length; at += 2) {
      out.push(Math.min(15, values[at]!) + Math.min(15, values[at + 1] ?? 0) * 16);
    }
  };
  const levels = (values: readonly number[]): void => {
    halves(values);
    for (const level of values) if (level >= 15) out.push(level - 15);
  };
  const names = Buffer.from(words.map(({ word }) => word).join("\n"), "utf8");
  number(words.length);
  number(names.length);
  for (const byte of names) out.push(byte);
  for (const { count } of words) number(count);

  const pairs = rows.reduce((sum, row) => sum + row.length, 0);
  number(pairs);
  for (const row of rows) {
    number(row.length);
    rising(row.map(([second]) => second));
  }
  levels(rows.flatMap((row) => row.map(([, count]) => levelOf(count - 2))));

  const lists = Array.from({ length: pairs }, (_, pair) => triples.get(pair) ?? []);
  number(lists.reduce((sum, list) => sum + list.length, 0));
  halves(lists.map((list) => list.length));
  for (const list of lists) if (list.length >= 15) number(list.length - 15);
  for (const list of lists) rising(list.map(([place]) => place));
  levels(lists.flatMap((list) => list.map(([, count]) => levelOf(count - 3))));
  const magic = Buffer.from(COUNTS_MAGIC, "utf8");
  return Buffer.concat([magic, deflateRawSync(Uint8Array.from(out), { level: 9 })]);
}
