import { chromium, type Browser, type BrowserContext, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { EMPTY_DETAILS, lineOf, type Block } from "#core/article";
import { ghostText } from "#core/publishing";
import { findBrowser } from "../../build/browser.ts";
import {
  captionOf,
  CREDIT,
  must,
  newsroom,
  STORY,
  until,
  type Newsroom,
} from "../node/publishing/newsroom.ts";
import { ghostServer, postsTitled, targetOf } from "./ghost.ts";
import { setFault } from "./wordpress.ts";

/** What we send, opened in Ghost's real editor by the owner of the site. */

const server = ghostServer();

let browser: Browser;
let context: BrowserContext;
let desk: Newsroom;
let page: Page;
/** What the page itself complained of. */
let errors: string[];

beforeAll(async () => {
  const { executablePath, args } = await findBrowser();
  browser = await chromium.launch({ executablePath, args: [...args] });
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // Ghost asks other hosts for its news; nothing of that is in question here.
  await context.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  const door = await context.newPage();
  door.setDefaultTimeout(55_000);
  await door.goto(`${server.baseUrl}/ghost/#/signin`);
  await door.fill("input[name=identification]", server.owner.email);
  await door.fill("input[name=password]", server.owner.password);
  await door.click("button[type=submit]");
  await door.waitForURL((url) => !url.hash.startsWith("#/signin"));
  await door.close();
});

afterAll(() => browser.close());

beforeEach(async () => {
  await setFault(server, {});
  desk = await newsroom(() => [targetOf(server.baseUrl)], {
    secrets: {
      read: async () => server.adminApiKey,
      save: async () => undefined,
      remove: async () => undefined,
    },
  });
  page = await context.newPage();
  errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
});

afterEach(async () => {
  await page.close();
  await desk.close();
});

async function published(id: string): Promise<void> {
  const publisher = await desk.open();
  const job = must(await publisher.publish(id, "gh"));
  expect((await until(publisher, job.id, ["done", "stopped"])).state).toMatchObject({
    kind: "done",
    differences: [],
  });
}

/** The post in the editor, which has loaded all of it; captions and what is kept hidden are editors of their own. */
async function opened(headline: string, text: string) {
  const [post] = await postsTitled(server, headline);
  await page.goto(`${server.baseUrl}/ghost/#/editor/post/${post!.id}`);
  const editor = page.locator(".kg-prose[data-lexical-editor]:visible").filter({ hasText: text }).first();
  await editor.waitFor({ timeout: 30_000 });
  return { post: post!, editor };
}

test("P51 Ghost's editor opens a story as text and image cards of its own, and saves it as it is", async () => {
  const headline = `Mở trong trình soạn thảo ${Date.now()}`;
  await published(await desk.write({ headline, pictures: 2 }));
  const { post, editor } = await opened(headline, STORY.paragraphs[0]!);
  expect(await page.locator("[data-test-editor-title-input]").inputValue()).toBe(headline);
  const cards = editor.locator('[data-kg-card="image"]');
  await expect.poll(() => cards.count()).toBe(2);
  expect(await editor.locator("[data-kg-card]").count()).toBe(2);
  expect(await cards.first().locator("img").getAttribute("alt")).toBe("Nhịp cầu 1 nhìn từ bờ nam");
  await expect.poll(() => cards.first().innerText()).toContain(`${captionOf(1)}. Ảnh: ${CREDIT}`);
  await expect
    .poll(() =>
      cards
        .first()
        .locator("img")
        .evaluate((image) => (image as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(0);

  // Somebody there adds a word to the first paragraph and saves.
  await editor.getByText(STORY.paragraphs[0]!).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Thêm.");
  await page.keyboard.press("Control+s");
  await expect
    .poll(async () => (await postsTitled(server, headline))[0]!.updated_at, { timeout: 20_000 })
    .not.toBe(post.updated_at);
  const [saved] = await postsTitled(server, headline);
  expect(ghostText(saved!.lexical)).toBe(
    ghostText(post.lexical.replace(STORY.paragraphs[0]!, `${STORY.paragraphs[0]!} Thêm.`)),
  );
  expect(errors).toEqual([]);
}, 90_000);

test("P51 crossheads, quotes, lists, links and marks are Ghost's own there too", async () => {
  const headline = `Mọi kiểu khối ${Date.now()}`;
  const item = (text: string) => ({ paragraphs: [lineOf(text)], lists: [] });
  const blocks: readonly Block[] = [
    { kind: "headline", text: lineOf(headline) },
    { kind: "lead", text: lineOf(STORY.lead) },
    {
      kind: "paragraph",
      text: [
        { text: "Chữ " },
        { text: "đậm", bold: true },
        { text: " và " },
        { text: "nghiêng", italic: true },
        { text: ", xem " },
        { text: "trang này", link: "https://bao.example/tin" },
      ],
    },
    { kind: "crosshead", text: lineOf("Một tít xen") },
    { kind: "quote", paragraphs: [lineOf("Câu nói thứ nhất."), lineOf("Câu nói thứ hai.")] },
    {
      kind: "list",
      ordered: false,
      items: [
        { ...item("Cha"), lists: [{ kind: "list", ordered: true, items: [item("Con"), item("Cháu")] }] },
      ],
    },
    { kind: "byline", text: lineOf(STORY.byline) },
  ];
  const story = must(
    await desk.library.create({ details: { ...EMPTY_DETAILS, section: "thoi-su", tags: ["a"] }, blocks }),
  );
  await published(story.id);
  const { post, editor } = await opened(headline, "Một tít xen");
  for (const [selector, text] of [
    ["p strong", "đậm"],
    ["p em", "nghiêng"],
    ['p a[href="https://bao.example/tin"]', "trang này"],
    ["h2", "Một tít xen"],
    ["blockquote", "Câu nói thứ hai."],
    ["ul > li", "Cha"],
    ["ul > li ol > li", "Cháu"],
  ] as const) {
    expect(await editor.locator(selector).allInnerTexts(), selector).toContainEqual(
      expect.stringContaining(text),
    );
  }
  expect(await editor.locator("[data-kg-card]").count()).toBe(0);
  expect(errors).toEqual([]);
  // Looking at it changes nothing there.
  expect((await postsTitled(server, headline))[0]!.updated_at).toBe(post.updated_at);

  const html = await (await fetch(post.url)).text();
  expect(html).toContain("<ul><li>Cha<ol><li>Con</li><li>Cháu</li></ol></li></ul>");
}, 90_000);
