import {
  linesOfList,
  textOf,
  type Article,
  type Block,
  type Details,
  type Language,
  type Line,
} from "../article/index.ts";
import type { Passage, PassagePlace } from "./checker.ts";
import { foreignStretches } from "./foreign.ts";

/** What is read of an article; in Vietnamese where its language is not said. */
type Read = Pick<Article, "blocks"> & { readonly details?: Pick<Details, "language"> };

/** A passage of an article and the block it is in. */
export interface PassageOfBlock extends Passage {
  /** Index among the article's blocks. */
  readonly block: number;
}

/** Every typed place of an article in the order of the page, empty ones left out. */
export function passagesOf({ blocks, details }: Read): readonly PassageOfBlock[] {
  const language = details?.language ?? "vi";
  return blocks.flatMap((block, index) =>
    placesIn(block)
      .map(({ place, line }) => ({ place, block: index, ...textIn(line, language) }))
      .filter(({ text }) => text.trim() !== ""),
  );
}

function textIn(line: Line, story: Language): Pick<Passage, "text" | "foreign"> {
  const foreign = foreignStretches(line, story);
  return { text: textOf(line), ...(foreign.length > 0 && { foreign }) };
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
