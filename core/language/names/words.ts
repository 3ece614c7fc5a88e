import type { Passage, Stretch } from "../checker.ts";
import { tokensOf } from "../tokens.ts";
import { nameKey } from "./likeness.ts";

/** What stands between a word and the one before it. */
export type Gap = "space" | "hyphen" | "dash" | "comma" | "dot" | "open" | "other";

/** A word as names are read from it. */
export interface NameWord {
  readonly start: number;
  readonly end: number;
  /** What it is compared by; "" for what is no word of a name: other scripts, endless words, addresses. */
  readonly key: string;
  /** Composed, as it stands. */
  readonly composed: string;
  readonly gap: Gap;
  /** It begins with a capital. */
  readonly capital: boolean;
  /** Two letters and more, all of them capitals. */
  readonly loud: boolean;
  /** It begins a sentence, a line or what is quoted, where a capital says nothing of a name. */
  readonly opens: boolean;
  /** Index of its sentence in the passage. */
  readonly sentence: number;
}

/** A passage read into words, with the stretch of each sentence. */
export interface ReadWords {
  readonly words: readonly NameWord[];
  readonly sentences: readonly Stretch[];
}

/** No word of a name is longer when decomposed; so composed and decomposed text are read alike. */
const MOST_LETTERS = 32;
/** Words of one passage that are looked at: sixty pages. */
export const MOST_WORDS = 30_000;

export function wordsOf({ text }: Pick<Passage, "text">): ReadWords {
  const words: NameWord[] = [];
  const starts: number[] = [0];
  let [before, number] = [0, false];
  for (const { kind, start, end, form } of tokensOf(text)) {
    if (kind === "boundary") continue;
    const between = text.slice(before, start);
    const last = words.at(-1);
    const ends =
      last === undefined || (endsSentence(between) && !(between.startsWith(".") && isShortened(last)));
    if (ends && start > before && words.length > 0) starts.push(start);
    before = end;
    if (kind === "number") {
      number = true;
      continue;
    }
    if (words.length === MOST_WORDS) break;
    const composed = form === "" ? "" : text.slice(start, end).normalize("NFC");
    const key = isOfName(form) ? nameKey(form) : "";
    words.push({
      start,
      end,
      key,
      composed,
      gap: number || last === undefined ? "other" : gapOf(between, last),
      capital: key !== "" && isCapital(composed[0]!),
      loud: composed.length > 1 && composed === composed.toUpperCase(),
      opens: (ends || /["“‘«([:•*]\s*$/.test(between)) && !number,
      sentence: starts.length - 1,
    });
    number = false;
  }
  const sentences = starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
  return { words, sentences };
}

function isOfName(form: string): boolean {
  return form !== "" && form.normalize("NFD").length <= MOST_LETTERS && !/\d/.test(form);
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** "TP. Hà Nội" is read as "TP Hà Nội". */
const SHORT_SORTS = new Set("tp tx tt q p h".split(" "));

function gapOf(between: string, before: NameWord): Gap {
  if (/^[^\S\n\r\u2028\u2029]+$/.test(between)) return "space";
  const sign = between.trim();
  if (/[\n\r\u2028\u2029]/.test(between)) return "other";
  if (between === "-" || between === "‑") return "hyphen";
  if (sign === ",") return "comma";
  if (sign === ".") return SHORT_SORTS.has(before.key) && before.capital ? "space" : "dot";
  if (sign === "(") return "open";
  return /^[-–—‑]$/.test(sign) ? "dash" : "other";
}

function endsSentence(between: string): boolean {
  return /[!?…\n\r\u2028\u2029]|\.(?:["”’)\]]*\s|\.)/.test(between);
}

const SHORTENED = new Set("tp ths ts gs pgs bs ks ls nsnd nsưt mr mrs dr jr st q p tx tt".split(" "));

/** An abbreviation or an initial, whose full stop ends no sentence. */
function isShortened({ key, composed, capital }: NameWord): boolean {
  return capital && (composed.length === 1 || SHORTENED.has(key));
}

/** The index of the first word from `from` on with another gap than a space, or the number of words. */
export function endOfPhrase(words: readonly NameWord[], from: number): number {
  let at = from + 1;
  while (at < words.length && words[at]!.gap === "space") at++;
  return at;
}

/** Keys of the words from `first` to `last`, joined by spaces. */
export function keyOf(words: readonly NameWord[], first: number, last: number): string {
  let key = words[first]!.key;
  for (let at = first + 1; at <= last; at++) key += ` ${words[at]!.key}`;
  return key;
}
