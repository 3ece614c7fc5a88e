import { useMemo } from "react";
import { create } from "zustand";
import { preflight, type Article, type Finding } from "#core/article";
import { useHost } from "../desk/host.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { usePage } from "../editor/index.ts";

/**
 * Whether the preflight is before somebody's eyes with warnings alone, which makes the next press of the publish
 * button the confirmation.
 */
export const usePreflightShown = create<{ readonly warnings: boolean }>(() => ({ warnings: false }));

/** Counts the times somebody wanted the article as it is at this moment, not as it was when the page last rested. */
const useReadNow = create<{ readonly times: number }>(() => ({ times: 0 }));

/** Reads the article again for everything that shows it. */
export function readArticleNow(): void {
  useReadNow.setState(({ times }) => ({ times: times + 1 }));
}

/** The article on the page, read again when the page says that it changed; null while none is open. */
export function useArticle(): Article | null {
  const session = useOpenStory((state) => state.session);
  const revision = usePage((state) => state.revision);
  const times = useReadNow((state) => state.times);
  // Both numbers stand for the document, which changes in place.
  return useMemo(
    () => (revision + times < 0 ? null : (session?.article() ?? null)),
    [session, revision, times],
  );
}

/** The open flags, as the preflight takes them: null while the checker does not work. */
const openFlags = ({ flags, checkerFailed }: ReturnType<typeof usePage.getState>) =>
  checkerFailed ? null : flags;

/** What the article lacks by the newsroom's rules, in the order of the page. */
export function useFindings(): readonly Finding[] {
  const article = useArticle();
  const rules = useHost((state) => state.settings?.preflight ?? null);
  const flags = usePage(openFlags);
  return useMemo(
    () => (article === null || rules === null ? [] : preflight(article, rules, flags)),
    [article, rules, flags],
  );
}

/** The same outside React, of what is on the page at this moment. */
export function findingsNow(): readonly Finding[] {
  const { session } = useOpenStory.getState();
  const rules = useHost.getState().settings?.preflight;
  if (session === null || rules === undefined) return [];
  return preflight(session.article(), rules, openFlags(usePage.getState()));
}
