import type { Flag, Passage, StoryReader, StoryText, Stretch } from "../checker.ts";
import { mentionsIn, notExpanded, type Mention } from "./abbreviations.ts";
import { dongsIn, foreignSumsIn, percentsIn, unitsIn } from "./amount-forms.ts";
import { officeCapitalsIn, officesIn, organisationsIn } from "./capitals.ts";
import { composedOf, type Composed } from "./composed.ts";
import { dashesIn } from "./dashes.ts";
import { datesIn } from "./dates.ts";
import { ellipsesIn } from "./ellipses.ts";
import type { Finding, Occurrence } from "./finding.ts";
import { foreignFormsIn } from "./foreign-forms.ts";
import { iOrYs } from "./i-or-y.ts";
import { leadTooLong, sentencesTooLong } from "./lengths.ts";
import { numbersIn } from "./numbers.ts";
import { pageOf, type Page } from "./page.ts";
import { phraseTable } from "./phrases.ts";
import { quoteMarksIn } from "./quotes.ts";
import { saidIn, type HouseStyle, type StyleRule } from "./rules.ts";
import { occurrenceSaid } from "./sentences.ts";
import { settledFor } from "./settled.ts";
import { spacesIn } from "./spaces.ts";
import { tonePlacements } from "./tone-placement.ts";
import { wordsIn, wordTable } from "./words.ts";

/** Rules of the page and not of Vietnamese: they hold for English too. */
const OF_ANY_LANGUAGE: ReadonlySet<StyleRule> = new Set(["spaces", "quotes", "ellipses"]);

/** Where two rules want one place, the earlier of these speaks; the other is heard when that is mended. */
const BY_PRECEDENCE: readonly StyleRule[] = [
  "banned",
  "preferred",
  "foreignNames",
  "organisations",
  "abbreviations",
  "offices",
  "dates",
  "currency",
  "numbers",
  "units",
  "percent",
  "dashes",
  "quotes",
  "ellipses",
  "spaces",
  "tonePlacement",
  "iOrY",
  "leadLength",
  "sentenceLength",
];

/** Characters of passages remembered: some thirty long stories. */
const MOST_REMEMBERED = 2_000_000;

/** Passages never change: what one is remembered by is made once. */
const keys = new WeakMap<Passage, { readonly language: StoryText["language"]; readonly key: string }>();

function keyOf(passage: Passage, language: StoryText["language"]): string {
  const known = keys.get(passage);
  if (known?.language === language) return known.key;
  const key = JSON.stringify([language, passage.place, passage.foreign ?? [], passage.text]);
  keys.set(passage, { language, key });
  return key;
}

/** What a passage says by itself. It depends on nothing but the passage, and is kept. */
interface PassageRead {
  readonly composed: Composed;
  readonly findings: readonly Finding[];
  readonly occurrences: readonly Occurrence[];
  readonly mentions: readonly Mention[];
}

/**
 * Reads stories by a newsroom's rules. Passages read before are not read again; what depends on the whole story (the form
 * it writes most often, the first use of an abbreviation) is settled anew each time.
 */
export function createStyleReader(style: HouseStyle): StoryReader {
  const readPassage = passageReader(style);
  const remembered = new Map<string, PassageRead>();
  let characters = 0;
  const readOrRemembered = (passage: Passage, language: StoryText["language"]): PassageRead => {
    const key = keyOf(passage, language);
    const known = remembered.get(key);
    if (known) {
      // Put last: what was read least lately is forgotten first.
      remembered.delete(key);
      remembered.set(key, known);
      return known;
    }
    const read = readPassage(passage, language);
    remembered.set(key, read);
    characters += key.length;
    for (const old of remembered.keys()) {
      if (characters <= MOST_REMEMBERED) break;
      remembered.delete(old);
      characters -= old.length;
    }
    return read;
  };
  return {
    read: ({ passages, language }) => {
      const reads = passages.map((passage) => readOrRemembered(passage, language));
      const settledOf = settledFor(
        reads.flatMap(({ occurrences }) => occurrences),
        style.rules,
      );
      const firstUses = style.rules.abbreviations.on
        ? notExpanded(reads.map(({ mentions }) => mentions))
        : [];
      return passages.map(({ text }, at) => {
        const { composed, findings, occurrences } = reads[at]!;
        const against = occurrences.flatMap((occurrence): readonly Finding[] => {
          const settled = settledOf(occurrence);
          const right =
            settled && occurrence.form !== settled.form ? occurrence.spelled[settled.form] : undefined;
          const wrong = composed.text.slice(occurrence.start, occurrence.end);
          if (!settled || right === undefined || right === wrong) return [];
          const { rule, start, end } = occurrence;
          const says = occurrence.says ?? occurrenceSaid(occurrence, wrong, right, settled.by);
          return [{ rule, start, end, suggestions: [right], says }];
        });
        return flagsOf(text, composed, [...findings, ...against, ...(firstUses[at] ?? [])], style);
      });
    },
  };
}

function passageReader({
  rules,
}: HouseStyle): (passage: Passage, language: StoryText["language"]) => PassageRead {
  const names = phraseTable([...rules.tonePlacement.protected, ...rules.iOrY.protected], (name) => name);
  const words = wordTable(rules);
  const organisations = phraseTable(rules.organisations.names, ({ name }) => name);
  const offices = phraseTable(rules.offices.titles, (title) => title);
  const shorts = phraseTable(rules.abbreviations.entries, ({ short }) => short);
  const fulls = phraseTable(rules.abbreviations.entries, ({ full }) => full);

  const findingsOf = (page: Page): readonly Finding[] => [
    ...wordsIn(page, words),
    ...(rules.organisations.on ? organisationsIn(page, organisations, offices) : []),
    ...(rules.offices.on ? officeCapitalsIn(page, offices) : []),
    ...(rules.numbers.on ? numbersIn(page, rules.numbers) : []),
    ...(rules.spaces.on ? spacesIn(page, rules.spaces) : []),
    ...(rules.leadLength.on ? leadTooLong(page, rules.leadLength) : []),
    ...(rules.sentenceLength.on ? sentencesTooLong(page, rules.sentenceLength) : []),
  ];
  const occurrencesOf = (page: Page): readonly Occurrence[] => [
    ...(rules.tonePlacement.on ? tonePlacements(page) : []),
    ...(rules.iOrY.on ? iOrYs(page) : []),
    ...(rules.dates.on ? datesIn(page) : []),
    ...(rules.units.on ? unitsIn(page) : []),
    ...(rules.percent.on ? percentsIn(page) : []),
    ...(rules.currency.on ? [...dongsIn(page), ...foreignSumsIn(page)] : []),
    ...(rules.offices.on ? officesIn(page, offices) : []),
    ...(rules.dashes.on ? dashesIn(page) : []),
    ...(rules.foreignNames.on ? foreignFormsIn(page) : []),
  ];
  const marksOf = (page: Page) =>
    [
      rules.quotes.on ? quoteMarksIn(page, rules.quotes) : null,
      rules.ellipses.on ? ellipsesIn(page, rules.ellipses) : null,
    ].filter((marks) => marks !== null);

  return (passage, language) => {
    const composed = composedOf(passage.text);
    const page = pageOf(passage.place, composed.text, names);
    const marks = marksOf(page);
    const isSpokenOf = speechOf(passage, language, composed);
    return {
      composed,
      findings: [...findingsOf(page), ...marks.flatMap(({ findings }) => findings)].filter(isSpokenOf),
      occurrences: [...occurrencesOf(page), ...marks.flatMap(({ occurrences }) => occurrences)].filter(
        isSpokenOf,
      ),
      mentions: mentionsIn(page, shorts, fulls).filter(({ start, end }) =>
        isSpokenOf({ rule: "abbreviations", start, end }),
      ),
    };
  };
}

/** Vietnamese rules hold for Vietnamese: neither for parts in another language nor for a passage that is mostly such. */
function speechOf(
  { text, foreign = [] }: Passage,
  language: StoryText["language"],
  composed: Composed,
): (found: Stretch & { readonly rule: StyleRule }) => boolean {
  const others = foreign.filter((stretch) => stretch.language !== "vi");
  const length = others.reduce((sum, { start, end }) => sum + end - start, 0);
  const isOther = language !== "vi" || length * 2 > text.length;
  if (!isOther && others.length === 0) return () => true;
  return ({ rule, start, end }) => {
    if (OF_ANY_LANGUAGE.has(rule)) return true;
    if (isOther) return false;
    const [from, to] = [composed.givenAt(start) ?? 0, composed.givenAt(end) ?? text.length];
    return !others.some((stretch) => stretch.start < to && stretch.end > from);
  };
}

/** In order, apart, and at offsets of the text as it was given. */
function flagsOf(
  text: string,
  composed: Composed,
  findings: readonly Finding[],
  { rules }: HouseStyle,
): readonly Flag[] {
  if (findings.length === 0) return [];
  const taken = new Uint8Array(composed.text.length);
  const isFree = ({ start, end }: Stretch): boolean => {
    for (let at = start; at < end; at++) if (taken[at] !== 0) return false;
    return true;
  };
  const flags: Flag[] = [];
  const inPrecedence = [...findings].sort((a, b) => precedenceOf(a) - precedenceOf(b) || a.start - b.start);
  for (const finding of inPrecedence) {
    const place = [finding, ...(finding.elsewhere ?? [])].find(isFree);
    if (!place) continue;
    const [start, end] = [composed.givenAt(place.start), composed.givenAt(place.end)];
    // A mark on a space or on a full stop is no text any rule knows.
    if (start === null || end === null) continue;
    taken.fill(1, place.start, place.end);
    const { rule, says, suggestions } = finding;
    const source = saidIn(rules[rule].source);
    flags.push({ start, end, wrong: text.slice(start, end), kind: "style", rule, says, source, suggestions });
  }
  return flags.sort((a, b) => a.start - b.start);
}

const PRECEDENCE = new Map(BY_PRECEDENCE.map((rule, at) => [rule, at]));

function precedenceOf({ rule }: Finding): number {
  return PRECEDENCE.get(rule)!;
}
