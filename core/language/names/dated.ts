import { standingOn } from "./dates.ts";
import type { Known } from "./directory.ts";
import { endOfBody } from "./bodies.ts";
import { areContrary, officeParts, officesNamed, officeWords } from "./offices.ts";
import { sentenceLooksBack, sentenceSays, textAt, type Reading } from "./reading.ts";
import { officeText, type HeldOffice, type HeldRank, type Person } from "./register.ts";
import type { Finding, ReadStory, Sighting } from "./sightings.ts";
import { titlesOf, type TitleSeen } from "./titles.ts";
import { isMilitaryRank, OTHER_TIMES, phraseKey } from "./vocabulary.ts";
import { keyOf } from "./words.ts";

/** Offices and ranks which the text gives people and which the register says were not theirs on the day of the story. */
export function untimelyIn(story: ReadStory): readonly Finding[] {
  return story.sightings.flatMap((sighting) => {
    const reading = story.readings[sighting.passage]!;
    const titles = titlesOf(reading, sighting.mention).filter(({ former }) => !former);
    if (titles.length === 0 || speaksOfOtherTimes(reading, sighting, story.day)) return [];
    return titles.flatMap((title) =>
      title.sort === "rank"
        ? untimelyRank(story, reading, sighting, title)
        : untimelyOffice(story, reading, sighting, title),
    );
  });
}

function speaksOfOtherTimes(reading: Reading, { mention }: Sighting, day: string): boolean {
  return sentenceSays(reading, mention.first, OTHER_TIMES) || sentenceLooksBack(reading, mention.first, day);
}

function untimelyRank(
  { day }: ReadStory,
  reading: Reading,
  { passage, people }: Sighting,
  { first, last }: TitleSeen,
): readonly Finding[] {
  const given = keyOf(reading.words, first, last);
  const verdicts = people.map(({ entry }) => {
    const same = entry.ranks.filter(({ rank }) => phraseKey(rank) === given);
    const held = entry.ranks.filter(
      (rank) => standingOn(rank, day) === "holds" && isMilitaryRank(rank.rank) === isMilitaryRank(given),
    );
    const isHeld = same.some((rank) => standingOn(rank, day) === "holds");
    // The dates which a rank shares with an office are the office's: a general who retires keeps his rank, until he has another.
    const isDated = same.some(
      ({ from, until }) => !entry.offices.some((office) => office.from === from && office.until === until),
    );
    // One has one military rank at a time; a degree may be one of several.
    const isWrong = !isHeld && (isDated || (isMilitaryRank(given) && held.length > 0));
    return { isWrong, held };
  });
  if (!verdicts.every(({ isWrong }) => isWrong)) return [];
  const held = verdicts.flatMap(({ held }) => held.map(({ rank }: HeldRank) => rank));
  const said = {
    rule: "rankNotOfDate",
    wrong: textAt(reading, first, last),
    name: people[0]!.entry.name,
    right: held[0] ?? null,
  } as const;
  return [{ passage, first, last, said, suggestions: held }];
}

function untimelyOffice(
  story: ReadStory,
  reading: Reading,
  { passage, people }: Sighting,
  { first, last, end, side }: TitleSeen,
): readonly Finding[] {
  const { day, directory } = story;
  const phrase = reading.words.slice(first, end + 1).map(({ key }) => key);
  const offices = people.flatMap(({ entry }) => entry.offices);
  const named = officesNamed(offices, phrase, side !== "after");
  if (named.some(({ office }) => standingOn(office, day) === "holds")) return [];
  const held = offices.filter((office) => standingOn(office, day) === "holds");
  const says = (
    upTo: number,
    gone: HeldOffice | null,
    offered: readonly HeldOffice[] = held,
  ): readonly Finding[] => {
    const wrong = textAt(reading, first, upTo);
    const isOver = gone !== null && standingOn(gone, day) === "over";
    return [
      {
        passage,
        first,
        last: upTo,
        said: {
          rule: "titleNotOfDate",
          wrong,
          name: people[0]!.entry.name,
          right: offered[0] ? officeText(offered[0]) : null,
          until: isOver ? gone.until! : null,
          from: gone !== null && !isOver ? gone.from! : null,
        },
        suggestions: [...offered.map(officeText), ...(isOver ? [`nguyên ${wrong}`] : [])],
      },
    ];
  };
  // Of several terms in an office the last is told.
  const gone = named.at(-1);
  if (gone) return says(first + gone.count - 1, gone.office);
  if (held.length === 0) return [];
  if (side === "before" && isAnothers(phrase, people, story)) return says(end, null);
  const whole = side === "after" ? Math.min(end, endOfBody(reading.words, last + 1, directory.isPlace)) : end;
  const given = officeParts(phrase.slice(0, whole - first + 1));
  const contrary = held.filter((office) => areContrary(given, office));
  const isWrong = people.every(({ entry }) => entry.offices.some((office) => contrary.includes(office)));
  return isWrong ? says(whole, null, contrary) : [];
}

/** Seats which several people have at a time: that another has one says nothing. */
const SHARED = /^(?:phó|thứ trưởng|ủy viên|đại biểu|thành viên|trợ lí|thư kí|cố vấn|chuyên)/;

function isAnothers(
  phrase: readonly string[],
  people: readonly Known<Person>[],
  { directory, day }: ReadStory,
): boolean {
  const key = officeWords(phrase).join(" ");
  if (SHARED.test(key)) return false;
  const holders = directory
    .holdersOf(key)
    .filter(({ office }) => office.body !== "" && standingOn(office, day) === "holds");
  return holders.length > 0 && !holders.some(({ person }) => people.some(({ entry }) => entry === person));
}
