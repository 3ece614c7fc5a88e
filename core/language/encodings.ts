import { isPlainSyllable, isSyllable } from "./syllable.ts";

/** What a Vietnamese text looks like that was not written in Unicode, or without any marks. */
export type Disguise = "tcvn3" | "vni" | "viqr" | "unmarked";

/** Fewer words say nothing: a name, a title. */
const LEAST_WORDS = 5;
/** So much of a passage is enough to tell; the rest was typed by the same means. */
const MOST_CHARACTERS = 20_000;

/** A sign of the upper half of Latin-1 within a word: "B¸o c¸o nªu", "®Þnh" (TCVN 5712:1993, the fonts .VnTime and so on). */
const TCVN3 = /[a-z][\u00a1-\u00bf\u00d7]|[\u00a1-\u00bf\u00d7][a-z]/i;
/** A vowel and the letter that stands for its marks: "cheá", "Vieät", "ñöôïc" (fonts VNI-Times and so on). */
const VNI = /[aeiouyôö][áàåãäéèêëâúùûüõïøó]|[ñö][aeiouôö]|[aeiou]ï/i;
/** "Tie^'ng Vie^.t", "ddu*o*.c" (RFC 1456). */
const VIQR = /[aeou][\^(+*]['`?~.]?[a-z]?|\bdd[aeiou]/i;

/** What the passage looks like, or null where it is ordinary text. */
export function disguiseOf(text: string): Disguise | null {
  const words = text.slice(0, MOST_CHARACTERS).normalize("NFC").match(/\S+/g) ?? [];
  if (words.length < LEAST_WORDS) return null;
  const share = (like: RegExp): number =>
    words.filter((word) => like.test(word) && !isSyllable(lettersOf(word))).length / words.length;
  // Unicode text has these letters, which none of the three has.
  const hasUnicode = share(/[\u1ea0-\u1ef9\u01a0-\u01b0]/) > 0.1;
  if (!hasUnicode && share(TCVN3) >= 0.25) return "tcvn3";
  if (!hasUnicode && share(VIQR) >= 0.25) return "viqr";
  if (!hasUnicode && share(VNI) >= 0.4) return "vni";
  return isUnmarked(words) ? "unmarked" : null;
}

/** Words of Vietnamese letters alone, nearly all of them syllables but for their marks, none with any. */
function isUnmarked(words: readonly string[]): boolean {
  if (words.some((word) => /[^\x00-\x7f\u2010-\u201f\u2026]/.test(word))) return false;
  const plain = words.map(lettersOf).filter((word) => word !== "");
  const syllables = plain.filter((word) => word.length > 1 && isPlainSyllable(word));
  return plain.length >= LEAST_WORDS + 1 && syllables.length >= plain.length * 0.85;
}

/** The word without the marks around it. */
function lettersOf(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "").toLowerCase();
}
