import type { Node, ResolvedPos, Schema } from "@tiptap/pm/model";
import { NodeSelection, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";
import type { Picture } from "#core/article";
import { FIGURE_PARTS, type FigurePart } from "./schema.ts";

/** Picture slots inside the editor's document: finding, making, reading and filling them. */

/** A figure node and where it stands. */
export interface FoundFigure {
  readonly node: Node;
  /** Position before the figure. */
  readonly pos: number;
}

/** What a new slot starts with. */
export interface NewFigure {
  readonly want?: string;
  readonly picture?: Picture | null;
  readonly caption?: readonly Node[];
  readonly credit?: readonly Node[];
  readonly altText?: readonly Node[];
}

export function newFigure(schema: Schema, given: NewFigure = {}): Node {
  const type = (name: string) => schema.nodes[name]!;
  const picture = given.picture ?? null;
  return type("figure").create({ id: crypto.randomUUID(), want: given.want ?? "" }, [
    type("picture").create(picture === null ? null : { ...picture }),
    ...FIGURE_PARTS.map((part) => type(part).create(null, given[part] ?? [])),
  ]);
}

/** The figure a position is in, or null. */
export function figureAround($pos: ResolvedPos): FoundFigure | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (node.type.name === "figure") return { node, pos: $pos.before(depth) };
  }
  return null;
}

/** The figure which is selected, whose picture is selected, or which holds the caret. */
export function figureOf(state: EditorState): FoundFigure | null {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type.name === "figure") {
    return { node: selection.node, pos: selection.from };
  }
  return figureAround(selection.$from);
}

export function figureById(doc: Node, id: string): FoundFigure | null {
  return figuresIn(doc).find(({ node }) => node.attrs["id"] === id) ?? null;
}

/** Every slot in page order. Typed places are not looked into. */
export function figuresIn(doc: Node): readonly FoundFigure[] {
  const found: FoundFigure[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === "figure") found.push({ node, pos });
    return !node.isTextblock && node.type.name !== "figure";
  });
  return found;
}

/** The picture a figure shows, or null while the slot is empty. */
export function pictureOf(figure: Node): Picture | null {
  for (const child of figure.children) {
    const { sha256, extension, widthPx, heightPx } = child.attrs;
    if (child.type.name === "picture" && typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256)) {
      return { sha256, extension: String(extension), widthPx: Number(widthPx), heightPx: Number(heightPx) };
    }
  }
  return null;
}

/** The text of one part of a figure. */
export function textIn(figure: Node, part: FigurePart): string {
  return figure.children
    .filter((child) => child.type.name === part)
    .map((child) => child.textContent)
    .join(" ")
    .trim();
}

/** What a slot still lacks, in the order of its marks. */
export function missingIn(figure: Node): readonly ("picture" | FigurePart)[] {
  const parts = FIGURE_PARTS.filter((part) => textIn(figure, part) === "");
  return pictureOf(figure) === null ? ["picture", ...parts] : parts;
}

/** Position before a part of a figure; null when a merge has taken it away. */
export function partPos({ node, pos }: FoundFigure, part: "picture" | FigurePart): number | null {
  let at = pos + 1;
  for (const child of node.children) {
    if (child.type.name === part) return at;
    at += child.nodeSize;
  }
  return null;
}

/** Puts a picture into a slot, or takes it out (null). Caption, credit and alt text stay. */
export function withPicture(tr: Transaction, figure: FoundFigure, picture: Picture | null): Transaction {
  const at = partPos(figure, "picture");
  const type = tr.doc.type.schema.nodes["picture"]!;
  if (at === null) return tr.insert(figure.pos + 1, type.create(picture === null ? null : { ...picture }));
  return tr.setNodeMarkup(at, undefined, picture === null ? null : { ...picture });
}

/** Puts the caret at the end of a part, or selects the picture. Adds the part when a merge has taken it away. */
export function selectPart(tr: Transaction, figure: FoundFigure, part: "picture" | FigurePart): Transaction {
  let at = partPos(figure, part);
  if (at === null) {
    at = part === "picture" ? figure.pos + 1 : figure.pos + figure.node.nodeSize - 1;
    tr.insert(at, tr.doc.type.schema.nodes[part]!.create());
  }
  if (part === "picture") return tr.setSelection(NodeSelection.create(tr.doc, at));
  const size = tr.doc.nodeAt(at)?.content.size ?? 0;
  return tr.setSelection(TextSelection.create(tr.doc, at + 1 + size));
}
