import Database from "better-sqlite3";
import { bylineOf, figuresOf, headlineOf, leadOf, type Figure } from "#core/article";
import {
  bodyBlocksOf,
  plainTextOf,
  type Publication,
  type SiteRefusal,
  type SiteStory,
  type Withdrawal,
} from "#core/exchange";
import type { MediaType } from "./media.ts";
import { matchOf, searchText } from "./words.ts";

/** A section of the newspaper. */
export interface SiteSection {
  readonly slug: string;
  readonly name: string;
}

/** One line of a list of stories. */
export interface StoryLine {
  readonly id: string;
  readonly path: string;
  readonly section: string;
  readonly headline: string;
  readonly lead: string;
  readonly language: "vi" | "en";
  readonly firstPublishedAt: Date;
  readonly changedAt: Date;
  readonly cover: Figure | null;
  readonly pictures: Publication["pictures"];
}

/** A story as its page shows it. */
export interface StoredStory extends StoryLine {
  readonly story: Publication;
  readonly version: number;
  /** When this version was made by the newsroom. */
  readonly publishedAt: Date;
  readonly tags: readonly string[];
}

export type Found =
  | { readonly kind: "story"; readonly story: StoredStory }
  | { readonly kind: "moved"; readonly path: string }
  | { readonly kind: "gone" }
  | { readonly kind: "unknown" };

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

type Taken = { readonly ok: true; readonly fresh: boolean; readonly story: SiteStory };
type Refused = { readonly ok: false; readonly refusal: SiteRefusal };

const SCHEMA = `
CREATE TABLE IF NOT EXISTS stories (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  body_sha256 TEXT NOT NULL,
  status TEXT NOT NULL,
  section TEXT NOT NULL,
  section_name TEXT NOT NULL,
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

/** First parts of an address which are not sections. */
const RESERVED = new Set(["api", "assets", "media", "tim-kiem"]);

interface Row {
  readonly number: number;
  readonly id: string;
  readonly version: number;
  readonly body_sha256: string;
  readonly status: "usable" | "canceled";
  readonly section: string;
  readonly section_name: string;
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

type LineRow = Pick<
  Row,
  "id" | "path" | "section" | "headline" | "lead" | "language" | "first_published" | "changed_at" | "cover"
>;

const LINE = "id, path, section, headline, lead, language, first_published, changed_at, cover";

/** What the site knows, in one SQLite file. */
export class Store {
  readonly #db: Database.Database;
  readonly #origin: () => string;

  /** @param origin the public origin, known once the server listens. */
  constructor(path: string, origin: () => string) {
    this.#db = new Database(path);
    this.#origin = origin;
    this.#db.pragma("journal_mode = WAL");
    this.#db.pragma("synchronous = FULL");
    this.#db.exec(SCHEMA);
  }

  close(): void {
    this.#db.close();
  }

  // --- what desks send -----------------------------------------------------------------------

  mediaSize(sha256: string): number | null {
    const row = this.#db.prepare("SELECT size_bytes FROM media WHERE sha256 = ?").get(sha256) as
      { size_bytes: number } | undefined;
    return row?.size_bytes ?? null;
  }

  media(sha256: string): { readonly type: MediaType; readonly sizeBytes: number } | null {
    const row = this.#db.prepare("SELECT type, size_bytes FROM media WHERE sha256 = ?").get(sha256) as
      { type: MediaType; size_bytes: number } | undefined;
    return row === undefined ? null : { type: row.type, sizeBytes: row.size_bytes };
  }

  keepMedia(sha256: string, type: MediaType, sizeBytes: number): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO media (sha256, type, size_bytes) VALUES (?, ?, ?)")
      .run(sha256, type, sizeBytes);
  }

  siteStory(id: string): SiteStory | null {
    const row = this.#row(id);
    return row === undefined ? null : this.#siteStory(row);
  }

  /**
   * Takes a version of a story, or refuses it and changes nothing.
   *
   * @param bodySha256 of the raw body, to know the same version sent again.
   */
  take(sent: Publication | Withdrawal, bodySha256: string, now: Date): Taken | Refused {
    return this.#db.transaction((): Taken | Refused => {
      const id = sent.pubStatus === "canceled" ? sent.id : sent.article.id;
      const row = this.#row(id);
      if (row !== undefined && sent.version < row.version) {
        return refused({
          kind: "olderThanSite",
          version: row.version,
          message: `the site has version ${row.version} of this story`,
        });
      }
      if (row !== undefined && sent.version === row.version) {
        if (bodySha256 === row.body_sha256) return { ok: true, fresh: false, story: this.#siteStory(row) };
        return refused({
          kind: "versionTaken",
          version: row.version,
          message: `the site has version ${row.version} of this story with other content`,
        });
      }
      if (sent.pubStatus === "canceled") return this.#withdraw(sent, row, bodySha256, now);
      return this.#publish(sent, row, bodySha256, now);
    })();
  }

  #withdraw(sent: Withdrawal, row: Row | undefined, bodySha256: string, now: Date): Taken | Refused {
    if (row === undefined) {
      return refused({ kind: "unknownAddress", message: "the site never had this story" });
    }
    this.#db
      .prepare(
        "UPDATE stories SET version = ?, body_sha256 = ?, status = 'canceled', changed_at = ? WHERE id = ?",
      )
      .run(sent.version, bodySha256, now.toISOString(), sent.id);
    this.#db.prepare("DELETE FROM words WHERE rowid = ?").run(row.number);
    return { ok: true, fresh: false, story: this.#siteStory(this.#row(sent.id)!) };
  }

  #publish(sent: Publication, row: Row | undefined, bodySha256: string, now: Date): Taken | Refused {
    const { article, section } = sent;
    if (RESERVED.has(section.slug)) {
      return refused({
        kind: "notNinjs",
        field: "subjects",
        message: `subjects has a section whose literal “${section.slug}” is an address of the site itself`,
      });
    }
    const media = this.#checkMedia(sent);
    if (media !== null) return refused(media);

    const headline = headlineOf(article);
    const lead = leadOf(article);
    const path = this.#pathFor(sent, row);
    this.#db.prepare("INSERT OR IGNORE INTO addresses (path, story) VALUES (?, ?)").run(path, article.id);
    const cover = figuresOf(article).find(({ picture }) => picture !== null);
    const firstPublished = row?.first_published ?? utc(sent.firstCreated ?? sent.versionCreated);
    this.#db
      .prepare(
        `INSERT INTO stories (id, version, body_sha256, status, section, section_name, asked_slug, path,
           headline, lead, language, first_published, published, changed_at, marker, cover, story)
         VALUES (@id, @version, @bodySha256, 'usable', @section, @sectionName, @slug, @path,
           @headline, @lead, @language, @firstPublished, @published, @changedAt, @marker, @cover, @story)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, body_sha256 = excluded.body_sha256,
           status = 'usable', section = excluded.section, section_name = excluded.section_name,
           asked_slug = excluded.asked_slug, path = excluded.path, headline = excluded.headline,
           lead = excluded.lead, language = excluded.language, published = excluded.published,
           changed_at = excluded.changed_at, marker = excluded.marker, cover = excluded.cover,
           story = excluded.story`,
      )
      .run({
        id: article.id,
        version: sent.version,
        bodySha256,
        section: section.slug,
        sectionName: section.name,
        slug: sent.slug,
        path,
        headline,
        lead,
        language: article.details.language,
        firstPublished,
        published: utc(sent.versionCreated),
        changedAt: now.toISOString(),
        marker: sent.marker,
        cover: cover === undefined ? null : JSON.stringify({ cover, pictures: coverPictures(sent, cover) }),
        story: JSON.stringify(sent),
      });
    const { number } = this.#row(article.id)!;
    this.#db.prepare("DELETE FROM words WHERE rowid = ?").run(number);
    this.#db
      .prepare("INSERT INTO words (rowid, headline, lead, text, tags, byline) VALUES (?, ?, ?, ?, ?, ?)")
      .run(
        number,
        ...[
          headline,
          lead,
          plainTextOf({ ...article, blocks: bodyBlocksOf(article) }),
          article.details.tags.join("\n"),
          bylineOf(article),
        ].map(searchText),
      );
    return { ok: true, fresh: row === undefined, story: this.#siteStory(this.#row(article.id)!) };
  }

  /** The first rendition that is not here, or is here as something else. */
  #checkMedia(sent: Publication): SiteRefusal | null {
    const renditions = sent.pictures.flatMap((picture) => picture.renditions);
    const missing = [
      ...new Set(renditions.map(({ sha256 }) => sha256).filter((sha256) => this.media(sha256) === null)),
    ];
    if (missing.length > 0) {
      return {
        kind: "mediaMissing",
        sha256: missing,
        message: `${missing.length} of the story's renditions are not on the site`,
      };
    }
    const wrong = renditions.find((rendition) => {
      const there = this.media(rendition.sha256)!;
      return there.type !== rendition.mimeType || there.sizeBytes !== rendition.sizeBytes;
    });
    if (wrong === undefined) return null;
    return {
      kind: "notNinjs",
      field: "associations",
      message: `associations names the rendition ${wrong.sha256} with another contentType or sizeInBytes than its bytes have`,
    };
  }

  /**
   * The address of a story: the one it has while section and slug asked for stay the same; else
   * "/section/slug.html", or with -2, -3 … where another story has or once had that address.
   */
  #pathFor(sent: Publication, row: Row | undefined): string {
    if (row !== undefined && row.section === sent.section.slug && row.asked_slug === sent.slug)
      return row.path;
    const owner = this.#db.prepare("SELECT story FROM addresses WHERE path = ?").pluck();
    for (let number = 1; ; number++) {
      const path = `/${sent.section.slug}/${sent.slug}${number === 1 ? "" : `-${number}`}.html`;
      const story = owner.get(path) as string | undefined;
      if (story === undefined || story === sent.article.id) return path;
    }
  }

  #row(id: string): Row | undefined {
    return this.#db.prepare("SELECT * FROM stories WHERE id = ?").get(id) as Row | undefined;
  }

  #siteStory(row: Row): SiteStory {
    return {
      version: row.version,
      pubStatus: row.status,
      changedAt: row.changed_at,
      path: row.path,
      url: `${this.#origin()}${row.path}`,
      marker: row.marker,
    };
  }

  // --- what readers ask ----------------------------------------------------------------------

  find(path: string): Found {
    const id = this.#db.prepare("SELECT story FROM addresses WHERE path = ?").pluck().get(path) as
      string | undefined;
    const row = id === undefined ? undefined : this.#row(id);
    if (row === undefined) return { kind: "unknown" };
    if (row.status === "canceled") return { kind: "gone" };
    if (row.path !== path) return { kind: "moved", path: row.path };
    const story = JSON.parse(row.story) as Publication;
    return {
      kind: "story",
      story: {
        ...lineOf(row),
        pictures: story.pictures,
        story,
        version: row.version,
        publishedAt: new Date(row.published),
        tags: story.article.details.tags,
      },
    };
  }

  /** Published stories, newest first. */
  stories(query: {
    readonly section?: string;
    readonly except?: readonly string[];
    readonly limit: number;
    readonly offset?: number;
  }): Page<StoryLine> {
    const { section = null, except = [], limit, offset = 0 } = query;
    const where = `status = 'usable' AND (@section IS NULL OR section = @section)
      AND id NOT IN (SELECT value FROM json_each(@except))`;
    const values = { section, except: JSON.stringify(except) };
    const rows = this.#db
      .prepare(
        `SELECT ${LINE} FROM stories WHERE ${where} ORDER BY first_published DESC, number DESC LIMIT @limit OFFSET @offset`,
      )
      .all({ ...values, limit, offset }) as LineRow[];
    const total = this.#db
      .prepare(`SELECT count(*) FROM stories WHERE ${where}`)
      .pluck()
      .get(values) as number;
    return { items: rows.map(lineOf), total };
  }

  /** Stories with all the words typed, best first; a withdrawn one has no words. Null when nothing was typed. */
  search(
    typed: string,
    query: { readonly section?: string; readonly limit: number; readonly offset: number },
  ): Page<StoryLine> | null {
    const match = matchOf(typed);
    if (match === null) return null;
    const { section = null, limit, offset } = query;
    const from = `FROM words JOIN stories ON stories.number = words.rowid
      WHERE words MATCH @match AND (@section IS NULL OR section = @section)`;
    const rows = this.#db
      .prepare(
        `SELECT ${LINE.replaceAll(/(\w+)/g, "stories.$1")} ${from}
         ORDER BY bm25(words, 10, 4, 1, 3, 2), first_published DESC LIMIT @limit OFFSET @offset`,
      )
      .all({ match, section, limit, offset }) as LineRow[];
    const total = this.#db.prepare(`SELECT count(*) ${from}`).pluck().get({ match, section }) as number;
    return { items: rows.map(lineOf), total };
  }

  /** Sections which stories were published in, by name of their latest. */
  sections(): readonly SiteSection[] {
    return this.#db
      .prepare(
        `SELECT section AS slug, section_name AS name, max(changed_at) FROM stories
         WHERE status = 'usable' GROUP BY section ORDER BY section`,
      )
      .all()
      .map((row) => {
        const { slug, name } = row as SiteSection;
        return { slug, name };
      });
  }
}

function refused(refusal: SiteRefusal): Refused {
  return { ok: false, refusal };
}

function lineOf(row: LineRow): StoryLine {
  const cover =
    row.cover === null
      ? null
      : (JSON.parse(row.cover) as { readonly cover: Figure; readonly pictures: Publication["pictures"] });
  return {
    id: row.id,
    path: row.path,
    section: row.section,
    headline: row.headline,
    lead: row.lead,
    language: row.language,
    firstPublishedAt: new Date(row.first_published),
    changedAt: new Date(row.changed_at),
    cover: cover?.cover ?? null,
    pictures: cover?.pictures ?? [],
  };
}

function coverPictures(
  sent: Publication,
  cover: { readonly picture: Figure["picture"] },
): Publication["pictures"] {
  return sent.pictures.filter(({ sha256 }) => sha256 === cover.picture?.sha256);
}

/** An ISO 8601 instant with any offset, in UTC, so that times sort as text. */
function utc(instant: string): string {
  return new Date(instant).toISOString();
}
