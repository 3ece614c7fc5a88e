import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

const ROOT = resolve(import.meta.dirname, "..", "..");

/**
 * Script which the browser loads at the start, compressed, in kB: what the page names, the worker that reads the first story,
 * and whatever these import at once. Rooms, English and grammar are loaded when they are first wanted.
 */
export function scriptKb(dir = join(ROOT, "dist", "renderer")): number {
  const assets = join(dir, "assets");
  const page = readFileSync(join(dir, "index.html"), "utf8");
  const named = [...page.matchAll(/"\.\/assets\/([^"]+\.js)"/g)].map((match) => match[1]!);
  const readers = readdirSync(assets).filter((name) => /^spelling\.worker-.*\.js$/.test(name));
  if (named.length === 0 || readers.length !== 1) throw new Error(`${dir} is no built screen.`);
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    const script = readFileSync(join(assets, name), "utf8");
    for (const [, imported] of script.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      load(imported!);
  };
  for (const name of [...named, ...readers]) load(name);
  return (
    [...loaded].reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(assets, name)), { level: 9 }).length,
      0,
    ) / 1000
  );
}

/** First load, start and memory of the loopback host with the local site, on a new library. */
export async function benchHost(): Promise<readonly Figure[]> {
  const figures: Figure[] = [
    { name: "first load, script (gzip)", value: scriptKb(), unit: "kB", target: 600 },
  ];
  const dir = mkdtempSync(join(tmpdir(), "morasse-bench-host-"));
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      join(ROOT, "dist", "loopback", "main.js"),
      "--no-open",
      "--port",
      "0",
      "--library",
      join(dir, "library"),
      "--data",
      join(dir, "data"),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    await once(child.stdout, "data");
    figures.push({
      name: "host: start to address, new library with its sample",
      value: performance.now() - started,
      unit: "ms",
      target: 3_000,
    });
    if (process.platform === "linux") {
      await pause(5_000);
      const [, kb = "0"] =
        /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
      figures.push({ name: "host: memory when idle", value: Number(kb) / 1024, unit: "MB", target: 160 });
    } else console.log("The host's memory is measured on Linux only.");
    return figures;
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}
