import { endOfBody, organisationAt } from "./bodies.ts";
import { wordsIn, type Directory } from "./directory.ts";
import type { Mention } from "./mentions.ts";
import { textAt, type Reading } from "./reading.ts";
import { cellText, type NameEntry } from "./register.ts";
import { titlesOf } from "./titles.ts";
import { keyOf } from "./words.ts";

/** A name that stands in a passage and not in the register. */
export interface NameFound {
  readonly kind: NameEntry["kind"];
  readonly key: string;
  readonly text: string;
  /** For a person, as the text gives them; `body` is "" for a rank and where none is sure. */
  readonly titles: readonly {
    readonly sort: "office" | "rank";
    readonly title: string;
    readonly body: string;
  }[];
}

/** People, organisations and places of a passage which the directory does not know. */
export function namesFound(reading: Reading, directory: Directory): readonly NameFound[] {
  return [
    ...reading.mentions
      .filter(
        ({ sort, key }) => sort === "person" && wordsIn(key) >= 2 && directory.peopleAt(key).length === 0,
      )
      .map((mention) => personFound(reading, mention, directory)),
    ...organisationsFound(reading, directory),
    ...placesFound(reading, directory),
  ];
}

function personFound(reading: Reading, mention: Mention, directory: Directory): NameFound {
  const titles = titlesOf(reading, mention).flatMap(({ sort, first, last, end, side, former }) => {
    if (sort === "occupation" || former) return [];
    const bodyEnd = sort === "rank" ? last : endOfBody(reading.words, last + 1, directory.isPlace);
    // "Thủ tướng tiếp Nguyễn Văn A": what stands between is no body.
    if (side !== "after" && bodyEnd < end - (mention.before === "" ? 0 : 1)) return [];
    const upTo = Math.min(bodyEnd, end);
    const body = upTo > last ? cellText(textAt(reading, last + 1, upTo)) : "";
    return [{ sort, title: capitalised(cellText(textAt(reading, first, last))), body }];
  });
  return { kind: "person", key: mention.key, text: textAt(reading, mention.first, mention.last), titles };
}

/** An office begins with a capital in the register, wherever in a sentence it stood. */
function capitalised(title: string): string {
  return title[0]!.toUpperCase() + title.slice(1);
}

function organisationsFound(reading: Reading, directory: Directory): readonly NameFound[] {
  const { words, heads, mentions } = reading;
  const found: NameFound[] = [];
  const people = new Set(mentions.filter(({ sort }) => sort === "person").map(({ first }) => first));
  const inHead = new Uint8Array(words.length);
  for (const { first, last } of heads) inHead.fill(1, first, last + 1);
  for (let first = 0; first < words.length; first++) {
    let last = inHead[first] ? null : organisationAt(words, first, directory.isPlace);
    if (last === null) continue;
    // "Bộ Quốc phòng Phan Văn Giang": the person is no part of it.
    for (let at = first + 1; at <= last; at++) if (people.has(at)) last = at - 1;
    const key = keyOf(words, first, last);
    const isKnown = directory.bodiesAt(key).length + directory.formerAt(key).length > 0;
    if (last > first && !isKnown) {
      found.push({ kind: "organisation", key, text: textAt(reading, first, last), titles: [] });
    }
    first = last;
  }
  return found;
}

/** What a place is called before its name, by the last word of it, and how many words that is. */
const SORTS_OF_PLACE = /(?:^| )(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)$/;
const MOST_PLACE_WORDS = 4;

function placesFound(reading: Reading, directory: Directory): readonly NameFound[] {
  const { words, mentions } = reading;
  const found: NameFound[] = [];
  const people = new Set(mentions.filter(({ sort }) => sort === "person").map(({ first }) => first));
  for (let at = 1; at < words.length; at++) {
    const { key, capital, gap } = words[at]!;
    if (!capital || key === "" || gap !== "space" || words[at - 1]!.capital || people.has(at)) continue;
    const isPair = at >= 2 && words[at - 1]!.gap === "space";
    const sort = SORTS_OF_PLACE.exec(keyOf(words, isPair ? at - 2 : at - 1, at - 1))?.[1];
    if (sort === undefined) continue;
    let last = at;
    while (words[last + 1]?.capital && words[last + 1]!.gap === "space") last++;
    const first = at - wordsIn(sort);
    if (last - at < MOST_PLACE_WORDS && !directory.isPlace(keyOf(words, at, last))) {
      found.push({
        kind: "place",
        key: keyOf(words, first, last),
        text: textAt(reading, first, last),
        titles: [],
      });
    }
    at = last;
  }
  return found;
}
