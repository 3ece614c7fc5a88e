import type { Editor } from "@tiptap/core";
import { toggleMark } from "@tiptap/pm/commands";
import { Mark, type Attrs } from "@tiptap/pm/model";
import type { Command as Change, EditorState } from "@tiptap/pm/state";
import { detailsOf, type Language } from "#core/article";
import type { PictureNotes } from "#core/media";
import { isIn, lineAs, moveBlock, partAs, toggleList, toggleQuote, type LineKind } from "./blocks.ts";
import { figureOf, pictureOf } from "./figures.ts";
import { travel, undoIn } from "./history.ts";
import { pageOf, type Page } from "./page.ts";
import type { Command } from "./port.ts";
import type { MarkName } from "./schema.ts";
import {
  captionHere,
  chooseFiles,
  insertSlot,
  notesFor,
  removePicture,
  removeSlot,
  useNotes,
} from "./slots.ts";

/** Everything a reporter can do on the page: for the tool bar, the palette and the keys. */
export const COMMANDS: readonly Command[] = [
  markCommand("bold", "Mod-b"),
  markCommand("italic", "Mod-i"),
  {
    id: "link",
    key: "Mod-Shift-k",
    run: (editor) => room(editor, (page) => page.rooms.link?.open()),
    enabled: (editor) => editor.state.selection.$from.parent.inlineContent,
    active: (editor) => hasMark(editor.state, "link"),
  },
  languageCommand("englishText", "Mod-Shift-e", "en"),
  languageCommand("vietnameseText", null, "vi"),
  change("makeHeadline", "Mod-Alt-1", partAs("headline"), "headline"),
  change("makeLead", "Mod-Shift-l", partAs("lead"), "lead"),
  change("paragraph", "Mod-Alt-0", lineAs("paragraph"), "paragraph"),
  change("crosshead", "Mod-Alt-2", toggleLine("crosshead"), "crosshead"),
  {
    ...change("bulletList", "Mod-Shift-8", toggleList("bulletList")),
    active: (editor) => isIn(editor.state, "bulletList"),
  },
  {
    ...change("orderedList", "Mod-Shift-7", toggleList("orderedList")),
    active: (editor) => isIn(editor.state, "orderedList"),
  },
  { ...change("quote", "Mod-Shift-9", toggleQuote), active: (editor) => isIn(editor.state, "blockquote") },
  change("makeCaption", "Mod-Shift-c", captionHere),
  change("makeByline", "Mod-Shift-y", partAs("byline"), "byline"),
  { id: "insertSlot", key: "Mod-Alt-i", run: insertSlot, enabled: () => true },
  {
    id: "fillSlot",
    key: "Mod-Alt-p",
    run: (editor) => room(editor, (page) => chooseFiles(page, figureIdOf(editor) ?? slotBefore(editor))),
    enabled: () => true,
  },
  {
    id: "wantSlot",
    key: "F2",
    run: (editor) => withFigure(editor, (page, id) => page.rooms.want?.open(id)),
    enabled: inFigure,
  },
  {
    id: "useNotes",
    key: null,
    run: (editor) =>
      withFigure(editor, (page, id) => {
        const notes = notesHere(editor);
        if (notes !== null) useNotes(page, id, notes);
      }),
    enabled: (editor) => notesHere(editor) !== null,
  },
  {
    id: "removePicture",
    key: null,
    run: (editor) => withFigure(editor, (page, id) => removePicture(page, id)),
    enabled: (editor) => {
      const figure = figureOf(editor.state);
      return figure !== null && pictureOf(figure.node) !== null;
    },
  },
  {
    id: "removeSlot",
    key: "Mod-Shift-Backspace",
    run: (editor) => withFigure(editor, (page, id) => removeSlot(page, id)),
    enabled: inFigure,
  },
  change("moveUp", "Alt-ArrowUp", moveBlock(-1)),
  change("moveDown", "Alt-ArrowDown", moveBlock(1)),
  {
    id: "undo",
    key: "Mod-z",
    run: (editor) => travel(editor.view, "undo"),
    enabled: (editor) => (undoIn(editor.state)?.undoStack.length ?? 0) > 0,
  },
  {
    id: "redo",
    key: "Mod-Shift-z",
    run: (editor) => travel(editor.view, "redo"),
    enabled: (editor) => (undoIn(editor.state)?.redoStack.length ?? 0) > 0,
  },
  flagCommand("nextFlag", "F7", 1),
  flagCommand("previousFlag", "Shift-F7", -1),
  {
    id: "showFlag",
    key: "Mod-.",
    run: (editor) => pageOf(editor)?.rooms.flags?.openHere() ?? false,
    enabled: (editor) => pageOf(editor)?.rooms.flags?.any() ?? false,
  },
  {
    id: "acceptOffer",
    key: "Alt-Enter",
    run: (editor) => pageOf(editor)?.rooms.offers?.accept() ?? false,
    enabled: (editor) => pageOf(editor)?.rooms.offers?.any() ?? false,
  },
  {
    id: "nextOffer",
    key: "F8",
    run: (editor) => pageOf(editor)?.rooms.offers?.next() ?? false,
    enabled: (editor) => pageOf(editor)?.rooms.offers?.any() ?? false,
  },
];

function markCommand(mark: "bold" | "italic", key: string): Command {
  const toggle: Change = (state, dispatch, view) =>
    toggleMark(state.schema.marks[mark]!)(state, dispatch, view);
  return { ...change(mark, key, toggle, undefined), active: (editor) => hasMark(editor.state, mark) };
}

/** Marks what is chosen as being in a language; of use where the story is in another, and to take such a mark off. */
function languageCommand(id: string, key: string | null, language: Language): Command {
  const toggle: Change = (state, dispatch, view) =>
    toggleMark(state.schema.marks["language"]!, { lang: language })(state, dispatch, view);
  const toggled = change(id, key, toggle);
  const isActive = (editor: Editor): boolean => hasMark(editor.state, "language", { lang: language });
  return {
    ...toggled,
    active: isActive,
    enabled: (editor) => {
      const page = pageOf(editor);
      const isForeign = page !== null && detailsOf(page.session.doc).language !== language;
      return (isForeign || isActive(editor)) && toggled.enabled(editor);
    },
  };
}

/** A command which is one change of the page, undone as one. */
function change(id: string, key: string | null, made: Change, kind?: LineKind): Command {
  return {
    id,
    key,
    run: (editor) => {
      const { view } = editor;
      const undo = undoIn(view.state);
      undo?.stopCapturing();
      const did = made(view.state, view.dispatch, view);
      undo?.stopCapturing();
      if (did) view.focus();
      return did;
    },
    enabled: (editor) => made(editor.state),
    ...(kind === undefined
      ? {}
      : { active: (editor: Editor) => editor.state.selection.$from.parent.type.name === kind }),
  };
}

/** The line becomes of this kind, or a paragraph again when it is. */
function toggleLine(kind: LineKind): Change {
  return (state, dispatch, view) =>
    lineAs(state.selection.$from.parent.type.name === kind ? "paragraph" : kind)(state, dispatch, view);
}

function flagCommand(id: string, key: string, direction: 1 | -1): Command {
  return {
    id,
    key,
    run: (editor) => pageOf(editor)?.rooms.flags?.go(direction) ?? false,
    enabled: (editor) => pageOf(editor)?.rooms.flags?.any() ?? false,
  };
}

/** Whether the mark, with those attributes where they are given, is somewhere in what is chosen, or at the caret. */
function hasMark(state: EditorState, mark: MarkName, attributes?: Attrs): boolean {
  const type = state.schema.marks[mark]!;
  const wanted = attributes === undefined ? type : type.create(attributes);
  const { from, to, empty, $from } = state.selection;
  if (!empty) return state.doc.rangeHasMark(from, to, wanted);
  const marks = state.storedMarks ?? $from.marks();
  return wanted instanceof Mark ? wanted.isInSet(marks) : wanted.isInSet(marks) !== undefined;
}

function inFigure(editor: Editor): boolean {
  return figureOf(editor.state) !== null;
}

function figureIdOf(editor: Editor): string | null {
  const figure = figureOf(editor.state);
  return figure === null ? null : String(figure.node.attrs["id"]);
}

function notesHere(editor: Editor): PictureNotes | null {
  const page = pageOf(editor);
  const figure = figureOf(editor.state);
  return page === null || figure === null ? null : notesFor(page, figure.node);
}

/** The empty slot right before the line at whose start the caret is. */
function slotBefore(editor: Editor): string | null {
  const { $from } = editor.state.selection;
  if ($from.depth === 0 || $from.pos !== $from.start(1) + $from.depth - 1) return null;
  const before = editor.state.doc.maybeChild($from.index(0) - 1);
  const waits = before?.type.name === "figure" && pictureOf(before) === null;
  return waits ? String(before.attrs["id"]) : null;
}

function room(editor: Editor, act: (page: Page) => void): boolean {
  const page = pageOf(editor);
  if (page !== null) act(page);
  return page !== null;
}

function withFigure(editor: Editor, act: (page: Page, figureId: string) => void): boolean {
  const id = figureIdOf(editor);
  return id !== null && room(editor, (page) => act(page, id));
}
