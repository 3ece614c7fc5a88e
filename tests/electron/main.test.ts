import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { blankArticle, documentOf, lineOf } from "#core/article";
import { packed } from "#core/exchange";
import { FRAME, frameOf, identityFrame, logHeader } from "#core/library";
import { bundle } from "../../build/bundle.ts";
import { staleBundles } from "../../build/fresh.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");
const dir = mkdtempSync(join(tmpdir(), "morasse-shell-"));

/** What the process of `boot.ts` printed, besides the facts. */
const printed = new Map<string, { readonly out: string; readonly err: string }>();

/** Boots the bundled main process in a process of its own; see `boot.ts`. */
async function boot(name: string, env: Record<string, string> = {}, args: readonly string[] = []) {
  const file = join(dir, `${name}.json`);
  const folders = ["--library", join(dir, name, "library"), "--data", join(dir, name, "data")];
  const child = spawn(process.execPath, [join(import.meta.dirname, "boot.ts"), file, ...folders, ...args], {
    cwd: ROOT,
    env: { ...process.env, WAYLAND_DISPLAY: "", XDG_SESSION_TYPE: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
  await once(child, "close");
  printed.set(name, said);
  if (!existsSync(file)) throw new Error(`The main process did not boot:\n${said.out}${said.err}`);
  return JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;
}

const PACKED = randomUUID();
const CHOSEN = randomUUID();

/** A story package as another desk makes it. */
function packageOf(id: string, headline: string): Uint8Array {
  const article = { ...blankArticle(), blocks: [{ kind: "headline", text: lineOf(headline) }] } as const;
  const update = Y.encodeStateAsUpdate(documentOf(article));
  const log = Buffer.concat([logHeader(), identityFrame(id, 1), frameOf(FRAME.update, 1, update)]);
  const files = [{ path: "story.log", bytes: new Uint8Array(log) }];
  return packed({ id, madeAt: "2026-11-22T07:00:00.000Z", files }, (bytes) =>
    createHash("sha256").update(bytes).digest("hex"),
  );
}

let facts: Awaited<ReturnType<typeof boot>>;

beforeAll(async () => {
  const wanted = ["main", "preload"] as const;
  const stale = staleBundles(
    existsSync(join(ROOT, "dist", "renderer", "index.html")) ? wanted : [...wanted, "renderer"],
  );
  if (stale.length > 0) await bundle(stale);
  writeFileSync(join(dir, "tin.morasse"), packageOf(PACKED, "Gói bài từ ban ảnh"));
  writeFileSync(join(dir, "chon.morasse"), packageOf(CHOSEN, "Gói bài từ ban thời sự"));
  facts = await boot("first", { CHOOSE: join(dir, "chon.morasse") }, [join(dir, "tin.morasse")]);
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("E1 the page has no more rights than a web page", () => {
  test("E1 the window is sandboxed and isolated, and its preload is the bundled one", () => {
    expect(facts["window"]).toMatchObject({
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        preload: join(ROOT, "dist", "electron", "preload.cjs"),
      },
    });
    expect(facts["loaded"]).toEqual(["app://morasse/"]);
    expect(facts["schemes"]).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  test("E1 the preload hands over the port and exposes nothing", () => {
    const preload = readFileSync(join(ROOT, "dist", "electron", "preload.cjs"), "utf8");
    expect(preload).not.toMatch(/exposeInMainWorld|contextBridge|import\(|import\s/);
    expect([...preload.matchAll(/require\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['"electron"']);
    expect([...preload.matchAll(/electron\.(\w+)\.(\w+)/g)].map((match) => match.slice(1))).toEqual([
      ["ipcRenderer", "send"],
      ["ipcRenderer", "on"],
    ]);
  });

  test("E1 the port is handed to the window's own page alone, and there is no other channel", () => {
    expect(facts["portsOfStrangers"]).toBe(0);
    expect(facts["portsOfPage"]).toBe(1);
    // electron-store listens for a renderer of its own, which sends it a path and nothing else.
    expect(facts["ipcChannels"]).toEqual(["electron-store-get-data", "morasse:port-wanted"]);
  });

  test("E1 going elsewhere, new windows and web views are refused; links open in the system's browser", () => {
    expect(facts["stopped"]).toEqual({
      own: false,
      ownPicture: true,
      lookalike: true,
      web: true,
      file: true,
      redirect: true,
      frame: true,
      webview: true,
    });
    expect(facts["windowOpen"]).toEqual(["deny", "deny", "deny"]);
    expect(facts["opened"]).toEqual(["a", "b", "d", "e"].map((path) => `https://example.org/${path}`));
  });

  test("E1 permissions are refused, but for copying from our own page", () => {
    expect(facts["permissions"]).toEqual({
      media: false,
      geolocation: false,
      notifications: false,
      openExternal: false,
      copy: true,
      copyElsewhere: false,
      checkMedia: false,
      checkCopy: true,
      device: false,
    });
  });
});

describe("E2 the protocol", () => {
  interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly size: number;
  }
  const answer = (url: string) => (facts["answers"] as Readonly<Record<string, Answer>>)[url]!;

  test("E2 serves the built screens with the strict policy", () => {
    const page = answer("app://morasse/");
    expect(page).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
    expect(page.headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(answer("app://morasse/index.html").size).toBe(page.size);
  });

  test("E2 serves pictures to be shown, in the width that is asked for", () => {
    const [original, small] = [answer("app://morasse/PICTURE"), answer("app://morasse/PICTURE?width=480")];
    for (const { status, headers } of [original, small]) {
      expect(status).toBe(200);
      expect(headers["content-security-policy"]).toBe("default-src 'none'; sandbox");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
    expect(small.size).toBeLessThan(original.size);
  });

  test("E2 never leads out of the screens and the library", () => {
    const outside = Object.entries(facts["answers"] as Readonly<Record<string, Answer>>).filter(
      ([url]) => !/^app:\/\/morasse\/(index\.html|PICTURE.*)?$/.test(url),
    );
    expect(outside).toHaveLength(7);
    expect(outside.filter(([, { status }]) => status !== 404)).toEqual([]);
    expect(facts["post"]).toBe(404);
  });
});

test("E3 the bridge answers over the port, pictures included, and refuses what does not fit", () => {
  expect(facts["hello"]).toMatchObject({
    product: { name: "Morasse", version: "0.1.0" },
    host: "electron",
    library: join(dir, "first", "library"),
    secrets: { kept: "keychain" },
    systemLanguage: "vi-VN",
    firstStart: true,
    targets: [{ kind: "site", id: "site" }],
  });
  expect(facts["refused"]).toBe("BAD_REQUEST");
  expect(facts["added"]).toBe(true);
});

test("E4 menus are in Vietnamese or English as the settings say, and act on the desk", () => {
  const { vi, en } = facts["menus"] as { vi: [string, string[]][]; en: [string, string[]][] };
  expect(vi.map(([label]) => label)).toEqual(["Tệp", "Sửa", "Trang", "Xem", "Cửa sổ", "Trợ giúp"]);
  expect(en.map(([label]) => label)).toEqual(["File", "Edit", "Page", "View", "Window", "Help"]);
  expect(vi.map(([, items]) => items.length)).toEqual(en.map(([, items]) => items.length));
  expect(vi[0]![1]).toContain("Bài mới");
  expect(facts["told"]).toContainEqual({ kind: "command", command: "new" });
  // The page has the key: it knows whether an input method is composing.
  expect(facts["newItem"]).toEqual({ accelerator: "CmdOrCtrl+N", registered: false });
});

test("E5 secrets are sealed by the keychain, or in a file like on the loopback host where there is none", async () => {
  expect(facts["secretFiles"]).toEqual(["secrets.json.sealed"]);
  expect(facts["secretInFile"]).toBe(false);
  const plain = await boot("plain", { NO_KEYCHAIN: "1" });
  const path = join(dir, "plain", "data", "secrets.json");
  expect(plain["hello"]).toMatchObject({ secrets: { kept: "file", path } });
  expect(plain["secretInFile"]).toBe(true);
});

test("E6 one window on one library: a second start shows it, and the door serves no page", async () => {
  expect(facts["holder"]).toEqual({ host: "electron", page: 404 });
  expect(facts["show"]).toBe(204);
  expect(facts["acts"]).toEqual(["restore", "show", "focus", "restore", "show", "focus"]);
  const second = await boot("second", { SECOND_INSTANCE: "1" }, [
    "--no-sandbox",
    "bài.morasse",
    "file:///a/b%20c.morasse",
  ]);
  expect(second).toMatchObject({ exit: 0, quits: 1, errorBoxes: [] });
  // Whole paths: the first start has another folder.
  expect(second["lockData"]).toEqual({
    libraryDir: join(dir, "second", "library"),
    packages: [join(ROOT, "bài.morasse"), "/a/b c.morasse"],
  });
});

test("E6 a library that cannot be opened gets a sentence and ends the program", async () => {
  writeFileSync(join(dir, "file"), "");
  const refused = await boot("refused", {}, ["--library", join(dir, "file", "library")]);
  expect(refused["exit"]).toBe(1);
  expect(refused["errorBoxes"]).toEqual([expect.stringContaining(join(dir, "file", "library"))]);
});

test("E7 the window's place is kept, a crashed page is loaded again, and a quit waits for the desk", () => {
  expect(facts["windowFile"]).toEqual({
    window: { place: { x: 10, y: 20 }, width: 1300, height: 800, maximized: false },
  });
  expect(facts["reloads"]).toBe(1);
  expect(facts["exit"]).toBe(0);
  expect(facts["stillHeld"]).toBe(false);
});

test("E7 what was typed in the last moment before a quit is on the disk, and nobody is asked", () => {
  expect(facts["lastWords"]).toBe(true);
  expect(facts["questions"]).toEqual([]);
});

test("E7 a window whose page cannot save asks first: stay keeps it open, close anyway ends the program", async () => {
  // A start that finds its window's place torn opens all the same.
  const data = join(dir, "trouble", "data");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "window.json"), '{"window": {"pla');
  const trouble = await boot("trouble", { DISK_IN_TROUBLE: "1" });
  expect(trouble).toMatchObject({ stayed: true, exit: 0 });
  expect(trouble["questions"]).toEqual(Array(2).fill("Những chữ vừa gõ chưa được ghi vào đĩa."));
  expect(readdirSync(data).some((name) => name.startsWith("window.json.damaged-"))).toBe(true);
}, 15_000);

test("E8 a story package opened with the program is in the library; one that cannot be read gets a sentence", () => {
  expect(facts["packed"]).toContainEqual({ id: PACKED, title: "Gói bài từ ban ảnh" });
  expect(facts["messages"]).toEqual([
    "“a.morasse” could not be read. The library is unchanged. Is the stick still in? Open the package again.",
  ]);
});

test("E8 a story package chosen from the menu is taken in and shown", () => {
  expect(facts["packed"]).toContainEqual({ id: CHOSEN, title: "Gói bài từ ban thời sự" });
  expect(facts["fileDialogs"]).toEqual([
    {
      properties: ["openFile", "multiSelections"],
      filters: [{ name: "Story packages of Morasse", extensions: ["morasse"] }],
    },
  ]);
});

test("E8 a package opened while the program starts is shown on the first screen, whoever started it", async () => {
  // The program's own start, and a second one before the desk was open.
  expect(facts["told"]).toContainEqual({ kind: "openStory", id: PACKED });
  const early = await boot("early", { SECOND_START_WITH: join(dir, "tin.morasse") });
  expect(early["shown"]).toBe(PACKED);
});

test("E12 a command of the command line is run, prints and ends with its code; no window, no lock, no folder of Chromium", async () => {
  const english = { LC_ALL: "en_US.UTF-8" };
  const seen = { errorBoxes: [], quits: 0, schemes: [], paths: {} };
  const made = await boot("line", english, ["new", "--title", "Giá xăng giảm"]);
  expect(made).toMatchObject({ exit: 0, ...seen });
  expect("lockData" in made).toBe(false);
  const id = printed.get("line")!.out.trim();
  // As an AppImage hands it over where the sandbox cannot be had.
  expect(await boot("line", english, ["--no-sandbox", "list", "--json"])).toMatchObject({ exit: 0, ...seen });
  expect(JSON.parse(printed.get("line")!.out)).toMatchObject({
    ok: true,
    stories: [{ id, title: "Giá xăng giảm" }],
  });
  expect(await boot("line", english, ["export", "khong-co"])).toMatchObject({ exit: 1, ...seen });
  const { out, err } = printed.get("line")!;
  expect([out, err]).toEqual(["", expect.stringMatching(/^No story is called "khong-co"\.$/m)]);
  expect(await boot("line", english, ["list", "--lost"])).toMatchObject({ exit: 2, ...seen });
  expect(await boot("line", english, ["--help"])).toMatchObject({ exit: 0, ...seen });
  expect(printed.get("line")!.out).toContain("morasse <command> [options]");
  expect(readdirSync(join(dir, "line", "data"))).not.toContain("electron");
}, 30_000);

test.runIf(process.platform === "linux")(
  "E11 on Wayland the program hands over to itself on X11",
  async () => {
    const wayland = { WAYLAND_DISPLAY: "wayland-0", DISPLAY: ":0" };
    // What is started in place of the program: it writes down its arguments.
    const program = join(dir, "program.sh");
    writeFileSync(
      program,
      `#!/bin/sh\necho "$@" > "${join(dir, "arguments")}.new" && mv "${join(dir, "arguments")}.new" "${join(dir, "arguments")}"\n`,
      {
        mode: 0o755,
      },
    );
    const first = await boot("wayland", { ...wayland, APPIMAGE: program }, ["--no-sandbox"]);
    expect(first).toMatchObject({ exit: 0, errorBoxes: [] });
    await expect
      .poll(() => existsSync(join(dir, "arguments")) && readFileSync(join(dir, "arguments"), "utf8"))
      .toMatch(/^--ozone-platform=x11 --library .* --no-sandbox\n$/);
    const chosen = await boot("chosen", { ...wayland, SECOND_INSTANCE: "1" }, ["--wayland"]);
    expect(chosen["quits"]).toBe(1);
  },
);
