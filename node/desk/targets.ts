import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { WebAddress } from "#core/bridge";
import type { OwnSiteTarget, Target } from "#core/publishing";
import { codeOf, writeWhole } from "#node/library";
import { putAsideIfDamaged } from "./aside.ts";

/** Id of the news site which this program starts on this machine: the default target. */
export const OWN_SITE = "site";

const KeptTarget = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("site"), id: z.string(), name: z.string(), url: WebAddress }),
  z.object({
    kind: z.literal("wordpress"),
    id: z.string(),
    name: z.string(),
    url: WebAddress,
    user: z.string(),
    categories: z.record(z.string(), z.number()),
  }),
]);

const KeptTargets = z.object({ targets: z.array(z.unknown()) });

/** The sites stories can be sent to: the one on this machine first, then those the newsroom added. */
export interface Targets {
  list(): readonly Target[];
  /** Adds a target or replaces the one with its id. The site on this machine stays as it is. */
  save(target: Target): Promise<readonly Target[]>;
  remove(id: string): Promise<readonly Target[]>;
}

/** Opens the list kept at `path`. `own` is the running site on this machine, null when there is none. */
export async function openTargets(path: string, own: OwnSiteTarget | null): Promise<Targets> {
  let added: readonly Target[] = await readTargets(path);
  let turn: Promise<unknown> = Promise.resolve();
  const list = () => (own === null ? added : [own, ...added]);
  const change = (act: (now: readonly Target[]) => readonly Target[]): Promise<readonly Target[]> => {
    const mine = turn.then(async () => {
      // Read again: a program on another library has the same list.
      const changed = act(await readTargets(path)).filter((target) => target.id !== OWN_SITE);
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, `${JSON.stringify({ targets: changed }, null, 2)}\n`, 0o600);
      added = changed;
      return list();
    });
    turn = mine.catch(() => undefined); // Who asked hears of it; the next change is not held up.
    return mine;
  };
  return {
    list,
    save: (target) =>
      change((now) =>
        now.some((other) => other.id === target.id)
          ? now.map((other) => (other.id === target.id ? target : other))
          : [...now, target],
      ),
    remove: (id) => change((now) => now.filter((target) => target.id !== id)),
  };
}

async function readTargets(path: string): Promise<readonly Target[]> {
  putAsideIfDamaged(path, new Date());
  try {
    const kept = KeptTargets.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (!kept.success) return [];
    return kept.data.targets.flatMap((target): readonly Target[] => {
      const checked = KeptTarget.safeParse(target);
      return checked.success && checked.data.id !== OWN_SITE ? [checked.data] : [];
    });
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
