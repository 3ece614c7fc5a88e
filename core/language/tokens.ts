/** A piece of a passage as the pair counts know it. */
export interface Token {
  /** "word" has letters; "number" holds a digit; "boundary" stands for any punctuation and for the ends. */
  readonly kind: "word" | "number" | "boundary";
  /** UTF-16 offsets into the passage as it was given. */
  readonly start: number;
  readonly end: number;
  /** The word in NFC and lower case, Ð (U+00D0) read as Đ, without invisible characters; "" for other kinds, scripts and endless words. */
  readonly form: string;
  readonly letterCase: LetterCase;
  /** Part of an address, of a hyphened or otherwise joined word: it is context, but is not judged. */
  readonly joined: boolean;
}

/**
 * "first" is a capital and small letters, "loud" a word of a run written all in capitals, a headline say,
 * "other" an abbreviation or mixed letters.
 */
export type LetterCase = "lower" | "first" | "loud" | "other";

/** So many words in a row, all in capitals, are a sentence and no row of abbreviations. */
const LEAST_LOUD_RUN = 5;

/** No syllable is longer, decomposed or not; what is longer is not looked into. */
const MOST_WORD_LENGTH = 32;

/** Letters of other scripts stand after these, and words of theirs are not looked into either. */
const LAST_LATIN = 0x1eff;

/**
 * The tokens of a passage, between two boundaries. Spaces and hyphens separate words without ending a
 * sentence part; anything else does, as in the text the pairs were counted in. A number takes in what is
 * written with it: "2.500", "22-11", "5kg".
 *
 * A scanner and not a pattern: one over a word of a million letters overflows the engine's stack.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [boundaryAt(0)];
  for (let at = 0; at < text.length;) {
    const sort = sortAt(text, at);
    const start = at;
    if (sort === LETTER) {
      at = endOfWord(text, at);
      tokens.push(wordAt(text, start, at));
    } else if (sort === DIGIT) {
      at = endOfNumber(text, at);
      tokens.push({ kind: "number", start, end: at, form: "", letterCase: "lower", joined: false });
    } else {
      at += widthAt(text, at);
      if (sort !== SPACE && sort !== HYPHEN && tokens.at(-1)!.kind !== "boundary") {
        tokens.push(boundaryAt(sort === LINE_END ? at : start));
      }
    }
  }
  if (tokens.at(-1)!.kind !== "boundary") tokens.push(boundaryAt(text.length));
  return withLoudRuns(text, tokens);
}

/** Soft hyphens, joiners, spaces without width and marks of direction, which web pages and PDF files leave in words. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const EVERY_INVISIBLE = new RegExp(INVISIBLE, "g");

/** Whether a word holds what cannot be seen. */
export function hasInvisible(word: string): boolean {
  return INVISIBLE.test(word);
}

/** Text without invisible characters, and with Đ for the Icelandic Ð (U+00D0), which looks the same. */
export function asMeant(text: string): string {
  return text.replace(EVERY_INVISIBLE, "").replaceAll("Ð", "Đ").replaceAll("ð", "đ");
}

function withLoudRuns(text: string, tokens: readonly Token[]): readonly Token[] {
  const isLoud = ({ kind, start, end, letterCase }: Token): boolean =>
    kind !== "word" || (letterCase === "other" && isInCapitals(text.slice(start, end)));
  if (!tokens.some((token) => token.kind === "word" && isLoud(token))) return tokens;
  const loud = [...tokens];
  for (let from = 0; from < tokens.length; from++) {
    let to = from;
    let words = 0;
    for (; to < tokens.length && isLoud(tokens[to]!); to++) if (tokens[to]!.kind === "word") words++;
    if (words >= LEAST_LOUD_RUN) {
      for (let at = from; at < to; at++) {
        if (tokens[at]!.kind === "word") loud[at] = { ...tokens[at]!, letterCase: "loud" };
      }
    }
    from = Math.max(from, to);
  }
  return loud;
}

function isInCapitals(word: string): boolean {
  return word === word.toUpperCase();
}

function endOfWord(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && sortAt(text, at) <= MARK) at += widthAt(text, at);
    let next = at;
    while (next < text.length && INVISIBLE.test(text[next]!)) next++;
    if (next === at || next === text.length || (sortAt(text, next) !== LETTER && sortAt(text, next) !== MARK))
      return at;
    at = next;
  }
}

function endOfNumber(text: string, from: number): number {
  for (let at = from; ;) {
    at = endOfWord(text, at);
    if (!".,:/-".includes(text[at] ?? " ") || at + 1 >= text.length || sortAt(text, at + 1) > MARK) return at;
    at++;
  }
}

function boundaryAt(at: number): Token {
  return { kind: "boundary", start: at, end: at, form: "", letterCase: "lower", joined: false };
}

function wordAt(text: string, start: number, end: number): Token {
  if (end - start > MOST_WORD_LENGTH || text.charCodeAt(start) > LAST_LATIN) {
    return { kind: "word", start, end, form: "", letterCase: "other", joined: true };
  }
  const composed = asMeant(text.slice(start, end)).normalize("NFC");
  const form = composed.toLowerCase();
  const rest = composed.slice(1);
  const letterCase =
    composed === form ? "lower" : rest === rest.toLowerCase() && composed.length > 1 ? "first" : "other";
  return { kind: "word", start, end, form, letterCase, joined: isJoined(text, start, end) };
}

/** Characters which join what stands on both sides of them into one address, path or foreign word. */
const JOINERS = "-@/\\_&=#~+*'’.:";
/** Those that join even with nothing on their other side. */
const STRONG_JOINERS = "@/\\_=#~";

/** A joiner touches the word and something else touches the joiner: "Covid-19", "a@b.vn", "và/hoặc". */
function isJoined(text: string, start: number, end: number): boolean {
  const [before, after] = [text[start - 1] ?? " ", text[end] ?? " "];
  if (STRONG_JOINERS.includes(after) || isMark(before) || isMark(after)) return true;
  if (JOINERS.includes(before) && start >= 2 && sortAt(text, start - 2) < SPACE) return true;
  return JOINERS.includes(after) && end + 1 < text.length && sortAt(text, end + 1) <= MARK;
}

/** A combining mark that belongs to no letter. */
function isMark(character: string): boolean {
  return character > "\u00ac" && /\p{M}/u.test(character);
}

type Sort = 0 | 1 | 2 | 3 | 4 | 5 | 6;
const LETTER: Sort = 0;
const DIGIT: Sort = 1;
/** A combining mark: part of a word after a letter, nothing by itself. */
const MARK: Sort = 2;
const OTHER: Sort = 3;
const HYPHEN: Sort = 4;
const SPACE: Sort = 5;
const LINE_END: Sort = 6;

export function widthAt(text: string, at: number): 1 | 2 {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

/** Sorts of the Basic Multilingual Plane, asked of the Unicode tables once each; 7 is "not asked yet". */
const sorts = new Uint8Array(0x10000).fill(7);

function sortAt(text: string, at: number): Sort {
  const code = text.codePointAt(at)!;
  if (code > 0xffff) return isEmoji(code) ? OTHER : sortOf(String.fromCodePoint(code));
  const known = sorts[code]!;
  return known < 7 ? (known as Sort) : (sorts[code] = sortOf(String.fromCharCode(code)));
}

/** Blocks of pictographs, which hold no letter: only for speed. */
function isEmoji(code: number): boolean {
  return code >= 0x1f300 && code <= 0x1faff;
}

function sortOf(character: string): Sort {
  if (/\p{L}/u.test(character)) return LETTER;
  if (/\p{N}/u.test(character)) return DIGIT;
  if (/\p{M}/u.test(character)) return MARK;
  if (character === "-") return HYPHEN;
  if (/[\n\r\u2028\u2029]/.test(character)) return LINE_END;
  return /\s/.test(character) || INVISIBLE.test(character) ? SPACE : OTHER;
}
