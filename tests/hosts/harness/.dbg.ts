import { chromium } from "playwright";
import { serveHarness } from "/work/main/tests/hosts/harness/serve.ts";
import { findBrowser } from "/work/main/build/browser.ts";
const b = await findBrowser();
const served = await serveHarness();
const browser = await chromium.launch({ executablePath: b.executablePath, args: [...b.args] });
const page = await browser.newPage({ viewport: { width: 1000, height: 1100 } });
page.on("console", (m) => console.log(m.type(), m.text().slice(0, 300)));
page.on("pageerror", (e) => console.log("ERR", e.message, e.stack?.slice(0, 600)));
const kinds = () =>
  page.evaluate(() =>
    window.harness
      .article()
      .blocks.map((b) => b.kind)
      .join(),
  );
const caret = (k: string, n = 0) => page.evaluate(([k, n]) => window.harness.caret(k, n), [k, n] as const);
const sel = () =>
  page.evaluate(
    () =>
      JSON.stringify(window.harness.usePage.getState().editor!.state.selection.toJSON()) +
      " " +
      document.getSelection()!.anchorNode!.nodeName +
      ":" +
      document.getSelection()!.anchorNode!.textContent!.slice(0, 9) +
      ":" +
      document.getSelection()!.anchorOffset,
  );
await page.goto(served.url + "?story=small");
await page.waitForFunction(() => "harness" in window);
for (let i = 0; i < 2; i++) {
  await caret("credit");
  await page.keyboard.press("Backspace");
  console.log(await kinds(), await sel());
  await caret("paragraph", 1);
  console.log(await sel());
  await page.keyboard.press("Home");
  console.log(await sel());
  await page.keyboard.press("Backspace");
  console.log(await kinds(), await sel());
}
await browser.close();
await served.close();
