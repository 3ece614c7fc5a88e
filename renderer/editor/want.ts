import { NodeSelection, type EditorState } from "@tiptap/pm/state";
import { textNow } from "../text/index.ts";
import { element } from "./dom.ts";
import { figureById, partPos, selectPart } from "./figures.ts";
import type { Page, WantRoom } from "./page.ts";
import { goAfter, setWant } from "./slots.ts";

/**
 * Writes what is wanted in a slot, in place. The field lies over the frame, outside the page's document: what
 * it holds is an attribute, and drawing the slot again must not take the field from under an input method.
 */
export function wantRoom(page: Page): WantRoom {
  const field = element("input", { class: "want-field", type: "text", maxlength: "300" });
  field.hidden = true;
  page.layer.append(field);
  let figureId: string | null = null;
  /** The slot last left by Enter, and the page as it was then. */
  let left: { readonly figureId: string; readonly state: EditorState } | null = null;

  const place = () => {
    const box = figureId === null ? null : frameOf(page, figureId)?.querySelector(".slot-want");
    if (box == null) return;
    const spot = box.getBoundingClientRect();
    const origin = page.layer.getBoundingClientRect();
    field.style.top = `${spot.top - origin.top}px`;
    field.style.minHeight = `${spot.height}px`;
  };
  const close = () => {
    if (figureId === null) return;
    figureId = null;
    field.hidden = true;
    page.session.undo.stopCapturing();
  };
  const commit = (event: Event) => {
    if (figureId === null || (event instanceof InputEvent && event.isComposing)) return;
    setWant(page.view(), figureId, field.value);
    place();
  };
  const leave = (to: "after" | "picture") => {
    const view = page.view();
    const id = figureId;
    const figure = id === null ? null : figureById(view.state.doc, id);
    close();
    view.focus();
    if (figure === null) return;
    const tr = view.state.tr;
    const picture = partPos(figure, "picture");
    if (to === "after") goAfter(tr, figure);
    else if (picture !== null) tr.setSelection(NodeSelection.create(tr.doc, picture));
    view.dispatch(tr.scrollIntoView());
    left = to === "after" && id !== null ? { figureId: id, state: view.state } : null;
  };

  field.addEventListener("input", commit);
  field.addEventListener("compositionend", commit);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave(event.key === "Enter" ? "after" : "picture");
  });

  return {
    open(id) {
      const figure = figureById(page.view().state.doc, id);
      // A filled slot asks for nothing any more.
      if (figure === null || frameOf(page, id)?.querySelector(".slot-want") == null) return;
      figureId = id;
      field.value = String(figure.node.attrs["want"]);
      field.placeholder = textNow().editor.wantPlaceholder;
      field.setAttribute("aria-label", textNow().editor.commands.wantSlot);
      field.hidden = false;
      place();
      page.session.undo.stopCapturing();
      field.focus();
      field.select();
    },
    toCaption() {
      const view = page.view();
      const { doc, selection, tr } = view.state;
      const figure = left === null ? null : figureById(doc, left.figureId);
      const here = left !== null && left.state.doc === doc && left.state.selection.eq(selection);
      // Once: a second Tab from the same line leaves the page, as Tab does everywhere else in the text.
      left = null;
      if (!here || figure === null) return false;
      view.dispatch(selectPart(tr, figure, "caption").scrollIntoView());
      return true;
    },
  };
}

/** The frame of a slot on the page. */
export function frameOf(page: Page, figureId: string): HTMLElement | null {
  const view = page.view();
  const figure = figureById(view.state.doc, figureId);
  const at = figure === null ? null : partPos(figure, "picture");
  const dom = at === null ? null : view.nodeDOM(at);
  return dom instanceof HTMLElement ? dom : null;
}
