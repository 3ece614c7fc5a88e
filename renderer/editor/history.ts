import { Plugin, type EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import {
  getRelativeSelection,
  ySyncPluginKey,
  yUndoPluginKey,
  type ProsemirrorBinding,
} from "@tiptap/y-tiptap";
import type * as Y from "yjs";

/** A selection as places in the Yjs document, which outlive changes before them. */
type Where = ReturnType<typeof getRelativeSelection>;

interface HistoryState {
  readonly undoManager: Y.UndoManager;
  /** Where the block of the last change starts, and when the step it belongs to began. */
  readonly block: number | null;
  readonly began: number;
  /** The selection before the change that began the last step. */
  readonly before: Where | null;
}

/** Typing without a pause is undone in steps of about this, however fast the writer is. */
const LONGEST_STEP_MS = 4_000;

/** Where the caret stood when an undo or redo was asked for, while it is carried out. */
const asked = new WeakMap<Y.UndoManager, Where>();

/**
 * Ties the session's undo history to the page: where the caret stood comes back with the text.
 *
 * In the place of y-tiptap's own plugin, which destroys the history with the view (a story shown again must
 * still be undoable), puts the caret back one change too late, and works out its place twice for each key;
 * here that is done only for the key that begins a new step.
 */
export function historyOf(undo: Y.UndoManager): Plugin<HistoryState> {
  return new Plugin<HistoryState>({
    key: yUndoPluginKey,
    state: {
      init: () => ({ undoManager: undo, before: null, block: null, began: 0 }),
      apply(tr, value, before, after) {
        if (!tr.docChanged) return value;
        const now = Date.now();
        const { $head } = after.selection;
        const block = $head.start();
        const moved = value.block !== null && tr.mapping.map(value.block, -1) !== block;
        // A long step ends between two words: an input method takes letters back in the middle of one.
        const long = now - value.began > LONGEST_STEP_MS && /\s$/.test($head.nodeBefore?.text ?? "");
        if (moved || long) undo.stopCapturing();
        if (now - undo.lastChange < undo.captureTimeout) return { ...value, block };
        const binding = bindingIn(before);
        const began = { ...value, block, began: now };
        return binding === null ? began : { ...began, before: getRelativeSelection(binding, before) };
      },
    },
    view(view) {
      const added = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
        const before = asked.get(undo) ?? stateIn(view.state)?.before;
        if (before != null) stackItem.meta.set(HERE, lasting(before));
      };
      undo.on("stack-item-added", added);
      return { destroy: () => undo.off("stack-item-added", added) };
    },
  });
}

/**
 * Without its positions of the moment, which y-tiptap would look up in the document of the day it is used.
 */
function lasting(where: Where): Where {
  return { ...where, absAnchor: null, absHead: null } as unknown as Where;
}

/** Key of the caret's place among what a step of the history remembers. */
const HERE = "caret";

/** Undoes or redoes one step and shows the place. Returns whether there was one. */
export function travel(view: EditorView, direction: "undo" | "redo"): boolean {
  const undo = undoIn(view.state);
  const step = (direction === "undo" ? undo?.undoStack : undo?.redoStack)?.at(-1);
  if (undo === null || step === undefined) return false;
  const binding = bindingIn(view.state);
  if (binding !== null) {
    asked.set(undo, getRelativeSelection(binding, view.state));
    const where = step.meta.get(HERE) as Where | undefined;
    if (where !== undefined) binding.beforeTransactionSelection = where;
  }
  try {
    if (direction === "undo") undo.undo();
    else undo.redo();
  } finally {
    asked.delete(undo);
  }
  view.dispatch(view.state.tr.scrollIntoView());
  return true;
}

/** What ties this page to its Yjs document; null before the first drawing. */
export function bindingIn(state: EditorState): ProsemirrorBinding | null {
  const sync = ySyncPluginKey.getState(state) as { readonly binding: ProsemirrorBinding | null } | undefined;
  return sync?.binding ?? null;
}

/** The undo history of a page. */
export function undoIn(state: EditorState): Y.UndoManager | null {
  return stateIn(state)?.undoManager ?? null;
}

function stateIn(state: EditorState): HistoryState | undefined {
  return yUndoPluginKey.getState(state) as HistoryState | undefined;
}
