import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { isSyllable, levelOfCount, PAIRS_MAGIC } from "#core/language";

/**
 * Packs counts of syllables and of pairs into `assets/language/vi-pairs.bin`.
 *
 *   node build/pack-counts.ts [folder of syllables.tsv.br and bigrams.tsv.br]
 *
 * Kept are legal syllables seen 5 times and more, other words seen 60 times and more, and of their pairs
 * those seen often enough for the file to stay under a megabyte and a half.
 */
const root = resolve(import.meta.dirname, "..");
const source = resolve(process.argv[2] ?? join(root, "../shared/language/counts"));
const target = join(root, "assets/language/vi-pairs.bin");

const LEAST_SYLLABLE = 5;
const LEAST_OTHER_WORD = 60;
const LEAST_PAIR = 3;
/** Pairs seen twice are kept where chance alone would not have brought them together this often. */
const LEAST_PAIR_OF_RARE_WORDS = 2;
const MOST_BY_CHANCE = 0.25;
const LEAST_PAIR_OF_OTHER_WORD = 8;

interface Word {
  readonly word: string;
  readonly count: number;
  /** Row number in the source, from 1. */
  readonly sourceId: number;
}

if (!existsSync(join(source, "syllables.tsv.br"))) {
  console.error(`No counts in ${source}: nothing packed.`);
  process.exit(1);
}
const words = wordsKept();
const total = words.reduce((sum, { count }) => sum + count, 0);
const rows = rowsKept(words);
const bytes = packed(words, rows);
writeFileSync(target, bytes);
const pairs = rows.reduce((sum, row) => sum + row.length, 0);
console.info(`${target}: ${words.length} words, ${pairs} pairs, ${bytes.length} bytes`);

function linesOf(file: string): readonly string[] {
  return brotliDecompressSync(readFileSync(join(source, file)))
    .toString("utf8")
    .trimEnd()
    .split("\n");
}

/** Most frequent first, so that the numbers of frequent words are small. "|" and "#" are the first two. */
function wordsKept(): readonly Word[] {
  return linesOf("syllables.tsv.br")
    .map((line, index): Word => {
      const [word = "", count = "0"] = line.split("\t");
      return { word, count: Number(count), sourceId: index + 1 };
    })
    .filter(
      ({ word, count, sourceId }) =>
        sourceId <= 2 || count >= (isSyllable(word) ? LEAST_SYLLABLE : LEAST_OTHER_WORD),
    );
}

/** For each word kept, what follows it: [id of the second word, count], by rising id. */
function rowsKept(kept: readonly Word[]): readonly (readonly (readonly [number, number])[])[] {
  const idOf = new Map(kept.map(({ sourceId }, index) => [sourceId, index + 1]));
  const rows: [number, number][][] = kept.map(() => []);
  for (const line of linesOf("bigrams.tsv.br")) {
    const [first = 0, second = 0, count = 0] = line.split("\t").map(Number);
    const [a, b] = [idOf.get(first), idOf.get(second)];
    if (a === undefined || b === undefined) continue;
    if (count >= leastCount(kept, a, b)) rows[a - 1]!.push([b, count]);
  }
  for (const row of rows) row.sort(([a], [b]) => a - b);
  return rows;
}

function leastCount(kept: readonly Word[], first: number, second: number): number {
  const [a, b] = [kept[first - 1]!, kept[second - 1]!];
  if (![a, b].every(({ word, sourceId }) => sourceId <= 2 || isSyllable(word)))
    return LEAST_PAIR_OF_OTHER_WORD;
  return (a.count * b.count) / total < MOST_BY_CHANCE ? LEAST_PAIR_OF_RARE_WORDS : LEAST_PAIR;
}

function packed(
  kept: readonly Word[],
  rows: readonly (readonly (readonly [number, number])[])[],
): Uint8Array {
  const out: number[] = [...Buffer.from(PAIRS_MAGIC, "utf8")];
  const number = (value: number): void => {
    for (; value >= 128; value = Math.floor(value / 128)) out.push((value % 128) + 128);
    out.push(value);
  };
  const names = Buffer.from(kept.map(({ word }) => word).join("\n"), "utf8");
  number(kept.length);
  number(names.length);
  for (const byte of names) out.push(byte);
  for (const { count } of kept) number(count);
  number(rows.reduce((sum, row) => sum + row.length, 0));
  for (const row of rows) {
    number(row.length);
    let before = 0;
    for (const [second] of row) {
      number(second - before - 1);
      before = second;
    }
  }
  const levels = rows.flatMap((row) => row.map(([, count]) => levelOfCount(count)));
  for (let pair = 0; pair < levels.length; pair += 2) {
    out.push(Math.min(15, levels[pair]!) + Math.min(15, levels[pair + 1] ?? 0) * 16);
  }
  for (const level of levels) if (level >= 15) out.push(level - 15);
  return Uint8Array.from(out);
}
