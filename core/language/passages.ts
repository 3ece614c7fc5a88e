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

/** So much of one passage is read, in UTF-16 units: some 40,000 words. No paragraph is longer that anybody wrote. */
export const MOST_READ = 200_000;

/** The beginning of a passage's text that is read, up to a space where there is one. */
export function withinReach(text: string): string {
  if (text.length <= MOST_READ) return text;
  const space = text.lastIndexOf(" ", MOST_READ);
  return text.slice(0, space > MOST_READ / 2 ? space : MOST_READ);
}

function textIn(line: Line, story: Language): Pick<Passage, "text" | "foreign"> {
  const text = withinReach(textOf(line));
  const foreign = foreignStretches(line, story).filter(({ end }) => end <= text.length);
  return { text, ...(foreign.length > 0 && { foreign }) };
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
