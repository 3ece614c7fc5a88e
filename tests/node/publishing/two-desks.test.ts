import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { bytesOf } from "#core/bridge";
import type { JobView, OwnSiteTarget } from "#core/publishing";
import type { Publisher } from "#node/publishing";
import { SECRET, openDesk } from "../../site/desk.ts";
import { must, newsroom, until, type Newsroom } from "./newsroom.ts";

/** Two machines with one story and one site of our own. */

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Machine {
  readonly room: Newsroom;
  readonly publisher: Publisher;
}

async function machine(targets: readonly OwnSiteTarget[], fetching: typeof fetch = fetch): Promise<Machine> {
  const room = await newsroom(() => targets, {
    secrets: { read: async () => SECRET, save: async () => undefined, remove: async () => undefined },
    random: () => 0,
    fetch: fetching,
    pace: { pollMs: 30, patience: { baseMs: 5_000, bytesPerSecond: 1e9 } },
  });
  closers.push(() => room.close());
  return { room, publisher: await room.open() };
}

async function twoMachines(fetching?: typeof fetch, fetchingB?: typeof fetch) {
  const site = await openDesk();
  closers.push(() => site.end());
  const target: OwnSiteTarget = { kind: "site", id: "site", name: "Báo Thử", url: site.site.url };
  const a = await machine([target], fetching);
  const b = await machine([target], fetchingB);
  const id = await a.room.write({ pictures: 0 });
  must(await b.room.library.adopt(id, bytesOf(must(await a.room.library.open(id)).state)));
  return { site, a, b, id };
}

async function publish({ publisher }: Machine, id: string): Promise<JobView> {
  const job = must(await publisher.publish(id, "site"));
  return until(publisher, job.id, ["done", "stopped"]);
}

async function retry({ publisher }: Machine, { id }: JobView): Promise<JobView> {
  await publisher.retry(id);
  return until(publisher, id, ["done", "stopped"]);
}

test("T4 another desk's version is never written over unseen, whatever the numbers of the versions", async () => {
  let down = true;
  const { site, a, b, id } = await twoMachines(fetch, async (input, init) => {
    if (down) throw new TypeError("fetch failed");
    return fetch(input, init);
  });
  const page = async () => (await site.read("/thoi-su/cau-moi-noi-hai-bo-song-day.html")).text;
  const later = () => (site.now = new Date(site.now.getTime() + 60_000));

  // Desk B has no network, and queues its story twice: version 2, which the site itself would take.
  must(await b.publisher.publish(id, "site"));
  await b.room.rewrite(id, "Bàn B viết lại.");
  const queued = must(await b.publisher.publish(id, "site"));
  expect((await publish(a, id)).state.kind).toBe("done");
  later();
  down = false;
  const first = await until(b.publisher, queued.id, ["done", "stopped"]);
  expect(first.state).toMatchObject({ kind: "stopped", problem: { kind: "changedOnSite" } });
  expect(await page()).not.toContain("Bàn B");
  expect((await retry(b, first)).state.kind).toBe("done");
  expect(await page()).toContain("Bàn B viết lại.");

  // Desk A knows its own version alone, and would send the number the site has.
  later();
  await a.room.rewrite(id, "Bàn A viết lại.");
  const second = await publish(a, id);
  expect(second.state).toMatchObject({ kind: "stopped", problem: { kind: "changedOnSite" } });
  expect(await page()).toContain("Bàn B viết lại.");
  expect((await retry(a, second)).state.kind).toBe("done");
  expect(await page()).toContain("Bàn A viết lại.");
});

test("T4 a desk whose number is far above the site's asks as well", async () => {
  const { site, a, b, id } = await twoMachines();
  for (let times = 0; times < 3; times++) {
    await a.room.rewrite(id, `Bàn A, lần ${times}.`);
    expect((await publish(a, id)).state.kind).toBe("done");
    site.now = new Date(site.now.getTime() + 60_000);
  }
  const older = await publish(b, id);
  expect(older.state).toMatchObject({ kind: "stopped", problem: { kind: "olderThanSite", version: 3 } });
  // One look is enough to go over it.
  expect((await retry(b, older)).state.kind).toBe("done");
  site.now = new Date(site.now.getTime() + 60_000);
  await a.room.rewrite(id, "Bàn A, sau bàn B.");
  expect((await publish(a, id)).state.kind).toBe("stopped");
});

test("T4 a version that came while ours was on its way is not written over either", async () => {
  const { site, b, id } = await twoMachines();
  // Desk B finds nothing on the site and sends its pictures; desk A is quicker.
  const third = await machine(
    [{ kind: "site", id: "site", name: "Báo Thử", url: site.site.url }],
    async (input, init) => {
      const isStory = String(input).includes("/api/stories/");
      const answer = await fetch(input, init);
      if (isStory && init?.method === "GET" && answer.status === 404) {
        expect((await publish(b, id)).state.kind).toBe("done");
      }
      return answer;
    },
  );
  must(await third.room.library.adopt(id, bytesOf(must(await b.room.library.open(id)).state)));
  await third.room.rewrite(id, "Bàn thứ ba viết.");
  expect((await publish(third, id)).state).toMatchObject({
    kind: "stopped",
    problem: { kind: "changedOnSite" },
  });
});

test("T4 our own version whose answer was lost is not another desk's, even when it is replaced", async () => {
  let lose = 1;
  const { site, a, id } = await twoMachines(async (input, init) => {
    const answer = await fetch(input, init);
    if (init?.method === "PUT" && lose-- > 0) {
      await a.room.rewrite(id, "Bài mới hơn.");
      must(await a.publisher.publish(id, "site"));
      await answer.arrayBuffer();
      throw new TypeError("fetch failed");
    }
    return answer;
  });
  await publish(a, id);
  const [job] = a.publisher.jobs();
  expect(job?.state).toMatchObject({ kind: "done", differences: [] });
  expect((await site.read("/thoi-su/cau-moi-noi-hai-bo-song-day.html")).text).toContain("Bài mới hơn.");
});

for (const answered of [true, false]) {
  test(`P5 cancelled after a newer text was cut off, the older one that is out ${answered ? "" : "without an answer "}has its receipt`, async () => {
    let puts = 0;
    const { site, a, id } = await twoMachines(async (input, init) => {
      if (init?.method !== "PUT") return fetch(input, init);
      puts += 1;
      if (puts > 1) throw new TypeError("fetch failed");
      const answer = await fetch(input, init);
      await a.room.rewrite(id, "Bài mới hơn.");
      must(await a.publisher.publish(id, "site"));
      if (answered) return answer;
      await answer.arrayBuffer();
      throw new TypeError("fetch failed");
    });
    const job = must(await a.publisher.publish(id, "site"));
    await expect.poll(() => puts, { timeout: 10_000 }).toBeGreaterThan(1);
    await until(a.publisher, job.id, ["waiting"]);
    await a.publisher.cancel(job.id);
    const over = await until(a.publisher, job.id, ["done", "stopped", "cancelled"]);
    expect(over.state).toMatchObject({ kind: "done", differences: [] });
    expect((await site.read("/thoi-su/cau-moi-noi-hai-bo-song-day.html")).text).not.toContain("Bài mới hơn.");
    const receipts = await a.room.library.receipts(id);
    expect(receipts.map(({ way, url }) => [way?.version, url])).toEqual([
      [1, over.state.kind === "done" && over.state.url],
    ]);
    // The list hears of it when the job has let go of the story, a moment later.
    await expect.poll(() => a.room.library.summary(id)?.state).toBe("changed");
  });
}

test("P18 a picture the site lost before the story came is put there again by itself", async () => {
  let lose = 1;
  const site = await openDesk();
  closers.push(() => site.end());
  const a = await machine(
    [{ kind: "site", id: "site", name: "Báo Thử", url: site.site.url }],
    async (input, init) => {
      if (init?.method === "PUT" && String(input).includes("/api/stories/") && lose-- > 0) {
        await rm(join(site.dir, "media", (await readdir(join(site.dir, "media")))[0]!), { recursive: true });
      }
      return fetch(input, init);
    },
  );
  const id = await a.room.write({ pictures: 2 });
  expect((await publish(a, id)).state).toMatchObject({ kind: "done", differences: [] });
  expect(lose).toBe(-1);
});
