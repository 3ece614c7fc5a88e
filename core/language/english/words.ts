import { bare } from "../syllable.ts";
import { tokensOf, type LetterCase, type Token } from "../tokens.ts";

/** A word of a passage as English takes it: "don’t" and "minister’s" are one, "well-known" are two. */
export interface EnglishWord {
  /** UTF-16 offsets into the passage as it was given. */
  readonly start: number;
  readonly end: number;
  /** Lower case, its apostrophes straight; "" for what is never looked up: numbers, addresses, other scripts. */
  readonly form: string;
  readonly letterCase: LetterCase;
  /** The first of a sentence, a line or a quotation: its capital says nothing. */
  readonly opens: boolean;
  /** A hyphen joins it to a neighbour: it may be no word by itself ("pre", "co"). */
  readonly hyphened: boolean;
  /** Letters with marks in it: Vietnamese, or a loan such as "café". */
  readonly marked: boolean;
}

/** The words of a passage in order. */
export function englishWordsOf(text: string): readonly EnglishWord[] {
  const isAddressed = addressesIn(text);
  const words: EnglishWord[] = [];
  const tokens = tokensOf(text).filter(({ kind }) => kind === "word" || kind === "number");
  let behind = 0;
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at]!;
    let last = first;
    while (isOneWord(text, last, tokens[at + 1])) last = tokens[++at]!;
    const form = isAddressed(first.start) ? "" : formIn(text, first, last);
    words.push({
      start: first.start,
      end: last.end,
      form,
      letterCase: first.letterCase,
      opens: OPENING.test(text.slice(behind, first.start)) || behind === 0,
      hyphened: text[first.start - 1] === "-" || text[last.end] === "-",
      marked: bare(form) !== form,
    });
    behind = last.end;
  }
  return words;
}

/** What stands before the first word of a sentence, a line or a quotation. */
const OPENING = /[.!?…:\n\r\u2028\u2029"“”«»‘([]/;
const APOSTROPHES = "'’";

function isOneWord(text: string, before: Token, after: Token | undefined): boolean {
  return (
    before.kind === "word" &&
    after?.kind === "word" &&
    after.start === before.end + 1 &&
    APOSTROPHES.includes(text[before.end]!)
  );
}

const PLAIN_WORD = /^[a-z]+(?:'[a-z]+)*$/;

function formIn(text: string, first: Token, last: Token): string {
  if (first.kind === "number" || first.form === "" || last.form === "") return "";
  const form = text.slice(first.start, last.end).normalize("NFC").toLowerCase().replaceAll("’", "'");
  return form.length <= MOST_LETTERS && (PLAIN_WORD.test(form) || bare(form) !== form) ? form : "";
}

/** No English word of a newspaper is longer. */
const MOST_LETTERS = 32;

/** What makes an address, a path, a hashtag or a name of a file of everything that is written in one with it. */
const ADDRESS = /[@/\\_=#~&+*]|[\p{L}\p{N}][.:]\p{L}|[\u00ad\u200b-\u200f\u2060]/u;

/** Tells of growing places whether they are inside an address. */
function addressesIn(text: string): (at: number) => boolean {
  const addresses: { readonly start: number; readonly end: number }[] = [];
  for (const chunk of text.matchAll(/\S+/g)) {
    if (ADDRESS.test(chunk[0])) addresses.push({ start: chunk.index, end: chunk.index + chunk[0].length });
  }
  let next = 0;
  return (at) => {
    while (next < addresses.length && addresses[next]!.end <= at) next++;
    return next < addresses.length && addresses[next]!.start <= at;
  };
}
