import { wordsIn, wordStartsIn } from "../../article/index.ts";
import type { Stretch } from "../checker.ts";
import type { Finding } from "./finding.ts";
import type { Page } from "./page.ts";
import type { RulesOfStyle } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

/** A run without a space this long is no prose, and nothing is counted in it. */
const LONGEST_WORD = 1_000;
/** So many words are tried for a place when others are flagged already. */
const MOST_PLACES = 12;

/** The sapo beyond its length: the flag stands on the first chữ that is too many. */
export function leadTooLong(
  { place, text, tokens }: Page,
  { most }: RulesOfStyle["leadLength"],
): readonly Finding[] {
  if (place !== "lead" || tokens.some(({ start, end }) => end - start > LONGEST_WORD)) return [];
  const starts = wordStartsIn(text);
  if (starts.length <= most) return [];
  return placed(
    starts.slice(most).map((start) => ({ start, end: endOf(text, start) })),
    { rule: "leadLength", suggestions: [], says: findingSaid.leadLength(starts.length, most) },
  );
}

/** Sentences beyond their length: the flag stands on the first chữ, which stays while the sentence is written. */
export function sentencesTooLong(page: Page, { most }: RulesOfStyle["sentenceLength"]): readonly Finding[] {
  const { text, tokens } = page;
  if (!["lead", "paragraph", "quote", "item"].includes(page.place)) return [];
  if (tokens.some(({ start, end }) => end - start > LONGEST_WORD)) return [];
  return sentencesOf(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    const words = wordsIn(sentence);
    if (words <= most) return [];
    const starts = wordStartsIn(sentence).map((at) => start + at);
    return placed(
      starts.map((from) => ({ start: from, end: endOf(text, from) })),
      { rule: "sentenceLength", suggestions: [], says: findingSaid.sentenceLength(words, most) },
    );
  });
}

function placed(
  places: readonly Stretch[],
  flag: Omit<Finding, "start" | "end" | "elsewhere">,
): readonly Finding[] {
  const [first, ...others] = places.slice(0, MOST_PLACES);
  return first ? [{ ...flag, ...first, elsewhere: others }] : [];
}

function endOf(text: string, start: number): number {
  WORD.lastIndex = start;
  return WORD.test(text) ? WORD.lastIndex : start + 1;
}
const WORD = /[\p{L}\p{N}\p{M}]+/uy;

/**
 * Sentences, cut at every mark that may end one: after "TP." too, so that a sentence is rather taken for two than two for
 * one. A semicolon ends one as well: a list of clauses is read clause by clause.
 */
function sentencesOf(text: string): readonly Stretch[] {
  const sentences: Stretch[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(/(?<![.!?…;])[.!?…;]+[”"’)»]*(?=\s|$)|\n+/g)) {
    sentences.push({ start, end: index + mark.length });
    start = index + mark.length;
  }
  sentences.push({ start, end: text.length });
  return sentences;
}
