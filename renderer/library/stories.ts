import { create } from "zustand";
import type { StoryQuery, StorySummary } from "#core/library";
import { askQuietly } from "../desk/ask.tsx";

/** What the list is asked for, as the person set it. */
export interface Filter {
  readonly text: string;
  readonly section: string | null;
  readonly state: NonNullable<StoryQuery["state"]> | null;
  readonly trashed: boolean;
}

/**
 * The list of stories, of which only the pages that were looked at are here: 10,000 stories are a scroll bar
 * and a few hundred rows.
 */
export interface StoriesState {
  readonly filter: Filter;
  /** How many stories the filter finds; null until the host has said. */
  readonly total: number | null;
  /** Row number to story, for the pages read so far. */
  readonly rows: ReadonlyMap<number, StorySummary>;
  /** The last known line of every story heard of, whatever the filter. */
  readonly known: ReadonlyMap<string, StorySummary>;
}

export const NO_FILTER: Filter = { text: "", section: null, state: null, trashed: false };
export const PAGE_ROWS = 100;
const SEARCH_PAUSE_MS = 120;
const CHANGE_PAUSE_MS = 400;

export const useStories = create<StoriesState>(() => ({
  filter: NO_FILTER,
  total: null,
  rows: new Map(),
  known: new Map(),
}));

/** Numbers of the pages in view, asked for again when something changes. */
let inView: readonly number[] = [0];
/** Pages on their way. */
const asked = new Set<number>();
/** Grows with every new question: an answer to an older one is thrown away. */
let question = 0;
let searchTimer: ReturnType<typeof setTimeout> | undefined;
let changeTimer: ReturnType<typeof setTimeout> | undefined;

export function filtered(filter: Filter): boolean {
  return filter.text.trim() !== "" || filter.section !== null || filter.state !== null;
}

/** Changes what the list shows; typed text waits for a pause of 120 ms. */
export function setFilter(change: Partial<Filter>): void {
  useStories.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
  clearTimeout(searchTimer);
  searchTimer = setTimeout(
    () => {
      inView = [0];
      void readAgain();
    },
    "text" in change && change.text !== "" ? SEARCH_PAUSE_MS : 0,
  );
}

/** Says which rows are in view; the pages they lie in are read when they are not here yet. */
export function lookAt(first: number, last: number): void {
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++)
    pages.push(page);
  inView = pages;
  const { rows, total } = useStories.getState();
  for (const page of pages) {
    const start = page * PAGE_ROWS;
    if (total !== null && start < total && !rows.has(start) && !asked.has(page))
      void readPage(page, question);
  }
}

/** Reads the pages in view afresh, and the first one, where a story just made or changed stands. */
export function readWithTop(): Promise<void> {
  inView = [...new Set([0, ...inView])];
  return readAgain();
}

/** Reads the pages in view afresh; what is shown stays until the answer is here. */
export async function readAgain(): Promise<void> {
  question += 1;
  asked.clear();
  const now = question;
  const pages = inView;
  const lists = await Promise.all(pages.map((page) => askPage(page)));
  if (now !== question || lists.some((list) => list === null)) return;
  const rows = new Map<number, StorySummary>();
  const known = new Map(useStories.getState().known);
  let total = 0;
  for (const [at, list] of lists.entries()) {
    if (list === null) continue;
    total = list.total;
    for (const [index, story] of list.stories.entries()) {
      rows.set(pages[at]! * PAGE_ROWS + index, story);
      known.set(story.id, story);
    }
  }
  useStories.setState({ rows, total, known });
}

/** A story changed at the host: its row is redrawn at once, its place in the list a moment later. */
export function takeStory(summary: StorySummary): void {
  useStories.setState(({ rows, known }) => {
    const at = [...rows].find(([, story]) => story.id === summary.id)?.[0];
    return {
      known: new Map(known).set(summary.id, summary),
      ...(at === undefined ? {} : { rows: new Map(rows).set(at, summary) }),
    };
  });
  readSoon();
}

/** Remembers the line of a story which the list may not have read. */
export function learnStory(summary: StorySummary): void {
  useStories.setState(({ known }) => ({ known: new Map(known).set(summary.id, summary) }));
}

/** A story is not in the library any more. */
export function dropStory(id: string): void {
  useStories.setState(({ known }) => {
    const left = new Map(known);
    left.delete(id);
    return { known: left };
  });
  readSoon();
}

function readSoon(): void {
  clearTimeout(changeTimer);
  changeTimer = setTimeout(() => void readAgain(), CHANGE_PAUSE_MS);
}

async function readPage(page: number, now: number): Promise<void> {
  asked.add(page);
  const list = await askPage(page);
  asked.delete(page);
  if (list === null || now !== question) return;
  useStories.setState(({ rows, known }) => {
    const more = new Map(rows);
    const heard = new Map(known);
    for (const [index, story] of list.stories.entries()) {
      more.set(page * PAGE_ROWS + index, story);
      heard.set(story.id, story);
    }
    return { rows: more, known: heard, total: list.total };
  });
}

function askPage(page: number) {
  const { text, section, state, trashed } = useStories.getState().filter;
  const words = text.normalize("NFC").trim();
  return askQuietly((bridge) =>
    bridge.library.list({
      ...(words === "" ? {} : { text: words }),
      ...(section === null ? {} : { section }),
      ...(state === null ? {} : { state }),
      trashed,
      limit: PAGE_ROWS,
      offset: page * PAGE_ROWS,
    }),
  );
}
