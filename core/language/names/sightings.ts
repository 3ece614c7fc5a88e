import type { StoryText } from "../checker.ts";
import type { Directory, Known } from "./directory.ts";
import type { Mention } from "./mentions.ts";
import type { Reading } from "./reading.ts";
import type { Person } from "./register.ts";
import type { NameSaid } from "./name-sentences.ts";
import { keyOf } from "./words.ts";

/** A story with the register it is read by. */
export interface ReadStory {
  readonly readings: readonly Reading[];
  readonly directory: Directory;
  readonly language: StoryText["language"];
  readonly day: string;
  readonly sightings: readonly Sighting[];
}

/** A registered person named in the text by a full name. */
export interface Sighting {
  readonly passage: number;
  /** The name's own words, with what stands before it. */
  readonly mention: Mention;
  /** Namesakes, where there are several. */
  readonly people: readonly Known<Person>[];
}

/** Something a rule has to say of the words from `first` to `last` of a passage. */
export interface Finding {
  readonly passage: number;
  readonly first: number;
  readonly last: number;
  /** The rule and what its sentence needs. */
  readonly said: NameSaid;
  /** Best first; written as a name or an office is, whatever the capitals of the text. */
  readonly suggestions: readonly string[];
}

const MOST_NAME_WORDS = 6;

/** Every registered person a passage names in full. In a row of capitals names are sought at every word. */
export function sightingsIn(reading: Reading, passage: number, directory: Directory): readonly Sighting[] {
  return reading.mentions.flatMap((mention): readonly Sighting[] => {
    if (mention.sort === "crowd") {
      const found: Sighting[] = [];
      for (const { first, last } of windowsOf(mention, 2)) {
        const people = directory.peopleAt(keyOf(reading.words, first, last));
        if (people.length > 0 && first > (found.at(-1)?.mention.last ?? -1)) {
          found.push({ passage, mention: part(reading, mention, first, last), people });
        }
      }
      return found;
    }
    if (mention.sort === "thing" || mention.sort === "given") return [];
    for (let first = startOf(mention); first < mention.last; first++) {
      const people = directory.peopleAt(keyOf(reading.words, first, mention.last));
      if (people.length > 0)
        return [{ passage, mention: part(reading, mention, first, mention.last), people }];
    }
    return [];
  });
}

/** Where the longest name could begin that ends with the mention. */
export function startOf({ row, first, last }: Mention): number {
  return Math.max(Math.min(row, first), last - MOST_NAME_WORDS + 1);
}

/** Rows of words in a crowd of capitals, longest first at each place. */
export function windowsOf(
  { first, last }: Mention,
  least: number,
): readonly { readonly first: number; readonly last: number }[] {
  const windows: { first: number; last: number }[] = [];
  for (let from = first; from + least - 1 <= last; from++) {
    for (let to = Math.min(last, from + MOST_NAME_WORDS - 1); to >= from + least - 1; to--) {
      windows.push({ first: from, last: to });
    }
  }
  return windows;
}

/** A mention narrowed or widened to some of its row's words. */
export function part({ words }: Reading, mention: Mention, first: number, last: number): Mention {
  const key = keyOf(words, first, last);
  const sort = mention.sort === "crowd" ? "person" : mention.sort;
  return { ...mention, sort, first, last, key, before: first === mention.first ? mention.before : "" };
}
