import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobView, Receipt, Target } from "#core/publishing";
import { faultyWay, type Fault } from "./faulty-way.ts";
import type { Errand } from "./sender.ts";

/**
 * Rounds of random faults on the way to a real site: each publishes one story of three pictures while requests are cut, lost,
 * refused, slowed, answered by others, the site starts anew or the desk is killed. The story of faults is told by its seed.
 */

/** How the site's server is started and stopped, as `build/test-servers.ts` hands it over. */
export interface Restart {
  readonly start: string;
  readonly stop: string;
  readonly dir: string;
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Round {
  readonly headline: string;
  readonly pictures: number;
  /** What happened, for the message when something is wrong. */
  readonly met: string;
  readonly faults: number;
  readonly state: JobView["state"];
  readonly receipts: readonly Receipt[];
  /** Jobs left open in the outbox. */
  readonly open: number;
}

export interface Rounds {
  readonly seed: number;
  readonly port: number;
  readonly secret: string;
  /** The target, given the address of the way to it. */
  readonly target: (url: string) => Target;
  readonly restart: Restart;
  readonly mostFaultsInARound: number;
}

const SENDER = join(import.meta.dirname, "sender.ts");
/** Requests of one story: about 14 to WordPress; some faults are planned for repeated ones. */
const REQUESTS = 22;

/** One round after the other, until so many faults were made. */
export async function* rounds(options: Rounds, faults: number): AsyncGenerator<Round> {
  const chance = chanceFrom(options.seed);
  const way = await faultyWay(options.port);
  const dir = mkdtempSync(join(tmpdir(), "morasse-rounds-"));
  try {
    for (let made = 0, round = 0; made < faults; round++) {
      const folder = join(dir, String(round));
      const headline = `Đê sông Hồng qua đợt lũ ${options.seed} ${round} ${Date.now()}`;
      let sender: ChildProcess | null = null;
      const kill = () => void sender?.kill("SIGKILL");
      const plan = planned(chance, options, kill);
      way.plan(plan);
      mkdirSync(folder);
      const errand: Errand = {
        target: options.target(way.url),
        secret: options.secret,
        headline,
        pictures: 3,
      };
      writeFileSync(join(folder, "errand.json"), JSON.stringify(errand));
      let said: Sent | null = null;
      for (let starts = 0; said === null; starts++) {
        if (starts > 8) throw new Error(`Never ends (seed ${options.seed}, ${way.made().join(", ")})`);
        said = await sentBy(
          folder,
          (child) => (sender = child),
          `seed ${options.seed}, ${way.made().join(", ")}`,
        );
      }
      const met = `seed ${options.seed}, round ${round}: ${way.made().join(", ")}`;
      made += way.made().length;
      yield { headline, pictures: 3, met, faults: way.made().length, ...said };
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    await way.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function planned(
  chance: (most: number) => number,
  { restart, mostFaultsInARound }: Rounds,
  kill: () => void,
): ReadonlyMap<number, Fault> {
  const plan = new Map<number, Fault>();
  const faults = 1 + chance(mostFaultsInARound);
  while (plan.size < faults) plan.set(1 + chance(REQUESTS), faultBy(chance, restart, kill));
  return plan;
}

function faultBy(chance: (most: number) => number, restart: Restart, kill: () => void): Fault {
  const kinds: readonly (() => Fault)[] = [
    () => ({ kind: "refused" }),
    () => ({ kind: "cutUpload", afterBytes: chance(90_000) }),
    () => ({ kind: "answerDropped" }),
    () => ({ kind: "answerDropped" }),
    () => ({ kind: "answerCut" }),
    () => ({ kind: "blackHole" }),
    () => ({ kind: "slow", ms: 200 + chance(1_500) }),
    () => ({ kind: "status", status: ([429, 500, 502, 503] as const)[chance(4)]!, worked: chance(2) === 0 }),
    () => ({ kind: "event", name: "killed", act: kill }),
    () => ({ kind: "event", name: "killed", act: kill }),
    () => ({ kind: "event", name: "restarted", act: () => startAnew(restart) }),
  ];
  return kinds[chance(kinds.length)]!();
}

/** Ends the site's server in the middle of whatever it does, and starts it again on the same port and data. */
function startAnew({ start, stop, dir, options, env }: Restart): void {
  const all = { ...process.env, ...env };
  spawnSync(stop, [dir], { stdio: "ignore" });
  const started = spawnSync(start, [...options], { stdio: ["ignore", "ignore", "pipe"], env: all });
  if (started.status !== 0) throw new Error(`The server did not start again: ${String(started.stderr)}`);
}

type Sent = Pick<Round, "state" | "receipts" | "open">;

/** Runs the sender; null when it was killed. */
function sentBy(dir: string, started: (child: ChildProcess) => void, met: string): Promise<Sent | null> {
  const child = spawn(process.execPath, [SENDER, dir], { stdio: ["ignore", "pipe", "pipe"] });
  started(child);
  let out = "";
  let err = "";
  child.stdout.on("data", (text: Buffer) => (out += text.toString("utf8")));
  child.stderr.on("data", (text: Buffer) => (err += text.toString("utf8")));
  return new Promise((ended, failed) =>
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL") ended(null);
      else if (code === 0) ended(JSON.parse(out) as Sent);
      else failed(new Error(`The sender ended with ${code ?? signal} (${met}): ${err}`));
    }),
  );
}

/** Numbers from 0 below `most`, the same for the same seed (mulberry32). */
export function chanceFrom(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % most;
  };
}
