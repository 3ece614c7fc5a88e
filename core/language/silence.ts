import { knownForm } from "./known-form.ts";
import type { Flag } from "./checker.ts";

/**
 * Under which form a flag is silenced in a story: a word is known whoever reads it, but what a rule of style or names says of
 * words is silenced for that rule alone. Composed, in small letters.
 */
export function silencedForm({ kind, rule, wrong }: Flag): string {
  const form = knownForm(wrong);
  return kind === "style" || kind === "name" ? `${rule}: ${form}` : form;
}
