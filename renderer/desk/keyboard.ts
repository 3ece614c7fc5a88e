import { flushSync } from "react-dom";
import { usePage } from "../editor/index.ts";
import { useOpenStory } from "./open-story.ts";
import { focusPart, showRoom } from "./room.ts";

/** The keyboard back on the page, where it was; on a story just opened as soon as its page is there. */
export function goPage(): void {
  // At once, not with the next frame: the next key may be on its way already and is meant for the page.
  flushSync(() => showRoom("page"));
  const { id } = useOpenStory.getState();
  const focused = () => {
    const { editor, session } = usePage.getState();
    if (editor === null || session?.id !== id) return false;
    // Not Tiptap's own command, which waits for a frame and then sets the caret back.
    editor.view.focus();
    return true;
  };
  if (id === null) return focusPart("page");
  if (focused()) return;
  const stop = usePage.subscribe(() => {
    if (useOpenStory.getState().id !== id || focused()) stop();
  });
}
