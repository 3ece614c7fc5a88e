import * as Y from "yjs";
import {
  articleOf,
  blankArticle,
  documentOf,
  figuresOf,
  headlineOf,
  plainLetters,
  wordCountOf,
  type Article,
} from "#core/article";
import {
  base64Of,
  bytesOf,
  DEFAULT_SETTINGS,
  done,
  failed,
  type Bridge,
  type DeskEvent,
  type Hello,
  type LibraryProblem,
  type Mended,
  type Newsroom,
} from "#core/bridge";
import { DEFAULT_HOUSE_STYLE, PROVINCE_REGISTER } from "#core/language";
import type { StorySummary } from "#core/library";
import type { Aim, JobView, Receipt, Target } from "#core/publishing";
import { ConnectionLost } from "../../../renderer/bridge/lost.ts";

/**
 * A host in the page itself, for looking at the desk alone: every state of the outbox, the library and the
 * connection can be set by the test, none of which a real host shows on demand.
 */
export interface FakeHost {
  readonly bridge: Bridge;
  say(event: DeskEvent): void;
  /** The program goes away, or comes back. */
  setUp(up: boolean): void;
  onUp(listener: (up: boolean) => void): () => void;
  failWith(problem: LibraryProblem | null): void;
  /** A story's log was mended: told at every opening until it is acknowledged. */
  mend(id: string, mended: readonly Mended[]): void;
  readonly asked: string[];
}

interface Kept {
  readonly doc: Y.Doc;
  changedAt: string;
  trashedAt: string | null;
  state: StorySummary["state"];
  receipts: Receipt[];
  mended: readonly Mended[];
}

export interface FakeOptions {
  readonly articles: readonly (Pick<Article, "details" | "blocks"> & {
    readonly state?: StorySummary["state"];
  })[];
  readonly targets?: readonly Target[];
  readonly hello?: Partial<Hello>;
}

export function fakeHost({ articles, targets = [OWN_SITE], hello = {} }: FakeOptions): FakeHost {
  const stories = new Map<string, Kept>();
  const summaries = new Map<string, StorySummary>();
  const listeners = new Set<(up: boolean) => void>();
  const events = new Set<(event: DeskEvent) => void>();
  const asked: string[] = [];
  let jobs: readonly JobView[] = [];
  let settings = hello.settings ?? DEFAULT_SETTINGS;
  let words: readonly string[] = hello.words ?? [];
  let newsroom: Newsroom = hello.newsroom ?? {
    style: DEFAULT_HOUSE_STYLE,
    names: PROVINCE_REGISTER,
    words: [],
    faults: [],
    brought: [],
  };
  let kept: readonly Target[] = targets;
  let up = true;
  let problem: LibraryProblem | null = null;
  let made = 0;

  const add = (article: FakeOptions["articles"][number]) => {
    const id = `00000000-0000-4000-8000-${String((made += 1)).padStart(12, "0")}`;
    stories.set(id, {
      doc: documentOf(article),
      changedAt: new Date(Date.now() - made * 37 * 60_000).toISOString(),
      trashedAt: null,
      state: article.state ?? article.details.stage,
      receipts: [],
      mended: [],
    });
    return summarise(id);
  };
  const summarise = (id: string): StorySummary => {
    const story = stories.get(id)!;
    const article = articleOf(id, story.doc);
    const figures = figuresOf(article);
    const summary: StorySummary = {
      id,
      title: headlineOf(article),
      section: article.details.section,
      state: story.state,
      picturesFilled: figures.filter((figure) => figure.picture !== null).length,
      picturesAsked: figures.length,
      words: wordCountOf(article),
      byline: "",
      changedAt: story.changedAt,
      trashedAt: story.trashedAt,
    };
    summaries.set(id, summary);
    return summary;
  };
  const say = (event: DeskEvent) => {
    if (event.kind === "job") jobs = [...jobs.filter((job) => job.id !== event.job.id), event.job];
    if (event.kind === "receipt") stories.get(event.storyId)?.receipts.push(event.receipt);
    for (const heard of events) heard(event);
  };
  const changed = (id: string) => {
    const summary = summarise(id);
    say({ kind: "story", summary });
    return done(summary);
  };
  for (const article of articles) add(article);

  async function* stream(signal: AbortSignal | undefined) {
    const waiting: DeskEvent[] = [];
    let wake = () => {};
    const heard = (event: DeskEvent) => {
      waiting.push(event);
      wake();
    };
    events.add(heard);
    const stop = () => wake();
    signal?.addEventListener("abort", stop);
    try {
      while (signal?.aborted !== true) {
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      events.delete(heard);
    }
  }
  /** Every question goes through here: a host that is away answers nothing. */
  const answers = <Input, Answer>(name: string, answer: (input: Input) => Answer) =>
    (async (input: Input) => {
      asked.push(name);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (!up) throw new ConnectionLost();
      return answer(input);
    }) as (input: Input) => Promise<Answer>;

  const bridge = {
    hello: answers("hello", (): Hello => ({
      product: { name: "Morasse", version: "0.1.0" },
      host: "loopback",
      library: "/home/phongvien/Morasse",
      secrets: { kept: "file", path: "/home/phongvien/.config/morasse/secrets.json" },
      systemLanguage: "vi-VN",
      firstStart: false,
      libraryProblem: problem,
      ...hello,
      settings,
      words,
      wordsUnreadable: hello.wordsUnreadable ?? null,
      newsroom,
      targets: kept,
    })),
    events: async (_: undefined, options?: { readonly signal?: AbortSignal }) => stream(options?.signal),
    settings: {
      save: answers(
        "settings.save",
        (change: Partial<typeof settings>) => (settings = { ...settings, ...change }),
      ),
    },
    library: {
      list: answers(
        "library.list",
        (query: {
          text?: string;
          section?: string;
          state?: string;
          trashed?: boolean;
          limit?: number;
          offset?: number;
        }) => {
          const wanted = plainLetters(query.text ?? "").toLowerCase();
          const found = [...summaries.values()]
            .filter((one) => (one.trashedAt !== null) === (query.trashed ?? false))
            .filter((one) => wanted === "" || plainLetters(one.title).toLowerCase().includes(wanted))
            .filter((one) => query.section === undefined || one.section === query.section)
            .filter((one) => query.state === undefined || one.state === query.state)
            .sort((one, other) => other.changedAt.localeCompare(one.changedAt));
          const offset = query.offset ?? 0;
          return { stories: found.slice(offset, offset + (query.limit ?? 100)), total: found.length };
        },
      ),
      create: answers("library.create", () => {
        if (problem !== null) return failed(problem);
        const summary = add(blankArticle());
        stories.get(summary.id)!.changedAt = new Date().toISOString();
        return changed(summary.id);
      }),
      createSample: answers("library.createSample", () => done(add(blankArticle()))),
      duplicate: answers("library.duplicate", ({ id }: { id: string }) =>
        done(add(articleOf(id, stories.get(id)!.doc))),
      ),
      trash: answers("library.trash", ({ id }: { id: string }) => {
        if (problem !== null) return failed(problem);
        stories.get(id)!.trashedAt = new Date().toISOString();
        return changed(id);
      }),
      restore: answers("library.restore", ({ id }: { id: string }) => {
        stories.get(id)!.trashedAt = null;
        return changed(id);
      }),
    },
    story: {
      open: answers("story.open", ({ id }: { id: string }) => {
        const story = stories.get(id);
        if (story === undefined) return failed<LibraryProblem>({ kind: "storyUnknown", id });
        return done({
          id,
          state: base64Of(Y.encodeStateAsUpdate(story.doc)),
          recovered: story.mended,
          receipts: story.receipts,
          summary: summarise(id),
          folder: `/home/phongvien/Morasse/2026/11/bai--${id.slice(-4)}`,
        });
      }),
      acknowledge: answers("story.acknowledge", ({ id }: { id: string }) => {
        stories.get(id)!.mended = [];
        return done(null);
      }),
      append: answers("story.append", ({ id, update }: { id: string; update: string }) => {
        if (problem !== null) return failed(problem);
        const story = stories.get(id)!;
        Y.applyUpdate(story.doc, bytesOf(update));
        story.changedAt = new Date().toISOString();
        if (story.state === "published") story.state = "changed";
        changed(id);
        return done({ savedAt: story.changedAt });
      }),
      follow: async (
        { id }: { id: string },
        options?: { readonly signal?: AbortSignal },
      ): Promise<AsyncGenerator<string>> => {
        if (!up) throw new ConnectionLost();
        const story = stories.get(id)!;
        return (async function* () {
          yield base64Of(Y.encodeStateAsUpdate(story.doc));
          await new Promise<void>((resolve) => options?.signal?.addEventListener("abort", () => resolve()));
        })();
      },
    },
    words: {
      change: answers(
        "words.change",
        ({ add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] }) =>
          (words = [...words.filter((one) => !remove.includes(one)), ...add]),
      ),
    },
    newsroom: {
      read: answers("newsroom.read", () => newsroom),
      saveStyle: answers("newsroom.saveStyle", ({ style }: Pick<Newsroom, "style">) =>
        done((newsroom = { ...newsroom, style })),
      ),
      saveNames: answers("newsroom.saveNames", ({ names }: Pick<Newsroom, "names">) =>
        done((newsroom = { ...newsroom, names })),
      ),
      changeWords: answers(
        "newsroom.changeWords",
        ({ add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] }) =>
          done(
            (newsroom = {
              ...newsroom,
              words: [...newsroom.words.filter((one) => !remove.includes(one)), ...add],
            }),
          ),
      ),
      decide: answers("newsroom.decide", () => done((newsroom = { ...newsroom, brought: [] }))),
    },
    targets: {
      save: answers(
        "targets.save",
        ({ target }: { target: Target }) => (kept = [...kept.filter((one) => one.id !== target.id), target]),
      ),
      remove: answers(
        "targets.remove",
        ({ id }: { id: string }) => (kept = kept.filter((one) => one.id !== id)),
      ),
      test: answers("targets.test", ({ secret }: { secret?: string }) =>
        secret === "sai"
          ? failed({ kind: "signInRefused", host: "bao.example" })
          : done({
              siteName: "Báo tỉnh",
              accountName: "Thu Hà",
              mayPublish: true,
              mayUpload: false,
              categories: [
                { id: 3, name: "Thời sự" },
                { id: 5, name: "Kinh tế" },
                { id: 7, name: "Đời sống" },
              ],
            }),
      ),
    },
    publishing: {
      publish: answers(
        "publishing.publish",
        ({
          storyId,
          targetId,
          aim = { kind: "public" },
        }: {
          storyId: string;
          targetId: string;
          aim?: Aim;
        }) => {
          const job: JobView = {
            id: `job-${jobs.length + 1}`,
            storyId,
            targetId,
            title: summaries.get(storyId)?.title ?? "",
            queuedAt: new Date().toISOString(),
            attempts: 1,
            aim,
            isBehind: false,
            state: { kind: "waiting", problem: null, retryAt: null },
          };
          say({ kind: "job", job });
          return done(job);
        },
      ),
      jobs: answers("publishing.jobs", () => jobs),
      cancel: answers("publishing.cancel", ({ jobId }: { jobId: string }) => {
        const job: JobView = { ...jobs.find((one) => one.id === jobId)!, state: { kind: "cancelled" } };
        say({ kind: "job", job });
        return job;
      }),
      retry: answers("publishing.retry", ({ jobId }: { jobId: string }) => {
        const job: JobView = {
          ...jobs.find((one) => one.id === jobId)!,
          state: { kind: "sending", step: { kind: "preparing" }, pictures: 3 },
        };
        say({ kind: "job", job });
        return job;
      }),
      reachable: answers("publishing.reachable", () => Object.fromEntries(kept.map((one) => [one.id, true]))),
    },
    openExternal: answers("openExternal", () => true),
  };

  return {
    // The pieces above answer what the desk asks; the contract's own types are checked by the hosts.
    bridge: bridge as unknown as Bridge,
    asked,
    say,
    setUp: (now) => {
      up = now;
      for (const listener of listeners) listener(now);
    },
    onUp: (listener) => {
      listeners.add(listener);
      listener(up);
      return () => listeners.delete(listener);
    },
    mend: (id, mended) => {
      stories.get(id)!.mended = mended;
    },
    failWith: (now) => {
      problem = now;
      say({ kind: "library", problem: now });
    },
  };
}

export const OWN_SITE: Target = {
  kind: "site",
  id: "site",
  name: "Trang tin trên máy này",
  url: "http://127.0.0.1:4380",
};
