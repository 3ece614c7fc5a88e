import type { Stage } from "../article/index.ts";

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
  /** Words to be found in title, lead, text, captions, tags and byline, with or without Vietnamese marks. */
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
