import { extractAll, extractFile, listPackage } from "@electron/asar";
import { FuseV1Options, FuseState, getCurrentFuseWire } from "@electron/fuses";
import { build, Platform } from "electron-builder";
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "../../build/bundle.ts";
import { BUNDLES, staleBundles } from "../../build/fresh.ts";
import { packaging } from "../../build/packaging.ts";

/**
 * The Linux folder is made by electron-builder over a stand-in for Electron's runtime, and looked into.
 * Only Linux can make it without fetching anything.
 */
const ROOT = resolve(import.meta.dirname, "..", "..");
const onLinux = process.platform === "linux";
if (!onLinux) console.log("Packaging is looked into on Linux only: other systems need the real runtime.");

/** Marks the fuses in an executable (@electron/fuses): sentinel, version 1, count, one byte a fuse. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const FUSES = 9;

describe.runIf(onLinux)("E9 the packed program", () => {
  const dir = mkdtempSync(join(tmpdir(), "morasse-packed-"));
  const unpacked = join(dir, "packed", "linux-unpacked");
  const archive = join(unpacked, "resources", "app.asar");
  let files: readonly string[];

  beforeAll(async () => {
    const wanted = BUNDLES.filter((name) => name !== "cli");
    const missing = wanted.filter((name) => !existsSync(join(ROOT, "dist", `.${name}`)));
    const stale = [...new Set([...missing, ...staleBundles(["main", "preload"])])];
    if (stale.length > 0) await bundle(stale);
    const runtime = join(dir, "runtime");
    standIn(runtime);
    await build({
      projectDir: ROOT,
      config: packaging({ output: join(dir, "packed"), electronDist: runtime }),
      targets: Platform.LINUX.createTarget("dir"),
    });
    files = listPackage(archive, { isPack: false });
  }, 120_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test("E9 has main process, preload, screens and the site's files, and no source, test or material of others", () => {
    for (const file of [
      "/package.json",
      "/dist/electron/main.js",
      "/dist/electron/preload.cjs",
      "/dist/renderer/index.html",
      "/dist/site/site.css",
      "/dist/english/hunspell.wasm",
      "/dist/english/en.dic",
    ]) {
      expect(files).toContain(file);
    }
    // The main process loads it when a text has English.
    expect(files.filter((file) => /^\/dist\/electron\/hunspell-[\w-]+\.js$/.test(file))).toHaveLength(1);
    const tops = new Set(files.map((file) => file.split("/")[1]));
    expect([...tops].sort()).toEqual(expect.arrayContaining(["dist", "node_modules", "package.json"]));
    for (const folder of [
      "core",
      "node",
      "renderer",
      "electron",
      "loopback",
      "site",
      "tests",
      "build",
      "docs",
      ".ci",
    ]) {
      expect(tops).not.toContain(folder);
    }
    const own = files.filter((file) => !file.startsWith("/node_modules/"));
    expect(own.filter((file) => /\.(ts|tsx|map)$|shared|seed-article/.test(file))).toEqual([]);
    const main = extractFile(archive, "dist/electron/main.js").toString();
    expect(main).toContain("morasse:port-wanted");
    expect(JSON.parse(extractFile(archive, "package.json").toString())).toMatchObject({
      main: "dist/electron/main.js",
      type: "module",
    });
  });

  test("E12 runs a command of the command line", () => {
    const program = join(dir, "program");
    extractAll(archive, program);
    const run = (...args: readonly string[]) =>
      execFileSync(
        process.execPath,
        [
          join(ROOT, "tests", "electron", "boot.ts"),
          join(dir, "facts.json"),
          ...["--library", join(dir, "library"), "--data", join(dir, "data")],
          ...args,
        ],
        { cwd: dir, env: { ...process.env, PROGRAM: program, LC_ALL: "en_US.UTF-8" }, encoding: "utf8" },
      );
    const id = run("new", "--title", "Giá xăng giảm").trim();
    expect(JSON.parse(run("list", "--json"))).toMatchObject({ ok: true, stories: [{ id }] });
    const { version } = JSON.parse(extractFile(archive, "package.json").toString()) as { version: string };
    expect(run("--version")).toBe(`Morasse ${version}\n`);
  });

  test("E9 brings the two native modules as real files, for this system alone, and no other package", () => {
    const modules = new Set(
      files.flatMap((file) => /^\/node_modules\/(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(file)?.[1] ?? []),
    );
    const known = [/^better-sqlite3$/, /^sharp$/, /^@img\//, /^detect-libc$/, /^semver$/];
    expect([...modules].filter((name) => !known.some((pattern) => pattern.test(name)))).toEqual([]);
    const real = join(archive + ".unpacked", "node_modules");
    const natives = (folder: string) =>
      readdirSync(join(real, folder), { recursive: true }).filter((name) => String(name).endsWith(".node"));
    expect(natives("better-sqlite3").length).toBeGreaterThan(0);
    expect(natives("better-sqlite3").filter((name) => !String(name).includes("linux"))).toEqual([]);
    expect(natives("@img").length).toBeGreaterThan(0);
    expect(existsSync(join(real, "better-sqlite3", "deps"))).toBe(false);
  });

  test("E9 has its fuses set: no Node in its place, no inspection, nothing but the archive", async () => {
    const wire = await getCurrentFuseWire(join(unpacked, "morasse"));
    const fuse = (option: FuseV1Options) => wire[option];
    expect({
      runAsNode: fuse(FuseV1Options.RunAsNode),
      nodeOptions: fuse(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: fuse(FuseV1Options.EnableNodeCliInspectArguments),
      onlyAsar: fuse(FuseV1Options.OnlyLoadAppFromAsar),
      cookies: fuse(FuseV1Options.EnableCookieEncryption),
      fileProtocol: fuse(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: FuseState.DISABLE,
      nodeOptions: FuseState.DISABLE,
      inspect: FuseState.DISABLE,
      onlyAsar: FuseState.ENABLE,
      cookies: FuseState.ENABLE,
      fileProtocol: FuseState.DISABLE,
    });
  });

  test("E9 is of a size that travels: 70 MB besides the runtime, at most", () => {
    const sizeOf = (path: string): number =>
      statSync(path).isDirectory()
        ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
        : statSync(path).size;
    expect(sizeOf(join(unpacked, "resources")) / 1024 / 1024).toBeLessThan(70);
  });
});

test("E10 installers are configured for Windows, macOS and Linux, and open story packages", () => {
  const config = packaging({ output: "x", electronDist: null });
  expect(config).toMatchObject({
    win: { target: ["nsis"] },
    mac: { target: ["dmg"] },
    linux: { target: ["AppImage", "deb"] },
    fileAssociations: [{ ext: "morasse", mimeType: "application/vnd.morasse.story+zip" }],
  });
  for (const icon of ["morasse.ico", "morasse.icns", "package.ico", "package.icns", "png/512x512.png"]) {
    expect(existsSync(join(ROOT, "assets", "icons", icon))).toBe(true);
  }
});

/** What electron-builder needs to find in a runtime; the executable is a small program with fuses in it. */
function standIn(dir: string): void {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, "node_modules", "electron", "package.json"), "utf8"),
  ) as { version: string };
  mkdirSync(join(dir, "locales"), { recursive: true });
  mkdirSync(join(dir, "resources"));
  const fuses = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, "0")]);
  writeFileSync(join(dir, "electron"), Buffer.concat([readFileSync("/bin/true"), fuses]), { mode: 0o755 });
  writeFileSync(join(dir, "chrome-sandbox"), readFileSync("/bin/true"), { mode: 0o755 });
  writeFileSync(join(dir, "version"), version);
  for (const name of [
    "LICENSE",
    "LICENSES.chromium.html",
    "resources.pak",
    "locales/vi.pak",
    "locales/en-US.pak",
  ]) {
    writeFileSync(join(dir, name), "");
  }
}
