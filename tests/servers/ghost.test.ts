import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Aim, JobView, Target } from "#core/publishing";
import type { Publisher } from "#node/publishing";
import {
  captionOf,
  CREDIT,
  must,
  newsroom,
  STORY,
  until,
  type Newsroom,
} from "../node/publishing/newsroom.ts";
import { ask, ghostServer, imagesIn, originals, postsTitled, signedIn, targetOf } from "./ghost.ts";
import { faultsMade, setFault, type Fault } from "./wordpress.ts";

/** Publishing to a real Ghost: what its readers see, and that nothing is ever there twice. */

const server = ghostServer();
const images = imagesIn(server);

let desk: Newsroom;
let targets: readonly Target[];
let key: string;
let headline: string;
let count = 0;

beforeEach(async () => {
  await setFault(server, {});
  targets = [targetOf(server.baseUrl)];
  key = server.adminApiKey;
  headline = `Cầu mới nối hai bờ sông Đáy ${Date.now()}${count++}`;
  desk = await newsroom(() => targets, {
    secrets: { read: async () => key, save: async () => undefined, remove: async () => undefined },
    pace: { pollMs: 250, settleMs: 1_000, patience: { baseMs: 4_000, bytesPerSecond: 1e6 } },
  });
});

afterEach(async () => {
  await setFault(server, {});
  await desk.close();
});

/** One connection for each request, so that a fault of the proxy hits what it is meant for. */
const closing: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), connection: "close" } });

async function finished(publisher: Publisher, job: JobView) {
  const over = await until(publisher, job.id, ["done", "stopped"], 50_000);
  if (over.state.kind !== "done") throw new Error(JSON.stringify(over.state));
  return over.state;
}

async function sent(publisher: Publisher, id: string, aim: Aim = { kind: "public" }) {
  const state = await finished(publisher, must(await publisher.publish(id, "gh", { aim })));
  expect(state.differences).toEqual([]);
  return state;
}

/** Ghost counts whole seconds: what is changed within one is not told apart. */
const nextSecond = () => new Promise((later) => setTimeout(later, 1_100));

/** What a reader is given, white space as a browser shows it. */
async function readersPage(url: string): Promise<string> {
  const html = await (await fetch(url)).text();
  return html
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

test("P40 a story with three pictures is on the reader's page as it was written", async () => {
  const before = (await originals(server)).length;
  const publisher = await desk.open();
  // The page names other stories too, with their leads.
  const lead = `Sáng ${Date.now()}, cây cầu được thông xe.`;
  const id = await desk.write({ headline, lead });
  const { url } = await sent(publisher, id);
  const page = await readersPage(url);
  expect(page).toContain(headline);
  expect(page.split(lead).length).toBe(2);
  for (const paragraph of STORY.paragraphs) expect(page).toContain(paragraph);
  for (const n of [1, 2, 3]) expect(page).toContain(`${captionOf(n)}. Ảnh: ${CREDIT}`);
  expect(page).toContain(STORY.byline);

  const [post, ...others] = await postsTitled(server, headline);
  expect(others).toEqual([]);
  expect(post).toMatchObject({
    status: "published",
    custom_excerpt: lead,
    feature_image_alt: "Nhịp cầu 1 nhìn từ bờ nam",
    feature_image_caption: `${captionOf(1)}. Ảnh: ${CREDIT}`,
    url,
  });
  expect(post!.slug).toMatch(/^cau-moi-noi-hai-bo-song-day-\d+$/);
  expect(post!.tags.map(({ name, visibility }) => [name.replace(/^#.*/, "#"), visibility])).toEqual([
    ["Thời sự", "public"],
    ["giao thông", "public"],
    ["Hà Nam", "public"],
    ["#", "internal"],
  ]);
  expect((await originals(server)).length).toBe(before + 3);
  const html = await (await fetch(url)).text();
  // Each picture has its measures, so that Ghost offers it in several sizes, and its alt text.
  expect(
    html.match(/class="kg-image"[^>]*alt="Nhịp cầu \d nhìn từ bờ nam"[^>]*width="1300"[^>]*srcset=/g)?.length,
  ).toBe(3);
  const [receipt] = await desk.library.receipts(id);
  expect(receipt).toMatchObject({
    targetKind: "ghost",
    remoteId: post!.id,
    url,
    differences: [],
    page: { status: 200 },
  });
  // Readers are not shown the marker.
  expect(page).not.toContain(receipt!.way!.marker);
});

test("P40 a byline that names the site's staff is its author, and a tag is found whatever its capitals", async () => {
  const publisher = await desk.open();
  await sent(publisher, await desk.write({ headline, pictures: 0 }));
  const id = await desk.write({
    headline: `${headline} nữa`,
    pictures: 0,
    byline: "Editor in chief",
    tags: ["GIAO THÔNG"],
  });
  await sent(publisher, id);
  const [post] = await postsTitled(server, `${headline} nữa`);
  expect(post!.authors.map(({ name }) => name)).toEqual(["Editor in Chief"]);
  expect(post!.tags.map(({ name }) => name)).toContain("giao thông");
});

test("P40 where the theme shows neither excerpt nor feature image, both stand in the text", async () => {
  targets = [targetOf(server.baseUrl, { themeShowsTop: false })];
  const publisher = await desk.open();
  await sent(publisher, await desk.write({ headline, pictures: 1 }));
  const [post] = await postsTitled(server, headline);
  expect(post!.lexical).toContain(STORY.lead);
  // A lead too long for Ghost's excerpt stands in the text of any site.
  targets = [targetOf(server.baseUrl)];
  const long = { headline: `${headline} dài`, lead: "Chợ họp từ sáng sớm. ".repeat(20).trim(), pictures: 0 };
  await sent(publisher, await desk.write(long));
  expect(await postsTitled(server, long.headline)).toMatchObject([{ custom_excerpt: null }]);
});

test("P41 published again, the same page changes and nothing is there twice", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline });
  const first = await sent(publisher, id);
  const pictures = await originals(server);
  await desk.rewrite(id, "Đoạn này đã được viết lại.");
  const again = await sent(publisher, id);
  expect(again.url).toBe(first.url);
  expect(await readersPage(again.url)).toContain("Đoạn này đã được viết lại.");
  expect((await postsTitled(server, headline)).length).toBe(1);
  expect(await originals(server)).toEqual(pictures);
  expect((await desk.library.receipts(id)).length).toBe(2);
});

const UPLOAD = "POST /ghost/api/admin/images/upload/";
const FAULTS: Readonly<Record<string, Fault>> = {
  "the answer to the new post is lost": {
    match: "POST /ghost/api/admin/posts/",
    dropResponse: true,
    times: 1,
  },
  "the answer to an upload is lost": { match: UPLOAD, dropResponse: true, times: 1 },
  "an upload is cut in the middle": { match: UPLOAD, cutUploadAfter: 30_000, times: 1 },
  "an upload is never answered": { match: UPLOAD, blackhole: true, times: 1 },
  "the answer to the publishing is lost": {
    match: "PUT /ghost/api/admin/posts/",
    dropResponse: true,
    times: 2,
  },
  "look-ups are cut": { match: "HEAD /content/images/", refuse: true, times: 3 },
  "connections are refused for a while": { refuse: true, times: 4 },
  "answers are lost again and again": { match: "P", dropResponse: true, times: 5 },
};

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`P42 exactly one post and one copy of each picture when ${name}`, async () => {
    const before = (await originals(server)).length;
    targets = [targetOf(server.proxy)];
    const publisher = await desk.open({ fetch: closing });
    const id = await desk.write({ headline });
    await setFault(server, fault);
    await sent(publisher, id);
    expect(await faultsMade(server)).toBe(fault.times);
    expect((await postsTitled(server, headline)).map(({ status }) => status)).toEqual(["published"]);
    const after = await originals(server);
    expect(after.length).toBe(before + 3);
    expect(new Set(after).size).toBe(after.length);
    expect(after.filter((file) => /-\d_o\./.test(file))).toEqual([]);
  });
}

test("P42 a picture sent last month is found in the folder of that month", async () => {
  const publisher = await desk.open({ fetch: closing });
  const id = await desk.write({ headline, pictures: 1 });
  await sent(publisher, id);
  const [post] = await postsTitled(server, headline);
  const file = post!.feature_image!.split("/images/")[1]!;
  await ask(server, `posts/${post!.id}/`, "DELETE");
  await publisher.close();
  // As if all this had been two months ago: the picture lies there, and the receipt tells of that time.
  const past = new Date(Date.now() - 62 * 24 * 3_600_000).toISOString();
  const folder = past.slice(0, 7).replace("-", "/");
  await mkdir(join(images, folder), { recursive: true });
  for (const end of ["", "_o"]) {
    const named = (path: string) => path.replace(/(\.\w+)$/, `${end}$1`);
    await rename(join(images, named(file)), join(images, folder, named(file.split("/").at(-1)!)));
  }
  const before = await originals(server);
  const library = new Proxy(desk.library, {
    get(whole, name) {
      if (name === "receipts")
        return async (story: string) =>
          (await whole.receipts(story)).map((one) => ({ ...one, publishedAt: past }));
      const value: unknown = Reflect.get(whole, name);
      return typeof value === "function" ? value.bind(whole) : value;
    },
  });
  const other = await desk.open({ outboxDir: `${desk.dir}/another-outbox`, library });
  const job = must(await other.publish(id, "gh", { again: true }));
  await until(other, job.id, ["stopped"]);
  await other.retry(job.id);
  await finished(other, job);
  expect((await postsTitled(server, headline))[0]!.feature_image).toContain(`/images/${folder}/`);
  expect(await originals(server)).toEqual(before);
});

test("P43 a revoked key stops the job and makes nothing; with a new one it goes on", async () => {
  const cookie = await signedIn(server);
  const asOwner = (method: string, route: string, body?: object) =>
    fetch(`${server.baseUrl}/ghost/api/admin/${route}`, {
      method,
      headers: { cookie, origin: server.baseUrl, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const made = (await (
    await asOwner("POST", "integrations/?include=api_keys", { integrations: [{ name: headline }] })
  ).json()) as {
    integrations: readonly {
      id: string;
      api_keys: readonly { id: string; type: string; secret: string }[];
    }[];
  };
  const [integration] = made.integrations;
  const admin = integration!.api_keys.find(({ type }) => type === "admin")!;
  key = admin.secret.includes(":") ? admin.secret : `${admin.id}:${admin.secret}`;
  const publisher = await desk.open();
  expect((await publisher.test(targets[0]!)).ok).toBe(true);
  await asOwner("DELETE", `integrations/${integration!.id}/`);
  const id = await desk.write({ headline });
  const job = must(await publisher.publish(id, "gh"));
  expect((await until(publisher, job.id, ["stopped", "done"])).state).toEqual({
    kind: "stopped",
    problem: { kind: "signInRefused", host: new URL(server.baseUrl).host },
  });
  expect(await postsTitled(server, headline)).toEqual([]);
  key = server.adminApiKey;
  await publisher.retry(job.id);
  await finished(publisher, job);
  expect((await postsTitled(server, headline)).length).toBe(1);
});

test("P43 a machine whose clock is an hour slow or fast signs by the site's clock", async () => {
  for (const aheadMs of [-3_600_000, 3_600_000]) {
    const publisher = await desk.open({ now: () => new Date(Date.now() + aheadMs) });
    expect(await publisher.test(targets[0]!)).toMatchObject({ ok: true });
    const id = await desk.write({ headline: `${headline} ${aheadMs}`, pictures: 1 });
    await sent(publisher, id);
    await publisher.close();
  }
});

test("P43 the connection test names the site, and says what is no key at all", async () => {
  const publisher = await desk.open();
  expect(must(await publisher.test(targets[0]!))).toEqual({
    siteName: "Loopback Gazette",
    accountName: "",
    mayPublish: true,
    mayUpload: true,
    categories: [],
  });
  const pasted = targetOf(`${server.baseUrl}/ghost/#/settings/integrations`);
  expect((await publisher.test(pasted, key)).ok).toBe(true);
  for (const wrong of [
    "wrong",
    `${key.slice(0, 24)}:${"0".repeat(64)}`,
    `${"0".repeat(24)}${key.slice(24)}`,
  ]) {
    expect(await publisher.test(targets[0]!, wrong)).toMatchObject({
      ok: false,
      problem: { kind: "signInRefused" },
    });
  }
  const elsewhere = targetOf(`${server.baseUrl}/tin`);
  expect(await publisher.test(elsewhere, key)).toMatchObject({ ok: false, problem: { kind: "notTheApi" } });
});

test("P44 a story deleted on the site is not brought back unasked; asked, it becomes a new page", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline });
  await sent(publisher, id);
  const pictures = await originals(server);
  const [post] = await postsTitled(server, headline);
  await ask(server, `posts/${post!.id}/`, "DELETE");
  const again = must(await publisher.publish(id, "gh", { again: true }));
  expect((await until(publisher, again.id, ["stopped", "done"])).state).toMatchObject({
    kind: "stopped",
    problem: { kind: "goneFromSite" },
  });
  expect(await postsTitled(server, headline)).toEqual([]);
  await publisher.retry(again.id);
  await finished(publisher, again);
  const posts = await postsTitled(server, headline);
  expect(posts.map((one) => [one.status, one.id === post!.id])).toEqual([["published", false]]);
  expect(await originals(server)).toEqual(pictures);
});

test("P45 a page changed on the site is not written over unasked", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 1 });
  await sent(publisher, id);
  const [post] = await postsTitled(server, headline);
  await nextSecond();
  const lexical = post!.lexical.replace(STORY.paragraphs[0]!, "Biên tập viên đã sửa trên trang.");
  await ask(server, `posts/${post!.id}/`, "PUT", { posts: [{ lexical, updated_at: post!.updated_at }] });
  await desk.rewrite(id, "Phóng viên viết lại.");
  const again = must(await publisher.publish(id, "gh"));
  expect((await until(publisher, again.id, ["stopped", "done"])).state).toMatchObject({
    kind: "stopped",
    problem: { kind: "changedOnSite" },
  });
  expect((await postsTitled(server, headline))[0]!.lexical).toContain("Biên tập viên đã sửa trên trang.");
  await publisher.retry(again.id);
  await finished(publisher, again);
  expect((await postsTitled(server, headline))[0]!.lexical).toContain("Phóng viên viết lại.");
});

test("P45 what is changed on the site in the very moment of publishing is not written over", async () => {
  const publisher = await desk.open({
    // Somebody saves the post between our look at it and our update.
    fetch: async (input, init) => {
      if (init?.method === "PUT" && meddles) {
        meddles = false;
        const [post] = await postsTitled(server, headline);
        await nextSecond();
        const lexical = post!.lexical.replace(STORY.paragraphs[0]!, "Sửa xen vào.");
        await ask(server, `posts/${post!.id}/`, "PUT", {
          posts: [{ lexical, updated_at: post!.updated_at }],
        });
      }
      return fetch(input, init);
    },
  });
  let meddles = false;
  const id = await desk.write({ headline, pictures: 0 });
  await sent(publisher, id);
  await desk.rewrite(id, "Phóng viên viết lại.");
  meddles = true;
  const again = must(await publisher.publish(id, "gh"));
  expect((await until(publisher, again.id, ["stopped", "done"])).state).toMatchObject({
    kind: "stopped",
    problem: { kind: "changedOnSite" },
  });
  expect((await postsTitled(server, headline))[0]!.lexical).toContain("Sửa xen vào.");
});

test("P46 a story is found again by its marker when outbox and receipts are lost", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline });
  await sent(publisher, id);
  const pictures = await originals(server);
  await publisher.close();
  const library = new Proxy(desk.library, {
    get(whole, name) {
      if (name === "receipts") return async () => [];
      const value: unknown = Reflect.get(whole, name);
      return typeof value === "function" ? value.bind(whole) : value;
    },
  });
  const other = await desk.open({ outboxDir: `${desk.dir}/another-outbox`, library });
  const again = must(await other.publish(id, "gh"));
  expect((await until(other, again.id, ["stopped", "done"])).state).toMatchObject({
    kind: "stopped",
    problem: { kind: "changedOnSite" },
  });
  await other.retry(again.id);
  await finished(other, again);
  expect((await postsTitled(server, headline)).length).toBe(1);
  expect(await originals(server)).toEqual(pictures);
});

test("P47 a draft is there whole and no reader sees it; published, it is the same post", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 2 });
  await sent(publisher, id, { kind: "draft" });
  const [draft, ...others] = await postsTitled(server, headline);
  expect([draft!.status, others]).toEqual(["draft", []]);
  expect(draft!.lexical).toContain(STORY.paragraphs[1]!);
  expect((await fetch(`${server.baseUrl}/${draft!.slug}/`)).status).toBe(404);
  const { url } = await sent(publisher, id);
  expect((await fetch(url)).status).toBe(200);
  expect((await postsTitled(server, headline)).map((one) => [one.id, one.status])).toEqual([
    [draft!.id, "published"],
  ]);
});

test("P47 a story waits for its hour, comes by the site's clock, and that is nobody's change", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 1 });
  // A whole minute, as an hour is: one that falls together with the second it came in is told by that.
  const at = new Date(Math.ceil((Date.now() + 4_000) / 60_000) * 60_000).toISOString();
  await sent(publisher, id, { kind: "scheduled", at });
  expect(await postsTitled(server, headline)).toMatchObject([{ status: "scheduled", published_at: at }]);
  await expect
    .poll(async () => (await postsTitled(server, headline))[0]!.status, { timeout: 80_000, interval: 200 })
    .toBe("published");
  // Its clock ticks in seconds.
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(at) - 1_000);
  await desk.rewrite(id, "Viết lại sau giờ hẹn.");
  const { url } = await sent(publisher, id);
  expect(await readersPage(url)).toContain("Viết lại sau giờ hẹn.");
}, 120_000);

test("P47 published now, a story that waits for its hour does not wait", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 0 });
  await sent(publisher, id, { kind: "scheduled", at: "2099-01-01T00:00:00.000Z" });
  const { url } = await sent(publisher, id);
  const [post] = await postsTitled(server, headline);
  expect([post!.status, Date.parse(post!.published_at!) <= Date.now() + 1_000]).toEqual(["published", true]);
  // Nor does it vanish again into a draft or behind an hour.
  for (const aim of [{ kind: "draft" }, { kind: "scheduled", at: "2099-01-01T00:00:00.000Z" }] as const) {
    expect(await publisher.publish(id, "gh", { aim })).toEqual({
      ok: false,
      problem: { kind: "alreadyPublic", url },
    });
  }
  // Published by somebody at the site, it does not either.
  const other = await desk.write({ headline: `${headline} khác`, pictures: 0 });
  await sent(publisher, other, { kind: "draft" });
  const [draft] = await postsTitled(server, `${headline} khác`);
  await ask(server, `posts/${draft!.id}/`, "PUT", {
    posts: [{ status: "published", updated_at: draft!.updated_at }],
  });
  const job = must(await publisher.publish(other, "gh", { aim: { kind: "draft" }, again: true }));
  const stopped = await until(publisher, job.id, ["stopped", "done"]);
  expect(stopped.state).toMatchObject({ kind: "stopped", problem: { kind: "alreadyPublic" } });
  expect((await postsTitled(server, `${headline} khác`))[0]!.status).toBe("published");
});

test("P48 withdrawn, readers do not find it and the site keeps it; published again, it is the same page", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 1 });
  const { url } = await sent(publisher, id);
  const pictures = await originals(server);
  await sent(publisher, id, { kind: "withdrawn", reason: "Nguồn tin rút lại lời" });
  expect((await fetch(url)).status).toBe(404);
  expect((await postsTitled(server, headline)).map(({ status }) => status)).toEqual(["draft"]);
  expect((await sent(publisher, id)).url).toBe(url);
  expect((await postsTitled(server, headline)).map(({ status }) => status)).toEqual(["published"]);
  expect(await originals(server)).toEqual(pictures);
});

test("P49 killed, the story goes with its marker, and each picture that Ghost keeps is told", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 2 });
  const { url } = await sent(publisher, id);
  const [post] = await postsTitled(server, headline);
  const marker = post!.tags.find(({ visibility }) => visibility === "internal")!;
  const [receipt] = await desk.library.receipts(id);
  const killing = must(
    await publisher.publish(id, "gh", { aim: { kind: "killed", reason: "Ảnh dàn dựng" } }),
  );
  const { differences } = await finished(publisher, killing);
  expect(differences).toEqual(
    receipt!.pictures.map((picture) => ({ what: "pictureStays", expected: picture.url })),
  );
  expect(differences.length).toBe(2);
  expect((await fetch(url)).status).toBe(404);
  expect(await postsTitled(server, headline)).toEqual([]);
  expect((await ask(server, `tags/slug/${marker.slug}/`)).status).toBe(404);
  // Published again it is a new page, with the same pictures.
  const pictures = await originals(server);
  await sent(publisher, id);
  expect((await postsTitled(server, headline)).map((one) => one.id === post!.id)).toEqual([false]);
  expect(await originals(server)).toEqual(pictures);
});

for (const kind of ["withdrawn", "killed"] as const) {
  test(`P49 a story is ${kind} whatever answer is lost, and taking it down twice does no harm`, async () => {
    const publisher = await desk.open({ fetch: closing });
    const id = await desk.write({ headline, pictures: 0 });
    await sent(publisher, id);
    targets = [targetOf(server.proxy)];
    await setFault(server, { match: kind === "killed" ? "DELETE" : "PUT", dropResponse: true, times: 1 });
    await sent(publisher, id, { kind, reason: "Thử" });
    expect(await faultsMade(server)).toBe(1);
    const statuses = async () => (await postsTitled(server, headline)).map(({ status }) => status);
    expect(await statuses()).toEqual(kind === "killed" ? [] : ["draft"]);
    const again = must(await publisher.publish(id, "gh", { aim: { kind, reason: "Lần nữa" }, again: true }));
    await finished(publisher, again);
    expect(await statuses()).toEqual(kind === "killed" ? [] : ["draft"]);
  });
}

test("P50 signs that mean something in HTML are shown as they were typed", async () => {
  const publisher = await desk.open();
  headline = `Giá <b>vàng</b> & "USD" <3 ${Date.now()}`;
  const odd = "Nếu a < b && b > c thì <script>alert(1)</script> chỉ là chữ.";
  const id = await desk.write({ headline, pictures: 1, paragraphs: [odd], tags: ["R&D", "#ẩn", "b"] });
  await sent(publisher, id);
  const [post] = await postsTitled(server, headline);
  expect(post!.tags.map(({ name }) => name).slice(1, 4)).toEqual(["R&D", "ẩn", "b"]);
});
