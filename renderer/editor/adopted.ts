import * as Y from "yjs";
import { BODY, MARKS, SHAPE, type NodeShape } from "#core/article";
import { TYPED } from "./schema.ts";

/**
 * Makes a document one that the editor can show without loss. y-tiptap deletes a node it does not know, and a whole
 * text for one unknown mark; a story from a newer program may hold both. Their words are kept: an unknown block
 * becomes a paragraph of its text, an unknown mark is taken off. A figure which has lost its frame gets an empty one, so
 * that it can be filled.
 */
export function adopt(doc: Y.Doc): void {
  doc.transact(() => adoptIn(doc.getXmlFragment(BODY), "doc"), "adopted");
}

function adoptIn(parent: Y.XmlFragment, kind: string): void {
  for (let index = parent.length - 1; index >= 0; index--) {
    const child: unknown = parent.get(index);
    if (child instanceof Y.XmlText) {
      if (TYPED.has(kind)) dropMarks(child);
      else replace(parent, index, kind, child.toDelta() as readonly Piece[]);
    } else if (child instanceof Y.XmlElement) {
      if (isKnown(child.nodeName)) {
        adoptIn(child, child.nodeName);
        if (child.nodeName === "figure") frame(child);
      } else replace(parent, index, kind, piecesOf(child));
    }
  }
}

function frame(figure: Y.XmlElement): void {
  const stands = figure.toArray().some((part) => part instanceof Y.XmlElement && part.nodeName === "picture");
  if (!stands) figure.insert(0, [new Y.XmlElement("picture")]);
}

/** A run of a Yjs text. */
interface Piece {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function isKnown(name: string): boolean {
  return name in SHAPE;
}

/** Puts the words of a child, without what nobody knows, in its place: in whatever its parent may hold. */
function replace(parent: Y.XmlFragment, index: number, kind: string, pieces: readonly Piece[]): void {
  const text = new Y.XmlText();
  parent.delete(index, 1);
  parent.insert(index, [wrapped(kind, text)]);
  text.applyDelta(pieces.filter(({ insert }) => typeof insert === "string"));
  dropMarks(text);
}

function wrapped(kind: string, text: Y.XmlText): Y.XmlElement | Y.XmlText {
  if (TYPED.has(kind)) return text;
  const content = kind in SHAPE ? (SHAPE[kind as keyof typeof SHAPE] as NodeShape).content : "";
  const name = content.includes("caption") ? "caption" : "paragraph";
  const line = new Y.XmlElement(name);
  line.insert(0, [text]);
  if (!content.includes("listItem")) return line;
  const item = new Y.XmlElement("listItem");
  item.insert(0, [line]);
  return item;
}

/** Every word inside an element, the blocks in it apart by a space. */
function piecesOf(element: Y.XmlElement): readonly Piece[] {
  return element.toArray().flatMap((child, index): readonly Piece[] => {
    const pieces = child instanceof Y.XmlText ? (child.toDelta() as readonly Piece[]) : [];
    const inside = child instanceof Y.XmlElement ? piecesOf(child) : pieces;
    return index > 0 && inside.length > 0 ? [{ insert: " " }, ...inside] : inside;
  });
}

function dropMarks(text: Y.XmlText): void {
  let at = 0;
  for (const { insert, attributes = {} } of text.toDelta() as readonly Piece[]) {
    const length = typeof insert === "string" ? insert.length : 1;
    const unknown = Object.keys(attributes).filter((name) => !(MARKS as readonly string[]).includes(name));
    if (unknown.length > 0) text.format(at, length, Object.fromEntries(unknown.map((name) => [name, null])));
    at += length;
  }
}
