import {
  bylineOf,
  figuresOf,
  linesOfList,
  plainLetters,
  textOf,
  type Article,
  type Block,
} from "../article/index.ts";

/**
 * What a search looks through: headline, lead, text, captions, credits, tags and byline, one line each,
 * without Vietnamese marks. The same letters are made of what is typed into the search box, so
 * "duong", "đường" and "ĐƯỜNG" (composed or decomposed) find each other.
 */
export function searchTextOf(article: Article): string {
  const lines = [
    ...article.blocks.flatMap(linesOf),
    ...figuresOf(article).flatMap((figure) => [textOf(figure.caption), textOf(figure.credit)]),
    ...article.details.tags,
    bylineOf(article),
  ];
  return plainLetters(lines.filter((line) => line !== "").join("\n"));
}

/** Words beyond these are not looked for; nobody types them, a paste might. */
const MOST_WORDS = 32;

/**
 * The words of a search box as an FTS5 query; null when there is no letter or digit in it.
 *
 * `đường sắt` becomes `"duong" "sat"*`: every word must be there, the last one may be only begun. Words in
 * double quotes must stand together. Everything else typed (AND, *, brackets, a lone quote) is no operator:
 * only letters and digits reach the query, each word quoted (https://sqlite.org/fts5.html#fts5_strings).
 */
export function searchQueryOf(typed: string): string | null {
  const parts = plainLetters(typed)
    .replace(/[“”„«»]/g, '"')
    .split('"');
  const terms: string[] = [];
  let words = 0;
  for (const [index, part] of parts.entries()) {
    const found = wordsOf(part).slice(0, MOST_WORDS - words);
    words += found.length;
    const together = index % 2 === 1 && index < parts.length - 1;
    if (found.length > 0)
      terms.push(...(together ? [`"${found.join(" ")}"`] : found.map((word) => `"${word}"`)));
  }
  if (terms.length === 0) return null;
  const begun = wordsOf(parts.at(-1)!).length > 0;
  return terms.join(" ") + (begun ? "*" : "");
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "quote":
      return block.paragraphs.map(textOf);
    case "list":
      return linesOfList(block).map(textOf);
    case "figure":
    case "byline":
      return [];
    default:
      return [textOf(block.text)];
  }
}
