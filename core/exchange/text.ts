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
  lineOf,
  wordsIn,
} from "../article/index.ts";
import { printedCaption } from "./caption.ts";

/**
 * The article as plain text: one block a paragraph, a blank line between, captions with their credit in
 * square brackets, list items with their mark. Empty blocks and empty slots are left out.
 */
export function plainTextOf(article: Article): string {
  return textOf(plainLineOf(article));
}

/** The same text with the marks of what is typed in it: for whoever reads it for errors. */
export function plainLineOf(article: Article): Line {
  const blocks = article.blocks
    .map((block): Line => {
      switch (block.kind) {
        case "quote":
          return joined(
            block.paragraphs.map((line) => [{ text: "> " }, ...trimmed(line)]),
            "\n",
          );
        case "list":
          return joined(linesOf(block, 0), "\n");
        case "figure":
          return block.picture === null ? [] : captionLine(block, article.details.language);
        default:
          return trimmed(block.text);
      }
    })
    .filter((line) => textOf(line) !== "")
    .map((line): Line => [...line, { text: "\n" }]);
  return joined(blocks, "\n");
}

function captionLine({ caption, credit }: Figure, language: Language): Line {
  const printed = printedCaption(caption, credit, language);
  const parts = [trimmed(printed.caption), lineOf(printed.credit)].filter((part) => textOf(part) !== "");
  return parts.length === 0 ? [] : [{ text: "[" }, ...joined(parts, " "), { text: "]" }];
}

/** Lines in a row with the same text between any two. */
function joined(lines: readonly Line[], between: string): Line {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ text: between }, ...line]));
}

/** Without white space at the ends of the whole line. */
function trimmed(line: Line): Line {
  const text = textOf(line);
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  let at = 0;
  return line.flatMap((span): Line => {
    const from = at;
    at += span.text.length;
    const left = span.text.slice(Math.max(0, start - from), Math.max(0, end - from));
    return left === "" ? [] : [{ ...span, text: left }];
  });
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

function linesOf(list: List, depth: number): readonly Line[] {
  return list.items.flatMap((item, index) => {
    const mark = list.ordered ? `${index + 1}.` : "-";
    const line = joined(item.paragraphs.map(trimmed), " ");
    return [
      [{ text: `${"  ".repeat(depth)}${mark} ` }, ...line],
      ...item.lists.flatMap((inner) => linesOf(inner, depth + 1)),
    ];
  });
}
