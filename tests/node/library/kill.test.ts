import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { lineOf, type Block } from "#core/article";
import { seedNow } from "../../seed.ts";
import { desk, temporaryFolder, textsOf, value, written } from "./desk.ts";

const KILLS = 50;
/** What may be lost by design: text of the last quarter of a second. */
const MOST_LOST_MS = 250;

interface Typed {
  readonly number: number;
  readonly at: number;
}

interface Life {
  /** What the story held when this process opened it. */
  readonly found: string;
  readonly typed: readonly Typed[];
  readonly lastKept: number;
  readonly killedAt: number;
}

/** Lets a typist type, and kills it so many milliseconds after its first kept number. */
function lifeOf(dir: string, id: string, afterMs: number): Promise<Life> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "typist.ts"), dir, id], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const typed: Typed[] = [];
  let found: string | null = null;
  let lastKept = -1;
  let killedAt = 0;
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [word, number, at] = line.split(" ");
    if (word === "found") found = line.slice("found ".length);
    if (word === "typed") typed.push({ number: Number(number), at: Number(at) });
    if (word !== "kept") return;
    if (lastKept < 0) {
      setTimeout(() => {
        killedAt = Date.now();
        child.kill("SIGKILL");
      }, afterMs);
    }
    lastKept = Number(number);
  });
  return new Promise((resolve, reject) => {
    child.once("close", (_code, signal) => {
      if (found === null || signal !== "SIGKILL") reject(new Error(`The typist ended by itself: ${said}`));
      else resolve({ found, typed, lastKept, killedAt });
    });
  });
}

test(
  `B3 kill -9 while typing, ${KILLS} times, loses nothing that was acknowledged or is older than ${MOST_LOST_MS} ms`,
  { timeout: 120_000 },
  async () => {
    const seed = seedNow();
    // Two libraries at a time, for the wall clock.
    const numbers = await Promise.all([lives(seed, KILLS / 2), lives(seed + 1, KILLS / 2)]);
    process.stdout.write(`kill test: seed ${seed}, ${numbers.join(" and ")} numbers typed\n`);
  },
);

/** One library through so many kills; each next process says what it found. Returns how much was typed in all. */
async function lives(seed: number, kills: number): Promise<number> {
  const random = seeded(seed);
  const dir = temporaryFolder();
  const first = await desk(dir);
  const empty: Block = { kind: "paragraph", text: lineOf("") };
  const { id } = value(await first.library.create(written("Đánh máy", [], {}, [empty])));
  await first.library.close();

  const check = (found: string, before: Life, kill: number) => {
    const note = `seed ${seed}, kill ${kill}`;
    const numbers = found.split(" ").filter(Boolean).map(Number);
    expect(numbers, `${note}: in order, none twice`).toEqual(numbers.map((_, index) => index));
    const old = before.typed.filter(({ at }) => at < before.killedAt - MOST_LOST_MS).at(-1)?.number ?? -1;
    expect(numbers.length - 1, note).toBeGreaterThanOrEqual(Math.max(old, before.lastKept));
  };
  let before: Life | null = null;
  for (let kill = 0; kill < kills; kill++) {
    // Mostly short lives, some long enough for the flush, the index and the derived files.
    const life: Life = await lifeOf(dir, id, random() < 0.1 ? 600 + random() * 1400 : random() * 120);
    if (before) check(life.found, before, kill - 1);
    before = life;
  }
  const { library } = await desk(dir);
  const text = textsOf(value(await library.article(id)))[1]!;
  check(text, before!, kills - 1);
  const { recovered } = value(await library.open(id));
  expect(recovered.filter(({ kind }) => kind !== "logCut")).toEqual([]);
  return text.split(" ").length - 1;
}

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
