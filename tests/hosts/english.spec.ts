import { expect, test, type Page } from "@playwright/test";
import { serveHarness, type ServedHarness } from "./harness/serve.ts";

let served: ServedHarness;
test.beforeAll(async () => {
  served = await serveHarness();
});
test.afterAll(() => served.close());

const MOD = "ControlOrMeta";

async function open(page: Page, query: string): Promise<readonly string[]> {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (line) => /Content Security/.test(line.text()) && faults.push(line.text()));
  await page.goto(served.url + query);
  await page.waitForFunction(() => "harness" in window);
  await page.evaluate(() => window.harness.caret("paragraph"));
  return faults;
}

/** What is flagged, with its kind and the first that is offered. */
const flagsOn = (page: Page) =>
  page.evaluate(() =>
    window.harness.usePage
      .getState()
      .flags.map(({ wrong, kind, suggestions }) => `${kind} ${wrong} → ${suggestions[0] ?? ""}`),
  );

/** The files which have been fetched for English. */
function englishFiles(page: Page): readonly string[] {
  const files: string[] = [];
  page.on("request", (request) => {
    const name = new URL(request.url()).pathname;
    if (/\.(?:dic|aff|wasm)$|english/.test(name)) files.push(name);
  });
  return files;
}

test("G1 an English story is read as English, within the policy of the page", async ({ page }) => {
  const faults = await open(page, "?story=small&english");
  await page.keyboard.type("The goverment said it was hạn chế. Xong");
  await expect.poll(() => flagsOn(page), { timeout: 15_000 }).toEqual(["english goverment → government"]);
  // The page itself may not compile what its worker compiles.
  const compiled = await page.evaluate(() =>
    WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(
      () => "compiled",
      (error: unknown) => String(error),
    ),
  );
  expect(compiled).toMatch(/Content Security Policy/);
  expect(faults.filter((fault) => !/WebAssembly/.test(fault))).toEqual([]);
});

test("G12 no dictionary is loaded for a story without English, and none from elsewhere", async ({ page }) => {
  const files = englishFiles(page);
  await open(page, "?story=small");
  await page.keyboard.type("Còn nhiều han chế cần khắc phục. Xong");
  await expect.poll(() => flagsOn(page), { timeout: 15_000 }).toEqual(["spelling han chế → hạn chế"]);
  expect(files).toEqual([]);
  await page.keyboard.type(" Ông nói: the goverment of the people was here. Xong");
  await expect
    .poll(() => flagsOn(page), { timeout: 15_000 })
    .toEqual(["spelling han chế → hạn chế", "english goverment → government"]);
  expect(files.length).toBeGreaterThan(3);
});

test("G3 G10 E11 a stretch marked as English is read as English and no longer as Vietnamese, and back", async ({
  page,
}) => {
  const faults = await open(page, "?story=small");
  await page.keyboard.type("Ông gọi đó là goverment");
  await page.keyboard.press(`${MOD}+Shift+ArrowLeft`);
  await page.keyboard.press(`${MOD}+Shift+e`);
  await page.keyboard.press("End");
  await expect.poll(() => flagsOn(page), { timeout: 15_000 }).toEqual([]);
  await page.evaluate(() => window.harness.caret("headline"));
  await expect.poll(() => flagsOn(page), { timeout: 15_000 }).toEqual(["english goverment → government"]);
  await expect(page.locator('.page-sheet span[lang="en"]')).toHaveText("goverment");
  const paragraph = () =>
    page.evaluate(() =>
      JSON.stringify(window.harness.article().blocks.find((one) => one.kind === "paragraph")),
    );
  expect(await paragraph()).toContain('{"text":"goverment","language":"en"}');
  // One step back takes the mark off, and its flag with it.
  await page.keyboard.press(`${MOD}+z`);
  await expect.poll(paragraph).not.toContain("language");
  await expect.poll(() => flagsOn(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test("E11 a language pasted from a page is kept, from a word processor not", async ({ page }) => {
  await open(page, "?story=small");
  const paste = (html: string) =>
    page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData("text/html", html);
      document
        .querySelector(".page-sheet")!
        .dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, html);
  const text = () => page.evaluate(() => JSON.stringify(window.harness.article().blocks));
  await paste('<p>Ông nói <i lang="en-GB">no comment</i>.</p>');
  await expect.poll(text).toContain('{"text":"no comment","italic":true,"language":"en"}');
  await paste('<p class=MsoNormal><span lang=EN-US style="mso-ansi-language:EN-US">Chính phủ</span></p>');
  await expect.poll(text).toContain("Chính phủ");
  expect((await text()).match(/"language"/g)).toHaveLength(1);
});

test("E9 a speller that cannot be loaded is a checker that does not work", async ({ page }) => {
  await page.route("**/*.dic", (route) => route.abort());
  await open(page, "?story=small&english");
  await page.keyboard.type("The goverment said so. Done");
  const failed = () => page.evaluate(() => window.harness.usePage.getState().checkerFailed);
  await expect.poll(failed).toBe(true);
  await page.unroute("**/*.dic");
  await page.evaluate(() => window.harness.retryChecker());
  await expect.poll(() => flagsOn(page), { timeout: 15_000 }).toEqual(["english goverment → government"]);
  expect(await failed()).toBe(false);
});

test("G13 grammar of an English story is read where it is asked for, beside the spelling, from our own files", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).host + new URL(request.url()).pathname));
  const faults = await open(page, "?story=small&english&grammar");
  await page.keyboard.type("The goverment could of done more. The minister met Nguyen An in Hoi An. Done");
  await expect
    .poll(() => flagsOn(page), { timeout: 30_000 })
    .toEqual(["english goverment → government", "english could of → could have"]);
  expect(asked.filter((address) => !address.startsWith(new URL(served.url).host))).toEqual([]);
  expect(asked.some((address) => /harper/.test(address))).toBe(true);
  expect(faults).toEqual([]);
});

for (const query of ["?story=small&english", "?story=small&grammar"]) {
  test(`G13 nothing of the grammar checker is loaded for ${query}`, async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await open(page, query);
    await page.keyboard.type("Ông nói: the goverment of the people could of done more. Xong");
    await expect.poll(() => flagsOn(page), { timeout: 15_000 }).toContain("english goverment → government");
    expect(asked.filter((address) => /grammar\.worker|harper/.test(address))).toEqual([]);
  });
}
