import type { Node } from "@tiptap/pm/model";
import { NodeSelection, Selection, TextSelection } from "@tiptap/pm/state";
import type { Place } from "#core/article";
import { figureById, partPos } from "./figures.ts";

/** Where a finding of the preflight is mended, as a selection; null when it is not on the page (a detail). */
export function placePos(doc: Node, place: Place): Selection | null {
  switch (place.at) {
    case "block": {
      const index = Math.min(place.index, doc.childCount - 1);
      return Selection.near(doc.resolve(doc.resolve(0).posAtIndex(index, 0) + 1));
    }
    case "figure": {
      const figure = figureById(doc, place.figureId);
      if (figure === null) return null;
      const at = partPos(figure, place.part);
      if (at === null) return Selection.near(doc.resolve(figure.pos + 1));
      if (place.part === "picture") return NodeSelection.create(doc, at);
      return TextSelection.create(doc, at + (doc.nodeAt(at)?.nodeSize ?? 2) - 1);
    }
    case "headline":
    case "lead":
    case "byline":
      return endOfFirst(doc, (node) => node.type.name === place.at) ?? besides(doc, place.at);
    case "text":
      return endOfFirst(doc, (node) => node.type.name === "paragraph") ?? Selection.atEnd(doc);
    case "detail":
      return null;
  }
}

function endOfFirst(doc: Node, wanted: (node: Node) => boolean): Selection | null {
  let pos = 0;
  for (const node of doc.children) {
    if (wanted(node)) return TextSelection.create(doc, pos + node.nodeSize - 1);
    pos += node.nodeSize;
  }
  return null;
}

/** Where a missing part would stand: headline and lead at the top, the byline at the end. */
function besides(doc: Node, part: "headline" | "lead" | "byline"): Selection {
  return part === "byline" ? Selection.atEnd(doc) : Selection.atStart(doc);
}
