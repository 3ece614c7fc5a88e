import { textOf, type Article, type Block, type Line, type List } from "./article.ts";

/**
 * Length in chữ: runs of letters and digits separated by anything else than inner hyphens, apostrophes,
 * dots and commas. "Covid-19" is one chữ, "kinh tế - xã hội" four.
 */
export function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** Where each chữ of a text begins, in UTF-16 units. */
export function wordStartsIn(text: string): readonly number[] {
  return Array.from(text.matchAll(WORD), ({ index }) => index);
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’.,/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/** Chữ of headline, lead and text. Captions, credits, alt texts and the byline are left out, as IPTC does. */
export function wordCountOf(article: Article): number {
  return article.blocks.reduce(
    (sum, block) => sum + countedLines(block).reduce((n, line) => n + wordsIn(textOf(line)), 0),
    0,
  );
}

/**
 * A text that a list has room for: "Đường về…". Cut after a whole word where there is one.
 *
 * @param most characters, the ellipsis counted.
 */
export function beginningOf(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const cut = characters.slice(0, most - 1).join("");
  const word = cut.lastIndexOf(" ");
  return `${word > 0 ? cut.slice(0, word) : cut}…`;
}

/** Reading time in whole minutes, at least 1 for any text, at 200 chữ a minute. */
export function readingMinutes(words: number): number {
  return words === 0 ? 0 : Math.max(1, Math.round(words / 200));
}

function countedLines(block: Block): readonly Line[] {
  switch (block.kind) {
    case "headline":
    case "lead":
    case "paragraph":
    case "crosshead":
      return [block.text];
    case "quote":
      return block.paragraphs;
    case "list":
      return linesOfList(block);
    case "figure":
    case "byline":
      return [];
  }
}

/** Every typed line of a list, nested lists included, in reading order. */
export function linesOfList(list: List): readonly Line[] {
  return list.items.flatMap((item) => [...item.paragraphs, ...item.lists.flatMap(linesOfList)]);
}
