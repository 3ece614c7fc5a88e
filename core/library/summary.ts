import {
  beginningOf,
  bylineOf,
  figuresOf,
  headlineOf,
  linesOfList,
  textOf,
  wordCountOf,
  type Article,
  type Block,
  type Stage,
} from "../article/index.ts";

/**
 * Where a story stands, for the list: what the writer says ("draft", "ready") until the outbox has it,
 * then what the site knows. "changed" is published and edited since.
 */
export type StoryState = Stage | "queued" | "published" | "changed";

export const STORY_STATES = [
  "draft",
  "ready",
  "queued",
  "published",
  "changed",
] as const satisfies readonly StoryState[];

/** One line of the list of stories. */
export interface StorySummary {
  readonly id: string;
  /** The headline, or the first words of the text while there is none, or "". */
  readonly title: string;
  readonly section: string;
  readonly state: StoryState;
  readonly picturesFilled: number;
  readonly picturesAsked: number;
  readonly words: number;
  readonly byline: string;
  /** ISO 8601 instant in UTC. */
  readonly changedAt: string;
  readonly trashedAt: string | null;
}

export interface StoryQuery {
  /** Words to be found in title, lead, text, captions, credits, tags and byline, with or without Vietnamese marks. */
  readonly text?: string | undefined;
  readonly section?: string | undefined;
  readonly state?: StoryState | undefined;
  /** Only what lies in the trash instead of what does not. */
  readonly trashed?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export interface StoryList {
  readonly stories: readonly StorySummary[];
  /** How many stories the query finds in all. */
  readonly total: number;
}

/** What a library knows of a story besides its article. */
export interface StoryFacts {
  /** ISO 8601 instant in UTC of the last change. */
  readonly changedAt: string;
  readonly trashedAt: string | null;
  /** Whether a job in the outbox waits for or sends it. */
  readonly queued: boolean;
  /** Hash of the article as it was last sent, and as it is now; null when it was never sent. */
  readonly sent: { readonly articleSha256: string; readonly nowSha256: string } | null;
}

export function summaryOf(article: Article, facts: StoryFacts): StorySummary {
  const figures = figuresOf(article);
  return {
    id: article.id,
    title: titleOf(article),
    section: article.details.section,
    state: stateOf(article.details.stage, facts),
    picturesFilled: figures.filter((figure) => figure.picture !== null).length,
    picturesAsked: figures.length,
    words: wordCountOf(article),
    byline: bylineOf(article),
    changedAt: facts.changedAt,
    trashedAt: facts.trashedAt,
  };
}

/** The outbox goes before what the site has, and that before what the writer says. */
export function stateOf(stage: Stage, facts: Pick<StoryFacts, "queued" | "sent">): StoryState {
  if (facts.queued) return "queued";
  if (facts.sent === null) return stage;
  return facts.sent.articleSha256 === facts.sent.nowSha256 ? "published" : "changed";
}

const LONGEST_TITLE = 80;

/** The headline, or the first words of the text while there is none, or "". */
export function titleOf(article: Article): string {
  const headline = oneLine(headlineOf(article));
  if (headline !== "") return headline;
  for (const block of article.blocks) {
    const text = oneLine(firstTextOf(block));
    if (text !== "") return beginningOf(text, LONGEST_TITLE);
  }
  return "";
}

function firstTextOf(block: Block): string {
  switch (block.kind) {
    case "quote":
      return block.paragraphs.map(textOf).join(" ");
    case "list":
      return linesOfList(block).map(textOf).join(" ");
    case "figure":
    case "byline":
      return "";
    default:
      return textOf(block.text);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
