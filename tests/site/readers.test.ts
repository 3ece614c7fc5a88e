import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Block } from "#core/article";
import { siteSecret } from "#site";
import { article, block, figure, hashOf } from "../core/exchange/articles.ts";
import { SECTIONS, item, openDesk, renditionOf, webp, type Desk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

let number = 0;

/** Publishes a story; the minutes say how long ago. */
async function publish(
  headline: string,
  blocks: readonly Block[] = [],
  {
    section = SECTIONS[0] as { slug: string; name: string },
    minutes = 0,
    pictures = false,
    tags = [] as readonly string[],
    language = "vi" as "vi" | "en",
    dateline = "",
  } = {},
): Promise<string> {
  number += 1;
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const files = [480, 1024, 2400].map((width) => ({ bytes: webp(`ảnh ${width}`), width }));
  if (pictures) for (const { bytes } of files) await desk.media(bytes);
  const answer = await desk.put(
    item(
      {
        ...article([block("headline", headline), ...blocks], {
          section: section.slug,
          tags,
          language,
          dateline,
        }),
        id,
      },
      {
        slug: `bai-${number}`,
        section,
        versionCreated: new Date(desk.now.getTime() - minutes * 60_000).toISOString(),
        pictures: [
          { sha256: hashOf(1), renditions: files.map(({ bytes, width }) => renditionOf(bytes, width)) },
        ],
      },
    ),
  );
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { path: string }).path;
}

test("S20 an article's page has all of it, in Vietnamese dress", async () => {
  const path = await publish(
    "Đường sắt <Bắc & Nam>",
    [
      block("lead", "Sa-pô của bài."),
      block("paragraph", "Đoạn một."),
      figure(1, "Đoàn tàu", "Mạnh Nguyên"),
      block("byline", "TRẦN AN"),
    ],
    { pictures: true, tags: ["đường sắt"], dateline: "Hà Nội, 22-11" },
  );
  const { text, status } = await desk.read(path);
  expect(status).toBe(200);
  expect(text).toContain('<html lang="vi">');
  expect(text).toContain("<h1>Đường sắt &lt;Bắc &amp; Nam&gt;</h1>");
  expect(text).toContain("Chủ nhật, 22/11/2026, 14:05 (GMT+7)");
  expect(text).toContain('<p class="lead">Sa-pô của bài.</p>');
  expect(text).toContain('<p class="located">Hà Nội, 22-11</p>');
  expect(text).toContain('<p class="byline">TRẦN AN</p>');
  expect(text).toMatch(
    /<img src="[^"]+" srcset="[^"]+ 480w, [^"]+ 1024w, [^"]+ 2400w" sizes="[^"]+" width="2400" height="1600" alt="mô tả" loading="eager"/,
  );
  expect(text).toContain('<figcaption>Đoàn tàu. <span class="credit">Ảnh: Mạnh Nguyên</span></figcaption>');
  expect(text).toContain(`<link rel="canonical" href="${desk.site.url}${path}">`);
  expect(text).toContain('<meta property="og:type" content="article">');
  expect(text).toContain('<meta name="twitter:card" content="summary_large_image">');
  expect(text).toMatch(
    /<meta property="og:image" content="http:\/\/127\.0\.0\.1:\d+\/media\/[0-9a-f]{64}\.webp">/,
  );
});

test("S20 the JSON-LD is a NewsArticle and cannot be broken out of", async () => {
  const path = await publish('Tít </script><script>alert("1")</script>', [block("byline", "AN")]);
  const { text } = await desk.read(path);
  expect(text).not.toContain("<script>alert");
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!;
  expect(JSON.parse(json)).toMatchObject({
    "@type": "NewsArticle",
    headline: 'Tít </script><script>alert("1")</script>',
    datePublished: "2026-11-22T14:05:00+07:00",
    author: [{ name: "AN" }],
    publisher: { name: "Báo Thử" },
  });
});

test("S21 “Các tin khác” lists the section first, then the rest, never the article itself", async () => {
  const own = await publish("Chính nó", [], { section: SECTIONS[1], minutes: 1 });
  const same = await publish("Cùng mục", [], { section: SECTIONS[1], minutes: 90 });
  const other = await publish("Khác mục", [], { section: SECTIONS[2], minutes: 2 });
  const { text } = await desk.read(own);
  const aside = /<aside class="others".*?<\/aside>/s.exec(text)![0];
  expect(aside).toContain("Các tin khác");
  const places = [same, other, own].map((path) => aside.indexOf(path));
  expect(places[0]).toBeGreaterThan(0);
  expect(places[1]).toBeGreaterThan(places[0]!);
  expect(places[2]).toBe(-1);
});

test("S22 search finds with and without marks, in this section or in all", async () => {
  const path = await publish(
    "Ẵm con vượt lũ ở bản Nghiêng",
    [block("paragraph", "Đường về Đắk Lắk còn xa.")],
    {
      section: SECTIONS[1],
    },
  );
  for (const typed of [
    "ẵm con",
    "am con",
    "AM CON",
    "đường đắk lắk",
    "duong dak lak",
    "nghieng vuot",
    "đak la",
    "Ẵm".normalize("NFD"),
  ]) {
    const { text } = await desk.read(`/tim-kiem?q=${encodeURIComponent(typed)}`);
    expect(text, typed).toContain(path);
  }
  expect((await desk.read("/tim-kiem?q=am+con&chuyen-muc=quoc-te")).text).toContain(path);
  const elsewhere = await desk.read("/tim-kiem?q=am+con&chuyen-muc=the-thao");
  expect(elsewhere.text).not.toContain(path);
  expect(elsewhere.text).toContain("Tìm trong tất cả các chuyên mục");
  expect((await desk.read("/tim-kiem?q=xyzkhong")).text).toContain("Không tìm thấy bài nào");
});

test("S22 the form offers this section and all sections", async () => {
  const { text } = await desk.read("/quoc-te");
  expect(text).toContain('<option value="quoc-te" selected>Chuyên mục này</option>');
  expect(text).toContain('<option value="">Tất cả các chuyên mục</option>');
});

test("S22 signs of the query language are only signs", async () => {
  for (const typed of [
    '"',
    "a OR",
    "NEAR(",
    "-",
    "*",
    "headline:a",
    "(",
    "a AND NOT b",
    "\u0000",
    "'; DROP TABLE stories --",
    "<script>",
  ]) {
    const { status, text } = await desk.read(`/tim-kiem?q=${encodeURIComponent(typed)}`);
    expect(status, typed).toBe(200);
    expect(text).not.toContain("<script>");
  }
});

test("S23 sections have pages, twenty stories on each", async () => {
  for (let minutes = 1; minutes <= 41; minutes++) {
    await publish(`Thể thao ${minutes}`, [], { section: SECTIONS[2], minutes });
  }
  const paths = new Set<string>();
  for (const page of ["/the-thao", "/the-thao?trang=2", "/the-thao?trang=3"]) {
    const { text } = await desk.read(page);
    for (const match of text.matchAll(/<h2><a href="(\/the-thao\/[^"]+)"/g)) paths.add(match[1]!);
  }
  expect(paths.size).toBe(42);
  for (const page of ["/the-thao?trang=4", "/the-thao?trang=0", "/the-thao?trang=-1", "/the-thao?trang=x"]) {
    expect((await desk.read(page)).status, page).toBe(404);
  }
  const first = await desk.read("/the-thao/");
  expect([first.status, first.headers.get("location")]).toEqual([301, "/the-thao"]);
});

test("S32 a headline is cut in lists, and whole on its page", async () => {
  const section = SECTIONS[2];
  const headline = `Tít dài ${"chữ nữa ".repeat(600)}hết`;
  const path = await publish(headline, [], { section });
  const beside = await publish("Bên cạnh tít dài", [], { section, minutes: 1 });
  expect((await desk.read(path)).text).toContain(`<h1>${headline}</h1>`);
  const { text: front } = await desk.read("/");
  const others = /<aside class="others".*?<\/aside>/s.exec((await desk.read(beside)).text)![0];
  const lists = [
    front,
    others,
    (await desk.read("/the-thao")).text,
    (await desk.read("/tim-kiem?q=tit+dai")).text,
  ];
  for (const list of lists) {
    const shown = new RegExp(`<a href="${path}">([^<]*)</a>`).exec(list)![1]!;
    expect(shown).toMatch(/^Tít dài (chữ nữa )+(chữ|chữ nữa)…$/);
    expect([...shown].length).toBeLessThanOrEqual(160);
  }
});

test("S24 feeds and site map are well formed and lead to the articles", async () => {
  const path = await publish('Tin <mới> & "nóng" \u0007', [block("lead", "a < b")]);
  const feed = await desk.read("/thoi-su/rss.xml");
  expect(feed.headers.get("content-type")).toContain("application/rss+xml");
  expect(feed.text).toContain("<title>Tin &lt;mới&gt; &amp; &quot;nóng&quot; </title>");
  expect(feed.text).toContain("<pubDate>Sun, 22 Nov 2026 14:05:00 +0700</pubDate>");
  const map = await desk.read("/sitemap.xml");
  expect(map.text).toContain(`<loc>${desk.site.url}${path}</loc>`);
  expect(map.text).toContain("<news:publication_date>2026-11-22T14:05:00+07:00</news:publication_date>");
  for (const { text } of [feed, map, await desk.read("/rss.xml")]) wellFormed(text);
  expect((await desk.read("/robots.txt")).text).toContain(`Sitemap: ${desk.site.url}/sitemap.xml`);
});

/** Tags are closed in order and no bare sign is left: enough of XML 1.0 for what we write. */
function wellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml[^>]*\?>/, "")
    .replace(
      /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g,
      (_tag, closing: string, name: string, _a, empty: string) => {
        if (closing !== "") expect(open.pop()).toBe(name);
        else if (empty === "") open.push(name);
        return "";
      },
    );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>\u0000-\u0008]|&(?!(?:amp|lt|gt|quot|#39);)/);
}

test("S25 a page is sent once: the second time it is “not modified”", async () => {
  const first = await desk.read("/");
  const etag = first.headers.get("etag")!;
  expect(first.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
  const second = await desk.read("/", { "if-none-match": `W/"x", ${etag}` });
  expect([second.status, second.text]).toEqual([304, ""]);
  await publish("Tin làm mới trang");
  expect((await desk.read("/", { "if-none-match": etag })).status).toBe(200);
});

test("S26 no page runs script or loads from elsewhere", async () => {
  for (const path of ["/", "/thoi-su", "/tim-kiem?q=a", "/khong-co", "/thoi-su/bai-1.html"]) {
    const { headers, text } = await desk.read(path);
    const policy = headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("script-src");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(text).not.toMatch(/<style| style=| on[a-z]+=|<script(?! type="application\/ld\+json")/);
    for (const [, url] of text.matchAll(/<(?:img|link rel="stylesheet")[^>]* (?:src|href)="([^"]*)"/g)) {
      expect(url).toMatch(/^\/(?!\/)/);
    }
  }
});

test("S26 style sheet and fonts are here, for good", async () => {
  const { text } = await desk.read("/");
  const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec(text)![1]!;
  const css = await desk.read(sheet);
  expect(css.headers.get("cache-control")).toContain("immutable");
  const fonts = [...css.text.matchAll(/url\(([^)]+)\)/g)].map((match) => match[1]!);
  expect(fonts.some((name) => name.includes("source-serif-4-vietnamese"))).toBe(true);
  for (const name of new Set(fonts)) {
    const font = await desk.read(new URL(name, `http://x${sheet}`).pathname);
    expect([name, font.status, font.headers.get("content-type")]).toEqual([name, 200, "font/woff2"]);
  }
});

test("S27 addresses that are none answer 404 and lead nowhere", async () => {
  const odd = [
    "/khong-co",
    "/thoi-su/khong-co.html",
    "/media/../site.sqlite",
    "/media/..%2fsite.sqlite",
    "/media/%2e%2e%2fsecret",
    "/assets/../../package.json",
    "/%00",
    "/%ff",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    `/${"a".repeat(5_000)}`,
  ];
  for (const path of odd) {
    const answer = await raw(path);
    expect([400, 404], path).toContain(answer.status);
    expect(answer.location).toBeUndefined();
  }
});

/** Asks for a path as it is, which fetch would tidy up first. */
async function raw(
  path: string,
  host?: string,
): Promise<{ status: number; location: string | undefined; text: string }> {
  const { request } = await import("node:http");
  const { hostname, port } = new URL(desk.site.url);
  return new Promise((answered, failed) => {
    const asking = request(
      { hostname, port, path, ...(host === undefined ? {} : { headers: { host } }) },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("end", () =>
          answered({ status: response.statusCode ?? 0, location: response.headers.location, text }),
        );
      },
    );
    asking.on("error", failed).end();
  });
}

test("S27 what a browser says of the host is never repeated", async () => {
  const { text } = await raw("/rss.xml", "evil.example");
  expect(text).not.toContain("evil.example");
  expect((await raw("/", 'a"><script>')).text).not.toContain("<script>");
});

test("S27 only reading is answered outside the protocol", async () => {
  const answer = await fetch(`${desk.site.url}/thoi-su`, { method: "POST", body: "x" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  expect((await fetch(`${desk.site.url}/thoi-su`, { method: "HEAD" })).status).toBe(200);
});

test("S28 an English story is marked as English and its credit reads “Photo”", async () => {
  const path = await publish("Fuel prices fall", [figure(1, "A pump", "AP")], {
    language: "en",
    pictures: true,
  });
  const { text } = await desk.read(path);
  expect(text).toContain('<article class="story" lang="en">');
  expect(text).toContain('A pump. <span class="credit">Photo: AP</span>');
});

test("S29 an empty newspaper says what it is for", async () => {
  const empty = await openDesk();
  try {
    expect((await empty.read("/")).text).toContain("Chưa có bài nào được đăng");
    expect((await empty.read("/thoi-su")).text).toContain("Chuyên mục này chưa có bài");
    for (const path of ["/rss.xml", "/sitemap.xml"]) wellFormed((await empty.read(path)).text);
  } finally {
    await empty.end();
  }
});

test("S30 the shared secret is made once, long, and readable by its owner alone", async () => {
  const secrets = await Promise.all([siteSecret(desk.dir), siteSecret(desk.dir)]);
  expect(new Set(secrets).size).toBe(1);
  expect(Buffer.from(secrets[0], "base64url")).toHaveLength(32);
  const path = join(desk.dir, "secret");
  expect((await readFile(path, "utf8")).trim()).toBe(secrets[0]);
  if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
});
