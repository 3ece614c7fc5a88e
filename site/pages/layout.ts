import { html, raw } from "hono/html";
import { dayText, isoText } from "../dates.ts";
import type { SiteSection } from "../archive.ts";

/** A piece of HTML whose texts are escaped. */
export type Html = ReturnType<typeof raw>;

/** What every page knows. */
export interface Frame {
  readonly siteName: string;
  /** Public origin, "http://127.0.0.1:4380". */
  readonly origin: string;
  readonly styleSheet: string;
  /** The sections of the newspaper in their order. */
  readonly sections: readonly SiteSection[];
  readonly now: Date;
}

export interface PageHead {
  /** Title without the site's name; "" on the front page. */
  readonly title: string;
  readonly description: string;
  /** Path of the page's own address. */
  readonly path: string;
  /** Section whose page or article this is. */
  readonly section?: SiteSection;
  /** More of the head: cards, JSON-LD. */
  readonly more?: Html;
  /** Keeps the page out of search engines: results, errors. */
  readonly hidden?: boolean;
  /** What was looked for, shown again in the field. */
  readonly typed?: string;
  /** Section the search is kept to, where it was. */
  readonly searched?: string;
}

/** html`…` is a promise only when it holds one; here it never does. */
export function markup(strings: TemplateStringsArray, ...values: unknown[]): Html {
  return html(strings, ...values) as Html;
}

export function page(frame: Frame, head: PageHead, content: Html): string {
  const { siteName, origin, sections, now } = frame;
  const title = head.title === "" ? siteName : `${head.title} - ${siteName}`;
  const feed = head.section === undefined ? "/rss.xml" : `/${head.section.slug}/rss.xml`;
  return String(markup`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${head.description}">
${head.hidden === true ? markup`<meta name="robots" content="noindex">` : markup`<link rel="canonical" href="${origin}${head.path}">`}
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${frame.styleSheet}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" title="${head.section?.name ?? siteName}" href="${feed}">
${head.more ?? ""}
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung chính</a>
<header class="masthead">
<div class="wide masthead-row">
<p class="masthead-name"><a href="/">${siteName}</a></p>
<p class="masthead-day"><time datetime="${isoText(now).slice(0, 10)}">${dayText(now)}</time></p>
${searchForm(head)}
</div>
<nav class="sections" aria-label="Chuyên mục">
<ul class="wide">
<li><a href="/"${head.path === "/" ? raw(' aria-current="page"') : ""}>Trang chủ</a></li>
${sections.map(
  ({ slug, name }) =>
    markup`<li><a href="/${slug}"${head.section?.slug === slug ? raw(' aria-current="true"') : ""}>${name}</a></li>
`,
)}</ul>
</nav>
</header>
<main id="noi-dung" class="wide" tabindex="-1">
${content}
</main>
<footer class="foot">
<div class="wide foot-row">
<p class="foot-name">${siteName}</p>
<ul>
<li><a href="/rss.xml">RSS</a></li>
<li><a href="/tim-kiem">Tìm kiếm</a></li>
</ul>
</div>
</footer>
</body>
</html>
`);
}

/** The search field; on a section's pages with the choice of where to look. */
function searchForm({ section, typed = "", searched }: PageHead): Html {
  const within =
    section === undefined
      ? ""
      : markup`<label class="unseen" for="tim-o">Tìm ở</label>
<select id="tim-o" name="chuyen-muc">
<option value="${section.slug}"${searched === "" ? "" : raw(" selected")}>Chuyên mục này</option>
<option value=""${searched === "" ? raw(" selected") : ""}>Tất cả các chuyên mục</option>
</select>`;
  return markup`<form class="search" action="/tim-kiem" method="get" role="search">
<label class="unseen" for="tim">Tìm bài</label>
<input id="tim" type="search" name="q" value="${typed}" placeholder="Tìm bài" maxlength="200" autocomplete="off">
${within}
<button type="submit">Tìm</button>
</form>`;
}
