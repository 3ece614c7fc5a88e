import { renameSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { figuresOf } from "#core/article";
import type { Aim, JobView, OwnSiteTarget, ProofFound } from "#core/publishing";
import type { Publisher, PublisherEvent } from "#node/publishing";
import { startSite, type Site } from "#site";
import { captionOf, CREDIT, must, newsroom, STORY, until, type Newsroom } from "./newsroom.ts";

/** The outbox with a real news site of ours that comes and goes. */

const SECRET = "only for the tests of the outbox";

let desk: Newsroom;
let port: number;
let target: OwnSiteTarget;
let site: Site | null = null;

beforeEach(async () => {
  port = await freePort();
  target = { kind: "site", id: "site", name: "Báo thử", url: `http://127.0.0.1:${port}` };
  desk = await newsroom(() => [target], {
    secrets: { read: async () => SECRET, save: async () => undefined, remove: async () => undefined },
    pace: { pollMs: 40, patience: { baseMs: 3_000, bytesPerSecond: 1e9 } },
  });
});

afterEach(async () => {
  await desk.close();
  await goOffline();
});

async function goOnline(): Promise<void> {
  site = await startSite({
    dir: join(desk.dir, "site"),
    port,
    secret: SECRET,
    now: () => new Date(),
    sections: [{ slug: "thoi-su", name: "Thời sự" }],
    siteName: "Báo thử",
  });
}

async function goOffline(): Promise<void> {
  await site?.close();
  site = null;
}

async function queued(publisher: Publisher, id: string): Promise<JobView> {
  return must(await publisher.publish(id, "site"));
}

async function finished(publisher: Publisher, job: JobView): Promise<string> {
  const over = await until(publisher, job.id, ["done", "stopped"]);
  if (over.state.kind !== "done") throw new Error(JSON.stringify(over.state));
  expect(over.state.differences).toEqual([]);
  return over.state.url;
}

test("P2 queued without a network, a story is sent as soon as the site answers, with each step said", async () => {
  // No back-off shorter than a day: it goes because the site answers again.
  let polls = 0;
  const publisher = await desk.open({
    random: () => 100_000,
    fetch: (input, init) =>
      fetch(input, init).finally(() => {
        if (init?.method === "HEAD") polls += 1;
      }),
  });
  const events: PublisherEvent[] = [];
  publisher.listen((event) => events.push(event));
  const id = await desk.write();
  const job = await queued(publisher, id);
  const waiting = await until(publisher, job.id, ["waiting"]);
  expect(waiting.state.kind === "waiting" && waiting.state.problem).toEqual({
    kind: "siteUnreachable",
    host: `127.0.0.1:${port}`,
  });
  expect(desk.library.summary(id)?.state).toBe("queued");
  expect(await publisher.reachable()).toEqual({ site: false });
  // Seen not to answer, so that its answering is news.
  const before = polls;
  await expect.poll(() => polls, { timeout: 10_000 }).toBeGreaterThan(before + 1);
  await goOnline();
  const url = await finished(publisher, job);
  const page = await (await fetch(url)).text();
  for (const text of [STORY.headline, STORY.lead, STORY.byline, captionOf(3), CREDIT]) {
    expect(page).toContain(text);
  }
  const steps = events.flatMap((event) =>
    event.kind === "job" && event.job.state.kind === "sending" ? [JSON.stringify(event.job.state.step)] : [],
  );
  // On a quick line the later pictures go side by side, and the last may be there first.
  expect([...new Set(steps)].filter((step) => step !== '{"kind":"picture","number":3,"of":3}')).toEqual([
    '{"kind":"preparing"}',
    ...[1, 2].map((number) => `{"kind":"picture","number":${number},"of":3}`),
    '{"kind":"story"}',
    '{"kind":"readingBack"}',
  ]);
  expect(events.filter(({ kind }) => kind === "receipt").length).toBe(1);
  // The list hears of it when the job has let go of the story, a moment later.
  await expect.poll(() => desk.library.summary(id)?.state, { timeout: 10_000 }).toBe("published");
});

test("P6 what waits is still there after the program was closed, and is sent then", async () => {
  const before = await desk.open();
  const id = await desk.write({ pictures: 1 });
  const job = await queued(before, id);
  await until(before, job.id, ["waiting"]);
  await before.close();
  await goOnline();
  const after = await desk.open();
  expect(after.jobs().map(({ storyId, title }) => [storyId, title])).toEqual([[id, STORY.headline]]);
  await finished(after, job);
  await after.close();
  const later = await desk.open();
  expect(later.jobs().map(({ state }) => state.kind)).toEqual(["done"]);
});

test("P4 publishing again while a story waits sends the newest text, once", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 1 });
  const first = await queued(publisher, id);
  await until(publisher, first.id, ["waiting"]);
  await desk.rewrite(id, "Đoạn đã được viết lại trong lúc chờ mạng.");
  // Two clicks at once are one job as well.
  const [second, third] = await Promise.all([queued(publisher, id), queued(publisher, id)]);
  expect([second.id, third.id]).toEqual([first.id, first.id]);
  expect(publisher.jobs().length).toBe(1);
  await goOnline();
  const page = await (await fetch(await finished(publisher, first))).text();
  expect(page).toContain("Đoạn đã được viết lại trong lúc chờ mạng.");
  expect((await desk.library.receipts(id)).length).toBe(1);
});

test("P4 a job that waits says when the story here is another than what was queued", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 0 });
  const job = await queued(publisher, id);
  await until(publisher, job.id, ["waiting"]);
  const told = [false];
  publisher.listen((event) => {
    if (event.kind === "job" && told.at(-1) !== event.job.isBehind) told.push(event.job.isBehind);
  });
  const isBehind = (one = publisher) => one.jobs().find((each) => each.id === job.id)?.isBehind;
  expect(isBehind()).toBe(false);
  await desk.rewrite(id, "Viết lại trong lúc chờ.");
  await expect.poll(() => isBehind(), { timeout: 10_000 }).toBe(true);
  // Written back, it is what was queued.
  await desk.rewrite(id, STORY.paragraphs[0]!);
  await expect.poll(() => isBehind(), { timeout: 10_000 }).toBe(false);
  await desk.rewrite(id, "Viết lại lần nữa.");
  await expect.poll(() => isBehind(), { timeout: 10_000 }).toBe(true);
  await publisher.close();
  const after = await desk.open();
  await expect.poll(() => isBehind(after), { timeout: 10_000 }).toBe(true);
  expect((await queued(after, id)).isBehind).toBe(false);
  await goOnline();
  await finished(after, job);
  expect([isBehind(after), told]).toEqual([false, [false, true, false, true]]);
});

test("P21 published again after it is out, the same page changes", async () => {
  await goOnline();
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 1 });
  const url = await finished(publisher, await queued(publisher, id));
  await desk.rewrite(id, "Đoạn đã được viết lại.");
  const again = await queued(publisher, id);
  expect(await finished(publisher, again)).toBe(url);
  expect(await (await fetch(url)).text()).toContain("Đoạn đã được viết lại.");
  expect(publisher.jobs().map((job) => job.id)).toEqual([again.id]);
  const receipts = await desk.library.receipts(id);
  expect(receipts.map(({ way }) => way?.version)).toEqual([1, 2]);
});

test("P34 a story that is out as it is here is not sent again unless it is asked for", async () => {
  await goOnline();
  let puts = 0;
  const publisher = await desk.open({
    fetch: (input, init) => {
      if (init?.method === "PUT") puts += 1;
      return fetch(input, init);
    },
  });
  const id = await desk.write({ pictures: 0 });
  const url = await finished(publisher, await queued(publisher, id));
  const [first] = await desk.library.receipts(id);
  const page = await (await fetch(url)).text();
  const same = { ok: false, problem: { kind: "nothingNew", url, publishedAt: first!.publishedAt } };
  expect(await publisher.publish(id, "site")).toEqual(same);
  await publisher.close();

  // The receipt tells, not the outbox: the same after a start and when the job is forgotten.
  const after = await desk.open({ outboxDir: join(desk.dir, "another-outbox") });
  expect(await after.publish(id, "site")).toEqual(same);
  await desk.rewrite(id, "Viết lại.");
  await desk.rewrite(id, STORY.paragraphs[0]!);
  expect(await after.publish(id, "site")).toEqual(same);
  expect([after.jobs(), await desk.library.receipts(id), puts]).toEqual([[], [first], 1]);

  const again = must(await after.publish(id, "site", { again: true }));
  expect(await finished(after, again)).toBe(url);
  expect(await desk.library.receipts(id)).toHaveLength(2);
  expect(await (await fetch(url)).text()).toBe(page);

  await desk.rewrite(id, "Viết lại.");
  await finished(after, await queued(after, id));
});

test("P34 what the page did not show, another address of the target and a stopped job are something new", async () => {
  await goOnline();
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 0 });
  await finished(publisher, await queued(publisher, id));
  const [receipt] = await desk.library.receipts(id);
  const kept = desk.library.receipts.bind(desk.library);
  for (const other of [
    { differences: [{ what: "lead", expected: "Sa-pô" }] },
    { url: "https://moved.example/bai.html" },
    { articleSha256: "" },
  ] as const) {
    desk.library.receipts = async () => [{ ...receipt!, ...other }];
    await finished(publisher, await queued(publisher, id));
  }
  desk.library.receipts = kept;
});

test("P5 a cancelled story is not sent when the site is back; tried again, it is", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 0 });
  const job = await queued(publisher, id);
  await until(publisher, job.id, ["waiting"]);
  expect((await publisher.cancel(job.id))?.state.kind).toBe("cancelled");
  expect(desk.library.summary(id)?.state).toBe("draft");
  await goOnline();
  // Once a later one is there, whatever was to go before it has gone.
  const later = await desk.write({ headline: "Bài sau", pictures: 0 });
  await finished(publisher, await queued(publisher, later));
  expect(publisher.jobs().map(({ state }) => state.kind)).toEqual(["cancelled", "done"]);
  expect(await (await fetch(target.url)).text()).not.toContain(STORY.headline);
  await publisher.retry(job.id);
  await finished(publisher, job);
  expect([await publisher.cancel("no-such-job"), await publisher.retry("no-such-job")]).toEqual([null, null]);
});

test("P33 a story put into the trash while it waits is not sent, nor when it is taken out again", async () => {
  const before = await desk.open();
  const id = await desk.write({ pictures: 0 });
  const closed = await desk.write({ headline: "Bài bỏ lúc chương trình đóng", pictures: 0 });
  const jobs = [await queued(before, id), await queued(before, closed)];
  for (const job of jobs) await until(before, job.id, ["waiting"]);
  must(await desk.library.trash(id));
  await until(before, jobs[0]!.id, ["cancelled"]);
  expect(await before.publish(id, "site")).toEqual({ ok: false, problem: { kind: "storyTrashed" } });
  expect((await before.retry(jobs[0]!.id))?.state.kind).toBe("cancelled");
  await before.close();
  must(await desk.library.trash(closed));

  const asked: string[] = [];
  await goOnline();
  const after = await desk.open({
    fetch: (input, init) => {
      if (init?.method === "PUT") asked.push(String(input));
      return fetch(input, init);
    },
  });
  for (const job of jobs) await until(after, job.id, ["cancelled"]);
  for (const one of [id, closed]) must(await desk.library.restore(one));
  // One that is sent afterwards: whatever was to go before it has gone.
  const other = await desk.write({ headline: "Bài khác", pictures: 0 });
  await finished(after, await queued(after, other));
  expect(asked.filter((url) => !url.includes(other))).toEqual([]);
  expect(desk.library.summary(id)?.state).toBe("draft");
  await finished(after, await queued(after, id));
});

test("P33 a story put into the trash while it may be out is looked up, and keeps its receipt", async () => {
  await goOnline();
  let puts = 0;
  const publisher = await desk.open({
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method !== "PUT" || ++puts > 1) return answer;
      await answer.arrayBuffer();
      must(await desk.library.trash(id));
      throw new TypeError("fetch failed");
    },
  });
  const id = await desk.write({ pictures: 0 });
  await finished(publisher, await queued(publisher, id));
  expect(await desk.library.receipts(id)).toHaveLength(1);
  expect(desk.library.summary(id)?.trashedAt).not.toBeNull();
  expect(puts).toBe(1);
});

test("P38 withdrawn from a site of ours the page is gone, and published again it is the same one", async () => {
  await goOnline();
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 1 });
  const url = await finished(publisher, await queued(publisher, id));
  await desk.library.trash(id);
  for (const kind of ["withdrawn", "killed"] as const) {
    const aim = { kind, reason: "Nguồn tin rút lại lời" };
    await finished(publisher, must(await publisher.publish(id, "site", { aim })));
    expect((await fetch(url)).status).toBe(410);
    expect((await desk.library.receipts(id)).at(-1)).toMatchObject({ aim, pictures: [] });
  }
  await desk.library.restore(id);
  expect(await finished(publisher, await queued(publisher, id))).toBe(url);
  expect((await fetch(url)).status).toBe(200);
});

test("P72 a later look at every page that is out tells which is gone, changed by others, or could not be read", async () => {
  await goOnline();
  let meddle: (html: string, url: string) => Response | string = (html) => html;
  const publisher = await desk.open({
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (!(answer.headers.get("content-type") ?? "").includes("text/html")) return answer;
      const changed = meddle(await answer.text(), String(input));
      return typeof changed === "string" ? new Response(changed, answer) : changed;
    },
  });
  const kept = await desk.write({ headline: "Bài còn nguyên", pictures: 2 });
  const edited = await desk.write({ headline: "Bài đã sửa ở đây", pictures: 0 });
  const down = await desk.write({ headline: "Bài đã gỡ", pictures: 0 });
  for (const id of [kept, edited, down]) await finished(publisher, await queued(publisher, id));
  const aim = { kind: "withdrawn", reason: "" } as const;
  await finished(publisher, must(await publisher.publish(down, "site", { aim })));
  await desk.rewrite(edited, "Câu này chỉ có ở đây.");
  await expect.poll(() => desk.library.summary(edited)?.state, { timeout: 10_000 }).toBe("changed");
  await expect.poll(() => desk.library.summary(down)?.state, { timeout: 10_000 }).not.toBe("published");

  const look = async (one = publisher) => {
    const found: Record<string, ProofFound> = {};
    for await (const proof of one.proofs()) found[proof.title] = proof.found;
    return found;
  };
  expect(await look()).toEqual({
    "Bài còn nguyên": { kind: "whole" },
    "Bài đã sửa ở đây": { kind: "whole" },
  });
  meddle = (html, url) => {
    if (url.includes("bai-da-sua")) return new Response("", { status: 404 });
    return html.replace(STORY.paragraphs[0]!, "Đã bị người khác sửa.");
  };
  expect(await look()).toEqual({
    "Bài còn nguyên": {
      kind: "differs",
      differences: [{ what: "paragraph", expected: STORY.paragraphs[0] }],
    },
    "Bài đã sửa ở đây": { kind: "gone", status: 404 },
  });
  meddle = (html) => html;
  await publisher.close();
  // Without the outbox nobody knows word for word what was sent of a story that was edited since.
  await rm(join(desk.dir, "Library", "outbox"), { recursive: true });
  const later = await desk.open();
  expect(await look(later)).toEqual({
    "Bài còn nguyên": { kind: "whole" },
    "Bài đã sửa ở đây": { kind: "there" },
  });
  await goOffline();
  expect((await look(later))["Bài còn nguyên"]).toMatchObject({
    kind: "unread",
    problem: { kind: "siteUnreachable" },
  });
}, 30_000);

test("P36 what a target cannot do is said, and nothing is queued", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 0 });
  const refused = async (aim: Aim) => {
    const answer = await publisher.publish(id, "site", { aim });
    return answer.ok ? null : answer.problem;
  };
  expect(await refused({ kind: "draft" })).toEqual({ kind: "aimUnknown", aim: "draft" });
  expect(await refused({ kind: "killed", reason: "" })).toEqual({
    kind: "notOnSite",
    host: `127.0.0.1:${port}`,
  });
  expect(publisher.jobs()).toEqual([]);
});

test("P38 withdrawn while it still waits for the network, a story never goes out", async () => {
  const publisher = await desk.open();
  await goOnline();
  const id = await desk.write({ pictures: 1 });
  const url = await finished(publisher, await queued(publisher, id));
  await goOffline();
  await desk.rewrite(id, "Bản này không bao giờ được lên trang.");
  const waiting = await queued(publisher, id);
  await until(publisher, waiting.id, ["waiting"]);
  const down = must(await publisher.publish(id, "site", { aim: { kind: "withdrawn", reason: "" } }));
  expect(down.id).toBe(waiting.id);
  await goOnline();
  await finished(publisher, down);
  expect((await fetch(url)).status).toBe(410);
});

test("P31 what the newsroom's rules block, or lacks an original, is not queued, and it is said why", async () => {
  const publisher = await desk.open();
  const bare = await desk.write({ headline: "", lead: "", pictures: 0 });
  expect(await publisher.publish(bare, "site")).toEqual({
    ok: false,
    problem: { kind: "preflightBlocks", rules: ["headlineMissing", "leadMissing"] },
  });
  const id = await desk.write({ pictures: 2 });
  const { sha256, extension } = figuresOf(must(await desk.library.article(id)))[1]!.picture!;
  await rm((await desk.library.originalPath(id, sha256, extension))!);
  expect(await publisher.publish(id, "site")).toEqual({
    ok: false,
    problem: { kind: "pictureLost", file: `${sha256}.${extension}` },
  });
  expect(await publisher.publish(id, "elsewhere")).toEqual({
    ok: false,
    problem: { kind: "targetUnknown" },
  });
  expect(publisher.jobs()).toEqual([]);
});

test("P31 an original that is lost while the story waits stops the job and names it", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ pictures: 1 });
  const job = await queued(publisher, id);
  await until(publisher, job.id, ["waiting"]);
  await publisher.close();
  await rm(join(desk.dir, "renditions"), { recursive: true, force: true });
  const { sha256, extension } = figuresOf(must(await desk.library.article(id)))[0]!.picture!;
  await rm((await desk.library.originalPath(id, sha256, extension))!);
  await goOnline();
  const after = await desk.open();
  const stopped = await until(after, job.id, ["stopped", "done"]);
  expect(stopped.state).toEqual({
    kind: "stopped",
    problem: { kind: "pictureLost", file: `${sha256}.${extension}` },
  });
});

test("P32 stories go to a site in the order they were queued", async () => {
  const publisher = await desk.open({ random: () => 100_000 });
  const ids: string[] = [];
  const over: string[] = [];
  const receiptsOf = (one: Publisher) =>
    one.listen((event) => {
      if (event.kind === "receipt") over.push(event.storyId);
    });
  receiptsOf(publisher);
  const write = async (n: number) => {
    const id = await desk.write({ headline: `Bài số ${n}`, pictures: 0 });
    ids.push(id);
    return queued(publisher, id);
  };
  for (const n of [1, 2]) await until(publisher, (await write(n)).id, ["waiting"]);
  await goOnline();
  // The third finds the site back; the two that wait for it go before a fourth.
  const third = await write(3);
  const fourth = await write(4);
  for (const job of [...publisher.jobs(), third, fourth]) await finished(publisher, job);
  expect(over.indexOf(ids[0]!)).toBeLessThan(over.indexOf(ids[1]!));
  expect(over.at(-1)).toBe(ids[3]);
});

test("P32 after a start, what waited for a network goes first, in its order", async () => {
  const publisher = await desk.open({ random: () => 100_000 });
  const ids: string[] = [];
  for (const n of [1, 2, 3]) ids.push(await desk.write({ headline: `Bài số ${n}`, pictures: 0 }));
  for (const id of ids) await until(publisher, (await queued(publisher, id)).id, ["waiting"]);
  await publisher.close();
  await goOnline();
  const after = await desk.open();
  const over: string[] = [];
  after.listen((event) => {
    if (event.kind === "receipt") over.push(event.storyId);
  });
  for (const job of after.jobs()) await finished(after, job);
  expect(over).toEqual(ids);
});

test("P6 closing is prompt while a site keeps an answer back, and the story goes out at the next start", async () => {
  let heard: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (heard = resolve));
  const silent = createServer((socket) => socket.on("error", () => undefined).on("data", () => heard()));
  await new Promise<void>((up) => silent.listen(port, "127.0.0.1", up));
  // So patient that a closing which waited for the answer would outlast the test.
  const publisher = await desk.open({ pace: { patience: { baseMs: 600_000, bytesPerSecond: 1e9 } } });
  const id = await desk.write({ pictures: 0 });
  const job = await queued(publisher, id);
  await asked;
  await publisher.close();
  await new Promise((down) => silent.close(down));
  await goOnline();
  await finished(await desk.open(), job);
});

/** A port nobody listens on, to come back to. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((up) => probe.listen(0, "127.0.0.1", up));
  const found = (probe.address() as AddressInfo).port;
  await new Promise((down) => probe.close(down));
  return found;
}

for (const moment of ["preparing", "picture", "story", "readingBack"] as const) {
  test(`P9 a disk that takes nothing any more (at “${moment}”) holds the job, which goes on when there is room`, async () => {
    await goOnline();
    const publisher = await desk.open();
    const id = await desk.write({ pictures: 1 });
    const outboxDir = join(desk.dir, "Library", "outbox");
    const stop = publisher.listen((event) => {
      if (event.kind !== "job" || event.job.state.kind !== "sending") return;
      if (event.job.state.step.kind !== moment) return;
      stop();
      // A file in the folder's place.
      renameSync(outboxDir, `${outboxDir}-away`);
      writeFileSync(outboxDir, "");
    });
    const job = await queued(publisher, id);
    const held = await until(publisher, job.id, ["waiting", "done"]);
    expect(held.state).toMatchObject({ kind: "waiting", problem: null });
    const isOut = (await (await fetch(target.url)).text()).includes(STORY.headline);
    expect(isOut).toBe(moment === "readingBack");
    rmSync(outboxDir);
    renameSync(`${outboxDir}-away`, outboxDir);
    await publisher.retry(job.id);
    await finished(publisher, job);
    expect((await desk.library.receipts(id)).length).toBe(1);
  });
}
