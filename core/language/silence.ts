import { knownForm } from "./known-form.ts";
import type { Flag } from "./checker.ts";

/** Rules whose flags stand on a word that has nothing to do with them: they are silenced as a whole. */
const OF_NO_WORD: ReadonlySet<string> = new Set(["leadLength", "sentenceLength"]);

/**
 * Under which form a flag is silenced in a story: a word is known whoever reads it, but what a rule of style or names says of
 * words is silenced for that rule alone, and what it says of a length for all of the story. Composed, in small letters, a
 * space as "␣" where the rule is about spaces: "spaces: ␣,".
 */
export function silencedForm({ kind, rule, wrong }: Pick<Flag, "kind" | "rule" | "wrong">): string {
  const form = knownForm(wrong);
  if (kind !== "style" && kind !== "name") return form;
  if (OF_NO_WORD.has(rule)) return rule;
  return `${rule}: ${rule === "spaces" ? form.replaceAll(/[ \u00a0]/g, "␣") : form}`;
}
