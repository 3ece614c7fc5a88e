import { expect, test, type Page } from "@playwright/test";
import { DIALECTS, expectedOf, play, type Dialect } from "./harness/dialects.ts";
import { serveHarness, type ServedHarness } from "./harness/serve.ts";

let served: ServedHarness;
test.beforeAll(async () => {
  served = await serveHarness();
});
test.afterAll(() => served.close());

const SENTENCE = "Nghiêng mình trước Đường về, ẵm bé quỵ; thuở ấy “tiếng Việt” đẹp.";

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

async function typed(page: Page, dialect: Dialect, gapMs: number, place: (typeof PLACES)[number]) {
  const [, kind, nth] = place;
  await page.evaluate(([kind, nth]) => window.harness.caret(kind, nth), [kind, nth] as const);
  await play(page, dialect, SENTENCE, gapMs);
  return page.evaluate(() => window.harness.here());
}

for (const dialect of DIALECTS) {
  test(`E2 ${dialect} arrives letter for letter in every place`, async ({ page }) => {
    test.setTimeout(180_000);
    for (const gapMs of [0, 5]) {
      await open(page);
      for (const place of PLACES) {
        const text = await typed(page, dialect, gapMs, place);
        expect(text, `${dialect}, ${place[0]}, ${gapMs} ms`).toBe(place[3] + expectedOf(dialect, SENTENCE));
      }
      // What the log holds is what stands on the page.
      await expect
        .poll(() =>
          page.evaluate(
            () => JSON.stringify(window.harness.logged()) === JSON.stringify(window.harness.article()),
          ),
        )
        .toBe(true);
    }
  });

  test(`E2 ${dialect} at 20 ms, while the checker reads`, async ({ page }) => {
    test.setTimeout(120_000);
    await open(page);
    for (const place of PLACES.filter(([name]) => name === "body" || name === "caption")) {
      const text = await typed(page, dialect, 20, place);
      expect(text, `${dialect}, ${place[0]}`).toBe(place[3] + expectedOf(dialect, SENTENCE));
    }
  });
}
