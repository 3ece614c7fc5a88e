import { TextSelection } from "@tiptap/pm/state";
import { textNow } from "../text/index.ts";
import { element, placeUnder } from "./dom.ts";
import type { Page } from "./page.ts";
import { step } from "./slots.ts";

/** Asks for the address of a link in a small card under the selection. Enter sets it, Esc leaves it. */
export function linkRoom(page: Page): { open(): void; close(): void } {
  const card = element("form", { class: "page-card link-card", role: "dialog" });
  card.hidden = true;
  page.layer.append(card);

  const close = () => {
    if (card.hidden) return;
    card.hidden = true;
    card.replaceChildren();
  };
  const back = () => {
    close();
    page.view().focus();
  };
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    back();
  });
  card.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && card.contains(event.relatedTarget))) close();
  });

  return {
    close,
    open() {
      const words = textNow().editor;
      const view = page.view();
      const range = linkRange(page);
      const field = element("input", {
        type: "text",
        inputmode: "url",
        "aria-label": words.linkLabel,
        placeholder: "https://",
        spellcheck: "false",
      });
      field.value = range.href;
      const said = element("p", { class: "card-problem", role: "alert" });
      const set = element("button", { type: "submit" }, words.linkApply);
      const remove = element("button", { type: "button" }, words.linkRemove);
      remove.hidden = range.href === "";
      remove.addEventListener("click", () => {
        step(view, view.state.tr.removeMark(range.from, range.to, view.state.schema.marks["link"]!));
        back();
      });
      card.onsubmit = (event) => {
        event.preventDefault();
        const href = addressOf(field.value);
        if (href === null) {
          said.textContent = words.linkWrong;
          field.focus();
          return;
        }
        const mark = view.state.schema.marks["link"]!.create({ href });
        const tr = view.state.tr;
        if (range.from === range.to) tr.insert(range.from, view.state.schema.text(href, [mark]));
        else tr.addMark(range.from, range.to, mark);
        tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(range.to)));
        tr.removeStoredMark(mark.type);
        step(view, tr);
        back();
      };
      card.setAttribute("aria-label", words.commands.link);
      card.replaceChildren(field, set, remove, said);
      card.hidden = false;
      placeUnder(card, page.layer, view.coordsAtPos(range.from));
      field.focus();
      field.select();
    },
  };
}

/** The selection, or the whole link the caret is in. */
function linkRange(page: Page): { from: number; to: number; href: string } {
  const { state } = page.view();
  const { from, to, $from, empty } = state.selection;
  const type = state.schema.marks["link"]!;
  let found = { from, to, href: "" };
  $from.parent.forEach((node, offset) => {
    const mark = type.isInSet(node.marks);
    if (mark === undefined) return;
    const start = $from.start() + offset;
    const end = start + node.nodeSize;
    if (start > to || end < from) return;
    const href = String(mark.attrs["href"]);
    found = empty ? { from: start, to: end, href } : { from, to, href };
  });
  return found;
}

/** The address a writer meant: "bao.vn/tin" is https. Null when a story may not carry it. */
export function addressOf(typed: string): string | null {
  const text = typed.trim().normalize("NFC");
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(text)) return text;
  const full = /^https?:\/\//i.test(text) ? text : /^[^\s:/]+\.[^\s]+$/.test(text) ? `https://${text}` : "";
  return URL.canParse(full) ? new URL(full).href : null;
}
