import { type LibraryProblem } from "#core/bridge";
import { readTrashed, writeDerived } from "./derived.ts";
import { isInTheWay, problemOf, realFolder } from "./disk.ts";
import { namedByHeadline, stampsOf, type Stamps } from "./folders.ts";
import type { Hold } from "./hold.ts";
import type { Entry } from "./index-file.ts";
import type { OpenStory } from "./open-story.ts";
import type { LibraryEvent, LibraryOptions } from "./port.ts";
import { instantOf } from "./reading.ts";
import { entryOf, lastSent, reconcile } from "./reconcile.ts";
import { Round } from "./round.ts";
import type { Shelf } from "./shelf.ts";
import type { Trouble } from "./trouble.ts";
import type { Waits } from "./waits.ts";

/** What the work in the background needs of its library. */
export interface Kept {
  readonly dir: string;
  readonly options: LibraryOptions;
  readonly waits: Waits;
  readonly hold: Hold;
  readonly shelf: Shelf;
  readonly trouble: Trouble;
  /** The open stories by id. */
  readonly stories: Map<string, OpenStory>;
  isFollowed(id: string): boolean;
  isOpening(id: string): boolean;
  emit(event: LibraryEvent): void;
}

/**
 * What follows a change without anybody waiting for it: flushing logs, telling list and search, writing derived files,
 * looking whether the disk is there, walking the folders.
 */
export class Upkeep {
  readonly #library: Kept;
  readonly #trouble: Trouble;
  /** Flushing logs: in a round of its own, so that it never waits for what can be made again. */
  readonly #syncs: Round;
  /** Telling the index, writing derived files, looking at the disk. */
  readonly #work: Round;
  #syncSince: number | null = null;
  #closed = false;
  #reconciling: Promise<void> = Promise.resolve();

  constructor(library: Kept) {
    const { trouble, waits } = library;
    this.#library = library;
    this.#trouble = trouble;
    this.#syncs = new Round((all) => this.#syncLogs(all), trouble.unforeseen, waits.probe);
    this.#work = new Round((all) => this.#doWork(all), trouble.unforeseen, waits.probe);
  }

  /** Settled when the folders have been walked. */
  get reconciled(): Promise<void> {
    return this.#reconciling;
  }

  /** Everything now. */
  flush(): Promise<void> {
    return this.#work.run(true);
  }

  /** Sees to it that something is done within the given time. */
  wake(inMs: number): void {
    this.#work.wake(inMs);
  }

  /** No timer begins anything any more; `flush` still works. */
  end(): void {
    this.#closed = true;
    this.#syncs.end();
    this.#work.end();
  }

  /** A story was written to: sees to it that everything that follows is done in its time. */
  changed(story: OpenStory): void {
    const now = performance.now();
    story.usedAt = now;
    story.indexSince ??= now;
    story.filesSince = { first: story.filesSince?.first ?? now, last: now };
    this.#syncSince ??= now;
    this.#syncs.wake(this.#library.waits.sync);
    this.#work.wake(Math.min(this.#library.waits.index, this.#library.waits.files));
  }

  /** One run of the work; answers after how many milliseconds the next one is wanted. */
  async #doWork(all: boolean): Promise<number> {
    if (this.#trouble.problem) await this.#probe();
    else if (!this.#trouble.isThere()) this.#trouble.begin({ kind: "libraryGone", path: this.#library.dir });
    if (!this.#trouble.problem) {
      if (all) await this.#syncs.run(true);
      for (const story of [...this.#library.stories.values()]) await this.#derive(story, all);
      this.#closeIdle();
      if (this.#library.shelf.behind && !this.#closed) this.#mendIndex();
    }
    if (this.#trouble.problem) return this.#library.waits.probe;
    const soon = [...this.#library.stories.values()].some(
      (story) => story.indexSince !== null || story.filesSince !== null,
    );
    return soon ? this.#library.waits.index / 4 : this.#library.waits.watch;
  }

  /** Answers when the next flush is due: a failed one when the library is looked at again. */
  async #syncLogs(all: boolean): Promise<number | null> {
    const since = this.#syncSince;
    if (since === null || this.#trouble.problem) return null;
    const early = since + this.#library.waits.sync - performance.now();
    if (!all && early > 0) return early;
    this.#syncSince = null;
    const stories = [...this.#library.stories.values()].filter((story) => story.unsynced);
    const synced = await Promise.all(
      stories.map((story) =>
        this.#trouble.try("flushing a log", () => story.sync(this.#library.options.now())),
      ),
    );
    if (synced.includes(false)) this.#syncSince ??= performance.now();
    return this.#syncSince === null ? null : this.#library.waits.sync;
  }

  async #derive(story: OpenStory, all: boolean): Promise<void> {
    const now = performance.now();
    if (story.indexSince !== null && (all || now - story.indexSince >= this.#library.waits.index)) {
      await this.#trouble.try("telling the index", () => this.putInIndex(story));
    }
    const files = story.filesSince;
    if (files === null) return;
    const due =
      now - files.last >= this.#library.waits.files || now - files.first >= this.#library.waits.filesMost;
    if (!all && !due) return;
    story.filesSince = null;
    const written = await this.#trouble.try("writing story.json and story.html", async () => {
      try {
        realFolder(this.#library.dir, story.folder);
        const state = { changedAt: instantOf(story.changedAt), logBytes: story.logBytes };
        await writeDerived(story.path, story.article(), state);
      } catch (error) {
        // Something in the way of one story's files (a folder of that name, rights, another program's hold) is no
        // trouble of the library. They are derived: written again after the next change, or when the story is opened.
        if (!isInTheWay(error) || !(await this.#trouble.takesFiles())) throw error;
        this.#trouble.passedOver(story.folder, error);
      }
    });
    if (!written) story.filesSince ??= { first: now, last: now };
  }

  /** Tells list and search how the story is now. */
  async putInIndex(story: OpenStory): Promise<void> {
    const since = story.indexSince;
    story.indexSince = null;
    try {
      let before: Entry | null;
      let stamps: Stamps;
      let trashedAt: string | null;
      let sent: string | null;
      do {
        before = this.#library.shelf.entry(story.id);
        stamps = await stampsOf(story.path);
        trashedAt = await readTrashed(story.path);
        sent = await lastSent(story.path, stamps);
        // Trashed or restored meanwhile: what was read is older than what the list says already.
      } while (this.#library.shelf.entry(story.id) !== before);
      const told = { article: story.article(), changedAt: instantOf(story.changedAt) };
      this.#library.shelf.put(
        entryOf({ ...stamps, folder: story.folder, trashedAt }, told, sent),
        told.article,
      );
    } catch (error) {
      story.indexSince ??= since;
      throw error;
    }
    this.tellSummary(story.id);
  }

  /** Closes what nobody has used for a while and nothing is left to do for. */
  #closeIdle(): void {
    const now = performance.now();
    for (const story of this.#library.stories.values()) {
      const busy =
        story.unsynced ||
        story.suspected ||
        story.indexSince !== null ||
        story.filesSince !== null ||
        this.#library.isFollowed(story.id);
      if (busy || now - story.usedAt < this.#library.waits.idle) continue;
      this.#library.stories.delete(story.id);
      this.letGo(story);
    }
  }

  /** Closes a story's log; a folder that was made before there was a headline gets its name. */
  letGo(story: OpenStory): void {
    const { shelf, dir } = this.#library;
    const article = story.article();
    story.close();
    const entry = shelf.entry(story.id);
    // The summary as it is shown: only that one says that the outbox is at work on the story's folder.
    const isQueued = shelf.summary(story.id)?.state === "queued";
    if (!entry || entry.folder !== story.folder || isQueued) return;
    const folder = namedByHeadline(dir, story.folder, article);
    if (folder !== story.folder) shelf.put({ ...entry, folder }, null);
  }

  /** Looks whether the library can be written again, and catches up with what was not written. */
  async #probe(): Promise<void> {
    const problem = await this.#caughtUp();
    if (problem !== null) return this.#trouble.begin(problem);
    this.#trouble.over();
    this.#syncs.wake(0);
    this.#library.emit({ kind: "library", problem: null });
    if (!this.#closed) this.#mendIndex();
  }

  async #caughtUp(): Promise<LibraryProblem | null> {
    try {
      if (!this.#trouble.isThere() || !this.#library.hold.renew())
        return { kind: "libraryGone", path: this.#library.dir };
      await this.#trouble.writeProbe();
      for (const story of this.#library.stories.values()) if (story.suspected) this.#makeWhole(story);
      await this.#library.hold.say();
      return null;
    } catch (error) {
      const problem = problemOf(error, this.#library.dir);
      if (problem === null) throw error;
      return problem;
    }
  }

  /** One story whose folder cannot be written does not keep the others; its own next append says so. */
  #makeWhole(story: OpenStory): void {
    try {
      story.makeWhole(this.#library.options.now());
      this.changed(story);
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      this.#trouble.passedOver(story.folder, error);
    }
  }

  /** Opens the index again and tells it what it lacks. */
  #mendIndex(): void {
    const untold = this.#library.shelf.mend();
    if (untold) this.reconcile((id) => untold.has(id));
    else this.#work.wake(this.#library.waits.probe);
  }

  /** Walks the folders, after the walk that is under way. */
  reconcile(again: (id: string) => boolean): void {
    this.#reconciling = this.#reconciling.then(async () => {
      await this.#trouble.try("walking the folders", async () => {
        await reconcile(
          {
            root: this.#library.dir,
            shelf: this.#library.shelf,
            now: this.#library.options.now,
            newId: this.#library.options.newId,
            isOpen: (id) => this.#library.stories.has(id) || this.#library.isOpening(id),
            changed: (summary) => this.#library.emit({ kind: "story", summary }),
            gone: (id) => this.#library.emit({ kind: "storyGone", id }),
            passedOver: this.#trouble.passedOver,
            stopped: () => this.#closed || !this.#trouble.isThere(),
          },
          again,
        );
      });
    });
  }

  tellSummary(id: string): void {
    const summary = this.#library.shelf.summary(id);
    if (summary) this.#library.emit({ kind: "story", summary });
  }
}
