import { plainLetters } from "#core/article";

/**
 * Text as it is indexed and looked for: composed, without Vietnamese marks, đ as d, so that "duong" and
 * "đường" find each other. SQLite's `remove_diacritics 2` drops the other marks but not the bar of đ.
 */
export function searchText(text: string): string {
  return plainLetters(text).toLowerCase();
}

const MOST_WORDS = 16;

/**
 * What a reader typed as an FTS5 query: every word must be there, the last may be unfinished. Null when no
 * letter or digit was typed. Words are quoted, so no typed sign is an operator (SQLite FTS5, section 3).
 */
export function matchOf(typed: string): string | null {
  const words =
    searchText(typed)
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, MOST_WORDS) ?? [];
  if (words.length === 0) return null;
  return `${words.map((word) => `"${word}"`).join(" ")}*`;
}
