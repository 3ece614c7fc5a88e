import type { Checker, KnownWords, StoryReader } from "./checker.ts";
import { knownForm } from "./known-form.ts";
import { createNameReader, knownFrom, withProvinces, type NameRegister } from "./names/index.ts";
import { createSpellingReader, readersTogether } from "./reading.ts";
import { createStyleReader } from "./style/reader.ts";
import type { HouseStyle } from "./style/rules.ts";

/** By what stories are read: what a newsroom has laid down, and every word that is never flagged. */
export interface LaidDown {
  readonly style: HouseStyle;
  readonly names: NameRegister;
  /** As somebody wrote them. */
  readonly words: readonly string[];
}

/** What reads stories by one newsroom's rules. Each remembers what it has read. */
export interface Readers {
  readonly spelling: StoryReader;
  /** The words and names which no speller flags, as `knownForm` has them. */
  readonly known: KnownWords;
  /** All of them as one, in the order in which they are heard. Null where there is no English to read. */
  together(english: StoryReader | null): StoryReader;
}

/** What no speller flags, as `knownForm` has it. */
export function knownWords(words: readonly string[], names: NameRegister): readonly string[] {
  return [...words.map(knownForm), ...knownFrom(names)];
}

export function readersFor(checker: Checker, { style, names: own, words }: LaidDown): Readers {
  const names = withProvinces(own);
  const known = new Set(knownWords(words, names));
  const spelling = createSpellingReader(checker, known);
  const [ofNames, ofStyle] = [createNameReader(names), createStyleReader(style)];
  return {
    spelling,
    known,
    together: (english) =>
      readersTogether([ofNames, spelling, ...(english === null ? [] : [english]), ofStyle]),
  };
}
