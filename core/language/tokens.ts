/** A piece of a passage as the pair counts know it. */
export interface Token {
  /** "word" has letters; "number" holds a digit; "boundary" stands for any punctuation and for the ends. */
  readonly kind: "word" | "number" | "boundary";
  /** UTF-16 offsets into the passage as it was given. */
  readonly start: number;
  readonly end: number;
  /** The word in NFC and lower case, Ð (U+00D0) read as Đ; "" for the other kinds and for endless words. */
  readonly form: string;
  readonly letterCase: "lower" | "first" | "other";
  /** Part of an address, of a hyphened or otherwise joined word: it is context, but is not judged. */
  readonly joined: boolean;
}

/** No syllable is longer, decomposed or not; what is longer is not looked into. */
const MOST_WORD_LENGTH = 32;

const PIECES =
  /(\p{N}(?:[.,:/-]?[\p{N}\p{L}\p{M}]+)*)|(\p{L}[\p{L}\p{M}\p{N}]*)|(\s*\n\s*)|([^\S\n]+)|(-)|[^\s\p{L}\p{N}-]+/gu;

/** Characters which join what stands on both sides of them into one address, path or foreign word. */
const JOINERS = /[-@/\\_&=#~+*'’.:\p{Cf}\p{M}]/u;
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;

/**
 * The tokens of a passage, between two boundaries. Spaces and hyphens separate words without ending a
 * sentence part; anything else does, as in the text the pairs were counted in.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [boundaryAt(0)];
  for (const match of text.matchAll(PIECES)) {
    const [piece, number, word, lineEnd, space, hyphen] = match;
    const start = match.index;
    const end = start + piece.length;
    if (word !== undefined) tokens.push(wordAt(text, word, start, end));
    else if (number !== undefined) {
      tokens.push({ kind: "number", start, end, form: "", letterCase: "lower", joined: false });
    } else if (space === undefined && hyphen === undefined && tokens.at(-1)!.kind !== "boundary") {
      tokens.push(boundaryAt(lineEnd === undefined ? start : end));
    }
  }
  if (tokens.at(-1)!.kind !== "boundary") tokens.push(boundaryAt(text.length));
  return tokens;
}

function boundaryAt(at: number): Token {
  return { kind: "boundary", start: at, end: at, form: "", letterCase: "lower", joined: false };
}

function wordAt(text: string, word: string, start: number, end: number): Token {
  if (word.length > MOST_WORD_LENGTH) {
    return { kind: "word", start, end, form: "", letterCase: "other", joined: true };
  }
  const composed = word.normalize("NFC").replaceAll("Ð", "Đ").replaceAll("ð", "đ");
  const form = composed.toLowerCase();
  const rest = composed.slice(1);
  const letterCase =
    composed === form ? "lower" : rest === rest.toLowerCase() && composed.length > 1 ? "first" : "other";
  return { kind: "word", start, end, form, letterCase, joined: isJoined(text, start, end) };
}

/** A joiner touches the word and another word touches the joiner: "Covid-19", "a@b.vn", "và/hoặc". */
function isJoined(text: string, start: number, end: number): boolean {
  return (
    (JOINERS.test(text[start - 1] ?? "") && !/\s/.test(text[start - 2] ?? " ")) ||
    (JOINERS.test(text[end] ?? "") && WORD_CHARACTER.test(text[end + 1] ?? "")) ||
    /[@/\\_=#~]/.test(text[end] ?? "")
  );
}
