import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..", "..");
const dir = mkdtempSync(join(tmpdir(), "morasse-site-command-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const LOCALES = { vi: "vi_VN.UTF-8", en: "en_US.UTF-8" };

/** `npm run site -- …`, ended when it stays. */
async function site(language: "vi" | "en", ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(ROOT, "build", "site.mjs"), ...args], {
    env: { ...process.env, LC_ALL: LOCALES[language] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => {
    said.out += data.toString();
    if (said.out.includes("secret")) child.kill("SIGTERM");
  });
  child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...said };
}

test("S31 what was typed wrong gets a sentence in the language of the system, with the options", async () => {
  for (const [language, option, port, help] of [
    ["vi", "Không có tùy chọn --lost.", "“x” không phải là cổng.", "cổng trên 127.0.0.1"],
    ["en", "There is no option --lost.", "“x” is no port.", "the port on 127.0.0.1"],
  ] as const) {
    for (const [args, sentence] of [
      [["--lost"], option],
      [["--port", "x"], port],
    ] as const) {
      const { code, out, err } = await site(language, ...args);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(sentence);
      expect(err).toContain(help);
      expect(err).not.toMatch(/\n\s+at /);
    }
    const { code, out } = await site(language, "--help");
    expect([code, out]).toEqual([0, expect.stringContaining(help)]);
  }
});

test("S31 a port or a folder that cannot be had is said in one sentence", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const file = join(dir, "file");
  writeFileSync(file, "");
  const busy = await site("en", "--port", String(port), "--dir", join(dir, "a"));
  expect([busy.code, busy.err]).toEqual([
    1,
    `Port ${port} is taken by another program. Choose another with --port.\n`,
  ]);
  taken.close();
  for (const [language, sentence] of [
    ["vi", `Không ghi được vào thư mục ${join(file, "site")}.`],
    ["en", `The folder ${join(file, "site")} cannot be written.`],
  ] as const) {
    const { code, err } = await site(language, "--port", "0", "--dir", join(file, "site"));
    expect([code, err.trim().split("\n").length, err]).toEqual([1, 1, expect.stringContaining(sentence)]);
  }
});

test("S31 a folder that the system lets nobody make is said, and not tried without end", async (t) => {
  if (process.platform !== "linux") return t.skip("/proc is Linux'.");
  const { code, err } = await site("en", "--port", "0", "--dir", "/proc/x");
  expect([code, err]).toEqual([1, expect.stringContaining("The folder /proc/x cannot be written.")]);
});

test("S31 a start says its address and where the secret is", async () => {
  const folder = join(dir, "good");
  const { code, out } = await site("en", "--port", "0", "--dir", folder);
  expect(code).toBe(0);
  expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\nSecret shared with the desks: .*secret\n$/);
  expect(existsSync(join(folder, "secret"))).toBe(true);
});
