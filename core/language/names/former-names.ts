import { standingOn } from "./dates.ts";
import type { Directory, Known } from "./directory.ts";
import { sentenceAt, sentenceLooksBack, sentenceSays, textAt, type Reading } from "./reading.ts";
import type { FormerName, Organisation, Place } from "./register.ts";
import type { Finding, ReadStory } from "./sightings.ts";
import { isProvince } from "./provinces.ts";
import { isFormerMark, isHonorific, isThing, OLD_TIMES, phraseKey } from "./vocabulary.ts";

/** Names of organisations and places which are no longer theirs on the day of the story. */
export function formerNamesIn(story: ReadStory): readonly Finding[] {
  return story.readings.flatMap((reading, passage) => {
    const findings: Finding[] = [];
    for (let first = 0; first < reading.words.length; first++) {
      const met = nameAt(reading, first, story.directory);
      if (!met) continue;
      const finding = findingOn(story, reading, passage, met);
      if (finding) findings.push(finding);
      first = met.last;
    }
    return findings;
  });
}

interface Met {
  readonly first: number;
  readonly last: number;
  readonly former: readonly (Known<Organisation | Place> & { readonly former: FormerName })[];
}

/** The longest registered name that begins with a word, whether of today or of another time. */
function nameAt({ words }: Reading, first: number, directory: Directory): Met | null {
  if (!words[first]!.capital || !directory.beginsBody(words[first]!.key)) return null;
  let [key, found]: [string, Met | null] = ["", null];
  for (let last = first; last < Math.min(words.length, first + directory.mostWords); last++) {
    const { key: word, gap } = words[last]!;
    if (last > first && gap !== "space" && gap !== "hyphen" && gap !== "dash") break;
    key = last === first ? word : `${key} ${word}`;
    const former = directory.bodiesAt(key).length > 0 ? [] : directory.formerAt(key);
    if (former.length > 0 || directory.bodiesAt(key).length > 0) found = { first, last, former };
  }
  return found;
}

function findingOn(
  { day }: ReadStory,
  reading: Reading,
  passage: number,
  { first, last, former }: Met,
): Finding | null {
  const over = former.filter((known) => standingOn(known.former, day) === "over");
  if (over.length === 0 || over.length < former.length) return null;
  const isPlace = over.every(({ entry }) => entry.kind === "place");
  const stands = over.every(({ form }) => isProvince(phraseKey(form))) ? isProvinceHere : isPlaceHere;
  if (isPlace && !stands(reading, first, last)) return null;
  if (speaksOfOldTimes(reading, first) || sentenceLooksBack(reading, first, day)) return null;
  const from = isPlace ? startWithSort(reading, first) : first;
  const wrong = textAt(reading, from, last);
  const right = over.map(({ entry }) => (from < first ? withSort(entry) : entry.name));
  return {
    passage,
    first: from,
    last,
    said: { rule: "oldName", wrong, right: over[0]!.entry.name, until: over[0]!.former.until!, isPlace },
    // The land is still there, and is what is meant oftener than the government.
    suggestions: [...new Set([...(isPlace ? [`${wrong} (cũ)`] : []), ...right])],
  };
}

/** "cũ", "nguyên Bộ trưởng"; and China has provinces Hà Nam and Hà Bắc. */
function speaksOfOldTimes(reading: Reading, at: number): boolean {
  const { words, heads } = reading;
  const { sentence } = words[at]!;
  return (
    sentenceSays(reading, at, OLD_TIMES) ||
    sentenceAt(reading, at).includes("Trung Quốc") ||
    heads.some(
      ({ first }) => words[first]!.sentence === sentence && isFormerMark(words[first - 1]?.key ?? ""),
    )
  );
}

/** Words in capitals which stand before the name of a province and are no part of it. */
const OFFICES_OF_PLACES = new Set(["tỉnh", "tp", "ubnd", "hđnd", "phố"]);

/** Bodies of a province which are called by its name alone. */
const BODIES_OF_PROVINCES = new Set(["ubnd", "hđnd"]);

/**
 * The province itself is meant, as it governs: "tỉnh Quảng Nam", "UBND Quảng Nam", "Tỉnh ủy Quảng Nam". Products, clubs,
 * works, roads and towns keep the name, and who writes "ở Quảng Nam" may mean the land.
 */
function isProvinceHere({ words, mentions }: Reading, first: number, last: number): boolean {
  if (words[first]!.gap !== "space") return false;
  const [before, next] = [words[first - 1], words[last + 1]];
  const isGovernment =
    before !== undefined &&
    (before.key === "tỉnh" ||
      BODIES_OF_PROVINCES.has(before.key) ||
      (before.key === COMMITTEE && before.gap === "space" && words[first - 2]?.key === "tỉnh"));
  if (!isGovernment || next?.gap === "hyphen") return false;
  // "Chủ tịch UBND tỉnh Quảng Nam Lê Văn A", but not "tỉnh Nam Định Hà Nam".
  const isPerson = mentions.some((mention) => mention.sort === "person" && mention.first === last + 1);
  return isPerson || !(next?.capital && next.gap === "space");
}

const COMMITTEE = phraseKey("ủy");

/** The name is not part of a longer one: a ward, a street, a person, "Thái Bình Dương". */
function isPlaceHere({ words }: Reading, first: number, last: number): boolean {
  const [before, next] = [words[first]!.gap === "space" ? words[first - 1] : undefined, words[last + 1]];
  // "Hà Nội – Thái Bình"
  if (["hyphen", "dash"].includes(words[first]!.gap) && words[first - 1]!.capital) return false;
  if (next?.gap === "hyphen" || (next?.capital && next.gap === "space")) return false;
  if (before === undefined || OFFICES_OF_PLACES.has(before.key)) return true;
  return !(before.capital && !before.opens) && !isThing(before.key) && !isHonorific(before.key);
}

/** "tỉnh Bình Phước", "thành phố Hải Dương": the sort of the place goes with the name. */
function startWithSort({ words }: Reading, first: number): number {
  if (words[first]!.gap !== "space") return first;
  if (words[first - 1]!.key === "phố" && words[first - 2]?.key === "thành") return first - 2;
  return ["tỉnh", "tp"].includes(words[first - 1]!.key) ? first - 1 : first;
}

function withSort({ name, others }: Organisation | Place): string {
  return others.find((form) => /^(?:tỉnh|thành phố) /i.test(form)) ?? name;
}
