import { expect, test, type Page } from "@playwright/test";
import { DIALECTS, expectedOf, play, type Dialect } from "./harness/dialects.ts";
import { serveHarness, type ServedHarness } from "./harness/serve.ts";

let served: ServedHarness;
test.beforeAll(async () => {
  served = await serveHarness();
});
test.afterAll(() => served.close());

const SENTENCE = "Nghiêng mình trước Đường về, ẵm bé quỵ; thuở ấy “tiếng Việt” đẹp.";
/** For every place, every dialect: the same traps in three words. */
const SHORT = "Nghiêng quỵ, Đường.";

/** Kind of place, which one, and what stands there already. */
const PLACES: readonly (readonly [name: string, kind: string, nth: number, before: string])[] = [
  ["headline", "headline", 0, ""],
  ["lead", "lead", 0, ""],
  ["body", "paragraph", 0, ""],
  ["caption", "caption", 0, ""],
  ["credit", "credit", 0, ""],
  ["alt text", "altText", 0, ""],
  ["beside a picture", "paragraph", 1, "Sau hình là đoạn này."],
  ["after a link", "paragraph", 2, "Xem trang này"],
  ["list", "paragraph", 3, ""],
  ["quote", "paragraph", 4, ""],
  ["byline", "byline", 0, ""],
];

async function open(page: Page): Promise<void> {
  await page.goto(`${served.url}?story=small`);
  await page.waitForFunction(() => "harness" in window);
}

async function typed(
  page: Page,
  dialect: Dialect,
  sentence: string,
  gapMs: number,
  [, kind, nth]: (typeof PLACES)[number],
) {
  await page.evaluate(([kind, nth]) => window.harness.caret(kind, nth), [kind, nth] as const);
  await play(page, dialect, sentence, gapMs);
  return page.evaluate(() => window.harness.here());
}

for (const dialect of DIALECTS) {
  test(`E2 ${dialect} arrives letter for letter in every place`, async ({ page }) => {
    test.setTimeout(120_000);
    await open(page);
    for (const place of PLACES) {
      const text = await typed(page, dialect, SHORT, 0, place);
      expect(text, `${dialect}, ${place[0]}`).toBe(place[3] + expectedOf(dialect, SHORT));
    }
    for (const [gapMs, name] of [
      [5, "beside a picture"],
      [20, "caption"],
    ] as const) {
      await open(page);
      const place = PLACES.find((one) => one[0] === name)!;
      const text = await typed(page, dialect, SENTENCE, gapMs, place);
      expect(text, `${dialect}, ${name}, ${gapMs} ms`).toBe(place[3] + expectedOf(dialect, SENTENCE));
    }
    // What the log holds is what stands on the page.
    await expect
      .poll(() =>
        page.evaluate(
          () => JSON.stringify(window.harness.logged()) === JSON.stringify(window.harness.article()),
        ),
      )
      .toBe(true);
  });
}

test("E5 what another screen writes comes in while a word is being composed, and neither is hurt", async ({
  page,
}) => {
  await open(page);
  await page.evaluate(() => window.harness.caret("paragraph", 1));
  const cdp = await page.context().newCDPSession(page);
  for (const text of ["t", "ti", "tie", "tiê"]) {
    await cdp.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    await page.evaluate(() => window.harness.remote("headline", "Từ máy kia "));
  }
  await cdp.send("Input.insertText", { text: "tiếng" });
  expect(await page.evaluate(() => window.harness.here())).toBe("Sau hình là đoạn này.tiếng");
  await page.evaluate(() => window.harness.remote("paragraph", "Đầu. ", 1));
  await play(page, "D2", " Việt đẹp", 0);
  expect(await page.evaluate(() => window.harness.here())).toBe("Đầu. Sau hình là đoạn này.tiếng Việt đẹp");
  const { blocks } = await page.evaluate(() => window.harness.article());
  expect(blocks[0]).toMatchObject({ kind: "headline", text: [{ text: "Từ máy kia ".repeat(4) }] });
});
