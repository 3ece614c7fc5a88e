import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { bundle } from "../../build/bundle.ts";
import { staleBundles } from "../../build/fresh.ts";
import { scriptKb } from "../bench/host.bench.ts";

const DIR = resolve(import.meta.dirname, "..", "..", "dist", "renderer");

beforeAll(async () => {
  if (!existsSync(join(DIR, "index.html")) || staleBundles(["renderer"]).length > 0)
    await bundle(["renderer"]);
}, 120_000);

test("B1 the first load is at most 600 kB of script, compressed", () => {
  expect(scriptKb(DIR)).toBeLessThanOrEqual(600);
});

test("B2 the built page passes its content security policy: no inline script or style, no address elsewhere", () => {
  const page = readFileSync(join(DIR, "index.html"), "utf8");
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]!);
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !address.startsWith("./assets/"))).toEqual([]);
  const styles = readdirSync(join(DIR, "assets")).filter((name) => name.endsWith(".css"));
  expect(styles.length).toBeGreaterThan(0);
  for (const name of styles) {
    const css = readFileSync(join(DIR, "assets", name), "utf8");
    expect(
      [...css.matchAll(/url\(\s*["']?(data:|https?:|\/\/)[^)]{0,80}/g)].map((match) => match[0]),
    ).toEqual([]);
  }
});
