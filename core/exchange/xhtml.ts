import {
  languageOf,
  lineOfSpans,
  type Block,
  type Figure,
  type Line,
  type List,
  type ListItem,
  type Picture,
  type Span,
} from "../article/index.ts";
import { escapeHtml, lineHtml, safeLink } from "./html.ts";
import { MarkupError, elementsOf, type Element } from "./markup.ts";

/**
 * Blocks as the XHTML that travels in a ninjs body, and back without loss.
 *
 * The reader takes a fixed list of elements and refuses any other, so what is shown to readers is always
 * written anew from blocks: nothing of a sender's markup reaches a page. A picture is named by its
 * content (RFC 6920, section 7: "nih:sha-256;" and 64 hex digits), not by a place where it lies.
 *
 * Lost on the way: links with other schemes than http, https and mailto, and control characters.
 */

/** Name of bytes by their SHA-256. */
export function nameOfBytes(sha256: string): string {
  return `nih:sha-256;${sha256}`;
}

/** The SHA-256 in such a name, or null when the text is none. */
export function sha256OfName(name: string): string | null {
  return /^nih:sha-256;([0-9a-f]{64})$/.exec(name)?.[1] ?? null;
}

export function xhtmlOf(blocks: readonly Block[]): string {
  return blocks.map(blockXhtml).join("\n");
}

/**
 * The blocks of a body.
 *
 * @throws {MarkupError} naming the element that may not stand where it stands.
 */
export function blocksOfXhtml(markup: string): readonly Block[] {
  return elementsIn(elementsOf(markup), "the body").map(blockOf);
}

// --- writing ---------------------------------------------------------------------------------

function blockXhtml(block: Block): string {
  switch (block.kind) {
    case "headline":
      return element("h1", block.text);
    case "lead":
    case "byline":
      return `<p class="${block.kind}">${inline(block.text)}</p>`;
    case "paragraph":
      return element("p", block.text);
    case "crosshead":
      return element("h2", block.text);
    case "quote":
      return `<blockquote>${block.paragraphs.map((line) => element("p", line)).join("")}</blockquote>`;
    case "list":
      return listXhtml(block);
    case "figure":
      return figureXhtml(block);
  }
}

function element(name: string, line: Line): string {
  return `<${name}>${inline(line)}</${name}>`;
}

function inline(line: Line): string {
  return lineHtml(line, "<br/>");
}

function listXhtml(list: List): string {
  const name = list.ordered ? "ol" : "ul";
  const items = list.items.map(
    (item) =>
      `<li>${item.paragraphs.map((line) => element("p", line)).join("")}${item.lists.map(listXhtml).join("")}</li>`,
  );
  return `<${name}>${items.join("")}</${name}>`;
}

function figureXhtml(figure: Figure): string {
  const { picture } = figure;
  const want = figure.want === "" ? "" : ` data-want="${escapeHtml(figure.want)}"`;
  const img =
    picture === null
      ? ""
      : `<img src="${nameOfBytes(picture.sha256)}" data-extension="${escapeHtml(picture.extension)}" width="${picture.widthPx}" height="${picture.heightPx}"/>`;
  const part = (name: string, html: string) => (html === "" ? "" : `<span class="${name}">${html}</span>`);
  const caption = part("caption", inline(figure.caption)) + part("credit", inline(figure.credit));
  const alt = part("alt", inline(figure.altText));
  return `<figure id="${escapeHtml(figure.id)}"${want}>${img}<figcaption>${caption}${alt}</figcaption></figure>`;
}

// --- reading ---------------------------------------------------------------------------------

function blockOf(node: Element): Block {
  switch (node.name) {
    case "h1":
      return { kind: "headline", text: lineOfNode(node) };
    case "h2":
    case "h3":
      return { kind: "crosshead", text: lineOfNode(node) };
    case "p": {
      const kind = node.attributes.get("class");
      return {
        kind: kind === "lead" || kind === "byline" ? kind : "paragraph",
        text: lineOfNode(node),
      };
    }
    case "blockquote":
      return {
        kind: "quote",
        paragraphs: elementsIn(node.children, "<blockquote>").map((child) =>
          lineOfNode(only(child, ["p"], node)),
        ),
      };
    case "ul":
    case "ol":
      return listOf(node);
    case "figure":
      return figureOf(node);
    default:
      throw new MarkupError(`<${node.name}> may not stand in the body`);
  }
}

function listOf(node: Element): List {
  return {
    kind: "list",
    ordered: node.name === "ol",
    items: elementsIn(node.children, `<${node.name}>`).map((child): ListItem => {
      const item = only(child, ["li"], node);
      const isBlock = (inner: Element | string) =>
        typeof inner !== "string" && ["p", "ul", "ol"].includes(inner.name);
      // <li>text</li>, as other systems write it, is an item of one line.
      if (item.children.length > 0 && !item.children.some(isBlock)) {
        return { paragraphs: [lineOfNode(item)], lists: [] };
      }
      const inner = elementsIn(item.children, "<li>").map((part) => only(part, ["p", "ul", "ol"], item));
      return {
        paragraphs: inner.filter(({ name }) => name === "p").map(lineOfNode),
        lists: inner.filter(({ name }) => name !== "p").map(listOf),
      };
    }),
  };
}

function figureOf(node: Element): Figure {
  const parts = elementsIn(node.children, "<figure>").map((child) =>
    only(child, ["img", "figcaption"], node),
  );
  const images = parts.filter(({ name }) => name === "img");
  const captions = parts.filter(({ name }) => name === "figcaption");
  if (images.length > 1 || captions.length > 1)
    throw new MarkupError("a <figure> holds one <img> and one <figcaption>");
  const caption = captions[0];
  const line = (name: string): Line => {
    const spans = (caption?.children ?? []).filter(
      (child): child is Element =>
        typeof child !== "string" && child.name === "span" && child.attributes.get("class") === name,
    );
    return lineOfSpans(spans.flatMap((span) => lineOfNode(span)));
  };
  const typed =
    caption?.children.some((child) => typeof child === "string" || child.name !== "span") === true;
  return {
    kind: "figure",
    id: node.attributes.get("id") ?? "",
    want: node.attributes.get("data-want") ?? "",
    picture: images[0] === undefined ? null : pictureOf(images[0]),
    // A caption written without our parts, as other systems do, is all caption.
    caption: typed && caption !== undefined ? lineOfNode(caption) : line("caption"),
    credit: typed ? [] : line("credit"),
    altText: typed ? [] : line("alt"),
  };
}

function pictureOf(node: Element): Picture {
  const sha256 = sha256OfName(node.attributes.get("src") ?? "");
  if (sha256 === null) throw new MarkupError(`the src of an <img> is no “nih:sha-256;” name`);
  const extension = node.attributes.get("data-extension") ?? "";
  if (!/^[a-z0-9]{0,5}$/.test(extension))
    throw new MarkupError(`the data-extension of an <img> is no file ending`);
  return { sha256, extension, widthPx: pixels(node, "width"), heightPx: pixels(node, "height") };
}

function pixels(node: Element, name: string): number {
  const value = node.attributes.get(name) ?? "";
  if (!/^[0-9]{1,6}$/.test(value)) throw new MarkupError(`the ${name} of an <img> is no number of pixels`);
  return Number(value);
}

/** The element children; white space between them is no text. */
function elementsIn(children: Element["children"], where: string): readonly Element[] {
  return children.filter((child): child is Element => {
    if (typeof child !== "string") return true;
    if (child.trim() !== "")
      throw new MarkupError(`text outside a paragraph in ${where}: ${child.trim().slice(0, 40)}`);
    return false;
  });
}

function only(node: Element, names: readonly string[], parent: Element): Element {
  if (!names.includes(node.name)) throw new MarkupError(`<${node.name}> may not stand in <${parent.name}>`);
  return node;
}

function lineOfNode(node: Element): Line {
  return lineOfSpans(node.children.flatMap((child) => spansOf(child, {}, node)));
}

type Marks = Omit<Span, "text">;

function spansOf(child: Element | string, marks: Marks, parent: Element): readonly Span[] {
  // A line break of the page is <br/>; one in the source is white space.
  if (typeof child === "string") return [{ text: child.replace(/[\r\n]+/g, " "), ...marks }];
  const inner = (more: Marks) =>
    child.children.flatMap((part) => spansOf(part, { ...marks, ...more }, parent));
  switch (child.name) {
    case "strong":
    case "b":
      return inner({ bold: true });
    case "em":
    case "i":
      return inner({ italic: true });
    case "span": {
      // "en-GB", as other systems write it, is English.
      const language = languageOf(child.attributes.get("lang")?.split("-")[0]);
      return inner(language === null ? {} : { language });
    }
    case "br":
      return [{ text: "\n", ...marks }];
    case "a": {
      const link = safeLink(child.attributes.get("href") ?? "");
      return inner(link === null ? {} : { link });
    }
    default:
      throw new MarkupError(`<${child.name}> may not stand in <${parent.name}>`);
  }
}
