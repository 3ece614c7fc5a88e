import { test as base, _electron, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { electronRuntime } from "../../build/runtime.mjs";

/**
 * A workstation for an acceptance test: the built program as a real process with folders of its own, and a
 * page on it. The same spec runs on the loopback host in a browser and, in the project "electron", in Electron.
 */
export { expect } from "@playwright/test";

export interface DeskFolders {
  /** Folder of the stories; a temporary one by default. */
  readonly library?: string;
  /** Folder of settings, words and the local site; a temporary one by default. */
  readonly data?: string;
  /** Language of the system; Vietnamese by default. */
  readonly language?: "vi" | "en";
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface StartedDesk {
  /** A page on the desk; after `restart` in Electron another one. */
  readonly page: Page;
  /** Address of the desk with its token; "app://morasse/" in Electron. */
  readonly url: string;
  /** Origin of the news site on this machine. */
  readonly siteUrl: string;
  readonly libraryDir: string;
  readonly dataDir: string;
  /** The host's process, to be killed by a test that wants to. */
  readonly process: ChildProcess;
  /** Errors on the console, uncaught errors and violations of the content security policy, so far. */
  readonly problems: readonly string[];
  /** Another page on the same desk (loopback alone). */
  newPage(): Promise<Page>;
  /** Ends the host, in whatever state it is, and starts it again on the same folders. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export type StartDesk = (folders?: DeskFolders) => Promise<StartedDesk>;

const ROOT = resolve(import.meta.dirname, "..", "..");
const HOST = join(ROOT, "dist", "loopback", "main.js");

export const test = base.extend<{ startDesk: StartDesk }>({
  startDesk: async ({ browser }, use, { project }) => {
    const desks: StartedDesk[] = [];
    const made: string[] = [];
    const folder = (name: string) => {
      const dir = mkdtempSync(join(tmpdir(), `morasse-${name}-`));
      made.push(dir);
      return dir;
    };
    await use(async (folders = {}) => {
      const places: Places = {
        libraryDir: folders.library ?? folder("library"),
        dataDir: folders.data ?? folder("data"),
        language: folders.language ?? "vi",
        viewport: folders.viewport ?? { width: 1280, height: 720 },
      };
      const desk = project.name === "electron" ? await inElectron(places) : await onLoopback(places, browser);
      desks.push(desk);
      return desk;
    });
    for (const desk of desks) await desk.stop();
    for (const dir of made) rmSync(dir, { recursive: true, force: true });
  },
});

interface Places {
  readonly libraryDir: string;
  readonly dataDir: string;
  readonly language: "vi" | "en";
  readonly viewport: { readonly width: number; readonly height: number };
}

function environment({ language }: Places): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== "MORASSE_DATA",
  );
  return { ...Object.fromEntries(own), LC_ALL: language === "vi" ? "vi_VN.UTF-8" : "en_US.UTF-8" };
}

async function onLoopback(places: Places, browser: Browser): Promise<StartedDesk> {
  const { libraryDir, dataDir, language, viewport } = places;
  const problems: string[] = [];
  let host = await startHost(places, ["--port", "0"]);
  const context: BrowserContext = await browser.newContext({
    viewport,
    locale: language === "vi" ? "vi-VN" : "en-US",
  });
  const newPage = async () => {
    const page = await context.newPage();
    watch(page, problems);
    await page.goto(host.url);
    return page;
  };
  const page = await newPage();
  return {
    page,
    get url() {
      return host.url;
    },
    get siteUrl() {
      return siteUrlOf(dataDir);
    },
    get process() {
      return host.child;
    },
    libraryDir,
    dataDir,
    problems,
    newPage,
    restart: async () => {
      await endProcess(host.child);
      // On its last port and token: the pages left open find it again.
      host = await startHost(places, []);
    },
    stop: async () => {
      await context.close();
      await endProcess(host.child);
    },
  };
}

interface Host {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Longest wait for the host's first line, in milliseconds. */
const MOST_START_MS = 30_000;

async function startHost(places: Places, args: readonly string[]): Promise<Host> {
  if (!existsSync(HOST)) throw new Error("The program is not built: npm run build");
  const child = spawn(
    process.execPath,
    [HOST, "--no-open", "--library", places.libraryDir, "--data", places.dataDir, ...args],
    { env: environment(places), stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said += data.toString();
    process.stderr.write(data);
  });
  const url = await new Promise<string>((found, failed) => {
    const late = setTimeout(() => failed(new Error(`The host said no address: ${said}`)), MOST_START_MS);
    child.stdout.on("data", (data: Buffer) => {
      said += data.toString();
      const address = /^Morasse: (\S+)$/m.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      found(address);
    });
    child.on("exit", (code) => failed(new Error(`The host ended with ${code}: ${said}`)));
  });
  return { child, url };
}

/** Runs the command line as a person does, `text` on its standard input. */
export async function morasse(
  args: readonly string[],
  text = "",
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [join(ROOT, "build", "morasse.mjs"), ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stdin.end(text);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(impatient);
}

async function inElectron(places: Places): Promise<StartedDesk> {
  const { libraryDir, dataDir, viewport } = places;
  const executablePath = electronRuntime(ROOT, process.env);
  if (executablePath === null) throw new Error("Electron's runtime is not here.");
  const problems: string[] = [];
  const launch = async () => {
    const app = await _electron.launch({
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        ROOT,
        "--library",
        libraryDir,
        "--data",
        dataDir,
      ],
      env: environment(places),
    });
    const page = await app.firstWindow();
    watch(page, problems);
    await page.setViewportSize(viewport);
    return { app, page };
  };
  let now = await launch();
  return {
    get page() {
      return now.page;
    },
    url: "app://morasse/",
    get siteUrl() {
      return siteUrlOf(dataDir);
    },
    get process() {
      return now.app.process();
    },
    libraryDir,
    dataDir,
    problems,
    newPage: () => Promise.reject(new Error("Electron has one window.")),
    restart: async () => {
      await endProcess(now.app.process());
      now = await launch();
    },
    stop: () => endProcess(now.app.process()),
  };
}

/** The site's origin: its port is kept beside the desk's. */
function siteUrlOf(dataDir: string): string {
  const { sitePort } = JSON.parse(readFileSync(join(dataDir, "place.json"), "utf8")) as { sitePort: number };
  return `http://127.0.0.1:${sitePort}`;
}

function watch(page: Page, problems: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`error: ${error.stack ?? error.message}`));
}
