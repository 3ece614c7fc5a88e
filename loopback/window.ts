import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Environment } from "#node/desk";

/** Names on the PATH of browsers that can show a page as an app window, best first. */
const ON_PATH = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const ON_MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const ON_WINDOWS = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Chromium", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
];

/** An installed Chromium, Chrome or Edge, or null. */
export function installedBrowser(env: Environment, platform: string): string | null {
  const candidates =
    platform === "darwin"
      ? ON_MAC
      : platform === "win32"
        ? ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"].flatMap((name) => {
            const base = env[name];
            return base === undefined ? [] : ON_WINDOWS.map((parts) => join(base, ...parts));
          })
        : (env["PATH"] ?? "").split(delimiter).flatMap((dir) => ON_PATH.map((name) => join(dir, name)));
  return candidates.find(isProgram) ?? null;
}

/** Whether there is a screen to open a window on. */
export function hasDisplay(env: Environment, platform: string): boolean {
  return platform === "win32" || platform === "darwin" || Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}

/**
 * Opens the address as an app window of an installed browser, with a profile of its own in `profileDir`.
 *
 * @returns whether there was a browser; a browser that fails to start says so in `failed`.
 */
export function openWindow(
  address: string,
  profileDir: string,
  env: Environment,
  failed: (error: unknown) => void,
): boolean {
  const browser = installedBrowser(env, process.platform);
  if (browser === null) return false;
  const asRoot = process.getuid?.() === 0;
  const child = spawn(
    browser,
    [
      `--app=${address}`,
      `--user-data-dir=${profileDir}`,
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-sync",
      // Chromium refuses to start its sandbox as root.
      ...(asRoot ? ["--no-sandbox"] : []),
    ],
    { detached: true, stdio: "ignore" },
  );
  child.on("error", failed);
  child.unref();
  return true;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not there, or not ours to run: the next one is tried.
  }
}
