import { textNow } from "../text/index.ts";
import { element } from "./dom.ts";
import { figureById, partPos, selectPart } from "./figures.ts";
import type { Page, WantRoom } from "./page.ts";
import { setWant } from "./slots.ts";

/**
 * Writes what is wanted in a slot, in place. The field lies over the frame, outside the page's document: what
 * it holds is an attribute, and drawing the slot again must not take the field from under an input method.
 */
export function wantRoom(page: Page): WantRoom {
  const field = element("input", { class: "want-field", type: "text", maxlength: "300" });
  field.hidden = true;
  page.layer.append(field);
  let figureId: string | null = null;

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
  const leave = (to: "caption" | "picture") => {
    const view = page.view();
    const figure = figureId === null ? null : figureById(view.state.doc, figureId);
    close();
    view.focus();
    if (figure !== null) view.dispatch(selectPart(view.state.tr, figure, to).scrollIntoView());
  };

  field.addEventListener("input", commit);
  field.addEventListener("compositionend", commit);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" && event.key !== "Tab" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave(event.key === "Escape" || event.shiftKey ? "picture" : "caption");
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
