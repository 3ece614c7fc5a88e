import { Fragment, Slice, type Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { looksLikeHeadline } from "./offers.ts";
import { textOfNode } from "./state.ts";

/**
 * A text of several paragraphs pasted with the caret in a headline: its first line fills the headline when that is empty
 * and the line looks like one, and everything else goes into the text behind the lead, so headline and lead keep their
 * places.
 */
export function pasteInHeadline(view: EditorView, slice: Slice): boolean {
  const { state } = view;
  const { $from, $to } = state.selection;
  const headline = $from.parent;
  if ($from.depth !== 1 || headline.type.name !== "headline" || !$from.sameParent($to)) return false;
  if (slice.content.childCount < 2) return false;
  const [first, ...others] = slice.content.content as readonly [Node, ...Node[]];
  const isFree = $to.pos - $from.pos === headline.content.size;
  const fills = isFree && first.isTextblock && isLine(first);
  const tr = state.tr;
  if (fills) tr.replaceWith($from.pos, $to.pos, withoutStress(first.content));
  const index = $from.index(0);
  let at = tr.mapping.map($from.after(1));
  const lead = state.doc.maybeChild(index + 1);
  const hasLead = lead?.type.name === "lead";
  if (hasLead) at += lead.nodeSize;
  const text = (fills ? others : [first, ...others]).map(asText);
  const waiting = state.doc.maybeChild(index + (hasLead ? 2 : 1));
  const isWaiting = waiting?.type.name === "paragraph" && waiting.content.size === 0;
  tr.replaceWith(at, at + (isWaiting ? waiting.nodeSize : 0), text);
  const end = at + text.reduce((size, node) => size + node.nodeSize, 0);
  tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1));
  view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView());
  return true;
}

/**
 * A story copied with its headline, lead or byline and pasted into an empty one is that story: each part is what it was.
 */
export function pasteInEmptyStory(view: EditorView, slice: Slice): boolean {
  const { doc, schema, tr } = view.state;
  const blocks = slice.content.content;
  const has = (kind: string) => blocks.some((node) => node.type.name === kind);
  if (blocks.length < 2 || !["headline", "lead", "byline"].some(has)) return false;
  if (!doc.children.every((node) => node.isTextblock && node.content.size === 0)) return false;
  // What was not copied is still to be written.
  const missing = has("headline") ? [] : has("lead") ? ["headline"] : ["headline", "lead"];
  tr.replaceWith(0, doc.content.size, [...missing.map((kind) => schema.nodes[kind]!.create()), ...blocks]);
  tr.setSelection(TextSelection.atEnd(tr.doc));
  view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView());
  return true;
}

/** Without bold and italic, which a headline does not carry, when the whole slice is one line. */
export function plainInHeadline(slice: Slice): Slice {
  return slice.content.childCount > 1
    ? slice
    : new Slice(withoutStress(slice.content), slice.openStart, slice.openEnd);
}

function isLine(node: Node): boolean {
  const text = textOfNode(node).normalize("NFC").trim();
  return text !== "" && looksLikeHeadline(text);
}

/** A headline or lead copied along is a paragraph of the text. */
function asText(node: Node): Node {
  const isPart = node.type.name === "headline" || node.type.name === "lead";
  return isPart ? node.type.schema.nodes["paragraph"]!.create(null, node.content) : node;
}

function withoutStress(fragment: Fragment): Fragment {
  const plain = (node: Node): Node =>
    node.isInline
      ? node.mark(node.marks.filter(({ type }) => type.name === "link" || type.name === "language"))
      : node.copy(withoutStress(node.content));
  return Fragment.from(fragment.content.map(plain));
}
