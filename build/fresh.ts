import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** Which parts of `dist/` are older than what they are made from; light enough to be asked at every start. */
const ROOT = resolve(import.meta.dirname, "..");

export type Bundle = "renderer" | "loopback" | "main" | "preload" | "cli";
export const BUNDLES: readonly Bundle[] = ["renderer", "loopback", "main", "preload", "cli"];

const SOURCES = ["core", "node", "renderer", "electron", "loopback", "site", "assets", "build"];

/** The bundles older than what they are made from, or not there. */
export function staleBundles(wanted: readonly Bundle[] = BUNDLES): readonly Bundle[] {
  const newest = Math.max(
    ...SOURCES.map((dir) => newestIn(join(ROOT, dir))),
    statSync(join(ROOT, "package-lock.json")).mtimeMs,
  );
  return wanted.filter((name) => (statSync(stampOf(name), { throwIfNoEntry: false })?.mtimeMs ?? 0) < newest);
}

/** The file that says when a bundle was made. */
export function stampOf(name: Bundle): string {
  return join(ROOT, "dist", `.${name}`);
}

function newestIn(dir: string): number {
  let newest = 0;
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}
