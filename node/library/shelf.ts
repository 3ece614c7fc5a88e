import { existsSync } from "node:fs";
import { join } from "node:path";
import { plainLetters, type Article } from "#core/article";
import {
  searchQueryOf,
  searchTextOf,
  type StoryList,
  type StoryQuery,
  type StorySummary,
} from "#core/library";
import { problemOf } from "./disk.ts";
import { INDEX_FILE, IndexFile, isDamaged, type Entry } from "./index-file.ts";

/**
 * The list of stories, kept in memory (about 8 MB for 10,000), so that it answers at once and still answers when
 * the disk is away; the index file keeps it between starts and does the search.
 */
export class Shelf {
  readonly #dir: string;
  readonly #entries = new Map<string, Entry>();
  readonly #folders = new Map<string, string>();
  readonly #queued = new Set<string>();
  #index: IndexFile | null = null;
  #sorted: readonly Entry[] | null = null;
  /** Stories which the memory knows and the index file could not be told of. */
  #untold = new Set<string>();
  #damaged = false;
  #together = false;

  constructor(dir: string) {
    this.#dir = dir;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Whether the index file is missing, damaged or behind: `mend` is called for. */
  get behind(): boolean {
    return this.#index === null || this.#untold.size > 0;
  }

  /** Opens the index and takes what it has; the list works on without one. Returns what SQLite says of the disk. */
  load(): unknown {
    return this.#tried(() => {
      this.#index = IndexFile.open(this.#dir);
      for (const entry of this.#index.entries()) this.#keep(entry);
    });
  }

  /**
   * Opens the index again after trouble, a new one where it was damaged or is gone. Returns the stories it must be
   * told of, or null when it cannot be opened yet.
   */
  mend(): ReadonlySet<string> | null {
    const fresh = this.#damaged || !existsSync(join(this.#dir, INDEX_FILE));
    const error = this.#tried(() => {
      this.#close();
      if (fresh) IndexFile.remove(this.#dir);
      this.#index = IndexFile.open(this.#dir);
      this.#index.entries();
    });
    if (error !== null) return null;
    const untold = fresh ? new Set(this.#entries.keys()) : this.#untold;
    this.#damaged = false;
    this.#untold = new Set();
    return untold;
  }

  entry(id: string): Entry | null {
    return this.#entries.get(id) ?? null;
  }

  /** The story which lies in a folder. */
  entryIn(folder: string): Entry | null {
    return this.entry(this.#folders.get(folder) ?? "");
  }

  entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  summary(id: string): StorySummary | null {
    const entry = this.entry(id);
    return entry && this.#shown(entry.summary);
  }

  /** @param article its text for the search; null when only the summary changed. */
  put(entry: Entry, article: Article | null): void {
    this.#keep(entry);
    this.#write(entry.summary.id, (index) => index.put(entry, article && searchTextOf(article)));
  }

  /** Runs several puts as one transaction of the index. */
  together(act: () => void): void {
    const index = this.#index;
    if (!index) return act();
    const error = this.#tried(() => {
      this.#together = true;
      try {
        index.together(act);
      } finally {
        this.#together = false;
      }
    });
    if (error !== null) act(); // the transaction was undone: once more without the index, which notes what it lacks
  }

  remove(id: string): void {
    const entry = this.entry(id);
    if (!entry) return;
    this.#entries.delete(id);
    if (this.#folders.get(entry.folder) === id) this.#folders.delete(entry.folder);
    this.#sorted = null;
    this.#write(id, (index) => index.remove(id));
    this.#untold.delete(id);
  }

  /** Whether a job of the outbox waits for the story. False when nothing changed. */
  markQueued(id: string, queued: boolean): boolean {
    if (this.#queued.has(id) === queued) return false;
    if (queued) this.#queued.add(id);
    else this.#queued.delete(id);
    return this.#entries.has(id);
  }

  list(query: StoryQuery): StoryList {
    const found = this.#found(query.text ?? "");
    const trashed = query.trashed ?? false;
    const stories: StorySummary[] = [];
    const from = query.offset ?? 0;
    const to = from + (query.limit ?? Infinity);
    let total = 0;
    for (const { summary } of this.#inOrder()) {
      if ((summary.trashedAt !== null) !== trashed) continue;
      if (query.section !== undefined && summary.section !== query.section) continue;
      if (found && !found(summary)) continue;
      const shown = this.#shown(summary);
      if (query.state !== undefined && shown.state !== query.state) continue;
      if (total >= from && total < to) stories.push(shown);
      total++;
    }
    return { stories, total };
  }

  close(): void {
    this.#close();
  }

  /** Which stories the typed words find; null when nothing to look for was typed. */
  #found(typed: string): ((summary: StorySummary) => boolean) | null {
    if (typed.trim() === "") return null;
    const query = searchQueryOf(typed);
    if (query === null) return () => false;
    const index = this.#index;
    if (index) {
      let found = (_id: string) => false;
      if (this.#tried(() => (found = index.find(query))) === null) return ({ id }) => found(id);
    }
    // Without an index (disk full, folder away) titles and bylines in memory are better than nothing.
    const words =
      plainLetters(typed)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    return ({ title, byline }) => {
      const text = plainLetters(`${title}\n${byline}`).toLowerCase();
      return words.every((word) => text.includes(word));
    };
  }

  #shown(summary: StorySummary): StorySummary {
    return this.#queued.has(summary.id) ? { ...summary, state: "queued" } : summary;
  }

  /** The last changed first; equal times by id, so that pages of the list never overlap. */
  #inOrder(): readonly Entry[] {
    this.#sorted ??= this.entries().toSorted(({ summary: one }, { summary: other }) => {
      if (one.changedAt !== other.changedAt) return one.changedAt < other.changedAt ? 1 : -1;
      return one.id < other.id ? -1 : 1;
    });
    return this.#sorted;
  }

  #keep(entry: Entry): void {
    const before = this.entry(entry.summary.id);
    if (before && this.#folders.get(before.folder) === before.summary.id) this.#folders.delete(before.folder);
    this.#entries.set(entry.summary.id, entry);
    this.#folders.set(entry.folder, entry.summary.id);
    this.#sorted = null;
  }

  #write(id: string, act: (index: IndexFile) => void): void {
    const index = this.#index;
    if (index && this.#together) act(index);
    else if (!index || this.#tried(() => act(index)) !== null) this.#untold.add(id);
  }

  /**
   * The index is derived: whatever the disk does to it, the list goes on without and it is mended later. Returns the
   * disk's error, null when all went well.
   */
  #tried(act: () => void): unknown {
    try {
      act();
      return null;
    } catch (error) {
      const damaged = isDamaged(error);
      if (!damaged && problemOf(error, INDEX_FILE) === null) throw error;
      this.#damaged ||= damaged;
      this.#close();
      return error;
    }
  }

  #close(): void {
    const index = this.#index;
    this.#index = null;
    index?.close();
  }
}
