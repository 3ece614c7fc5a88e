import { Selection, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { step } from "./slots.ts";

/**
 * A press on the empty paper puts the caret into the text: beside it into the nearest line, below it at the end. After a
 * picture at the end there is always a line to go on writing in.
 */
export function pressOnPaper(view: EditorView, event: MouseEvent): void {
  if (event.button !== 0) return;
  // Else the paper, which cannot have the keyboard, would take it from the text.
  event.preventDefault();
  const box = view.dom.getBoundingClientRect();
  view.focus();
  if (event.clientY >= box.bottom) return toEnd(view);
  const found = view.posAtCoords({
    left: Math.min(Math.max(event.clientX, box.left + 1), box.right - 1),
    top: Math.max(event.clientY, box.top + 1),
  });
  if (found === null) return;
  const { doc, tr } = view.state;
  view.dispatch(tr.setSelection(Selection.near(doc.resolve(found.pos))));
}

function toEnd(view: EditorView): void {
  const { doc, schema, tr } = view.state;
  if (doc.lastChild?.type.name !== "figure") {
    view.dispatch(tr.setSelection(Selection.atEnd(doc)).scrollIntoView());
    return;
  }
  tr.insert(doc.content.size, schema.nodes["paragraph"]!.create());
  step(view, tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView());
}
