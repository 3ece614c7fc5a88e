import { LanguageDataError, Source, unpacked, type Counts } from "./counts.ts";
import { syllableOf } from "./syllable.ts";

/**
 * How well a syllable fits between its neighbours, learned from the counted triples, read from the packed
 * file `assets/language/vi-fit.bin`. Where counts only know what they have seen, this also knows what
 * is like it: each syllable is a point, and syllables used alike lie close together.
 *
 * `assets/language/README.md` has the format, `build/train-fit.ts` makes the file.
 */
export interface Fit {
  /** Scores of any syllable in this place, by three views of it: before, around, after. */
  at(ids: readonly number[], place: number): FitAt;
}

/** Writes the scores of the syllable with this id into `scores`: only differences between syllables count. */
export type FitAt = (id: number, scores: Float64Array) => void;

export const FIT_MAGIC = "MORASSE-FIT-1\n";
/** The views: which two neighbours each looks at, as distances from the place. */
export const VIEWS = [
  [-2, -1],
  [-1, 1],
  [1, 2],
] as const;
/** The distances which have a table of points each; the table after them is that of the judged syllables. */
export const DISTANCES = [-2, -1, 1, 2] as const;
/** How much of a negative sum is let through. */
export const LEAK = 0.05;
/** Half-byte levels of a weight: -7 to 7. */
export const MOST_LEVEL = 7;

/** Rows of the tables by word id: the unknown word, punctuation, numbers, then each legal syllable. */
export function fitRows({ words }: Counts): { readonly rowOf: Uint16Array; readonly rows: number } {
  const rowOf = new Uint16Array(words.length);
  let rows = 1;
  for (const [id, word] of words.entries()) {
    if (id === 1 || id === 2 || (id > 0 && syllableOf(word)?.spelling === word)) rowOf[id] = rows++;
  }
  return { rowOf, rows };
}

/** Reads the packed points. @throws {LanguageDataError} when the bytes are not such a file or are cut. */
export function fitOf(bytes: Uint8Array, counts: Counts): Fit {
  const source = new Source(unpacked(bytes, FIT_MAGIC));
  const { rowOf, rows } = fitRows(counts);
  const width = source.number();
  const promised = source.number();
  if (promised !== rows) {
    throw new LanguageDataError(`The points are of ${promised} words, the counts of ${rows}.`);
  }
  const tables = DISTANCES.map(() => rowsOf(source, rows, width));
  const judged = rowsOf(source, rows, width);
  const biasScale = scaleOf(source.byte());
  const bias = Float32Array.from(source.take(rows), (level) => (level - 128) * biasScale);
  const starts = rowsOf(source, VIEWS.length, width);

  return {
    at: (ids, place) => {
      const sums = VIEWS.map((distances, view) => {
        const sum = starts.slice(view * width, (view + 1) * width);
        for (const distance of distances) {
          const id = ids[place + distance];
          if (id === undefined) continue;
          const table = tables[DISTANCES.indexOf(distance)]!;
          const from = rowOf[id]! * width;
          for (let at = 0; at < width; at++) sum[at]! += table[from + at]!;
        }
        for (let at = 0; at < width; at++) if (sum[at]! < 0) sum[at]! *= LEAK;
        return sum;
      });
      return (id, scores) => {
        const row = rowOf[id]!;
        const from = row * width;
        for (let view = 0; view < sums.length; view++) {
          const sum = sums[view]!;
          let score = bias[row]!;
          for (let at = 0; at < width; at++) score += judged[from + at]! * sum[at]!;
          scores[view] = score;
        }
      };
    },
  };
}

/** Rows of half-byte levels, low half first, each row after the byte of its scale. */
function rowsOf(source: Source, rows: number, width: number): Float32Array {
  const values = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const scale = scaleOf(source.byte());
    const halves = source.take((width + 1) >> 1);
    for (let at = 0; at < width; at++) {
      const half = (halves[at >> 1]! >> (at & 1 ? 4 : 0)) & 15;
      values[row * width + at] = (half - 8) * scale;
    }
  }
  return values;
}

/** The step between two levels of a row: powers of 2 in sixteenths. */
export function scaleOf(byte: number): number {
  return 2 ** ((byte - 192) / 16);
}
