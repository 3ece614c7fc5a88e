import { createStyleReader, type Flag, type Passage, type PassagePlace } from "#core/language";
import { styleWith, type Changed } from "./style-with.ts";

/** The flags of a story written as [place, text]. */
export function flagsOfStory(
  passages: readonly (readonly [PassagePlace, string] | Passage)[],
  changed: Changed = {},
  language: "vi" | "en" = "vi",
): readonly (readonly Flag[])[] {
  return createStyleReader(styleWith(changed)).read({
    passages: passages.map((passage): Passage => {
      if ("text" in passage) return passage;
      const [place, text] = passage;
      return { place, text };
    }),
    language,
    day: "2026-11-24",
  });
}

export function flagsIn(text: string, changed: Changed = {}): readonly Flag[] {
  return flagsOfStory([["paragraph", text]], changed)[0]!;
}

/** Findings as "wrong > first suggestion", of the rules named or of all. */
export function found(text: string, changed: Changed = {}, ...rules: readonly string[]): readonly string[] {
  return told(flagsIn(text, changed), rules);
}

export function told(flags: readonly Flag[], rules: readonly string[] = []): readonly string[] {
  return flags
    .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
    .map(({ wrong, suggestions }) => `${wrong} > ${suggestions[0] ?? "?"}`);
}
