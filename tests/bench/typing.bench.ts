import { chromium, type CDPSession, type Page } from "playwright";
import { findBrowser } from "../../build/browser.ts";
import { serveHarness } from "../hosts/harness/serve.ts";
import type { Figure } from "./language.bench.ts";

/** Keys typed for each measurement, and the wait between two of them. */
const KEYS = 200;
const GAP_MS = 30;
const TEXT = "con nuoc len som lam ben song doi nep nguoi ban va nguoi mua deu phai day tu khuya ";

interface Typed {
  /** From keydown to model and DOM changed, sorted, in ms. */
  readonly settled: readonly number[];
  /** From keydown to the next frame drawn, sorted, in ms. */
  readonly frames: readonly number[];
  /** Main-thread time of one key, in ms. */
  readonly mainThread: number;
}

/**
 * Typing into the page, everything switched on, against a bare contenteditable of the same text in the same
 * run; and opening a story to its first edit.
 */
export async function benchTyping(): Promise<readonly Figure[]> {
  const served = await serveHarness();
  const found = await findBrowser();
  const browser = await chromium.launch({ executablePath: found.executablePath, args: [...found.args] });
  try {
    const figures: Figure[] = [];
    for (const [paragraphs, pictures] of [
      [300, 10],
      [1000, 10],
    ] as const) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
      const address = `${served.url}?story=long-${paragraphs}-${pictures}`;
      const opened: number[] = [];
      for (let round = 0; round < 3; round++) opened.push(await firstEdit(page, address));
      await page.goto(address);
      await page.waitForFunction(() => "harness" in window);
      // The checker has read the whole story once before the clock runs.
      await page.waitForTimeout(paragraphs * 10);
      const ours = await typed(page, paragraphs);
      await page.goto(`${address}&bare`);
      await page.waitForSelector(".page-sheet");
      const bare = await typed(page, paragraphs);
      await page.close();

      const what = `${paragraphs} paragraphs`;
      const row = (name: string, value: number, unit: string, target: number) =>
        figures.push({ name: `${what}: ${name}`, value, unit, target });
      row("key settled, median", at(ours.settled, 0.5), "ms", 4);
      row("key settled, p95", at(ours.settled, 0.95), "ms", 8);
      row("key settled, worst", ours.settled.at(-1)!, "ms", 16);
      row("key settled in a bare contenteditable, median", at(bare.settled, 0.5), "ms", 4);
      row("key settled in a bare contenteditable, p95", at(bare.settled, 0.95), "ms", 8);
      row("main thread per key against bare contenteditable", ours.mainThread / bare.mainThread, "x", 1.8);
      row("key to frame, p95", at(ours.frames, 0.95), "ms", 16);
      row("open to first edit", Math.min(...opened), "ms", paragraphs === 300 ? 600 : 900);
    }
    return figures;
  } finally {
    await browser.close();
    await served.close();
  }
}

/** From the start of the navigation to the first letter in the document, in ms. */
async function firstEdit(page: Page, address: string): Promise<number> {
  await page.goto(address);
  await page.waitForFunction(() => "harness" in window);
  return page.evaluate(() => window.harness.readyMs);
}

async function typed(page: Page, paragraphs: number): Promise<Typed> {
  await page.evaluate(
    (nth) => {
      const lines = document.querySelectorAll<HTMLElement>(".page-sheet > p");
      const line = lines[nth]!;
      line.scrollIntoView({ block: "center" });
      line.closest<HTMLElement>(".page-sheet")!.focus();
      const range = document.createRange();
      range.selectNodeContents(line);
      range.collapse(false);
      getSelection()!.removeAllRanges();
      getSelection()!.addRange(range);
      const times = { down: 0, settled: [] as number[], frames: [] as number[] };
      Object.assign(window, { times });
      addEventListener("keydown", () => (times.down = performance.now()), true);
      // Set up after the page's own observer, so it is called after the page has taken the change in.
      new MutationObserver(() => {
        if (times.down === 0) return;
        const { down } = times;
        times.down = 0;
        times.settled.push(performance.now() - down);
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => times.frames.push(performance.now() - down);
          channel.port2.postMessage(null);
        });
      }).observe(line.closest(".page-sheet")!, { characterData: true, childList: true, subtree: true });
    },
    Math.floor(paragraphs / 2),
  );
  await page.waitForTimeout(600);

  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  await keys(cdp, 20);
  await page.evaluate(() => {
    const { times } = window as unknown as { times: { settled: number[]; frames: number[] } };
    times.settled.length = 0;
    times.frames.length = 0;
  });
  const before = await taskSeconds(cdp);
  await keys(cdp, KEYS);
  const after = await taskSeconds(cdp);
  await page.waitForTimeout(300);
  const measured = await page.evaluate(
    () => (window as unknown as { times: { settled: number[]; frames: number[] } }).times,
  );
  const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  return {
    settled: ascending(measured.settled),
    frames: ascending(measured.frames),
    mainThread: ((after - before) * 1000) / KEYS,
  };
}

async function keys(cdp: CDPSession, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const key = TEXT[index % TEXT.length]!;
    const code = key === " " ? 32 : key.toUpperCase().charCodeAt(0);
    await cdp.send("Input.dispatchKeyEvent", {
      type: "keyDown",
      key,
      text: key,
      windowsVirtualKeyCode: code,
    });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode: code });
    await new Promise((resolve) => setTimeout(resolve, GAP_MS));
  }
}

async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
