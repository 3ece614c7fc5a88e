import { existsSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withdrawalOf, type NinjsItem, type SiteStory } from "#core/exchange";
import { STORY_ID, article, block, figure, hashOf } from "../core/exchange/articles.ts";
import { SECRET, item, openDesk, renditionOf, sha256Of, webp, type Desk, type Spoil } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ limits: { storyBytes: 200_000, mediaBytes: 100_000 } });
});
afterAll(() => desk.end());

/** A fresh story for each test, on one site. */
let id = "";
let number = 0;
beforeEach(() => {
  number += 1;
  id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
});

function story(headline: string, facts: Parameters<typeof item>[1] = {}): NinjsItem {
  return item(
    { ...article([block("headline", headline), block("lead", "Sa-pô."), block("paragraph", "Đoạn.")]), id },
    { slug: `bai-${number}`, ...facts },
  );
}

/** Everything the site tells of the story and its page: what must not change when something is refused. */
async function whole(): Promise<string> {
  const state = await (await desk.ask("GET", `/api/stories/${id}`)).text();
  const pages = await Promise.all(["/", `/thoi-su/bai-${number}.html`].map((path) => desk.read(path)));
  const files = await readdir(join(desk.dir, "media"));
  return [state, ...pages.map(({ status, text }) => `${status} ${text}`), ...files].join("\n");
}

async function refused(
  status: number,
  kind: string,
  act: () => Promise<Response>,
): Promise<Record<string, unknown>> {
  const before = await whole();
  const answer = await act();
  const body = (await answer.json()) as Record<string, unknown>;
  expect({ status: answer.status, kind: body["kind"] }).toEqual({ status, kind });
  expect(body["message"]).toMatch(/\w/);
  expect(await whole()).toBe(before);
  return body;
}

test("S1 a signed story is on the site at once; the same request again changes nothing", async () => {
  const sent = story("Giá xăng giảm");
  const first = await desk.put(sent);
  expect(first.status).toBe(201);
  const stands = (await first.json()) as SiteStory;
  expect(stands).toMatchObject({ version: 1, pubStatus: "usable", path: `/thoi-su/bai-${number}.html` });
  expect((await desk.read(stands.path)).text).toContain("<h1>Giá xăng giảm</h1>");
  const before = await whole();
  desk.now = new Date(desk.now.getTime() + 60_000);
  const again = await desk.put(sent);
  expect(again.status).toBe(200);
  expect(await again.json()).toEqual(stands);
  desk.now = new Date(desk.now.getTime() - 60_000);
  expect(await whole()).toBe(before);
});

const SPOILED: Readonly<Record<string, Spoil>> = {
  "no signature": { headers: { "x-morasse-signature": undefined } },
  "no time": { headers: { "x-morasse-time": undefined } },
  "another secret": { secret: "not the secret of this site" },
  "one digit changed": { headers: { "x-morasse-signature": "0".repeat(64) } },
  "a signature in capitals": { headers: { "x-morasse-signature": "A".repeat(64) } },
  "a signature of another address": { signedPath: `/api/stories/${STORY_ID}` },
  "a signature of another method": { signedMethod: "GET" },
  "another time than signed": { headers: { "x-morasse-time": "2026-11-22T07:05:01.000Z" } },
};

for (const [what, change] of Object.entries(SPOILED)) {
  test(`S2 a story with ${what} is refused and changes nothing`, async () => {
    await refused(401, "signatureWrong", () => desk.put(story("Giả"), change));
    const bytes = webp(what);
    const path = `/api/media/${sha256Of(bytes)}`;
    await refused(401, "signatureWrong", () =>
      desk.ask("PUT", path, bytes, change.signedPath === undefined ? change : { signedPath: "/api/" }),
    );
    const ask = await desk.ask(
      "GET",
      "/api/",
      "",
      change.signedMethod === undefined ? change : { signedMethod: "PUT" },
    );
    expect(ask.status).toBe(401);
  });
}

test("S2 a changed body under a right signature is refused", async () => {
  const sent = story("Thật");
  const path = `/api/stories/${id}`;
  await refused(401, "signatureWrong", async () => {
    const captured = await capture(desk, path, JSON.stringify(sent));
    return fetch(`${desk.site.url}${path}`, {
      method: "PUT",
      headers: captured,
      body: JSON.stringify(sent).replace("Thật", "Giả!"),
    });
  });
});

/** The headers a right request would have had. */
async function capture(from: Desk, path: string, body: string): Promise<Record<string, string>> {
  const { signedHeaders } = await import("#core/exchange");
  const { createHmac } = await import("node:crypto");
  const hmac = (bytes: Uint8Array) => createHmac("sha256", SECRET).update(bytes).digest("hex");
  const request = { method: "PUT", path, time: from.now.toISOString() } as const;
  return { ...signedHeaders(request, new TextEncoder().encode(body), hmac) };
}

test("S3 a request signed more than five minutes ago is refused, with the site's time", async () => {
  for (const minutes of [-6, 6]) {
    const time = new Date(desk.now.getTime() + minutes * 60_000);
    const body = await refused(401, "clocksDiffer", () => desk.put(story("Muộn"), { time }));
    expect(body["now"]).toBe(desk.now.toISOString());
  }
  const near = new Date(desk.now.getTime() - 4 * 60_000);
  expect((await desk.put(story("Kịp"), { time: near })).status).toBe(201);
});

test("S4 a captured older version sent again is refused and changes nothing", async () => {
  await desk.put(story("Một"));
  await desk.put(story("Hai", { version: 2 }));
  const body = await refused(409, "olderThanSite", () => desk.put(story("Một")));
  expect(body["version"]).toBe(2);
  await refused(409, "versionTaken", () => desk.put(story("Hai khác", { version: 2 })));
  expect((await desk.read(`/thoi-su/bai-${number}.html`)).text).toContain("<h1>Hai</h1>");
});

test("S33 a higher version with the same content keeps the times, one with other content has its own", async () => {
  const start = desk.now;
  const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000).toISOString();
  const bytes = webp(`ảnh ${number}`);
  await desk.media(bytes);
  const sent = (version: number, caption: string) =>
    item(
      { ...article([block("headline", "Tít"), block("paragraph", "Đoạn."), figure(1, caption, "An")]), id },
      {
        slug: `bai-${number}`,
        version,
        versionCreated: at(version * 10),
        firstCreated: at(10),
        marker: `job ${version}`,
        pictures: [{ sha256: hashOf(1), renditions: [renditionOf(bytes, 480)] }],
      },
    );
  const put = async (version: number, caption: string) => {
    desk.now = new Date(start.getTime() + version * 10 * 60_000);
    const answer = (await (await desk.put(sent(version, caption))).json()) as SiteStory;
    return { answer, page: (await desk.read(answer.path)).text };
  };
  const first = await put(1, "Chú thích");
  const same = await put(2, "Chú thích");
  expect(same).toEqual({ answer: { ...first.answer, version: 2, marker: "job 2" }, page: first.page });
  const other = await put(3, "Chú thích khác");
  expect(other.answer.changedAt).toBe(at(30));
  expect(other.page).toContain("Cập nhật");
  desk.now = start;
});

const BROKEN: readonly (readonly [string, string | Uint8Array, string])[] = [
  ["no JSON", "{", "the item"],
  ["JSON nested 100,000 deep", "[".repeat(100_000), "the item"],
  ["a number", "7", "the item"],
  ["null", "null", "the item"],
  ["an empty body", "", "the item"],
  ["no uri", '{"version":"1"}', "uri"],
];

for (const [what, body, field] of BROKEN) {
  test(`S5 ${what} in place of a story is refused`, async () => {
    const answer = await refused(400, "notNinjs", () => desk.ask("PUT", `/api/stories/${id}`, body));
    expect(answer["field"]).toBe(field);
  });
}

test("S5 a good story with one byte that is no UTF-8 is refused, not mended", async () => {
  const bytes = Buffer.from(JSON.stringify(story("Tít ?")));
  bytes[bytes.indexOf("?")] = 0xff;
  await refused(400, "notNinjs", () => desk.ask("PUT", `/api/stories/${id}`, new Uint8Array(bytes)));
});

test("S5 an item of another story than the address says is refused", async () => {
  const other = { ...story("Khác"), uri: `urn:uuid:${STORY_ID}` };
  const body = await refused(400, "notNinjs", () =>
    desk.ask("PUT", `/api/stories/${id}`, JSON.stringify(other)),
  );
  expect(body["field"]).toBe("uri");
});

test("S5 whatever is put, it is an answer of the protocol and never an error of the site", async () => {
  const good = JSON.parse(JSON.stringify(story("Tốt"))) as Record<string, unknown>;
  const fields = Object.keys(good);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        fc.string({ unit: "binary" }),
        fc
          .record({ field: fc.constantFrom(...fields), value: fc.jsonValue() })
          .map(({ field, value }) => JSON.stringify({ ...good, version: "1", [field]: value })),
        fc
          .string({ unit: fc.constantFrom("<", ">", "p", "/", "a", " ", '"', "=", "&", ";", "#", "1", "x") })
          .map((value) =>
            JSON.stringify({
              ...good,
              bodies: [{ role: "main", contentType: "application/xhtml+xml", value: `<p>${value}</p>` }],
            }),
          ),
      ),
      async (body) => {
        const answer = await desk.ask("PUT", `/api/stories/${id}`, body);
        await answer.text();
        expect([200, 201, 400, 409, 422]).toContain(answer.status);
        for (const path of ["/", "/thoi-su", "/rss.xml", "/sitemap.xml"]) {
          expect((await desk.read(path)).status).toBe(200);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("S6 a body over the limit is refused, declared or not, and nothing of it is kept", async () => {
  await refused(413, "tooLarge", () => desk.ask("PUT", `/api/stories/${id}`, "x".repeat(200_001)));
  const large = new Uint8Array(100_001).fill(0xff);
  await refused(413, "tooLarge", () => desk.ask("PUT", `/api/media/${sha256Of(large)}`, large));
});

test("S6 a body without end is cut at the limit while it comes", async () => {
  for (const path of [`/api/stories/${id}`, `/api/media/${hashOf(1)}`]) {
    const sent = await endless(desk, path);
    expect(sent.status).toBe(413);
    expect(sent.bytes).toBeLessThan(20_000_000);
  }
  expect((await readdir(join(desk.dir, "media"))).filter((name) => name.startsWith("."))).toEqual([]);
});

/** Sends without a length until the site answers. */
async function endless(to: Desk, path: string): Promise<{ status: number; bytes: number }> {
  const headers = await capture(to, path, "");
  return new Promise((answered, failed) => {
    let bytes = 0;
    const sending = request(`${to.site.url}${path}`, { method: "PUT", headers }, (response) => {
      response.resume();
      clearInterval(pump);
      sending.destroy();
      answered({ status: response.statusCode ?? 0, bytes });
    });
    sending.on("error", (error) => {
      if (!sending.destroyed) failed(error);
    });
    const chunk = Buffer.alloc(64 * 1024);
    const pump = setInterval(() => {
      if (sending.destroyed) clearInterval(pump);
      else if (sending.write(chunk)) bytes += chunk.length;
    }, 1);
  });
}

test("S7 pictures come by their hash, are checked, kept once, and served for good", async () => {
  const bytes = webp("một ảnh");
  const sha256 = sha256Of(bytes);
  const path = `/api/media/${sha256}`;
  expect((await desk.ask("HEAD", path)).status).toBe(404);
  expect((await desk.ask("PUT", path, bytes)).status).toBe(201);
  expect((await desk.ask("PUT", path, bytes)).status).toBe(200);
  expect((await desk.ask("HEAD", path)).status).toBe(200);
  const answer = await fetch(`${desk.site.url}/media/${sha256}.webp`);
  expect(answer.headers.get("content-type")).toBe("image/webp");
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  expect((await desk.read(`/media/${sha256}.jpg`)).status).toBe(404);
});

const NO_PICTURES: readonly (readonly [string, Uint8Array])[] = [
  ["an empty file", new Uint8Array()],
  ["text named as a picture", new TextEncoder().encode("đây là chữ, không phải ảnh")],
  [
    "an SVG with script",
    new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
  ],
  ["HTML", new TextEncoder().encode("<!doctype html><script>1</script>")],
  ["a JPEG's first two bytes", new Uint8Array([0xff, 0xd8])],
];

for (const [what, bytes] of NO_PICTURES) {
  test(`S7 ${what} is no picture and is not kept`, async () => {
    await refused(400, "mediaWrong", () => desk.ask("PUT", `/api/media/${sha256Of(bytes)}`, bytes));
  });
}

test("S7 bytes under another hash are not kept", async () => {
  const bytes = webp("ảnh khác");
  await refused(400, "mediaWrong", () => desk.ask("PUT", `/api/media/${hashOf(99)}`, bytes));
  for (const path of ["/api/media/..%2f..%2fsite.sqlite", "/api/media/ABC", "/api/media/" + "a".repeat(65)]) {
    expect((await desk.ask("GET", path)).status).toBe(404);
    await refused(400, "mediaWrong", () => desk.ask("PUT", path, bytes));
  }
});

function illustrated(
  bytes: Uint8Array,
  facts: Parameters<typeof item>[1] = {},
  sizeBytes = bytes.length,
): NinjsItem {
  const rendition = { ...renditionOf(bytes, 480), sizeBytes };
  return item(
    { ...article([block("headline", "Có ảnh"), figure(7, "Chú thích", "An")]), id },
    { slug: `bai-${number}`, pictures: [{ sha256: hashOf(7), renditions: [rendition] }], ...facts },
  );
}

test("S8 a story whose pictures are not all here is refused with the list of what is missing", async () => {
  const bytes = webp(`thiếu ${number}`);
  const body = await refused(422, "mediaMissing", () => desk.put(illustrated(bytes)));
  expect(body["sha256"]).toEqual([sha256Of(bytes)]);
  await desk.media(bytes);
  const wrong = await refused(400, "notNinjs", () => desk.put(illustrated(bytes, {}, bytes.length + 1)));
  expect(wrong["field"]).toBe("associations");
  expect((await desk.put(illustrated(bytes))).status).toBe(201);
  const { text } = await desk.read(`/thoi-su/bai-${number}.html`);
  expect(text).toContain(`srcset="/media/${sha256Of(bytes)}.webp 480w"`);
  expect(text).toContain('width="480" height="320" alt="mô tả"');
  expect(text).toContain('Chú thích. <span class="credit">Ảnh: An</span>');
});

test("S8 a picture whose file was lost is missing, whatever the site has noted of it", async () => {
  const bytes = webp(`mất ${number}`);
  const sha256 = await desk.media(bytes);
  const path = join(desk.dir, "media", sha256.slice(0, 2), sha256);
  for (const lose of [() => rm(path), () => writeFile(path, bytes.subarray(0, 12))]) {
    await lose();
    const body = await refused(422, "mediaMissing", () => desk.put(illustrated(bytes)));
    expect(body["sha256"]).toEqual([sha256]);
    expect((await desk.ask("GET", `/api/media/${sha256}`)).status).toBe(404);
    await desk.media(bytes);
  }
  expect((await desk.put(illustrated(bytes))).status).toBe(201);
});

test("S9 a story withdrawn is gone for readers and can come back at its address", async () => {
  await desk.put(story("Sẽ gỡ"));
  const path = `/thoi-su/bai-${number}.html`;
  const withdrawal = withdrawalOf(id, 2, "2026-11-22T08:00:00Z");
  const answer = await desk.put(withdrawal);
  expect(await answer.json()).toMatchObject({ version: 2, pubStatus: "canceled", path });
  const page = await desk.read(path);
  expect(page.status).toBe(410);
  expect(page.text).toContain("Bài đã được gỡ");
  for (const list of ["/", "/thoi-su", "/rss.xml", "/sitemap.xml", `/tim-kiem?q=se+go`]) {
    expect((await desk.read(list)).text).not.toContain(path);
  }
  await refused(409, "olderThanSite", () => desk.put(story("Sẽ gỡ")));
  await desk.put(story("Trở lại", { version: 3 }));
  expect((await desk.read(path)).text).toContain("<h1>Trở lại</h1>");
});

test("S9 a story never seen cannot be withdrawn, and a withheld one is not taken", async () => {
  await refused(404, "unknownAddress", () => desk.put(withdrawalOf(id, 1, "2026-11-22T08:00:00Z")));
  await refused(400, "notNinjs", () => desk.put(story("Giữ lại", { pubStatus: "withheld" })));
});

test("S10 two stories with one slug have two addresses, each kept when the story is updated", async () => {
  const mine = id;
  await desk.put(story("Một", { slug: "trung" }));
  id = `11111111-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const second = (await (await desk.put(story("Hai", { slug: "trung" }))).json()) as SiteStory;
  expect(second.path).toBe("/thoi-su/trung-2.html");
  const updated = (await (
    await desk.put(story("Hai mới", { slug: "trung", version: 2 }))
  ).json()) as SiteStory;
  expect(updated.path).toBe("/thoi-su/trung-2.html");
  expect((await desk.read("/thoi-su/trung.html")).text).toContain("<h1>Một</h1>");
  expect(mine).not.toBe(id);
});

test("S10 an old address leads to the new one for good and is never given to another story", async () => {
  await desk.put(story("Bài", { slug: `cu-${number}` }));
  const moved = (await (
    await desk.put(
      story("Bài", { slug: `moi-${number}`, version: 2, section: { slug: "quoc-te", name: "Quốc tế" } }),
    )
  ).json()) as SiteStory;
  expect(moved.path).toBe(`/quoc-te/moi-${number}.html`);
  const old = await desk.read(`/thoi-su/cu-${number}.html`);
  expect([old.status, old.headers.get("location")]).toEqual([301, moved.path]);
  id = `22222222-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const other = (await (await desk.put(story("Bài khác", { slug: `cu-${number}` }))).json()) as SiteStory;
  expect(other.path).toBe(`/thoi-su/cu-${number}-2.html`);
});

test("S10 a section may not take an address of the site itself", async () => {
  for (const slug of ["api", "media", "assets", "tim-kiem"]) {
    const body = await refused(400, "notNinjs", () =>
      desk.put(story("Lấn", { section: { slug, name: "Lấn" } })),
    );
    expect(body["field"]).toBe("subjects");
  }
});

test("S11 stories, addresses and pictures are there after a restart, and half an upload is not", async () => {
  const bytes = webp(`bền ${number}`);
  await desk.media(bytes);
  await desk.put(illustrated(bytes));
  const { writeFile } = await import("node:fs/promises");
  const half = join(desk.dir, "media", ".coming-half");
  await writeFile(half, "x");
  await desk.restart();
  expect(existsSync(half)).toBe(false);
  expect((await desk.read(`/thoi-su/bai-${number}.html`)).status).toBe(200);
  expect((await desk.ask("HEAD", `/api/media/${sha256Of(bytes)}`)).status).toBe(200);
});

test("S12 the site tells a desk who it is", async () => {
  const answer = await desk.ask("GET", "/api/");
  expect(await answer.json()).toMatchObject({ protocol: "morasse-push/1", name: "Báo Thử" });
  expect((await desk.ask("GET", "/api/nothing")).status).toBe(404);
});
