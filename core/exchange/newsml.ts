import {
  bylineOf,
  figuresOf,
  headlineOf,
  leadOf,
  textOf,
  wordCountOf,
  type Article,
  type Block,
  type Figure,
} from "../article/index.ts";
import type { Rendition } from "../media/index.ts";
import { printedCaption } from "./caption.ts";
import { bodyBlocksOf, escapeHtml, lineHtml } from "./html.ts";
import { nameOfBytes, xhtmlOf } from "./xhtml.ts";

/**
 * Stories as IPTC NewsML-G2 (https://iptc.org/standards/newsml-g2/): one news message with the text, each picture with
 * its renditions, and the package that says what belongs together. Names and the order of elements are those of the
 * schema "NewsML-G2 2.34, power"; of its many properties only those are written which the newsroom knows.
 */

export const NEWSML_TYPE = "application/vnd.iptc.g2.newsmessage+xml";

const NAMESPACE = "http://iptc.org/std/nar/2006-10-01/";
const XHTML = "http://www.w3.org/1999/xhtml";
/** Where the codes "ninat", "stat", "cpnat", "drol", "rnd" and "pgrmod" are explained. */
const CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_33.xml";
/** Codes the standard has no word for: the group of a package, the alternative text. */
const OWN_CODES = "urn:morasse:";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

/** A rendition and where it lies, as seen from the file: "../pictures/0a1b.jpg". */
export interface PlacedRendition extends Rendition {
  readonly href: string;
}

export interface PlacedPicture {
  /** SHA-256 of the original: joins it with the figures that show it. */
  readonly sha256: string;
  /** Widest last. */
  readonly renditions: readonly PlacedRendition[];
}

export interface NewsmlFacts {
  /** From 1, higher with each sending. */
  readonly version: number;
  readonly slug: string;
  readonly section: { readonly slug: string; readonly name: string };
  /** ISO 8601 instants. */
  readonly firstCreated: string;
  readonly versionCreated: string;
  readonly embargoedUntil?: string;
  /** 1 (highest) to 9. */
  readonly urgency?: number;
  readonly pictures: readonly PlacedPicture[];
  /** Taken back: why, and whether the pictures are not to be used either. */
  readonly canceled?: { readonly reason: string; readonly picturesToo: boolean };
}

/** The story as a NewsML-G2 message. Of a story that is taken back only what tells which one it is. */
export function newsmlOf(article: Article, facts: NewsmlFacts): string {
  const { canceled } = facts;
  const pictures = canceled?.picturesToo === false ? [] : shownOnce(article);
  const items = [
    textItem(article, facts),
    ...pictures.map((figure) => pictureItem(article, figure, facts)),
    ...(pictures.length === 0 ? [] : [packageItem(article, pictures, facts)]),
  ];
  const header = element(
    "header",
    {},
    element("sent", {}, facts.versionCreated),
    element("sender", {}, "Morasse"),
  );
  const message = element("newsMessage", { xmlns: NAMESPACE }, header, element("itemSet", {}, ...items));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${message.xml}\n`;
}

/**
 * Name of the package of a story: its UUID with another version digit (RFC 9562, section 5.8), so that it is the same
 * on every machine and no story's own.
 */
export function packageGuidOf(storyId: string): string {
  return `urn:uuid:${storyId.slice(0, 14)}${storyId[14] === "8" ? "4" : "8"}${storyId.slice(15)}`;
}

// --- the items -------------------------------------------------------------------------------

function textItem(article: Article, facts: NewsmlFacts): Xml {
  const { details } = article;
  const byline = bylineOf(article);
  const lead = leadOf(article);
  const content = facts.canceled === undefined;
  return element(
    "newsItem",
    itemAttributes(`urn:uuid:${article.id}`, article, facts),
    ...catalogs(),
    itemMeta("text", facts, facts.canceled !== undefined),
    element(
      "contentMeta",
      {},
      ...(facts.urgency === undefined ? [] : [element("urgency", {}, String(facts.urgency))]),
      ...(content && byline !== "" ? [element("creator", {}, element("name", {}, byline))] : []),
      element("language", { tag: details.language }),
      ...(content ? details.tags.map((tag) => element("keyword", {}, tag)) : []),
      ...(facts.section.slug === ""
        ? []
        : [
            element(
              "subject",
              { type: "cpnat:abstract", literal: facts.section.slug },
              element("name", {}, facts.section.name),
            ),
          ]),
      ...(facts.slug === "" ? [] : [element("slugline", {}, facts.slug)]),
      element("headline", {}, headlineOf(article)),
      ...(content && details.dateline.trim() !== ""
        ? [element("dateline", {}, details.dateline.trim())]
        : []),
      ...(content && byline !== "" ? [element("by", {}, byline)] : []),
      ...(content && lead !== "" ? [element("description", { role: "drol:summary" }, lead)] : []),
    ),
    ...(content ? [element("contentSet", {}, inlineBody(article, facts))] : []),
  );
}

function pictureItem(article: Article, figure: Shown, facts: NewsmlFacts): Xml {
  const { sha256 } = figure.picture;
  const printed = printedCaption(figure.caption, figure.credit, article.details.language);
  const caption = textOf(printed.caption).trim();
  const credit = textOf(figure.credit).trim();
  const altText = textOf(figure.altText).trim();
  const renditions = facts.pictures.find((one) => one.sha256 === sha256)?.renditions ?? [];
  const content = facts.canceled === undefined && renditions.length > 0;
  return element(
    "newsItem",
    itemAttributes(nameOfBytes(sha256), article, facts),
    ...catalogs(),
    itemMeta("picture", facts, facts.canceled !== undefined),
    element(
      "contentMeta",
      {},
      element("language", { tag: article.details.language }),
      element("headline", {}, headlineOf(article)),
      ...(credit === "" ? [] : [element("creditline", {}, credit)]),
      ...(caption === "" ? [] : [element("description", { role: "drol:caption" }, caption)]),
      ...(altText === "" ? [] : [element("description", { role: "morasse:altText" }, altText)]),
    ),
    ...(content ? [element("contentSet", {}, ...renditions.map(remoteContent))] : []),
  );
}

function remoteContent(rendition: PlacedRendition, index: number, all: readonly PlacedRendition[]): Xml {
  const hash = element("hash", { hashtypeuri: SHA256 }, rendition.sha256);
  return element(
    "remoteContent",
    {
      rendition: index === all.length - 1 ? "rnd:highRes" : "rnd:web",
      href: rendition.href,
      contenttype: rendition.mimeType,
      size: String(rendition.sizeBytes),
      width: String(rendition.widthPx),
      height: String(rendition.heightPx),
    },
    hash,
  );
}

function packageItem(article: Article, pictures: readonly Shown[], facts: NewsmlFacts): Xml {
  const version = String(facts.version);
  const reference = (residref: string, nature: string, title: string) =>
    element(
      "itemRef",
      { residref, version, contenttype: "application/vnd.iptc.g2.newsitem+xml" },
      element("itemClass", { qcode: `ninat:${nature}` }),
      element("title", {}, title),
    );
  return element(
    "packageItem",
    itemAttributes(packageGuidOf(article.id), article, facts),
    ...catalogs(),
    itemMeta("composite", facts, facts.canceled !== undefined),
    element("contentMeta", {}, element("headline", {}, headlineOf(article))),
    element(
      "groupSet",
      { root: "story" },
      element(
        "group",
        { id: "story", role: "morasse:story", mode: "pgrmod:seq" },
        reference(`urn:uuid:${article.id}`, "text", headlineOf(article)),
        ...pictures.map((figure) =>
          reference(nameOfBytes(figure.picture.sha256), "picture", textOf(figure.caption).trim()),
        ),
      ),
    ),
  );
}

function itemAttributes(guid: string, article: Article, facts: NewsmlFacts): Attributes {
  return {
    guid,
    version: String(facts.version),
    standard: "NewsML-G2",
    standardversion: "2.34",
    conformance: "power",
    "xml:lang": article.details.language,
  };
}

function catalogs(): readonly Xml[] {
  return [
    element("catalogRef", { href: CATALOG }),
    element("catalog", {}, element("scheme", { alias: "morasse", uri: OWN_CODES })),
  ];
}

function itemMeta(nature: string, facts: NewsmlFacts, canceled: boolean): Xml {
  const reason = facts.canceled?.reason.trim() ?? "";
  return element(
    "itemMeta",
    {},
    element("itemClass", { qcode: `ninat:${nature}` }),
    element("provider", { literal: "Morasse" }),
    element("versionCreated", {}, facts.versionCreated),
    element("firstCreated", {}, facts.firstCreated),
    ...(facts.embargoedUntil === undefined ? [] : [element("embargoed", {}, facts.embargoedUntil)]),
    element("pubStatus", { qcode: canceled ? "stat:canceled" : "stat:usable" }),
    ...(reason === "" ? [] : [element("edNote", {}, reason)]),
  );
}

/** The text as a whole XHTML page, its pictures at their places. */
function inlineBody(article: Article, facts: NewsmlFacts): Xml {
  const blocks = article.blocks.filter(
    (block) =>
      (block.kind !== "figure" || block.picture !== null) &&
      (!("text" in block) || textOf(block.text).trim() !== ""),
  );
  const headline = escapeHtml(headlineOf(article));
  const body = blocks.map((block) => bodyXhtml(article, block, facts)).join("\n");
  const lang = article.details.language;
  return {
    xml:
      `<inlineXML contenttype="application/xhtml+xml" wordcount="${wordCountOf({ ...article, blocks: bodyBlocksOf(article) })}">` +
      `<html xmlns="${XHTML}" xml:lang="${lang}" lang="${lang}"><head><title>${headline}</title></head>` +
      `<body>\n${body}\n</body></html></inlineXML>`,
  };
}

function bodyXhtml(article: Article, block: Block, facts: NewsmlFacts): string {
  if (block.kind !== "figure") return xhtmlOf([block]);
  const { picture } = block;
  const widest = facts.pictures.find(({ sha256 }) => sha256 === picture?.sha256)?.renditions.at(-1);
  if (picture === null || widest === undefined) return "";
  const printed = printedCaption(block.caption, block.credit, article.details.language);
  const credit = printed.credit === "" ? "" : `<span class="credit">${escapeHtml(printed.credit)}</span>`;
  const caption = [lineHtml(printed.caption, "<br/>"), credit].filter((part) => part !== "").join(" ");
  return (
    `<figure><img src="${escapeHtml(widest.href)}" alt="${escapeHtml(textOf(block.altText).trim())}"` +
    ` width="${widest.widthPx}" height="${widest.heightPx}"/>` +
    `${caption === "" ? "" : `<figcaption>${caption}</figcaption>`}</figure>`
  );
}

type Shown = Figure & { readonly picture: NonNullable<Figure["picture"]> };

/** Each picture of the page once, with the words it is first shown with. */
function shownOnce(article: Article): readonly Shown[] {
  const shown = new Map<string, Shown>();
  for (const figure of figuresOf(article)) {
    const { picture } = figure;
    if (picture !== null && !shown.has(picture.sha256)) shown.set(picture.sha256, { ...figure, picture });
  }
  return [...shown.values()];
}

// --- XML -------------------------------------------------------------------------------------

/** Markup that is written already; a text in its place is escaped. */
interface Xml {
  readonly xml: string;
}

type Attributes = Readonly<Record<string, string>>;

function element(name: string, attributes: Attributes, ...children: readonly (Xml | string)[]): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
  const inner = children.map((child) => (typeof child === "string" ? escapeHtml(child) : child.xml)).join("");
  return { xml: `<${name}${written.join("")}${inner === "" ? "/>" : `>${inner}</${name}>`}` };
}
