import { bylineOf, figuresOf, headlineOf, leadOf, type Figure } from "#core/article";
import {
  bodyBlocksOf,
  plainTextOf,
  type Publication,
  type SiteRefusal,
  type SiteStory,
  type Withdrawal,
} from "#core/exchange";
import { mediaRow, storyRow, type MediaRow, type Row, type SiteDatabase } from "./database.ts";
import type { MediaFolder, MediaType } from "./media.ts";
import { searchText } from "./words.ts";

type Taken = { readonly ok: true; readonly fresh: boolean; readonly story: SiteStory };
type Refused = { readonly ok: false; readonly refusal: SiteRefusal };

/** First parts of an address which are not sections. */
const RESERVED = new Set(["api", "assets", "media", "tim-kiem"]);

/** What desks send, taken whole or refused whole. */
export class Intake {
  readonly #db: SiteDatabase;
  readonly #files: Pick<MediaFolder, "has">;
  readonly #origin: () => string;

  /** @param origin the public origin, known once the server listens. */
  constructor(db: SiteDatabase, files: Pick<MediaFolder, "has">, origin: () => string) {
    this.#db = db;
    this.#files = files;
    this.#origin = origin;
  }

  media(sha256: string): MediaRow | null {
    return mediaRow(this.#db, sha256) ?? null;
  }

  keepMedia(sha256: string, type: MediaType, sizeBytes: number): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO media (sha256, type, size_bytes) VALUES (?, ?, ?)")
      .run(sha256, type, sizeBytes);
  }

  siteStory(id: string): SiteStory | null {
    const row = storyRow(this.#db, id);
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
      const row = storyRow(this.#db, id);
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
    return { ok: true, fresh: false, story: this.#siteStory(storyRow(this.#db, sent.id)!) };
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
    this.#db
      .prepare(
        "INSERT INTO sections (slug, name) VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name",
      )
      .run(section.slug, section.name);
    const cover = figuresOf(article).find(({ picture }) => picture !== null);
    // What changes nothing for a reader is no update of the page.
    const isSame =
      row?.status === "usable" && contentOf(JSON.parse(row.story) as Publication) === contentOf(sent);
    const firstPublished = row?.first_published ?? utc(sent.firstCreated ?? sent.versionCreated);
    this.#db
      .prepare(
        `INSERT INTO stories (id, version, body_sha256, status, section, asked_slug, path,
           headline, lead, language, first_published, published, changed_at, marker, cover, story)
         VALUES (@id, @version, @bodySha256, 'usable', @section, @slug, @path,
           @headline, @lead, @language, @firstPublished, @published, @changedAt, @marker, @cover, @story)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, body_sha256 = excluded.body_sha256,
           status = 'usable', section = excluded.section,
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
        slug: sent.slug,
        path,
        headline,
        lead,
        language: article.details.language,
        firstPublished,
        published: isSame ? row.published : utc(sent.versionCreated),
        changedAt: isSame ? row.changed_at : now.toISOString(),
        marker: sent.marker,
        cover: cover === undefined ? null : JSON.stringify({ cover, pictures: coverPictures(sent, cover) }),
        story: JSON.stringify(sent),
      });
    const { number } = storyRow(this.#db, article.id)!;
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
    return { ok: true, fresh: row === undefined, story: this.#siteStory(storyRow(this.#db, article.id)!) };
  }

  /** The first rendition that is not here, or is here as something else. */
  #checkMedia(sent: Publication): SiteRefusal | null {
    const renditions = sent.pictures.flatMap((picture) => picture.renditions);
    // A row whose file was lost is no picture: readers are shown the bytes.
    const isHere = (sha256: string) => {
      const row = this.media(sha256);
      return row !== null && this.#files.has(sha256, row.size_bytes);
    };
    const missing = [...new Set(renditions.map(({ sha256 }) => sha256))].filter((one) => !isHere(one));
    if (missing.length > 0) {
      return {
        kind: "mediaMissing",
        sha256: missing,
        message: `${missing.length} of the story's renditions are not on the site`,
      };
    }
    const wrong = renditions.find((rendition) => {
      const there = this.media(rendition.sha256)!;
      return there.type !== rendition.mimeType || there.size_bytes !== rendition.sizeBytes;
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
}

/** What readers see of a version, to compare it with another. */
function contentOf({ article, slug, section, pictures }: Publication): string {
  return JSON.stringify([article, slug, section, pictures]);
}

function refused(refusal: SiteRefusal): Refused {
  return { ok: false, refusal };
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
