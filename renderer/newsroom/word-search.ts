import { plainLetters } from "#core/article";

/** The words that hold what somebody seeks, with or without marks, in their order; all of them where nothing is sought. */
export function wordsMatching(words: readonly string[], sought: string): readonly string[] {
  const form = plainLetters(sought.trim()).toLowerCase();
  return form === "" ? words : words.filter((word) => plainLetters(word).toLowerCase().includes(form));
}
