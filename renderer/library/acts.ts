import type { StorySummary } from "#core/library";
import { ask, tell, tellProblem } from "../desk/ask.tsx";
import { closeStory, openStory, useOpenStory } from "../desk/open-story.ts";
import { goPage } from "../desk/keyboard.ts";
import { libraryProblemTold, textNow, useLanguage } from "../text/index.ts";
import type { Bridge, LibraryProblem, Outcome } from "#core/bridge";
import { readWithTop, useStories } from "./stories.ts";

/** What a person does with whole stories. Each answers when the host has done it. */

/** A blank story, open on the page with the caret in its headline. */
export async function newStory(): Promise<void> {
  // What is typed from now on is meant for the new story: it must not land in the one still on the page.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const made = await change((bridge) => bridge.library.create());
  if (made === null) return;
  await openStory(made.id);
  goPage();
}

export async function sampleStory(): Promise<void> {
  const made = await change((bridge) => bridge.library.createSample());
  if (made !== null) await openStory(made.id);
}

export async function duplicateStory(story: Pick<StorySummary, "id" | "title">): Promise<void> {
  const made = await change((bridge) => bridge.library.duplicate({ id: story.id }));
  if (made === null) return;
  tell(textNow().library.duplicated(titleOrNone(story.title)));
  await openStory(made.id);
}

/** Into the trash, with a way back in the notice. */
export async function trashStory(story: Pick<StorySummary, "id" | "title">): Promise<void> {
  const wasOpen = useOpenStory.getState().id === story.id;
  if (wasOpen) closeStory();
  const gone = await change((bridge) => bridge.library.trash({ id: story.id }));
  if (gone === null) {
    if (wasOpen) await openStory(story.id);
    return;
  }
  const text = textNow().library;
  tell(text.trashed(titleOrNone(story.title)), {
    name: text.undo,
    run: () => {
      void change((bridge) => bridge.library.restore({ id: story.id })).then((back) =>
        back !== null && wasOpen ? openStory(story.id) : undefined,
      );
    },
  });
}

export async function restoreStory(story: Pick<StorySummary, "id" | "title">): Promise<void> {
  const back = await change((bridge) => bridge.library.restore({ id: story.id }));
  if (back === null) return;
  const text = textNow().library;
  tell(text.restored(titleOrNone(story.title)), { name: text.open, run: () => void openStory(story.id) });
}

/** The last known line of a story. */
export function knownStory(id: string): StorySummary | null {
  return useStories.getState().known.get(id) ?? null;
}

export function titleOrNone(title: string): string {
  return title === "" ? textNow().library.untitled : title;
}

async function change(
  act: (bridge: Bridge) => Promise<Outcome<StorySummary, LibraryProblem>>,
): Promise<StorySummary | null> {
  const outcome = await ask(act);
  if (outcome === null) return null;
  if (!outcome.ok) {
    tellProblem(libraryProblemTold(outcome.problem, useLanguage.getState().language));
    return null;
  }
  await readWithTop();
  return outcome.value;
}
