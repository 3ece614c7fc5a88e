import { knownForm } from "../known-form.ts";
import type { Flag } from "../checker.ts";
import type { StyleRule } from "./rules.ts";

/** A flag and the passage it is in, by its index in the story. */
export interface FlagOfPassage {
  readonly passage: number;
  readonly flag: Flag;
}

/** Rules about one word or name: another word against the same rule is another question. */
const OF_WORDS: ReadonlySet<string> = new Set<StyleRule>([
  "organisations",
  "offices",
  "abbreviations",
  "foreignNames",
  "preferred",
  "banned",
  "iOrY",
]);

/**
 * The flags of a story which "fix all" mends together with this one, itself among them, in order. Of rules about words
 * those on the same word in any capitals, of all others every one of the rule. Each is mended by its own first suggestion;
 * one that offers nothing is not among them.
 */
export function alike(flag: Flag, flagsByPassage: readonly (readonly Flag[])[]): readonly FlagOfPassage[] {
  const key = keyOf(flag);
  return flagsByPassage.flatMap((flags, passage) =>
    flags
      .filter((other) => other.suggestions.length > 0 && keyOf(other) === key)
      .map((other) => ({ passage, flag: other })),
  );
}

function keyOf({ kind, rule, wrong }: Flag): string {
  return kind !== "style" || OF_WORDS.has(rule) ? `${kind} ${rule} ${knownForm(wrong)}` : `${kind} ${rule}`;
}
