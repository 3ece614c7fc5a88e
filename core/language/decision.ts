import { LAYERS, MEANS, SPREADS } from "./weights.ts";

/**
 * Log odds of a slip above which the checker speaks. Fixed on the clean half of the development set;
 * `docs/language.md` has the figures.
 */
export const SPEAK_ABOVE = 1.8;

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
