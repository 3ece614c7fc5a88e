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
  /** The same by the passage itself: it need not be looked at again to be known. */
  const read = new WeakMap<Passage, { readonly story: Language; readonly reading: EnglishReading }>();
  const readingOf = (passage: Passage, story: Language): EnglishReading => {
    const same = read.get(passage);
    if (same?.story === story) return same.reading;
    const key = JSON.stringify([story, passage.text, passage.foreign]);
    const before = remembered.get(key);
    if (before !== undefined) {
      read.set(passage, { story, reading: before });
      return before;
    }
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const reading = together([
      flagsInEnglish(textInLanguage(passage, "en", story), speller, known, true),
      flagsInEnglish(story === "en" ? "" : clearEnglishOf(passage, story), speller, known, false),
    ]);
    remembered.set(key, reading);
    read.set(passage, { story, reading });
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
  return passages.some((passage) => partsOf(passage, language).hasEnglish);
}

/** What is clearly English of the Vietnamese of a passage, in its place, everything else hidden. */
function clearEnglishOf(passage: Passage, story: Language): string {
  const { spoken, runs } = partsOf(passage, story);
  return textInLanguage({ text: spoken, foreign: runs }, "en", "vi");
}

/**
 * The Vietnamese of a passage, in its place, what is marked as English or clearly is English hidden: what the
 * Vietnamese checker reads. "" where there is none, as in all of an English story but the stretches marked Vietnamese.
 */
export function vietnameseOf(passage: Pick<Passage, "text" | "foreign">, story: Language): string {
  return partsOf(passage, story).vietnamese;
}

/** A passage taken apart by what it is in. */
interface Parts {
  readonly story: Language;
  /** What is not marked as English, and what of it is clearly English all the same. */
  readonly spoken: string;
  readonly runs: readonly ForeignStretch[];
  readonly vietnamese: string;
  readonly hasEnglish: boolean;
}

/** Passages never change, and each is asked for by several readers at every reading of its story. */
const taken = new WeakMap<Pick<Passage, "text" | "foreign">, Parts>();

function partsOf(passage: Pick<Passage, "text" | "foreign">, story: Language): Parts {
  const known = taken.get(passage);
  if (known?.story === story) return known;
  const spoken = textInLanguage(passage, "vi", story);
  const runs = englishRunsIn(spoken).map((run): ForeignStretch => ({ ...run, language: "en" }));
  const vietnamese = textInLanguage({ text: spoken, foreign: runs }, "vi", "vi");
  const hasEnglish = runs.length > 0 || textInLanguage(passage, "en", story) !== "";
  const parts: Parts = { story, spoken, runs, vietnamese, hasEnglish };
  taken.set(passage, parts);
  return parts;
}
