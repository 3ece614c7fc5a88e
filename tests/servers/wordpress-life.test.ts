import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Aim, JobView, Target } from "#core/publishing";
import type { Publisher } from "#node/publishing";
import { must, newsroom, STORY, until, type Newsroom } from "../node/publishing/newsroom.ts";
import { allMedia, ask, postsTitled, sectionOf, setFault, targetOf, wordPressServer } from "./wordpress.ts";

/** How a story stands on a real WordPress: as a draft, waiting for its hour, public, withdrawn, killed. */

const server = wordPressServer();

let desk: Newsroom;
let targets: readonly Target[];
let password: string;
let headline: string;
let count = 0;

beforeAll(async () => {
  await sectionOf(server);
});

beforeEach(async () => {
  await setFault(server, {});
  headline = `Chợ nổi họp lại trên sông Hậu ${Date.now()}${count++}`;
  as("editor");
  desk = await newsroom(() => targets, {
    secrets: { read: async () => password, save: async () => undefined, remove: async () => undefined },
    pace: { pollMs: 250, settleMs: 1_000, patience: { baseMs: 8_000, bytesPerSecond: 1e6 } },
  });
});

afterEach(async () => {
  await setFault(server, {});
  await desk.close();
});

function as(role: string, url = server.baseUrl): void {
  const account = server.accounts.find((one) => one.role === role)!;
  targets = [targetOf(url, account.user)];
  password = account.appPassword;
}

/** One connection for each request, so that a fault of the proxy hits what it is meant for. */
const closing: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), connection: "close" } });

async function sent(publisher: Publisher, id: string, aim: Aim): Promise<JobView> {
  const job = must(await publisher.publish(id, "wp", { aim }));
  const over = await until(publisher, job.id, ["done", "stopped"]);
  if (over.state.kind !== "done") throw new Error(JSON.stringify(over.state));
  expect(over.state.differences).toEqual([]);
  return over;
}

const statuses = async () => (await postsTitled(server, headline)).map(({ status }) => status);
const urlOf = ({ state }: JobView) => (state.kind === "done" ? state.url : "");

test("P36 a draft is there whole and no reader sees it; published, it is the same post", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 2 });
  await sent(publisher, id, { kind: "draft" });
  const [draft, ...others] = await postsTitled(server, headline);
  expect([draft!.status, others]).toEqual(["draft", []]);
  for (const paragraph of STORY.paragraphs)
    expect(draft!.content.raw).toContain(paragraph.replace("&", "&amp;"));
  expect((await fetch(draft!.link)).status).toBe(404);
  expect(desk.library.summary(id)?.state).not.toBe("published");
  const out = await sent(publisher, id, { kind: "public" });
  expect((await fetch(urlOf(out))).status).toBe(200);
  expect((await postsTitled(server, headline)).map((one) => [one.id, one.status])).toEqual([
    [draft!.id, "publish"],
  ]);
  expect((await desk.library.receipts(id)).map(({ aim }) => aim?.kind)).toEqual(["draft", "public"]);
});

test("P36 whose account may not publish sends a draft for review", async () => {
  as("contributor");
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 0 });
  await sent(publisher, id, { kind: "draft" });
  expect(await statuses()).toEqual(["pending"]);
});

test("P37 a story waits on the site for its hour, by the site's clock; published now, it does not wait", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 1 });
  const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000).toISOString();
  await sent(publisher, id, { kind: "scheduled", at });
  const [waiting] = (await postsTitled(server, headline)) as readonly {
    readonly id: number;
    readonly status: string;
    readonly link: string;
  }[];
  expect(waiting!.status).toBe("future");
  const { date_gmt } = (await ask(server, `posts/${waiting!.id}?context=edit`)) as { date_gmt: string };
  expect(`${date_gmt}.000Z`).toBe(at);
  expect((await fetch(waiting!.link)).status).toBe(404);
  const out = await sent(publisher, id, { kind: "public" });
  expect((await fetch(urlOf(out))).status).toBe(200);
  expect(await statuses()).toEqual(["publish"]);
});

test("P37 an hour nearer than the site can wait for is waited for here: never a second too early", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 0 });
  const at = new Date(Date.now() + 6_000);
  const job = must(await publisher.publish(id, "wp", { aim: { kind: "scheduled", at: at.toISOString() } }));
  let seenAt = 0;
  while (seenAt === 0) {
    const [post] = await postsTitled(server, headline);
    if (post?.status === "publish") seenAt = Date.now();
    else await new Promise((go) => setTimeout(go, 100));
  }
  // The site's clock shows whole seconds.
  expect(seenAt).toBeGreaterThanOrEqual(at.getTime() - 1_000);
  expect((await until(publisher, job.id, ["done", "stopped"])).state.kind).toBe("done");
});

test("P37 a story readers have does not vanish into a draft or behind an hour", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 0 });
  const out = await sent(publisher, id, { kind: "public" });
  for (const aim of [{ kind: "draft" }, { kind: "scheduled", at: "2099-01-01T00:00:00.000Z" }] as const) {
    expect(await publisher.publish(id, "wp", { aim })).toEqual({
      ok: false,
      problem: { kind: "alreadyPublic", url: urlOf(out) },
    });
  }
  expect(await statuses()).toEqual(["publish"]);
});

test("P38 withdrawn, readers do not find it and the site keeps it; published again, it is the same page", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 1 });
  const out = await sent(publisher, id, { kind: "public" });
  const media = (await allMedia(server)).length;
  await sent(publisher, id, { kind: "withdrawn", reason: "Nguồn tin rút lại lời" });
  expect((await fetch(urlOf(out))).status).toBe(404);
  expect(await statuses()).toEqual(["draft"]);
  expect((await allMedia(server)).length).toBe(media);
  await expect.poll(() => desk.library.summary(id)?.state).not.toBe("published");
  const again = await sent(publisher, id, { kind: "public" });
  expect(urlOf(again)).toBe(urlOf(out));
  expect(await statuses()).toEqual(["publish"]);
  expect((await allMedia(server)).length).toBe(media);
});

test("P39 killed, story and pictures go; a picture that another story shows stays", async () => {
  const publisher = await desk.open();
  const before = (await allMedia(server)).length;
  const id = await desk.write({ headline, pictures: 2 });
  const out = await sent(publisher, id, { kind: "public" });
  const [first] = (await desk.library.receipts(id))[0]!.pictures;
  // Somebody at the site uses one of them in a page of theirs.
  const block = `<!-- wp:image {"id":${first!.remoteId}} --><figure class="wp-block-image"><img src="${first!.url}" class="wp-image-${first!.remoteId}"/></figure><!-- /wp:image -->`;
  const other = (await ask(server, "posts", {
    method: "POST",
    body: JSON.stringify({ title: "Chuyện khác", content: block, status: "publish" }),
  })) as { id: number };
  await sent(publisher, id, { kind: "killed", reason: "Ảnh dàn dựng" });
  expect((await fetch(urlOf(out))).status).toBe(404);
  expect(await statuses()).toEqual(["trash"]);
  const left = await allMedia(server);
  expect([left.length, left.some((one) => String(one.id) === first!.remoteId)]).toEqual([before + 1, true]);
  expect((await desk.library.receipts(id)).at(-1)).toMatchObject({
    aim: { kind: "killed", reason: "Ảnh dàn dựng" },
    pictures: [],
  });
  // Published again it is a new page; the killed one stays where it is.
  await sent(publisher, id, { kind: "public" });
  expect([...(await statuses())].sort()).toEqual(["publish", "trash"]);
  await ask(server, `posts/${other.id}?force=true`, { method: "DELETE" });
});

for (const kind of ["withdrawn", "killed"] as const) {
  test(`P39 a story is ${kind} whatever answer is lost, and taking it down twice does no harm`, async () => {
    const publisher = await desk.open({ fetch: closing });
    const id = await desk.write({ headline, pictures: 1 });
    await sent(publisher, id, { kind: "public" });
    as("editor", server.proxy);
    await setFault(server, { match: kind === "killed" ? "DELETE" : "POST", dropResponse: true, times: 2 });
    await sent(publisher, id, { kind, reason: "Thử" });
    expect(await statuses()).toEqual([kind === "killed" ? "trash" : "draft"]);
    const again = must(await publisher.publish(id, "wp", { aim: { kind, reason: "Lần nữa" }, again: true }));
    expect((await until(publisher, again.id, ["done", "stopped"])).state.kind).toBe("done");
    expect(await statuses()).toEqual([kind === "killed" ? "trash" : "draft"]);
  });
}

test("P38 a story this desk knows nothing of on the site is not looked for by its words", async () => {
  const publisher = await desk.open();
  const id = await desk.write({ headline, pictures: 0 });
  expect(await publisher.publish(id, "wp", { aim: { kind: "withdrawn", reason: "" } })).toMatchObject({
    ok: false,
    problem: { kind: "notOnSite" },
  });
});
