import type { Editor } from "@tiptap/core";
import { baseKeymap, chainCommands, createParagraphNear, selectAll } from "@tiptap/pm/commands";
import { keydownHandler } from "@tiptap/pm/keymap";
import { liftListItem, sinkListItem, splitListItem } from "@tiptap/pm/schema-list";
import { NodeSelection, Plugin, TextSelection, type Command } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { isIn, newLine } from "./blocks.ts";
import { COMMANDS } from "./commands.ts";
import { figureOf, pictureOf } from "./figures.ts";
import { travel } from "./history.ts";
import { pageOf } from "./page.ts";
import { goAfter, nextPart, removePicture, removeSlot } from "./slots.ts";

/**
 * The keys of the page. Everything here is synchronous, and nothing is claimed while an input method is
 * composing: its Enter, Tab and Backspace are its own (`isComposing`, and key code 229 where that is not set).
 * Backspace inside a text is never claimed: input methods which send it count on the browser's own.
 */
export function keysOf(editor: Editor): Plugin {
  const handle = keydownHandler(bindings(editor));
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.isComposing || event.keyCode === 229) return false;
        // AltGr types a letter; Windows reports it as Ctrl and Alt together.
        if (event.getModifierState("AltGraph")) return false;
        return handle(view, event);
      },
      handleDOMEvents: {
        keydown(view, event) {
          const acts = event.key.length > 1 || event.ctrlKey || event.altKey || event.metaKey;
          if (acts && !event.isComposing && event.keyCode !== 229) catchUp(view);
          return false;
        },
      },
    },
  });
}

/**
 * The browser reports a moved caret a moment after it moved, and keys sent by a program come faster: a Backspace right
 * behind a Home would be judged by where the caret was. So before a key that may act, the caret is read.
 */
function catchUp(view: EditorView): void {
  const { selection } = view.state;
  const shown = document.getSelection();
  if (!view.hasFocus() || shown?.anchorNode == null || shown.focusNode === null) return;
  if (!view.dom.contains(shown.anchorNode) || !view.dom.contains(shown.focusNode)) return;
  // A selected picture shows as a range round it; a caret means that the writer has clicked elsewhere since.
  if (!(selection instanceof TextSelection) && !shown.isCollapsed) return;
  const anchor = view.posAtDOM(shown.anchorNode, shown.anchorOffset);
  const head = view.posAtDOM(shown.focusNode, shown.focusOffset);
  if (selection instanceof TextSelection && anchor === selection.anchor && head === selection.head) return;
  const { doc, tr } = view.state;
  const $anchor = doc.resolve(anchor);
  const $head = doc.resolve(head);
  if (!$anchor.parent.inlineContent || !$head.parent.inlineContent) return;
  view.dispatch(tr.setSelection(new TextSelection($anchor, $head)));
}

function bindings(editor: Editor): Record<string, Command> {
  const keys: Record<string, Command> = {};
  const item = editor.schema.nodes["listItem"]!;
  const base = baseKeymap;

  keys["Enter"] = chainCommands(enterOnPicture, nextPart(1), splitListItem(item), newLine, base["Enter"]!);
  keys["Shift-Enter"] = hardBreak;
  keys["Tab"] = chainCommands(nextPart(1), inList(sinkListItem(item)));
  keys["Shift-Tab"] = chainCommands(nextPart(-1), inList(liftListItem(item)));
  keys["Backspace"] = chainCommands(removeSelected(editor), startOfPart, base["Backspace"]!);
  keys["Delete"] = chainCommands(removeSelected(editor), endOfPart, base["Delete"]!);
  for (const key of ["Mod-Backspace", "Shift-Backspace"])
    keys[key] = chainCommands(startOfPart, base[key] ?? never);
  keys["Mod-Delete"] = chainCommands(endOfPart, base["Mod-Delete"] ?? never);
  keys["Mod-a"] = selectAll;
  keys["Mod-y"] = (_state, _dispatch, view) => view !== undefined && travel(view, "redo");
  keys["Escape"] = () => pageOf(editor)?.rooms.offers?.dismiss() ?? false;

  for (const command of COMMANDS) {
    if (command.key === null) continue;
    // With Caps Lock on, a letter with Shift that is not claimed would be tried again without Shift: redo would undo.
    const shifted = /Shift-[a-z]$/.test(command.key);
    keys[command.key] = () => (command.enabled(editor) && command.run(editor)) || shifted;
  }
  return keys;
}

const never: Command = () => false;

function inList(command: Command): Command {
  return (state, dispatch, view) => isIn(state, "listItem") && command(state, dispatch, view);
}

const hardBreak: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.inlineContent) return false;
  if (dispatch !== undefined) {
    dispatch(state.tr.replaceSelectionWith(state.schema.nodes["hardBreak"]!.create()).scrollIntoView());
  }
  return true;
};

/** Enter on a selected frame goes to its first button; on a filled one to the caption. */
const enterOnPicture: Command = (state, dispatch, view) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection)) return false;
  const figure = figureOf(state);
  if (figure === null) return false;
  if (selection.node.type.name === "figure" || pictureOf(figure.node) !== null) {
    if (selection.node.type.name === "figure") {
      if (dispatch !== undefined) {
        const tr = state.tr;
        goAfter(tr, figure);
        dispatch(tr.scrollIntoView());
      }
      return true;
    }
    return nextPart(1)(state, dispatch, view);
  }
  const dom = view?.nodeDOM(selection.from);
  const button = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>("[data-act=choose]") : null;
  if (button === null) return createParagraphNear(state, dispatch);
  button.focus();
  return true;
};

/**
 * Backspace or Delete on a selected picture takes the picture out and keeps the words; on an empty slot it takes
 * the slot away.
 */
function removeSelected(editor: Editor): Command {
  return (state) => {
    const { selection } = state;
    if (!(selection instanceof NodeSelection) || selection.node.type.name !== "picture") return false;
    const figure = figureOf(state);
    const page = pageOf(editor);
    if (figure === null || page === null) return false;
    const id = String(figure.node.attrs["id"]);
    return pictureOf(figure.node) === null ? removeSlot(page, id) : removePicture(page, id);
  };
}

/** At the start of a caption, credit or alt text there is nothing to delete backwards: the figure stays whole. */
const startOfPart: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !isPart($from.parent.type.name)) return false;
  return $from.parent.content.size === 0 ? nextPart(-1)(state, dispatch, view) : true;
};

const endOfPart: Command = (state) => {
  const { $from, empty } = state.selection;
  return empty && $from.parentOffset === $from.parent.content.size && isPart($from.parent.type.name);
};

function isPart(name: string): boolean {
  return name === "caption" || name === "credit" || name === "altText";
}
