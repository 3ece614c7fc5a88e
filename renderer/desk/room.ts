import { create } from "zustand";
import { useHost } from "./host.ts";
import { ask } from "./ask.tsx";
import { saveSettings } from "./host.ts";

export type Room = "page" | "outbox" | "newsroom" | "settings";
export const TABS = ["article", "pictures", "check", "publish"] as const;
export type Tab = (typeof TABS)[number];
export const SETTINGS_PARTS = ["screen", "writing", "sections", "preflight", "targets", "about"] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];
/** What the newsroom lays down, and what of it the library keeps to. */
export const NEWSROOM_ROOM_PARTS = ["style", "names", "words", "report"] as const;
export type NewsroomRoomPart = (typeof NEWSROOM_ROOM_PARTS)[number];

/** What the screen shows now: which room, which tab, which panes; known to this screen alone. */
export interface RoomState {
  readonly room: Room;
  readonly tab: Tab;
  readonly settingsPart: SettingsPart;
  readonly newsroomPart: NewsroomRoomPart;
  /** What to show first in that part: a rule of style, a name. */
  readonly newsroomAt: string | null;
  /** On a narrow screen panes lie over the page; at most one is open, none at first. */
  readonly narrow: boolean;
  readonly narrowPane: "library" | "inspector" | null;
  readonly keysShown: boolean;
}

export const useRoom = create<RoomState>(() => ({
  room: "page",
  tab: "article",
  settingsPart: "screen",
  newsroomPart: "style",
  newsroomAt: null,
  narrow: false,
  narrowPane: null,
  keysShown: false,
}));

export type Pane = "library" | "inspector";

/** Whether a pane is open, in a component. */
export function usePaneOpen(pane: Pane): boolean {
  const { narrow, narrowPane } = useRoom();
  const folded = useHost((state) => state.settings?.panes[pane] === false);
  return narrow ? narrowPane === pane : !folded;
}

export function paneOpen(pane: Pane): boolean {
  const { narrow, narrowPane } = useRoom.getState();
  return narrow ? narrowPane === pane : useHost.getState().settings?.panes[pane] !== false;
}

/** Folds or unfolds a pane; on a wide screen the settings remember it. */
export function openPane(pane: Pane, open: boolean): void {
  if (paneOpen(pane) === open) return;
  if (useRoom.getState().narrow) {
    useRoom.setState({ narrowPane: open ? pane : null });
    return;
  }
  const settings = useHost.getState().settings;
  if (settings) void ask(() => saveSettings({ panes: { ...settings.panes, [pane]: open } }));
}

/** Frames in which a room that is loaded first may still come: two seconds. */
const MOST_FRAMES = 120;

/** Moves the keyboard to a part of the desk once it is drawn: an element with this `data-focus`. */
export function focusPart(name: string): void {
  const held = document.activeElement;
  let frames = 0;
  const seek = () => {
    const part = document.querySelector<HTMLElement>(`[data-focus="${name}"]`);
    // Who has gone elsewhere meanwhile is not called back.
    const isFree = frames === 0 || [held, document.body].includes(document.activeElement as HTMLElement);
    if (part !== null && isFree) part.focus();
    else if (part === null && isFree && ++frames < MOST_FRAMES) requestAnimationFrame(seek);
  };
  requestAnimationFrame(seek);
}

/** Shows a tab of the inspector and moves the keyboard there. */
export function showTab(tab: Tab): void {
  useRoom.setState({ room: "page", tab });
  openPane("inspector", true);
  focusPart(`tab-${tab}`);
}

export function showRoom(room: Room): void {
  useRoom.setState({ room, narrowPane: null });
  if (room !== "page") focusPart(room);
}

export function showSettings(part: SettingsPart): void {
  useRoom.setState({ settingsPart: part });
  showRoom("settings");
}

/** @param at what to show first there: a rule of style, a name. */
export function showNewsroom(part: NewsroomRoomPart, at: string | null = null): void {
  useRoom.setState({ newsroomPart: part, newsroomAt: at });
  showRoom("newsroom");
}
