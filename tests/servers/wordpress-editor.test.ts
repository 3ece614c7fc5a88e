import { readFile } from "node:fs/promises";
import { chromium, type Browser, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { EMPTY_DETAILS, lineOf, type Block } from "#core/article";
import { findBrowser } from "../../build/browser.ts";
import { captionOf, CREDIT, must, newsroom, until, type Newsroom } from "../node/publishing/newsroom.ts";
import { ask, postsTitled, sectionOf, setFault, targetOf, wordPressServer } from "./wordpress.ts";

/** What we send, opened in WordPress' real block editor by who works at the site. */

const server = wordPressServer();

let browser: Browser;
let desk: Newsroom;
let page: Page;

beforeAll(async () => {
  const { executablePath, args } = await findBrowser();
  browser = await chromium.launch({ executablePath, args: [...args] });
  await sectionOf(server);
});

afterAll(() => browser.close());

beforeEach(async () => {
  await setFault(server, {});
  desk = await newsroom(() => [targetOf(server.baseUrl, server.user)], {
    secrets: {
      read: async () => server.appPassword,
      save: async () => undefined,
      remove: async () => undefined,
    },
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
});

afterEach(async () => {
  await page.close();
  await desk.close();
});

/** One block of every kind the page has, with every mark. */
const EVERY_KIND: readonly Block[] = [
  {
    kind: "paragraph",
    text: [
      { text: "Chữ thường, " },
      { text: "chữ đậm", bold: true },
      { text: ", " },
      { text: "chữ nghiêng", italic: true },
      { text: ', <dấu> & "ngoặc" -- và ' },
      { text: "đường dẫn", link: "https://bao.example/a?b=1&c=2" },
      { text: "; " },
      { text: "a run of English", language: "en" },
      { text: "\nsau dòng mới." },
    ],
  },
  { kind: "crosshead", text: lineOf("Tít xen & dấu <lạ>") },
  { kind: "quote", paragraphs: [lineOf("Lời trích một."), lineOf("Lời trích hai.")] },
  {
    kind: "list",
    ordered: false,
    items: [
      {
        paragraphs: [lineOf("Mục một")],
        lists: [
          {
            kind: "list",
            ordered: true,
            items: [
              { paragraphs: [lineOf("Mục trong một"), lineOf("dòng hai của mục")], lists: [] },
              { paragraphs: [lineOf("Mục trong hai")], lists: [] },
            ],
          },
        ],
      },
      { paragraphs: [lineOf("Mục hai")], lists: [] },
    ],
  },
  { kind: "list", ordered: true, items: [{ paragraphs: [lineOf("Bước một")], lists: [] }] },
];

interface EditorBlock {
  readonly name: string;
  readonly isValid: boolean;
  readonly originalContent?: string;
  readonly innerBlocks: readonly EditorBlock[];
}

test("P70 every block opens in WordPress' editor as its own, none to be fixed, and saves as it was", async () => {
  const headline = `Mọi loại đoạn ${Date.now()}`;
  const id = await desk.write({ headline, pictures: 2 });
  const article = must(await desk.library.article(id));
  const whole = must(
    await desk.library.create({
      details: { ...EMPTY_DETAILS, section: "thoi-su", dateline: "Hà Nội, 24-11", tags: ["thử"] },
      blocks: [...article.blocks.slice(0, -1), ...EVERY_KIND, ...article.blocks.slice(-1)],
    }),
  );
  for (const block of article.blocks) {
    if (block.kind !== "figure" || block.picture === null) continue;
    const { sha256, extension } = block.picture;
    const path = (await desk.library.originalPath(id, sha256, extension))!;
    must(await desk.library.keepOriginal(whole.id, sha256, extension, await readFile(path)));
  }
  const publisher = await desk.open();
  const job = must(await publisher.publish(whole.id, "wp"));
  const over = await until(publisher, job.id, ["done", "stopped"]);
  expect(over.state).toMatchObject({ kind: "done", differences: [] });
  const [post] = await postsTitled(server, headline);

  const { user, password } = server;
  await page.goto(`${server.baseUrl}/wp-login.php`);
  await page.fill("#user_login", user);
  await page.fill("#user_pass", password);
  await page.click("#wp-submit");
  await page.waitForURL(/wp-admin/);
  await page.goto(`${server.baseUrl}/wp-admin/post.php?post=${post!.id}&action=edit`);
  await page.waitForFunction(() => {
    const { wp } = window as unknown as {
      wp?: { data?: { select(name: string): { getBlocks(): unknown[] } } };
    };
    return (wp?.data?.select("core/block-editor")?.getBlocks()?.length ?? 0) > 5;
  });
  const blocks = await page.evaluate(() => {
    const { wp } = window as unknown as {
      wp: { data: { select(name: string): { getBlocks(): EditorBlock[] } } };
    };
    return wp.data.select("core/block-editor").getBlocks();
  });
  const all = (list: readonly EditorBlock[]): readonly EditorBlock[] =>
    list.flatMap((block) => [block, ...all(block.innerBlocks)]);
  expect(all(blocks).filter(({ isValid }) => !isValid)).toEqual([]);
  expect(new Set(all(blocks).map(({ name }) => name))).toEqual(
    new Set(["paragraph", "heading", "quote", "list", "list-item", "image"].map((name) => `core/${name}`)),
  );
  const captions = all(blocks).filter(({ name }) => name === "core/image").length;
  expect(captions).toBe(2);
  // What the editor would save is what we wrote, to the byte.
  const saved = await page.evaluate(() => {
    const { wp } = window as unknown as {
      wp: { data: { select(name: string): { getEditedPostContent(): string } } };
    };
    return wp.data.select("core/editor").getEditedPostContent();
  });
  const { content } = (await ask(server, `posts/${post!.id}?context=edit`)) as {
    readonly content: { readonly raw: string };
  };
  expect(saved).toBe(content.raw);
  for (const n of [1, 2]) expect(saved).toContain(captionOf(n));
  expect(saved).toContain(CREDIT);
});
