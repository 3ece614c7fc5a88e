import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as Y from "yjs";
import { articleOf, blankArticle, silencedIn, type Article, type Block } from "#core/article";
import {
  base64Of,
  done,
  failed,
  type LibraryProblem,
  type Mended,
  type OpenedStory,
  type Outcome,
  type StoryToRead,
} from "#core/bridge";
import { copyHeadline, type StoryList, type StoryQuery, type StorySummary } from "#core/library";
import { firstPublishedAt, type Receipt } from "#core/publishing";
import { createStory, removeUnfinished, type CreatedStory } from "./creation.ts";
import { writeTrashed } from "./derived.ts";
import { isMissing, makeFolder, problemOf, realFolder, syncFolder, systemDisk, type Disk } from "./disk.ts";
import { JSON_FILE, LOG_FILE, TRASH_FILE, idInName, statOrNull, storyFolders } from "./folders.ts";
import { Hold, holderOf } from "./hold.ts";
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
import { applied, foreignFilesIn, isUpdate, mendStory, readStory } from "./reading.ts";
import { readReceipts, writeReceipt } from "./receipts.ts";
import { glanceAt } from "./reconcile.ts";
import { Shelf } from "./shelf.ts";
import { Trouble, logOf } from "./trouble.ts";
import { Upkeep } from "./upkeep.ts";
import { WAITS, type Waits } from "./waits.ts";

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
    makeFolder(root, 0o700);
  } catch (error) {
    const problem = problemOf(error, root);
    if (problem === null) throw error;
    return failed(problem.kind === "diskFull" ? problem : { kind: "notCreatable", path: root });
  }
  try {
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
  readonly #trouble: Trouble;
  readonly #upkeep: Upkeep;
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
    const emit = (event: LibraryEvent) => this.#emit(event);
    this.#trouble = new Trouble(root, logOf(options), (problem, isNews) => {
      for (const story of this.#stories.values()) story.suspect();
      if (isNews) emit({ kind: "library", problem });
      this.#upkeep.wake(this.#waits.probe);
    });
    this.#upkeep = new Upkeep({
      dir: root,
      options,
      waits: this.#waits,
      hold,
      shelf,
      trouble: this.#trouble,
      stories: this.#stories,
      isFollowed: (id) => this.#followers.has(id),
      isOpening: (id) => this.#opening.has(id),
      emit,
    });
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
    if (error !== null) library.#trouble.begin(problemOf(error, root));
    library.#upkeep.reconcile(() => false);
    library.#upkeep.wake(library.#waits.watch);
    return library;
  }

  get problem(): LibraryProblem | null {
    return this.#trouble.problem;
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
    return this.#trouble.attempt(() => this.#created(article, []));
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
      return this.#trouble.attempt(() => this.#created(articleOf(id, doc), originals, { id, doc }));
    for (const { sha256, extension, bytes } of originals) {
      const kept = await this.keepOriginal(id, sha256, extension, bytes);
      if (!kept.ok) return kept;
    }
    const merged = await this.append(id, update, ADOPTED);
    if (!merged.ok) return merged;
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    return this.#trouble.attempt(async () => {
      await this.#upkeep.putInIndex(opened.value);
      return this.#shelf.summary(id)!;
    });
  }

  async duplicate(id: string): Promise<Outcome<StorySummary, LibraryProblem>> {
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    const { folder } = opened.value;
    const { details, blocks } = opened.value.article();
    const titles = new Set(this.#shelf.entries().map(({ summary }) => summary.title));
    const headline = blocks.find((block) => block.kind === "headline");
    const copy = {
      details: { ...details, stage: "draft" as const },
      blocks: blocks.map((block): Block => {
        if (block.kind === "figure") return { ...block, id: this.#options.newId() };
        if (block.kind !== "headline" || block !== headline) return block;
        return { ...block, text: copyHeadline(block.text, details.language, (one) => titles.has(one)) };
      }),
    };
    return this.#trouble.attempt(() => this.#created(copy, folder));
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
    return this.#trouble.attempt(async () => {
      const [foreign, missing, receipts] = await Promise.all([
        foreignFilesIn(story.path),
        missingOriginals(story.path, story.article()),
        readReceipts(story.path),
      ]);
      return {
        id,
        state: base64Of(Y.encodeStateAsUpdate(story.doc)),
        recovered: [
          ...story.untold,
          ...(foreign.length > 0 ? [{ kind: "foreignFiles" as const, files: foreign }] : []),
          ...(missing.length > 0 ? [{ kind: "picturesMissing" as const, files: missing }] : []),
        ],
        receipts,
        summary,
        folder: story.path,
      };
    });
  }

  async acknowledge(id: string, seen: readonly Mended[]): Promise<Outcome<null, LibraryProblem>> {
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    const story = opened.value;
    return this.#trouble.attempt(() => {
      if (!this.#trouble.isThere()) throw this.#trouble.away();
      realFolder(this.dir, story.folder);
      story.acknowledge(seen);
      return null;
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
    return this.#trouble.attempt(() => {
      if (this.#closed || !this.#trouble.isThere()) throw this.#trouble.away();
      story.append(update, now, origin);
      this.#upkeep.changed(story);
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

  async reading(id: string): Promise<Outcome<StoryToRead, LibraryProblem>> {
    const opened = await this.#story(id);
    if (!opened.ok) return opened;
    const changedAt = new Date(opened.value.changedAt).toISOString();
    const meantFor = firstPublishedAt(await this.receipts(id)) ?? changedAt;
    return done({ article: opened.value.article(), meantFor, silenced: silencedIn(opened.value.doc) });
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
    return this.#trouble.attempt(async () => {
      if (!this.#trouble.isThere()) throw this.#trouble.away();
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
    return this.#trouble.attempt(async () => {
      if (!this.#trouble.isThere()) throw this.#trouble.away();
      await writeReceipt(this.dir, story.folder, receipt);
      await this.#upkeep.putInIndex(story);
      return null;
    });
  }

  markQueued(id: string, queued: boolean): void {
    if (this.#shelf.markQueued(id, queued)) this.#upkeep.tellSummary(id);
  }

  async flush(): Promise<void> {
    await this.#upkeep.flush();
  }

  async announce(address: string): Promise<void> {
    const said = await this.#trouble.attempt(() => this.#hold.say({ address }));
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
    this.#trouble.end();
    this.#upkeep.end();
    try {
      await this.#upkeep.reconciled;
      await Promise.allSettled(this.#opening.values());
      await this.#upkeep.flush();
      // A flush that failed just now is made good once more; nobody comes after to do it.
      if ([...this.#stories.values()].some((story) => story.suspected)) await this.#upkeep.flush();
    } finally {
      // Each of them whatever became of the one before: a hold that is kept would lock the newsroom out.
      for (const story of this.#stories.values())
        this.#trouble.seen("closing a story", () => this.#upkeep.letGo(story));
      this.#stories.clear();
      this.#trouble.seen("closing the index", () => this.#shelf.close());
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
    const opened = await this.#trouble.attempt(async () => {
      if (!this.#trouble.isThere()) throw this.#trouble.away();
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
      return failed({ kind: "storyUnreadable", path: join(this.dir, folder), ...opened.value });
    }
    const story = opened.value;
    if (story.filesSince === null && !(await isFresh(story.path))) this.#upkeep.changed(story);
    return done(story);
  }

  #keepOpen(story: ConstructorParameters<typeof OpenStory>[2], isChanged: boolean): OpenStory {
    const opened = new OpenStory(this.#disk, this.dir, story, (update, origin) => {
      for (const follower of [...(this.#followers.get(story.id) ?? [])])
        if (follower.origin !== origin) follower.heard(update);
    });
    opened.usedAt = performance.now();
    this.#stories.set(story.id, opened);
    if (isChanged) this.#upkeep.changed(opened);
    else this.#upkeep.wake(this.#waits.idle);
    return opened;
  }

  async #created(
    content: Pick<Article, "details" | "blocks">,
    from: string | readonly Original[],
    adopted?: { readonly id: string; readonly doc: Y.Doc },
  ): Promise<StorySummary> {
    if (this.#closed || !this.#trouble.isThere()) throw this.#trouble.away();
    const id = adopted?.id ?? this.#options.newId();
    const now = this.#options.now();
    const made: CreatedStory = await createStory(this.dir, content, id, now, from, adopted?.doc);
    const story = this.#keepOpen({ ...made, id, changedAt: now.getTime(), untold: [] }, true);
    await this.#upkeep.putInIndex(story);
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
    const changed = await this.#trouble.attempt(async () => {
      if (!this.#trouble.isThere()) throw this.#trouble.away();
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
    this.#upkeep.tellSummary(id);
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
    const met = await this.#trouble.attempt(async () => {
      for await (const { folder } of storyFolders(this.dir, this.#trouble.passedOver)) {
        if (idInName(folder) !== id) continue;
        const { entry, article } = await glanceAt(this.dir, folder, () => id);
        if (entry.summary.id !== id || this.#shelf.entry(id)) continue;
        this.#shelf.put(entry, article);
        return true;
      }
      return false;
    });
    if (met.ok && !met.value) await this.#upkeep.reconciled;
    return this.#shelf.entry(id)?.folder ?? null;
  }

  /** Path of a story's folder; null, after `forget`, when somebody removed it from a library that is there. */
  async #pathOr(folder: string, forget: () => void): Promise<string | null> {
    try {
      return realFolder(this.dir, folder);
    } catch (error) {
      if (!isMissing(error) || !this.#trouble.isThere()) throw error;
      forget();
      return null;
    }
  }

  #forget(id: string): void {
    this.#shelf.remove(id);
    this.#emit({ kind: "storyGone", id });
  }

  #emit(event: LibraryEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

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
