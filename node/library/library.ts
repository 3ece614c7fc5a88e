import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as Y from "yjs";
import { articleOf, blankArticle, type Article, type Block } from "#core/article";
import { base64Of, done, failed, type LibraryProblem, type OpenedStory, type Outcome } from "#core/bridge";
import type { StoryList, StoryQuery, StorySummary } from "#core/library";
import type { Receipt } from "#core/publishing";
import { createStory, removeUnfinished, type CreatedStory } from "./creation.ts";
import { readTrashed, writeDerived, writeTrashed } from "./derived.ts";
import {
  isInTheWay,
  isMissing,
  problemOf,
  realFolder,
  syncFolder,
  systemDisk,
  writeWhole,
  type Disk,
} from "./disk.ts";
import {
  JSON_FILE,
  LOG_FILE,
  TRASH_FILE,
  idInName,
  stampsOf,
  statOrNull,
  storyFolders,
  type PassedOver,
  type Stamps,
} from "./folders.ts";
import { Hold, LOCK_FILE, holderOf } from "./hold.ts";
import { INDEX_FILE, type Entry } from "./index-file.ts";
import { OpenStory, UpdateError } from "./open-story.ts";
import { keepOriginal, missingOriginals, originalPath } from "./originals.ts";
import type {
  Library,
  LibraryEvent,
  LibraryOpenProblem,
  LibraryOptions,
  OpenLibrary,
  Original,
} from "./port.ts";
import { applied, foreignFilesIn, instantOf, isUpdate, mendStory, readStory } from "./reading.ts";
import { readReceipts, writeReceipt } from "./receipts.ts";
import { entryOf, glanceAt, lastSent, reconcile } from "./reconcile.ts";
import { Round } from "./round.ts";
import { Shelf } from "./shelf.ts";

/** Waiting times in milliseconds. */
export interface Waits {
  /** From an append to the flush of the log. */
  readonly sync: number;
  /** From a change to the list and the search. */
  readonly index: number;
  /** From the last change to story.json and story.html, and at most, while somebody types on and on. */
  readonly files: number;
  readonly filesMost: number;
  /** Between two looks at a library that is away or full, and at one that is well. */
  readonly probe: number;
  readonly watch: number;
  /** How long a story nobody uses is kept open. */
  readonly idle: number;
}

const WAITS: Waits = {
  sync: 800,
  index: 500,
  files: 1_500,
  filesMost: 15_000,
  probe: 1_000,
  watch: 2_000,
  idle: 120_000,
};

/** What tests put in the place of the system. */
export interface Parts {
  readonly disk: Disk;
  readonly waits: Waits;
}

/** Opens the library in a folder, making the folder when it is missing. Never opened twice: see `libraryHeld`. */
export const openLibrary: OpenLibrary = (dir, options) => openLibraryWith(dir, options, {});

export async function openLibraryWith(
  dir: string,
  options: LibraryOptions,
  parts: Partial<Parts>,
): Promise<Outcome<Library, LibraryOpenProblem>> {
  const root = resolve(dir);
  let hold: Hold | null = null;
  try {
    await mkdir(root, { recursive: true });
    const since = options.now().toISOString();
    hold = Hold.take(root, { pid: process.pid, host: options.host, address: null, since });
    if (!hold) return failed({ kind: "libraryHeld", by: holderOf(root) });
    await hold.say();
    return done(await FolderLibrary.start(root, options, hold, parts));
  } catch (error) {
    hold?.release();
    const problem = problemOf(error, root);
    if (problem === null) throw error;
    return failed(problem);
  }
}

/** Origin of what a package brings: every screen hears of it. */
const ADOPTED = Symbol("adopted");

class FolderLibrary implements Library {
  readonly dir: string;
  readonly firstStart: boolean;
  readonly #options: LibraryOptions;
  readonly #hold: Hold;
  readonly #disk: Disk;
  readonly #waits: Waits;
  readonly #shelf: Shelf;
  readonly #stories = new Map<string, OpenStory>();
  readonly #opening = new Map<string, Promise<Outcome<OpenStory, LibraryProblem>>>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #listeners = new Set<(event: LibraryEvent) => void>();
  readonly #followers = new Map<string, Set<Follower>>();
  #trouble: LibraryProblem | null = null;
  #syncSince: number | null = null;
  #reconciling: Promise<void> = Promise.resolve();
  /** Flushing logs: in a round of its own, so that it never waits for what can be made again. */
  readonly #syncs: Round;
  /** Telling the index, writing derived files, looking at the disk. */
  readonly #work: Round;
  #closed = false;
  #letGo: Promise<void> | null = null;

  private constructor(
    root: string,
    options: LibraryOptions,
    hold: Hold,
    shelf: Shelf,
    firstStart: boolean,
    parts: Partial<Parts>,
  ) {
    this.dir = root;
    this.firstStart = firstStart;
    this.#options = options;
    this.#hold = hold;
    this.#shelf = shelf;
    this.#disk = parts.disk ?? systemDisk;
    this.#waits = parts.waits ?? WAITS;
    this.#syncs = new Round((all) => this.#syncLogs(all), this.#unforeseen, this.#waits.probe);
    this.#work = new Round((all) => this.#doWork(all), this.#unforeseen, this.#waits.probe);
  }

  static async start(
    root: string,
    options: LibraryOptions,
    hold: Hold,
    parts: Partial<Parts>,
  ): Promise<Library> {
    const log = logOf(options);
    const passedOver = (path: string, error: unknown) => log(`library: ${path} is passed over`, error);
    await removeUnfinished(root, passedOver);
    const shelf = new Shelf(root);
    const error = shelf.load();
    const first = shelf.size === 0 && (await storyFolders(root, passedOver).next()).done === true;
    const library = new FolderLibrary(root, options, hold, shelf, first, parts);
    if (error !== null) library.#troubled(problemOf(error, root));
    library.#reconcile(() => false);
    library.#work.wake(library.#waits.watch);
    return library;
  }

  list(query: StoryQuery): StoryList {
    return this.#shelf.list(query);
  }

  summary(id: string): StorySummary | null {
    return this.#shelf.summary(id);
  }

  async create(
    article: Pick<Article, "details" | "blocks"> = blankArticle(),
  ): Promise<Outcome<StorySummary, LibraryProblem>> {
    return this.#attempt(() => this.#created(article, []));
  }

  adopt(
    id: string,
    update: Uint8Array,
    originals: readonly Original[] = [],
  ): Promise<Outcome<StorySummary, LibraryProblem>> {
    return this.#inTurn(id, () => this.#adopted(id, update, originals));
  }

  async #adopted(
    id: string,
    update: Uint8Array,
    originals: readonly Original[],
  ): Promise<Outcome<StorySummary, LibraryProblem>> {
    const doc = new Y.Doc();
    if (!isUpdate(update) || !applied(doc, update))
      throw new UpdateError(`No story in ${update.length} bytes`);
    if ((await this.#folder(id)) === null)
      return this.#attempt(() => this.#created(articleOf(id, doc), originals, { id, doc }));
    for (const { sha256, extension, bytes } of originals) {
      const kept = await this.keepOriginal(id, sha256, extension, bytes);
      if (!kept.ok) return kept;
    }
    const merged = await this.append(id, update, ADOPTED);
    if (!merged.ok) return merged;
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    return this.#attempt(async () => {
      await this.#putInIndex(opened.value);
      return this.#shelf.summary(id)!;
    });
  }

  async duplicate(id: string): Promise<Outcome<StorySummary, LibraryProblem>> {
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    const { folder } = opened.value;
    const { details, blocks } = opened.value.article();
    const copy = {
      details: { ...details, stage: "draft" as const },
      blocks: blocks.map((block): Block => {
        return block.kind === "figure" ? { ...block, id: this.#options.newId() } : block;
      }),
    };
    return this.#attempt(() => this.#created(copy, folder));
  }

  async trash(id: string): Promise<Outcome<StorySummary, LibraryProblem>> {
    return this.#changeTrash(id, async (path) => {
      const trashedAt = this.#options.now().toISOString();
      await writeTrashed(path, trashedAt);
      return trashedAt;
    });
  }

  async restore(id: string): Promise<Outcome<StorySummary, LibraryProblem>> {
    return this.#changeTrash(id, async (path) => {
      await rm(join(path, TRASH_FILE), { force: true });
      await syncFolder(path);
      return null;
    });
  }

  async open(id: string): Promise<Outcome<OpenedStory, LibraryProblem>> {
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    const summary = this.#shelf.summary(id);
    if (summary === null) return failed({ kind: "storyUnknown", id });
    const story = opened.value;
    return this.#attempt(async () => {
      const [foreign, missing, receipts] = await Promise.all([
        foreignFilesIn(story.path),
        missingOriginals(story.path, story.article()),
        readReceipts(story.path),
      ]);
      const mended = story.recovered;
      story.recovered = [];
      return {
        id,
        state: base64Of(Y.encodeStateAsUpdate(story.doc)),
        recovered: [
          ...mended,
          ...(foreign.length > 0 ? [{ kind: "foreignFiles" as const, files: foreign }] : []),
          ...(missing.length > 0 ? [{ kind: "picturesMissing" as const, files: missing }] : []),
        ],
        receipts,
        summary,
        folder: story.path,
      };
    });
  }

  async append(
    id: string,
    update: Uint8Array,
    origin: unknown,
  ): Promise<Outcome<{ readonly savedAt: string }, LibraryProblem>> {
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    const story = opened.value;
    const now = this.#options.now();
    return this.#attempt(() => {
      if (this.#closed || !this.#isThere()) throw this.#away();
      story.append(update, now, origin);
      this.#changed(story);
      return { savedAt: now.toISOString() };
    });
  }

  follow(id: string, origin: unknown, heard: (update: Uint8Array) => void): () => void {
    const follower = { origin, heard };
    const followers = this.#followers.get(id) ?? new Set();
    this.#followers.set(id, followers.add(follower));
    return () => {
      followers.delete(follower);
      if (followers.size === 0 && this.#followers.get(id) === followers) this.#followers.delete(id);
    };
  }

  async article(id: string): Promise<Outcome<Article, LibraryProblem>> {
    const opened = await this.#story(id);
    return opened.ok ? done(opened.value.article()) : opened;
  }

  async keepOriginal(
    id: string,
    sha256: string,
    extension: string,
    bytes: Uint8Array,
  ): Promise<Outcome<null, LibraryProblem>> {
    const folder = await this.#folder(id);
    if (folder === null) return failed({ kind: "storyUnknown", id });
    return this.#attempt(async () => {
      if (!this.#isThere()) throw this.#away();
      await keepOriginal(this.dir, folder, sha256, extension, bytes);
      return null;
    });
  }

  async originalPath(id: string, sha256: string, extension: string): Promise<string | null> {
    const path = this.folder(id);
    return path && originalPath(path, sha256, extension);
  }

  folder(id: string): string | null {
    const entry = this.#shelf.entry(id);
    return entry && join(this.dir, entry.folder);
  }

  async receipts(id: string): Promise<readonly Receipt[]> {
    const folder = await this.#folder(id);
    return folder === null ? [] : readReceipts(join(this.dir, folder));
  }

  async keepReceipt(id: string, receipt: Receipt): Promise<Outcome<null, LibraryProblem>> {
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    const story = opened.value;
    return this.#attempt(async () => {
      if (!this.#isThere()) throw this.#away();
      await writeReceipt(this.dir, story.folder, receipt);
      await this.#putInIndex(story);
      return null;
    });
  }

  markQueued(id: string, queued: boolean): void {
    if (this.#shelf.markQueued(id, queued)) this.#tellSummary(id);
  }

  async flush(): Promise<void> {
    await this.#work.run(true);
  }

  async announce(address: string): Promise<void> {
    const said = await this.#attempt(() => this.#hold.say({ address }));
    if (!said.ok) return; // the library's trouble is told already; the lock itself holds
  }

  listen(heard: (event: LibraryEvent) => void): () => void {
    const listener = (event: LibraryEvent) => heard(event);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    return (this.#letGo ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#closed = true;
    this.#syncs.end();
    this.#work.end();
    try {
      await this.#reconciling;
      await Promise.allSettled(this.#opening.values());
      await this.#work.run(true);
      // A flush that failed just now is made good once more; nobody comes after to do it.
      if ([...this.#stories.values()].some((story) => story.suspected)) await this.#work.run(true);
    } finally {
      // Each of them whatever became of the one before: a hold that is kept would lock the newsroom out.
      for (const story of this.#stories.values()) this.#seen("closing a story", () => story.close());
      this.#stories.clear();
      this.#seen("closing the index", () => this.#shelf.close());
      this.#hold.release();
    }
  }

  // --- stories -------------------------------------------------------------------------------

  /** The story with its log open. */
  async #story(id: string): Promise<Outcome<OpenStory, LibraryProblem>> {
    const story = this.#stories.get(id);
    if (story) {
      story.usedAt = performance.now();
      return done(story);
    }
    if (this.#closed) return failed({ kind: "libraryGone", path: this.dir });
    let opening = this.#opening.get(id);
    if (!opening) {
      opening = this.#openStory(id).finally(() => this.#opening.delete(id));
      this.#opening.set(id, opening);
    }
    return opening;
  }

  async #openStory(id: string): Promise<Outcome<OpenStory, LibraryProblem>> {
    const folder = await this.#folder(id);
    if (folder === null) return failed({ kind: "storyUnknown", id });
    const opened = await this.#attempt(async () => {
      if (!this.#isThere()) throw this.#away();
      const path = await this.#pathOr(folder, () => this.#forget(id));
      if (path === null) return null;
      const reading = await readStory(path);
      if ("missing" in reading) return reading;
      const mended = await mendStory(reading, id, this.#options.now());
      const changedAt = Date.parse(reading.changedAt);
      return this.#keepOpen({ ...mended, folder, changedAt }, mended.logBytes !== reading.fileBytes);
    });
    if (!opened.ok) return opened;
    if (opened.value === null) return failed({ kind: "storyUnknown", id });
    if ("missing" in opened.value) {
      return failed({ kind: "storyUnreadable", path: join(this.dir, folder), missing: opened.value.missing });
    }
    const story = opened.value;
    if (story.filesSince === null && !(await isFresh(story.path))) this.#changed(story);
    return done(story);
  }

  #keepOpen(story: ConstructorParameters<typeof OpenStory>[2], isChanged: boolean): OpenStory {
    const opened = new OpenStory(this.#disk, this.dir, story, (update, origin) => {
      for (const follower of [...(this.#followers.get(story.id) ?? [])])
        if (follower.origin !== origin) follower.heard(update);
    });
    opened.usedAt = performance.now();
    this.#stories.set(story.id, opened);
    if (isChanged) this.#changed(opened);
    else this.#work.wake(this.#waits.idle);
    return opened;
  }

  async #created(
    content: Pick<Article, "details" | "blocks">,
    from: string | readonly Original[],
    adopted?: { readonly id: string; readonly doc: Y.Doc },
  ): Promise<StorySummary> {
    if (this.#closed || !this.#isThere()) throw this.#away();
    const id = adopted?.id ?? this.#options.newId();
    const now = this.#options.now();
    const made: CreatedStory = await createStory(this.dir, content, id, now, from, adopted?.doc);
    const story = this.#keepOpen({ ...made, id, changedAt: now.getTime(), recovered: [] }, true);
    await this.#putInIndex(story);
    return this.#shelf.summary(id)!;
  }

  #changeTrash(
    id: string,
    change: (path: string) => Promise<string | null>,
  ): Promise<Outcome<StorySummary, LibraryProblem>> {
    return this.#inTurn(id, () => this.#trashChanged(id, change));
  }

  async #trashChanged(
    id: string,
    change: (path: string) => Promise<string | null>,
  ): Promise<Outcome<StorySummary, LibraryProblem>> {
    const folder = await this.#folder(id);
    if (folder === null) return failed({ kind: "storyUnknown", id });
    const changed = await this.#attempt(async () => {
      if (!this.#isThere()) throw this.#away();
      const path = await this.#pathOr(folder, () => this.#forget(id));
      if (path === null) return false;
      const trashedAt = await change(path);
      const entry = this.#shelf.entry(id);
      if (entry) this.#shelf.put({ ...entry, summary: { ...entry.summary, trashedAt } }, null);
      return true;
    });
    if (!changed.ok) return changed;
    const summary = this.#shelf.summary(id);
    if (!changed.value || !summary) return failed({ kind: "storyUnknown", id });
    this.#tellSummary(id);
    return done(summary);
  }

  /** One act after the other for each story. */
  #inTurn<Value>(id: string, act: () => Promise<Value>): Promise<Value> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const turn = before.then(act, act);
    this.#turns.set(id, turn);
    const over = () => void (this.#turns.get(id) === turn && this.#turns.delete(id));
    turn.then(over, over);
    return turn;
  }

  /** Relative folder of a story; while the folders are still being walked, a story not met yet is looked for. */
  async #folder(id: string): Promise<string | null> {
    const known = this.#shelf.entry(id);
    if (known) return known.folder;
    const met = await this.#attempt(async () => {
      for await (const { folder } of storyFolders(this.dir, this.#passedOver)) {
        if (idInName(folder) !== id) continue;
        const { entry, article } = await glanceAt(this.dir, folder, () => id);
        if (entry.summary.id !== id || this.#shelf.entry(id)) continue;
        this.#shelf.put(entry, article);
        return true;
      }
      return false;
    });
    if (met.ok && !met.value) await this.#reconciling;
    return this.#shelf.entry(id)?.folder ?? null;
  }

  /** Path of a story's folder; null, after `forget`, when somebody removed it from a library that is there. */
  async #pathOr(folder: string, forget: () => void): Promise<string | null> {
    try {
      return realFolder(this.dir, folder);
    } catch (error) {
      if (!isMissing(error) || !this.#isThere()) throw error;
      forget();
      return null;
    }
  }

  #forget(id: string): void {
    this.#shelf.remove(id);
    this.#emit({ kind: "storyGone", id });
  }

  // --- what follows a change -----------------------------------------------------------------

  #changed(story: OpenStory): void {
    const now = performance.now();
    story.usedAt = now;
    story.indexSince ??= now;
    story.filesSince = { first: story.filesSince?.first ?? now, last: now };
    this.#syncSince ??= now;
    this.#syncs.wake(this.#waits.sync);
    this.#work.wake(Math.min(this.#waits.index, this.#waits.files));
  }

  /** One run of the work; answers after how many milliseconds the next one is wanted. */
  async #doWork(all: boolean): Promise<number> {
    if (this.#trouble) await this.#probe();
    else if (!this.#isThere()) this.#troubled({ kind: "libraryGone", path: this.dir });
    if (!this.#trouble) {
      if (all) await this.#syncs.run(true);
      for (const story of [...this.#stories.values()]) await this.#derive(story, all);
      this.#closeIdle();
      if (this.#shelf.behind && !this.#closed) this.#mendIndex();
    }
    if (this.#trouble) return this.#waits.probe;
    const soon = [...this.#stories.values()].some(
      (story) => story.indexSince !== null || story.filesSince !== null,
    );
    return soon ? this.#waits.index / 4 : this.#waits.watch;
  }

  /** Answers when the next flush is due: a failed one when the library is looked at again. */
  async #syncLogs(all: boolean): Promise<number | null> {
    const since = this.#syncSince;
    if (since === null || this.#trouble) return null;
    const early = since + this.#waits.sync - performance.now();
    if (!all && early > 0) return early;
    this.#syncSince = null;
    const stories = [...this.#stories.values()].filter((story) => story.unsynced);
    const synced = await Promise.all(
      stories.map((story) => this.#try("flushing a log", () => story.sync(this.#options.now()))),
    );
    if (synced.includes(false)) this.#syncSince ??= performance.now();
    return this.#syncSince === null ? null : this.#waits.sync;
  }

  async #derive(story: OpenStory, all: boolean): Promise<void> {
    const now = performance.now();
    if (story.indexSince !== null && (all || now - story.indexSince >= this.#waits.index)) {
      await this.#try("telling the index", () => this.#putInIndex(story));
    }
    const files = story.filesSince;
    if (files === null) return;
    const due = now - files.last >= this.#waits.files || now - files.first >= this.#waits.filesMost;
    if (!all && !due) return;
    story.filesSince = null;
    const written = await this.#try("writing story.json and story.html", async () => {
      try {
        realFolder(this.dir, story.folder);
        const state = { changedAt: instantOf(story.changedAt), logBytes: story.logBytes };
        await writeDerived(story.path, story.article(), state);
      } catch (error) {
        // Something in the way of one story's files (a folder of that name, rights, another program's hold) is no
        // trouble of the library. They are derived: written again after the next change, or when the story is opened.
        if (!isInTheWay(error) || !(await this.#takesFiles())) throw error;
        this.#passedOver(story.folder, error);
      }
    });
    if (!written) story.filesSince ??= { first: now, last: now };
  }

  /** Tells list and search how the story is now. */
  async #putInIndex(story: OpenStory): Promise<void> {
    const since = story.indexSince;
    story.indexSince = null;
    try {
      let before: Entry | null;
      let stamps: Stamps;
      let trashedAt: string | null;
      let sent: string | null;
      do {
        before = this.#shelf.entry(story.id);
        stamps = await stampsOf(story.path);
        trashedAt = await readTrashed(story.path);
        sent = await lastSent(story.path, stamps);
        // Trashed or restored meanwhile: what was read is older than what the list says already.
      } while (this.#shelf.entry(story.id) !== before);
      const told = { article: story.article(), changedAt: instantOf(story.changedAt) };
      this.#shelf.put(entryOf({ ...stamps, folder: story.folder, trashedAt }, told, sent), told.article);
    } catch (error) {
      story.indexSince ??= since;
      throw error;
    }
    this.#tellSummary(story.id);
  }

  /** Closes what nobody has used for a while and nothing is left to do for. */
  #closeIdle(): void {
    const now = performance.now();
    for (const story of this.#stories.values()) {
      const busy =
        story.unsynced ||
        story.suspected ||
        story.indexSince !== null ||
        story.filesSince !== null ||
        story.recovered.length > 0 ||
        this.#followers.has(story.id);
      if (busy || now - story.usedAt < this.#waits.idle) continue;
      this.#stories.delete(story.id);
      story.close();
    }
  }

  // --- trouble -------------------------------------------------------------------------------

  /** Does something on the disk; its trouble becomes the library's and the answer. */
  async #attempt<Value>(act: () => Value | Promise<Value>): Promise<Outcome<Value, LibraryProblem>> {
    try {
      return done(await act());
    } catch (error) {
      const problem = problemOf(error, this.dir);
      if (problem === null) throw error;
      this.#troubled(problem);
      return failed(problem);
    }
  }

  /** The same for work in the background, where nobody waits for the answer: an error nobody foresaw is told. */
  async #try(what: string, act: () => void | Promise<void>): Promise<boolean> {
    try {
      return (await this.#attempt(act)).ok;
    } catch (error) {
      this.#unforeseen(error, what);
      return false;
    }
  }

  #seen(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#unforeseen(error, what);
    }
  }

  readonly #unforeseen = (error: unknown, what = "background work"): void => {
    logOf(this.#options)(`library: ${what}`, error);
  };

  readonly #passedOver: PassedOver = (path, error) => this.#unforeseen(error, `${path} is passed over`);

  #troubled(problem: LibraryProblem | null): void {
    if (problem === null || this.#closed) return;
    const isNews = this.#trouble?.kind !== problem.kind;
    this.#trouble = problem;
    for (const story of this.#stories.values()) story.suspect();
    if (isNews) this.#emit({ kind: "library", problem });
    this.#work.wake(this.#waits.probe);
  }

  /** Whether the folder is our library: an empty folder where a stick was mounted is not. */
  #isThere(): boolean {
    try {
      return existsSync(join(this.dir, LOCK_FILE)) || existsSync(join(this.dir, INDEX_FILE));
    } catch {
      return false;
    }
  }

  #away(): Error {
    return Object.assign(new Error(`${this.dir} is away`), { code: "ENOENT" });
  }

  /** Looks whether the library can be written again, and catches up with what was not written. */
  async #probe(): Promise<void> {
    const problem = await this.#caughtUp();
    if (problem !== null) return this.#troubled(problem);
    this.#trouble = null;
    this.#syncs.wake(0);
    this.#emit({ kind: "library", problem: null });
    if (!this.#closed) this.#mendIndex();
  }

  async #caughtUp(): Promise<LibraryProblem | null> {
    try {
      if (!this.#isThere() || !this.#hold.renew()) return { kind: "libraryGone", path: this.dir };
      await this.#writeProbe();
      for (const story of this.#stories.values()) if (story.suspected) this.#makeWhole(story);
      await this.#hold.say();
      return null;
    } catch (error) {
      const problem = problemOf(error, this.dir);
      if (problem === null) throw error;
      return problem;
    }
  }

  /** One story whose folder cannot be written does not keep the others; its own next append says so. */
  #makeWhole(story: OpenStory): void {
    try {
      story.makeWhole(this.#options.now());
      this.#changed(story);
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      this.#passedOver(story.folder, error);
    }
  }

  async #writeProbe(): Promise<void> {
    const probe = join(this.dir, ".morasse-probe");
    await writeWhole(probe, new Uint8Array(PROBE_BYTES));
    await rm(probe, { force: true });
  }

  /** Whether the library's folder itself can be written. */
  async #takesFiles(): Promise<boolean> {
    try {
      await this.#writeProbe();
      return true;
    } catch (error) {
      if (problemOf(error, this.dir) === null) throw error;
      return false;
    }
  }

  /** Opens the index again and tells it what it lacks. */
  #mendIndex(): void {
    const untold = this.#shelf.mend();
    if (untold) this.#reconcile((id) => untold.has(id));
    else this.#work.wake(this.#waits.probe);
  }

  #reconcile(again: (id: string) => boolean): void {
    this.#reconciling = this.#reconciling.then(async () => {
      await this.#try("walking the folders", async () => {
        await reconcile(
          {
            root: this.dir,
            shelf: this.#shelf,
            now: this.#options.now,
            newId: this.#options.newId,
            isOpen: (id) => this.#stories.has(id) || this.#opening.has(id),
            changed: (summary) => this.#emit({ kind: "story", summary }),
            gone: (id) => this.#emit({ kind: "storyGone", id }),
            passedOver: this.#passedOver,
            stopped: () => this.#closed || !this.#isThere(),
          },
          again,
        );
      });
    });
  }

  #tellSummary(id: string): void {
    const summary = this.#shelf.summary(id);
    if (summary) this.#emit({ kind: "story", summary });
  }

  #emit(event: LibraryEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function logOf(options: LibraryOptions): NonNullable<LibraryOptions["log"]> {
  return options.log ?? ((what, error) => console.error(what, error));
}

const PROBE_BYTES = 256 * 1024;

interface Follower {
  readonly origin: unknown;
  readonly heard: (update: Uint8Array) => void;
}

/** Whether story.json was written after the log's last frame. */
async function isFresh(path: string): Promise<boolean> {
  const [log, json] = await Promise.all([
    statOrNull(join(path, LOG_FILE)),
    statOrNull(join(path, JSON_FILE)),
  ]);
  return log !== null && json !== null && json.mtimeMs >= log.mtimeMs;
}
