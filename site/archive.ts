import type { Figure } from "#core/article";
import type { Publication } from "#core/exchange";
import { mediaRow, storyRow, type MediaRow, type Row, type SiteDatabase } from "./database.ts";
import { matchOf } from "./words.ts";

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

type LineRow = Pick<
  Row,
  "id" | "path" | "section" | "headline" | "lead" | "language" | "first_published" | "changed_at" | "cover"
>;

const LINE = "id, path, section, headline, lead, language, first_published, changed_at, cover";

/** What readers ask of the database. */
export class Archive {
  readonly #db: SiteDatabase;

  constructor(db: SiteDatabase) {
    this.#db = db;
  }

  media(sha256: string): MediaRow | null {
    return mediaRow(this.#db, sha256) ?? null;
  }

  find(path: string): Found {
    const id = this.#db.prepare("SELECT story FROM addresses WHERE path = ?").pluck().get(path) as
      string | undefined;
    const row = id === undefined ? undefined : storyRow(this.#db, id);
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
  }): readonly StoryLine[] {
    const { section, except = [], limit, offset = 0 } = query;
    // The section is left out of the question where there is none, so that the index of its order is used.
    const rows = this.#db
      .prepare(
        `SELECT ${LINE} FROM stories
         WHERE status = 'usable' ${section === undefined ? "" : "AND section = @section"}
           AND id NOT IN (SELECT value FROM json_each(@except))
         ORDER BY first_published DESC, number DESC LIMIT @limit OFFSET @offset`,
      )
      .all({
        ...(section === undefined ? {} : { section }),
        except: JSON.stringify(except),
        limit,
        offset,
      }) as LineRow[];
    return rows.map(lineOf);
  }

  /** How many stories of a section are published. */
  count(section: string): number {
    return this.#db
      .prepare("SELECT count(*) FROM stories WHERE status = 'usable' AND section = ?")
      .pluck()
      .get(section) as number;
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

  /** Sections in which stories are published, besides the newspaper's own. */
  sections(): readonly SiteSection[] {
    return this.#db
      .prepare(
        `SELECT slug, name FROM sections WHERE EXISTS
           (SELECT 1 FROM stories WHERE status = 'usable' AND section = sections.slug) ORDER BY slug`,
      )
      .all() as SiteSection[];
  }
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
