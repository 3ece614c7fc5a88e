import { MARKS } from "./shape.ts";

/**
 * An article as plain data: what the newsroom wrote, in the order of the page, free of any editor.
 *
 * The live document is a Yjs document (see `document.ts`); an `Article` is one reading of it, for checks,
 * exports, the index and the site. It is permissive on purpose: two leads or a caption without a picture
 * are valid here and reported by the preflight.
 */

/** A run of typed text with the same marks. A line break inside a paragraph is "\n". */
export interface Span {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  /** Absolute http, https or mailto address. */
  readonly link?: string;
  /** The language of this run, where it was marked: for the checker, hyphenation and whoever reads aloud. */
  readonly language?: Language;
}

/** What a story, or a run of it, is written in. */
export type Language = "vi" | "en";

/** The language of such a name, or null when it is none that a story can be in. */
export function languageOf(name: unknown): Language | null {
  return name === "vi" || name === "en" ? name : null;
}

/** The typed text of one place (a paragraph, a caption …), empty when nothing is typed there. */
export type Line = readonly Span[];

/** A picture in a slot: which original of the story's `pictures/` folder it shows. */
export interface Picture {
  /** SHA-256 of the original's bytes, 64 lower-case hex digits. */
  readonly sha256: string;
  /** File ending without dot, by the file's real content: "jpg", "png", "webp", "avif", "gif", "tiff". */
  readonly extension: string;
  /** Width as shown, that is after the EXIF orientation is applied. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A picture slot: an empty one is a request to the photo desk, a filled one is a figure. */
export interface Figure {
  readonly kind: "figure";
  /** Stable id of the slot within the story (UUID). */
  readonly id: string;
  /** What is asked for: "the chair of the meeting". Empty when nobody asked. */
  readonly want: string;
  readonly picture: Picture | null;
  readonly caption: Line;
  /** How many captions a merge left in the slot, where that is more than one; `caption` has all of them in a row. */
  readonly captions?: number;
  /** The photographer or agency alone ("Mạnh Nguyên"); "Ảnh: " is printed by the page. */
  readonly credit: Line;
  /** What a reader who cannot see the picture is told. */
  readonly altText: Line;
}

export interface TextBlock {
  readonly kind: "headline" | "lead" | "paragraph" | "crosshead" | "byline";
  readonly text: Line;
}

export interface Quote {
  readonly kind: "quote";
  readonly paragraphs: readonly Line[];
}

export interface List {
  readonly kind: "list";
  readonly ordered: boolean;
  readonly items: readonly ListItem[];
}

/** One item: its own lines, then any lists nested in it. */
export interface ListItem {
  readonly paragraphs: readonly Line[];
  readonly lists: readonly List[];
}

export type Block = TextBlock | Figure | Quote | List;

/** "draft" while it is being written, "ready" when the writer lets go of it. */
export type Stage = "draft" | "ready";

/** What is said about the article outside its page. All strings may be empty. */
export interface Details {
  /** Slug of a section of the newsroom ("thoi-su"). */
  readonly section: string;
  /** Address part on the site; empty means "from the headline". */
  readonly slug: string;
  readonly tags: readonly string[];
  /** Place and day the story was filed: "Hà Nội, 22-11". */
  readonly dateline: string;
  readonly language: Language;
  readonly stage: Stage;
}

export interface Article {
  /** UUID of the story; the same on every machine it travels to. */
  readonly id: string;
  readonly details: Details;
  readonly blocks: readonly Block[];
}

export const EMPTY_DETAILS: Details = {
  section: "",
  slug: "",
  tags: [],
  dateline: "",
  language: "vi",
  stage: "draft",
};

/** The characters of a line without its marks. */
export function textOf(line: Line): string {
  return line.map((span) => span.text).join("");
}

/** A line of unmarked text; no span at all for "". */
export function lineOf(text: string): Line {
  return text === "" ? [] : [{ text }];
}

/** A line of spans: neighbours with the same marks become one and empty ones go, so equal lines are equal data. */
export function lineOfSpans(spans: readonly Span[]): Line {
  const line: Span[] = [];
  for (const span of spans) {
    const last = line.at(-1);
    if (span.text === "") continue;
    if (last && MARKS.every((mark) => last[mark] === span[mark])) {
      line[line.length - 1] = { ...last, text: last.text + span.text };
    } else line.push(span);
  }
  return line;
}

/** The headline's text, all headline blocks joined by a space; "" while there is none. */
export function headlineOf(article: Article): string {
  return joined(article, "headline");
}

/** The lead's text (sapo), all lead blocks joined by a space. */
export function leadOf(article: Article): string {
  return joined(article, "lead");
}

/** The byline's text. */
export function bylineOf(article: Article): string {
  return joined(article, "byline");
}

/** Every picture slot in page order. */
export function figuresOf(article: Article): readonly Figure[] {
  return article.blocks.filter((block) => block.kind === "figure");
}

function joined(article: Article, kind: TextBlock["kind"]): string {
  return article.blocks
    .filter((block): block is TextBlock => block.kind === kind)
    .map((block) => textOf(block.text).trim())
    .filter((text) => text !== "")
    .join(" ");
}
