import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createChecker } from "#core/language";

/**
 * `npm run bench:language`: how much the reader over the shoulder finds and how often it is right, on labelled
 * sets and with the scorer that lie beside them. `--list` prints every flag on the clean set, to be read.
 *
 *   npm run bench:language [-- folder of clean.jsonl, injected.jsonl, viwiki.jsonl and score.mjs] [--list]
 */
interface Record {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly unknown[];
}

interface Share {
  readonly n: number;
  readonly det: number;
  readonly t1: number;
  readonly t5: number;
}

interface Score {
  readonly all: Share;
  readonly types: Readonly<{ [type: string]: Share }>;
  readonly realword: Share;
  readonly nonword: Share;
  /** Flags where the labels have none. */
  readonly fp: number;
  readonly words: number;
}

type Scorer = (
  gold: readonly Record[],
  found: readonly { readonly id: string; readonly spans: unknown }[],
) => Score;

const { values, positionals } = parseArgs({ options: { list: { type: "boolean" } }, allowPositionals: true });
const root = resolve(import.meta.dirname, "..");
const sets = resolve(positionals[0] ?? join(root, "../shared/language/dev"));
if (!existsSync(join(sets, "score.mjs"))) {
  console.error(`No labelled sets in ${sets}: nothing measured.`);
  process.exit(1);
}
const { score } = (await import(join(sets, "score.mjs"))) as { readonly score: Scorer };
const asset = (name: string): Uint8Array => readFileSync(join(root, "assets/language", name));
const checker = createChecker({ counts: asset("vi-counts.bin"), fit: asset("vi-fit.bin") });

const injected = scored("injected");
const clean = scored("clean");
const viwiki = scored("viwiki");
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const precision = ({ all, fp }: Score): string => percent(all.det, all.det + fp);
const found = ({ det, n }: Share): string => percent(det, n);
const perThousand = ({ fp, words }: Score): string => ((1000 * fp) / words).toFixed(2);
console.table({
  "flags on 1,000 clean words": { value: perThousand(clean), goal: "0.5, then 0.3" },
  "injected: right when it speaks": { value: precision(injected), goal: "99, then 99.3" },
  "injected: found": { value: found(injected.all), goal: "90, then 93" },
  "injected: found of real words": { value: found(injected.realword), goal: "80" },
  "injected: found of no words": { value: found(injected.nonword), goal: "" },
  "injected: right one first": { value: percent(injected.all.t1, injected.all.det), goal: "95" },
  "injected: right one of five": { value: percent(injected.all.t5, injected.all.det), goal: "98" },
  "encyclopaedia: right when it speaks": { value: precision(viwiki), goal: "72, then 80" },
  "encyclopaedia: found": { value: found(viwiki.all), goal: "45, then 50" },
  "encyclopaedia: unlabelled flags on 1,000": { value: perThousand(viwiki), goal: "0.6, then 0.35" },
});
console.table(
  Object.fromEntries(
    Object.entries(injected.types).map(([type, share]) => [
      type,
      { labelled: share.n, found: found(share), first: percent(share.t1, share.det) },
    ]),
  ),
);

function scored(name: string): Score {
  const records = readFileSync(join(sets, `${name}.jsonl`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record);
  const flagged = records.map(({ id, text }) => ({ id, text, spans: checker.check(text, new Set()) }));
  if (values.list === true && name === "clean") {
    for (const { text, spans } of flagged) {
      for (const { start, end, suggestions } of spans) {
        const around = `${text.slice(Math.max(0, start - 30), start)}[${text.slice(start, end)} → ${suggestions[0] ?? "?"}]`;
        console.info(around + text.slice(end, end + 30));
      }
    }
  }
  const gold = name === "clean" ? records.map((record) => ({ ...record, spans: [] })) : records;
  return score(gold, flagged);
}
