import type { Known, Like } from "./directory.ts";
import type { Mention } from "./mentions.ts";
import { officesNamed } from "./offices.ts";
import { textAt, type Reading } from "./reading.ts";
import type { Organisation, Person, Place } from "./register.ts";
import { isProvince } from "./provinces.ts";
import { part, startOf, windowsOf, type Finding, type ReadStory } from "./sightings.ts";
import { titlesOf } from "./titles.ts";
import { isMilitaryRank, isPrivate, isThing, phraseKey } from "./vocabulary.ts";
import { keyOf } from "./words.ts";

/** Registered names with one of their words misspelt, or with all their marks lost. */
export function misspeltIn(story: ReadStory): readonly Finding[] {
  const named = new Set(story.sightings.flatMap(({ people }) => people.map(({ entry }) => entry)));
  const right = story.readings.map(({ words }) => new Uint8Array(words.length));
  for (const { passage, mention } of story.sightings)
    right[passage]!.fill(1, mention.first, mention.last + 1);
  return story.readings.flatMap((reading, passage) => [
    ...reading.mentions.flatMap((mention) => {
      return misspeltPerson(story, reading, passage, mention, named, right[passage]!);
    }),
    ...misspeltBodies(story, reading, passage),
  ]);
}

/** Names of fewer words differ from others by a mark too often to say more. */
const LEAST_WORDS_FOR_LETTERS = 3;

function misspeltPerson(
  story: ReadStory,
  reading: Reading,
  passage: number,
  mention: Mention,
  named: ReadonlySet<Person>,
  right: Uint8Array,
): readonly Finding[] {
  if (mention.sort === "thing" || mention.sort === "given") return [];
  const isRight = ({ first, last }: Pick<Mention, "first" | "last">): boolean =>
    right.subarray(first, last + 1).includes(1);
  if (mention.sort === "crowd") {
    const findings: Finding[] = [];
    for (const window of windowsOf(mention, LEAST_WORDS_FOR_LETTERS)) {
      if (window.first <= (findings.at(-1)?.last ?? -1) || isRight(window)) continue;
      findings.push(
        ...judged(story, reading, passage, part(reading, mention, window.first, window.last), named),
      );
    }
    return findings;
  }
  if (isRight(mention)) return [];
  for (let first = startOf(mention); first < mention.last; first++) {
    const found = judged(story, reading, passage, part(reading, mention, first, mention.last), named);
    if (found.length > 0) return found;
  }
  return [];
}

function judged(
  { directory, language }: ReadStory,
  reading: Reading,
  passage: number,
  mention: Mention,
  named: ReadonlySet<Person>,
): readonly Finding[] {
  // A name without any marks is how English writes it.
  if (language === "en" && !/[^a-z ]/.test(mention.key)) return [];
  const likes = directory.peopleLike(mention.key);
  if (likes.length === 0) return [];
  const about = evidenceOn(reading, mention);
  const meant = likes.filter((like) => isMeant(like, mention, about, named.has(like.entry)));
  if (meant.length === 0) return [];
  const best = [...meant].sort((a, b) => Number(about.supports(b.entry)) - Number(about.supports(a.entry)));
  const { first, last } = mention;
  return [
    {
      passage,
      first,
      last,
      said: { rule: "nameMisspelt", wrong: textAt(reading, first, last), right: best[0]!.form },
      suggestions: [...new Set(best.map(({ form }) => form))],
    },
  ];
}

/** What the text says of a person besides the name. */
interface Evidence {
  /** An office or rank in the text which is the registered person's. */
  supports(person: Person): boolean;
  /** An age, "anh" or "chị", or a title: unless it is the registered one, somebody else may well be meant. */
  readonly isOther: boolean;
}

function evidenceOn(reading: Reading, mention: Mention): Evidence {
  const titles = titlesOf(reading, mention);
  const phrase = (first: number, last: number): readonly string[] =>
    reading.words.slice(first, last + 1).map(({ key }) => key);
  return {
    supports: ({ offices: held, ranks }) =>
      titles.some(({ first, last, end, side, sort }) =>
        sort === "rank"
          ? areSameSort(keyOf(reading.words, first, last), ranks)
          : officesNamed(held, phrase(first, end), side !== "after").length > 0,
      ),
    isOther: isPrivate(mention.before) || titles.length > 0 || isAgeAfter(reading, mention.last),
  };
}

/** The rank itself, or another of the army: officers rise. */
function areSameSort(given: string, ranks: Person["ranks"]): boolean {
  return ranks.some(
    ({ rank }) => phraseKey(rank) === given || (isMilitaryRank(rank) && isMilitaryRank(given)),
  );
}

function isMeant(like: Like<Person>, { key }: Mention, about: Evidence, isNamed: boolean): boolean {
  if (about.supports(like.entry)) return true;
  if (about.isOther) return false;
  if (like.likeness === "anyLetter") return false;
  if (isNamed) return true;
  return like.likeness === "mark" || key.split(" ").length >= LEAST_WORDS_FOR_LETTERS;
}

/** "(52 tuổi", ", 47 tuổi": people of whom the register would not know. */
export function ageAfter({ text, words }: Reading, last: number): string | null {
  const { end } = words[last]!;
  return /^[\s,(–-]{1,4}(\d{1,3}) tuổi/.exec(text.slice(end, end + 20).normalize("NFC"))?.[1] ?? null;
}

function isAgeAfter(reading: Reading, last: number): boolean {
  return ageAfter(reading, last) !== null;
}

/** Before a place of two words these say that it is one. */
const BEFORE_PROVINCES = new Set(["tỉnh", "phố", "tp", "ubnd", "hđnd"]);
/** A province a mark off may be another place ("ở Yên Bài", "về Kiến Giang"); a place of the newsroom's own hardly is. */
const BEFORE_PLACES = new Set([
  ...BEFORE_PROVINCES,
  ..."ở tại về đến tới từ qua cổ vùng đất huyện xã phường quận thị trấn khu".split(" "),
]);
const LEAST_BODY_WORDS = 3;

function misspeltBodies({ directory }: ReadStory, reading: Reading, passage: number): readonly Finding[] {
  const { words } = reading;
  const findings: Finding[] = [];
  for (let first = 0; first < words.length; first++) {
    if (!words[first]!.capital) continue;
    const likes = new Map<number, Known<Organisation | Place>[]>();
    let [key, known, small] = [words[first]!.key, -1, false];
    for (let last = first + 1; last < Math.min(words.length, first + directory.mostWords); last++) {
      if (words[last]!.gap !== "space" || words[last]!.key === "") break;
      key += ` ${words[last]!.key}`;
      const exact = [...directory.bodiesAt(key), ...directory.formerAt(key)];
      if (exact.length > 0) {
        [known, small] = [last, exact.every((one) => lacksCapitals(reading, first, one))];
        if (small && isSurelyBody(reading, first, last, exact)) likes.set(last, exact);
      }
      const likely = directory.bodiesLike(key).filter((like) => isLikely(like, last - first + 1));
      if (likely.length > 0 && isSurelyBody(reading, first, last, likely)) likes.set(last, [...likely]);
    }
    const [last, meant] = [...likes].at(-1) ?? [];
    if (last === undefined || meant === undefined || (known >= first && !small)) {
      first = Math.max(first, known);
      continue;
    }
    findings.push({
      passage,
      first,
      last,
      said: { rule: "nameMisspelt", wrong: textAt(reading, first, last), right: meant[0]!.form },
      suggestions: [...new Set(meant.map(({ form }) => form))],
    });
    first = last;
  }
  return findings;
}

/** A mark off, or a place of three words a letter off: "Buôn Ma Thuộc". */
function isLikely({ likeness, entry }: Like<Organisation | Place>, count: number): boolean {
  return (
    likeness === "mark" || (likeness === "letter" && entry.kind === "place" && count >= LEAST_BODY_WORDS)
  );
}

/** "Thành phố Cần thơ": a place is written in small letters where the register has a capital. */
function lacksCapitals(
  { words }: Reading,
  first: number,
  { entry, form }: Known<Organisation | Place>,
): boolean {
  if (entry.kind !== "place") return false;
  return form
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .some((word, at) => /^\p{Lu}/u.test(word) && words[first + at]?.capital === false);
}

function isSurelyBody(
  { words }: Reading,
  first: number,
  last: number,
  meant: readonly Known<Organisation | Place>[],
): boolean {
  if (last - first + 1 >= LEAST_BODY_WORDS) return true;
  const next = words[last + 1];
  const before = words[first]!.gap === "space" ? words[first - 1] : undefined;
  if ((next?.capital && next.gap === "space") || before === undefined) return false;
  const befores = meant.every(({ form }) => isProvince(phraseKey(form))) ? BEFORE_PROVINCES : BEFORE_PLACES;
  return befores.has(before.key) && !(before.key !== "cổ" && isThingBefore(words[first - 2]?.key));
}

function isThingBefore(key: string | undefined): boolean {
  return key !== undefined && isThing(key) && key !== "thành" && key !== "tỉnh";
}
