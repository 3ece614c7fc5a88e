import { create } from "zustand";
import type { Bridge, StoryToRead } from "#core/bridge";
import {
  dayOf,
  FLAG_KINDS,
  passagesOf,
  silencedForm,
  tableOf,
  type Flag,
  type FlagKind,
  type PassagePlace,
} from "#core/language";
import type { StoryList, StorySummary } from "#core/library";
import { useHost } from "../desk/host.ts";
import { Reader } from "../editor/index.ts";

/** A flag with the passage it stands in. */
export interface ReportFlag extends Flag {
  readonly place: PassagePlace;
  /** Index among the story's blocks. */
  readonly block: number;
  /** The whole passage. */
  readonly text: string;
}

/** What the reader over the shoulder found in one story of the library. */
export interface ReportLine {
  readonly id: string;
  readonly title: string;
  readonly counts: Readonly<Record<FlagKind, number>>;
  /** In the order of the page. */
  readonly flags: readonly ReportFlag[];
}

/** The check of the whole library; it goes on while another room is shown. */
export interface ReportState {
  readonly state: "none" | "going" | "done" | "stopped" | "failed";
  readonly read: number;
  readonly all: number;
  /** Stories which could not be read. */
  readonly unread: number;
  /** Minutes left by what the stories before took; null while that says nothing yet. */
  readonly minutesLeft: number | null;
  /** Stories with something to look at, most first. */
  readonly lines: readonly ReportLine[];
}

const NONE: ReportState = { state: "none", read: 0, all: 0, unread: 0, minutesLeft: null, lines: [] };

export const useReport = create<ReportState>(() => NONE);

const PAGE = 500;
/** How often the list is read anew when it has moved while it was read. */
const MOST_TRIES = 5;
/** Stories read before the screen is told: ten in a second are enough to see it move. */
const TELL_EVERY_MS = 100;
/** Time is told once so many stories have been read. */
const SURE_FROM = 20;

let stop: (() => void) | null = null;

export function stopReport(): void {
  stop?.();
}

/** Reads every story of the library by what the newsroom has laid down now. */
export async function startReport(): Promise<void> {
  const { bridge, newsroom, words } = useHost.getState();
  if (bridge === null || newsroom === null || useReport.getState().state === "going") return;
  let stopped = false;
  stop = () => (stopped = true);
  const reading = new StoriesReading();
  reading.reader.rule({ words, newsroomWords: newsroom.words, style: newsroom.style, names: newsroom.names });
  useReport.setState({ ...NONE, state: "going" }, true);
  const lines: ReportLine[] = [];
  let [read, unread, told] = [0, 0, 0];
  const began = performance.now();
  const tell = (all: number) => {
    const now = performance.now();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    const minutesLeft = read < SURE_FROM ? null : ((now - began) / read) * ((all - read) / 60_000);
    useReport.setState({ read, all, unread, minutesLeft, lines: ordered(lines) });
  };
  try {
    const stories = await storiesIn(bridge);
    for (const story of stories) {
      if (stopped || reading.failed) break;
      const outcome = await bridge.story.reading({ id: story.id });
      if (!outcome.ok) unread += 1;
      else {
        const line = lineOf(story, await reading.flagsOf(outcome.value));
        if (line.flags.length > 0) lines.push(line);
      }
      read += 1;
      tell(stories.length);
    }
    const state = reading.failed ? "failed" : stopped ? "stopped" : "done";
    useReport.setState({ state, read, unread, minutesLeft: null, lines: ordered(lines) });
  } catch (error) {
    // A host that went away: what was read so far is shown, and the bar over the desk says why.
    console.error(error);
    useReport.setState({ state: "stopped", read, unread, minutesLeft: null, lines: ordered(lines) });
  } finally {
    reading.reader.stop();
    stop = null;
  }
}

/** The report as a table for a spreadsheet: a line for each flag, with its place in the story. */
export function reportTable(lines: readonly ReportLine[], says: "vi" | "en"): string {
  const rows = lines.flatMap(({ id, title, flags }) =>
    flags.map((flag) => {
      const { before, after } = around(flag);
      return [
        title,
        flag.place,
        String(flag.block + 1),
        String(flag.start + 1),
        flag.kind,
        flag.rule,
        flag.wrong,
        flag.suggestions.join(" | "),
        flag.says[says],
        `${before}${flag.wrong}${after}`,
        id,
      ];
    }),
  );
  const header = [
    "title",
    "place",
    "block",
    "character",
    "kind",
    "rule",
    "text",
    "suggestions",
    "message",
    "passage",
    "id",
  ];
  return tableOf([header, ...rows]);
}

/** Characters of a passage that are told on either side of a flag. */
const MOST_AROUND = 40;

/** What stands before and after a flag, cut at words. */
export function around({ text, start, end }: ReportFlag): {
  readonly before: string;
  readonly after: string;
} {
  const before = text.slice(Math.max(0, start - MOST_AROUND), start);
  const after = text.slice(end, end + MOST_AROUND);
  return {
    before: start > MOST_AROUND ? `…${before.replace(/^\S*\s/, "")}` : before,
    after: end + MOST_AROUND < text.length ? `${after.replace(/\s\S*$/, "")}…` : after,
  };
}

function lineOf({ id, title }: StorySummary, flags: readonly ReportFlag[]): ReportLine {
  const counts = Object.fromEntries(
    FLAG_KINDS.map((kind) => [kind, flags.filter((flag) => flag.kind === kind).length]),
  ) as Record<FlagKind, number>;
  return { id, title, counts, flags };
}

function ordered(lines: readonly ReportLine[]): readonly ReportLine[] {
  return lines.toSorted((one, other) => other.flags.length - one.flags.length);
}

/**
 * Every story that is not in the trash, newest first. The whole list is read before the first story is: one that is trashed
 * or written meanwhile moves the others, and pages read later would leave some out.
 */
export async function storiesIn(bridge: Pick<Bridge, "library">): Promise<readonly StorySummary[]> {
  for (let tries = 1; ; tries++) {
    const stories = new Map<string, StorySummary>();
    let before: number | null = null;
    let moved = false;
    for (let offset = 0; ; offset += PAGE) {
      const page: StoryList = await bridge.library.list({ limit: PAGE, offset });
      for (const story of page.stories) stories.set(story.id, story);
      moved ||= before !== null && page.total !== before;
      before = page.total;
      if (offset + PAGE >= page.total) break;
    }
    if ((!moved && stories.size >= (before ?? 0)) || tries === MOST_TRIES) return [...stories.values()];
  }
}

/** Reads one story after another in a worker of its own. */
class StoriesReading {
  readonly reader = new Reader(() => this.#heard());
  #waiting: (() => void) | null = null;

  get failed(): boolean {
    return this.reader.failed;
  }

  async flagsOf({ article, meantFor, silenced }: StoryToRead): Promise<readonly ReportFlag[]> {
    const passages = passagesOf(article);
    if (passages.length === 0) return [];
    this.reader.read({ passages, language: article.details.language, day: dayOf(new Date(meantFor)) });
    await new Promise<void>((resolve) => {
      this.#waiting = resolve;
      this.#heard();
    });
    const quiet = new Set(silenced);
    return passages
      .flatMap((passage) => {
        const { place, block, text } = passage;
        return (this.reader.flagsOf(passage) ?? []).map((flag) => ({ ...flag, place, block, text }));
      })
      .filter((flag) => !quiet.has(silencedForm(flag)));
  }

  #heard(): void {
    if (this.reader.isReading && !this.reader.failed) return;
    this.#waiting?.();
    this.#waiting = null;
  }
}
