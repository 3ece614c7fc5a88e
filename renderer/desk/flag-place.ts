import type { Flag } from "#core/language";
import { usePage, type PageFlag } from "../editor/index.ts";
import { openStory, useOpenStory } from "./open-story.ts";

/** Selects the flagged words on the page and gives it the keyboard. */
export function goToFlag({ from, to }: Pick<PageFlag, "from" | "to">): void {
  const { editor } = usePage.getState();
  if (editor === null) return;
  editor.chain().setTextSelection({ from, to }).scrollIntoView().run();
  editor.view.focus();
}

/** A story that was changed meanwhile may have the flag no longer; then the page alone is shown. */
const MOST_WAIT_MS = 8_000;

/** Opens a story and shows a flag that was found in it, once the page has read itself. */
export async function openAtFlag(
  id: string,
  flag: Pick<Flag, "rule" | "wrong"> & { readonly block: number },
): Promise<void> {
  await openStory(id);
  const onPage = (): PageFlag | undefined => {
    const { session, flags } = usePage.getState();
    if (session === null || session !== useOpenStory.getState().session) return undefined;
    const alike = flags.filter(({ rule, wrong }) => rule === flag.rule && wrong === flag.wrong);
    return alike.find(({ block }) => block === flag.block) ?? alike[0];
  };
  const found = await new Promise<PageFlag | undefined>((resolve) => {
    const look = () => {
      const here = onPage();
      if (here !== undefined || useOpenStory.getState().id !== id) end(here);
    };
    const end = (here: PageFlag | undefined) => {
      clearTimeout(late);
      unsubscribe();
      resolve(here);
    };
    const late = setTimeout(() => end(undefined), MOST_WAIT_MS);
    const unsubscribe = usePage.subscribe(look);
    look();
  });
  if (useOpenStory.getState().id !== id) return;
  if (found === undefined) usePage.getState().editor?.view.focus();
  else goToFlag(found);
}
