import { COMMANDS, nextFlag, usePage, type Command } from "../editor/index.ts";
import { clockOf, textNow, type Text } from "../text/index.ts";
import { choosePackages, packOpenStory } from "../library/packages.ts";
import { duplicateStory, knownStory, newStory, sampleStory, trashStory } from "../library/acts.ts";
import { startPublishing } from "../publish/sending.ts";
import { ask, tell } from "./ask.tsx";
import { saveSettings } from "./host.ts";
import { goPage } from "./keyboard.ts";
import { useOpenStory } from "./open-story.ts";
import { openPalette } from "./palette-store.ts";
import {
  focusPart,
  openPane,
  paneOpen,
  showNewsroom,
  showRoom,
  showSettings,
  showTab,
  useRoom,
} from "./room.ts";

/** Something a person can do at the desk: by key, in the palette, from a native menu. */
export interface DeskCommand {
  readonly id: keyof Text["desk"]["commands"];
  /** In ProseMirror's keymap notation ("Mod-n"), null when it has none. */
  readonly key: string | null;
  run(): void;
  /** Whether it would do anything now; always, when it is missing. */
  enabled?(): boolean;
}

const storyOpen = () => useOpenStory.getState().session !== null;

/** Every command of the desk, in the order of the palette. */
export const DESK_COMMANDS: readonly DeskCommand[] = [
  { id: "new", key: "Mod-n", run: () => void newStory() },
  { id: "publish", key: "Mod-Enter", run: () => void startPublishing(), enabled: storyOpen },
  { id: "palette", key: "Mod-k", run: () => openPalette() },
  { id: "nextFlag", key: "F7", run: () => nextFlag(), enabled: storyOpen },
  { id: "search", key: "Mod-Shift-f", run: searchLibrary },
  { id: "goLibrary", key: "Alt-1", run: goLibrary },
  { id: "goPage", key: "Alt-2", run: goPage },
  { id: "goInspector", key: "Alt-3", run: () => showTab(useRoom.getState().tab) },
  { id: "goOutbox", key: "Alt-4", run: () => showRoom("outbox") },
  { id: "goNewsroom", key: "Alt-5", run: () => showRoom("newsroom") },
  { id: "goReport", key: null, run: () => showNewsroom("report") },
  { id: "goSettings", key: "Mod-,", run: () => showSettings("screen") },
  { id: "tabArticle", key: null, run: () => showTab("article"), enabled: storyOpen },
  { id: "tabPictures", key: null, run: () => showTab("pictures"), enabled: storyOpen },
  { id: "tabCheck", key: null, run: () => showTab("check"), enabled: storyOpen },
  { id: "tabPublish", key: null, run: () => showTab("publish"), enabled: storyOpen },
  { id: "toggleLibrary", key: null, run: () => openPane("library", !paneOpen("library")) },
  { id: "toggleInspector", key: null, run: () => openPane("inspector", !paneOpen("inspector")) },
  { id: "duplicate", key: null, run: () => withOpenStory(duplicateStory), enabled: storyOpen },
  { id: "trash", key: null, run: () => withOpenStory(trashStory), enabled: storyOpen },
  { id: "openPackage", key: "Mod-o", run: choosePackages },
  { id: "pack", key: null, run: () => void packOpenStory(), enabled: storyOpen },
  { id: "sample", key: null, run: () => void sampleStory() },
  { id: "light", key: null, run: () => void ask(() => saveSettings({ appearance: "light" })) },
  { id: "dark", key: null, run: () => void ask(() => saveSettings({ appearance: "dark" })) },
  { id: "vietnamese", key: null, run: () => void ask(() => saveSettings({ screenLanguage: "vi" })) },
  { id: "english", key: null, run: () => void ask(() => saveSettings({ screenLanguage: "en" })) },
  { id: "saved", key: "Mod-s", run: tellSaved },
  { id: "keys", key: "F1", run: () => useRoom.setState({ keysShown: true }) },
];

/** Runs a command of the desk or of the page by its id; an unknown id does nothing and says so aloud. */
export function runCommand(id: string): void {
  if (id === "showWindow") return window.focus();
  const desk = DESK_COMMANDS.find((command) => command.id === id);
  if (desk) {
    if (desk.enabled?.() !== false) desk.run();
    return;
  }
  const page = COMMANDS.find((command) => command.id === id);
  if (page) runPageCommand(page);
  else console.warn(`No command has the id ${id}`);
}

/** Runs a command of the page and gives the page its keyboard back. */
export function runPageCommand(command: Command): void {
  const { editor } = usePage.getState();
  if (editor === null) return;
  useRoom.setState({ room: "page" });
  command.run(editor);
}

/** What a command of the page is called on the screen. */
export function pageCommandName(command: Command): string {
  const names: Readonly<Record<string, string>> = textNow().editor.commands;
  return names[command.id] ?? command.id;
}

function goLibrary(): void {
  const inside = document.activeElement?.closest("[data-pane=library]") !== null;
  if (paneOpen("library") && inside) return openPane("library", false);
  openPane("library", true);
  focusPart("stories");
}

/** For the hand that saves by habit: says that nothing need be saved, and when it was. */
function tellSaved(): void {
  const text = textNow().desk;
  const { saved } = usePage.getState();
  const when =
    saved.kind !== "saved"
      ? text.saving
      : saved.at === null
        ? text.savedOpen
        : text.saved(clockOf(saved.at, true));
  tell(text.saveNotNeeded(when));
}

function searchLibrary(): void {
  openPane("library", true);
  focusPart("search");
}

function withOpenStory(act: (story: { readonly id: string; readonly title: string }) => Promise<void>): void {
  const { id } = useOpenStory.getState();
  if (id !== null) void act(knownStory(id) ?? { id, title: "" });
}
