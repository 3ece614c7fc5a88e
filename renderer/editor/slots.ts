import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import {
  NodeSelection,
  TextSelection,
  type Command,
  type EditorState,
  type Transaction,
} from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Picture } from "#core/article";
import type { PictureNotes } from "#core/media";
import { textNow } from "../text/index.ts";
import {
  figureAround,
  figureById,
  figureOf,
  figuresIn,
  newFigure,
  partPos,
  pictureOf,
  selectPart,
  textIn,
  withPicture,
  type FoundFigure,
} from "./figures.ts";
import { undoIn } from "./history.ts";
import { pageOf, type Page } from "./page.ts";
import { FIGURE_PARTS } from "./schema.ts";

/** What a writer and a photo editor do with slots: leave one, fill it, empty it, take it away. */

/** File endings of pictures; what a file really is, the host decides. */
const PICTURE_NAME = /\.(jpe?g|png|webp|avif|gif|tiff?|heic|heif|svg|bmp|psd)$/i;
const ACCEPTED = "image/*,.jpg,.jpeg,.png,.webp,.avif,.gif,.tif,.tiff,.heic";

/** Leaves an empty slot after the block with the caret and asks what is wanted in it. */
export function insertSlot(editor: Editor): boolean {
  const { view } = editor;
  const figure = newFigure(view.state.schema);
  const tr = view.state.tr;
  const at = placeAfterCaret(view.state);
  tr.insert(at, figure);
  // There is always a line to go on writing in.
  if (at + figure.nodeSize === tr.doc.content.size) tr.insert(tr.doc.content.size, paragraph(tr));
  tr.setSelection(NodeSelection.create(tr.doc, at + 1));
  step(view, tr.scrollIntoView());
  pageOf(editor)?.rooms.want?.open(String(figure.attrs["id"]));
  return true;
}

/** Where a new slot goes: after the block with the caret; in the place before an empty paragraph. */
function placeAfterCaret(state: EditorState): number {
  const { $from } = state.selection;
  if ($from.depth === 0) return state.selection.to;
  const around = figureAround($from);
  if (around !== null) return around.pos + around.node.nodeSize;
  const emptyLine =
    $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
  return emptyLine ? $from.before(1) : $from.after(1);
}

/**
 * Opens the file dialog; the pictures fill the slot at the caret and the empty ones after it. Afterwards the keyboard is
 * on the page: in the caption of the first picture, or where it was when none was chosen.
 */
export function chooseFiles(page: Page, figureId: string | null): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ACCEPTED;
  input.multiple = true;
  const cancelled = () => backToFigure(page, figureId, "picture");
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    const first = placeFiles(page, files, figureId === null ? { at: "caret" } : { at: "figure", figureId });
    if (first === null) cancelled();
    else backToFigure(page, first, "caption");
  });
  input.addEventListener("cancel", cancelled);
  input.click();
}

/** Gives the page the keyboard: a figure's caption, or its frame when the caret is not in the figure anyway. */
function backToFigure(page: Page, figureId: string | null, part: "picture" | "caption"): void {
  const view = page.view();
  view.focus();
  const figure = figureId === null ? null : figureById(view.state.doc, figureId);
  if (figure === null || (part === "picture" && figureOf(view.state)?.pos === figure.pos)) return;
  view.dispatch(selectPart(view.state.tr, figure, part).scrollIntoView());
}

/** Where files were let go: on a slot, at a place between blocks (a document position), or at the caret. */
export type Aim =
  | { readonly at: "figure"; readonly figureId: string }
  | { readonly at: "place"; readonly pos: number }
  | { readonly at: "caret" };

/**
 * Puts picture files into slots: the one aimed at, then the empty ones after it, then new ones behind. Files
 * which are no pictures by name make no slots; the writer is told.
 *
 * @returns the id of the first slot that gets a picture; null when there is none.
 */
export function placeFiles(page: Page, files: readonly File[], aim: Aim): string | null {
  const view = page.view();
  const aimed = aim.at === "figure" ? figureById(view.state.doc, aim.figureId) : null;
  const pictures = files.filter(
    (file, index) => isPictureFile(file) || (aimed !== null && index === 0 && files.length === 1),
  );
  const strange = files.filter((file) => !pictures.includes(file));
  if (strange.length > 0) page.desk().notify(textNow().editor.notPictures(strange.map((file) => file.name)));
  if (pictures.length === 0) return null;

  const slots: string[] = [];
  const start = aimed ?? (aim.at === "caret" ? figureOf(view.state) : null);
  if (start !== null) {
    slots.push(String(start.node.attrs["id"]));
    for (const { node, pos } of figuresIn(view.state.doc)) {
      const waits = pictureOf(node) === null && page.arrivals.of(String(node.attrs["id"]))?.kind !== "taking";
      if (pos > start.pos && waits) slots.push(String(node.attrs["id"]));
    }
  }
  const lacking = pictures.length - slots.length;
  if (lacking > 0) {
    const tr = view.state.tr;
    let at = aim.at === "place" ? aim.pos : placeAfterCaret(view.state);
    const last = slots.length > 0 ? figureById(view.state.doc, slots.at(-1)!) : null;
    if (last !== null) at = last.pos + last.node.nodeSize;
    for (let index = 0; index < lacking; index++) {
      const figure = newFigure(view.state.schema);
      tr.insert(at, figure);
      at += figure.nodeSize;
      slots.push(String(figure.attrs["id"]));
    }
    if (at === tr.doc.content.size) tr.insert(at, paragraph(tr));
    step(view, tr);
    const made = undoIn(view.state)?.undoStack.at(-1);
    if (made !== undefined) for (const id of slots.slice(-lacking)) madeBy.set(id, made);
  }
  for (const [index, file] of pictures.entries()) page.arrivals.take(slots[index]!, file);
  return slots[0]!;
}

export function isPictureFile(file: File): boolean {
  return file.type.startsWith("image/") || PICTURE_NAME.test(file.name);
}

/** Puts an arrived picture into its slot, wherever that stands now. A slot that is gone takes nothing. */
export function putPicture(view: EditorView, figureId: string, picture: Picture): void {
  const figure = figureById(view.state.doc, figureId);
  if (figure === null) return;
  const undo = undoIn(view.state);
  const made = madeBy.get(figureId);
  madeBy.delete(figureId);
  const last = undo?.undoStack.at(-1);
  if (undo === null || last === undefined || last !== made || undo.redoStack.length > 0) {
    step(view, withPicture(view.state.tr, figure, picture));
    return;
  }
  // Nothing was done since its slot was made for it: one picture given is one step back.
  undo.lastChange = Date.now();
  view.dispatch(withPicture(view.state.tr, figure, picture));
  undo.stopCapturing();
}

/** The undo step which made each slot that still waits for the picture it was made for. */
const madeBy = new Map<string, object>();

/** Takes the picture out of the slot; caption, credit and alt text stay. */
export function removePicture(page: Page, figureId: string): boolean {
  const view = page.view();
  const figure = figureById(view.state.doc, figureId);
  if (figure === null || pictureOf(figure.node) === null) return false;
  const tr = withPicture(view.state.tr, figure, null);
  step(view, selectPart(tr, { ...figure, node: tr.doc.nodeAt(figure.pos)! }, "picture"));
  view.focus();
  page.arrivals.dismiss(figureId);
  return true;
}

/** Takes the whole slot away. Undo brings all of it back. */
export function removeSlot(page: Page, figureId: string): boolean {
  const view = page.view();
  const figure = figureById(view.state.doc, figureId);
  if (figure === null) return false;
  const tr = view.state.tr.delete(figure.pos, figure.pos + figure.node.nodeSize);
  if (tr.doc.content.size === 0) tr.insert(0, paragraph(tr));
  step(view, tr.scrollIntoView());
  view.focus();
  return true;
}

/** What the picture in a slot says of itself and could be put into one of its empty fields; null when there is nothing. */
export function notesFor(page: Page, figure: Node): PictureNotes | null {
  const arrival = page.arrivals.of(String(figure.attrs["id"]));
  if (arrival?.kind !== "notes" || pictureOf(figure)?.sha256 !== arrival.sha256) return null;
  const { notes } = arrival;
  return FIGURE_PARTS.some((part) => notes[part].trim() !== "" && textIn(figure, part) === "") ? notes : null;
}

/** Puts what the picture's file says of itself into the fields that are still empty. */
export function useNotes(page: Page, figureId: string, notes: PictureNotes): boolean {
  const view = page.view();
  const figure = figureById(view.state.doc, figureId);
  if (figure === null) return false;
  const tr = view.state.tr;
  // From the last part to the first, so the places of the earlier ones hold.
  for (const part of [...FIGURE_PARTS].reverse()) {
    const at = partPos(figure, part);
    const text = notes[part].normalize("NFC").replace(/\s+/g, " ").trim();
    if (at === null || text === "" || textIn(figure.node, part) !== "") continue;
    const end = at + (tr.doc.nodeAt(at)?.nodeSize ?? 2) - 1;
    tr.replaceWith(at + 1, end, view.state.schema.text(text));
  }
  if (tr.docChanged) step(view, tr);
  view.focus();
  page.arrivals.dismiss(figureId);
  return true;
}

/** Says what is wanted in a slot. */
export function setWant(view: EditorView, figureId: string, want: string): void {
  const figure = figureById(view.state.doc, figureId);
  if (figure !== null && figure.node.attrs["want"] !== want) {
    view.dispatch(view.state.tr.setNodeAttribute(figure.pos, "want", want));
  }
}

/**
 * Makes the line with the caret the caption of the picture beside it which has none yet, the one before first;
 * of a new slot in its place when there is none. "… Ảnh: Tên" at its end becomes the credit.
 */
export const captionHere: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth !== 1 || !$from.parent.isTextblock || $from.parent.content.size === 0) return false;
  if (dispatch === undefined) return true;
  const line = $from.parent;
  const from = $from.before(1);
  const { caption, credit } = creditApart(line.textContent);
  const captionNodes = caption === line.textContent ? line.content : line.content.cut(0, caption.length);
  const creditNodes = credit === "" ? [] : [state.schema.text(credit)];
  const figure = figureBeside(state, $from.index(0));
  const tr = state.tr;
  if (figure === null) {
    const made = newFigure(state.schema, { caption: captionNodes.content, credit: creditNodes });
    tr.replaceWith(from, from + line.nodeSize, made);
    const next = from + made.nodeSize;
    if (next === tr.doc.content.size) tr.insert(next, paragraph(tr));
    tr.setSelection(NodeSelection.create(tr.doc, from + 1));
  } else {
    tr.delete(from, from + line.nodeSize);
    const shifted = { ...figure, pos: tr.mapping.map(figure.pos) };
    // The last part first, so the places of the earlier ones hold.
    if (creditNodes.length > 0 && textIn(figure.node, "credit") === "")
      fill(tr, shifted, "credit", creditNodes);
    fill(tr, shifted, "caption", captionNodes.content);
    const now = tr.doc.nodeAt(shifted.pos);
    if (now !== null) selectPart(tr, { node: now, pos: shifted.pos }, "caption");
  }
  dispatch(tr.scrollIntoView());
  return true;
};

/** "Toàn cảnh hội nghị. Ảnh: Mai Anh" is a caption and a credit. */
export function creditApart(line: string): { readonly caption: string; readonly credit: string } {
  const match = /^(.*?)\s*[([]?\s*Ảnh\s*:\s*([^.:;]{2,60}?)\s*[)\]]?\s*\.?\s*$/su.exec(line.normalize("NFC"));
  // Offsets of a decomposed line would differ: it is then left whole.
  if (match === null || line !== line.normalize("NFC") || match[1]!.trim() === "")
    return { caption: line, credit: "" };
  return { caption: match[1]!, credit: match[2]! };
}

function fill(
  tr: Transaction,
  figure: FoundFigure,
  part: (typeof FIGURE_PARTS)[number],
  nodes: readonly Node[],
): void {
  const at = partPos({ node: tr.doc.nodeAt(figure.pos) ?? figure.node, pos: figure.pos }, part);
  if (at === null) return;
  const node = tr.doc.nodeAt(at)!;
  tr.replaceWith(at + 1, at + node.nodeSize - 1, [...nodes]);
}

/** The figure next to a block, empty paragraphs between left out, whose caption is empty; before it, then after. */
function figureBeside(state: EditorState, index: number): FoundFigure | null {
  for (const direction of [-1, 1] as const) {
    for (let at = index + direction; at >= 0 && at < state.doc.childCount; at += direction) {
      const node = state.doc.child(at);
      if (node.type.name === "figure") {
        if (textIn(node, "caption") !== "") break;
        return { node, pos: state.doc.resolve(0).posAtIndex(at, 0) };
      }
      if (node.content.size > 0) break;
    }
  }
  return null;
}

/** Tab and Enter inside a figure: caption, credit, alt text, then the block after it. */
export function nextPart(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const figure = figureAround(state.selection.$from);
    if (figure === null) return false;
    const order = ["picture", ...FIGURE_PARTS] as const;
    const here =
      state.selection instanceof NodeSelection ? "picture" : state.selection.$from.parent.type.name;
    const next = order[order.findIndex((part) => part === here) + direction];
    if (dispatch === undefined) return true;
    const tr = state.tr;
    if (next !== undefined) selectPart(tr, figure, next);
    else if (direction === 1) goAfter(tr, figure);
    else goBefore(tr, figure);
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** The caret to the line after a figure; one is made when there is none. */
export function goAfter(tr: Transaction, figure: FoundFigure): void {
  const end = figure.pos + figure.node.nodeSize;
  const next = tr.doc.nodeAt(end);
  if (next == null || !(next.isTextblock || next.type.name === "figure")) {
    if (next == null) tr.insert(end, paragraph(tr));
  }
  const after = tr.doc.nodeAt(end);
  if (after?.type.name === "figure") tr.setSelection(NodeSelection.create(tr.doc, end + 1));
  else tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1)));
}

function goBefore(tr: Transaction, figure: FoundFigure): void {
  tr.setSelection(TextSelection.near(tr.doc.resolve(figure.pos), -1));
}

function paragraph(tr: Transaction) {
  return tr.doc.type.schema.nodes["paragraph"]!.create();
}

/** Carries out a change as an undo step of its own. */
export function step(view: EditorView, tr: Transaction): void {
  const undo = undoIn(view.state);
  undo?.stopCapturing();
  view.dispatch(tr);
  undo?.stopCapturing();
}
