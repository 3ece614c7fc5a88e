import { readdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { staleBundles } from "./fresh.ts";

/**
 * `npm run bench`: runs every figure of `tests/bench`, prints them beside what they must reach, and writes
 * `docs/bench.json`. Names on the command line choose files: `npm run bench -- library media`.
 *
 * A missed figure is printed, not an error: a busy machine must not fail a build.
 */
const ROOT = resolve(import.meta.dirname, "..");
const DIR = join(ROOT, "tests", "bench");

/** One figure: the smaller the better. */
interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

const { positionals } = parseArgs({ allowPositionals: true });
const files = readdirSync(DIR)
  .filter((name) => name.endsWith(".bench.ts"))
  .filter((name) => positionals.length === 0 || positionals.includes(name.replace(".bench.ts", "")))
  .sort();

const stale = staleBundles(["renderer", "loopback"]);
if (stale.length > 0) await bundle(stale);

const figures: Figure[] = [];
for (const file of files) {
  const module = (await import(join(DIR, file))) as Readonly<Record<string, unknown>>;
  for (const [name, measure] of Object.entries(module)) {
    if (typeof measure !== "function" || !name.startsWith("bench")) continue;
    console.log(`${file}: ${name} …`);
    for (const figure of (await measure()) as readonly Figure[]) {
      figures.push(figure);
      console.log(lineOf(figure));
    }
  }
}

const missed = figures.filter(({ value, target }) => value > target);
console.log(
  `\n${figures.length} figures, ${missed.length === 0 ? "all as good as they must be" : `${missed.length} missed`}.`,
);
if (positionals.length === 0) {
  const [cpu] = cpus();
  const machine = {
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    processor: cpu?.model ?? "",
    cores: availableParallelism(),
    memoryMb: Math.round(totalmem() / 1024 / 1024),
  };
  const measured = { measuredAt: new Date().toISOString(), machine, figures };
  writeFileSync(join(ROOT, "docs", "bench.json"), `${JSON.stringify(measured, null, 2)}\n`);
}

function lineOf({ name, value, unit, target }: Figure): string {
  const sign = value <= target ? "  " : "! ";
  return `${sign}${name.padEnd(62)} ${value.toFixed(2).padStart(10)} ${unit.padEnd(5)} (at most ${target})`;
}
