import DOMPurify from "dompurify";
import { linesFromTables, withoutRoom } from "./rescue-tables.ts";
import { creditApart } from "./slots.ts";
import { tidied } from "./tidy.ts";

/**
 * Pasted HTML made into what a story can hold: text, crossheads, lists, quotes, links, bold and italic, languages, and
 * slots in the place of pictures. Scripts, styles, handlers and pictures from elsewhere do not come along.
 */
export interface Rescued {
  readonly html: string;
  /** Pictures which were on the web or on another machine: each is an empty slot now. */
  readonly remotePictures: number;
  /** Tables which were laid out as lines. */
  readonly tables: number;
  /** Places which the text's authors had deleted with their changes tracked: left out. */
  readonly deletions: number;
  /** Pictures whose bytes came along, for the slot of that id. */
  readonly pictures: readonly { readonly figureId: string; readonly address: string }[];
  /** Pictures of another story of this library, which can be fetched from there. */
  readonly foreign: readonly { readonly figureId: string; readonly storyId: string; readonly name: string }[];
}

/** Smaller pictures are furniture of the page they come from: icons, counters. In CSS pixels. */
const LEAST_PICTURE_PX = 64;
const KEPT_ATTRIBUTES = ["href", "data-part", "data-id", "data-want"];
/** Word processors call every run by the language of a keyboard, Vietnamese ones too: of theirs no language is kept. */
const WORD_PROCESSOR = /\bmso-|class="?Mso|<meta[^>]*(?:Microsoft|LibreOffice|OpenOffice)/i;
const OWN_PICTURE = ["data-sha256", "data-extension", "data-width-px", "data-height-px"];

/**
 * @param storyId the story that is pasted into; pictures copied within it stay.
 */
export function rescued(html: string, storyId: string): Rescued {
  const clean = DOMPurify.sanitize(html, {
    FORBID_TAGS: [
      "style",
      "script",
      "svg",
      "math",
      "form",
      "input",
      "button",
      "iframe",
      "object",
      "audio",
      "video",
    ],
    ADD_ATTR: ["data-pm-slice"],
  });
  const document = new DOMParser().parseFromString(clean, "text/html");
  const { body } = document;
  const own = body.querySelector("[data-pm-slice]") !== null;
  const keepLanguages = own || !WORD_PROCESSOR.test(html);
  const deletions = withoutDeletions(body);
  tidyTexts(document, body);
  marksFromStyles(document, body);
  listsOfWord(document, body);
  const tables = linesFromTables(document, body);
  // Our own copies have no more room in them than was meant.
  if (!own) withoutRoom(body);
  for (const line of body.querySelectorAll("dt, dd, pre")) wrapIn(document, line, "p");
  const pictures = slotsFromPictures(document, body);
  const foreign = own ? foreignPictures(body, storyId) : [];

  for (const element of body.querySelectorAll("*")) {
    const keepPicture = own && element.getAttribute("data-part") === "picture";
    for (const { name } of [...element.attributes]) {
      const kept =
        KEPT_ATTRIBUTES.includes(name) ||
        name === "data-pm-slice" ||
        (keepLanguages && name === "lang") ||
        (keepPicture && OWN_PICTURE.includes(name));
      if (!kept) element.removeAttribute(name);
    }
  }
  return { html: body.innerHTML, foreign, tables, deletions, ...pictures };
}

/**
 * Takes out what a text's authors deleted with their changes tracked (Word writes `del`, in a span of class `msoDel`);
 * what is only struck out stays. Returns how many places that were: Word cuts one deletion into several elements.
 */
function withoutDeletions(body: Element): number {
  const deleted = [...body.querySelectorAll("del, .msoDel")];
  const places = deleted.filter((one) => {
    const inside = one.parentElement?.closest("del, .msoDel") != null;
    const goesOn = one.previousSibling instanceof Element && one.previousSibling.matches("del, .msoDel");
    return !inside && !goesOn && (one.textContent ?? "").trim() !== "";
  });
  for (const one of deleted) one.remove();
  return places.length;
}

function tidyTexts(document: Document, body: Element): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    node.nodeValue = tidied(node.nodeValue ?? "");
  }
}

/** Word and Google Docs say bold and italic by style, and wrap everything in a `b` that is not bold. */
function marksFromStyles(document: Document, body: Element): void {
  for (const element of [...body.querySelectorAll<HTMLElement>("b, strong, i, em, span, font")]) {
    const style = element.getAttribute("style") ?? "";
    const weight = /(?<![-\w])font-weight:\s*(\w+)/i.exec(style)?.[1] ?? "";
    const italic = /(?<![-\w])font-style:\s*(\w+)/i.exec(style)?.[1] ?? "";
    const isBold = /^(bold|bolder|[6-9]00)$/i.test(weight);
    const isPlain = /^(normal|[1-5]00)$/i.test(weight);
    if (/^(B|STRONG)$/.test(element.tagName) && isPlain) unwrap(element);
    else if (element.tagName === "SPAN" || element.tagName === "FONT") {
      if (isBold) wrapIn(document, element, "strong");
      if (/^(italic|oblique)$/i.test(italic)) wrapIn(document, element, "em");
    }
  }
}

/** Word writes a list as paragraphs with `mso-list` and the marker as text. */
function listsOfWord(document: Document, body: Element): void {
  let list: Element | null = null;
  for (const line of [...body.querySelectorAll<HTMLElement>("p, h1, h2, h3, h4, h5, h6")]) {
    if (!/mso-list:\s*l\d/i.test(line.getAttribute("style") ?? "")) {
      list = null;
      continue;
    }
    const marker = [...line.querySelectorAll<HTMLElement>("span")].find((span) =>
      /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
    );
    const kind = /^\s*[\p{L}\d]+[.)]/u.test(marker?.textContent ?? "") ? "ol" : "ul";
    marker?.remove();
    const neighbour: Element | null = line.previousElementSibling;
    if (list === null || neighbour !== list || list.localName !== kind) {
      list = document.createElement(kind);
      line.before(list);
    }
    const item = document.createElement("li");
    const paragraph = document.createElement("p");
    paragraph.append(...line.childNodes);
    item.append(paragraph);
    list.append(item);
    line.remove();
  }
}

/** A picture from elsewhere becomes a slot which asks for it; one with its bytes in it becomes a slot to be filled. */
function slotsFromPictures(document: Document, body: Element): Pick<Rescued, "remotePictures" | "pictures"> {
  let remotePictures = 0;
  const pictures: { figureId: string; address: string }[] = [];
  for (const image of [...body.querySelectorAll("img")]) {
    const size = (name: string) => Number.parseInt(image.getAttribute(name) ?? "", 10);
    const address = image.getAttribute("src") ?? "";
    const inline = /^data:image\/(jpeg|png|webp|gif|avif|tiff);base64,/i.test(address);
    if (size("width") < LEAST_PICTURE_PX || size("height") < LEAST_PICTURE_PX || address === "") {
      image.remove();
      continue;
    }
    const figureId = crypto.randomUUID();
    if (inline) pictures.push({ figureId, address });
    else remotePictures += 1;
    const frame = document.createElement("div");
    frame.setAttribute("data-part", "picture");
    let figure = image.closest("figure");
    if (figure === null || figure.querySelector("[data-part=picture]") !== null) {
      figure = document.createElement("figure");
      // A figure stands between paragraphs, not inside one.
      (image.closest("p, h1, h2, h3, h4, h5, h6, td, a") ?? image).before(figure);
    }
    figure.setAttribute("data-id", figureId);
    figure.setAttribute(
      "data-want",
      tidied(image.getAttribute("alt") ?? "")
        .trim()
        .slice(0, 300),
    );
    figure.prepend(frame);
    image.remove();
  }
  for (const figure of body.querySelectorAll("figure")) completeFigure(document, figure);
  return { remotePictures, pictures };
}

/** A figure has a caption, a credit and an alt text, even when what was pasted has only some of them. */
function completeFigure(document: Document, figure: Element): void {
  const parts: readonly (readonly [string, string])[] = [
    ["caption", "figcaption"],
    ["credit", "div"],
    ["altText", "div"],
  ];
  const there = (part: string, tag: string) =>
    figure.querySelector(part === "caption" ? "figcaption" : `${tag}[data-part=${part}]`);
  const frame = figure.querySelector("[data-part=picture]");
  if (frame === null) return;
  figure.prepend(frame);
  const caption = there("caption", "figcaption");
  if (caption !== null && there("credit", "div") === null) takeCreditApart(document, figure, caption);
  for (const [part, tag] of parts) {
    const found = there(part, tag) ?? document.createElement(tag);
    found.setAttribute("data-part", part);
    figure.append(found);
  }
}

/** "Toàn cảnh hội nghị. Ảnh: Mai Anh" is a caption and a credit, as for a line of the page that is made a caption. */
function takeCreditApart(document: Document, figure: Element, line: Element): void {
  const { caption, credit } = creditApart(line.textContent ?? "");
  if (credit === "") return;
  let left = caption.length;
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    node.nodeValue = text.slice(0, left);
    left = Math.max(0, left - text.length);
  }
  const part = document.createElement("div");
  part.setAttribute("data-part", "credit");
  part.append(credit.replace(/\s+/g, " "));
  figure.append(part);
}

function foreignPictures(body: Element, storyId: string): Rescued["foreign"] {
  const foreign: { figureId: string; storyId: string; name: string }[] = [];
  for (const figure of body.querySelectorAll("figure[data-story]")) {
    const from = figure.getAttribute("data-story") ?? "";
    const frame = figure.querySelector("[data-part=picture]");
    const sha256 = frame?.getAttribute("data-sha256") ?? "";
    const extension = frame?.getAttribute("data-extension") ?? "";
    if (frame == null || from === storyId || !/^[0-9a-f]{64}$/.test(sha256)) continue;
    if (!/^[0-9a-f-]{36}$/.test(from) || !/^[a-z]{2,5}$/.test(extension)) continue;
    const figureId = crypto.randomUUID();
    figure.setAttribute("data-id", figureId);
    foreign.push({ figureId, storyId: from, name: `${sha256}.${extension}` });
    for (const name of OWN_PICTURE) frame.removeAttribute(name);
  }
  return foreign;
}

function wrapIn(document: Document, element: Element, tag: string): void {
  const wrapper = document.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}
