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

/** Units of the hidden layers. */
const HIDDEN = [40, 20] as const;
const EPOCHS = 10;
const BATCH = 256;
/** Weights shrink by this part of each step (AdamW: Loshchilov and Hutter 2019); biases do not. */
const DECAY = 0.1;
const SEED = 20261122;
/** Each sentence is read once as it is, and so many times with slips in it. */
const SPOILED = 3;
/** Words between two slips, on average. */
const WORDS_PER_SLIP = 14;

interface Examples {
  /** Evidence, row after row. */
  readonly values: Float32Array;
  /** 1 for a slip. */
  readonly slips: Uint8Array;
  readonly width: number;
}

if (!existsSync(source)) {
  console.error(`No sentences in ${source}: nothing learned.`);
  process.exit(1);
}
const chance = chanceFrom(SEED);
const examples = examplesOf(sentencesIn(source));
console.info(
  `${examples.slips.length} examples, ${examples.slips.reduce((sum, slip) => sum + slip, 0)} slips`,
);
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

function examplesOf(sentences: readonly string[]): Examples {
  const suspectsIn = readerOf({
    counts: readFileSync(join(root, "assets/language/vi-counts.bin")),
    fit: readFileSync(join(root, "assets/language/vi-fit.bin")),
  });
  const values: Float32Array[] = [];
  const slips: number[] = [];
  const take = (text: string, starts: ReadonlySet<number>): void => {
    for (const { evidence, start } of suspectsIn(text)) {
      values.push(Float32Array.from(evidence));
      slips.push(starts.has(start) ? 1 : 0);
    }
  };
  for (const sentence of sentences) {
    take(sentence, new Set());
    for (let copy = 0; copy < SPOILED; copy++) {
      const spoiled = withSlips(sentence);
      take(spoiled.text, spoiled.starts);
    }
  }
  const width = values[0]!.length;
  const all = new Float32Array(values.length * width);
  for (const [at, row] of values.entries()) all.set(row, at * width);
  return { values: all, slips: Uint8Array.from(slips), width };
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
  /** For each layer its units, for each unit its weights, then its bias. */
  readonly layers: readonly (readonly (readonly number[])[])[];
}

/** Logistic loss, Adam (Kingma and Ba 2015), hidden layers of rectified units. */
function learned({ values, slips, width }: Examples): Weights {
  const { means, spreads } = standardised(values, width);
  const sizes = [width, ...HIDDEN, 1];
  const layers = sizes.slice(1).map((units, depth) => {
    const inputs = sizes[depth]!;
    const scale = Math.sqrt(2 / inputs);
    return {
      inputs,
      units,
      weights: Float64Array.from({ length: units * (inputs + 1) }, (_, at) =>
        at % (inputs + 1) === inputs ? 0 : gauss() * scale,
      ),
      slope: new Float64Array(units * (inputs + 1)),
      first: new Float64Array(units * (inputs + 1)),
      second: new Float64Array(units * (inputs + 1)),
      out: new Float64Array(units),
      back: new Float64Array(units),
    };
  });
  const order = Uint32Array.from(slips, (_, at) => at);
  let steps = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = 2e-3 * 0.5 * (1 + Math.cos((Math.PI * epoch) / EPOCHS)) + 1e-5;
    let loss = 0;
    for (let at = order.length - 1; at > 0; at--) {
      const other = chance(at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    for (let start = 0; start < order.length; start += BATCH) {
      const batch = order.subarray(start, start + BATCH);
      for (const { slope } of layers) slope.fill(0);
      for (const row of batch) {
        const input = values.subarray(row * width, (row + 1) * width);
        for (const [depth, layer] of layers.entries()) {
          const from = depth === 0 ? input : layers[depth - 1]!.out;
          for (let unit = 0; unit < layer.units; unit++) {
            const base = unit * (layer.inputs + 1);
            let sum = layer.weights[base + layer.inputs]!;
            for (let at = 0; at < layer.inputs; at++) sum += from[at]! * layer.weights[base + at]!;
            layer.out[unit] = sum > 0 || depth === layers.length - 1 ? sum : 0;
          }
        }
        const odds = layers.at(-1)!.out[0]!;
        loss += Math.log1p(Math.exp(slips[row] === 1 ? -odds : odds));
        layers.at(-1)!.back[0] = (1 / (1 + Math.exp(-odds)) - slips[row]!) / batch.length;
        for (let depth = layers.length - 1; depth >= 0; depth--) {
          const layer = layers[depth]!;
          const below = layers[depth - 1];
          below?.back.fill(0);
          const from = below?.out ?? input;
          for (let unit = 0; unit < layer.units; unit++) {
            const back = layer.back[unit]!;
            if (back === 0 || (depth < layers.length - 1 && layer.out[unit] === 0)) continue;
            const base = unit * (layer.inputs + 1);
            for (let at = 0; at < layer.inputs; at++) {
              layer.slope[base + at]! += back * from[at]!;
              if (below) below.back[at]! += back * layer.weights[base + at]!;
            }
            layer.slope[base + layer.inputs]! += back;
          }
        }
      }
      steps++;
      for (const { weights, slope, first, second, inputs } of layers) {
        for (let at = 0; at < weights.length; at++) {
          first[at] = 0.9 * first[at]! + 0.1 * slope[at]!;
          second[at] = 0.999 * second[at]! + 0.001 * slope[at]! ** 2;
          const [m, v] = [first[at]! / (1 - 0.9 ** steps), second[at]! / (1 - 0.999 ** steps)];
          const decay = at % (inputs + 1) === inputs ? 0 : DECAY * weights[at]!;
          weights[at]! -= rate * (m / (Math.sqrt(v) + 1e-8) + decay);
        }
      }
    }
    console.info(`round ${epoch + 1}: loss ${(loss / order.length).toFixed(5)}`);
  }
  return {
    means,
    spreads,
    layers: layers.map(({ weights, inputs, units }) =>
      Array.from({ length: units }, (_, unit) => [
        ...weights.subarray(unit * (inputs + 1), (unit + 1) * (inputs + 1)),
      ]),
    ),
  };
}

/** Turns each column into means 0 and spreads 1, in place; gives what they were. */
function standardised(values: Float32Array, width: number): Pick<Weights, "means" | "spreads"> {
  const rows = values.length / width;
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let at = 0; at < values.length; at++) means[at % width]! += values[at]! / rows;
  for (let at = 0; at < values.length; at++)
    squares[at % width]! += (values[at]! - means[at % width]!) ** 2 / rows;
  const spreads = squares.map((square) => Math.sqrt(square) + 1e-6);
  for (let at = 0; at < values.length; at++) {
    values[at] = (values[at]! - means[at % width]!) / spreads[at % width]!;
  }
  return { means: [...means], spreads: [...spreads] };
}

function gauss(): number {
  return Math.sqrt(-2 * Math.log((chance(1e6) + 1) / 1e6)) * Math.cos((2 * Math.PI * chance(1e6)) / 1e6);
}

function writeWeights({ means, spreads, layers }: Weights): void {
  const row = (values: readonly number[]): string =>
    `[${values.map((value) => Number(value.toPrecision(4))).join(",")}]`;
  const layer = (units: readonly (readonly number[])[]): string => `[\n${units.map(row).join(",\n")},\n]`;
  writeFileSync(
    join(root, "core/language/weights.ts"),
    `/** Made by build/train-decision.ts; not to be edited. For the order of the numbers see \`evidenceOf\`. */
export const MEANS: readonly number[] = ${row(means)};
export const SPREADS: readonly number[] = ${row(spreads)};
/** For each layer its units, for each unit its weights, then its bias. */
export const LAYERS: readonly (readonly (readonly number[])[])[] = [\n${layers.map(layer).join(",\n")},\n];
`,
  );
}
