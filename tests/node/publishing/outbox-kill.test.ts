import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seedNow } from "../../seed.ts";
import { chanceFrom } from "../../servers/rounds.ts";
import { wordPressDouble, type WordPressDouble } from "./wordpress-double.ts";

/** So many kills in all; each at a request chosen by chance, before, during or after the site's work on it. */
const KILLS = 30;
const SENDER = join(import.meta.dirname, "sender.ts");

test("P9 killed at any moment and started again: one story, one copy of each picture, one receipt", async () => {
  const seed = seedNow();
  const chance = chanceFrom(seed);
  const dir = await mkdtemp(join(tmpdir(), "morasse-kill-"));
  let child: ChildProcess | null = null;
  let kills = 0;
  let doomed: { request: number; moment: "before" | "working" | "after"; delayMs: number } | null = null;
  let seen = 0;
  let lookedUp: () => void = () => undefined;

  const strike = (moment: string) => {
    if (doomed?.request !== seen || doomed.moment !== moment) return false;
    if (child?.exitCode !== null || child.pid === undefined) return false;
    doomed = null;
    kills += 1;
    process.kill(child.pid, "SIGKILL");
    return true;
  };
  const site: WordPressDouble = await wordPressDouble(
    {
      async before(request) {
        seen += 1;
        if (/[?&](?:search|slug)=/.test(request.url ?? "")) lookedUp();
        // The worst moment: what has arrived is worked on only after the next start has looked for it.
        if (strike("before") && request.method !== "GET") {
          await new Promise<void>((go) => {
            lookedUp = () => setTimeout(go, 100);
            setTimeout(go, 3_000).unref();
          });
        }
        if (doomed !== null) setTimeout(() => strike("working"), doomed.delayMs);
        return false;
      },
      after() {
        strike("after");
        return false;
      },
    },
    30,
  );

  try {
    const stories: string[] = [];
    while (kills < KILLS) {
      const id = randomUUID();
      stories.push(id);
      for (let starts = 0; ; starts++) {
        if (starts > 60) throw new Error(`Never ends (seed ${seed})`);
        const moments = ["before", "working", "after"] as const;
        seen = 0;
        doomed =
          kills < KILLS
            ? { request: 1 + chance(14), moment: moments[chance(3)]!, delayMs: chance(30) }
            : null;
        const ended = await run(dir, site.url, id, (started) => (child = started));
        if (ended.code === 0) break;
        expect(ended, `seed ${seed}`).toEqual({ code: null, signal: "SIGKILL", said: "" });
      }
    }
    expect(kills).toBeGreaterThanOrEqual(KILLS);
    expect(
      site.posts.map(({ status }) => status),
      `seed ${seed}`,
    ).toEqual(stories.map(() => "publish"));
    expect(new Set(site.media.map(({ slug }) => slug)).size).toBe(stories.length * 3);
    expect(site.media.length, `seed ${seed}`).toBe(stories.length * 3);
    for (const id of stories) {
      expect(await readdir(join(dir, `receipts-${id}`)), `seed ${seed}`).toHaveLength(1);
    }
    const left = (await readdir(join(dir, "outbox"))).filter((name) => name.includes("damaged"));
    expect(left).toEqual([]);
  } finally {
    site.close();
    await rm(dir, { recursive: true, force: true });
  }
}, 180_000);

function run(
  dir: string,
  url: string,
  storyId: string,
  started: (child: ChildProcess) => void,
): Promise<{ readonly code: number | null; readonly signal: string | null; readonly said: string }> {
  const child = spawn(process.execPath, [SENDER, dir, url, storyId], { stdio: ["ignore", "ignore", "pipe"] });
  started(child);
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said += text.toString("utf8")));
  return new Promise((ended) => child.on("close", (code, signal) => ended({ code, signal, said })));
}
