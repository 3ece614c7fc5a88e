import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { basename, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { EMPTY_DETAILS, lineOf, type Block } from "#core/article";
import type { Job, Target } from "#core/publishing";
import type { PublisherOptions } from "#node/publishing";
import { takePicture } from "#node/media";
import { must, newsroom, photograph, until, type Newsroom } from "./newsroom.ts";
import {
  DOUBLE_PASSWORD,
  DOUBLE_USER,
  wordPressDouble,
  type Interference,
  type WordPressDouble,
} from "./wordpress-double.ts";

/** The outbox as a desk uses it, with a site that can be held up or cut at chosen moments. */

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(
  interference: Interference = {},
): Promise<{ readonly desk: Newsroom; readonly there: WordPressDouble }> {
  const there = await wordPressDouble(interference);
  closers.push(() => there.close());
  const target: Target = {
    kind: "wordpress",
    id: "wp",
    name: "Báo thử",
    url: there.url,
    user: DOUBLE_USER,
    categories: {},
  };
  const desk = await newsroom(() => [target], {
    secrets: {
      read: async () => DOUBLE_PASSWORD,
      save: async () => undefined,
      remove: async () => undefined,
    },
    random: () => 0,
    pace: { pollMs: 50, settleMs: 100, patience: { baseMs: 2_000, bytesPerSecond: 1e9 } },
  });
  closers.push(() => desk.close());
  return { desk, there };
}

/** A moment somebody waits for, and somebody else lets come. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((go) => (open = go));
  return { opened, open: () => open() };
}

/** The desk's library, with some of its answers given in another way. */
function libraryWith(
  desk: Newsroom,
  other: Partial<PublisherOptions["library"]>,
): PublisherOptions["library"] {
  return new Proxy(desk.library, {
    get(library, name) {
      const value: unknown = Reflect.get(name in other ? other : library, name);
      return typeof value === "function" ? value.bind(library) : value;
    },
  });
}

test("P4 published again at the very moment a job ends, the new text is sent as well", async () => {
  const { desk, there } = await start();
  const asked = gate();
  const answered = gate();
  let held = false;
  const library = libraryWith(desk, {
    receipts: async (id) => {
      const receipts = await desk.library.receipts(id);
      if (held) {
        asked.open();
        await answered.opened;
      }
      return receipts;
    },
  });
  const reading = gate();
  const read = gate();
  const publisher = await desk.open({
    library,
    fetch: async (input, init) => {
      if (new URL(String(input)).pathname.match(/^\/\d+$/)) {
        reading.open();
        await read.opened;
      }
      return fetch(input, init);
    },
  });
  const id = await desk.write({ pictures: 1 });
  const job = must(await publisher.publish(id, "wp"));
  await reading.opened;
  await desk.rewrite(id, "Đoạn này được viết lại đúng lúc bài vừa lên.");
  held = true;
  const again = publisher.publish(id, "wp");
  await asked.opened;
  read.open();
  await until(publisher, job.id, ["done"]);
  await new Promise((later) => setTimeout(later, 100)); // Whoever sent it has gone home.
  answered.open();
  const second = must(await again);
  await until(publisher, second.id, ["done"], 5_000);
  expect(there.posts.map(({ status }) => status)).toEqual(["publish"]);
  expect(there.posts[0]!.content).toContain("viết lại đúng lúc");
  expect((await desk.library.receipts(id)).map(({ way }) => way?.version)).toEqual([1, 2]);
});

for (const arrived of [true, false]) {
  test(`P5 cancelled while the answer to the publishing is awaited, which ${arrived ? "did" : "did not"} arrive`, async () => {
    const publishing = gate();
    const cancelledNow = gate();
    let left = 1;
    const isPublishing = (request: IncomingMessage) =>
      request.method === "POST" && /\/posts\/\d+/.test(request.url ?? "");
    const cut = async () => {
      publishing.open();
      await cancelledNow.opened;
    };
    const { desk, there } = await start({
      async before(request, response) {
        if (arrived || !isPublishing(request) || left-- <= 0) return false;
        await cut();
        response.destroy();
        return true;
      },
      async after(request) {
        if (!arrived || !isPublishing(request) || left-- <= 0) return false;
        await cut();
        return true;
      },
    });
    const publisher = await desk.open();
    const id = await desk.write({ pictures: 1 });
    const job = must(await publisher.publish(id, "wp"));
    await publishing.opened;
    await publisher.cancel(job.id);
    cancelledNow.open();
    const over = await until(publisher, job.id, ["done", "stopped", "cancelled"], 10_000);
    expect(over.state.kind).toBe(arrived ? "done" : "cancelled");
    expect(there.posts.map(({ status }) => status)).toEqual([arrived ? "publish" : "draft"]);
    expect(await desk.library.receipts(id)).toHaveLength(arrived ? 1 : 0);
  });
}

test("P9 a damaged job file is kept aside and the others are read; what was never finished is swept", async () => {
  const { desk } = await start();
  const outboxDir = join(desk.dir, "Library", "outbox");
  const quiet = () => Promise.reject(new TypeError("fetch failed"));
  const publisher = await desk.open({ fetch: quiet });
  const ids = [await desk.write({ pictures: 0 }), await desk.write({ pictures: 0 })];
  for (const id of ids) must(await publisher.publish(id, "wp"));
  await publisher.close();
  const [first = "", ...rest] = await readdir(outboxDir);
  expect(rest).toHaveLength(1);
  const text = await readFile(join(outboxDir, first), "utf8");
  await writeFile(join(outboxDir, first), text.replace("Cầu mới", "Cầu cũ"));
  await writeFile(join(outboxDir, `.${first}.77-1.tmp`), text.slice(0, 200));
  const again = await desk.open({ fetch: quiet });
  expect(again.jobs().map(({ id }) => `${id}.json`)).toEqual(rest);
  expect(again.setAside.map((path) => basename(path).split(".damaged-")[0])).toEqual([first]);
  expect((await readdir(outboxDir)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("P9 a job of the form before several requests could be without an answer goes on", async () => {
  const { desk, there } = await start();
  const outboxDir = join(desk.dir, "Library", "outbox");
  const before = await desk.open({ fetch: () => Promise.reject(new TypeError("fetch failed")) });
  const id = await desk.write({ pictures: 0 });
  const { id: jobId } = must(await before.publish(id, "wp"));
  await before.close();
  const path = join(outboxDir, `${jobId}.json`);
  const { format, job } = JSON.parse(await readFile(path, "utf8")) as { format: number; job: Job };
  const { out: _, ...rest } = job;
  const older = { ...rest, asked: { story: job.story, unclear: true } };
  const sha256 = createHash("sha256").update(JSON.stringify(older)).digest("hex");
  await writeFile(path, JSON.stringify({ format, sha256, job: older }));
  const publisher = await desk.open();
  expect(publisher.setAside).toEqual([]);
  await until(publisher, jobId, ["done"]);
  expect(there.posts.map(({ status }) => status)).toEqual(["publish"]);
});

test("P9 a disk that takes no job says so, and nothing is queued", async () => {
  const { desk, there } = await start();
  const outboxDir = join(desk.dir, "another-outbox");
  const publisher = await desk.open({ outboxDir });
  await rm(outboxDir, { recursive: true });
  await writeFile(outboxDir, "");
  const id = await desk.write({ pictures: 0 });
  expect(await publisher.publish(id, "wp")).toMatchObject({
    ok: false,
    problem: { kind: expect.stringMatching(/notWritable|libraryGone/) as string, path: outboxDir },
  });
  expect([publisher.jobs(), there.asked]).toEqual([[], []]);
});

test("P12 an address no request can be sent to is that target's alone: the others are said to answer", async () => {
  const there = await wordPressDouble({});
  closers.push(() => there.close());
  const site = { kind: "site", name: "Báo" } as const;
  const desk = await newsroom(() => [
    { ...site, id: "ftp", url: "ftp://b.example" },
    { ...site, id: "none", url: "b.example" },
    { ...site, id: "up", url: there.url },
  ]);
  closers.push(() => desk.close());
  expect(await (await desk.open()).reachable()).toEqual({ ftp: false, none: false, up: true });
});

test("P6 an outbox that is closed has no picture in the making any more", async () => {
  const { desk } = await start({
    before(_request, response) {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: "rest_not_logged_in" }));
      return true;
    },
  });
  let making = 0;
  const publisher = await desk.open({
    renditionsOf: async () => {
      making += 1;
      await new Promise((later) => setTimeout(later, 100));
      making -= 1;
      return { ok: true, value: [] };
    },
  });
  const job = must(await publisher.publish(await desk.write({ pictures: 3 }), "wp"));
  await until(publisher, job.id, ["stopped"]);
  await publisher.close();
  expect(making).toBe(0);
  await new Promise((later) => setTimeout(later, 150));
  expect(making).toBe(0);
});

/** Counts the uploads that are on their way at once; each takes a moment, as on any line, so that those side by side meet. */
function uploadsAtOnce() {
  const counted = { now: 0, most: 0 };
  const counting: typeof fetch = async (input, init) => {
    if (init?.method !== "POST" || !String(input).includes("/media")) return fetch(input, init);
    counted.now += 1;
    counted.most = Math.max(counted.most, counted.now);
    try {
      await new Promise((go) => setTimeout(go, 200));
      return await fetch(input, init);
    } finally {
      counted.now -= 1;
    }
  };
  return { counted, counting };
}

test("P71 on a quick line pictures go side by side, three at most", async () => {
  const { desk, there } = await start();
  const { counted, counting } = uploadsAtOnce();
  const publisher = await desk.open({ fetch: counting });
  const id = await desk.write({ pictures: 8 });
  const job = must(await publisher.publish(id, "wp"));
  expect((await until(publisher, job.id, ["done", "stopped"])).state.kind).toBe("done");
  expect([counted.most, there.media.length]).toEqual([3, 8]);
});

test("P71 two originals of the same picture are one copy on the site, however quick the line", async () => {
  const { desk, there } = await start();
  const publisher = await desk.open();
  const bytes = await photograph(900);
  // A comment behind the first marker: other bytes, the same picture (ITU T.81, B.2.4.5).
  const twins = [0, 1, 2].map((n) =>
    Buffer.from(Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 3, n]), bytes.subarray(2)])),
  );
  const originals = await Promise.all(
    [await photograph(800), ...twins].map(async (original, n) => ({
      original,
      picture: must(await takePicture(`anh-${n}.jpg`, original)).picture,
    })),
  );
  const story = must(
    await desk.library.create({
      details: { ...EMPTY_DETAILS, section: "thoi-su" },
      blocks: [
        { kind: "headline", text: lineOf("Ba bản của một ảnh") },
        { kind: "lead", text: lineOf("Sa-pô.") },
        { kind: "paragraph", text: lineOf("Một đoạn.") },
        ...originals.map(({ picture }, n): Block => ({
          kind: "figure",
          id: randomUUID(),
          want: "",
          picture,
          caption: lineOf(`Chú thích ${n}`),
          credit: lineOf("TTXVN"),
          altText: lineOf(`Mô tả ${n}`),
        })),
      ],
    }),
  );
  for (const { original, picture } of originals) {
    must(await desk.library.keepOriginal(story.id, picture.sha256, picture.extension, original));
  }
  const job = must(await publisher.publish(story.id, "wp"));
  expect((await until(publisher, job.id, ["done", "stopped"])).state.kind).toBe("done");
  expect(there.media.length).toBe(2);
});
