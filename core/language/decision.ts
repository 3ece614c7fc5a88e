import { HIDDEN, MEANS, OUTPUT, SPREADS } from "./weights.ts";

/**
 * Log odds of a slip above which the checker speaks. Fixed on a development set of 30,852 clean words for
 * fewer than one flag in two thousand; `docs/language.md` has the figures.
 */
const SPEAK_ABOVE = 2.5;

/** Whether that much evidence is enough to underline a word; for the order see `evidenceOf`. */
export function isSlip(evidence: readonly number[]): boolean {
  return oddsOf(evidence) > SPEAK_ABOVE;
}

/** Log odds that the word is a slip: one hidden layer of rectified units, made by `build/train-decision.ts`. */
function oddsOf(evidence: readonly number[]): number {
  let odds = OUTPUT[HIDDEN.length] ?? 0;
  HIDDEN.forEach((unit, index) => {
    let sum = unit[evidence.length] ?? 0;
    for (const [at, value] of evidence.entries()) sum += ((value - MEANS[at]!) / SPREADS[at]!) * unit[at]!;
    if (sum > 0) odds += sum * OUTPUT[index]!;
  });
  return odds;
}
