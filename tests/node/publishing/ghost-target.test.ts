import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { GhostTarget, PictureToSend, PublishProblem, StoryToSend } from "#core/publishing";
import { ghostTarget, type GhostTargetOptions } from "../../../node/publishing/ghost-target.ts";
import { hash, storyWith } from "../../core/publishing/newsroom.ts";
import { must } from "./newsroom.ts";

/**
 * What a Ghost site may answer, and the real one of `tests/servers` does not: proxies and caches in front of it, other
 * stores for its pictures, keys of other roles, answers that are not its own.
 */

const KEY = `${"a".repeat(24)}:${"0123".repeat(16)}`;
const JPEG = "image/jpeg";

interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A site that answers by "METHOD path" and nothing else: the first whose name the request begins with. */
async function site(answers: Readonly<Record<string, Answer | ((request: IncomingMessage) => Answer)>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://h");
      const line = `${request.method} ${url.pathname.replace("/ghost/api/admin/", "")}`;
      asked.push(line);
      const name = Object.keys(answers).find((one) => line.startsWith(one));
      const found = name === undefined ? refused(404, "NotFoundError") : answers[name]!;
      const { status = 200, json, headers = {}, body } = typeof found === "function" ? found(request) : found;
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(request.method === "HEAD" ? undefined : (body ?? JSON.stringify(json ?? {})));
    });
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `http://${host}`, asked };
}

const refused = (status: number, type: string, more: object = {}): Answer => ({
  status,
  json: { errors: [{ type, message: type, ...more }] },
});

const INTEGRATION = { "GET users/me/": refused(404, "NotFoundError") };
const SITE = {
  "GET site/": { json: { site: { title: "Báo", url: "https://bao.example/", version: "5.130" } } },
};
const NONE = { "GET posts/": { json: { posts: [] } } };

function targetAt(url: string, more: Partial<GhostTargetOptions> = {}) {
  const target: GhostTarget = { kind: "ghost", id: "gh", name: "Báo thử", url, themeShowsTop: true };
  return ghostTarget({
    target,
    key: KEY,
    fetch,
    now: () => new Date("2026-11-24T08:00:00Z"),
    unclearSince: null,
    patience: { baseMs: 400, bytesPerSecond: 1e9 },
    ...more,
  });
}

const story: StoryToSend = { ...storyWith(1), versionAt: "2026-11-24T07:59:00.000Z" };
const FILE = `img-${hash(7).slice(0, 16)}.jpg`;
const picture: PictureToSend = {
  sha256: hash(0),
  extension: "jpg",
  renditions: [{ widthPx: 2400, heightPx: 1600, sizeBytes: 5, sha256: hash(7), mimeType: JPEG }],
  read: async () => new Uint8Array(5),
  caption: "Chú thích",
  credit: "Mạnh Nguyên",
  altText: "Mô tả",
};

const there = (sizeBytes: number): Answer => ({
  headers: { "content-type": JPEG, "content-length": String(sizeBytes) },
});
const UPLOADED = {
  "POST images/upload/": { status: 201, json: { images: [{ url: `https://cdn.example/x/${FILE}` }] } },
};
const folder = "HEAD /content/images/2026/11/";

test("P42 a picture is looked for by its name and taken only with our bytes", async () => {
  const originalIs = async (shown: Answer, original: Answer | null) => {
    const { url, asked } = await site({
      ...INTEGRATION,
      ...SITE,
      ...NONE,
      ...UPLOADED,
      [`${folder}${FILE}`]: shown,
      ...(original === null ? {} : { [`${folder}${FILE.replace(".jpg", "_o.jpg")}`]: original }),
    });
    const put = must(await targetAt(url).putPicture(story, picture));
    return { url: put.url, sent: asked.includes("POST images/upload/"), put };
  };
  const found = { url: `https://bao.example/content/images/2026/11/${FILE}`, sent: false };
  expect(await originalIs(there(3), there(5))).toMatchObject(found);
  expect(await originalIs(there(5), null)).toMatchObject(found);
  expect(await originalIs(there(3), null)).toMatchObject(found);
  // Another's file under our name, or a page of the network instead of a picture, is not ours.
  expect(await originalIs(there(3), there(4))).toMatchObject({ sent: true });
  const portal = { headers: { "content-type": "text/html", "content-length": "5" } };
  const uploaded = await originalIs(portal, null);
  expect(uploaded).toMatchObject({ sent: true, url: `https://cdn.example/x/${FILE}` });
  // Ghost shows no wider one.
  expect([uploaded.put.widthPx, uploaded.put.heightPx]).toEqual([2000, 1333]);
});

test("P42 a picture is looked for in every month since the story was queued, and in that of its first publishing", async () => {
  const { url, asked } = await site({ ...INTEGRATION, ...SITE, ...NONE, ...UPLOADED });
  const waited = {
    ...story,
    versionAt: "2026-08-31T23:00:00.000Z",
    firstPublishedAt: "2025-02-01T03:00:00.000Z",
  };
  await targetAt(url).putPicture(waited, picture);
  const months = asked.flatMap((line) => /images\/(\d{4}\/\d{2})\//.exec(line)?.[1] ?? []);
  // A site's clock on the wall may be half a day off the world's.
  expect(months.sort()).toEqual(["2025/01", "2025/02", "2026/08", "2026/09", "2026/10", "2026/11"]);
});

test("P42 a picture the story's post shows is used wherever the site keeps its files, and is not looked for", async () => {
  const kept = `https://cdn.example/bao/${FILE}`;
  const lexical = JSON.stringify({ root: { children: [{ type: "image", src: kept }] } });
  const post = { id: "p1", status: "draft", lexical, updated_at: "2026-11-24T07:00:00.000Z" };
  const { url, asked } = await site({ ...INTEGRATION, "GET posts/p1/": { json: { posts: [post] } } });
  const port = targetAt(url);
  must(await port.findOrCreate(story, { remoteId: "p1", changedAt: null }));
  expect(must(await port.putPicture(story, picture)).url).toBe(kept);
  expect(asked).toEqual(["GET users/me/", "GET posts/p1/"]);
});

test("P46 posts that do not carry the marker are not taken for ours, whatever a site answers to a filter", async () => {
  const other = {
    id: "p9",
    status: "published",
    tags: [{ slug: "tin" }],
    updated_at: "2026-01-01T00:00:00.000Z",
  };
  const made = { id: "p1", status: "draft", updated_at: "2026-11-24T08:00:00.000Z" };
  const { url } = await site({
    ...INTEGRATION,
    "GET posts/": { json: { posts: [other] } },
    "POST posts/": { status: 201, json: { posts: [made] } },
  });
  expect(must(await targetAt(url).findOrCreate(story, null)).remoteId).toBe("p1");
});

test("P46 of two posts a lost request left, the older stays and the other goes only if nobody touched it", async () => {
  const left = async (lexical: string) => {
    const tags = [{ slug: `hash-ws-${story.marker}` }];
    const one = { id: "p1", status: "draft", tags, lexical, updated_at: "2026-11-24T07:00:00.000Z" };
    const { url, asked } = await site({
      ...INTEGRATION,
      "GET posts/": { json: { posts: [one, { ...one, id: "p2" }] } },
      "DELETE posts/": { status: 204, body: "" },
    });
    expect(must(await targetAt(url).findOrCreate(story, null)).remoteId).toBe("p1");
    return asked.filter((line) => line.startsWith("DELETE"));
  };
  const empty = JSON.stringify({ root: { children: [{ type: "paragraph", children: [] }] } });
  expect(await left(empty)).toEqual(["DELETE posts/p2/"]);
  expect(await left(empty.replace('"children":[]', '"children":[{"text":"Sửa tay"}]'))).toEqual([]);
});

test("P43 whose key may not publish makes nothing but a draft", async () => {
  const me = { users: [{ name: "An Bình", roles: [{ name: "Contributor" }] }] };
  const made = { id: "p1", status: "draft", updated_at: "2026-11-24T08:00:00.000Z" };
  const { url, host, asked } = await site({
    "GET users/me/": { json: me },
    ...SITE,
    ...NONE,
    "POST posts/": { status: 201, json: { posts: [made] } },
  });
  expect(await targetAt(url).findOrCreate(story, null)).toEqual({
    ok: false,
    problem: { kind: "notAllowed", host, act: "publish" },
  });
  expect(asked).toEqual(["GET users/me/"]);
  expect((await targetAt(url).findOrCreate({ ...story, aim: { kind: "draft" } }, null)).ok).toBe(true);
  expect(must(await targetAt(url).test())).toMatchObject({ accountName: "An Bình", mayPublish: false });
});

test("P43 no request is made with what is no key", async () => {
  const { url, host, asked } = await site({});
  for (const key of [null, "", "abc", KEY.slice(0, -1)]) {
    expect(await targetAt(url, { key }).findOrCreate(story, null)).toEqual({
      ok: false,
      problem: { kind: "signInRefused", host },
    });
  }
  expect(asked).toEqual([]);
});

test("P11 P12 what is wrong is said as what it is, and no key with it", async () => {
  const problemOf = async (answer: Answer): Promise<PublishProblem | null> => {
    const { url } = await site({ ...INTEGRATION, ...NONE, "POST posts/": answer });
    const found = await targetAt(url).findOrCreate(story, null);
    if (found.ok) return null;
    const { host: _, ...problem } = { host: "", ...found.problem };
    return problem as PublishProblem;
  };
  const tellsKey = `Bad ${KEY} and ${KEY.split(":")[1]!}`;
  expect(await problemOf(refused(422, "ValidationError", { context: tellsKey }))).toEqual({
    kind: "storyRefused",
    said: "Bad … and …",
  });
  expect(await problemOf(refused(401, "UnauthorizedError", { code: "UNKNOWN_ADMIN_API_KEY" }))).toEqual({
    kind: "signInRefused",
  });
  expect(await problemOf(refused(400, "BadRequestError", { code: "INVALID_JWT" }))).toEqual({
    kind: "signInRefused",
  });
  expect(await problemOf(refused(403, "NoPermissionError"))).toEqual({ kind: "notAllowed", act: "publish" });
  expect(await problemOf(refused(429, "TooManyRequestsError"))).toEqual({ kind: "siteBusy", status: 429 });
  expect(await problemOf(refused(503, "MaintenanceError"))).toEqual({ kind: "siteBusy", status: 503 });
  for (const odd of [
    "<html>Đăng nhập Wi-Fi</html>",
    "[]",
    "{}",
    '{"posts":[]}',
    '{"posts":[{"id":7}]}',
    "null",
  ]) {
    expect(await problemOf({ body: odd }), odd).toEqual({ kind: "notTheApi" });
  }
  expect(
    await problemOf({ status: 301, headers: { location: "https://www.bao.example/ghost/api/admin/posts/" } }),
  ).toMatchObject({ kind: "siteMoved" });
});

test("P12 a picture Ghost does not take is said with its name", async () => {
  for (const status of [400, 413, 415]) {
    const { url, host } = await site({
      ...INTEGRATION,
      ...NONE,
      "POST images/upload/": refused(status, "E", { context: "Image processing failed" }),
    });
    expect(await targetAt(url).putPicture(story, picture)).toEqual({
      ok: false,
      problem: { kind: "pictureRefused", host, file: FILE, said: "Image processing failed" },
    });
  }
});

test("P45 an answer about another post is not taken for ours", async () => {
  const post = { id: "p1", status: "draft", lexical: "", updated_at: "2026-11-24T07:00:00.000Z" };
  const { url, host } = await site({
    ...INTEGRATION,
    "GET posts/p1/": { json: { posts: [post] } },
    "GET tags/": { json: { tags: [] } },
    "GET users/": { json: { users: [] } },
    "PUT posts/p1/": { json: { posts: [{ ...post, id: "p2", status: "published" }] } },
  });
  const remote = { remoteId: "p1", changedAt: post.updated_at };
  expect(await targetAt(url).publish(story, remote, [])).toEqual({
    ok: false,
    problem: { kind: "notTheApi", host },
  });
});

test("P45 what Ghost's clock made public is nobody's change; what a person did is", async () => {
  const seenAt = "2026-11-24T06:00:00.000Z";
  const problemWith = async (updated_at: string, published_at: string) => {
    const post = { id: "p1", title: "Khác", status: "published", lexical: "", updated_at, published_at };
    const { url } = await site({
      ...INTEGRATION,
      "GET posts/p1/": { json: { posts: [post] } },
      "GET tags/": { json: { tags: [] } },
      "GET users/": { json: { users: [] } },
      "PUT posts/p1/": { json: { posts: [post] } },
    });
    const out = await targetAt(url).publish(story, { remoteId: "p1", changedAt: seenAt }, []);
    return out.ok ? null : out.problem.kind;
  };
  expect(await problemWith("2026-11-24T07:00:02.000Z", "2026-11-24T07:00:00.000Z")).toBe(null);
  expect(await problemWith("2026-11-24T06:59:59.000Z", "2026-11-24T07:00:00.000Z")).toBe(null);
  expect(await problemWith("2026-11-24T07:00:00.000Z", "2026-11-24T07:00:00.000Z")).toBe(null);
  // Published by hand at that second; and changed a minute after it came.
  expect(await problemWith("2026-11-24T07:00:21.000Z", "2026-11-24T07:00:21.000Z")).toBe("changedOnSite");
  expect(await problemWith("2026-11-24T07:01:00.000Z", "2026-11-24T07:00:00.000Z")).toBe("changedOnSite");
  // It was public before we last saw it.
  expect(await problemWith("2026-11-24T06:00:01.000Z", "2026-11-24T05:59:59.000Z")).toBe("changedOnSite");
});
