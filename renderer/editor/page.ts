import type { Editor } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import type { Bridge, Newsroom, Settings } from "#core/bridge";
import type { Flag } from "#core/language";
import type { Arrivals } from "./arrivals.ts";
import type { StorySession } from "./port.ts";
import type { Pulse } from "./pulse.ts";
import type { PastedLine } from "./tidy.ts";

/** What the desk gives the page and may change while it is open. */
export interface DeskValues {
  readonly settings: Settings;
  /** My words: never flagged. */
  readonly words: readonly string[];
  readonly newsroom: Newsroom;
  /** Adds a word that is never flagged again, to the writer's list or to the newsroom's; rejects where it could not. */
  readonly addWord: (word: string, list: "mine" | "newsroom") => Promise<void>;
  /** Shows where the newsroom lays down what a flag says. */
  readonly showRule: (flag: Flag) => void;
  /** Tells the writer something in passing; a full sentence in the language of the screen. Returns the way to take it back. */
  readonly notify: (sentence: string) => () => void;
}

/** One open page, as its plug-ins and commands see it. */
export interface Page {
  readonly session: StorySession;
  readonly bridge: Bridge;
  readonly arrivals: Arrivals;
  /** Rings when the writer rests. */
  readonly pulse: Pulse;
  /** Positioned box over the paper for cards and chips: never inside the editable text. */
  readonly layer: HTMLElement;
  desk(): DeskValues;
  view(): EditorView;
  /** Parts of the page which speak register here, to be drawn again when the screen's language changes. */
  readonly speakers: Set<() => void>;
  /** What each room of the page offers to commands; filled by the rooms themselves. */
  readonly rooms: Rooms;
}

/** What the parts of the page can be asked by a command. Null until the part is there. */
export interface Rooms {
  want: WantRoom | null;
  link: { open(): void } | null;
  flags: FlagRoom | null;
  offers: OfferRoom | null;
}

export interface WantRoom {
  open(figureId: string): void;
}

export interface FlagRoom {
  /** Goes to the next (1) or previous (-1) flag after the caret, round the page; opens its card. */
  go(direction: 1 | -1): boolean;
  /** Opens the card of the flag at the caret. */
  openHere(): boolean;
  any(): boolean;
  /** Resolves once everything on the page has been read, or the checker does not work. */
  settled(): Promise<void>;
  /** Starts a checker that does not work anew. */
  startAnew(): void;
}

export interface OfferRoom {
  /** Lines are about to be put into the page from a plain text. */
  pasted(lines: readonly PastedLine[]): void;
  accept(): boolean;
  dismiss(): boolean;
  next(): boolean;
  any(): boolean;
}

const pages = new WeakMap<Editor, Page>();

export function registerPage(editor: Editor, page: Page): void {
  pages.set(editor, page);
}

/** The page of an editor; null for an editor that is none (in a test of a command alone). */
export function pageOf(editor: Editor): Page | null {
  return pages.get(editor) ?? null;
}
