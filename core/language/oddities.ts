import type { SpellingRule } from "./checker.ts";
import { syllableOf } from "./syllable.ts";
import { asMeant, hasInvisible, type Token } from "./tokens.ts";

/** What is wrong whatever its neighbours say, from the token `first` to the token `last`. */
export interface Oddity {
  readonly first: number;
  readonly last: number;
  readonly rule: Extract<SpellingRule, "doubled" | "invisible" | "foreignLetter">;
  /** What should stand there, in the capitals of the text. */
  readonly right: string;
}

/**
 * Words of grammar which are never said twice. Others are: "từ từ", "là là", "trong trong", "đều đều", "rất rất", and any
 * word that is an echo ("xanh xanh", "nhà nhà").
 */
const NEVER_TWICE = new Set(
  "các những của thì và đã đang sẽ với khi nếu bởi nhưng rằng theo cũng vẫn hoặc mọi tại mà".split(" "),
);

/** Doubled words of grammar, words with invisible characters in them, Vietnamese words with Ð for Đ; in text order. */
export function odditiesIn(text: string, tokens: readonly Token[]): readonly Oddity[] {
  const found: Oddity[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || token.form === "") continue;
    const word = text.slice(token.start, token.end);
    const next = tokens[at + 1];
    if (isDoubled(text, token, next)) {
      found.push({ first: at, last: at + 1, rule: "doubled", right: asMeant(word) });
    } else if (hasInvisible(word)) {
      found.push({ first: at, last: at, rule: "invisible", right: asMeant(word) });
    } else if (/[Ðð]/.test(word) && syllableOf(token.form) !== null) {
      found.push({ first: at, last: at, rule: "foreignLetter", right: asMeant(word) });
    }
  }
  return found;
}

function isDoubled(text: string, token: Token, next: Token | undefined): boolean {
  if (next?.kind !== "word" || next.form !== token.form || token.joined || next.joined) return false;
  const isSmall = next.letterCase === "lower" || (next.letterCase === "loud" && token.letterCase === "loud");
  return isSmall && NEVER_TWICE.has(token.form) && /^\s+$/.test(text.slice(token.end, next.start));
}
