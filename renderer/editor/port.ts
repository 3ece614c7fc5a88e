import type { Editor } from "@tiptap/core";
import type * as Y from "yjs";
import type { Article, Details, Place } from "#core/article";
import type { OpenedStory } from "#core/bridge";
import type { Flag } from "#core/language";

/**
 * Whether what is typed is with the host: nothing open, on its way, or waiting in this screen for a host or disk; or the
 * host is there and refuses it, which no waiting mends.
 */
export type Saved =
  | { readonly kind: "saved"; readonly at: Date | null }
  | { readonly kind: "saving" }
  | { readonly kind: "waiting" }
  | { readonly kind: "refused" };

/** A story open on this screen: its live document, tied to the host's log. */
export interface StorySession {
  readonly id: string;
  readonly opened: OpenedStory;
  readonly doc: Y.Doc;
  /** One undo history over page and details. */
  readonly undo: Y.UndoManager;
  article(): Article;
  setDetails(change: Partial<Details>): void;
  saved(): Saved;
  /** Calls back when `saved()` changes; returns the way to stop. */
  onSaved(heard: () => void): () => void;
  /** Sends what waits and resolves when the host has everything; `saved()` may not yet know of the last letter. */
  settled(): Promise<void>;
  /** Something is on its way into the story: closing lets go of the document only after it. */
  expect(work: Promise<void>): void;
  /** Sends what is left and lets go of the story. */
  close(): Promise<void>;
}

/** A spelling flag on the page: which typed place it is in. */
export interface PageFlag extends Flag {
  /** Position of the flag in the ProseMirror document, now. */
  readonly from: number;
  readonly to: number;
  /** Index of the top-level block. */
  readonly block: number;
}

/** Something a reporter can do: in the tool bar, the palette and by key. */
export interface Command {
  readonly id: string;
  /** Key for ProseMirror's keymap notation ("Mod-Shift-l"), null when it has none. */
  readonly key: string | null;
  /** Its name is `text.editor.commands[id]`. */
  run(editor: Editor): boolean;
  /** Whether it would do anything now. */
  enabled(editor: Editor): boolean;
  /** Whether what it sets is set at the caret (bold, crosshead). */
  active?(editor: Editor): boolean;
}

/** What the page tells the desk; a zustand store, `usePage` of `index.ts`. */
export interface PageState {
  readonly editor: Editor | null;
  readonly session: StorySession | null;
  readonly flags: readonly PageFlag[];
  /** Whether the checker should read this page and does not work: no flag means nothing then. */
  readonly checkerFailed: boolean;
  /** How many offers stand beside the page since the last paste. */
  readonly offers: number;
  /** Chữ of the article, counted while idle. */
  readonly words: number;
  /** Bumped, while idle, when document or details changed: read `session.article()` again. */
  readonly revision: number;
  /** Bumped, while idle, when the caret moved: ask the commands again what is active and enabled. */
  readonly caret: number;
  readonly saved: Saved;
}

/** Puts the caret where a finding is mended and scrolls it into view. */
export type GoTo = (place: Place) => void;
