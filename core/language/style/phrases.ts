import type { Stretch } from "../checker.ts";
import { wordKey } from "../candidates.ts";
import { tokensOf, type Token } from "../tokens.ts";

/** Where an entry of a list stands in a text. */
export interface PhraseFound<Entry> extends Stretch {
  readonly entry: Entry;
  /** Tokens, the last one included. */
  readonly first: number;
  readonly last: number;
}

/** A list of words and phrases which finds its entries in a text. */
export interface PhraseTable<Entry> {
  /** In order, the longest where several begin at one place, never overlapping. */
  foundIn(text: string, tokens: readonly Token[]): readonly PhraseFound<Entry>[];
}

interface Phrase<Entry> {
  readonly entry: Entry;
  readonly keys: readonly string[];
  /** What stands between the words and around them: spaces, hyphens, dots. */
  readonly gaps: readonly string[];
  readonly head: string;
  readonly tail: string;
}

/**
 * Capitals, tone placement and i or y make no difference; what stands between the words does, but for the kind and number
 * of spaces.
 */
export function phraseTable<Entry>(
  entries: readonly Entry[],
  wordsOf: (entry: Entry) => string,
): PhraseTable<Entry> {
  const byFirst = new Map<string, Phrase<Entry>[]>();
  for (const entry of entries) {
    const phrase = phraseOf(entry, wordsOf(entry).normalize("NFC"));
    const [first] = phrase.keys;
    if (first === undefined) continue;
    const others = byFirst.get(first);
    if (others) others.push(phrase);
    else byFirst.set(first, [phrase]);
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.keys.length - a.keys.length);
  return {
    foundIn: (text, tokens) => {
      if (byFirst.size === 0) return [];
      const words = wordsAmong(tokens);
      const keys = words.map((at) => keyOf(text, tokens[at]!));
      const found: PhraseFound<Entry>[] = [];
      for (let at = 0; at < words.length; at++) {
        for (const phrase of byFirst.get(keys[at]!) ?? []) {
          const place = placeAt(text, tokens, words, keys, at, phrase);
          if (!place || place.start < (found.at(-1)?.end ?? 0)) continue;
          const last = at + phrase.keys.length - 1;
          found.push({ entry: phrase.entry, ...place, first: words[at]!, last: words[last]! });
          at = last;
          break;
        }
      }
      return found;
    },
  };
}

function wordsAmong(tokens: readonly Token[]): readonly number[] {
  const words: number[] = [];
  tokens.forEach(({ kind }, at) => {
    if (kind !== "boundary") words.push(at);
  });
  return words;
}

/** Longer tokens are not words, and are looked at no further. */
const MOST_KEY_LENGTH = 64;

function keyOf(text: string, { start, end, form }: Token): string {
  if (form !== "") return wordKey(form);
  return end - start > MOST_KEY_LENGTH ? "" : text.slice(start, end).toLowerCase();
}

function phraseOf<Entry>(entry: Entry, words: string): Phrase<Entry> {
  const tokens = tokensOf(words).filter(({ kind }) => kind !== "boundary");
  const gaps = tokens.slice(1).map(({ start }, at) => gapOf(words, tokens[at]!.end, start));
  const [first, last] = [tokens[0], tokens.at(-1)];
  return {
    entry,
    keys: tokens.map((token) => keyOf(words, token)),
    gaps,
    head: first ? words.slice(0, first.start) : "",
    tail: last ? words.slice(last.end) : "",
  };
}

function gapOf(text: string, from: number, to: number): string {
  return to - from > 8 ? "\n" : text.slice(from, to).replace(/[ \u00a0]+/g, " ");
}

function placeAt<Entry>(
  text: string,
  tokens: readonly Token[],
  words: readonly number[],
  keys: readonly string[],
  at: number,
  phrase: Phrase<Entry>,
): Stretch | null {
  for (let index = 1; index < phrase.keys.length; index++) {
    if (keys[at + index] !== phrase.keys[index]) return null;
    const [left, right] = [tokens[words[at + index - 1]!]!, tokens[words[at + index]!]!];
    if (gapOf(text, left.end, right.start) !== phrase.gaps[index - 1]) return null;
  }
  const last = tokens[words[at + phrase.keys.length - 1]!]!;
  const start = tokens[words[at]!]!.start - phrase.head.length;
  const end = last.end + phrase.tail.length;
  if (start < 0 || !text.startsWith(phrase.head, start) || !text.startsWith(phrase.tail, last.end))
    return null;
  return isPartOfWord(text, start, end) ? null : { start, end };
}

/** Another word is joined on either side: "UBND" in "HĐND-UBND". */
function isPartOfWord(text: string, start: number, end: number): boolean {
  const isWord = (at: number): boolean => /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? " ");
  const isJoiner = (at: number): boolean => /[-/@_&’'.]/.test(text[at] ?? " ");
  return (
    isWord(start - 1) ||
    isWord(end) ||
    (isJoiner(start - 1) && isWord(start - 2)) ||
    (isJoiner(end) && isWord(end + 1))
  );
}

/** The words in the capitals of what they stand for: a first capital, or all of them. */
export function casedLike(standing: string, words: string): string {
  if (standing.length > 1 && standing !== standing.toLowerCase() && standing === standing.toUpperCase()) {
    return words.toUpperCase();
  }
  return /^\p{Lu}/u.test(standing) ? words[0]!.toUpperCase() + words.slice(1) : words;
}
