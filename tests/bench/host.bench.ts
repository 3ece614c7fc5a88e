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

/** Script of the screens as a browser loads it, compressed, in kB; workers are counted too. */
export function scriptKb(dir = join(ROOT, "dist", "renderer")): number {
  const bytes = readdirSync(dir, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".js"))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(dir, name)), { level: 9 }).length, 0);
  return bytes / 1000;
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
