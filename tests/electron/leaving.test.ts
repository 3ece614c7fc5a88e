import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepWords, type LeavingWindow } from "../../electron/leaving.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window whose page lets go when `saved` says so. */
function windowOf(saved: () => boolean, answers: readonly boolean[]) {
  const contents = new EventEmitter();
  const events = new EventEmitter();
  let open = true;
  let questions = 0;
  const unload = () => {
    if (!open) return;
    let overruled = false;
    if (!saved()) contents.emit("will-prevent-unload", { preventDefault: () => (overruled = true) });
    if (saved() || overruled) open = false;
  };
  const close = () => {
    events.emit("close");
    unload();
  };
  const window = Object.assign(events, {
    close,
    destroy: () => void (open = false),
    isDestroyed: () => !open,
    webContents: contents,
  });
  keepWords(window as unknown as LeavingWindow, async () => answers[questions++] ?? false);
  return {
    close,
    reload: unload,
    hang: () => events.emit("unresponsive"),
    events,
    isOpen: () => open,
    asked: () => questions,
  };
}

test("E7 a page that is only saving closes by itself in a moment, without a question", async () => {
  let saved = false;
  const window = windowOf(() => saved, []);
  window.close();
  expect(window.isOpen()).toBe(true);
  saved = true;
  await vi.advanceTimersByTimeAsync(150);
  expect([window.isOpen(), window.asked()]).toEqual([false, 0]);
});

test("E7 after two seconds a person is asked, once for each wish to close", async () => {
  const window = windowOf(() => false, [false, true]);
  window.close();
  await vi.advanceTimersByTimeAsync(1_900);
  expect(window.asked()).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([window.isOpen(), window.asked()]).toEqual([true, 1]);
  window.close();
  await vi.advanceTimersByTimeAsync(2_500);
  expect([window.isOpen(), window.asked()]).toEqual([false, 2]);
});

test("E7 a page that is loaded again is no wish to close the window", async () => {
  const window = windowOf(() => false, [true]);
  window.reload();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([window.isOpen(), window.asked()]).toEqual([true, 0]);
});

test("E7 a page that does not answer can be closed", async () => {
  const window = windowOf(() => false, [true]);
  window.hang();
  expect(window.asked()).toBe(0);
  window.events.emit("close");
  window.hang();
  await vi.advanceTimersByTimeAsync(0);
  expect([window.isOpen(), window.asked()]).toEqual([false, 1]);
});
