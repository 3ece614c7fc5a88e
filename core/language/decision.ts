import { LAYERS, MEANS, SPREADS } from "./weights.ts";

/**
 * Log odds of a slip above which the checker speaks. Fixed on the clean half of the development set;
 * `docs/language.md` has the figures.
 */
export const SPEAK_ABOVE = 2.15;

/**
 * Where nothing but the candidate could stand, less odds will do: the decision was learned from news with slips of its
 * own in it, and doubts what two neighbours on either side leave no doubt of. By how much the candidate fits better, at
 * least; by how much better than the next one; its cost, at most; the odds. Fixed on the development set.
 */
const SOLE = [
  { gain: 16, lead: 14.5, cost: Infinity, odds: -4 },
  { gain: 13, lead: 14.5, cost: 6, odds: -2.5 },
  { gain: 11, lead: 14.5, cost: 4.8, odds: -1 },
  { gain: 9, lead: 9, cost: 4, odds: 0.8 },
] as const;

/** Whether a syllable is a slip by the odds and by how far the best candidate is ahead, of the word and of the next. */
export function isSole(
  odds: number,
  best: { readonly gain: number; readonly cost: number },
  lead: number,
): boolean {
  return SOLE.some(
    (least) => best.gain >= least.gain && lead >= least.lead && best.cost <= least.cost && odds > least.odds,
  );
}

/**
 * Whether a syllable is a slip that would make a fixed phrase: for a pair the two must stand well together, by the
 * odds and by how far the candidate is behind the best other one; three syllables and more speak for themselves.
 */
export function makesPhrase(
  odds: number,
  meant: { readonly gain: number; readonly cost: number },
  length: number,
  behind: number,
): boolean {
  return length >= 3
    ? meant.gain > 0 && odds > -4.6
    : meant.gain >= 2 && behind < 4 && odds > (meant.cost <= 5 ? -2.6 : meant.cost <= 6 ? 0 : Infinity);
}

/**
 * Log odds that the word is a slip, by that evidence; for the order see `evidenceOf`. Layers of rectified
 * units, made by `build/train-decision.ts`.
 */
export function oddsOf(evidence: readonly number[]): number {
  let values: readonly number[] = evidence.map((value, at) => (value - MEANS[at]!) / SPREADS[at]!);
  for (const [depth, layer] of LAYERS.entries()) {
    const last = depth === LAYERS.length - 1;
    values = layer.map((unit) => {
      let sum = unit[values.length]!;
      for (let at = 0; at < values.length; at++) sum += values[at]! * unit[at]!;
      return last || sum > 0 ? sum : 0;
    });
  }
  return values[0]!;
}
