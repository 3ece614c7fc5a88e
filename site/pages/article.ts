import { raw } from "hono/html";
import { bylineOf, lineOf, textOf, type Line, type TextBlock } from "#core/article";
import { bodyBlocksOf, bodyHtml, lineHtml } from "#core/exchange";
import { isoText, timeText } from "../dates.ts";
import type { SiteSection, StoredStory, StoryLine } from "../archive.ts";
import { markup, page, type Frame, type Html } from "./layout.ts";
import { othersHtml } from "./lists.ts";
import { addressOf, cardPicture, renditionPath } from "./pictures.ts";

const MEASURE = "(min-width: 48rem) 44rem, 100vw";
/** From this much later on a page says that it was brought up to date. */
const UPDATED_AFTER_MS = 60_000;

export function articlePage(
  frame: Frame,
  stored: StoredStory,
  section: SiteSection,
  others: readonly StoryLine[],
): string {
  const { article } = stored.story;
  const { language } = article.details;
  const byline = bylineOf(article);
  const lead = markedLine(stored, "lead");
  const updated = stored.publishedAt.getTime() - stored.firstPublishedAt.getTime() >= UPDATED_AFTER_MS;
  const located = article.details.dateline.trim();
  return page(
    frame,
    {
      title: stored.headline,
      description: stored.lead === "" ? stored.headline : stored.lead,
      path: stored.path,
      section,
      more: headOf(frame, stored, section, byline),
    },
    markup`<div class="reading">
<article class="story" lang="${language}">
<header>
<p class="crumb" lang="vi"><a href="/${section.slug}">${section.name}</a></p>
<h1>${raw(lineHtml(markedLine(stored, "headline")))}</h1>
<p class="story-time" lang="vi"><time datetime="${isoText(stored.firstPublishedAt)}">${timeText(stored.firstPublishedAt)}</time>${
      updated
        ? markup` <span class="story-updated">Cập nhật: <time datetime="${isoText(stored.publishedAt)}">${timeText(stored.publishedAt)}</time></span>`
        : ""
    }</p>
${lead.length === 0 ? "" : markup`<p class="lead">${raw(lineHtml(lead))}</p>`}
</header>
${located === "" ? "" : markup`<p class="located">${located}</p>`}
<div class="story-body">
${raw(
  bodyHtml(bodyBlocksOf(article), {
    language,
    picture: (figure, number) => addressOf(figure, stored.pictures, MEASURE, number === 1 ? "eager" : "lazy"),
  }),
)}
</div>
${byline === "" ? "" : markup`<p class="byline">${byline}</p>`}
${tagsHtml(stored.tags)}
</article>
${othersHtml(others, frame.now)}
</div>`,
  );
}

/** The typed line of a place with its marks; several are joined by a space. */
function markedLine(stored: StoredStory, kind: TextBlock["kind"]): Line {
  return stored.story.article.blocks
    .filter((block): block is TextBlock => block.kind === kind && textOf(block.text).trim() !== "")
    .flatMap((block, index) => (index === 0 ? block.text : [...lineOf(" "), ...block.text]));
}

function tagsHtml(tags: readonly string[]): Html | "" {
  if (tags.length === 0) return "";
  return markup`<ul class="tags" aria-label="Từ khóa" lang="vi">
${tags.map((tag) => markup`<li><a href="/tim-kiem?${new URLSearchParams({ q: tag }).toString()}">${tag}</a></li>\n`)}</ul>`;
}

/** Open Graph (ogp.me), Twitter cards and schema.org's NewsArticle as JSON-LD. */
function headOf(frame: Frame, stored: StoredStory, section: SiteSection, byline: string): Html {
  const { origin, siteName } = frame;
  const url = `${origin}${stored.path}`;
  const card = cardPicture(stored.cover, stored.pictures);
  const properties: readonly (readonly [string, string])[] = [
    ["og:type", "article"],
    ["og:site_name", siteName],
    ["og:title", stored.headline],
    ["og:description", stored.lead],
    ["og:url", url],
    ["og:locale", stored.language === "en" ? "en_US" : "vi_VN"],
    ["article:published_time", isoText(stored.firstPublishedAt)],
    ["article:modified_time", isoText(stored.publishedAt)],
    ["article:section", section.name],
    ...stored.tags.map((tag) => ["article:tag", tag] as const),
    ...(card === null
      ? []
      : ([
          ["og:image", `${origin}${renditionPath(card.rendition)}`],
          ["og:image:type", card.rendition.mimeType],
          ["og:image:width", String(card.rendition.widthPx)],
          ["og:image:height", String(card.rendition.heightPx)],
          ["og:image:alt", card.altText],
        ] as const)),
  ];
  const named: readonly (readonly [string, string])[] = [
    ["author", byline],
    ["twitter:card", card === null ? "summary" : "summary_large_image"],
    ["twitter:title", stored.headline],
    ["twitter:description", stored.lead],
    ...(card === null
      ? []
      : ([
          ["twitter:image", `${origin}${renditionPath(card.rendition)}`],
          ["twitter:image:alt", card.altText],
        ] as const)),
  ];
  const images = stored.story.article.blocks.flatMap((block) => {
    const picture = block.kind === "figure" ? cardPicture(block, stored.pictures) : null;
    if (picture === null) return [];
    const { rendition } = picture;
    return [
      {
        "@type": "ImageObject",
        url: `${origin}${renditionPath(rendition)}`,
        width: rendition.widthPx,
        height: rendition.heightPx,
      },
    ];
  });
  const data = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    mainEntityOfPage: url,
    // Google's limit for a headline: 110 characters.
    headline: [...stored.headline].slice(0, 110).join(""),
    description: stored.lead,
    datePublished: isoText(stored.firstPublishedAt),
    dateModified: isoText(stored.publishedAt),
    inLanguage: stored.language,
    articleSection: section.name,
    ...(stored.tags.length === 0 ? {} : { keywords: stored.tags }),
    ...(byline === "" ? {} : { author: [{ "@type": "Person", name: byline }] }),
    ...(images.length === 0 ? {} : { image: images }),
    publisher: { "@type": "NewsMediaOrganization", name: siteName, url: `${origin}/` },
  };
  const filled = ([, content]: readonly [string, string]) => content !== "";
  return markup`${properties
    .filter(filled)
    .map(([property, content]) => markup`<meta property="${property}" content="${content}">\n`)}${named
    .filter(filled)
    .map(
      ([name, content]) => markup`<meta name="${name}" content="${content}">\n`,
    )}<script type="application/ld+json">${raw(jsonInScript(data))}</script>`;
}

/** JSON which cannot end the script element it stands in (HTML, section 4.12.1.3). */
function jsonInScript(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
