import {
  EMPTY_DETAILS,
  textOf,
  type Article,
  type Block,
  type Details,
  type Figure,
  type Language,
  type Line,
  type List,
  type TextBlock,
  lineOf,
  wordsIn,
} from "../article/index.ts";
import { printedCaption } from "./caption.ts";

/** The typed places of an article which plain text prints. */
type PrintedPlace = TextBlock["kind"] | "quote" | "item" | "caption" | "credit";

/** A typed line of an article in its plain text. */
export interface PrintedLine {
  /** Index among the article's blocks. */
  readonly block: number;
  readonly place: PrintedPlace;
  /** Where the line's first character stands, or would if it were not left out as white space or a typed "Ảnh:". */
  readonly start: number;
}

/** The plain text of an article, and its typed lines in their order, those left out that have nothing but white space. */
export interface PrintedText {
  readonly text: string;
  readonly lines: readonly PrintedLine[];
}

/**
 * The article as plain text: one block a paragraph, a blank line between, captions with their credit in
 * square brackets, list items with their mark. Empty blocks and empty slots are left out.
 */
export function plainTextOf(article: Article): string {
  return printedTextOf(article, { slots: "filled" }).text;
}

/** The same with the place of every typed line, for whoever reads it for errors; captions of empty slots where all slots are wanted. */
export function printedTextOf(
  { blocks, details: { language } }: Article,
  { slots }: { readonly slots: "filled" | "all" },
): PrintedText {
  const lines: PrintedLine[] = [];
  let text = "";
  for (const [index, block] of blocks.entries()) {
    const parts = partsOf(block, language, slots);
    if (parts.every((part) => part.text === "")) continue;
    if (text !== "") text += "\n";
    for (const part of parts) {
      if (part.place !== undefined && part.text !== "") {
        lines.push({ block: index, place: part.place, start: text.length - part.leftOut });
      }
      text += part.text;
    }
    text += "\n";
  }
  return { text, lines };
}

/** A piece of plain text: what is typed at a place, without the characters left out before it, or what is put between. */
type Part =
  | { readonly text: string; readonly place: PrintedPlace; readonly leftOut: number }
  | { readonly text: string; readonly place?: undefined };

function partsOf(block: Block, language: Language, slots: "filled" | "all"): readonly Part[] {
  switch (block.kind) {
    case "quote":
      return joined(
        block.paragraphs.map((line) => [{ text: "> " }, typed("quote", line)]),
        "\n",
      );
    case "list":
      return joined(itemsOf(block, 0), "\n");
    case "figure":
      return block.picture === null && slots === "filled" ? [] : captionParts(block, language);
    default:
      return [typed(block.kind, block.text)];
  }
}

function captionParts({ caption, credit }: Figure, language: Language): readonly Part[] {
  const printed = printedCaption(caption, credit, language);
  const name = printed.credit.slice(printed.credit.indexOf(": ") + 2);
  const leftOut = textOf(credit).normalize("NFC").trimEnd().length - name.length;
  const parts: (readonly Part[])[] = [
    [typed("caption", printed.caption)],
    [
      { text: printed.credit.slice(0, printed.credit.length - name.length) },
      { text: name, place: "credit", leftOut },
    ],
  ];
  const shown = parts.filter((row) => row.some(({ text }) => text !== ""));
  return shown.length === 0 ? [] : [{ text: "[" }, ...joined(shown, " "), { text: "]" }];
}

function itemsOf(list: List, depth: number): readonly (readonly Part[])[] {
  return list.items.flatMap((item, index) => {
    const mark = list.ordered ? `${index + 1}.` : "-";
    const line = joined(
      item.paragraphs.map((paragraph) => [typed("item", paragraph)]),
      " ",
    );
    return [
      [{ text: `${"  ".repeat(depth)}${mark} ` }, ...line],
      ...item.lists.flatMap((inner) => itemsOf(inner, depth + 1)),
    ];
  });
}

/** A typed line without white space at its ends. */
function typed(place: PrintedPlace, line: Line): Part {
  const given = textOf(line);
  return { text: given.trim(), place, leftOut: given.length - given.trimStart().length };
}

/** Rows of parts as one, with the same text between any two. */
function joined(rows: readonly (readonly Part[])[], between: string): readonly Part[] {
  return rows.flatMap((row, index) => (index === 0 ? row : [{ text: between }, ...row]));
}

export interface TextOptions {
  /** The first line that is not empty is the headline, when it reads like one. */
  readonly firstIsHeadline?: boolean;
  /** The first line that is not the headline is the lead. */
  readonly leadFirst?: boolean;
}

/** Longest headline in chữ; what is longer is a paragraph. */
const MOST_HEADLINE_WORDS = 24;

/** Whether a line may be a headline: short, and not ended like a sentence. */
function isHeadline(line: string): boolean {
  return wordsIn(line) <= MOST_HEADLINE_WORDS && !/(?<!\.)\.$/.test(line);
}

/**
 * An article from a plain text file: every line that is not empty is a paragraph, in the order of the
 * file. Nothing is guessed: no lead but the one asked for, no caption, no byline; the writer makes them so.
 *
 * The text is composed (Unicode NFC); a byte order mark, zero-width spaces and joiners (but
 * between emoji), soft hyphens and control characters are left out; CR, CRLF and the Unicode line and
 * paragraph separators end a line; no-break spaces become spaces.
 */
export function articleOfText(text: string, options: TextOptions = {}): Pick<Article, "details" | "blocks"> {
  const lines = text
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .replace(/\r\n?|[\u0085\u2028\u2029\u000b\u000c]/g, "\n")
    .replace(
      /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200c\u2060\ufeff\ufffe\uffff]|\u200d(?!\p{Extended_Pictographic})/gu,
      "",
    )
    .replace(/[\t\u00a0\u202f]/g, " ")
    .normalize("NFC")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const headline = options.firstIsHeadline === true && isHeadline(lines[0] ?? "") ? lines.shift() : undefined;
  const lead = options.leadFirst === true ? lines.shift() : undefined;
  const details: Details = EMPTY_DETAILS;
  const blocks: Block[] = [
    { kind: "headline", text: lineOf(headline ?? "") },
    { kind: "lead", text: lineOf(lead ?? "") },
    ...lines.map((line): Block => ({ kind: "paragraph", text: lineOf(line) })),
  ];
  if (lines.length === 0) blocks.push({ kind: "paragraph", text: [] });
  return { details, blocks };
}
