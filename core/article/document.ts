import * as Y from "yjs";
import {
  EMPTY_DETAILS,
  languageOf,
  lineOfSpans,
  textOf,
  type Article,
  type Block,
  type Details,
  type Figure,
  type Line,
  type List,
  type ListItem,
  type Picture,
  type Span,
} from "./article.ts";
import { BODY, DETAILS, SHAPE, type NodeShape, QUIET } from "./shape.ts";

/**
 * Reading and first writing of a story's Yjs document.
 *
 * Nodes are stored as y-tiptap stores them: one Y.XmlElement per node, typed text in Y.XmlText with marks
 * as delta attributes, hard breaks as elements between texts.
 */

/**
 * The article a document holds now. Unknown nodes are read as paragraphs of their text, never dropped.
 *
 * Its text is composed (Unicode NFC, UAX #15) whatever the keyboard typed, so that files, search and sites get one
 * spelling. The document keeps what was typed: places in it are not places in the article.
 */
export function articleOf(id: string, doc: Y.Doc): Article {
  const blocks = elementsOf(doc.getXmlFragment(BODY)).flatMap(blocksOf);
  return { id, details: detailsOf(doc), blocks };
}

/** The details alone, cheaper than the whole article. A field never set, or of a wrong type, is empty. */
export function detailsOf(doc: Y.Doc): Details {
  const map = doc.getMap(DETAILS);
  const text = (key: keyof Details) => {
    const value = map.get(key);
    return typeof value === "string" ? composed(value) : "";
  };
  const tags = map.get("tags");
  return {
    section: text("section"),
    slug: text("slug"),
    tags: Array.isArray(tags)
      ? tags.filter((tag): tag is string => typeof tag === "string").map(composed)
      : [],
    dateline: text("dateline"),
    language: languageOf(text("language")) ?? EMPTY_DETAILS.language,
    stage: text("stage") === "ready" ? "ready" : "draft",
  };
}

/** Sets the given details in one transaction. */
export function setDetails(doc: Y.Doc, change: Partial<Details>, origin?: unknown): void {
  doc.transact(() => {
    const map = doc.getMap(DETAILS);
    for (const [key, value] of Object.entries(change))
      map.set(key, Array.isArray(value) ? [...value] : value);
  }, origin);
}

/** A fresh document holding the given article. */
export function documentOf(article: Pick<Article, "details" | "blocks">): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    doc.getXmlFragment(BODY).insert(0, article.blocks.map(elementOfBlock));
    setDetails(doc, article.details);
  });
  return doc;
}

/** What a new story starts with: an empty headline, an empty lead and one empty paragraph. */
export function blankArticle(details: Partial<Details> = {}): Pick<Article, "details" | "blocks"> {
  return {
    details: { ...EMPTY_DETAILS, ...details },
    blocks: [
      { kind: "headline", text: [] },
      { kind: "lead", text: [] },
      { kind: "paragraph", text: [] },
    ],
  };
}

/** Which flags are silenced in the whole story, as `silencedForm` of `#core/language` has them, in alphabetical order. */
export function silencedIn(doc: Y.Doc): readonly string[] {
  const forms = [...doc.getMap(QUIET).entries()].filter(([, kept]) => kept === true).map(([form]) => form);
  return forms.sort((one, other) => one.localeCompare(other, "vi"));
}

// --- reading ---------------------------------------------------------------------------------

type Child = Y.XmlElement | Y.XmlText;

function elementsOf(parent: Y.XmlFragment): readonly Child[] {
  return parent
    .toArray()
    .filter((child): child is Child => child instanceof Y.XmlElement || child instanceof Y.XmlText);
}

function blocksOf(child: Child): readonly Block[] {
  if (child instanceof Y.XmlText) return [{ kind: "paragraph", text: lineOfText(child) }];
  switch (child.nodeName) {
    case "headline":
    case "lead":
    case "paragraph":
    case "crosshead":
    case "byline":
      return [{ kind: child.nodeName, text: lineIn(child) }];
    case "blockquote":
      return [{ kind: "quote", paragraphs: elementsOf(child).flatMap(linesOf) }, ...figuresInside(child)];
    case "bulletList":
    case "orderedList":
      return [listIn(child), ...figuresInside(child)];
    case "figure":
      return [figureIn(child)];
    default:
      return holdsBlocks(child)
        ? elementsOf(child).flatMap(blocksOf)
        : [{ kind: "paragraph", text: lineIn(child) }];
  }
}

/** Figures that a paste or a merge put into a quote or a list: read after it, since an article has them at the top. */
function figuresInside(element: Y.XmlElement): readonly Figure[] {
  return elementsOf(element).flatMap((child) => {
    if (child instanceof Y.XmlText) return [];
    return child.nodeName === "figure" ? [figureIn(child)] : figuresInside(child);
  });
}

/** The lines of whatever stands in a quote or an item, each block by itself; figures are read apart. */
function linesOf(child: Child): readonly Line[] {
  if (child instanceof Y.XmlText || !holdsBlocks(child))
    return child instanceof Y.XmlElement && child.nodeName === "figure" ? [] : [lineOfChild(child)];
  return elementsOf(child).flatMap(linesOf);
}

/** Whether an element has blocks in it rather than typed text. */
function holdsBlocks(element: Y.XmlElement): boolean {
  return elementsOf(element).some((child) => {
    if (child instanceof Y.XmlText) return false;
    const shape: NodeShape | undefined = SHAPES[child.nodeName];
    return shape?.group === "block" || child.nodeName === "listItem" || holdsBlocks(child);
  });
}

const SHAPES: Readonly<Record<string, NodeShape>> = SHAPE;

function listIn(element: Y.XmlElement): List {
  return {
    kind: "list",
    ordered: element.nodeName === "orderedList",
    items: elementsOf(element).map((item): ListItem => {
      if (item instanceof Y.XmlText) return { paragraphs: [lineOfText(item)], lists: [] };
      const inner = elementsOf(item);
      const isList = (child: Child): child is Y.XmlElement =>
        child instanceof Y.XmlElement &&
        (child.nodeName === "bulletList" || child.nodeName === "orderedList");
      return {
        paragraphs: inner.filter((child) => !isList(child)).flatMap(linesOf),
        lists: inner.filter(isList).map(listIn),
      };
    }),
  };
}

function figureIn(element: Y.XmlElement): Figure {
  const inside = elementsOf(element);
  const children = inside.filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);
  const lines = (name: string) => children.filter((child) => child.nodeName === name).map(lineIn);
  // Words that stand in none of the figure's parts are read as another caption: said there, not dropped.
  const captionLines = inside.filter((child) => !PARTS.has(nameOf(child))).map(lineOfChild);
  const captions = captionLines.filter(isTyped).length;
  const line = (name: string) => inARow(lines(name));
  return {
    kind: "figure",
    id: stringIn(element, "id"),
    want: composed(stringIn(element, "want")),
    picture:
      children
        .filter((child) => child.nodeName === "picture")
        .map(pictureIn)
        .find((picture) => picture !== null) ?? null,
    caption: inARow(captionLines),
    ...(captions > 1 ? { captions } : {}),
    credit: line("credit"),
    altText: line("altText"),
  };
}

/** The parts of a figure besides its caption. */
const PARTS: ReadonlySet<string> = new Set(["picture", "credit", "altText"]);

function nameOf(child: Child): string {
  return child instanceof Y.XmlElement ? child.nodeName : "";
}

/** A merge may leave two captions: in a row, with a space between, so that no word is lost or glued to the next. */
function inARow(lines: readonly Line[]): Line {
  if (lines.length <= 1) return lines[0] ?? [];
  return lineOfSpans(
    lines.filter(isTyped).flatMap((line, index) => (index === 0 ? line : [{ text: " " }, ...line])),
  );
}

function isTyped(line: Line): boolean {
  return textOf(line).trim() !== "";
}

function pictureIn(element: Y.XmlElement): Picture | null {
  const sha256 = stringIn(element, "sha256");
  const extension = stringIn(element, "extension");
  // Both become a file's name. A document may come from anywhere, so neither may hold a way out of its folder.
  if (!/^[0-9a-f]{64}$/.test(sha256) || !/^[a-z0-9]{0,5}$/.test(extension)) return null;
  return {
    sha256,
    extension,
    widthPx: numberIn(element, "widthPx"),
    heightPx: numberIn(element, "heightPx"),
  };
}

function stringIn(element: Y.XmlElement, name: string): string {
  const value: unknown = element.getAttribute(name);
  return typeof value === "string" ? value : "";
}

function numberIn(element: Y.XmlElement, name: string): number {
  const value = Number(element.getAttribute(name));
  return Number.isFinite(value) ? value : 0;
}

function lineOfChild(child: Child): Line {
  return child instanceof Y.XmlText ? lineOfText(child) : lineIn(child);
}

function lineOfText(text: Y.XmlText): Line {
  return composedLine(spansOfText(text));
}

function lineIn(element: Y.XmlElement): Line {
  return composedLine(spansIn(element));
}

function spansIn(element: Y.XmlElement): readonly Span[] {
  return elementsOf(element).flatMap((child): readonly Span[] => {
    if (child instanceof Y.XmlText) return spansOfText(child);
    return child.nodeName === "hardBreak" ? [{ text: "\n" }] : spansIn(child);
  });
}

/** Composed after neighbours are joined: a letter and its mark may have been typed into two texts. */
function composedLine(spans: readonly Span[]): Line {
  return lineOfSpans(spans).map((span) => ({ ...span, text: composed(span.text) }));
}

function composed(text: string): string {
  return text.normalize("NFC");
}

interface Delta {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function spansOfText(text: Y.XmlText): readonly Span[] {
  return (text.toDelta() as readonly Delta[]).flatMap(({ insert, attributes = {} }): readonly Span[] => {
    if (typeof insert !== "string") return [];
    const href = attributeOf(attributes["link"], "href");
    const language = languageOf(attributeOf(attributes["language"], "lang"));
    return [
      {
        text: insert,
        ...(attributes["bold"] ? { bold: true as const } : {}),
        ...(attributes["italic"] ? { italic: true as const } : {}),
        ...(typeof href === "string" && href !== "" ? { link: href } : {}),
        ...(language === null ? {} : { language }),
      },
    ];
  });
}

function attributeOf(mark: unknown, name: string): unknown {
  return typeof mark === "object" && mark !== null ? (mark as Readonly<Record<string, unknown>>)[name] : null;
}

// --- writing ---------------------------------------------------------------------------------

function elementOfBlock(block: Block): Y.XmlElement {
  switch (block.kind) {
    case "quote":
      return element(
        "blockquote",
        {},
        block.paragraphs.map((line) => typed("paragraph", line)),
      );
    case "list":
      return elementOfList(block);
    case "figure":
      return element("figure", { id: block.id, want: block.want }, [
        element("picture", block.picture ? { ...block.picture } : {}, []),
        typed("caption", block.caption),
        typed("credit", block.credit),
        typed("altText", block.altText),
      ]);
    default:
      return typed(block.kind, block.text);
  }
}

function elementOfList(list: List): Y.XmlElement {
  const items = list.items.map((item) =>
    element("listItem", {}, [
      ...item.paragraphs.map((line) => typed("paragraph", line)),
      ...item.lists.map(elementOfList),
    ]),
  );
  return element(list.ordered ? "orderedList" : "bulletList", {}, items);
}

/** An element of typed text; hard breaks split the text as y-tiptap does. */
function typed(name: string, line: Line): Y.XmlElement {
  const children: Child[] = [];
  let run: Delta[] = [];
  const close = () => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(run);
    children.push(text);
    run = [];
  };
  for (const span of line) {
    const attributes = {
      ...(span.bold ? { bold: {} } : {}),
      ...(span.italic ? { italic: {} } : {}),
      ...(span.link ? { link: { href: span.link } } : {}),
      ...(span.language ? { language: { lang: span.language } } : {}),
    };
    for (const [index, part] of span.text.split("\n").entries()) {
      if (index > 0) {
        close();
        children.push(new Y.XmlElement("hardBreak"));
      }
      if (part !== "") run.push({ insert: part, attributes });
    }
  }
  close();
  return element(name, {}, children);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly Child[],
): Y.XmlElement {
  // Yjs types attributes as strings; y-tiptap stores numbers as they are.
  const made = new Y.XmlElement<Record<string, string | number>>(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, [...children]);
  return made as unknown as Y.XmlElement;
}
