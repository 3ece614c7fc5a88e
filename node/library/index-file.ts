import { lstatSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { STORY_STATES, type StorySummary } from "#core/library";
import { codeOf } from "./disk.ts";
import type { Stamps } from "./folders.ts";

/** What the library knows of a story without opening it. `summary.state` leaves the outbox out. */
export interface Entry extends Stamps {
  readonly summary: StorySummary;
  /** Path of the story's folder relative to the library, "/" between. */
  readonly folder: string;
}

export const INDEX_FILE = "index.sqlite";

/** Raised when the tables or the text fed to the search change: an index of another version is made anew. */
const VERSION = 1;

/**
 * Summaries and search on disk: derived, deleted and made anew at will.
 *
 * FTS5 without the text itself (`content=''`), Vietnamese marks folded by `remove_diacritics 2`, đ by
 * `searchTextOf` before, since the tokenizer leaves it (https://sqlite.org/fts5.html#unicode61_tokenizer).
 * Locking is exclusive, so that the write-ahead log needs no shared memory: a pulled stick must not end the
 * process by SIGBUS (https://sqlite.org/wal.html#use_of_wal_without_shared_memory).
 */
export class IndexFile {
  readonly #db: Database.Database;
  readonly #put: Database.Statement;
  readonly #putBoth: (entry: Entry, text: string | null) => number;
  /** Row of each story: numbers are many times cheaper to fetch than ids when a word finds thousands. */
  readonly #rows = new Map<string, number>();
  readonly #putText: Database.Statement;
  readonly #remove: Database.Statement;
  readonly #removeText: Database.Statement;
  readonly #find: Database.Statement;

  private constructor(db: Database.Database) {
    this.#db = db;
    this.#put = db
      .prepare(
        `
      INSERT INTO stories (id, folder, title, section, state, filled, asked, words, byline, changedAt, trashedAt,
                           logBytes, logTime, receiptsTime)
      VALUES (@id, @folder, @title, @section, @state, @filled, @asked, @words, @byline, @changedAt, @trashedAt,
              @logBytes, @logTime, @receiptsTime)
      ON CONFLICT (id) DO UPDATE SET
        folder = @folder, title = @title, section = @section, state = @state, filled = @filled, asked = @asked,
        words = @words, byline = @byline, changedAt = @changedAt, trashedAt = @trashedAt,
        logBytes = @logBytes, logTime = @logTime, receiptsTime = @receiptsTime
      RETURNING row`,
      )
      .pluck();
    this.#putText = db.prepare("INSERT OR REPLACE INTO texts (rowid, text) VALUES (?, ?)");
    this.#putBoth = db.transaction((entry: Entry, text: string | null) => {
      const row = Number(this.#put.get(rowOf(entry)));
      if (text !== null) this.#putText.run(row, text);
      return row;
    });
    this.#remove = db.prepare("DELETE FROM stories WHERE row = ?");
    this.#removeText = db.prepare("DELETE FROM texts WHERE rowid = ?");
    this.#find = db.prepare("SELECT rowid FROM texts WHERE texts MATCH ?").pluck();
  }

  /** Opens the library's index; a missing, damaged or older one is made anew. @throws what SQLite says of the disk. */
  static open(dir: string): IndexFile {
    const path = join(dir, INDEX_FILE);
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
    try {
      return new IndexFile(opened(path));
    } catch (error) {
      // "ERROR": a sound database with other tables, put here by somebody.
      if (!isDamaged(error) && codeOf(error) !== "SQLITE_ERROR") throw error;
      IndexFile.remove(dir);
      return new IndexFile(opened(path));
    }
  }

  static remove(dir: string): void {
    for (const ending of ["", "-wal", "-shm", "-journal"])
      rmSync(join(dir, INDEX_FILE + ending), { force: true });
  }

  entries(): readonly Entry[] {
    const rows = this.#db.prepare("SELECT * FROM stories").all() as readonly Row[];
    for (const { id, row } of rows) this.#rows.set(id, row);
    return rows.map(entryOf);
  }

  /** Puts a story in, in one transaction with its text. */
  put(entry: Entry, text: string | null): void {
    this.#rows.set(entry.summary.id, this.#putBoth(entry, text));
  }

  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.together(() => {
      this.#removeText.run(row);
      this.#remove.run(row);
    });
    this.#rows.delete(id);
  }

  /** Runs several puts or removals as one transaction. */
  together(act: () => void): void {
    this.#db.transaction(act)();
  }

  /** Whether an FTS5 query finds a story, by its id. */
  find(query: string): (id: string) => boolean {
    const found = new Set(this.#find.all(query) as readonly number[]);
    return (id) => found.has(this.#rows.get(id) ?? 0);
  }

  close(): void {
    this.#db.close();
  }
}

/** Whether the error says that the file is no good database, rather than that the disk is in trouble. */
export function isDamaged(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(codeOf(error));
}

interface Row {
  readonly row: number;
  readonly id: string;
  readonly folder: string;
  readonly title: string;
  readonly section: string;
  readonly state: string;
  readonly filled: number;
  readonly asked: number;
  readonly words: number;
  readonly byline: string;
  readonly changedAt: string;
  readonly trashedAt: string | null;
  readonly logBytes: number;
  readonly logTime: number;
  readonly receiptsTime: number;
}

function rowOf({ summary, folder, logBytes, logTime, receiptsTime }: Entry) {
  return {
    id: summary.id,
    folder,
    title: summary.title,
    section: summary.section,
    state: summary.state,
    filled: summary.picturesFilled,
    asked: summary.picturesAsked,
    words: summary.words,
    byline: summary.byline,
    changedAt: summary.changedAt,
    trashedAt: summary.trashedAt,
    logBytes,
    logTime,
    receiptsTime,
  };
}

function entryOf(row: Row): Entry {
  return {
    folder: row.folder,
    logBytes: row.logBytes,
    logTime: row.logTime,
    receiptsTime: row.receiptsTime,
    summary: {
      id: row.id,
      title: row.title,
      section: row.section,
      state: STORY_STATES.find((state) => state === row.state) ?? "draft",
      picturesFilled: row.filled,
      picturesAsked: row.asked,
      words: row.words,
      byline: row.byline,
      changedAt: row.changedAt,
      trashedAt: row.trashedAt,
    },
  };
}

function opened(path: string): Database.Database {
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma("locking_mode = EXCLUSIVE");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL");
    const version = db.pragma("user_version", { simple: true });
    if (version !== VERSION) makeTables(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function makeTables(db: Database.Database): void {
  db.transaction(() => {
    db.exec(`
      DROP TABLE IF EXISTS stories;
      DROP TABLE IF EXISTS texts;
      CREATE TABLE stories (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        folder TEXT NOT NULL,
        title TEXT NOT NULL,
        section TEXT NOT NULL,
        state TEXT NOT NULL,
        filled INTEGER NOT NULL,
        asked INTEGER NOT NULL,
        words INTEGER NOT NULL,
        byline TEXT NOT NULL,
        changedAt TEXT NOT NULL,
        trashedAt TEXT,
        logBytes INTEGER NOT NULL,
        logTime REAL NOT NULL,
        receiptsTime REAL NOT NULL
      );
      CREATE VIRTUAL TABLE texts USING fts5(
        text, content='', contentless_delete=1, prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 2"
      );
      PRAGMA user_version = ${VERSION};
    `);
  })();
}
