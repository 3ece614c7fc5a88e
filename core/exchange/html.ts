import {
  bylineOf,
  headlineOf,
  textOf,
  type Article,
  type Block,
  type Figure,
  type Line,
  type List,
  type Span,
} from "../article/index.ts";
import { printedCaption } from "./caption.ts";

/**
 * An article as HTML. Everything typed is escaped, so no text can become an element; a link keeps its
 * address only when it is http, https or mailto, else its text alone is left.
 */

/** Where the bytes of a figure's picture are, for the page that is written. */
export interface PictureAddress {
  readonly src: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** `srcset` and `sizes` of the HTML standard, where there is more than one size. */
  readonly srcset?: string;
  readonly sizes?: string;
  /** Left out means "lazy". */
  readonly loading?: "eager" | "lazy";
}

export interface BodyOptions {
  readonly language: "vi" | "en";
  /** Address of a figure's picture; null leaves the figure out. `number` counts figures from 1. */
  readonly picture: (figure: Figure, number: number) => PictureAddress | null;
  /** What stands for an empty slot; by default nothing. The text is escaped by the writer of the option. */
  readonly emptySlot?: (figure: Figure) => string;
}

/** Text made safe between tags and in quoted attributes. Control characters, which no page may hold, go. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The address of a link as it may stand on a page, or null when its scheme is not http, https or mailto. */
export function safeLink(href: string): string | null {
  if (!URL.canParse(href)) return null;
  return ["http:", "https:", "mailto:"].includes(new URL(href).protocol) ? href : null;
}

/** A typed line as inline HTML: `<strong>`, `<em>`, `<a href>`, `<span lang>` and `<br>`. */
export function lineHtml(line: Line, lineBreak = "<br>"): string {
  return runsOf(line, "link")
    .map((run) => {
      const inner = runsOf(run, "language")
        .map((spans) => languageHtml(spans, lineBreak))
        .join("");
      const link = safeLink(run[0]!.link ?? "");
      return link === null ? inner : `<a href="${escapeHtml(link)}">${inner}</a>`;
    })
    .join("");
}

/** Neighbours whose mark is the same, as one run each: one element is written for them. */
function runsOf(line: Line, mark: "link" | "language"): readonly Line[] {
  const runs: Span[][] = [];
  for (const span of line) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]![mark] === span[mark]) last.push(span);
    else runs.push([span]);
  }
  return runs;
}

function languageHtml(spans: Line, lineBreak: string): string {
  const html = spans.map((span) => spanHtml(span, lineBreak)).join("");
  const { language } = spans[0]!;
  return language === undefined ? html : `<span lang="${language}">${html}</span>`;
}

/** The blocks between lead and byline, as a page shows them: text, crossheads, quotes, lists and figures. */
export function bodyBlocksOf(article: Article): readonly Block[] {
  return article.blocks.filter(({ kind }) => kind !== "headline" && kind !== "lead" && kind !== "byline");
}

/**
 * Blocks as HTML, one element a line. Empty paragraphs and slots without a picture are left out. A headline
 * becomes `<h1>`, a crosshead `<h2>`, lead and byline a `<p>` with their name as class.
 */
export function bodyHtml(blocks: readonly Block[], options: BodyOptions): string {
  let figures = 0;
  return blocks
    .map((block) => {
      switch (block.kind) {
        case "headline":
          return typedHtml("h1", "", block.text);
        case "lead":
        case "byline":
          return typedHtml("p", ` class="${block.kind}"`, block.text);
        case "paragraph":
          return typedHtml("p", "", block.text);
        case "crosshead":
          return typedHtml("h2", "", block.text);
        case "quote": {
          const inner = block.paragraphs.map((line) => typedHtml("p", "", line)).join("");
          return inner === "" ? "" : `<blockquote>${inner}</blockquote>`;
        }
        case "list":
          return listHtml(block);
        case "figure":
          figures += 1;
          return figureHtml(block, figures, options);
      }
    })
    .filter((html) => html !== "")
    .join("\n");
}

/** One figure: `<figure><img …><figcaption>Caption. <span class="credit">Ảnh: Tên</span></figcaption></figure>`. */
export function figureHtml(figure: Figure, number: number, options: BodyOptions): string {
  if (figure.picture === null) return options.emptySlot?.(figure) ?? "";
  const address = options.picture(figure, number);
  if (address === null) return "";
  const attributes = [
    `src="${escapeHtml(address.src)}"`,
    address.srcset === undefined ? "" : `srcset="${escapeHtml(address.srcset)}"`,
    address.sizes === undefined ? "" : `sizes="${escapeHtml(address.sizes)}"`,
    `width="${address.widthPx}"`,
    `height="${address.heightPx}"`,
    `alt="${escapeHtml(textOf(figure.altText).trim())}"`,
    `loading="${address.loading ?? "lazy"}"`,
    `decoding="async"`,
  ].filter((attribute) => attribute !== "");
  return `<figure><img ${attributes.join(" ")}>${figcaptionHtml(figure, options.language)}</figure>`;
}

/** The caption and credit of a figure as `<figcaption>`, or "" when it has neither. */
export function figcaptionHtml(figure: Pick<Figure, "caption" | "credit">, language: "vi" | "en"): string {
  const printed = printedCaption(figure.caption, figure.credit, language);
  const credit = printed.credit === "" ? "" : `<span class="credit">${escapeHtml(printed.credit)}</span>`;
  const inner = [lineHtml(printed.caption), credit].filter((part) => part !== "").join(" ");
  return inner === "" ? "" : `<figcaption>${inner}</figcaption>`;
}

export interface ArticlePageOptions {
  /** Address of a figure's picture, as seen from the file: "pictures/<sha256>.jpg" by default. */
  readonly picture?: BodyOptions["picture"];
}

const WANTED = { vi: "Cần ảnh", en: "Photo wanted" } as const;
const UNTITLED = { vi: "Bài chưa có tít", en: "Untitled story" } as const;

/**
 * The whole article as one readable page which needs nothing else than its pictures: no script, no
 * outside file. Empty slots are shown as requests.
 */
export function articleHtml(article: Article, options: ArticlePageOptions = {}): string {
  const { language, dateline } = article.details;
  const title = headlineOf(article) || UNTITLED[language];
  const blocks = bodyHtml(article.blocks, {
    language,
    picture: options.picture ?? originalBeside,
    emptySlot: ({ want }) =>
      `<figure class="slot"><figcaption>${escapeHtml([WANTED[language], want.trim()].filter((part) => part !== "").join(": "))}</figcaption></figure>`,
  });
  const dated = dateline.trim() === "" ? "" : `<p class="dateline">${escapeHtml(dateline.trim())}</p>\n`;
  return pageHtml(language, title, bylineOf(article), `${dated}${blocks}`);
}

function pageHtml(language: "vi" | "en", title: string, author: string, content: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>${author === "" ? "" : `\n<meta name="author" content="${escapeHtml(author)}">`}
<style>${PAGE_STYLE}</style>
</head>
<body>
<article>
${content}
</article>
</body>
</html>
`;
}

const TAKEN_BACK = {
  withdrawn: { vi: "Bài đã bị gỡ. Không dùng bài này.", en: "This story was withdrawn. Do not use it." },
  killed: {
    vi: "Bài đã bị hủy. Không dùng bài này và ảnh của bài.",
    en: "This story was killed. Use neither it nor its pictures.",
  },
} as const;
const REASON = { vi: "Lý do", en: "Reason" } as const;

/** What stands in the place of a story that was taken back: its headline, that it is not to be used, and why. */
export function takenBackHtml(article: Article, kind: "withdrawn" | "killed", reason: string): string {
  const { language } = article.details;
  const title = headlineOf(article) || UNTITLED[language];
  const why = reason.trim();
  const content = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="lead">${TAKEN_BACK[kind][language]}</p>`,
    ...(why === "" ? [] : [`<p>${escapeHtml(`${REASON[language]}: ${why}`)}</p>`]),
  ];
  return pageHtml(language, title, "", content.join("\n"));
}

const PAGE_STYLE = `
:root { color-scheme: light dark; --paper: #fffdf8; --ink: #1d1b18; --quiet: #5d574e; --rule: #d8d2c6; }
@media (prefers-color-scheme: dark) { :root { --paper: #211f1c; --ink: #ece7dd; --quiet: #b3aa9b; --rule: #4a453d; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.65 "Source Serif 4", "Noto Serif", Georgia, serif; }
article { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 2rem; line-height: 1.3; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.4; margin: 2rem 0 0.5rem; }
.lead { font-weight: 600; }
.byline { text-align: right; font-weight: 600; }
.dateline, figcaption { color: var(--quiet); font-size: 0.9375rem; line-height: 1.55; }
figure { margin: 1.75rem 0; }
img { display: block; max-width: 100%; height: auto; }
figcaption { margin-top: 0.5rem; font-style: italic; }
.credit { font-style: normal; }
.slot { border: 1px dashed var(--rule); padding: 2rem 1rem; text-align: center; }
blockquote { margin: 1.5rem 0; padding-left: 1.25rem; border-left: 3px solid var(--rule); }
a { color: inherit; }
`;

function originalBeside({ picture }: Figure): PictureAddress | null {
  if (picture === null) return null;
  return {
    src: `pictures/${picture.sha256}.${picture.extension}`,
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
  };
}

function typedHtml(name: string, attributes: string, line: Line): string {
  return textOf(line).trim() === "" ? "" : `<${name}${attributes}>${lineHtml(line)}</${name}>`;
}

function listHtml(list: List): string {
  const name = list.ordered ? "ol" : "ul";
  const items = list.items
    .map(({ paragraphs, lists }) => {
      const typed = paragraphs.filter((line) => textOf(line).trim() !== "");
      const lines =
        typed.length === 1 ? lineHtml(typed[0]!) : typed.map((line) => `<p>${lineHtml(line)}</p>`).join("");
      return `${lines}${lists.map(listHtml).join("")}`;
    })
    .filter((inner) => inner !== "")
    .map((inner) => `<li>${inner}</li>`);
  return items.length === 0 ? "" : `<${name}>${items.join("")}</${name}>`;
}

function spanHtml(span: Span, lineBreak: string): string {
  let html = escapeHtml(span.text).replace(/\n/g, lineBreak);
  if (span.italic) html = `<em>${html}</em>`;
  if (span.bold) html = `<strong>${html}</strong>`;
  return html;
}
