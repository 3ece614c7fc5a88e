import { escapeHtml } from "#core/exchange";
import { isoText, rssTime } from "./dates.ts";
import type { Frame } from "./pages/layout.ts";
import { cardPicture, renditionPath } from "./pages/pictures.ts";
import type { SiteSection, StoryLine } from "./archive.ts";

/** What machines read: RSS 2.0, the site map with news, robots.txt. */

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** RSS 2.0 (rssboard.org/rss-specification) of the site or one section. */
export function rss(frame: Frame, section: SiteSection | null, stories: readonly StoryLine[]): string {
  const { origin, siteName } = frame;
  const home = section === null ? `${origin}/` : `${origin}/${section.slug}`;
  const self = section === null ? `${origin}/rss.xml` : `${origin}/${section.slug}/rss.xml`;
  const title = section === null ? siteName : `${section.name} - ${siteName}`;
  const items = stories.map((line) => {
    const card = cardPicture(line.cover, line.pictures);
    const enclosure =
      card === null
        ? ""
        : `\n<enclosure url="${origin}${renditionPath(card.rendition)}" length="${card.rendition.sizeBytes}" type="${card.rendition.mimeType}"/>`;
    return `<item>
<title>${escapeHtml(line.headline)}</title>
<link>${origin}${line.path}</link>
<guid isPermaLink="false">urn:uuid:${line.id}</guid>
<pubDate>${rssTime(line.firstPublishedAt)}</pubDate>
<description>${escapeHtml(line.lead)}</description>${enclosure}
</item>`;
  });
  const newest = stories[0];
  return `${XML}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeHtml(title)}</title>
<link>${home}</link>
<description>${escapeHtml(`Tin mới nhất: ${title}`)}</description>
<language>vi</language>
<atom:link href="${self}" rel="self" type="application/rss+xml"/>${
    newest === undefined ? "" : `\n<lastBuildDate>${rssTime(newest.firstPublishedAt)}</lastBuildDate>`
  }
${items.join("\n")}
</channel>
</rss>
`;
}

/** A story is news for a site map for two days (Google, "Create a news sitemap"). */
const NEWS_MS = 2 * 24 * 3_600_000;

export function siteMap(frame: Frame, stories: readonly StoryLine[]): string {
  const { origin, siteName, now } = frame;
  const pages = ["/", ...frame.sections.map(({ slug }) => `/${slug}`)].map(
    (path) => `<url><loc>${origin}${path}</loc></url>`,
  );
  const urls = stories.map((line) => {
    const fresh = now.getTime() - line.firstPublishedAt.getTime() <= NEWS_MS;
    const news = fresh
      ? `<news:news><news:publication><news:name>${escapeHtml(siteName)}</news:name><news:language>${line.language}</news:language></news:publication><news:publication_date>${isoText(line.firstPublishedAt)}</news:publication_date><news:title>${escapeHtml(line.headline)}</news:title></news:news>`
      : "";
    return `<url><loc>${origin}${line.path}</loc><lastmod>${isoText(line.changedAt)}</lastmod>${news}</url>`;
  });
  return `${XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${[...pages, ...urls].join("\n")}
</urlset>
`;
}

export function robots({ origin }: Frame): string {
  return `User-agent: *\nDisallow: /api/\nDisallow: /tim-kiem\nSitemap: ${origin}/sitemap.xml\n`;
}
