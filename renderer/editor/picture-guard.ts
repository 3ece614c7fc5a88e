import type { Node } from "@tiptap/pm/model";
import { NodeSelection, Plugin, type EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { figureOf, figuresIn, partPos, selectPart, type FoundFigure } from "./figures.ts";

/**
 * Keeps pictures from being typed over. With a frame selected, whatever is typed or pasted is meant for the words under
 * it: the caret goes to the end of the caption before the browser, or an input method, puts in the first letter. And no
 * change made on this screen takes the frame out of a figure which stays.
 */
export function pictureGuard(): Plugin {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        // Key code 229 is an input method's: it is about to compose.
        const types = event.key.length === 1 || event.keyCode === 229 || event.isComposing;
        const acts = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
        if (types && !acts) toCaption(view);
        return false;
      },
      handleTextInput(view, _from, _to, text) {
        if (!toCaption(view)) return false;
        view.dispatch(view.state.tr.insertText(text).scrollIntoView());
        return true;
      },
      handleDOMEvents: {
        compositionstart(view) {
          toCaption(view);
          return false;
        },
        // Some input methods put in text without any key.
        beforeinput(view, event) {
          if (selectedFrame(view.state) === null) return false;
          if (event.inputType.startsWith("delete")) {
            event.preventDefault();
            return true;
          }
          toCaption(view);
          if (event.inputType !== "insertText" || event.data === null) return false;
          event.preventDefault();
          view.dispatch(view.state.tr.insertText(event.data).scrollIntoView());
          return true;
        },
        paste(view) {
          toCaption(view);
          return false;
        },
      },
    },
    appendTransaction(transactions, before, state) {
      const typedHere = transactions.some(
        (tr) => tr.docChanged && !fromElsewhere(tr.getMeta(ySyncPluginKey)),
      );
      if (!typedHere) return null;
      const without = figuresIn(state.doc).filter((figure) => partPos(figure, "picture") === null);
      if (without.length === 0) return null;
      const pictures = picturesOf(before.doc);
      const tr = state.tr;
      // From the last figure to the first, so the places of the earlier ones hold.
      for (const { node, pos } of [...without].reverse()) {
        const picture = pictures.get(String(node.attrs["id"])) ?? state.schema.nodes["picture"]!.create();
        tr.insert(pos + 1, picture);
      }
      return tr;
    },
  });
}

/** Moves the caret from a selected frame or figure to the end of its caption. Returns whether one was selected. */
function toCaption(view: EditorView): boolean {
  const figure = selectedFrame(view.state);
  if (figure === null) return false;
  view.dispatch(selectPart(view.state.tr, figure, "caption").scrollIntoView());
  return true;
}

function selectedFrame(state: EditorState): FoundFigure | null {
  return state.selection instanceof NodeSelection ? figureOf(state) : null;
}

/** What another screen did, and what undo brings back, is theirs. */
function fromElsewhere(sync: unknown): boolean {
  return (sync as { readonly isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;
}

/** The frame of each figure. */
function picturesOf(doc: Node): ReadonlyMap<string, Node> {
  return new Map(
    figuresIn(doc).flatMap(({ node }) => {
      const picture = node.children.find((child) => child.type.name === "picture");
      return picture === undefined ? [] : [[String(node.attrs["id"]), picture] as const];
    }),
  );
}
