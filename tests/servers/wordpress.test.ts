import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { JobView, Target } from "#core/publishing";
import type { Publisher, PublisherOptions } from "#node/publishing";
import {
  captionOf,
  CREDIT,
  must,
  newsroom,
  STORY,
  until,
  type Newsroom,
} from "../node/publishing/newsroom.ts";
import {
  allMedia,
  ask,
  faultsMade,
  postsTitled,
  sectionOf,
  setFault,
  targetOf,
  wordPressServer,
  type Fault,
} from "./wordpress.ts";

/** Publishing to a real WordPress: what its readers see, and that nothing is ever there twice. */

const server = wordPressServer();
const account = (role: string) => {
  const found = server.accounts.find((one) => one.role === role);
  if (!found) throw new Error(`No account of a ${role}`);
  return found;
};

let desk: Newsroom;
let targets: readonly Target[];
let password: string;
let headline: string;
let count = 0;

/** The site's own category for the stories' section. */
let section: { readonly id: number };

beforeAll(async () => {
  section = await sectionOf(server);
});

beforeEach(async () => {
  await setFault(server, {});
  const editor = account("editor");
  targets = [targetOf(server.baseUrl, editor.user)];
  password = editor.appPassword;
  headline = `Cầu mới nối hai bờ sông Đáy ${Date.now()}${count++}`;
  desk = await newsroom(() => targets, {
    secrets: { read: async () => password, save: async () => undefined, remove: async () => undefined },
    pace: { pollMs: 250, settleMs: 1_000, patience: { baseMs: 4_000, bytesPerSecond: 1e6 } },
  });
});

afterEach(async () => {
  await setFault(server, {});
  await desk.close();
});

async function publishAs(role: string, more: Partial<PublisherOptions> = {}) {
  const { user, appPassword } = account(role);
  targets = [targetOf(server.baseUrl, user)];
  password = appPassword;
  const publisher = await desk.open(more);
  const id = await desk.write({ headline });
  return { publisher, id, job: must(await publisher.publish(id, "wp")) };
}

async function finished(publisher: Publisher, job: JobView): Promise<JobView> {
  const over = await until(publisher, job.id, ["done", "stopped"]);
  if (over.state.kind !== "done") throw new Error(JSON.stringify(over.state));
  return over;
}

/** What a reader is given, white space as a browser shows it. */
async function readersPage(url: string): Promise<string> {
  const html = await (await fetch(url)).text();
  return html
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&amp;|&#038;/g, "&")
    .replace(/\s+/g, " ");
}

for (const role of ["editor", "author"]) {
  test(`P20 a story with three pictures, published by an ${role}, is on the reader's page as it was written`, async () => {
    const before = (await allMedia(server)).length;
    const { publisher, id, job } = await publishAs(role);
    const over = await finished(publisher, job);
    if (over.state.kind !== "done") throw new Error();
    expect(over.state.differences).toEqual([]);
    const page = await readersPage(over.state.url);
    expect(page).toContain(headline);
    expect(page).toContain(STORY.lead);
    for (const paragraph of STORY.paragraphs) expect(page).toContain(paragraph);
    for (const n of [1, 2, 3]) expect(page).toContain(`${captionOf(n)}. Ảnh: ${CREDIT}`);
    expect(page).toContain(STORY.byline);

    const [post, ...others] = await postsTitled(server, headline);
    expect(others).toEqual([]);
    expect(post!.slug).toMatch(/^cau-moi-noi-hai-bo-song-day-\d+$/);
    expect([post!.tags.length, post!.categories.length]).toEqual([2, 1]);
    const media = await allMedia(server);
    expect(media.length).toBe(before + 3);
    expect(media.map(({ alt_text }) => alt_text)).toContain("Nhịp cầu 2 nhìn từ bờ nam");
    expect(media.find((one) => one.id === post!.featured_media)?.caption.raw).toBe(
      `${captionOf(1)}. Ảnh: ${CREDIT}`,
    );
    const [receipt] = await desk.library.receipts(id);
    expect(receipt).toMatchObject({
      remoteId: String(post!.id),
      url: over.state.url,
      differences: [],
      page: { status: 200 },
    });
    // The marker is for us alone.
    expect(await (await fetch(over.state.url)).text()).not.toContain(receipt!.way!.marker);
  });

  test(`P21 published again by an ${role}, the same page changes and nothing is there twice`, async () => {
    const { publisher, id, job } = await publishAs(role);
    const first = await finished(publisher, job);
    const media = (await allMedia(server)).length;
    await desk.rewrite(id, "Đoạn này đã được viết lại.");
    const again = await finished(publisher, must(await publisher.publish(id, "wp")));
    if (again.state.kind !== "done" || first.state.kind !== "done") throw new Error();
    expect(again.state).toMatchObject({ url: first.state.url, differences: [] });
    expect(await readersPage(again.state.url)).toContain("Đoạn này đã được viết lại.");
    expect((await postsTitled(server, headline)).length).toBe(1);
    expect((await allMedia(server)).length).toBe(media);
    expect((await desk.library.receipts(id)).length).toBe(2);
  });
}

const FAULTS: Readonly<Record<string, Fault>> = {
  "the answer to the new post is lost": { match: "POST /wp-json/wp/v2/posts", dropResponse: true, times: 1 },
  "the answer to an upload is lost": { match: "POST /wp-json/wp/v2/media", dropResponse: true, times: 1 },
  "an upload is cut in the middle": {
    match: "POST /wp-json/wp/v2/media",
    cutUploadAfter: 30_000,
    times: 1,
  },
  "an upload is never answered": { match: "POST /wp-json/wp/v2/media", blackhole: true, times: 1 },
  "the answer to the publishing is lost": {
    match: "POST /wp-json/wp/v2/posts/",
    dropResponse: true,
    times: 1,
  },
  "look-ups are cut": { match: "GET /wp-json/wp/v2/media", refuse: true, times: 3 },
  "connections are refused for a while": { refuse: true, times: 4 },
  "answers are lost again and again": { match: "POST", dropResponse: true, times: 4 },
};

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`P22 exactly one post and one copy of each picture when ${name}`, async () => {
    const before = (await allMedia(server)).length;
    targets = [targetOf(server.proxy, account("editor").user)];
    // One connection for each request, so that the fault hits what it is meant for.
    const publisher = await desk.open({
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), connection: "close" },
        }),
    });
    const id = await desk.write({ headline });
    await setFault(server, fault);
    const over = await finished(publisher, must(await publisher.publish(id, "wp")));
    if (over.state.kind !== "done") throw new Error();
    expect(await faultsMade(server)).toBe(fault.times);
    expect(over.state.differences).toEqual([]);
    const posts = await postsTitled(server, headline);
    expect(posts.map(({ status }) => status)).toEqual(["publish"]);
    const media = await allMedia(server);
    expect(media.length).toBe(before + 3);
    expect(new Set(media.map(({ slug }) => slug)).size).toBe(media.length);
  });
}

test("P23 a revoked password stops the job and makes nothing; with a new one it goes on", async () => {
  const { user, id: userId } = account("editor");
  const made = (await ask(server, `users/${userId}/application-passwords`, {
    method: "POST",
    body: JSON.stringify({ name: `desk ${headline}` }),
  })) as { uuid: string; password: string };
  targets = [targetOf(server.baseUrl, user)];
  const good = password;
  password = made.password;
  const publisher = await desk.open();
  expect((await publisher.test(targets[0]!)).ok).toBe(true);
  await ask(server, `users/${userId}/application-passwords/${made.uuid}`, { method: "DELETE" });
  const id = await desk.write({ headline });
  const job = must(await publisher.publish(id, "wp"));
  const stopped = await until(publisher, job.id, ["stopped", "done"]);
  expect(stopped.state).toEqual({
    kind: "stopped",
    problem: { kind: "signInRefused", host: new URL(server.baseUrl).host },
  });
  expect(await postsTitled(server, headline)).toEqual([]);
  password = good;
  await publisher.retry(job.id);
  await finished(publisher, job);
  expect((await postsTitled(server, headline)).length).toBe(1);
});

test("P24 a story thrown away on the site is not brought back unasked; asked, it becomes a new page", async () => {
  const { publisher, id, job } = await publishAs("editor");
  await finished(publisher, job);
  const [post] = await postsTitled(server, headline);
  await ask(server, `posts/${post!.id}`, { method: "DELETE" });
  const again = must(await publisher.publish(id, "wp", { again: true }));
  const stopped = await until(publisher, again.id, ["stopped", "done"]);
  expect(stopped.state).toMatchObject({ kind: "stopped", problem: { kind: "goneFromSite" } });
  await publisher.retry(again.id);
  await finished(publisher, again);
  const posts = await postsTitled(server, headline);
  expect(posts.map(({ status }) => status).sort()).toEqual(["publish", "trash"]);
});

test("P25 a page changed on the site is not written over unasked", async () => {
  const { publisher, id, job } = await publishAs("editor");
  await finished(publisher, job);
  const [post] = await postsTitled(server, headline);
  await new Promise((later) => setTimeout(later, 1_100)); // WordPress' clock ticks in seconds.
  const changed = post!.content.raw.replace(STORY.paragraphs[0]!, "Biên tập viên đã sửa trên trang.");
  await ask(server, `posts/${post!.id}`, { method: "POST", body: JSON.stringify({ content: changed }) });
  await desk.rewrite(id, "Phóng viên viết lại.");
  const again = must(await publisher.publish(id, "wp"));
  const stopped = await until(publisher, again.id, ["stopped", "done"]);
  expect(stopped.state).toMatchObject({ kind: "stopped", problem: { kind: "changedOnSite" } });
  expect((await postsTitled(server, headline))[0]!.content.raw).toContain("Biên tập viên đã sửa trên trang.");
  await publisher.retry(again.id);
  await finished(publisher, again);
  expect((await postsTitled(server, headline))[0]!.content.raw).toContain("Phóng viên viết lại.");
});

test("P26 a story is found again by its marker when outbox and receipts are lost", async () => {
  const { publisher, id, job } = await publishAs("editor");
  await finished(publisher, job);
  await publisher.close();
  const other = await desk.open({ outboxDir: `${desk.dir}/another-outbox`, library: forgetful() });
  const again = must(await other.publish(id, "wp"));
  const stopped = await until(other, again.id, ["stopped", "done"]);
  expect(stopped.state).toMatchObject({ kind: "stopped", problem: { kind: "changedOnSite" } });
  await other.retry(again.id);
  await finished(other, again);
  expect((await postsTitled(server, headline)).length).toBe(1);
});

/** The library without what it knows of earlier publishings. */
function forgetful() {
  return new Proxy(desk.library, {
    get(library, name) {
      if (name === "receipts") return async () => [];
      const value: unknown = Reflect.get(library, name);
      return typeof value === "function" ? value.bind(library) : value;
    },
  });
}

test("P27 the connection test names the account, its rights and the site's categories", async () => {
  const publisher = await desk.open();
  const as = async (role: string) => {
    const { user, appPassword } = account(role);
    return must(await publisher.test(targetOf(server.baseUrl, user), appPassword));
  };
  expect(await as("editor")).toMatchObject({
    siteName: "Loopback Gazette",
    accountName: "Desk-editor",
    mayPublish: true,
    mayUpload: true,
  });
  expect((await as("editor")).categories.length).toBeGreaterThan(0);
  expect(await as("contributor")).toMatchObject({ mayPublish: false, mayUpload: false });
  const pasted = targetOf(`${server.baseUrl}/wp-admin/index.php`, account("editor").user);
  expect((await publisher.test(pasted, password)).ok).toBe(true);
  expect(await publisher.test(targets[0]!, "wrong")).toMatchObject({
    ok: false,
    problem: { kind: "signInRefused" },
  });
});

test("P28 an account that may not publish makes nothing on the site", async () => {
  const { publisher, job } = await publishAs("contributor");
  const stopped = await until(publisher, job.id, ["stopped", "done"]);
  expect(stopped.state).toMatchObject({ kind: "stopped", problem: { kind: "notAllowed", act: "publish" } });
  expect(await postsTitled(server, headline)).toEqual([]);
});

test("P29 a section is filed under its category, and one without stops the job", async () => {
  const category = (await ask(server, "categories", {
    method: "POST",
    body: JSON.stringify({ name: `Mục ${headline}` }),
  })) as { id: number };
  const { user } = account("editor");
  targets = [targetOf(server.baseUrl, user, { categories: { "thoi-su": category.id } })];
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 0 });
  await finished(publisher, must(await publisher.publish(id, "wp")));
  expect((await postsTitled(server, headline))[0]!.categories).toEqual([category.id]);

  // Mapped to nothing: the one of the same name. Without any, or mapped to one that is gone, the job stops.
  targets = [targetOf(server.baseUrl, user)];
  await finished(publisher, must(await publisher.publish(id, "wp", { again: true })));
  expect((await postsTitled(server, headline))[0]!.categories).toEqual([section.id]);
  const named = (name: string) =>
    ask(server, `categories/${section.id}`, { method: "POST", body: JSON.stringify({ name }) });
  const before = await categoriesThere();
  await named("Tin trong ngày");
  try {
    for (const categories of [{}, { "thoi-su": 999_999 }]) {
      targets = [targetOf(server.baseUrl, user, { categories })];
      const job = must(await publisher.publish(id, "wp", { again: true }));
      const stopped = await until(publisher, job.id, ["stopped", "done"]);
      expect(stopped.state).toMatchObject({
        kind: "stopped",
        problem: { kind: "sectionNotMapped", section: "Thời sự" },
      });
    }
    expect(await categoriesThere()).toBe(before);
  } finally {
    await named("Thời sự");
  }
});

async function categoriesThere(): Promise<number> {
  return ((await ask(server, "categories?per_page=100", {})) as readonly unknown[]).length;
}

test("P30 signs that mean something in HTML are shown as they were typed", async () => {
  const publisher = await desk.open();
  headline = `Giá <b>vàng</b> & "USD" <3 ${Date.now()}`;
  const odd = "Nếu a < b && b > c thì <script>alert(1)</script> chỉ là chữ.";
  const id = await desk.write({ headline, pictures: 1, paragraphs: [odd], tags: ["R&D"] });
  const over = await finished(publisher, must(await publisher.publish(id, "wp")));
  expect(over.state).toMatchObject({ differences: [] });
});
