import {
  bylineOf,
  headlineOf,
  leadOf,
  textOf,
  type Block,
  type Figure,
  type Line,
  type List,
  type Span,
} from "../article/index.ts";
import { bodyBlocksOf, escapeHtml, lineHtml, printedCaption, safeLink } from "../exchange/index.ts";
import { withoutEntities } from "./entities.ts";
import type { RemotePicture, StoryToSend } from "./target.ts";

/**
 * A story as a post of Ghost: its fields, and its body as the document of Ghost's own editor (Lexical, as
 * `@tryghost/kg-default-nodes` writes it), so that it is edited there as text and image cards like any other post.
 *
 * Ghost's text has no place for a run's language: it is lost there, and kept in captions alone.
 */
export interface GhostPage {
  readonly title: string;
  /** The lead as plain text; "" where it stands in the body. */
  readonly excerpt: string;
  /** The first picture of the story, for lists, for other sites and for the top of the post. */
  readonly leadPicture: GhostPicture | null;
  /** The body, as JSON. */
  readonly lexical: string;
}

export interface GhostPicture {
  readonly url: string;
  readonly altText: string;
  /** HTML. */
  readonly caption: string;
}

/** Ghost takes no longer excerpt (core/server/data/schema/schema.js, `custom_excerpt`). */
const MOST_EXCERPT_CHARACTERS = 300;
/** Nor a longer alt text of the feature image (the same, `feature_image_alt`). */
const MOST_ALT_CHARACTERS = 191;

/**
 * @param pictures what lies on the site already; a figure whose picture is not among them is left out.
 * @param themeShowsTop whether the theme shows excerpt and feature image above the text: what it shows is not put
 *   into the text a second time.
 */
export function ghostPage(
  story: StoryToSend,
  pictures: readonly RemotePicture[],
  themeShowsTop: boolean,
): GhostPage {
  const { article } = story;
  const { language, dateline } = article.details;
  const bySha256 = new Map(pictures.map((picture) => [picture.sha256, picture]));
  const body = bodyBlocksOf(article).filter((block) => !isEmptyBlock(block));
  const lead = leadOf(article);
  const fits = lead.length <= MOST_EXCERPT_CHARACTERS;
  const leadInText = lead !== "" && !(fits && themeShowsTop);

  const shown = body.flatMap((block) => (block.kind === "figure" ? shownOf(block, bySha256) : []));
  const first = shown[0] ?? null;
  const opens = themeShowsTop && first !== null && body[0] === first.figure;

  const nodes: Node[] = [];
  if (dateline.trim() !== "") nodes.push(paragraph([{ text: dateline.trim() }]));
  if (leadInText) {
    for (const block of article.blocks) {
      if (block.kind === "lead" && !isEmpty(block.text)) nodes.push(paragraph(bold(block.text)));
    }
  }
  for (const block of opens ? body.slice(1) : body) nodes.push(...bodyNodes(block, bySha256, language));
  const byline = bylineOf(article);
  if (byline !== "") nodes.push(paragraph([{ text: byline, bold: true }]));
  return {
    title: headlineOf(article),
    // A theme that shows it would show a lead of the text a second time.
    excerpt: fits ? lead : "",
    leadPicture: first === null ? null : leadPictureOf(first, language),
    lexical: JSON.stringify({
      root: element("root", nodes.length === 0 ? [paragraph([])] : nodes),
    }),
  };
}

/**
 * What a body says and shows, free of how it is written down: its words, and the names of its pictures' files. What is
 * no document of the editor is compared as it is.
 */
export function ghostText(lexical: string): string {
  const words: string[] = [];
  const files: string[] = [];
  const read = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(read);
    if (typeof value !== "object" || value === null) return;
    const { type, text, src, caption, children } = value as Record<string, unknown>;
    if (typeof text === "string") words.push(text);
    else if (type !== "link" && type !== "text") words.push(" ");
    if (typeof src === "string") files.push(src.split("/").at(-1) ?? "");
    if (typeof caption === "string") words.push(withoutEntities(caption.replace(/<[^>]*>/g, "")));
    read(children);
  };
  try {
    read((JSON.parse(lexical) as { readonly root?: unknown }).root);
  } catch {
    return lexical;
  }
  return `${words.join("").normalize("NFC").replace(/\s+/g, " ").trim()}\n${files.join(" ")}`;
}

// --- private ---------------------------------------------------------------------------------

type Node = Readonly<Record<string, unknown>>;

interface Shown {
  readonly figure: Figure;
  readonly picture: RemotePicture;
}

function shownOf(figure: Figure, pictures: ReadonlyMap<string, RemotePicture>): readonly Shown[] {
  const picture = figure.picture === null ? undefined : pictures.get(figure.picture.sha256);
  return picture === undefined ? [] : [{ figure, picture }];
}

function leadPictureOf({ figure, picture }: Shown, language: "vi" | "en"): GhostPicture {
  return {
    url: picture.url,
    altText: cut(textOf(figure.altText).trim(), MOST_ALT_CHARACTERS),
    caption: captionHtml(figure, language),
  };
}

/** A text of at most so many characters, cut after a whole word where it has one. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most - 1);
  const words = part.replace(/\s+\S*$/u, "");
  // Not between the two halves of one character.
  return `${(words === "" ? part : words).replace(/[\ud800-\udbff]$/, "")}…`;
}

function bodyNodes(
  block: Block,
  pictures: ReadonlyMap<string, RemotePicture>,
  language: "vi" | "en",
): readonly Node[] {
  switch (block.kind) {
    case "headline":
    case "lead":
    case "byline":
      return [];
    case "paragraph":
      return [paragraph(block.text)];
    case "crosshead":
      return [element("extended-heading", inline(block.text), { tag: "h2" })];
    case "quote": {
      const lines = block.paragraphs.filter((line) => !isEmpty(line));
      return [element("extended-quote", apart(lines, [LINE_BREAK, LINE_BREAK]))];
    }
    case "list": {
      const list = listNode(block, 0);
      return list === null ? [] : [list];
    }
    case "figure":
      return shownOf(block, pictures).map((shown) => imageCard(shown, language));
  }
}

function imageCard({ figure, picture }: Shown, language: "vi" | "en"): Node {
  return {
    type: "image",
    version: 1,
    src: picture.url,
    // Without its measures a picture is shown in one size only.
    width: picture.widthPx || null,
    height: picture.heightPx || null,
    title: "",
    alt: textOf(figure.altText).trim(),
    caption: captionHtml(figure, language),
    cardWidth: "regular",
    href: "",
  };
}

function captionHtml(figure: Figure, language: "vi" | "en"): string {
  const printed = printedCaption(figure.caption, figure.credit, language);
  return [lineHtml(printed.caption), escapeHtml(printed.credit)].filter((part) => part !== "").join(" ");
}

function paragraph(line: Line): Node {
  return element("paragraph", inline(line));
}

/** In Lexical a list within an item is an item of its own, which follows and holds nothing else. */
function listNode(list: List, indent: number): Node | null {
  const items: Node[] = [];
  let number = 0;
  for (const { paragraphs, lists } of list.items) {
    const lines = paragraphs.filter((line) => !isEmpty(line));
    const nested = lists.map((inner) => listNode(inner, indent + 1)).filter((node) => node !== null);
    if (lines.length === 0 && nested.length === 0) continue;
    number += 1;
    items.push(element("listitem", apart(lines, [LINE_BREAK]), { value: number, indent }));
    for (const inner of nested) items.push(element("listitem", [inner], { value: number + 1, indent }));
  }
  if (items.length === 0) return null;
  const more = list.ordered ? { listType: "number", tag: "ol" } : { listType: "bullet", tag: "ul" };
  return element("list", items, { ...more, start: 1 });
}

const LINE_BREAK: Node = { type: "linebreak", version: 1 };

function apart(lines: readonly Line[], between: readonly Node[]): readonly Node[] {
  return lines.flatMap((line, at) => [...(at === 0 ? [] : between), ...inline(line)]);
}

/** A line as text and links; neighbours with the same link are one. */
function inline(line: Line): readonly Node[] {
  const nodes: Node[] = [];
  let at: string | null = null;
  let linked: Node[] = [];
  for (const span of line) {
    const link = safeLink(span.link ?? "");
    if (link !== null && link !== at) {
      linked = [];
      nodes.push(element("link", linked, { url: link, rel: null, target: null, title: null }));
    }
    at = link;
    (link === null ? nodes : linked).push(...textNodes(span));
  }
  return nodes;
}

/** Lexical's format of a text is a sum of bits (IS_BOLD, IS_ITALIC in its LexicalConstants). */
const BOLD = 1;
const ITALIC = 2;

function textNodes({ text, bold, italic }: Span): readonly Node[] {
  const format = (bold ? BOLD : 0) + (italic ? ITALIC : 0);
  return text
    .split("\n")
    .flatMap((part, at) => [
      ...(at === 0 ? [] : [LINE_BREAK]),
      ...(part === ""
        ? []
        : [{ type: "extended-text", version: 1, text: part, format, detail: 0, mode: "normal", style: "" }]),
    ]);
}

function element(type: string, children: readonly Node[], more: Node = {}): Node {
  return { type, version: 1, direction: "ltr", format: "", indent: 0, children, ...more };
}

function bold(line: Line): Line {
  return line.map((span) => ({ ...span, bold: true }));
}

function isEmpty(line: Line): boolean {
  return textOf(line).trim() === "";
}

function isEmptyBlock(block: Block): boolean {
  return (block.kind === "paragraph" || block.kind === "crosshead") && isEmpty(block.text);
}
