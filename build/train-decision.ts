import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { isSyllable, readerOf, tokensOf } from "#core/language";
import { chanceFrom, slipOf } from "./slips.ts";

/**
 * Makes `core/language/weights.ts`: the decision when a word is a slip, learned from news sentences, each
 * read once as it is and once with slips put into it.
 *
 *   node build/train-decision.ts [training-sentences.txt.br]
 *
 * The sentences are not among those the pairs were counted in, and are not kept. Same sentences, same
 * weights: chance is seeded.
 */
const root = resolve(import.meta.dirname, "..");
const source = resolve(process.argv[2] ?? join(root, "../shared/language/training-sentences.txt.br"));

const HIDDEN_UNITS = 24;
const EPOCHS = 16;
const BATCH = 256;
const SEED = 20261122;
/** Words between two slips, on average. */
const WORDS_PER_SLIP = 14;

interface Example {
  readonly evidence: readonly number[];
  readonly slip: boolean;
}

if (!existsSync(source)) {
  console.error(`No sentences in ${source}: nothing learned.`);
  process.exit(1);
}
const chance = chanceFrom(SEED);
const examples = examplesOf(sentencesIn(source));
const slips = examples.filter((example) => example.slip).length;
console.info(`${examples.length} examples, ${slips} of them slips`);
writeWeights(learned(examples));

function sentencesIn(file: string): readonly string[] {
  return brotliDecompressSync(readFileSync(file))
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) =>
      line
        .replace(/\s+([,.;:!?%)\]”’…])/g, "$1")
        .replace(/([([“‘])\s+/g, "$1")
        .replace(/\s+/g, " ")
        .trim(),
    );
}

function examplesOf(sentences: readonly string[]): readonly Example[] {
  const counts = readFileSync(join(root, "assets/language/vi-pairs.bin"));
  const suspectsIn = readerOf(counts);
  return sentences.flatMap((sentence) => {
    const spoiled = withSlips(sentence);
    return [
      ...suspectsIn(sentence).map(({ evidence }) => ({ evidence, slip: false })),
      ...suspectsIn(spoiled.text).map(({ evidence, start }) => ({
        evidence,
        slip: spoiled.starts.has(start),
      })),
    ];
  });
}

/** The sentence with a slip in one of so many words, never two next to each other but by rare chance. */
function withSlips(sentence: string): { readonly text: string; readonly starts: ReadonlySet<number> } {
  let text = "";
  let done = 0;
  let rest = 0;
  const starts = new Set<number>();
  const tokens = tokensOf(sentence);
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || !isSyllable(token.form) || token.letterCase === "other") continue;
    const capital = token.letterCase === "first";
    if (capital && tokens[at - 1]!.kind !== "boundary") continue;
    rest--;
    if (chance(WORDS_PER_SLIP) > 0 || (rest > 0 && chance(8) > 0)) continue;
    const wrong = slipOf(token.form, chance) ?? slipOf(token.form, chance);
    if (wrong === null) continue;
    text += sentence.slice(done, token.start);
    starts.add(text.length);
    text += capital ? wrong[0]!.toUpperCase() + wrong.slice(1) : wrong;
    done = token.end;
    rest = 3;
  }
  return { text: text + sentence.slice(done), starts };
}

interface Weights {
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  /** For each unit its weights, then its bias. */
  readonly hidden: readonly (readonly number[])[];
  /** A weight for each unit, then the bias. */
  readonly output: readonly number[];
}

/** Logistic loss, Adam (Kingma and Ba 2015), one hidden layer of rectified units. */
function learned(all: readonly Example[]): Weights {
  const width = all[0]!.evidence.length;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const columns = Array.from({ length: width }, (_, at) => all.map(({ evidence }) => evidence[at]!));
  const means = columns.map(mean);
  const spreads = columns.map(
    (column, at) => Math.sqrt(mean(column.map((value) => (value - means[at]!) ** 2))) + 1e-6,
  );
  const rows = all.map(({ evidence, slip }) => ({
    x: Float64Array.from([...evidence.map((value, at) => (value - means[at]!) / spreads[at]!), 1]),
    y: slip ? 1 : 0,
  }));
  const size = HIDDEN_UNITS * (width + 1) + HIDDEN_UNITS + 1;
  const outputAt = HIDDEN_UNITS * (width + 1);
  const gauss = (): number =>
    Math.sqrt(-2 * Math.log((chance(1e6) + 1) / 1e6)) * Math.cos((2 * Math.PI * chance(1e6)) / 1e6);
  const weights = Float64Array.from({ length: size }, (_, at) =>
    at % (width + 1) === width && at < outputAt
      ? 0
      : gauss() / Math.sqrt(at < outputAt ? width : HIDDEN_UNITS),
  );
  const [first, second, slope] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const activity = new Float64Array(HIDDEN_UNITS);
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = 2e-3 * 0.5 * (1 + Math.cos((Math.PI * epoch) / EPOCHS)) + 1e-5;
    let loss = 0;
    for (let at = rows.length - 1; at > 0; at--) {
      const other = chance(at + 1);
      [rows[at], rows[other]] = [rows[other]!, rows[at]!];
    }
    for (let start = 0; start < rows.length; start += BATCH) {
      const batch = rows.slice(start, start + BATCH);
      slope.fill(0);
      for (const { x, y } of batch) {
        let odds = weights[size - 1]!;
        for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
          let sum = 0;
          for (let at = 0; at <= width; at++) sum += x[at]! * weights[unit * (width + 1) + at]!;
          activity[unit] = Math.max(0, sum);
          odds += activity[unit]! * weights[outputAt + unit]!;
        }
        loss += Math.log1p(Math.exp(y === 1 ? -odds : odds));
        const error = (1 / (1 + Math.exp(-odds)) - y) / batch.length;
        slope[size - 1]! += error;
        for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
          if (activity[unit] === 0) continue;
          slope[outputAt + unit]! += error * activity[unit]!;
          const back = error * weights[outputAt + unit]!;
          for (let at = 0; at <= width; at++) slope[unit * (width + 1) + at]! += back * x[at]!;
        }
      }
      step++;
      for (let at = 0; at < size; at++) {
        first[at] = 0.9 * first[at]! + 0.1 * slope[at]!;
        second[at] = 0.999 * second[at]! + 0.001 * slope[at]! ** 2;
        const [m, v] = [first[at]! / (1 - 0.9 ** step), second[at]! / (1 - 0.999 ** step)];
        weights[at]! -= (rate * m) / (Math.sqrt(v) + 1e-8);
      }
    }
    console.info(`round ${epoch + 1}: loss ${(loss / rows.length).toFixed(4)}`);
  }
  const hidden = Array.from({ length: HIDDEN_UNITS }, (_, unit) => [
    ...weights.slice(unit * (width + 1), (unit + 1) * (width + 1)),
  ]);
  return { means, spreads, hidden, output: [...weights.slice(outputAt)] };
}

function writeWeights({ means, spreads, hidden, output }: Weights): void {
  const row = (values: readonly number[]): string =>
    `[${values.map((value) => Number(value.toPrecision(4))).join(",")}]`;
  writeFileSync(
    join(root, "core/language/weights.ts"),
    `/** Made by build/train-decision.ts; not to be edited. For the order of the numbers see \`evidenceOf\`. */
export const MEANS: readonly number[] = ${row(means)};
export const SPREADS: readonly number[] = ${row(spreads)};
/** A row for each hidden unit: its weights, then its bias. */
export const HIDDEN: readonly (readonly number[])[] = [\n${hidden.map(row).join(",\n")},\n];
/** A weight for each hidden unit, then the bias. */
export const OUTPUT: readonly number[] = ${row(output)};
`,
  );
}
