import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { lineOf, type Block } from "#core/article";
import type {
  PicturesGone,
  PictureToSend,
  PublishProblem,
  StoryToSend,
  WordPressTarget,
} from "#core/publishing";
import { plainName } from "../../../node/publishing/wordpress-api.ts";
import { wordPressTarget, type WordPressTargetOptions } from "../../../node/publishing/wordpress-target.ts";
import { hash, storyWith } from "../../core/publishing/newsroom.ts";
import { must } from "./newsroom.ts";
import {
  DOUBLE_PASSWORD,
  DOUBLE_USER,
  wordPressDouble,
  type DoubleMedia,
  type Interference,
  type WordPressDouble,
} from "./wordpress-double.ts";

test("P27 names of a site are read with every character reference that HTML has for Vietnamese text", () => {
  expect(plainName("Văn h&oacute;a &amp; Gi&#7843;i tr&#xed; &ndash; &ldquo;Xu&acirc;n&rdquo;")).toBe(
    "Văn hóa & Giải trí – “Xuân”",
  );
  expect(plainName("R&D, A & B &lost;")).toBe("R&D, A & B &lost;");
});

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function site(interference: Interference = {}): Promise<WordPressDouble> {
  const there = await wordPressDouble(interference);
  closers.push(() => there.close());
  return there;
}

function targetAt(url: string, more: Partial<WordPressTargetOptions> = {}) {
  const target: WordPressTarget = {
    kind: "wordpress",
    id: "wp",
    name: "Báo thử",
    url,
    user: DOUBLE_USER,
    categories: {},
  };
  return wordPressTarget({
    target,
    password: DOUBLE_PASSWORD,
    fetch,
    now: () => new Date(),
    unclearSince: null,
    patience: { baseMs: 400, bytesPerSecond: 1e9 },
    ...more,
  });
}

const BYTES = new Uint8Array([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);
const SENT = createHash("sha256").update(BYTES).digest("hex");

function picture(n = 0): PictureToSend {
  return {
    sha256: hash(n),
    extension: "jpg",
    renditions: [
      { widthPx: 480, heightPx: 320, sizeBytes: 3, sha256: hash(99), mimeType: "image/jpeg" },
      { widthPx: 1200, heightPx: 800, sizeBytes: BYTES.length, sha256: SENT, mimeType: "image/jpeg" },
    ],
    read: async () => BYTES,
    caption: "Chú thích",
    credit: "Mạnh Nguyên",
    altText: "Mô tả",
  };
}

const story: StoryToSend = storyWith(1);

/** The first problem on the way of a whole story, or null when it gets there. */
async function problemOn(interference: Interference | string): Promise<PublishProblem | PicturesGone | null> {
  const url = typeof interference === "string" ? interference : (await site(interference)).url;
  const port = targetAt(url);
  const found = await port.findOrCreate(story, null);
  if (!found.ok) return found.problem;
  const put = await port.putPicture(story, picture());
  if (!put.ok) return put.problem;
  const out = await port.publish(story, found.value, [put.value]);
  return out.ok ? null : out.problem;
}

function say(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof value === "string" ? value : JSON.stringify(value));
  return true;
}

/** Answers every request for which `when` is true in place of the site. */
function answering(
  when: RegExp,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Interference {
  return {
    before: (request, response) =>
      when.test(`${request.method} ${request.url}`) && say(response, status, value, headers),
  };
}

test("a story gets there, and the widest size is what is uploaded, with its checksum", async () => {
  const heads: (string | undefined)[] = [];
  const there = await site({
    before(request) {
      if (request.method === "POST" && request.url?.includes("media")) {
        heads.push(request.headers["content-md5"] as string | undefined);
      }
      return false;
    },
  });
  const port = targetAt(there.url);
  const found = await port.findOrCreate(story, null);
  const put = await port.putPicture(story, picture());
  if (!found.ok || !put.ok) throw new Error(JSON.stringify([found, put]));
  const out = await port.publish(story, found.value, [put.value]);
  if (!out.ok) throw new Error(JSON.stringify(out));
  expect(there.media.map(({ slug, bytes }) => [slug, [...bytes]])).toEqual([
    [`img-${SENT.slice(0, 16)}`, [...BYTES]],
  ]);
  expect(heads).toEqual([createHash("md5").update(BYTES).digest("hex")]);
  expect(there.asked[0]).toBe("GET /wp-json/wp/v2/users/me");
  const read = await port.readBack(story, out.value, [put.value]);
  expect(read).toMatchObject({ ok: true, value: { status: 200, differences: [] } });
});

test("P12 what is wrong with a site is said as what it is", async () => {
  const gone = await wordPressDouble();
  gone.close();
  const kinds: Record<string, string | undefined> = {
    down: (await problemOn(gone.url))?.kind,
    silent: (await problemOn({ before: () => new Promise(() => undefined) }))?.kind,
    redirect: (await problemOn(answering(/./, 302, "", { location: "https://other.example/" })))?.kind,
    portal: (await problemOn(answering(/./, 200, "<html>Đăng nhập Wi-Fi</html>")))?.kind,
    wrongAddress: (await problemOn(answering(/./, 404, "<html>404</html>")))?.kind,
    revoked: (await problemOn(answering(/users\/me/, 401, { code: "rest_not_logged_in" })))?.kind,
    namedRevoked: (await problemOn(answering(/users\/me/, 401, { code: "incorrect_password" })))?.kind,
    noRights: (await problemOn(answering(/users\/me/, 200, { id: 7, name: "a", capabilities: {} })))?.kind,
    forbidden: (await problemOn(answering(/POST .*posts/, 403, { code: "rest_cannot_create" })))?.kind,
    overloaded: (await problemOn(answering(/./, 503, "<html>503</html>")))?.kind,
    tooOften: (await problemOn(answering(/POST/, 429, "")))?.kind,
    fatal: (await problemOn(answering(/POST .*posts/, 500, { code: "internal_server_error" })))?.kind,
    tooLong: (await problemOn(answering(/POST .*posts\/\d/, 413, "")))?.kind,
    invalid: (await problemOn(answering(/POST .*posts\/\d/, 400, { code: "rest_invalid_param" })))?.kind,
    removed: (await problemOn(answering(/GET .*posts\/\d/, 404, { code: "rest_post_invalid_id" })))?.kind,
    hurtOnTheWay: (await problemOn(answering(/POST .*media/, 412, { code: "rest_upload_hash_mismatch" })))
      ?.kind,
  };
  expect(kinds).toEqual({
    down: "siteUnreachable",
    silent: "siteSlow",
    redirect: "siteMoved",
    portal: "notTheApi",
    wrongAddress: "notTheApi",
    revoked: "signInRefused",
    namedRevoked: "signInRefused",
    noRights: "notAllowed",
    forbidden: "notAllowed",
    overloaded: "siteBusy",
    tooOften: "siteBusy",
    fatal: "siteBusy",
    tooLong: "storyRefused",
    invalid: "storyRefused",
    removed: "goneFromSite",
    hurtOnTheWay: "siteBusy",
  });
});

test("P12 a picture the site does not take is named, with the site's own words", async () => {
  const said = "Sorry, you are not allowed to upload this file type.";
  for (const [status, code] of [
    [500, "rest_upload_sideload_error"],
    [500, "rest_upload_unknown_error"],
    [400, "rest_upload_no_content_disposition"],
  ] as const) {
    expect(await problemOn(answering(/POST .*media/, status, { code, message: said }))).toEqual({
      kind: "pictureRefused",
      host: expect.stringContaining("127.0.0.1") as string,
      file: `gia-xang-giam-${SENT.slice(0, 10)}.jpg`,
      said,
    });
  }
  expect((await problemOn(answering(/POST .*media/, 413, "")))?.kind).toBe("pictureRefused");
});

test("P13 without a password the site is not even asked", async () => {
  const there = await site();
  const found = await targetAt(there.url, { password: null }).findOrCreate(story, null);
  expect(found).toEqual({ ok: false, problem: { kind: "signInRefused", host: there.host } });
  expect(there.asked).toEqual([]);
});

test("P13 a password revoked in the middle never makes a look-up answer 'nothing there'", async () => {
  let revoked = false;
  const there = await site({
    before(request) {
      if (revoked) delete request.headers.authorization;
      return false;
    },
  });
  const made = await targetAt(there.url).findOrCreate(story, null);
  expect(made.ok).toBe(true);
  const port = targetAt(there.url);
  await port.test();
  revoked = true;
  const again = await port.findOrCreate(story, null);
  expect(again).toMatchObject({ ok: false, problem: { kind: "signInRefused" } });
  expect(there.posts.length).toBe(1);
});

test("P14 what an earlier try left on the site is used: post and picture", async () => {
  const there = await site();
  for (let tries = 0; tries < 3; tries++) {
    const port = targetAt(there.url);
    await port.findOrCreate(story, null);
    await port.putPicture(story, picture());
  }
  expect([there.posts.length, there.media.length]).toEqual([1, 1]);
});

test("P14 what an earlier try sent may still be on its way into the site: it is waited for", async () => {
  const there = await wordPressDouble({}, 150);
  closers.push(() => there.close());
  const stop = new AbortController();
  const cut = targetAt(there.url, { signal: stop.signal }).findOrCreate(story, null);
  while (!there.asked.includes("POST /wp-json/wp/v2/posts"))
    await new Promise((later) => setTimeout(later, 5));
  stop.abort();
  expect((await cut).ok).toBe(false);
  expect(there.posts.length).toBe(0);
  const again = targetAt(there.url, { unclearSince: new Date().toISOString(), settleMs: 400 });
  expect((await again.findOrCreate(story, null)).ok).toBe(true);
  expect(there.posts.length).toBe(1);
});

test("P14 of two posts with our marker the untouched draft goes and the lower id stays", async () => {
  const there = await site();
  const first = await targetAt(there.url).findOrCreate(story, null);
  const twin = { ...there.posts[0]!, id: 900, slug: "gia-xang-giam-2" };
  const edited = { ...twin, id: 901, content: `${twin.content}<p>Biên tập viên viết thêm.</p>` };
  (there.posts as (typeof twin)[]).push(twin, edited);
  const again = await targetAt(there.url).findOrCreate(story, null);
  expect(again).toEqual(first);
  expect(there.posts.map(({ id }) => id)).toEqual([there.posts[0]!.id, 901]);
});

/** A copy of which only the beginning has arrived. */
function cut(copy: DoubleMedia): void {
  copy.bytes = copy.bytes.subarray(0, 3);
  copy.filesize = 3;
}

test("P14 a picture of which only a part arrived is removed and sent again", async () => {
  const there = await site();
  await targetAt(there.url).putPicture(story, picture());
  const [part] = there.media;
  cut(part!);
  const again = await targetAt(there.url).putPicture(story, picture());
  expect(again.ok).toBe(true);
  expect(there.media.map(({ id, filesize }) => [id === part!.id, filesize])).toEqual([[false, BYTES.length]]);
});

test("P14 no copy is removed that a page may show", async () => {
  const there = await site();
  await targetAt(there.url).putPicture(story, picture());
  const [first] = there.media as DoubleMedia[];
  const second: DoubleMedia = { ...first!, id: 800, slug: `${first!.slug}-2` };
  (there.media as DoubleMedia[]).push(second);
  const put = async () => {
    const answer = await targetAt(there.url).putPicture(story, picture());
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    return Number(answer.value.remoteId);
  };
  // Two whole copies: the older is used, the other stays.
  expect([await put(), there.media.length]).toEqual([first!.id, 2]);
  // The site's plugin has made the file smaller: the same picture, in other bytes.
  Object.assign(first!, { bytes: Buffer.from([0xff, 0xd8, 9, 9]), filesize: 4 });
  expect([await put(), there.media.length]).toEqual([first!.id, 2]);
  // Something else under our name: the next copy is used.
  first!.widthPx = 600;
  expect([await put(), there.media.length]).toEqual([second.id, 2]);
  // Attached to a post somebody wrote on the site, it stays even when it is cut; ours goes beside it.
  cut(second);
  second.post = 77;
  const third = await put();
  expect(there.media.map(({ id, slug }) => [id, slug])).toEqual([
    [first!.id, first!.slug],
    [second.id, `${first!.slug}-2`],
    [third, `${first!.slug}-3`],
  ]);
  // And is found there the next time.
  expect([await put(), there.media.length]).toEqual([third, 3]);
});

test("P15 a page changed by others is left alone; our own update whose answer was lost is not 'others'", async () => {
  const there = await site();
  const port = targetAt(there.url);
  const made = await port.findOrCreate(story, null);
  if (!made.ok) throw new Error();
  const out = await port.publish(story, made.value, []);
  expect(out.ok).toBe(true);
  // The same again with what was known before: our own update, its answer lost.
  expect(await port.publish(story, made.value, [])).toEqual(out);
  const post = there.posts[0]!;
  post.content = post.content.replace("Một đoạn.", "Đã sửa trên trang.");
  post.modified = "2026-11-22T09:00:00";
  expect(await port.publish(story, made.value, [])).toEqual({
    ok: false,
    problem: { kind: "changedOnSite", host: there.host, changedAt: "2026-11-22T09:00:00Z" },
  });
  expect(post.content).toContain("Đã sửa trên trang.");
});

test("P15 a site that writes title and text in its own signs has not changed the page", async () => {
  const there = await site();
  const headline = `Giá "vàng" & 'bạc' <b>tăng</b> -- Đà Nẵng`;
  const [, ...rest] = story.article.blocks;
  const blocks: Block[] = [{ kind: "headline", text: lineOf(headline) }, ...rest];
  const quoted: StoryToSend = { ...story, article: { ...story.article, blocks } };
  const port = targetAt(there.url);
  const made = await port.findOrCreate(quoted, null);
  if (!made.ok) throw new Error();
  await port.publish(quoted, made.value, []);
  const post = there.posts[0]!;
  // As WordPress keeps what an account without `unfiltered_html` has written.
  const kept = (html: string) =>
    html.replaceAll("&#39;", "&#039;").replaceAll("&quot;", "&#34;").replaceAll("/>", " />");
  post.title = kept(post.title).normalize("NFD");
  post.content = kept(post.content);
  post.modified = "2026-11-22T09:00:00";
  expect((await port.publish(quoted, made.value, [])).ok).toBe(true);
  post.title = "Giá bạc tăng";
  post.modified = "2026-11-22T10:00:00";
  expect(await port.publish(quoted, made.value, [])).toMatchObject({
    ok: false,
    problem: { kind: "changedOnSite" },
  });
});

test("P14 a story in the trash is found by its slug where the site's search finds nothing", async () => {
  const there = await site({
    before: (request, response) => request.url?.includes("search=") === true && say(response, 200, []),
  });
  await targetAt(there.url).findOrCreate(story, null);
  Object.assign(there.posts[0]!, { slug: `${story.slug}__trashed`, status: "trash" });
  expect(await targetAt(there.url).findOrCreate(story, null)).toMatchObject({
    ok: false,
    problem: { kind: "goneFromSite" },
  });
  expect(there.posts.length).toBe(1);
});

test("P15 the address of a published story stays when its headline changes", async () => {
  const there = await site();
  const port = targetAt(there.url);
  const made = await port.findOrCreate(story, null);
  if (!made.ok) throw new Error();
  const out = await port.publish(story, made.value, []);
  if (!out.ok) throw new Error();
  await port.publish({ ...story, slug: "tit-khac" }, out.value, []);
  expect(there.posts[0]!.slug).toBe("gia-xang-giam");
});

test("P16 a reader's page that lacks something, or cannot be seen, is said", async () => {
  let shown = true;
  const there = await site({
    before(request, response) {
      if (shown || !/^\/(?:\d|uploads)/.test(request.url ?? "")) return false;
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<h1>Giá xăng giảm</h1>");
      return true;
    },
  });
  const port = targetAt(there.url);
  const made = await port.findOrCreate(story, null);
  const put = await port.putPicture(story, picture());
  if (!made.ok || !put.ok) throw new Error();
  const out = await port.publish(story, made.value, [put.value]);
  if (!out.ok) throw new Error();
  shown = false;
  const read = await port.readBack(story, out.value, [put.value]);
  if (!read.ok) throw new Error();
  expect(new Set(read.value.differences.map(({ what }) => what))).toEqual(
    new Set(["lead", "paragraph", "picture", "caption", "credit"]),
  );
});

test("P11 a site that repeats the password does not get it into a problem", async () => {
  const problem = await problemOn(
    answering(/POST .*posts/, 400, { code: "x", message: `Sai mật khẩu ${DOUBLE_PASSWORD}` }),
  );
  expect(JSON.stringify(problem)).not.toContain(DOUBLE_PASSWORD);
});

test("a site without permalinks is reached by its other address", async () => {
  const there = await site({
    before(request, response) {
      const url = new URL(request.url ?? "", "http://x");
      const route = url.searchParams.get("rest_route");
      if (route === null && url.pathname.startsWith("/wp-json"))
        return say(response, 404, "<html>404</html>");
      if (route !== null) {
        url.searchParams.delete("rest_route");
        request.url = `/wp-json${route}?${url.searchParams}`;
      }
      return false;
    },
  });
  const port = targetAt(there.url);
  expect(await port.test()).toMatchObject({ ok: true, value: { accountName: "Phóng viên" } });
  expect((await targetAt(there.url).findOrCreate(story, null)).ok).toBe(true);
  expect(there.posts.length).toBe(1);
});

test("P5 which of two texts without an answer is out is told by the page's words", async () => {
  const there = await site();
  const port = targetAt(there.url);
  const found = must(await port.findOrCreate(story, null));
  const newer = { ...storyWith(1, "Bản sau."), version: 2 };
  const sent = [newer, story].map((one) => ({ story: one, pictures: [] }));
  expect(await port.lookUp(sent, found)).toEqual({ ok: true, value: null });
  const out = must(await port.publish(story, found, []));
  // Nothing is known of its answer: the page is neither as it was found nor as the newer text.
  expect(await port.lookUp(sent, found)).toMatchObject({
    ok: true,
    value: { version: 1, published: { remoteId: out.remoteId, url: out.url } },
  });
  expect(await port.lookUp(sent.slice(0, 1), found)).toMatchObject({
    ok: false,
    problem: { kind: "changedOnSite" },
  });
});
