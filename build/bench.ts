import { readdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { staleBundles } from "./fresh.ts";
import { language, optionsOf, unexpectedWord } from "./options.ts";

/**
 * `npm run bench`: runs every figure of `tests/bench` and prints them beside what they must reach. Names on the
 * command line choose files: `npm run bench -- library media`. `--keep` writes all figures to `docs/bench.json`.
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

const all = readdirSync(DIR)
  .filter((name) => name.endsWith(".bench.ts"))
  .map((name) => name.replace(".bench.ts", ""))
  .sort();
const USAGE = {
  vi: `npm run bench -- [TÊN…] [--keep]

Đo và in ra; TÊN chọn phần cần đo: ${all.join(", ")}. --keep ghi mọi số đo vào docs/bench.json.`,
  en: `npm run bench -- [NAME…] [--keep]

Measures and prints; a NAME chooses what: ${all.join(", ")}. --keep writes all figures to docs/bench.json.`,
} as const;

const { values, positionals } = optionsOf(USAGE[language], () => {
  const read = parseArgs({
    allowPositionals: true,
    options: { keep: { type: "boolean", default: false } },
  });
  // The file stands for one run of everything.
  const foreign = read.positionals.find((name) => read.values.keep || !all.includes(name));
  if (foreign !== undefined) throw unexpectedWord(foreign);
  return read;
});
const files = all.filter((name) => positionals.length === 0 || positionals.includes(name));

const stale = staleBundles(["renderer", "loopback"]);
if (stale.length > 0) await bundle(stale);

const figures: Figure[] = [];
for (const file of files) {
  const module = (await import(join(DIR, `${file}.bench.ts`))) as Readonly<Record<string, unknown>>;
  for (const [name, measure] of Object.entries(module)) {
    if (typeof measure !== "function" || !name.startsWith("bench")) continue;
    console.log(`${file}: ${name} …`);
    const measured = (await measure()) as readonly Figure[] | { readonly skipped: string };
    if ("skipped" in measured) {
      console.log(`  ${measured.skipped}`);
      continue;
    }
    for (const figure of measured) {
      figures.push(figure);
      console.log(lineOf(figure));
    }
  }
}

const missed = figures.filter(({ value, target }) => value > target);
console.log(
  `\n${figures.length} figures, ${missed.length === 0 ? "all as good as they must be" : `${missed.length} missed`}.`,
);
if (values.keep) {
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
