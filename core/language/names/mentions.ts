import { isSyllable } from "../syllable.ts";
import type { Head } from "./heads.ts";
import {
  isBodyWord,
  isDoubtfulFamilyName,
  isFamilyName,
  isHonorific,
  isLocalBodyWord,
  isThing,
  isUnit,
  namesPlaces,
} from "./vocabulary.ts";
import { keyOf, type NameWord } from "./words.ts";

/**
 * A name found by its capitals: "person" begins with a family name or follows a title, "foreign" has words no Vietnamese
 * syllable is spelled like, "thing" is a street, a school or a prize of that name, "given" is one word after "ông" or "bà",
 * "crowd" is a row of capitals in which names must be sought, "other" is any other row of two to five.
 */
export interface Mention {
  readonly sort: "person" | "foreign" | "thing" | "given" | "crowd" | "other";
  /** Words of the name. */
  readonly first: number;
  readonly last: number;
  /** Where its row of capitals begins, which may be before the name. */
  readonly row: number;
  /** Keys joined by spaces. */
  readonly key: string;
  /** Key of the word before it where that is "ông", "bà", …; what kind of thing it is for a thing; else "". */
  readonly before: string;
}

/** Vietnamese names have two to four words, rarely five. */
const MOST_NAME_WORDS = 5;
const USUAL_NAME_WORDS = 4;
/** A row of capitals longer than this is a heading, or several names. */
const MOST_ROW = 7;
const LEAST_LOUD = 5;
/** Words in such rows of one passage that are looked into: more are no headline. */
const MOST_CROWDED = 600;
const MOST_CROWD = 60;
/** Middle names which only people have. */
const MIDDLE = new Set(["văn", "thị"]);

/** @param isPlace keys that are known places: never people, whatever they begin with. */
export function mentionsIn(
  words: readonly NameWord[],
  heads: readonly Head[],
  isPlace: (key: string) => boolean,
): readonly Mention[] {
  const inHead = new Uint8Array(words.length);
  for (const { first, last, sort } of heads) inHead.fill(sort === "office" ? OFFICE : TITLE, first, last + 1);
  const loud = words.length >= LEAST_LOUD && words.filter((word) => word.loud).length > words.length * 0.6;
  const mentions: Mention[] = [];
  let crowded = 0;
  for (let at = 0; at < words.length; at++) {
    if (!words[at]!.capital || inHead[at]) continue;
    const last = endOfRow(words, at, inHead);
    const titled = at > 0 && inHead[at - 1] !== 0;
    const ofOffice = endsOffice(words, inHead, at - 1);
    const mention = mentionIn(words, at, last, { loud, titled, ofOffice, isPlace });
    at = last;
    if (!mention) continue;
    if (mention.sort === "crowd" && (crowded += last - mention.first + 1) > MOST_CROWDED) continue;
    mentions.push(mention);
  }
  return mentions;
}

/** What a word of `inHead` is part of. */
const TITLE = 1;
const OFFICE = 2;
/** Words between an office and the unit it is of at most: "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam xã". */
const MOST_BODY_WORDS = 12;

/** The word is a unit, and an office of it goes before: "Chủ tịch UBND xã", "Trưởng thôn". Its holder follows, not the name of the unit. */
function endsOffice(words: readonly NameWord[], inHead: Uint8Array, unit: number): boolean {
  if (unit < 0 || !isUnit(words[unit]!.key)) return false;
  let at = unit;
  while (at > unit - MOST_BODY_WORDS && at > 0 && inHead[at] === 0) {
    if (words[at]!.gap !== "space" || !(isUnit(words[at]!.key) || isLocalBodyWord(words[at]!.key)))
      return false;
    at--;
  }
  return inHead[at] === OFFICE;
}

function endOfRow(words: readonly NameWord[], first: number, inHead: Uint8Array): number {
  let at = first;
  const most = Math.min(words.length, first + MOST_CROWD) - 1;
  for (; at < most && !inHead[at + 1]; at++) {
    const { gap, capital, key } = words[at + 1]!;
    const joins = gap === "hyphen" && key !== "";
    const initial = gap === "dot" && words[at]!.composed.length === 1 && words[at]!.capital;
    if (!joins && !(capital && (gap === "space" || initial))) break;
  }
  return at;
}

interface Around {
  /** The passage is written in capitals. */
  readonly loud: boolean;
  /** A rank, an office or an occupation stands before the row. */
  readonly titled: boolean;
  /** What stands before is an office of a unit that has no name there: "Chủ tịch UBND xã". */
  readonly ofOffice: boolean;
  readonly isPlace: (key: string) => boolean;
}

function mentionIn(words: readonly NameWord[], row: number, last: number, around: Around): Mention | null {
  const is = (sort: Mention["sort"], first: number, before = ""): Mention => ({
    sort,
    first,
    last,
    row,
    key: keyOf(words, first, last),
    before,
  });
  const beforeRow = words[row]!.gap === "space" ? (words[row - 1]?.key ?? "") : "";
  if (around.loud || last - row + 1 > MOST_ROW) return is("crowd", row);
  const courtesy = isHonorific(words[row]!.key) && !(words[row]!.gap === "space" && isHonorific(beforeRow));
  const start = courtesy && last > row ? row + 1 : row;
  const spoken = start > row ? words[row]!.key : isHonorific(beforeRow) ? beforeRow : "";
  if (start === last) return spoken === "" ? null : is("given", last, spoken);
  const titled = spoken !== "" || (around.titled && beforeRow !== "");
  const first = startOfPerson(words, start, last, titled, around);
  const isHolder =
    around.ofOffice && first === row && ((titled && spoken === "") || !isNamesake(words, first, last));
  if (first !== null) {
    const near = first > row ? words[first - 1]!.key : beforeRow;
    if (!isHolder && (first !== start || spoken === "")) {
      if (isThing(near) || (first > row && isBodyWord(near))) return is("thing", first, near);
    }
    return is("person", first, first === start ? spoken : "");
  }
  if (isThing(beforeRow)) return is("thing", row, beforeRow);
  const opens = words[start]!.opens && isSyllable(words[start]!.key) && last - start > 1 && !titled;
  const from = opens ? start + 1 : start;
  if (last - from + 1 < 2 || last - from + 1 > MOST_NAME_WORDS) return null;
  const foreign = words
    .slice(from, last + 1)
    .some(({ key, loud }) => key.length > 2 && !loud && !isSyllable(key));
  return is(foreign ? "foreign" : "other", from, spoken);
}

/** Where in a row of capitals a person's name begins that ends with the row; null when nothing says so. */
function startOfPerson(
  words: readonly NameWord[],
  row: number,
  last: number,
  titled: boolean,
  { isPlace, ofOffice }: Pick<Around, "isPlace" | "ofOffice">,
): number | null {
  for (let at = Math.max(row, last - MOST_NAME_WORDS + 1); at < last; at++) {
    const word = words[at]!;
    if (!isFamilyName(word.key) || isPlace(keyOf(words, at, last))) continue;
    const [count, next] = [last - at + 1, words[at + 1]!.key];
    if (words.slice(at, last + 1).some(({ key }) => !isSyllable(key))) continue;
    if (count > USUAL_NAME_WORDS && at > row) continue;
    if (isDoubtfulFamilyName(word.key) && beginsWithPlace(words, at, last, isPlace, ofOffice)) continue;
    const evident = MIDDLE.has(next) || (at === row && titled);
    if (isDoubtfulFamilyName(word.key) && !evident) {
      // "Từ Nguyễn Văn A", "Hà Nội Trần Sỹ Thanh", "Cao Bằng".
      if (count < 3 || at > row || word.opens || isFamilyName(next)) continue;
    }
    return at;
  }
  return null;
}

/**
 * The name of a place goes before that of a person: "Quảng Nam Lê Trí Thanh", and after "UBND xã" any: "Tân Lập Trần Văn Nam".
 */
function beginsWithPlace(
  words: readonly NameWord[],
  first: number,
  last: number,
  isPlace: (key: string) => boolean,
  ofOffice: boolean,
): boolean {
  for (let at = first + 2; at < last; at++) {
    const { key } = words[at]!;
    if (!isFamilyName(key)) continue;
    if (isPlace(keyOf(words, first, at - 1))) return true;
    if (!isDoubtfulFamilyName(key) && (ofOffice || last - first + 1 > USUAL_NAME_WORDS)) return true;
  }
  return false;
}

/** After "Chủ tịch UBND xã" it is the unit's own name all the same: places are called so, or its holder is named behind a comma. */
function isNamesake(words: readonly NameWord[], first: number, last: number): boolean {
  if (namesPlaces(keyOf(words, first, last))) return true;
  const [next, name] = [words[last + 1], words[last + 2]];
  return next?.gap === "comma" && isHonorific(next.key) && name?.capital === true && name.gap === "space";
}
