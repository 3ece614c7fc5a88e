import type { Flag, KnownWords } from "../checker.ts";
import { isPlainSyllable } from "../syllable.ts";
import { englishSaid, type EnglishRule } from "./sentences.ts";
import type { EnglishSpeller } from "./speller.ts";
import { inTheCapitalsOf, isCompound, slipsMeant, suggestionsFor } from "./suggestions.ts";
import { isDoubled, isFunctionWord, isNewsWord, isPrefix } from "./vocabulary.ts";
import { englishWordsOf, type EnglishWord } from "./words.ts";

/** What was found in a passage. */
export interface EnglishReading {
  readonly flags: readonly Flag[];
  /** Words, lower case, which have a capital where a sentence does not begin. */
  readonly names: readonly string[];
}

export const NOTHING: EnglishReading = { flags: [], names: [] };

/** Words of a passage that are looked up; beyond them it is quiet, so that no text takes long. */
const MOST_READ = 8_000;
/** Different unknown words of a passage that are looked into; at more of them it is quiet. */
const MOST_UNKNOWN = 100;
/** From so many words on, a passage of which more than half are unknown is in some other language. */
const LEAST_JUDGED = 6;

/**
 * The flags of a text that is English throughout, hidden stretches aside, in order and never overlapping.
 *
 * @param sure false for a run in a Vietnamese text which nobody said is English: there only small words are flagged which
 *   can be no Vietnamese syllable, and only where hardly anything else is unknown.
 */
export function flagsInEnglish(
  text: string,
  speller: EnglishSpeller,
  known: KnownWords,
  sure: boolean,
): EnglishReading {
  if (text === "") return NOTHING;
  const words = englishWordsOf(text).slice(0, MOST_READ);
  const inCapitals = isTitle(text, words);
  const isRight = (form: string): boolean =>
    known.has(form) || isNewsWord(form) || speller.check(form) || isFormOfKnown(form, speller, known);
  const judged = [...words.keys()].filter(
    (at) => isJudged(words[at]!, inCapitals) && (sure || words[at]!.letterCase === "lower"),
  );
  const wrong = judged.filter((at) => !isRight(words[at]!.form));
  const isOther = sure
    ? judged.length >= LEAST_JUDGED && wrong.length * 2 > judged.length
    : wrong.length * 5 > judged.length;
  if (isOther) return NOTHING;
  const lookedInto = new Set([...new Set(wrong.map((at) => words[at]!.form))].slice(0, MOST_UNKNOWN));
  const misspelt = wrong
    .filter((at) => lookedInto.has(words[at]!.form))
    .flatMap((at): readonly Flag[] => {
      const word = words[at]!;
      if (isVietnamese(text, words, at) || (!sure && isPlainSyllable(word.form))) return [];
      if (isCompound(word.form, speller)) return [];
      if (word.letterCase === "lower") return [misspeltFlag(text, word, suggestionsFor(word.form, speller))];
      if (!isNamelike(words, at, inCapitals) && !isAsWritten(text, word, speller)) {
        const meant = slipsMeant(word.form, speller);
        if (meant.length > 0) return [misspeltFlag(text, word, meant)];
      }
      return [];
    });
  const repeated = repeatsIn(text, words, isRight);
  const flags = [...misspelt, ...repeated].sort((a, b) => a.start - b.start);
  const names = inCapitals
    ? []
    : words.flatMap(({ form, letterCase, opens }) => (letterCase === "first" && !opens ? [form] : []));
  return { flags, names };
}

/** Lower-case words, and those in capitals where the capital says nothing: openings, titles, lines in capitals. */
function isJudged(word: EnglishWord, inCapitals: boolean): boolean {
  const { form, marked, letterCase, opens, hyphened } = word;
  if (form.length < 2 || marked || (hyphened && isPrefix(form))) return false;
  return letterCase === "lower" || letterCase === "loud" || (letterCase === "first" && (opens || inCapitals));
}

/** A headline that writes its words with capitals: four of them at least, one in ten without, and no full stop. */
function isTitle(text: string, words: readonly EnglishWord[]): boolean {
  const long = words.filter(({ form }) => form.length > 3 && !isFunctionWord(form));
  const capital = long.filter(({ letterCase }) => letterCase === "first");
  return capital.length >= 4 && capital.length * 10 >= long.length * 9 && !text.trimEnd().endsWith(".");
}

/** "Minister’s" of minister, and British "-ise" of "-ize", for which the British dictionary has the commonest words alone. */
function isFormOfKnown(form: string, speller: EnglishSpeller, known: KnownWords): boolean {
  const base = form.replace(/'s$/, "");
  const american = base.replace(/is(e[drs]?|ers|ing|ations?)$/, "iz$1");
  return [base, american].some(
    (spelling) =>
      spelling !== form && (known.has(spelling) || isNewsWord(spelling) || speller.check(spelling)),
  );
}

/** A word whose capitals the dictionary wants: "Hanoi", "Monday", "NATO". */
function isAsWritten(text: string, { start, end, form }: EnglishWord, speller: EnglishSpeller): boolean {
  const written = text.slice(start, end).normalize("NFC").replaceAll("’", "'").replace(/'s?$/, "");
  const capital = form[0]!.toUpperCase() + form.slice(1).replace(/'s?$/, "");
  return [written, capital, written.toUpperCase()].some((spelling) => speller.check(spelling));
}

/** A syllable of a Vietnamese name without its marks, or one of several capitals in a row. */
function isNamelike(words: readonly EnglishWord[], at: number, inCapitals: boolean): boolean {
  const { form, letterCase } = words[at]!;
  if (isPlainSyllable(form)) return true;
  return letterCase === "first" && !inCapitals && words[at + 1]?.letterCase === "first";
}

/** A Vietnamese word without marks beside another or beside one with marks: "banh mi", "ca trù". */
function isVietnamese(text: string, words: readonly EnglishWord[], at: number): boolean {
  if (!isPlainSyllable(words[at]!.form)) return false;
  return [at - 1, at + 1].some((beside) => {
    const word = words[beside];
    if (word === undefined || !isBeside(text, words, Math.min(at, beside))) return false;
    return word.marked || (isPlainSyllable(word.form) && !isFunctionWord(word.form));
  });
}

function isBeside(text: string, words: readonly EnglishWord[], at: number): boolean {
  return /^[ \u00a0]+$/.test(text.slice(words[at]!.end, words[at + 1]!.start));
}

/** A word that stands twice in a row; names do, and some words may. */
function repeatsIn(
  text: string,
  words: readonly EnglishWord[],
  isRight: (form: string) => boolean,
): readonly Flag[] {
  const flags: Flag[] = [];
  for (let at = 0; at + 1 < words.length; at++) {
    const [one, two] = [words[at]!, words[at + 1]!];
    const isSame = one.form !== "" && one.form === two.form && two.letterCase === "lower" && !one.hyphened;
    if (!isSame || isDoubled(one.form) || !isBeside(text, words, at) || !isRight(one.form)) continue;
    flags.push(flagAt(text, one.start, two.end, "repeated", [text.slice(one.start, one.end)]));
    at++;
  }
  return flags;
}

function misspeltFlag(text: string, word: EnglishWord, meant: readonly string[]): Flag {
  const apostrophe = text.includes("’") ? "’" : "'";
  const suggestions = meant.map((spelling) =>
    inTheCapitalsOf(word.letterCase, spelling).replaceAll("'", apostrophe),
  );
  return flagAt(text, word.start, word.end, "misspelt", suggestions);
}

function flagAt(
  text: string,
  start: number,
  end: number,
  rule: EnglishRule,
  suggestions: readonly string[],
): Flag {
  const wrong = text.slice(start, end);
  return { start, end, wrong, kind: "english", rule, says: englishSaid(rule, wrong), suggestions };
}
