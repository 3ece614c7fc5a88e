import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { downloadMissingText } from "../../build/download.ts";
import { staleBundles, stampOf } from "../../build/fresh.ts";
import { electronRuntime } from "../../build/runtime.mjs";
import { isSuitable, unsuitableText } from "../../build/suitable.mjs";
import { commandOf } from "../../loopback/command.ts";
import { hasDisplay, installedBrowser } from "../../loopback/window.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");
const dir = mkdtempSync(join(tmpdir(), "morasse-start-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function versions(node: string, napi: string | undefined): NodeJS.ProcessVersions {
  return { ...process.versions, node, napi } as NodeJS.ProcessVersions;
}

test("B3 a Node that cannot run the program is known before anything native is loaded", () => {
  expect(isSuitable(process.versions)).toBe(true);
  expect(isSuitable(versions("20.20.2", "9"))).toBe(false);
  expect(isSuitable(versions("22.17.0", "10"))).toBe(false);
  expect(isSuitable(versions("22.18.0", "10"))).toBe(true);
  expect(isSuitable(versions("24.0.0", "9"))).toBe(false);
  expect(isSuitable(versions("24.0.0", undefined))).toBe(false);
  expect(unsuitableText("20.20.2", { LANG: "vi_VN.UTF-8" })).toMatch(
    /^Morasse cần Node 22\.18 .* Node 20\.20\.2/,
  );
  expect(unsuitableText("20.20.2", { LANG: "C" })).toMatch(/^Morasse needs Node 22\.18 .* Node 20\.20\.2/);
});

test("B3 an unsuitable Node of the system hands over to the one of the packages, or says so in one sentence", (t) => {
  const system = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => {
    const { stdout } = spawnSync(path, ["-p", "process.versions.node"], { encoding: "utf8" });
    return stdout && Number(stdout.split(".")[0]) < 22;
  });
  if (system === undefined) return t.skip("This machine has no Node older than 22 to try it with.");
  const run = (env: Record<string, string>) =>
    spawnSync(system, [join(ROOT, "build", "morasse.mjs"), "--help"], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "en_US.UTF-8", ...env },
    });
  expect(run({})).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("morasse <command>") as string,
  });
  const alone = run({ MORASSE_NODE_TRIED: "1" });
  expect(alone.status).toBe(1);
  expect(alone.stderr.trim().split("\n")).toHaveLength(1);
});

test("B4 Electron's runtime is found where it is whole and of our version, without a download", () => {
  expect(electronRuntime(ROOT, { ELECTRON_OVERRIDE_DIST_PATH: "/nonexistent" })).toBeNull();
  const home = join(dir, "node_modules", "electron");
  mkdirSync(join(home, "dist"), { recursive: true });
  writeFileSync(join(home, "package.json"), '{"version":"45.4.1"}');
  expect(electronRuntime(dir, {})).toBeNull();
  writeFileSync(join(home, "dist", "version"), "v45.4.1");
  writeFileSync(join(home, "path.txt"), "electron");
  expect(electronRuntime(dir, {})).toBeNull();
  writeFileSync(join(home, "dist", "electron"), "");
  expect(electronRuntime(dir, {})).toBe(join(home, "dist", "electron"));
  writeFileSync(join(home, "dist", "version"), "v45.4.0");
  expect(electronRuntime(dir, {})).toBeNull();
  expect(electronRuntime(join(dir, "none"), {})).toBeNull();
});

test("B4 an Electron that was asked for ends the start with its code; where no window is wanted none is tried", async (t) => {
  if (process.platform === "win32") return t.skip("The stand-in for Electron is a shell script.");
  const runtime = join(dir, "runtime");
  mkdirSync(runtime);
  writeFileSync(join(runtime, "electron"), "#!/bin/sh\nexit 127\n", { mode: 0o755 });
  const folders = ["--library", join(dir, "library"), "--data", join(dir, "data"), "--port", "0"];
  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, [join(ROOT, "build", "start.mjs"), ...folders, ...args], {
      env: { ...process.env, LC_ALL: "en_US.UTF-8", ELECTRON_OVERRIDE_DIST_PATH: runtime },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stdout.on("data", (data: Buffer) => (said += data.toString()));
    const ended = once(child, "exit").then(([code]) => code as number | null);
    return { child, ended, said: () => said };
  };
  expect(await start(["--host", "electron"]).ended).toBe(127);
  const host = start(["--no-open"]);
  await expect.poll(host.said, { timeout: 60_000 }).toMatch(/^Morasse: http:\/\/127\.0\.0\.1/m);
  host.child.kill("SIGINT");
  expect(await host.ended).toBe(0);
}, 120_000);

test("B5 what is older than its sources is made again", () => {
  const all = staleBundles();
  const made = staleBundles(["renderer"]).length === 0;
  if (made) {
    // A source of tomorrow makes everything stale.
    const source = join(ROOT, "assets", "icons", ".newer-than-everything");
    const tomorrow = new Date(Date.now() + 86_400_000);
    writeFileSync(source, "");
    try {
      utimesSync(source, tomorrow, tomorrow);
      expect(staleBundles(["renderer"])).toEqual(["renderer"]);
    } finally {
      rmSync(source);
    }
  } else expect(all).toContain("renderer");
  expect(stampOf("main")).toBe(join(ROOT, "dist", ".main"));
});

test("B6 a script that is asked wrongly, or for help, answers with a sentence and does nothing", () => {
  const run = (script: string, locale: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "build", script), ...args], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: locale },
    });
    expect(stderr).not.toMatch(/\n\s+at /);
    return [status, stdout.split("\n")[0], stderr.split("\n")[0]];
  };
  const [vi, en] = ["vi_VN.UTF-8", "en_US.UTF-8"] as const;
  expect(run("package.ts", en, "--foo")).toEqual([2, "", "There is no option --foo."]);
  expect(run("package.ts", vi, "--foo")).toEqual([2, "", "Không có tùy chọn --foo."]);
  expect(run("bench.ts", en, "--help")).toEqual([0, "npm run bench -- [NAME…] [--keep]", ""]);
  expect(run("bench.ts", en, "lost")).toEqual([2, "", "“lost” is not understood."]);
});

test("B8 a download that cannot be had is named, with what to do", () => {
  const unreachable = Object.assign(new Error("getaddrinfo ENOTFOUND github.com"), {
    code: "ENOTFOUND",
    options: { url: new URL("https://github.com/electron/releases/electron-v45.4.1-linux-x64.zip") },
  });
  expect(downloadMissingText(unreachable, "45.4.1", "en")).toBe(
    "The runtime of Electron 45.4.1 (electron-v45.4.1-linux-x64.zip, github.com) cannot be fetched. Connect to a network and try again, or unpack it and give its folder in ELECTRON_OVERRIDE_DIST_PATH.",
  );
  expect(downloadMissingText(unreachable, null, "vi")).toContain("npm run package -- --dir");
  expect(downloadMissingText(new Error("a fault of ours"), null, "vi")).toBeNull();
});

test("B6 options of a start are read strictly", () => {
  expect(commandOf([])).toEqual({
    host: null,
    library: undefined,
    data: undefined,
    port: null,
    open: true,
    dev: false,
    help: false,
  });
  const all = ["--host", "loopback", "--library", "a", "--data", "b", "--port", "0", "--no-open", "--dev"];
  expect(commandOf(all)).toMatchObject({
    host: "loopback",
    library: "a",
    data: "b",
    port: 0,
    open: false,
    dev: true,
  });
  for (const wrong of [
    ["--host", "chrome"],
    ["--port", "65536"],
    ["--port", "-1"],
    ["--port", "x"],
    ["story"],
    ["--x"],
  ]) {
    expect(() => commandOf(wrong)).toThrow();
  }
});

test("B7 what a start loads besides its host has no second copy of the host's libraries", () => {
  const source = readFileSync(join(ROOT, "build", "start.mjs"), "utf8");
  const loaded = [...source.matchAll(/(?:from|await import\()\s*"(\.[^"]+)"/g)]
    .map(([, path]) => path!)
    // Each of these is the host itself.
    .filter((path) => !["./dev.ts", "../loopback/index.ts"].includes(path));
  expect(loaded).toContain("./fresh.ts");
  const imports = loaded.map(
    (path) => `await import(${JSON.stringify(pathToFileURL(join(ROOT, "build", path)))});`,
  );
  const script = `${imports.join("\n")}\nconsole.log(globalThis["__ $YJS$ __"] === true);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect([stdout.trim(), stderr]).toEqual(["false", ""]);
});

test("B7 a window is opened only where there is a display, in a browser that can show one", () => {
  expect(hasDisplay({}, "linux")).toBe(false);
  expect(hasDisplay({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBe(true);
  expect(hasDisplay({}, "win32")).toBe(true);
  const bin = join(dir, "bin");
  mkdirSync(bin);
  expect(installedBrowser({ PATH: bin }, "linux")).toBeNull();
  writeFileSync(join(bin, "google-chrome"), "", { mode: 0o755 });
  writeFileSync(join(bin, "chromium"), "", { mode: 0o644 });
  expect(installedBrowser({ PATH: `/nonexistent:${bin}` }, "linux")).toBe(join(bin, "google-chrome"));
});
