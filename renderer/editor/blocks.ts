import type { Node } from "@tiptap/pm/model";
import type { Selection } from "@tiptap/pm/state";
import {
  NodeSelection,
  TextSelection,
  type Command,
  type EditorState,
  type Transaction,
} from "@tiptap/pm/state";
import { liftTarget } from "@tiptap/pm/transform";
import { lift, setBlockType, splitBlockAs, wrapIn } from "@tiptap/pm/commands";
import { wrapInList, liftListItem } from "@tiptap/pm/schema-list";
import { figureAround } from "./figures.ts";
import type { NodeName } from "./schema.ts";

/** Blocks of the page: what kind each is, and moving through and about them. */

/** Kinds of blocks a single line of the page can be. */
export type LineKind = "headline" | "lead" | "paragraph" | "crosshead" | "byline";

/** Makes the lines of the selection headline, crosshead, paragraph …; lines of a figure stay what they are. */
export function lineAs(kind: LineKind): Command {
  return (state, dispatch) => {
    if (figureAround(state.selection.$from) !== null) return false;
    const type = state.schema.nodes[kind]!;
    if (kind === "paragraph" && isIn(state, "blockquote")) return lift(state, dispatch);
    if (kind === "paragraph" && isIn(state, "listItem")) {
      return liftListItem(state.schema.nodes["listItem"]!)(state, dispatch);
    }
    return setBlockType(type)(state, dispatch);
  };
}

/**
 * Makes the line with the caret the headline, the lead or the byline of the story. When an empty one stands
 * there already, the line takes its place; so nothing that was written is lost or doubled. A lead stands behind the
 * headline, wherever its line stood; what was the lead before is a paragraph again.
 */
export function partAs(kind: "headline" | "lead" | "byline"): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.depth === 0 || !$from.parent.isTextblock || figureAround($from) !== null) return false;
    const type = state.schema.nodes[kind]!;
    if ($from.parent.type === type) return false;
    if ($from.depth > 1) return setBlockType(type)(state, dispatch);
    if (dispatch === undefined) return true;
    if (kind === "lead") {
      dispatch(asLead(state).scrollIntoView());
      return true;
    }
    const from = $from.before();
    const node = $from.parent;
    const hole = emptyPart(state.doc, kind);
    const line = type.create(null, node.content);
    const tr = state.tr.setNodeMarkup(from, type);
    let at = from;
    if (hole !== null && Math.abs(hole.index - $from.index(0)) === 1) {
      tr.delete(hole.pos, hole.pos + hole.node.nodeSize);
      at = tr.mapping.map(from);
    } else if (hole !== null) {
      tr.delete(from, from + node.nodeSize);
      at = tr.mapping.map(hole.pos);
      tr.replaceWith(at, at + hole.node.nodeSize, line);
    }
    tr.setSelection(TextSelection.create(tr.doc, at + 1 + $from.parentOffset));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** The line with the caret put behind the headline as the lead. A headline made the lead leaves an empty one. */
function asLead({ doc, selection: { $from }, schema, tr }: EditorState): Transaction {
  const lead = schema.nodes["lead"]!;
  const line = $from.parent;
  const from = $from.before();
  let target = 0;
  let found = false;
  const leads: { readonly pos: number; readonly node: Node }[] = [];
  doc.forEach((node, pos) => {
    if (node.type === lead) leads.push({ pos, node });
    if (found || node.type.name !== "headline") return;
    found = true;
    target = pos + node.nodeSize;
  });
  const isHeadline = target === from + line.nodeSize && line.type.name === "headline";
  tr.insert(target, lead.create(null, line.content));
  if (isHeadline) tr.delete(from + 1, from + line.nodeSize - 1);
  else tr.delete(tr.mapping.map(from), tr.mapping.map(from + line.nodeSize));
  for (const { pos, node } of leads) {
    const at = tr.mapping.map(pos);
    if (node.content.size === 0) tr.delete(at, at + node.nodeSize);
    else tr.setNodeMarkup(at, schema.nodes["paragraph"]!);
  }
  const at = isHeadline ? target - line.content.size : target;
  return tr.setSelection(TextSelection.create(tr.doc, at + 1 + $from.parentOffset));
}

/** The first empty top-level block of a kind. */
function emptyPart(doc: Node, kind: LineKind): { node: Node; index: number; pos: number } | null {
  let pos = 0;
  for (const [index, node] of doc.children.entries()) {
    if (node.type.name === kind && node.content.size === 0) return { node, index, pos };
    pos += node.nodeSize;
  }
  return null;
}

/** Whether the caret is in a node of this name. */
export function isIn(state: EditorState, name: NodeName): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true;
  return false;
}

export function toggleList(kind: "bulletList" | "orderedList"): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if (figureAround($from) !== null) return false;
    for (let depth = $from.depth; depth > 0; depth--) {
      const node = $from.node(depth);
      if (node.type.name !== "bulletList" && node.type.name !== "orderedList") continue;
      if (node.type.name === kind) return liftListItem(state.schema.nodes["listItem"]!)(state, dispatch);
      if (dispatch !== undefined)
        dispatch(state.tr.setNodeMarkup($from.before(depth), state.schema.nodes[kind]!));
      return true;
    }
    return wrapInList(state.schema.nodes[kind]!)(state, dispatch);
  };
}

export const toggleQuote: Command = (state, dispatch) => {
  if (figureAround(state.selection.$from) !== null) return false;
  if (!isIn(state, "blockquote")) return wrapIn(state.schema.nodes["blockquote"]!)(state, dispatch);
  const { $from, $to } = state.selection;
  const range = $from.blockRange($to, (node) => node.type.name === "blockquote");
  const target = range === null ? null : liftTarget(range);
  if (range === null || target === null) return false;
  if (dispatch !== undefined) dispatch(state.tr.lift(range, target));
  return true;
};

/**
 * Enter. After a headline comes the lead or a paragraph, never a second headline; Enter inside splits off a
 * paragraph. Lists and quotes are left to ProseMirror's own commands.
 */
export const newLine: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const parent = $from.parent;
  const kinds: readonly string[] = ["headline", "lead", "crosshead", "byline"];
  if ($from.depth !== 1 || !kinds.includes(parent.type.name)) return false;
  if (empty && $from.parentOffset === parent.content.size) {
    const next = state.doc.maybeChild($from.index(0) + 1);
    // The empty lead or paragraph which waits below is where the writer goes on.
    if (next != null && next.isTextblock && next.content.size === 0) {
      if (dispatch !== undefined) {
        const tr = state.tr.setSelection(TextSelection.create(state.doc, $from.after() + 1));
        dispatch(tr.scrollIntoView());
      }
      return true;
    }
  }
  return splitBlockAs(() => ({ type: state.schema.nodes["paragraph"]! }))(state, dispatch);
};

/** Moves the block with the caret, or the list item inside its list, past its neighbour. */
export function moveBlock(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const depth = depthToMove(state);
    if (depth === null) return false;
    const container = $from.node(depth - 1);
    const first = $from.index(depth - 1);
    const last = $to.depth >= depth ? $to.index(depth - 1) : first;
    const neighbour = direction === -1 ? container.maybeChild(first - 1) : container.maybeChild(last + 1);
    if (neighbour == null) return false;
    if (dispatch === undefined) return true;
    const from = $from.posAtIndex(first, depth - 1);
    const to = $from.posAtIndex(last + 1, depth - 1);
    const moved = container.content.cut(from - $from.start(depth - 1), to - $from.start(depth - 1));
    // The block with the caret is what is carried, so the caret and an open composition's text go with it.
    const target = direction === -1 ? from - neighbour.nodeSize : from + neighbour.nodeSize;
    const tr = state.tr.delete(from, to).insert(target, moved);
    const shift = target - from;
    tr.setSelection(shifted(state.selection, tr.doc, shift));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

function depthToMove(state: EditorState): number | null {
  const { $from, selection } = { $from: state.selection.$from, selection: state.selection };
  if (selection instanceof NodeSelection && $from.depth === 0) return 1;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === "listItem") return depth;
  }
  return $from.depth > 0 ? 1 : null;
}

function shifted(selection: Selection, doc: Node, by: number): Selection {
  if (selection instanceof NodeSelection) return NodeSelection.create(doc, selection.from + by);
  return TextSelection.create(doc, selection.anchor + by, selection.head + by);
}
