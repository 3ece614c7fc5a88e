import type { Stretch } from "../checker.ts";
import { isPlainSyllable } from "../syllable.ts";
import { isFunctionWord } from "./vocabulary.ts";
import { englishWordsOf, type EnglishWord } from "./words.ts";

/** Words of a run, and how many of them are lower case: fewer are a name or a title of somebody's. */
const LEAST_WORDS = 3;
const LEAST_LOWER = 2;

/** What may stand between two words of one run; anything else, a quotation mark or a comma, ends it. */
const BETWEEN = /^(?:[ \u00a0]+|-)$/;

/**
 * Stretches of a Vietnamese text which are clearly English: words without marks in a row, most of them no Vietnamese
 * syllable however it is marked, one of them at least a word that English grammar is made of ("of", "was", "with").
 * They begin and end with words that cannot be Vietnamese, or begin with a capital one that is plainly English ("The"). Names
 * of people, brands and teams, units, Latin and other languages are none.
 */
export function englishRunsIn(text: string): readonly Stretch[] {
  const runs: Stretch[] = [];
  const words = englishWordsOf(text);
  for (let from = 0; from < words.length;) {
    let to = from;
    while (to < words.length && isPlain(words[to]!) && (to === from || isNext(text, words, to))) to++;
    const run = clearPart(words.slice(from, to));
    if (run !== null) runs.push(run);
    from = Math.max(to, from + 1);
  }
  return runs;
}

function isPlain({ form, marked }: EnglishWord): boolean {
  return form !== "" && !marked;
}

function isNext(text: string, words: readonly EnglishWord[], at: number): boolean {
  return BETWEEN.test(text.slice(words[at - 1]!.end, words[at]!.start));
}

/** The part of a row of words that is English, from its first to its last word which cannot be Vietnamese. */
function clearPart(row: readonly EnglishWord[]): Stretch | null {
  const isForeign = ({ form }: EnglishWord): boolean => !isPlainSyllable(form);
  const begins = (word: EnglishWord): boolean =>
    isForeign(word) || (word.letterCase === "first" && isFunctionWord(word.form));
  const run = row.slice(row.findIndex(begins), row.findLastIndex(isForeign) + 1);
  if (run.length < LEAST_WORDS) return null;
  const foreign = run.filter(isForeign);
  const lower = run.filter(({ letterCase }) => letterCase === "lower");
  const isClear =
    lower.length >= LEAST_LOWER &&
    foreign.length * 2 >= run.length &&
    foreign.some(({ form }) => isFunctionWord(form));
  return isClear ? { start: run[0]!.start, end: run.at(-1)!.end } : null;
}
