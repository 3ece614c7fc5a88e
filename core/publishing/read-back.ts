import { linesOfList, textOf, type Article, type Block, type Figure, type Line } from "../article/index.ts";
import { printedCaption } from "../exchange/index.ts";
import { withoutEntities } from "./entities.ts";
import type { Difference } from "./job.ts";

/**
 * Whether a reader's page shows what was sent, from its HTML alone.
 *
 * A page may set the text in its own way: entities, decomposed letters, white space, curly quotes, long
 * dashes and ellipses for typed ones (WordPress' `wptexturize`), a dateline before the lead. It may not
 * lose or change a word, change the order of the text, or leave out a picture, its caption or its credit.
 */

/** An `<img>` of the page, as far as it can be told apart. */
export interface PageImage {
  readonly src: string;
  readonly srcset: string;
  readonly alt: string;
  readonly classes: readonly string[];
}

/** Whether an image of the page is the picture of this figure. */
export type Shows = (image: PageImage, figure: Figure) => boolean;

const LONGEST_EXPECTED = 120;

/** What the page does not show: headline, lead and byline first, then the text in its order. */
export function pageDifferences(html: string, article: Article, shows: Shows): readonly Difference[] {
  const page = readPage(html);
  const differences: Difference[] = [];
  const miss = (what: Difference["what"], expected: string) =>
    differences.push({ what, expected: shortened(expected) });

  // These may stand anywhere: a theme sets them where it likes.
  for (const block of article.blocks) {
    if (block.kind !== "headline" && block.kind !== "lead" && block.kind !== "byline") continue;
    const what = block.kind === "byline" ? "paragraph" : block.kind;
    const text = textOf(block.text).trim();
    if (text !== "" && placeOf(page.text, text) < 0) miss(what, text);
  }
  let at = 0;
  const follows = (expected: string): boolean => {
    const place = placeOf(page.text, expected, at);
    if (place >= 0) at = place + plain(expected).length;
    return place >= 0;
  };
  let image = 0;
  for (const block of article.blocks) {
    for (const line of readLinesOf(block)) {
      const text = textOf(line).trim();
      if (text !== "" && !follows(text)) miss("paragraph", text);
    }
    if (block.kind !== "figure" || block.picture === null) continue;
    const shown = page.images.findIndex((each, index) => index >= image && shows(each, block));
    const altText = textOf(block.altText).trim();
    if (shown < 0) miss("picture", altText || textOf(block.caption).trim());
    else {
      image = shown + 1;
      if (altText !== "" && plain(page.images[shown]!.alt) !== plain(altText)) miss("altText", altText);
    }
    const printed = printedCaption(block.caption, block.credit, article.details.language);
    const caption = textOf(printed.caption).trim();
    if (caption !== "" && !follows(caption)) miss("caption", caption);
    if (printed.credit !== "" && !follows(printed.credit)) miss("credit", printed.credit);
  }
  return differences;
}

/** Where a page says that it is, and where its site lists its newest stories, as its head has them. */
export function linksOf(html: string): {
  readonly canonical: string | null;
  readonly feed: string | null;
} {
  let canonical: string | null = null;
  let feed: string | null = null;
  for (const tag of html.slice(0, MOST_HEAD).matchAll(/<link\b[^>]{0,2000}>/gi)) {
    const attributes = attributesOf(tag[0].slice(5));
    const rel = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/);
    const href = attributes.get("href") ?? "";
    if (href === "") continue;
    if (rel.includes("canonical")) canonical ??= href;
    const type = (attributes.get("type") ?? "").toLowerCase();
    // The first is the site's own; WordPress has those of comments behind it.
    if (rel.includes("alternate") && /^application\/(?:rss|atom)\+xml$/.test(type)) feed ??= href;
  }
  return { canonical, feed };
}

/** So much of a page is looked through for its head. */
const MOST_HEAD = 200_000;

/** The images of a page in its order. */
export function imagesOf(html: string): readonly PageImage[] {
  return readPage(html).images;
}

function readLinesOf(block: Block): readonly Line[] {
  switch (block.kind) {
    case "paragraph":
    case "crosshead":
      return [block.text];
    case "quote":
      return block.paragraphs;
    case "list":
      return linesOfList(block);
    default:
      return [];
  }
}

/** Where a text stands in a page's plain text as whole words, or -1. */
function placeOf(page: string, expected: string, from = 0): number {
  const text = plain(expected);
  if (text === "") return from;
  for (let at = page.indexOf(text, from); at >= 0; at = page.indexOf(text, at + 1)) {
    if (!joins(page, at) && !joins(page, at + text.length)) return at;
  }
  return -1;
}

/** Whether a word goes on across this place of the text. */
function joins(text: string, at: number): boolean {
  return WORD_END.test(text.slice(Math.max(0, at - 2), at)) && WORD_START.test(text.slice(at, at + 2));
}

const WORD_END = /[\p{L}\p{N}]$/u;
const WORD_START = /^[\p{L}\p{N}]/u;

function shortened(text: string): string {
  const characters = [...text.replace(/\s+/g, " ")];
  return characters.length <= LONGEST_EXPECTED
    ? characters.join("")
    : `${characters.slice(0, LONGEST_EXPECTED - 1).join("")}…`;
}

// --- the page --------------------------------------------------------------------------------

interface ReadPage {
  readonly text: string;
  readonly images: readonly PageImage[];
}

/** Elements which do not part words. Any other ends a word, as its own box on the page does. */
const INLINE = new Set(
  "a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);
/** Elements whose content is no text of the page. */
const UNSEEN = new Set(["head", "script", "style", "template", "svg", "title", "textarea", "select"]);

/** One pass over the page, linear in its length whatever it holds. */
function readPage(html: string): ReadPage {
  const folded = html.toLowerCase();
  // A letter whose lower case is longer would shift the places; such a page is read as it is written.
  const names = folded.length === html.length ? folded : html;
  const parts: string[] = [];
  const images: PageImage[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) {
      parts.push(html.slice(at));
      break;
    }
    parts.push(html.slice(at, open));
    if (names.startsWith("<!--", open)) {
      at = afterOf(names, "-->", open + 4);
      continue;
    }
    const name = nameAt(names, open);
    if (name === null) {
      // "<" before anything but a tag is text; "<!" and "<?" open a declaration.
      const declaration = html[open + 1] === "!" || html[open + 1] === "?";
      if (!declaration) parts.push("&lt;");
      at = declaration ? afterOf(names, ">", open) : open + 1;
      continue;
    }
    const end = tagEnd(html, open);
    const closing = html[open + 1] === "/";
    if (!INLINE.has(name)) parts.push(" ");
    if (name === "img" && !closing) images.push(imageOf(html.slice(open, end)));
    at = end;
    if (!closing && UNSEEN.has(name)) {
      const close = names.indexOf(`</${name}`, at);
      at = close < 0 ? html.length : tagEnd(html, close);
    }
  }
  return { text: plain(withoutEntities(parts.join(""))), images };
}

function afterOf(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

/** The element name of a tag that opens here, or null when none does. */
function nameAt(names: string, open: number): string | null {
  NAME.lastIndex = open;
  return NAME.exec(names)?.[1] ?? null;
}

const NAME = /<\/?([a-z][a-z0-9-]*)/iy;

/** The place after the ">" of a tag, quoted values skipped. */
function tagEnd(html: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < html.length; at++) {
    const sign = html[at]!;
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === ">") return at + 1;
    else if ((sign === '"' || sign === "'") && /[=\s]/.test(html[at - 1]!)) quote = sign;
  }
  return html.length;
}

/** The attributes of a tag, of what stands behind its name. */
function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    const name = match[1]!.toLowerCase();
    if (!attributes.has(name)) attributes.set(name, withoutEntities(match[2] ?? match[3] ?? match[4] ?? ""));
  }
  return attributes;
}

function imageOf(tag: string): PageImage {
  const attributes = attributesOf(tag.slice(4));
  const value = (name: string) => attributes.get(name) ?? "";
  return {
    src: value("src"),
    srcset: value("srcset"),
    alt: value("alt"),
    classes: value("class")
      .split(/\s+/)
      .filter((each) => each !== ""),
  };
}

/**
 * Text in one form for comparing: composed (NFC), one space for any white space, typewriter quotes, dashes
 * and dots, nothing invisible.
 */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\u00ad|[\u200b\u200c]|\u200d|\u2060|\ufeff|\ufe0e|\ufe0f/g, "")
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟″«»]|''/g, '"')
    .replace(/[‐‑‒–—―−-]+/g, "-")
    .replace(/…/g, "...")
    .replace(/×/g, "x")
    .replace(/wordpress/gi, "wordpress")
    .replace(/\s+/g, " ")
    .trim();
}
