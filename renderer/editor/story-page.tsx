import { useEffect, useRef } from "react";
import type { Place } from "#core/article";
import type { Bridge } from "#core/bridge";
import { openPage, type OpenPage } from "./open.ts";
import { pageOf, type DeskValues } from "./page.ts";
import type { StorySession } from "./port.ts";
import { usePage } from "./state.ts";
import "./page.css";

export interface StoryPageProps extends DeskValues {
  readonly bridge: Bridge;
  readonly session: StorySession;
}

/** The page on show, for `goTo`. */
let shown: OpenPage | null = null;

/** The page. React draws this one element per story and is not asked again; everything inside draws itself. */
export function StoryPage({ bridge, session, ...values }: StoryPageProps) {
  const { settings, words, newsroom, notify, addWord, showRule } = values;
  const host = useRef<HTMLDivElement>(null);
  const desk = useRef<DeskValues>(values);

  useEffect(() => {
    desk.current = { settings, words, newsroom, notify, addWord, showRule };
    shown?.deskChanged();
  }, [settings, words, newsroom, notify, addWord, showRule]);

  useEffect(() => {
    if (host.current === null) return;
    const page = openPage(host.current, bridge, session, () => desk.current);
    shown = page;
    return () => {
      if (shown === page) shown = null;
      page.close();
    };
  }, [bridge, session]);

  return <div ref={host} className={settings.lightPage ? "page-desk light-paper" : "page-desk"} />;
}

/** Puts the caret where a finding is mended and scrolls it into view. */
export function goTo(place: Place): void {
  shown?.goTo(place);
}

/** How long somebody waits at most for the last words to be read: far more than it takes. */
const SETTLE_MS = 2000;

/** Resolves once the checker has read the page as it is now, so that `usePage` has its flags. */
export async function pageSettled(): Promise<void> {
  const { editor } = usePage.getState();
  const flags = editor === null ? null : pageOf(editor)?.rooms.flags;
  if (flags == null) return;
  let timer;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, SETTLE_MS)));
  await Promise.race([flags.settled(), late]);
  clearTimeout(timer);
}

/** Starts a checker that does not work anew. */
export function retryChecker(): void {
  const { editor } = usePage.getState();
  if (editor !== null) pageOf(editor)?.rooms.flags?.startAnew();
}

/** Goes to the next flag after the caret and opens its card. */
export function nextFlag(): boolean {
  const { editor } = usePage.getState();
  return editor === null ? false : (pageOf(editor)?.rooms.flags?.go(1) ?? false);
}
