import { linesOfList, textOf, type Article, type Block, type Line } from "../article/index.ts";
import type { Passage, PassagePlace } from "./checker.ts";

/** A passage of an article and the block it is in. */
export interface PassageOfBlock extends Passage {
  /** Index among the article's blocks. */
  readonly block: number;
}

/** Every typed place of an article in the order of the page, empty ones left out. */
export function passagesOf(article: Pick<Article, "blocks">): readonly PassageOfBlock[] {
  return article.blocks.flatMap((block, index) =>
    placesIn(block)
      .map(({ place, line }) => ({ place, text: textOf(line), block: index }))
      .filter(({ text }) => text.trim() !== ""),
  );
}

function placesIn(block: Block): readonly { readonly place: PassagePlace; readonly line: Line }[] {
  switch (block.kind) {
    case "quote":
      return block.paragraphs.map((line) => ({ place: "quote", line }));
    case "list":
      return linesOfList(block).map((line) => ({ place: "item", line }));
    case "figure":
      return (["caption", "credit", "altText"] as const).map((place) => ({ place, line: block[place] }));
    default:
      return [{ place: block.kind, line: block.text }];
  }
}
