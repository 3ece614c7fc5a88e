import { useMemo } from "react";
import { preflight, type Article, type Finding } from "#core/article";
import { useHost } from "../desk/host.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { usePage } from "../editor/index.ts";

/** The article on the page, read again when the page says that it changed; null while none is open. */
export function useArticle(): Article | null {
  const session = useOpenStory((state) => state.session);
  const revision = usePage((state) => state.revision);
  // eslint knows nothing of the revision: it stands for the document, which changes in place.
  return useMemo(() => (revision < 0 ? null : (session?.article() ?? null)), [session, revision]);
}

/** What the article lacks by the newsroom's rules, in the order of the page. */
export function useFindings(): readonly Finding[] {
  const article = useArticle();
  const rules = useHost((state) => state.settings?.preflight ?? null);
  const flags = usePage((state) => state.flags);
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
  return preflight(session.article(), rules, usePage.getState().flags);
}
