import { randomInt } from "node:crypto";
import fc from "fast-check";

/** Of every run that is not told otherwise, so that a run can be repeated and a change is judged by what it changed. */
const USUAL_SEED = 20_261_122;

let drawn: number | null = null;

/**
 * The seed of all random laws and of every test that draws its own chance: the usual one, the number in
 * `MORASSE_SEED`, or with `MORASSE_SEED=random` another in each run, which is printed.
 *
 * @throws {RangeError} when `MORASSE_SEED` is neither.
 */
export function seedNow(given: string | undefined = process.env["MORASSE_SEED"]): number {
  if (given === undefined || given === "") return USUAL_SEED;
  if (given === "random") {
    if (drawn === null) {
      drawn = randomInt(2 ** 31);
      console.log(`MORASSE_SEED=${drawn}`);
    }
    return drawn;
  }
  if (!/^-?\d+$/.test(given)) throw new RangeError(`MORASSE_SEED=${given} is neither a number nor "random"`);
  return Number(given);
}

fc.configureGlobal({ seed: seedNow() });
