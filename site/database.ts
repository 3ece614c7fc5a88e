import Database from "better-sqlite3";
import type { MediaType } from "./media.ts";

/** The site's one SQLite file: its tables, and the rows as they lie in it. */
export type SiteDatabase = Database.Database;

/** Grows when the tables change; kept in the file as `user_version`. */
const VERSION = 1;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS stories (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  body_sha256 TEXT NOT NULL,
  status TEXT NOT NULL,
  section TEXT NOT NULL,
  asked_slug TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  headline TEXT NOT NULL,
  lead TEXT NOT NULL,
  language TEXT NOT NULL,
  first_published TEXT NOT NULL,
  published TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  marker TEXT,
  cover TEXT,
  story TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS stories_by_time ON stories (status, first_published DESC, number DESC);
CREATE INDEX IF NOT EXISTS stories_by_section ON stories (status, section, first_published DESC, number DESC);
-- Sections that stories came in, by the name of the latest.
CREATE TABLE IF NOT EXISTS sections (slug TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Every address a story ever had: an old one leads to the new one for good.
CREATE TABLE IF NOT EXISTS addresses (path TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS media (
  sha256 TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
  headline, lead, text, tags, byline,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
`;

/** @throws on a file that is no database, cannot be written, or was made by a later version of the site. */
export function openDatabase(path: string): SiteDatabase {
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  const version = db.pragma("user_version", { simple: true }) as number;
  if (version > VERSION) {
    db.close();
    throw new Error(`${path} was made by a later version of the site (${version} > ${VERSION})`);
  }
  db.exec(SCHEMA);
  db.pragma(`user_version = ${VERSION}`);
  return db;
}

export interface MediaRow {
  readonly type: MediaType;
  readonly size_bytes: number;
}

export function mediaRow(db: SiteDatabase, sha256: string): MediaRow | undefined {
  return db.prepare("SELECT type, size_bytes FROM media WHERE sha256 = ?").get(sha256) as
    MediaRow | undefined;
}

export interface Row {
  readonly number: number;
  readonly id: string;
  readonly version: number;
  readonly body_sha256: string;
  readonly status: "usable" | "canceled";
  readonly section: string;
  readonly asked_slug: string;
  readonly path: string;
  readonly headline: string;
  readonly lead: string;
  readonly language: "vi" | "en";
  readonly first_published: string;
  readonly published: string;
  readonly changed_at: string;
  readonly marker: string | null;
  readonly cover: string | null;
  readonly story: string;
}

export function storyRow(db: SiteDatabase, id: string): Row | undefined {
  return db.prepare("SELECT * FROM stories WHERE id = ?").get(id) as Row | undefined;
}
