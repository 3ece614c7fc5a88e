import { knownForm } from "./known-form.ts";
import type { Flag } from "./checker.ts";

/** A form that is no syllable and stands so often in one story is meant: a term, a name, a way of speaking. */
const MEANT_FROM = 5;

/**
 * Flags by passage without those on forms which the story holds so often that they must be meant: a form of no Vietnamese
 * syllable that the writer writes again and again. A syllable in the wrong place is a slip however often it is made.
 */
export function withoutMeant<Found extends Pick<Flag, "wrong" | "rule">>(
  flags: readonly (readonly Found[])[],
): readonly (readonly Found[])[] {
  const times = new Map<string, number>();
  for (const { wrong } of flags.flat()) times.set(knownForm(wrong), (times.get(knownForm(wrong)) ?? 0) + 1);
  return flags.map((found) =>
    found.filter(({ wrong, rule }) => rule !== "notASyllable" || times.get(knownForm(wrong))! < MEANT_FROM),
  );
}
