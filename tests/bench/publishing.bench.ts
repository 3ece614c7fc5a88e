import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_SETTINGS } from "#core/bridge";
import { figuresOf } from "#core/article";
import type { JobView } from "#core/publishing";
import { renditionsOf } from "#node/media";
import type { Publisher } from "#node/publishing";
import { siteSecret, startSite } from "#site";
import { must, newsroom, type Newsroom } from "../node/publishing/newsroom.ts";
import type { Figure } from "./media.bench.ts";

const ROUNDS = 7;

interface Sent {
  readonly path: string;
  readonly init: RequestInit;
}

/**
 * A story with three pictures to our own site, from the press of the button to the receipt, against its own
 * requests sent again, one after the other and with nothing else done, to an empty site. The renditions are made
 * beforehand, as they are when the pictures have been looked at on the page.
 */
export async function benchPublishing(): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), "morasse-bench-publishing-"));
  const closing: (() => Promise<void>)[] = [];
  const aSite = async (name: string) => {
    const site = await startSite({
      dir: join(dir, name),
      port: 0,
      secret,
      now: () => new Date(),
      sections: DEFAULT_SETTINGS.sections,
      siteName: "Báo Thử",
    });
    closing.push(() => site.close());
    return site;
  };
  const secret = await siteSecret(join(dir, "secret"));
  try {
    const site = await aSite("first");
    let sent: Sent[] = [];
    const listening: typeof fetch = async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input);
      sent.push({ path: url.pathname + url.search, init });
      return fetch(input, init);
    };
    const desk = await newsroom(() => [{ kind: "site", id: "site", name: "Báo Thử", url: site.url }], {
      secrets: { read: async () => secret, save: async () => undefined, remove: async () => undefined },
      fetch: listening,
    });
    closing.push(() => desk.close());
    const publisher = await desk.open();
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // Its own headline, so that its page has the same address on the empty site.
      const id = await desk.write({ widthPx: 2000, headline: `Cầu mới số ${round}` });
      await makeRenditions(desk, id);
      // What the library writes of a new story is no part of publishing it.
      await desk.library.flush();
      sent = [];
      const started = performance.now();
      await sentOff(publisher, id, "site");
      ours.push(performance.now() - started);
      const empty = await aSite(`empty-${round}`);
      bare.push(await replayed(sent, empty.url));
    }
    return [
      { name: "story with 3 pictures to our own site", value: median(ours), unit: "ms", target: 1_000 },
      {
        name: "… against the sum of its bare requests",
        value: median(ours.map((ms, round) => ms / bare[round]!)),
        unit: "x",
        target: 1.2,
      },
    ];
  } finally {
    for (const close of closing.reverse()) await close();
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * The same to a WordPress, when `MORASSE_BENCH_WORDPRESS` names the JSON that its start script printed: a story with three
 * pictures and one with twenty, against their own requests sent again one after the other. It has everything twice afterwards:
 * a site for measuring and nothing else.
 */
export async function benchWordPress(): Promise<readonly Figure[] | { readonly skipped: string }> {
  const given = process.env["MORASSE_BENCH_WORDPRESS"];
  if (given === undefined)
    return { skipped: "skipped: MORASSE_BENCH_WORDPRESS names no WordPress to measure." };
  const server = JSON.parse(readFileSync(given, "utf8")) as {
    readonly baseUrl: string;
    readonly user: string;
    readonly appPassword: string;
  };
  let sent: Sent[] = [];
  const listening: typeof fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    sent.push({ path: url.pathname + url.search, init });
    return fetch(input, init);
  };
  const target = {
    kind: "wordpress",
    id: "wp",
    name: "Báo thử",
    url: server.baseUrl,
    user: server.user,
    categories: { "thoi-su": 1 },
  } as const;
  const password = server.appPassword;
  const desk = await newsroom(() => [target], {
    secrets: { read: async () => password, save: async () => undefined, remove: async () => undefined },
    fetch: listening,
  });
  try {
    const publisher = await desk.open();
    const figures: Figure[] = [];
    for (const { pictures, rounds, most, ratio } of [
      { pictures: 3, rounds: ROUNDS, most: 2_000, ratio: 1.2 },
      { pictures: 20, rounds: 3, most: 10_000, ratio: 0.7 },
    ]) {
      const ours: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const id = await desk.write({ widthPx: 2000, pictures, headline: `Cầu mới số ${Date.now()}` });
        await makeRenditions(desk, id);
        await desk.library.flush();
        sent = [];
        const started = performance.now();
        await sentOff(publisher, id, "wp");
        ours.push(performance.now() - started);
        bare.push(await replayed(sent, server.baseUrl));
      }
      figures.push(
        {
          name: `story with ${pictures} pictures to WordPress`,
          value: median(ours),
          unit: "ms",
          target: most,
        },
        {
          name: "… against the sum of its bare requests",
          value: median(ours.map((ms, round) => ms / bare[round]!)),
          unit: "x",
          target: ratio,
        },
      );
    }
    return figures;
  } finally {
    await desk.close();
  }
}

/** Publishes a story; answers when its receipt is kept and its job is done. */
async function sentOff(publisher: Publisher, id: string, targetId: string): Promise<void> {
  const over = new Promise<JobView["state"]>((heard) => {
    const stop = publisher.listen((event) => {
      if (event.kind !== "job" || event.job.storyId !== id) return;
      const { state } = event.job;
      if (state.kind !== "done" && state.kind !== "stopped") return;
      stop();
      heard(state);
    });
  });
  must(await publisher.publish(id, targetId));
  const state = await over;
  if (state.kind !== "done") throw new Error(JSON.stringify(state));
}

async function makeRenditions(desk: Newsroom, id: string): Promise<void> {
  for (const { picture } of figuresOf(must(await desk.library.article(id)))) {
    const path = await desk.library.originalPath(id, picture!.sha256, picture!.extension);
    must(await renditionsOf({ path: path!, picture: picture! }, join(desk.dir, "renditions")));
  }
}

/** Milliseconds for the same requests, each read to its end before the next. */
async function replayed(sent: readonly Sent[], site: string): Promise<number> {
  const started = performance.now();
  for (const { path, init } of sent) {
    const { signal: _, ...same } = init;
    const answer = await fetch(new URL(path, site), same);
    await answer.arrayBuffer();
  }
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
