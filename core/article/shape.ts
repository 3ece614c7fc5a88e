/**
 * The shape of the document which the editor types into, as data: node names, what each may hold, and
 * its attributes. The renderer builds its editor schema from this table and `document.ts` reads and writes
 * Yjs documents by the same names, so page and disk cannot drift apart.
 *
 * Content expressions are ProseMirror's (https://prosemirror.net/docs/guide/#schema.content_expressions).
 * They are permissive: y-tiptap deletes a node that breaks its content expression, and a merge of two
 * people's work must never drop a character. What a newsroom asks of an article is said by the preflight.
 */
export interface NodeShape {
  readonly content: string;
  readonly marks: string;
  readonly group?: string;
  /** Attribute name to its default value. */
  readonly attributes?: Readonly<Record<string, string | number | null>>;
}

export const SHAPE = {
  doc: { content: "block+", marks: "" },
  headline: { content: "inline*", marks: "_", group: "block" },
  lead: { content: "inline*", marks: "_", group: "block" },
  paragraph: { content: "inline*", marks: "_", group: "block" },
  crosshead: { content: "inline*", marks: "_", group: "block" },
  blockquote: { content: "block+", marks: "_", group: "block" },
  bulletList: { content: "listItem+", marks: "_", group: "block" },
  orderedList: { content: "listItem+", marks: "_", group: "block" },
  listItem: { content: "block+", marks: "_" },
  figure: {
    content: "(picture | caption | credit | altText)*",
    marks: "_",
    group: "block",
    attributes: { id: "", want: "" },
  },
  picture: {
    content: "",
    marks: "",
    attributes: { sha256: null, extension: "", widthPx: 0, heightPx: 0 },
  },
  caption: { content: "inline*", marks: "_" },
  credit: { content: "inline*", marks: "_" },
  altText: { content: "inline*", marks: "_" },
  byline: { content: "inline*", marks: "_", group: "block" },
  hardBreak: { content: "", marks: "", group: "inline" },
  text: { content: "", marks: "", group: "inline" },
} as const satisfies Readonly<Record<string, NodeShape>>;

/** Marks of typed text; `link` carries `href`, `language` carries `lang`: "en" or "vi". */
export const MARKS = ["bold", "italic", "link", "language"] as const;

/** Names of the shared types inside a story's Yjs document. */
export const BODY = "body"; // Y.XmlFragment: the page
export const DETAILS = "details"; // Y.Map: one key per field of Details; tags as a plain array of strings
export const QUIET = "quiet"; // Y.Map: flags the writer silenced, key "<wrong form>" in the whole story, "<wrong form>@<letter>" in one place
