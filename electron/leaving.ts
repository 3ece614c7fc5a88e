import type { BrowserWindow } from "electron";

/** What watching over a window's last words needs of the window. */
export interface LeavingWindow {
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
  on: BrowserWindow["on"];
  readonly webContents: Pick<BrowserWindow["webContents"], "on">;
}

/** How long a page may go on saving before a person is asked, and between two tries, in milliseconds. */
const PATIENCE_MS = 2_000;
const AGAIN_MS = 100;

/**
 * Lets a window close once its page has nothing unsaved. The page refuses while words are on their way to the
 * disk: closing is tried again in a moment, so that nobody has to ask twice. A page that still refuses after
 * two seconds, or does not answer at all, is a question for a person.
 *
 * @param mayLose asks whether the window may go with what is not saved.
 */
export function keepWords(window: LeavingWindow, mayLose: () => Promise<boolean>): void {
  /** Set from a wish to close until the page answers; a reload of the page is no such wish. */
  let asked = false;
  let since: number | null = null;
  let asking = false;
  let losing = false;

  const ask = async (go: () => void) => {
    if (asking) return;
    asking = true;
    const may = await mayLose().finally(() => (asking = false));
    since = null;
    if (!may || window.isDestroyed()) return;
    losing = true;
    go();
  };
  window.on("close", () => (asked = true));
  window.webContents.on("will-prevent-unload", (event) => {
    if (!asked) return;
    asked = false;
    // Here, to prevent is to prevent the page's refusal.
    if (losing) return event.preventDefault();
    since ??= performance.now();
    if (performance.now() - since >= PATIENCE_MS) return void ask(() => window.close());
    setTimeout(() => {
      if (!window.isDestroyed() && !asking) window.close();
    }, AGAIN_MS);
  });
  window.on("unresponsive", () => {
    if (asked) void ask(() => window.destroy());
  });
}
