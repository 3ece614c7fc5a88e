import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { HandOverAddress, KeyFingerprint, WebAddress } from "#core/bridge";
import { HAND_OVER_FORMATS, type OwnSiteTarget, type Target } from "#core/publishing";
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
  z.object({
    kind: z.literal("ghost"),
    id: z.string(),
    name: z.string(),
    url: WebAddress,
    themeShowsTop: z.boolean(),
  }),
  z.object({
    kind: z.literal("handover"),
    id: z.string(),
    name: z.string(),
    url: HandOverAddress,
    user: z.string(),
    hostKey: KeyFingerprint.exactOptional(),
    formats: z.array(z.enum(HAND_OVER_FORMATS)).min(1),
  }),
]);

const KeptTargets = z.object({
  targets: z.array(z.unknown()),
  /** What a person called the site on this machine. */
  ownName: z.string().min(1).optional().catch(undefined),
});

interface Kept {
  readonly ownName: string | undefined;
  readonly added: readonly Target[];
}

/** The sites stories can be sent to: the one on this machine first, then those the newsroom added. */
export interface Targets {
  list(): readonly Target[];
  /** Adds a target or replaces the one with its id. Of the site on this machine it takes the name alone. */
  save(target: Target): Promise<readonly Target[]>;
  remove(id: string): Promise<readonly Target[]>;
}

/** Opens the list kept at `path`. `own` is the running site on this machine, null when there is none. */
export async function openTargets(path: string, own: OwnSiteTarget | null): Promise<Targets> {
  let kept = await readTargets(path);
  let turn: Promise<unknown> = Promise.resolve();
  const list = () => (own === null ? kept.added : [ownNamed(own, kept.ownName), ...kept.added]);
  const change = (act: (now: Kept) => Kept): Promise<readonly Target[]> => {
    const mine = turn.then(async () => {
      // Read again: a program on another library has the same list.
      const { ownName, added } = act(await readTargets(path));
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, `${JSON.stringify({ targets: added, ownName }, null, 2)}\n`, 0o600);
      kept = { ownName, added };
      return list();
    });
    turn = mine.catch(() => undefined); // Who asked hears of it; the next change is not held up.
    return mine;
  };
  return {
    list,
    save: (target) =>
      change(({ ownName, added }) => {
        if (target.id === OWN_SITE) return { ownName: target.name, added };
        const isThere = added.some((other) => other.id === target.id);
        const others = added.map((other) => (other.id === target.id ? target : other));
        return { ownName, added: isThere ? others : [...added, target] };
      }),
    remove: (id) =>
      change(({ ownName, added }) => ({ ownName, added: added.filter((target) => target.id !== id) })),
  };
}

function ownNamed({ unnamed, ...own }: OwnSiteTarget, ownName: string | undefined): OwnSiteTarget {
  if (ownName !== undefined) return { ...own, name: ownName };
  return unnamed === undefined ? own : { ...own, unnamed };
}

const NOTHING_KEPT: Kept = { ownName: undefined, added: [] };

async function readTargets(path: string): Promise<Kept> {
  putAsideIfDamaged(path, new Date());
  try {
    const kept = KeptTargets.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (!kept.success) return NOTHING_KEPT;
    const added = kept.data.targets.flatMap((target): readonly Target[] => {
      const checked = KeptTarget.safeParse(target);
      return checked.success && checked.data.id !== OWN_SITE ? [checked.data] : [];
    });
    return { ownName: kept.data.ownName, added };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return NOTHING_KEPT;
    throw error;
  }
}
