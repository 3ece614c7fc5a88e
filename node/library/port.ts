import type { Article } from "#core/article";
import type { LibraryProblem, Mended, OpenedStory, Outcome, StoryToRead } from "#core/bridge";
import type { StoryList, StoryQuery, StorySummary } from "#core/library";
import type { Receipt } from "#core/publishing";

/** Who has a library open. */
export interface Holder {
  readonly pid: number;
  readonly host: "electron" | "loopback" | "cli";
  /** Address of its window, with the token, where it has one; readable by the user alone. */
  readonly address: string | null;
  readonly since: string;
}

export type LibraryOpenProblem =
  | LibraryProblem
  | { readonly kind: "libraryHeld"; readonly by: Holder | null }
  /** The folder is not there and cannot be made where it should lie. */
  | { readonly kind: "notCreatable"; readonly path: string };

export type LibraryEvent =
  | { readonly kind: "story"; readonly summary: StorySummary }
  | { readonly kind: "storyGone"; readonly id: string }
  | { readonly kind: "library"; readonly problem: LibraryProblem | null };

/** The bytes of a picture as it was taken, by their hash. */
export interface Original {
  /** SHA-256 of the bytes, 64 lower-case hex digits. */
  readonly sha256: string;
  /** File ending without dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
}

/** A folder of stories, held by one process. All paths it gives lie inside `dir`. */
export interface Library {
  readonly dir: string;
  /** Whether there was no story at all when it was opened. */
  readonly firstStart: boolean;
  /** What keeps it from being written now; changes are told to listeners. */
  readonly problem: LibraryProblem | null;
  list(query: StoryQuery): StoryList;
  summary(id: string): StorySummary | null;
  create(article?: Pick<Article, "details" | "blocks">): Promise<Outcome<StorySummary, LibraryProblem>>;
  /**
   * Takes a story from elsewhere in under its own id; one the library already has gets both people's work.
   *
   * @param update the whole Yjs document.
   * @param originals pictures that come along; they are on the disk before the text that shows them.
   * @throws {UpdateError} when it is none.
   * @throws {OriginalError} when an original's bytes are not those of its hash.
   */
  adopt(
    id: string,
    update: Uint8Array,
    originals?: readonly Original[],
  ): Promise<Outcome<StorySummary, LibraryProblem>>;
  duplicate(id: string): Promise<Outcome<StorySummary, LibraryProblem>>;
  trash(id: string): Promise<Outcome<StorySummary, LibraryProblem>>;
  restore(id: string): Promise<Outcome<StorySummary, LibraryProblem>>;
  /**
   * Reads the story's log, mending what can be mended, and keeps it open for `append`. What was mended is told every
   * time until it is acknowledged.
   */
  open(id: string): Promise<Outcome<OpenedStory, LibraryProblem>>;
  /** A person has seen what `open` told of. */
  acknowledge(id: string, seen: readonly Mended[]): Promise<Outcome<null, LibraryProblem>>;
  /**
   * Appends a Yjs update to the log; answers when the bytes are with the system (`fsync` follows within a
   * second). Other followers of the story hear of it; `origin` does not.
   */
  append(
    id: string,
    update: Uint8Array,
    origin: unknown,
  ): Promise<Outcome<{ readonly savedAt: string }, LibraryProblem>>;
  /** Calls back with every update appended by others than `origin`; returns the way to stop. */
  follow(id: string, origin: unknown, heard: (update: Uint8Array) => void): () => void;
  /** The article as it stands now, and what its writers silenced in all of it. */
  reading(id: string): Promise<Outcome<StoryToRead, LibraryProblem>>;
  /** The article alone. */
  article(id: string): Promise<Outcome<Article, LibraryProblem>>;
  /** Stores an original under its hash (once), flushed before it answers. */
  keepOriginal(
    id: string,
    sha256: string,
    extension: string,
    bytes: Uint8Array,
  ): Promise<Outcome<null, LibraryProblem>>;
  /** Path of an original, null when the story or the file is not there. */
  originalPath(id: string, sha256: string, extension: string): Promise<string | null>;
  /** Path of the story's folder. */
  folder(id: string): string | null;
  receipts(id: string): Promise<readonly Receipt[]>;
  keepReceipt(id: string, receipt: Receipt): Promise<Outcome<null, LibraryProblem>>;
  /** The outbox says whether a job for the story waits or runs: the state "queued" of the list. */
  markQueued(id: string, queued: boolean): void;
  /** Flushes everything typed so far, logs and derived files. */
  flush(): Promise<void>;
  /** Tells the lock where this process's window is. */
  announce(address: string): Promise<void>;
  listen(heard: (event: LibraryEvent) => void): () => void;
  /** Flushes and lets go of the library. */
  close(): Promise<void>;
}

export interface LibraryOptions {
  readonly host: Holder["host"];
  readonly now: () => Date;
  readonly newId: () => string;
  /** Where errors nobody foresaw are told, for support; the standard error output when it is left out. */
  readonly log?: (what: string, error: unknown) => void;
}

/** `openLibrary(dir, options)` of `index.ts` has this type. */
export type OpenLibrary = (
  dir: string,
  options: LibraryOptions,
) => Promise<Outcome<Library, LibraryOpenProblem>>;
