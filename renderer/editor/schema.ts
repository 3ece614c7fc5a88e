import { Mark, Node, type Extensions, type MarkConfig, type NodeConfig } from "@tiptap/core";
import { languageOf, MARKS, SHAPE, type Language, type NodeShape } from "#core/article";

/**
 * The editor's schema, built from `SHAPE`: content, marks, groups and attributes come from that table alone;
 * here stands only how each node looks as HTML, on the page and on the clipboard.
 */

export type NodeName = keyof typeof SHAPE;
export type MarkName = (typeof MARKS)[number];

/** The parts of a figure which are typed, in the order the writer walks through them. */
export const FIGURE_PARTS = ["caption", "credit", "altText"] as const;
export type FigurePart = (typeof FIGURE_PARTS)[number];

/** Every node that holds typed text. */
export const TYPED: ReadonlySet<string> = new Set(
  Object.entries(SHAPE)
    .filter(([, shape]) => shape.content === "inline*")
    .map(([name]) => name),
);

type Look = Pick<NodeConfig, "parseHTML" | "renderHTML"> & Partial<NodeConfig>;

const HOLE = 0;

/** A typed block which foreign HTML has no tag for: kept apart by `data-part`. */
function part(name: NodeName, tag: string, also: readonly string[] = []): Look {
  return {
    parseHTML: () => [
      { tag: `${tag}[data-part="${name}"]`, priority: 60 },
      ...also.map((other) => ({ tag: other })),
    ],
    renderHTML: () => [tag, { class: name, "data-part": name }, HOLE],
  };
}

const LOOKS: Readonly<Record<Exclude<NodeName, "doc" | "text">, Look>> = {
  headline: { ...part("headline", "h1"), defining: true },
  lead: { ...part("lead", "p"), defining: true },
  paragraph: { parseHTML: () => [{ tag: "p" }], renderHTML: () => ["p", HOLE], priority: 1000 },
  crosshead: {
    ...part("crosshead", "h2", ["h1", "h2", "h3", "h4", "h5", "h6"]),
    defining: true,
  },
  blockquote: { parseHTML: () => [{ tag: "blockquote" }], renderHTML: () => ["blockquote", HOLE] },
  bulletList: { parseHTML: () => [{ tag: "ul" }], renderHTML: () => ["ul", HOLE] },
  orderedList: { parseHTML: () => [{ tag: "ol" }], renderHTML: () => ["ol", HOLE] },
  listItem: { parseHTML: () => [{ tag: "li" }], renderHTML: () => ["li", HOLE], defining: true },
  figure: {
    parseHTML: () => [{ tag: "figure" }],
    renderHTML: ({ HTMLAttributes }) => ["figure", { class: "figure", ...HTMLAttributes }, HOLE],
    isolating: true,
    draggable: true,
    selectable: true,
  },
  picture: {
    parseHTML: () => [{ tag: "div[data-part=picture]" }],
    renderHTML: ({ HTMLAttributes }) => ["div", { "data-part": "picture", ...HTMLAttributes }],
    atom: true,
    selectable: true,
    draggable: false,
  },
  caption: { ...part("caption", "figcaption", ["figcaption"]), isolating: true, defining: true },
  credit: { ...part("credit", "div"), isolating: true, defining: true },
  altText: { ...part("altText", "div"), isolating: true, defining: true },
  byline: { ...part("byline", "p"), defining: true },
  hardBreak: {
    parseHTML: () => [{ tag: "br" }],
    renderHTML: () => ["br"],
    inline: true,
    selectable: false,
    linebreakReplacement: true,
  },
};

const MARK_LOOKS: Readonly<
  Record<MarkName, Pick<MarkConfig, "parseHTML" | "renderHTML"> & Partial<MarkConfig>>
> = {
  bold: {
    parseHTML: () => [{ tag: "strong" }, { tag: "b" }],
    renderHTML: () => ["strong", HOLE],
  },
  italic: {
    parseHTML: () => [{ tag: "em" }, { tag: "i" }],
    renderHTML: () => ["em", HOLE],
  },
  link: {
    parseHTML: () => [{ tag: "a[href]", getAttrs: (element) => (linkOf(element) === null ? false : null) }],
    renderHTML: ({ HTMLAttributes }) => ["a", { rel: "noopener", ...HTMLAttributes }, HOLE],
    // Typing after a link is plain text again.
    inclusive: false,
  },
  language: {
    // Said of a part by whatever element it is: what else the element says is read as well.
    parseHTML: () => [
      {
        tag: "[lang]",
        priority: 70,
        consuming: false,
        getAttrs: (element) => (langOf(element) === null ? false : null),
      },
    ],
    renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, HOLE],
  },
};

/** The address of a pasted link when it is one a story may carry: http, https or mailto. */
function linkOf(element: HTMLElement): string | null {
  const address = element.getAttribute("href") ?? "";
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : null;
}

/** The language an element is said to be in, when a story can be in it; "en-GB" is English. */
function langOf(element: HTMLElement): Language | null {
  return languageOf(element.getAttribute("lang")?.toLowerCase().split("-")[0]);
}

/** What a mark carries: its attribute and where that is read. */
const MARK_ATTRIBUTES: Readonly<
  Partial<Record<MarkName, readonly [name: string, read: (element: HTMLElement) => string | null]>>
> = {
  link: ["href", linkOf],
  language: ["lang", langOf],
};

/** Tiptap extensions of every node and mark of the page. */
export const SCHEMA: Extensions = [
  // Paragraph first: it is what an empty place is filled with.
  nodeOf("paragraph"),
  ...(Object.keys(SHAPE) as NodeName[]).filter((name) => name !== "paragraph").map(nodeOf),
  ...MARKS.map(markOf),
];

function nodeOf(name: NodeName) {
  const shape: NodeShape = SHAPE[name];
  const look = name === "doc" || name === "text" ? {} : LOOKS[name];
  return Node.create({
    name,
    ...(name === "doc" ? { topNode: true } : {}),
    ...(shape.content === "" ? {} : { content: shape.content }),
    marks: shape.marks,
    ...(shape.group === undefined ? {} : { group: shape.group }),
    ...look,
    addAttributes: () =>
      Object.fromEntries(
        Object.entries(shape.attributes ?? {}).map(([key, initial]) => [
          key,
          {
            default: initial,
            parseHTML: (element: HTMLElement) => attributeIn(element, key, initial),
            renderHTML: (attributes: Readonly<Record<string, unknown>>) =>
              attributes[key] === initial ? {} : { [dataName(key)]: String(attributes[key]) },
          },
        ]),
      ),
  });
}

function markOf(name: MarkName) {
  const [attribute, read] = MARK_ATTRIBUTES[name] ?? [];
  return Mark.create({
    name,
    ...MARK_LOOKS[name],
    ...(attribute === undefined
      ? {}
      : { addAttributes: () => ({ [attribute]: { default: "", parseHTML: read } }) }),
  });
}

/** "widthPx" is `data-width-px` in HTML. */
function dataName(key: string): string {
  return `data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function attributeIn(
  element: HTMLElement,
  key: string,
  initial: string | number | null,
): string | number | null {
  const value = element.getAttribute(dataName(key));
  if (value === null) return initial;
  if (typeof initial !== "number") return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : initial;
}
