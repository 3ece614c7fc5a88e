import type { Language } from "../../article/index.ts";
import type {
  Flag,
  ForeignStretch,
  KnownWords,
  Passage,
  PassagePlace,
  StoryReader,
  StoryText,
} from "../checker.ts";
import { textInLanguage } from "../foreign.ts";
import { flagsInEnglish, NOTHING, type EnglishReading } from "./passage.ts";
import { englishRunsIn } from "./runs.ts";
import type { EnglishSpeller } from "./speller.ts";

/** Passages whose reading is remembered. */
const MOST_REMEMBERED = 2_000;

/** Names stand here, and no sentences. */
const NAMES_ONLY: ReadonlySet<PassagePlace> = new Set(["byline", "credit"]);

/**
 * Reads the English of a story: all of an English one but what is marked as Vietnamese; of a Vietnamese one what is marked
 * as English, and runs that are clearly English.
 *
 * @param known words never flagged, NFC and lower case.
 */
export function createEnglishReader(speller: EnglishSpeller, known: KnownWords): StoryReader {
  const remembered = new Map<string, EnglishReading>();
  const readingOf = (passage: Passage, story: Language): EnglishReading => {
    const key = JSON.stringify([story, passage.text, passage.foreign]);
    const before = remembered.get(key);
    if (before !== undefined) return before;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const reading = together([
      flagsInEnglish(textInLanguage(passage, "en", story), speller, known, true),
      flagsInEnglish(story === "en" ? "" : clearEnglishOf(passage, story), speller, known, false),
    ]);
    remembered.set(key, reading);
    return reading;
  };
  return {
    read: ({ passages, language }) => {
      const readings = passages.map((passage) =>
        NAMES_ONLY.has(passage.place) ? NOTHING : readingOf(passage, language),
      );
      // What a story writes with a capital where none is due is a name, and so it is where one is due.
      const names = new Set(readings.flatMap((reading) => reading.names));
      return readings.map(({ flags }) => flags.filter((flag) => !isName(flag, names)));
    },
  };
}

function together(readings: readonly EnglishReading[]): EnglishReading {
  return {
    flags: readings.flatMap(({ flags }) => flags).sort((a, b) => a.start - b.start),
    names: readings.flatMap(({ names }) => names),
  };
}

function isName({ wrong }: Flag, names: ReadonlySet<string>): boolean {
  return wrong !== wrong.toLowerCase() && names.has(wrong.toLowerCase());
}

/** Whether there is any English to read in a story; without, no dictionary need be opened for it. */
export function hasEnglish({ passages, language }: Pick<StoryText, "passages" | "language">): boolean {
  return passages.some(
    (passage) =>
      textInLanguage(passage, "en", language) !== "" ||
      englishRunsIn(textInLanguage(passage, "vi", language)).length > 0,
  );
}

/** What is clearly English of the Vietnamese of a passage, in its place, everything else hidden. */
function clearEnglishOf(passage: Passage, story: Language): string {
  const text = textInLanguage(passage, "vi", story);
  return textInLanguage({ text, foreign: clearRuns(text) }, "en", "vi");
}

function clearRuns(text: string): readonly ForeignStretch[] {
  return englishRunsIn(text).map((run) => ({ ...run, language: "en" }));
}

/**
 * The Vietnamese of a passage, in its place, what is marked as English or clearly is English hidden: what the
 * Vietnamese checker reads. "" where there is none, as in all of an English story but the stretches marked Vietnamese.
 */
export function vietnameseOf(passage: Pick<Passage, "text" | "foreign">, story: Language): string {
  const text = textInLanguage(passage, "vi", story);
  return textInLanguage({ text, foreign: clearRuns(text) }, "vi", "vi");
}
