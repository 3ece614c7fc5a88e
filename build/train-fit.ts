import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync, deflateRawSync } from "node:zlib";
import {
  candidatesFrom,
  countsOf,
  DISTANCES,
  FIT_MAGIC,
  fitRows,
  LEAK,
  MOST_LEVEL,
  scaleOf,
  syllableOf,
  VIEWS,
} from "#core/language";
import { numbersIn, varint } from "./numbers.ts";
import { chanceFrom } from "./slips.ts";

/**
 * Makes `assets/language/vi-fit.bin`: how well a syllable fits between its neighbours, learned from the
 * counted triples. Of each triple one place is hidden; the model learns to prefer what stood there to what
 * could be mistaken for it.
 *
 *   node build/train-fit.ts [folder of syllables.tsv.br and trigrams.tsv.br] [millions of examples]
 *
 * Same counts, same file: chance is seeded. A hundred million examples take a quarter of an hour.
 */
const root = resolve(import.meta.dirname, "..");
const source = resolve(process.argv[2] ?? join(root, "../shared/language/counts"));
const target = join(root, "assets/language/vi-fit.bin");
const EXAMPLES = Number(process.argv[3] ?? 100) * 1e6;

const WIDTH = 96;
const SEED = 20_261_122;
const RATE = 0.08;
/** Rivals of each example: candidates of the hidden word, and any words. */
const RIVALS = 9;
const STRANGERS = 3;
/** Triples are drawn by their counts to this power, so that the frequent ones leave room. */
const DRAWN_BY = 0.75;
/** One neighbour in sixteen is withheld, so that either alone says something too. */
const WITHHELD = 0.06;
/** A triple's places by view: the two which are seen, then the hidden one. */
const PLACES = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 2, 0],
] as const;

if (!existsSync(join(source, "trigrams.tsv.br"))) {
  console.error(`No counts in ${source}: nothing learned.`);
  process.exit(1);
}
const chance = chanceFrom(SEED);
const some = (): number => chance(2 ** 31) / 2 ** 31;
const counts = countsOf(readFileSync(join(root, "assets/language/vi-counts.bin")));
const { rowOf, rows } = fitRows(counts);
const rowCounts = new Float64Array(rows);
for (const id of counts.words.keys()) rowCounts[rowOf[id]!]! += counts.countOf(id);

/** Tables of the four neighbours, then that of the judged word; a bias for each word; a start for each view. */
const points = Float32Array.from(
  { length: (DISTANCES.length + 1) * rows * WIDTH },
  () => (some() - 0.5) * (1.2 / Math.sqrt(WIDTH)),
);
const biases = new Float32Array(rows);
const starts = new Float32Array(VIEWS.length * WIDTH);
/** Squared slopes so far, one for each row (Adagrad: Duchi, Hazan and Singer 2011). */
const slopes = new Float32Array((DISTANCES.length + 1) * rows).fill(0.01);
const biasSlopes = new Float32Array(rows).fill(0.01);
const startSlopes = new Float32Array(VIEWS.length).fill(0.01);

learn();
writeFileSync(target, packed());
console.info(`${target}: ${rows} words of ${WIDTH}`);

function learn(): void {
  const triples = triplesOf();
  const rivalsOf = rivals();
  const stranger = drawer(Float64Array.from(rowCounts, (count, row) => (rivalsOf[row] ? count ** 0.6 : 0)));
  const triple = drawer(triples.weights);
  const sum = new Float32Array(WIDTH);
  const back = new Float32Array(WIDTH);
  const group = new Int32Array(1 + RIVALS + STRANGERS);
  const scores = new Float64Array(group.length);
  let [loss, seen] = [0, 0];
  for (let example = 0; example < EXAMPLES; example++) {
    const at = triple() * 3;
    const view = chance(VIEWS.length);
    const [seenFirst, seenSecond, hidden] = PLACES[view]!;
    const word = triples.words[at + hidden]!;
    const mistaken = rivalsOf[word];
    if (!mistaken) continue;
    const withheld = some();
    const tables = [
      withheld < WITHHELD ? -1 : tableRow(VIEWS[view]![0], triples.words[at + seenFirst]!),
      withheld > 1 - WITHHELD ? -1 : tableRow(VIEWS[view]![1], triples.words[at + seenSecond]!),
    ];
    for (let unit = 0; unit < WIDTH; unit++) {
      let value = starts[view * WIDTH + unit]!;
      for (const table of tables) if (table >= 0) value += points[table * WIDTH + unit]!;
      sum[unit] = value > 0 ? value : LEAK * value;
    }
    group[0] = word;
    for (let other = 1; other < group.length; other++) {
      const rival = other <= RIVALS ? mistaken.words[mistaken.draw()]! : stranger();
      group[other] = rival === word ? stranger() : rival;
    }
    loss += step(view, tables, group, scores, sum, back, RATE * (1 - example / EXAMPLES) + 1e-4);
    seen++;
    if (example % 5e6 === 5e6 - 1) {
      console.info(`${(example + 1) / 1e6} million: loss ${(loss / seen).toFixed(4)}`);
      [loss, seen] = [0, 0];
    }
  }
}

/** One step towards the first of the group; gives the loss before it. */
function step(
  view: number,
  tables: readonly number[],
  group: Int32Array,
  scores: Float64Array,
  sum: Float32Array,
  back: Float32Array,
  rate: number,
): number {
  const judged = DISTANCES.length * rows;
  let most = -Infinity;
  for (let member = 0; member < group.length; member++) {
    const from = (judged + group[member]!) * WIDTH;
    let score = biases[group[member]!]!;
    for (let unit = 0; unit < WIDTH; unit++) score += points[from + unit]! * sum[unit]!;
    scores[member] = score;
    if (score > most) most = score;
  }
  let all = 0;
  let length = 0;
  for (let member = 0; member < group.length; member++)
    all += scores[member] = Math.exp(scores[member]! - most);
  for (let unit = 0; unit < WIDTH; unit++) length += sum[unit]! ** 2 / WIDTH;
  back.fill(0);
  for (let member = 0; member < group.length; member++) {
    const slope = scores[member]! / all - (member === 0 ? 1 : 0);
    if (Math.abs(slope) < 1e-4) continue;
    const row = judged + group[member]!;
    slopes[row]! += length * slope * slope;
    const stride = (rate * slope) / Math.sqrt(slopes[row]!);
    for (let unit = 0, from = row * WIDTH; unit < WIDTH; unit++) {
      back[unit]! += slope * points[from + unit]!;
      points[from + unit]! -= stride * sum[unit]!;
    }
    biasSlopes[group[member]!]! += slope * slope;
    biases[group[member]!]! -= (rate * slope) / Math.sqrt(biasSlopes[group[member]!]!);
  }
  let squared = 0;
  for (let unit = 0; unit < WIDTH; unit++) {
    if (sum[unit]! <= 0) back[unit]! *= LEAK;
    squared += back[unit]! ** 2 / WIDTH;
  }
  for (const table of tables) if (table >= 0) move(points, table * WIDTH, slopes, table, back, squared, rate);
  move(starts, view * WIDTH, startSlopes, view, back, squared, rate);
  return -Math.log(scores[0]! / all + 1e-12);
}

function move(
  values: Float32Array,
  from: number,
  squares: Float32Array,
  row: number,
  back: Float32Array,
  squared: number,
  rate: number,
): void {
  squares[row]! += squared;
  const stride = rate / Math.sqrt(squares[row]!);
  for (let unit = 0; unit < WIDTH; unit++) values[from + unit]! -= stride * back[unit]!;
}

function tableRow(distance: (typeof DISTANCES)[number], row: number): number {
  return DISTANCES.indexOf(distance) * rows + row;
}

/** The counted triples as rows of the tables, and how often each is drawn. */
function triplesOf(): { readonly words: Uint16Array; readonly weights: Float64Array } {
  const names = brotliDecompressSync(readFileSync(join(source, "syllables.tsv.br")))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  const rowOfSource = Uint16Array.from([
    0,
    ...names.map((line) => rowOf[counts.idOf(line.split("\t")[0]!)]!),
  ]);
  const numbers = numbersIn(join(source, "trigrams.tsv.br"));
  const words: number[] = [];
  const weights: number[] = [];
  for (let at = 0; at < numbers.length; at += 4) {
    for (let column = 0; column < 3; column++) words.push(rowOfSource[numbers[at + column]!]!);
    weights.push(numbers[at + 3]! ** DRAWN_BY);
  }
  return { words: Uint16Array.from(words), weights: Float64Array.from(weights) };
}

interface Rivals {
  readonly words: Uint16Array;
  readonly draw: () => number;
}

/** What each syllable may be mistaken for, the nearer and the more frequent the oftener. */
function rivals(): readonly (Rivals | null)[] {
  const candidatesOf = candidatesFrom(counts);
  const all: (Rivals | null)[] = Array.from({ length: rows }, () => null);
  for (const [id, word] of counts.words.entries()) {
    if (id <= 2 || syllableOf(word)?.spelling !== word) continue;
    const candidates = candidatesOf(word).slice(0, 40);
    if (candidates.length < 3) continue;
    all[rowOf[id]!] = {
      words: Uint16Array.from(candidates, (candidate) => rowOf[candidate.id]!),
      draw: drawer(
        Float64Array.from(
          candidates,
          (candidate) => Math.exp(-0.35 * candidate.cost) * (counts.countOf(candidate.id) + 1) ** 0.25,
        ),
      ),
    };
  }
  return all;
}

/** Draws a place, each as often as its weight says. */
function drawer(weights: Float64Array): () => number {
  const sums = new Float64Array(weights.length);
  let all = 0;
  for (const [at, weight] of weights.entries()) sums[at] = all += weight;
  return () => {
    const wanted = some() * all;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function packed(): Uint8Array {
  const out: number[] = [];
  out.push(...varint(WIDTH), ...varint(rows));
  for (let row = 0; row < (DISTANCES.length + 1) * rows; row++) out.push(...packedRow(rowIn(points, row)));
  out.push(...packedBiases());
  for (const view of VIEWS.keys()) out.push(...packedRow(rowIn(starts, view)));
  return Buffer.concat([Buffer.from(FIT_MAGIC, "utf8"), deflateRawSync(Uint8Array.from(out), { level: 9 })]);
}

function rowIn(values: Float32Array, row: number): Float32Array {
  return values.subarray(row * WIDTH, (row + 1) * WIDTH);
}

/** A scale, and a byte for each. */
function packedBiases(): readonly number[] {
  const scale = Math.ceil(192 + 16 * Math.log2(Math.max(...biases.map(Math.abs)) / 127));
  return [scale, ...Array.from(biases, (bias) => Math.round(bias / scaleOf(scale)) + 128)];
}

/** A scale and half a byte for each value, the scale that comes nearest to the row. */
function packedRow(row: Float32Array): readonly number[] {
  const most = row.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1e-6;
  const full = Math.ceil(192 + 16 * Math.log2(most / MOST_LEVEL));
  let [best, least] = [full, Infinity];
  for (let byte = full; byte > full - 20; byte--) {
    const error = row.reduce((sum, value) => sum + (value - levelIn(value, byte) * scaleOf(byte)) ** 2, 0);
    if (error < least) [best, least] = [byte, error];
  }
  const levels = Array.from(row, (value) => levelIn(value, best) + 8);
  const bytes = [best];
  for (let at = 0; at < levels.length; at += 2) bytes.push(levels[at]! + (levels[at + 1] ?? 8) * 16);
  return bytes;
}

function levelIn(value: number, byte: number): number {
  return Math.max(-MOST_LEVEL, Math.min(MOST_LEVEL, Math.round(value / scaleOf(byte))));
}
