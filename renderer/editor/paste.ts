import { DOMSerializer, Fragment, Slice, type Node, type Schema } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { textNow } from "../text/index.ts";
import { figureAround, figureById } from "./figures.ts";
import type { Page } from "./page.ts";
import { pasteInEmptyStory, pasteInHeadline, plainInHeadline } from "./paste-headline.ts";
import { rescued, type Rescued } from "./rescue.ts";
import { isPictureFile, placeFiles, type Aim } from "./slots.ts";
import { linesOf } from "./tidy.ts";

/** What comes in by paste and drop: text in lines, HTML made clean, picture files into slots. */
export function pasteOf(page: Page, schema: Schema): Plugin {
  /** What came as HTML and is not yet on the page: a file that came along may be put in instead. */
  let read: Rescued | null = null;
  return new Plugin({
    appendTransaction: (transactions) => {
      const inserted = transactions.some(isInsertion) ? read : null;
      if (inserted !== null) {
        read = null;
        queueMicrotask(() => broughtIn(page, inserted));
      }
      return null;
    },
    props: {
      clipboardSerializer: serializerFor(page, schema),

      clipboardTextParser: (text, $context) => {
        const lines = linesOf(text);
        page.rooms.offers?.pasted(lines);
        const marks = $context.marks();
        const nodes = lines.map(({ text: line }) =>
          schema.nodes["paragraph"]!.create(null, schema.text(line, lines.length === 1 ? marks : null)),
        );
        return new Slice(Fragment.from(nodes), nodes.length === 0 ? 0 : 1, nodes.length === 0 ? 0 : 1);
      },

      transformPastedHTML: (html) => {
        read = rescued(html, page.session.id);
        return read.html;
      },

      transformPasted: (slice, view) => {
        const fresh = withFreshIds(slice, view.state.doc);
        const inFigure = figureAround(view.state.selection.$from) !== null;
        if (inFigure && !bringsFigure(fresh)) return inOneLine(fresh);
        return view.state.selection.$from.parent.type.name === "headline" ? plainInHeadline(fresh) : fresh;
      },

      handlePaste: (view, event, slice) => {
        const files = [...(event.clipboardData?.files ?? [])].filter(isPictureFile);
        // Word sends a picture of the text along with the text: the text is what was meant.
        if (files.length === 0 || (event.clipboardData?.getData("text/plain") ?? "").trim() !== "")
          return besideFigure(view, slice) || pasteInEmptyStory(view, slice) || pasteInHeadline(view, slice);
        read = null;
        placeFiles(page, files, { at: "caret" });
        view.focus();
        return true;
      },

      handleDrop: (view, event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return false;
        read = null;
        placeFiles(page, files, aimOf(view, event));
        return true;
      },

      handleDOMEvents: {
        // Before anything is read from it: what an earlier one brought and nobody put in is forgotten.
        paste: () => {
          read = null;
          return false;
        },
        drop: () => {
          read = null;
          return false;
        },
        // Without this the browser would leave the program and show the dropped file.
        dragover: (_view, event) => {
          if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
          return false;
        },
      },
    },
  });
}

/** Whether a change puts in what was pasted or dropped. */
export function isInsertion(tr: Transaction): boolean {
  return tr.getMeta("paste") === true || tr.getMeta("uiEvent") === "drop";
}

/** HTML is on the page now: what did not come along is told, what can be fetched is fetched. */
function broughtIn(page: Page, html: Rescued): void {
  const { notify } = page.desk();
  if (html.remotePictures > 0) notify(textNow().editor.remotePictures(html.remotePictures));
  if (html.tables > 0) notify(textNow().editor.pastedTables(html.tables));
  if (html.deletions > 0) notify(textNow().editor.pastedDeletions(html.deletions));
  page.session.expect(fetchPictures(page, html));
}

/** Our own copies say which story their pictures are of. */
function serializerFor(page: Page, schema: Schema): DOMSerializer {
  const usual = DOMSerializer.nodesFromSchema(schema);
  const figure = (node: Node) => {
    const spec = usual["figure"]!(node) as readonly [string, Record<string, string>, 0];
    return [spec[0], { ...spec[1], "data-story": page.session.id }, 0] as const;
  };
  return new DOMSerializer({ ...usual, figure }, DOMSerializer.marksFromSchema(schema));
}

/** A slot keeps its id where it is; a copy of it is another slot. */
function withFreshIds(slice: Slice, doc: Node): Slice {
  const seen = new Set<string>();
  const fresh = (node: Node): Node => {
    if (node.isText) return node;
    if (node.type.name !== "figure") return node.copy(mapped(node.content));
    const id = String(node.attrs["id"]);
    const taken = id === "" || seen.has(id) || figureById(doc, id) !== null;
    const own = taken ? crypto.randomUUID() : id;
    seen.add(own);
    return node.type.create({ ...node.attrs, id: own }, node.content, node.marks);
  };
  const mapped = (fragment: Fragment) => Fragment.from(fragment.content.map(fresh));
  return new Slice(mapped(slice.content), slice.openStart, slice.openEnd);
}

function bringsFigure(slice: Slice): boolean {
  let found = false;
  slice.content.descendants((node) => {
    found ||= node.type.name === "figure";
    return !found && !node.isTextblock;
  });
  return found;
}

/** A figure pasted with the caret in a figure, or on its frame, goes behind that one: none stands inside another. */
function besideFigure(view: EditorView, slice: Slice): boolean {
  const around = figureAround(view.state.selection.$from);
  if (around === null || !bringsFigure(slice)) return false;
  const at = around.pos + around.node.nodeSize;
  const tr = view.state.tr.insert(at, slice.content);
  view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView());
  return true;
}

/** Several paragraphs pasted into a caption are one line of it. */
function inOneLine(slice: Slice): Slice {
  const inline: Node[] = [];
  slice.content.descendants((node) => {
    if (!node.isTextblock) return !node.isInline;
    const space = inline.length > 0 && node.content.size > 0;
    if (space) inline.push(node.type.schema.text(" "));
    inline.push(...node.content.content);
    return false;
  });
  if (inline.length === 0 && slice.content.firstChild?.isInline === true) return slice;
  return new Slice(Fragment.from(inline), 0, 0);
}

/** Where files were let go: the slot under the pointer, else the gap between blocks nearest to it. */
function aimOf(view: EditorView, event: DragEvent): Aim {
  const under = event.target instanceof Element ? event.target.closest("figure") : null;
  const id = under?.getAttribute("data-id") ?? null;
  if (id !== null && figureById(view.state.doc, id) !== null) return { at: "figure", figureId: id };
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (found === null) return { at: "place", pos: view.state.doc.content.size };
  const $pos = view.state.doc.resolve(found.pos);
  if ($pos.depth === 0) return { at: "place", pos: found.pos };
  const dom = view.nodeDOM($pos.before(1));
  const box = dom instanceof Element ? dom.getBoundingClientRect() : null;
  const before = box !== null && event.clientY < box.top + box.height / 2;
  return { at: "place", pos: before ? $pos.before(1) : $pos.after(1) };
}

/** Pictures whose bytes came along with the text, or lie in another story of this library. */
async function fetchPictures(page: Page, { pictures, foreign }: Rescued): Promise<void> {
  let unreadable = 0;
  for (const { figureId, address } of pictures) {
    const file = fileIn(address);
    if (file === null) unreadable += 1;
    else page.arrivals.take(figureId, file);
  }
  if (unreadable > 0) page.desk().notify(textNow().editor.pastedPictures(unreadable));
  let lost = 0;
  for (const { figureId, storyId, name } of foreign) {
    try {
      const answer = await fetch(`pictures/${storyId}/${name}`);
      if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
      page.arrivals.take(figureId, new File([await answer.blob()], name));
    } catch (error) {
      console.error(error);
      lost += 1;
    }
  }
  if (lost > 0) page.desk().notify(textNow().editor.foreignPictures(lost));
}

/** The file in a data address; null when its base64 is broken. */
function fileIn(address: string): File | null {
  const match = /^data:image\/(\w+);base64,(.*)$/is.exec(address);
  if (match === null) return null;
  const kind = match[1]!.toLowerCase();
  try {
    const bytes = Uint8Array.from(atob(match[2]!), (letter) => letter.charCodeAt(0));
    return new File([bytes], `anh.${kind}`, { type: `image/${kind}` });
  } catch (error) {
    // Thrown for anything that is no base64; whoever wrote the HTML cut it short.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
