import {
  bylineOf,
  headlineOf,
  leadOf,
  textOf,
  type Block,
  type Figure,
  type Line,
  type List,
} from "../article/index.ts";
import { captionText, escapeHtml, lineHtml, printedCaption } from "../exchange/index.ts";
import { withoutEntities } from "./entities.ts";
import type { RemotePicture, StoryToSend } from "./target.ts";

/**
 * A story as WordPress' own blocks, as its editor (6.1 to 6.7) writes them, so that it can be edited there
 * like any other post. Block grammar: https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/
 */
export interface WordPressPage {
  /** HTML, as WordPress keeps titles and excerpts. */
  readonly title: string;
  readonly excerpt: string;
  /** Block markup. The first block carries the marker, which readers do not see. */
  readonly content: string;
}

/** @param pictures what lies on the site already; a figure whose picture is not among them is left out. */
export function wordPressPage(story: StoryToSend, pictures: readonly RemotePicture[]): WordPressPage {
  const { article, marker } = story;
  const bySha256 = new Map(pictures.map((picture) => [picture.sha256, picture]));
  const blocks: Parts[] = [];
  const dateline = article.details.dateline.trim();
  if (dateline !== "") blocks.push(paragraph(escapeHtml(dateline), "dateline"));
  for (const block of article.blocks) {
    if (block.kind !== "lead" || isEmpty(block.text)) continue;
    blocks.push(paragraph(`<strong>${plainBold(block.text)}</strong>`, "lead"));
  }
  for (const block of article.blocks) blocks.push(...bodyBlock(block, bySha256, article.details.language));
  const byline = bylineOf(article);
  if (byline !== "") blocks.push(paragraph(`<strong>${escapeHtml(byline)}</strong>`, "byline", "right"));
  const [first = paragraph("", ""), ...rest] = blocks;
  const marked: Parts = { ...first, attributes: { ...first.attributes, metadata: { name: `ws:${marker}` } } };
  return {
    title: escapeHtml(headlineOf(article)),
    excerpt: escapeHtml(leadOf(article)),
    content: [marked, ...rest].map(written).join("\n\n"),
  };
}

/** What is said of a picture in the site's media library. */
export function mediaNotes(
  figure: { readonly caption: string; readonly credit: string; readonly altText: string },
  language: "vi" | "en",
): { readonly caption: string; readonly alt_text: string } {
  const line = (text: string): Line => (text === "" ? [] : [{ text }]);
  return {
    caption: escapeHtml(captionText(line(figure.caption), line(figure.credit), language)),
    alt_text: figure.altText,
  };
}

/**
 * What a post (or its title) says and shows, free of how it is marked up: its words, and the ids of its pictures. Two texts
 * are compared by it, because WordPress rewrites the markup of accounts without `unfiltered_html`.
 */
export function bodyText(content: string): string {
  const pictures = [...content.matchAll(/wp-image-(\d+)/g)].map((match) => match[1]);
  const words = withoutEntities(content.replace(/<!--[\s\S]*?-->/g, " ").replace(/<[^>]*>/g, " "))
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
  return `${words}\n${pictures.join(" ")}`;
}

// --- private ---------------------------------------------------------------------------------

interface Parts {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inner: string;
}

function written({ name, attributes, inner }: Parts): string {
  const json = Object.keys(attributes).length === 0 ? "" : ` ${blockJson(attributes)}`;
  return `<!-- wp:${name}${json} -->\n${inner}\n<!-- /wp:${name} -->`;
}

/** JSON that cannot end the comment it stands in, as WordPress' own serializeAttributes does it. */
function blockJson(attributes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(attributes)
    .replace(/--/g, "\\u002d\\u002d")
    .replace(/</g, "\\u003c")
    .replace(/>/g, "\\u003e")
    .replace(/&/g, "\\u0026");
}

function bodyBlock(
  block: Block,
  pictures: ReadonlyMap<string, RemotePicture>,
  language: "vi" | "en",
): readonly Parts[] {
  switch (block.kind) {
    case "headline":
    case "lead":
    case "byline":
      return [];
    case "paragraph":
      return isEmpty(block.text) ? [] : [paragraph(lineHtml(block.text), "")];
    case "crosshead":
      if (isEmpty(block.text)) return [];
      return [
        {
          name: "heading",
          attributes: {},
          inner: `<h2 class="wp-block-heading">${lineHtml(block.text)}</h2>`,
        },
      ];
    case "quote": {
      const lines = block.paragraphs.filter((line) => !isEmpty(line));
      if (lines.length === 0) return [];
      const inner = lines.map((line) => written(paragraph(lineHtml(line), ""))).join("\n\n");
      return [
        { name: "quote", attributes: {}, inner: `<blockquote class="wp-block-quote">${inner}</blockquote>` },
      ];
    }
    case "list": {
      const list = listParts(block);
      return list === null ? [] : [list];
    }
    case "figure": {
      const picture = block.picture === null ? undefined : pictures.get(block.picture.sha256);
      return picture === undefined ? [] : [imageParts(block, picture, language)];
    }
  }
}

function paragraph(html: string, className: string, align?: "right"): Parts {
  const classes = [align === undefined ? "" : "has-text-align-right", className].filter(
    (name) => name !== "",
  );
  const attribute = classes.length === 0 ? "" : ` class="${classes.join(" ")}"`;
  return {
    name: "paragraph",
    attributes: { ...(align ? { align } : {}), ...(className === "" ? {} : { className }) },
    inner: `<p${attribute}>${html}</p>`,
  };
}

function listParts(list: List): Parts | null {
  const items = list.items.flatMap(({ paragraphs, lists }) => {
    const text = paragraphs
      .filter((line) => !isEmpty(line))
      .map((line) => lineHtml(line))
      .join("<br>");
    const nested = lists.flatMap((inner) => listParts(inner) ?? []).map(written);
    if (text === "" && nested.length === 0) return [];
    return [written({ name: "list-item", attributes: {}, inner: `<li>${text}${nested.join("")}</li>` })];
  });
  if (items.length === 0) return null;
  const name = list.ordered ? "ol" : "ul";
  return {
    name: "list",
    attributes: list.ordered ? { ordered: true } : {},
    inner: `<${name}>${items.join("\n\n")}</${name}>`,
  };
}

function imageParts(figure: Figure, picture: RemotePicture, language: "vi" | "en"): Parts {
  const printed = printedCaption(figure.caption, figure.credit, language);
  const credit = printed.credit === "" ? "" : `<span class="credit">${escapeHtml(printed.credit)}</span>`;
  const caption = [lineHtml(printed.caption), credit].filter((part) => part !== "").join(" ");
  const figcaption = caption === "" ? "" : `<figcaption class="wp-element-caption">${caption}</figcaption>`;
  // A size made by WordPress has its measures at the end of its name.
  const sizeSlug = /-\d+x\d+\.[a-z]+$/.test(picture.url) ? "large" : "full";
  const alt = escapeHtml(textOf(figure.altText).trim());
  return {
    name: "image",
    attributes: { id: Number(picture.remoteId), sizeSlug, linkDestination: "none" },
    inner:
      `<figure class="wp-block-image size-${sizeSlug}">` +
      `<img src="${escapeHtml(picture.url)}" alt="${alt}" class="wp-image-${Number(picture.remoteId)}"/>` +
      `${figcaption}</figure>`,
  };
}

/** A line that stands inside `<strong>` as a whole, so its own bold would be said twice. */
function plainBold(line: Line): string {
  return lineHtml(line.map(({ bold: _bold, ...span }) => span));
}

function isEmpty(line: Line): boolean {
  return textOf(line).trim() === "";
}
