import { createHash } from "node:crypto";
import { Hono, type Context } from "hono";
import type { Assets } from "./assets.ts";
import { robots, rss, siteMap } from "./feeds.ts";
import { EXTENSIONS, type MediaFolder } from "./media.ts";
import { articlePage } from "./pages/article.ts";
import type { Frame } from "./pages/layout.ts";
import { PER_PAGE, TOP_STORIES, absentPage, frontPage, searchPage, sectionPage } from "./pages/lists.ts";
import type { Archive, SiteSection } from "./archive.ts";

/** What readers ask: pages, pictures, feeds. Nothing here changes anything. */
export interface ReadersOptions {
  readonly archive: Archive;
  readonly media: MediaFolder;
  readonly assets: Assets;
  readonly siteName: string;
  /** The newspaper's own order; sections that stories came in besides are put behind. */
  readonly sections: readonly SiteSection[];
  readonly origin: () => string;
  readonly now: () => Date;
}

const FRONT_STORIES = TOP_STORIES + 6;
const BLOCK_STORIES = 4;
const OTHER_STORIES = 8;
const FEED_STORIES = 50;
/** Most addresses in one site map (sitemaps.org). */
const MAP_STORIES = 49_000;
const FOREVER = "public, max-age=31536000, immutable";
/** Always asked again, answered with 304 while nothing changed: a correction is seen at once. */
const FRESH = "public, max-age=0, must-revalidate";

const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="3" fill="#9b1c1f"/><path d="M7 9h18M7 14h18M7 19h8M7 24h8M19 18.500h6v6h-6z" stroke="#fff" stroke-width="2.500" fill="none"/></svg>`;

export function readersOf(options: ReadersOptions): Hono {
  const { archive, media, assets, siteName, origin, now } = options;
  const app = new Hono();

  const sections = (): readonly SiteSection[] => {
    const own = new Set(options.sections.map(({ slug }) => slug));
    return [...options.sections, ...archive.sections().filter(({ slug }) => !own.has(slug))];
  };
  const frame = (): Frame => ({
    siteName,
    origin: origin(),
    styleSheet: assets.styleSheet,
    sections: sections(),
    now: now(),
  });

  app.get("/", (c) => {
    const newest = archive.stories({ limit: FRONT_STORIES });
    // What stands at the top is not told again in its section's block.
    const except = newest.slice(0, TOP_STORIES).map(({ id }) => id);
    const blocks = sections()
      .map((section) => ({
        section,
        stories: archive.stories({ section: section.slug, except, limit: BLOCK_STORIES }),
      }))
      .filter(({ stories }) => stories.length > 0);
    return answer(c, frontPage(frame(), newest, blocks));
  });

  app.get("/tim-kiem", (c) => {
    const typed = (c.req.query("q") ?? "").normalize("NFC").trim().slice(0, 200);
    const slug = c.req.query("chuyen-muc") ?? "";
    const section = sections().find((each) => each.slug === slug) ?? null;
    const number = pageNumber(c.req.query("trang"));
    if (number === null) return absent(c, "unknown");
    const found = archive.search(typed, {
      ...(section === null ? {} : { section: section.slug }),
      limit: PER_PAGE,
      offset: (number - 1) * PER_PAGE,
    });
    return answer(c, searchPage(frame(), { typed, section, found, number }));
  });

  app.get("/rss.xml", (c) =>
    answer(c, rss(frame(), null, archive.stories({ limit: FEED_STORIES })), { type: RSS }),
  );
  app.get("/:section/rss.xml", (c) => {
    const section = sections().find(({ slug }) => slug === c.req.param("section"));
    if (section === undefined) return absent(c, "unknown");
    const items = archive.stories({ section: section.slug, limit: FEED_STORIES });
    return answer(c, rss(frame(), section, items), { type: RSS });
  });
  app.get("/sitemap.xml", (c) =>
    answer(c, siteMap(frame(), archive.stories({ limit: MAP_STORIES })), {
      type: "application/xml; charset=utf-8",
    }),
  );
  app.get("/robots.txt", (c) => answer(c, robots(frame()), { type: "text/plain; charset=utf-8" }));
  app.get("/favicon.svg", (c) =>
    answer(c, FAVICON, { type: "image/svg+xml", caching: "public, max-age=86400" }),
  );

  app.get("/assets/*", (c) => {
    const file = assets.at(c.req.path);
    if (file === null) return absent(c, "unknown");
    return c.body(file.bytes, 200, { "content-type": file.type, "cache-control": FOREVER });
  });

  app.get("/media/:name", async (c) => {
    const [, sha256 = "", extension = ""] = /^([0-9a-f]{64})\.([a-z]{3,4})$/.exec(c.req.param("name")) ?? [];
    const known = sha256 === "" ? null : archive.media(sha256);
    if (known === null || EXTENSIONS[known.type] !== extension) return absent(c, "unknown");
    const headers = {
      "content-type": known.type,
      "cache-control": FOREVER,
      etag: `"${sha256}"`,
    };
    if (c.req.header("if-none-match")?.includes(`"${sha256}"`)) return c.body(null, 304, headers);
    if (!media.has(sha256, known.size_bytes)) return absent(c, "unknown");
    return c.body(media.stream(sha256), 200, { ...headers, "content-length": String(known.size_bytes) });
  });

  app.get("*", (c) => {
    const path = c.req.path;
    if (path.length > 1 && path.endsWith("/")) {
      const trimmed = path.replace(/\/+$/, "");
      // Kept inside the site: "//elsewhere/" would lead to another host.
      return /^\/[^/]/.test(trimmed) ? c.redirect(trimmed, 301) : absent(c, "unknown");
    }
    const section = sections().find(({ slug }) => path === `/${slug}`);
    if (section !== undefined) return sectionAnswer(c, section);
    const found = archive.find(path);
    switch (found.kind) {
      case "unknown":
      case "gone":
        return absent(c, found.kind);
      case "moved":
        return c.redirect(found.path, 301);
      case "story": {
        const { story } = found;
        const own = sections().find(({ slug }) => slug === story.section) ?? story.story.section;
        const same = archive.stories({
          section: story.section,
          except: [story.id],
          limit: OTHER_STORIES,
        });
        const room = OTHER_STORIES - same.length;
        const except = [story.id, ...same.map(({ id }) => id)];
        const others = room === 0 ? [] : archive.stories({ except, limit: room });
        return answer(c, articlePage(frame(), story, own, [...same, ...others]));
      }
    }
  });

  const sectionAnswer = (c: Context, section: SiteSection): Response => {
    const number = pageNumber(c.req.query("trang"));
    if (number === null) return absent(c, "unknown");
    const items = archive.stories({
      section: section.slug,
      limit: PER_PAGE,
      offset: (number - 1) * PER_PAGE,
    });
    if (items.length === 0 && number > 1) return absent(c, "unknown");
    return answer(c, sectionPage(frame(), section, items, archive.count(section.slug), number));
  };

  const absent = (c: Context, kind: "unknown" | "gone"): Response =>
    c.html(absentPage(frame(), c.req.path, kind), kind === "gone" ? 410 : 404, {
      "cache-control": "no-cache",
    });

  app.notFound((c) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return absent(c, "unknown");
    return c.text("Method Not Allowed", 405, { allow: "GET, HEAD" });
  });
  return app;
}

const RSS = "application/rss+xml; charset=utf-8";

/** A text with its ETag, or 304 for a reader who has it. */
function answer(
  c: Context,
  text: string,
  {
    type = "text/html; charset=utf-8",
    caching = FRESH,
  }: { readonly type?: string; readonly caching?: string } = {},
): Response {
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  const headers = { "content-type": type, "cache-control": caching, etag };
  const had = (c.req.header("if-none-match") ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  if (had.includes(etag)) return c.body(null, 304, headers);
  return c.body(text, 200, headers);
}

/** Number of a page of a list, from 1; null for anything else than a plain number. */
function pageNumber(text: string | undefined): number | null {
  if (text === undefined) return 1;
  return /^[1-9][0-9]{0,4}$/.test(text) ? Number(text) : null;
}
