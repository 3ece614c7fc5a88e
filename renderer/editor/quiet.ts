import type { EditorState } from "@tiptap/pm/state";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { QUIET } from "#core/article";
import { silencedForm, type Flag } from "#core/language";
import { bindingIn } from "./history.ts";
import { LOCAL } from "./session.ts";

/** Which flags of a story the writers silenced: in the story's document, so every screen on it follows. */

/** One silenced place. */
interface QuietPlace {
  readonly form: string;
  /** Behind the last letter of the word, as JSON of a Yjs position: it goes where that letter goes. */
  readonly end: unknown;
}

/** Silences what a flag says wherever it stands in the story. */
export function silenceInStory(doc: Y.Doc, flag: Flag): void {
  doc.getMap(QUIET).set(silencedForm(flag), true);
}

/** Silences a flag on the words which end at a position, there alone and for as long as they are these words. */
export function silencePlace(state: EditorState, flag: Flag, to: number): void {
  const binding = bindingIn(state);
  if (binding === null) return;
  // By its last letter and not by its first: of "h" typed before "han" nobody can tell which one is new, and y-tiptap takes
  // the second for it.
  const end = absolutePositionToRelativePosition(to, binding.type, binding.mapping) as Y.RelativePosition;
  const form = silencedForm(flag);
  const letter = end.item;
  const place: QuietPlace = { form, end: Y.relativePositionToJSON(end) as unknown };
  // No word has an "@" in it, so no form is taken for a place.
  binding.doc.getMap(QUIET).set(`${form}@${letter?.client}.${letter?.clock}`, place);
}

/** Lets what was silenced in the whole story be flagged again. */
export function unsilence(doc: Y.Doc, form: string): void {
  doc.transact(() => doc.getMap(QUIET).delete(form), LOCAL);
}

/** Tells for the page as it is now whether a flag on words which end at a position is silenced. */
export function quietOn(state: EditorState, doc: Y.Doc): (flag: Flag, to: number) => boolean {
  const quiet = doc.getMap(QUIET);
  const binding = bindingIn(state);
  const places = new Set<string>();
  for (const kept of quiet.values()) {
    if (binding === null || !isPlace(kept)) continue;
    const end = Y.createRelativePositionFromJSON(kept.end);
    const to = relativePositionToAbsolutePosition(doc, binding.type, end, binding.mapping);
    if (to !== null) places.add(`${to} ${kept.form}`);
  }
  return (flag, to) => {
    const form = silencedForm(flag);
    return quiet.has(form) || places.has(`${to} ${form}`);
  };
}

function isPlace(kept: unknown): kept is QuietPlace {
  return typeof kept === "object" && kept !== null && "form" in kept && "end" in kept;
}
