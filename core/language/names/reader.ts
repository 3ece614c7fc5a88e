import type { Flag, Passage, StoryReader } from "../checker.ts";
import { untimelyIn } from "./dated.ts";
import { directoryOf } from "./directory.ts";
import { formerNamesIn } from "./former-names.ts";
import { givenNamesIn } from "./given-names.ts";
import { unintroducedIn } from "./introductions.ts";
import { misspeltIn } from "./misspelt.ts";
import { NAME_RULES, nameSaid } from "./name-sentences.ts";
import { readPassage, textAt, type Reading } from "./reading.ts";
import type { NameRegister } from "./register.ts";
import { sightingsIn, type Finding, type ReadStory } from "./sightings.ts";
import { twoFormsIn } from "./two-forms.ts";

const MOST_SUGGESTIONS = 5;

/**
 * Reads stories for names and titles by a register; an empty one still tells a name in two forms. Building it for ten
 * thousand people takes a moment; make it anew when the register has changed.
 */
export function createNameReader(register: NameRegister): StoryReader {
  const directory = directoryOf(register);
  let remembered = new Map<string, Reading>();
  return {
    read: ({ passages, language, day }) => {
      const read = new Map<string, Reading>();
      const readings = passages.map((passage) => {
        const key = keyOf(passage);
        const reading =
          remembered.get(key) ?? read.get(key) ?? readPassage(passage, directory.heads, directory.isPlace);
        read.set(key, reading);
        return reading;
      });
      remembered = read;
      const sightings = readings.flatMap((reading, passage) => sightingsIn(reading, passage, directory));
      return flagsOf({ readings, directory, language, day, sightings }, passages);
    },
  };
}

/** Passages never change: what one is remembered by is made once. */
const keys = new WeakMap<Passage, string>();

function keyOf(passage: Passage): string {
  let key = keys.get(passage);
  if (key === undefined) {
    key = JSON.stringify([passage.place, passage.text, passage.foreign]);
    keys.set(passage, key);
  }
  return key;
}

function flagsOf(story: ReadStory, passages: readonly Passage[]): readonly (readonly Flag[])[] {
  const misspelt = misspeltIn(story);
  const findings = [...misspelt, ...twoFormsIn(story, misspelt), ...givenNamesIn(story, misspelt)];
  // Titles are given in Vietnamese; in an English story they stand in another language than the register's.
  if (story.language === "vi") {
    findings.push(...untimelyIn(story), ...formerNamesIn(story), ...unintroducedIn(story));
  }
  const byPassage = passages.map((): Finding[] => []);
  for (const finding of findings) byPassage[finding.passage]!.push(finding);
  return byPassage.map((found, passage) =>
    apart(found).map((finding) => flagOf(story.readings[passage]!, finding)),
  );
}

/** In text order without overlaps: of two the one whose rule comes first has the word. */
function apart(findings: readonly Finding[]): readonly Finding[] {
  const taken = new Set<number>();
  const words = ({ first, last }: Finding): readonly number[] =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [...findings]
    .sort((a, b) => NAME_RULES.indexOf(a.said.rule) - NAME_RULES.indexOf(b.said.rule))
    .filter((finding) => {
      if (words(finding).some((word) => taken.has(word))) return false;
      for (const word of words(finding)) taken.add(word);
      return true;
    })
    .sort((a, b) => a.first - b.first);
}

function flagOf(reading: Reading, { first, last, said, suggestions }: Finding): Flag {
  const wrong = textAt(reading, first, last);
  const { start, opens } = reading.words[first]!;
  return {
    start,
    end: reading.words[last]!.end,
    wrong,
    kind: "name",
    rule: said.rule,
    says: nameSaid(said),
    suggestions: [
      ...new Set(suggestions.map((text) => cased(text.normalize("NFC"), wrong.normalize("NFC"), opens))),
    ]
      .filter((text) => text !== wrong.normalize("NFC"))
      .slice(0, MOST_SUGGESTIONS),
  };
}

/** In the capitals of what stands there: all of them, none where an office stands in small letters. */
function cased(text: string, wrong: string, opens: boolean): string {
  if (wrong.length > 1 && wrong === wrong.toUpperCase()) return text.toUpperCase();
  const isSmall = wrong[0] === wrong[0]!.toLowerCase();
  const initial = isSmall ? text[0]!.toLowerCase() : opens ? text[0]!.toUpperCase() : text[0]!;
  return initial + text.slice(1);
}
