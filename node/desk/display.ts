import type { Environment } from "./folders.ts";

const ON_X11 = "--ozone-platform=x11";

/**
 * The arguments with which the program starts itself again to have its window on X11; null where it stays.
 *
 * Vietnamese input methods do not reach Chromium's windows on Wayland reliably, and do so on X11 (XWayland).
 * Chromium chooses between the two before any line of ours runs, so a switch set from here would come too
 * late. `--wayland` stays on Wayland, and so does any choice made with Chromium's own switch.
 */
export function argumentsForX11(
  args: readonly string[],
  env: Environment,
  platform: string,
): readonly string[] | null {
  const isOnWayland = Boolean(env["WAYLAND_DISPLAY"]) || env["XDG_SESSION_TYPE"] === "wayland";
  const chosen = args.some((arg) => arg === "--wayland" || /^--ozone-platform(-hint)?(=|$)/.test(arg));
  // Without DISPLAY there is no X11 to go to.
  return platform === "linux" && isOnWayland && Boolean(env["DISPLAY"]) && !chosen ? [ON_X11, ...args] : null;
}
