import { beginningOf } from "#core/article";
import { isoText, shortTimeText } from "../dates.ts";
import type { SiteSection, StoryLine } from "../archive.ts";
import { markup, page, type Frame, type Html } from "./layout.ts";
import { coverHtml } from "./pictures.ts";

/** The pages which list stories: front, section, search. */

export const PER_PAGE = 20;
/** Longest headline of a list in characters; the style sheet cuts earlier where lines are short. */
const MOST_LISTED_HEADLINE = 160;
/** The opener and those beside it. */
export const TOP_STORIES = 6;
const SMALL = "(min-width: 48rem) 14rem, 40vw";

export function frontPage(
  frame: Frame,
  newest: readonly StoryLine[],
  sections: readonly { readonly section: SiteSection; readonly stories: readonly StoryLine[] }[],
): string {
  const head = {
    title: "",
    description: `${frame.siteName}: tin mới nhất`,
    path: "/",
  };
  const [first, ...rest] = newest;
  if (first === undefined) {
    return page(
      frame,
      head,
      markup`<h1 class="unseen">${frame.siteName}</h1>
<p class="empty">Chưa có bài nào được đăng. Bài xuất bản từ bàn biên tập sẽ hiện ở đây.</p>`,
    );
  }
  const beside = rest.slice(0, TOP_STORIES - 1);
  const below = rest.slice(TOP_STORIES - 1);
  return page(
    frame,
    head,
    markup`<h1 class="unseen">${frame.siteName}: tin mới nhất</h1>
<section class="top" aria-label="Tin nổi bật">
<article class="opener" lang="${first.language}">
${coverHtml(first, "(min-width: 75rem) 46rem, (min-width: 48rem) 62vw, 100vw", "eager")}
<h2>${headlineLink(first)}</h2>
<p>${first.lead}</p>
${timeHtml(first, frame.now)}
</article>
${
  beside.length === 0
    ? ""
    : markup`<ul class="beside">
${beside.map((line) => markup`<li>${itemHtml(line, frame.now, { level: 2, lead: false })}</li>\n`)}</ul>`
}
</section>
${
  below.length === 0
    ? ""
    : markup`<section class="latest" aria-labelledby="tin-moi">
<h2 id="tin-moi" class="rubric">Tin mới</h2>
<ul class="lines">
${below.map((line) => markup`<li>${itemHtml(line, frame.now, { level: 3, lead: true })}</li>\n`)}</ul>
</section>`
}
${
  sections.length === 0
    ? ""
    : markup`<div class="blocks">
${sections.map(
  ({ section, stories }) =>
    markup`<section class="block" aria-labelledby="muc-${section.slug}">
<h2 id="muc-${section.slug}" class="rubric"><a href="/${section.slug}">${section.name}</a></h2>
<ul>
${stories.map(
  (line, index) =>
    markup`<li>${itemHtml(line, frame.now, { level: 3, lead: false, cover: index === 0 })}</li>\n`,
)}</ul>
</section>
`,
)}</div>`
}`,
  );
}

export function sectionPage(
  frame: Frame,
  section: SiteSection,
  stories: readonly StoryLine[],
  total: number,
  number: number,
): string {
  const path = number === 1 ? `/${section.slug}` : `/${section.slug}?trang=${number}`;
  return page(
    frame,
    {
      title: number === 1 ? section.name : `${section.name}, trang ${number}`,
      description: `${section.name}: tin mới nhất trên ${frame.siteName}`,
      path,
      section,
    },
    markup`<h1 class="rubric">${section.name}</h1>
${
  stories.length === 0
    ? markup`<p class="empty">Chuyên mục này chưa có bài.</p>`
    : linesHtml(stories, frame.now)
}
${pagesHtml(total, number, (page) => (page === 1 ? `/${section.slug}` : `/${section.slug}?trang=${page}`))}`,
  );
}

export interface SearchView {
  readonly typed: string;
  readonly section: SiteSection | null;
  /** Null when nothing was typed. */
  readonly found: { readonly items: readonly StoryLine[]; readonly total: number } | null;
  readonly number: number;
}

export function searchPage(frame: Frame, view: SearchView): string {
  const { typed, section, found, number } = view;
  const where = section === null ? "tất cả các chuyên mục" : `chuyên mục ${section.name}`;
  const address = (page: number, inSection = section) =>
    `/tim-kiem?${new URLSearchParams({
      q: typed,
      ...(inSection === null ? {} : { "chuyen-muc": inSection.slug }),
      ...(page === 1 ? {} : { trang: String(page) }),
    }).toString()}`;
  const everywhere =
    section === null ? "" : markup` <a href="${address(1, null)}">Tìm trong tất cả các chuyên mục</a>`;
  const result =
    found === null
      ? markup`<p class="empty">Gõ vài chữ để tìm bài, có dấu hay không dấu đều được.</p>`
      : found.total === 0
        ? markup`<p class="found" role="status">Không tìm thấy bài nào có “${typed}” trong ${where}.${everywhere}</p>`
        : markup`<p class="found" role="status">${found.total} bài có “${typed}” trong ${where}.${everywhere}</p>
${linesHtml(found.items, frame.now)}
${pagesHtml(found.total, number, (page) => address(page))}`;
  return page(
    frame,
    {
      title: typed === "" ? "Tìm kiếm" : `Tìm “${typed}”`,
      description: `Tìm bài trên ${frame.siteName}`,
      path: "/tim-kiem",
      hidden: true,
      typed,
      ...(section === null ? {} : { section, searched: section.slug }),
    },
    markup`<h1 class="rubric">Tìm kiếm</h1>
${result}`,
  );
}

/** A page for an address where nothing is to be read. */
export function absentPage(frame: Frame, path: string, kind: "unknown" | "gone" | "broken"): string {
  const texts = {
    unknown: ["Không có trang này", "Có thể địa chỉ bị gõ sai, hoặc bài chưa từng đăng ở đây."],
    gone: ["Bài đã được gỡ", "Tòa soạn đã gỡ bài này khỏi trang."],
    broken: ["Trang tạm thời gặp lỗi", "Xin thử lại sau ít phút."],
  } as const;
  const [title, text] = texts[kind];
  return page(
    frame,
    { title, description: title, path, hidden: true },
    markup`<div class="absent">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="/">Về trang chủ</a></p>
</div>`,
  );
}

/** "Các tin khác": beside and below an article. */
export function othersHtml(stories: readonly StoryLine[], now: Date): Html | "" {
  if (stories.length === 0) return "";
  return markup`<aside class="others" aria-labelledby="cac-tin-khac">
<h2 id="cac-tin-khac" class="rubric">Các tin khác</h2>
<ul>
${stories.map((line) => markup`<li>${itemHtml(line, now, { level: 3, lead: false })}</li>\n`)}</ul>
</aside>`;
}

function linesHtml(stories: readonly StoryLine[], now: Date): Html {
  return markup`<ul class="lines">
${stories.map((line) => markup`<li>${itemHtml(line, now, { level: 2, lead: true })}</li>\n`)}</ul>`;
}

function itemHtml(
  line: StoryLine,
  now: Date,
  { level, lead, cover = true }: { readonly level: 2 | 3; readonly lead: boolean; readonly cover?: boolean },
): Html {
  const link = headlineLink(line);
  return markup`<article class="item" lang="${line.language}">
${cover ? coverHtml(line, SMALL) : ""}
<div class="item-text">
${level === 2 ? markup`<h2>${link}</h2>` : markup`<h3>${link}</h3>`}
${lead && line.lead !== "" ? markup`<p>${line.lead}</p>` : ""}
${timeHtml(line, now)}
</div>
</article>`;
}

function headlineLink({ path, headline }: StoryLine): Html {
  return markup`<a href="${path}">${beginningOf(headline, MOST_LISTED_HEADLINE)}</a>`;
}

function timeHtml(line: StoryLine, now: Date): Html {
  return markup`<p class="item-time"><time datetime="${isoText(line.firstPublishedAt)}">${shortTimeText(line.firstPublishedAt, now)}</time></p>`;
}

function pagesHtml(total: number, number: number, address: (page: number) => string): Html | "" {
  const last = Math.max(1, Math.ceil(total / PER_PAGE));
  if (last === 1) return "";
  return markup`<nav class="pages" aria-label="Phân trang">
${number > 1 ? markup`<a rel="prev" href="${address(number - 1)}">Trang trước</a>` : markup`<span></span>`}
<span>Trang ${number}/${last}</span>
${number < last ? markup`<a rel="next" href="${address(number + 1)}">Trang sau</a>` : markup`<span></span>`}
</nav>`;
}
