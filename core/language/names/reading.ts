import type { Passage, PassagePlace, Stretch } from "../checker.ts";
import { headsIn, type Head, type HeadTable } from "./heads.ts";
import { mentionsIn, type Mention } from "./mentions.ts";
import { keyOf, wordsOf, type NameWord } from "./words.ts";

/** A passage as the rules of names read it. */
export interface Reading {
  readonly place: PassagePlace;
  /** As given. */
  readonly text: string;
  readonly words: readonly NameWord[];
  readonly sentences: readonly Stretch[];
  readonly heads: readonly Head[];
  readonly mentions: readonly Mention[];
}

export function readPassage(passage: Passage, table: HeadTable, isPlace: (key: string) => boolean): Reading {
  const { words, sentences } = wordsOf(passage);
  const heads = headsIn(words, table);
  const foreign = passage.foreign ?? [];
  const mentions = mentionsIn(words, heads, isPlace).filter(({ first }) => {
    const { start } = words[first]!;
    return !foreign.some((stretch) => stretch.start <= start && start < stretch.end);
  });
  return { place: passage.place, text: passage.text, words, sentences, heads, mentions };
}

/** Parts of a story that are read one after the other; captions, credits and the like stand beside it. */
const RUNNING: ReadonlySet<PassagePlace> = new Set<PassagePlace>(["lead", "paragraph", "quote", "item"]);
const BESIDE: ReadonlySet<PassagePlace> = new Set<PassagePlace>(["caption", "credit", "altText"]);

export function isRunning({ place }: Reading): boolean {
  return RUNNING.has(place);
}

export function isBeside({ place }: Reading): boolean {
  return BESIDE.has(place);
}

/** The text of words as it stands. */
export function textAt({ text, words }: Reading, first: number, last: number): string {
  return text.slice(words[first]!.start, words[last]!.end);
}

/** Words on either side of a name that count as its sentence at most: a text without a full stop is not one sentence. */
const MOST_SENTENCE = 80;

/** Whether one of the phrases stands in the sentence of a word, in small letters: capitals are names. */
export function sentenceSays(
  { words }: Reading,
  at: number,
  phrases: ReadonlySet<string>,
  most = 3,
): boolean {
  const { sentence } = words[at]!;
  let [from, to] = [at, at];
  while (from > 0 && words[from - 1]!.sentence === sentence) from--;
  while (to + 1 < words.length && words[to + 1]!.sentence === sentence) to++;
  [from, to] = [Math.max(from, at - MOST_SENTENCE), Math.min(to, at + MOST_SENTENCE)];
  for (let first = from; first <= to; first++) {
    for (let last = first; last < first + most && last <= to; last++) {
      if (words[last]!.capital && !words[last]!.opens) break;
      if (phrases.has(keyOf(words, first, last))) return true;
    }
  }
  return false;
}

/** The sentence a word is in, composed; of one without end what is around the word. */
export function sentenceAt({ text, words, sentences }: Reading, at: number): string {
  const { start, end } = sentences[words[at]!.sentence]!;
  const from = Math.max(start, words[at - MOST_SENTENCE]?.start ?? 0);
  return text.slice(from, Math.min(end, words[at + MOST_SENTENCE]?.end ?? end)).normalize("NFC");
}

/** Whether the sentence names a day, month or year that lies before the day of the story. */
export function sentenceLooksBack(reading: Reading, at: number, day: string): boolean {
  for (const [, d, m, year] of sentenceAt(reading, at).matchAll(DATE)) {
    const date = [
      year!,
      ...[m, d].flatMap((part) => (part === undefined ? [] : [part.padStart(2, "0")])),
    ].join("-");
    if (date < day.slice(0, date.length)) return true;
  }
  return false;
}

const DATE = /(?<!\d)(?:(?:(\d{1,2})[-/.])?(\d{1,2})[-/.])?((?:1[89]|20)\d\d)(?!\d)/g;
