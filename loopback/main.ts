import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import {
  dataFolder,
  libraryFolder,
  libraryProblemText,
  optionProblemText,
  screensIn,
  spokenLanguage,
  systemLanguage,
  type Desk,
  type DeskOpenProblem,
  type Pages,
} from "#node/desk";
import { commandOf, WrongValueError, type Command } from "./command.ts";
import { startLoopback, type LoopbackHost } from "./host.ts";
import { pagesOf } from "./pages.ts";
import { hostText } from "./text.ts";
import { hasDisplay, openWindow } from "./window.ts";

/** The folder above this file's: the repository, or its `dist/` when this is the bundle. */
const ABOVE = resolve(import.meta.dirname, "..");
const BUNDLED = basename(ABOVE) === "dist";
const ROOT = BUNDLED ? resolve(ABOVE, "..") : ABOVE;

/** Longest wait for a clean end after Ctrl-C, in milliseconds. */
const MOST_CLOSING_MS = 5_000;

/**
 * Runs the loopback host until it is ended: opens the desk, prints its address on one line, shows it.
 *
 * @param pages what is served instead of the built screens (development).
 * @returns the exit code of a start that did not stay: 0 when the library is open elsewhere and its window was
 *   shown, 1 for a problem, 2 for options that were not understood, 3 when nothing answers where it is open. A
 *   host that stays exits by itself.
 */
export async function runLoopback(
  args: readonly string[],
  pages?: (desk: Desk) => Pages,
): Promise<number | null> {
  const language = spokenLanguage(systemLanguage(process.env));
  const text = hostText[language];
  let command: Command;
  try {
    command = commandOf(args);
  } catch (error) {
    const wrong =
      error instanceof WrongValueError
        ? text.wrongValue[error.option](error.value)
        : optionProblemText(error, language);
    console.error(`${wrong}\n\n${text.usage}`);
    return 2;
  }
  if (command.help) {
    console.log(text.usage);
    return 0;
  }
  const screensDir = join(ROOT, "dist", "renderer");
  if (pages === undefined && !existsSync(join(screensDir, "index.html"))) {
    console.error(text.notBuilt);
    return 1;
  }
  const dataDir = dataFolder(command.data, process.env, process.platform);
  const show = (address: string) => {
    if (!command.open) return;
    if (!hasDisplay(process.env, process.platform)) return console.log(text.noDisplay);
    const failed = (error: unknown) => log("The browser could not be started.", error);
    if (!openWindow(address, join(dataDir, "window"), process.env, failed)) console.log(text.noBrowser);
  };
  try {
    const started = await startLoopback({
      libraryDir: libraryFolder(command.library),
      dataDir,
      version: versionOf(ROOT),
      systemLanguage: systemLanguage(process.env),
      port: command.port,
      // The bundle has the site's style sheet and fonts beside it.
      siteAssets: BUNDLED ? join(ABOVE, "site") : null,
      pages: pages ?? ((desk) => pagesOf(desk, screensIn(screensDir))),
      log,
      openWindow: show,
    });
    if (!started.ok) return await notOpened(started.problem, language);
    const host = started.value;
    endCleanly(host);
    console.log(`Morasse: ${host.door.address}`);
    show(host.door.ticket());
    return null;
  } catch (error) {
    if (command.port !== null && isTaken(error)) {
      console.error(text.portTaken(command.port));
      return 1;
    }
    throw error;
  }
}

/** Says why the library was not opened; one that is open elsewhere is asked to show its window. */
async function notOpened(problem: DeskOpenProblem, language: "vi" | "en"): Promise<number> {
  const sentence = libraryProblemText(problem, language);
  if (problem.kind !== "libraryHeld") {
    console.error(sentence);
    return 1;
  }
  const address = problem.by?.address ?? null;
  if (address === null || !(await showsWindow(address))) {
    const pid = problem.by?.pid ?? null;
    console.error(`${sentence} ${hostText[language].silent(pid)}`);
    return 3;
  }
  console.log(`${sentence} ${hostText[language].held(problem.by?.host === "loopback" ? address : null)}`);
  return 0;
}

/** Asks the program that has the library open for its window. False when it does not answer. */
async function showsWindow(address: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL("show", address), {
      method: "POST",
      signal: AbortSignal.timeout(3_000),
    });
    return answer.ok;
  } catch {
    return false; // Refused, hung up or too slow: whatever the reason, nobody shows a window.
  }
}

function endCleanly(host: LoopbackHost): void {
  let ending = false;
  const end = (code: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), MOST_CLOSING_MS).unref();
    host.close().then(
      () => process.exit(code),
      (error: unknown) => {
        log("The desk did not close cleanly.", error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(0));
  // What nobody awaited is told and no more: what is typed is on the disk, and typing goes on.
  process.on("unhandledRejection", (error) => log("Something failed in the background.", error));
  process.on("uncaughtException", (error) => {
    log("The host stops.", error);
    end(1);
  });
}

function log(what: string, error: unknown): void {
  console.error(what, error);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["EADDRINUSE", "EACCES"].includes(String(error.code));
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return version;
}

if (import.meta.main) {
  const code = await runLoopback(process.argv.slice(2));
  if (code !== null) process.exitCode = code;
}
