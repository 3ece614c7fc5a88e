import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runLoopback } from "../../loopback/index.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");
const running = new Set<ChildProcess>();
const dirs: string[] = [];

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "morasse-process-"));
  dirs.push(dir);
  return dir;
}

/** A host as a person starts it; screens are not needed for what is asked here. */
function start(dir: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const script = join(dir, "host.mjs");
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    script,
    `import { runLoopback } from ${JSON.stringify(`file://${join(ROOT, "loopback", "index.ts")}`)};
     const nothing = () => (_path, _request, response) => response.writeHead(200).end("screens");
     const code = await runLoopback(process.argv.slice(2), nothing);
     if (code !== null) process.exitCode = code;`,
  );
  const folders = ["--library", join(dir, "library"), "--data", join(dir, "data")];
  const child = spawn(process.execPath, [script, "--no-open", ...folders, ...args], {
    env: { ...process.env, LC_ALL: "en_US.UTF-8", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const address = async (): Promise<string> => {
    for (;;) {
      const found = /^Morasse: (http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{64}\/)$/m.exec(output);
      if (found) return found[1]!;
      if (child.exitCode !== null) throw new Error(`The host ended: ${output}`);
      await new Promise((next) => setTimeout(next, 20));
    }
  };
  return { child, address, ended, output: () => output };
}

test("L1 a start prints its address on one line, and Ctrl-C ends it cleanly at once", async () => {
  const dir = folder();
  const host = start(dir, ["--port", "0"]);
  const address = await host.address();
  expect(await (await fetch(address)).text()).toBe("screens");
  expect(existsSync(join(dir, "library", "lock.json"))).toBe(true);
  if (process.platform !== "win32") {
    for (const own of ["library", "data", join("data", "renditions")])
      expect([own, statSync(join(dir, own)).mode & 0o777]).toEqual([own, 0o700]);
  }
  const asked = performance.now();
  host.child.kill("SIGINT");
  expect(await host.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(3_000);
  expect(existsSync(join(dir, "library", "lock.json"))).toBe(false);
  expect(host.output().trim().split("\n")).toHaveLength(1);
});

test("L2 a second start on a library says who holds it, gives the address of its window and ends with 0", async () => {
  const dir = folder();
  const first = start(dir, ["--port", "0"]);
  const address = await first.address();
  const second = start(dir, [], { LC_ALL: "vi_VN.UTF-8" });
  expect(await second.ended).toBe(0);
  expect(second.output().trim()).toBe(
    `Thư viện này đang mở ở Morasse trong trình duyệt (tiến trình ${first.child.pid}). Cửa sổ đang mở: ${address}`,
  );
  expect((await fetch(address)).status).toBe(200);
});

test("L3 a host that was killed comes back at the same address, for the pages that were left open", async () => {
  const dir = folder();
  const first = start(dir, ["--port", "0"]);
  const address = await first.address();
  first.child.kill("SIGKILL");
  await first.ended;
  const second = start(dir);
  expect(await second.address()).toBe(address);
});

test("L4 options and folders that cannot be used get a sentence, not a stack", async () => {
  const dir = folder();
  const wrong = start(dir, ["--prot", "1"]);
  expect(await wrong.ended).toBe(2);
  expect(wrong.output()).toContain("--prot");
  expect(wrong.output()).not.toContain("    at ");
  const chrome = start(dir, ["--host", "chrome"], { LC_ALL: "vi_VN.UTF-8" });
  expect(await chrome.ended).toBe(2);
  expect(chrome.output()).toContain("Không có cách chạy “chrome”. Hãy chọn electron hoặc loopback.");
  const taken = start(dir, ["--port", "0"]);
  const { port } = new URL(await taken.address());
  const other = start(join(dir, "other"), ["--port", port]);
  expect(await other.ended).toBe(1);
  expect(other.output().trim()).toBe(`Port ${port} is taken by another program. Choose another with --port.`);
  writeFileSync(join(dir, "file"), "");
  const noFolder = start(dir, ["--library", join(dir, "file", "library")]);
  expect(await noFolder.ended).toBe(1);
  expect(noFolder.output()).toContain(join(dir, "file", "library"));
  expect(noFolder.output()).not.toContain("    at ");
});

test("L4 folders that cannot be made are told at once, each by its own option", async () => {
  const dir = folder();
  writeFileSync(join(dir, "file"), "");
  for (const [option, place] of [
    ["--data", join(dir, "file", "data")],
    ...(process.platform === "linux"
      ? [
          ["--library", "/proc/morasse"],
          ["--data", "/proc/morasse"],
        ]
      : []),
  ] as [string, string][]) {
    const host = start(dir, [option, place]);
    expect([place, await host.ended]).toEqual([place, 1]);
    expect(host.output().trim().split("\n")).toHaveLength(1);
    expect(host.output()).toContain(place);
    expect(host.output()).toContain(`another with ${option}`);
  }
});

test("L2 a host that does not answer is told in one sentence, and the start ends with 3", async () => {
  const dir = folder();
  const first = start(dir, ["--port", "0"]);
  await first.address();
  first.child.kill("SIGSTOP");
  const second = start(dir);
  expect(await second.ended).toBe(3);
  expect(second.output().trim().split("\n")).toHaveLength(1);
  expect(second.output()).toContain(`It does not answer: wait a moment and start again, or end process`);
  first.child.kill("SIGCONT");
});

test("L4 --help says the options and opens nothing", async () => {
  expect(await runLoopback(["--help"])).toBe(0);
});
