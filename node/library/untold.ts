import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { Mended } from "#core/bridge";
import { writeWholeNow } from "./disk.ts";
import { UNTOLD_FILE, statOrNull } from "./folders.ts";

/**
 * What was mended in a story and nobody has seen yet: `untold.json` beside the damaged files kept aside, so that it
 * outlives the process that did it. Files are kept by their names alone, for folders are renamed and moved.
 */
const Untold = z.array(Mended);

/** Empty when there is nothing to tell, or no report of ours: the files kept aside are there all the same. */
export async function readUntold(path: string): Promise<readonly Mended[]> {
  const file = join(path, UNTOLD_FILE);
  if (!(await statOrNull(file))?.isFile()) return [];
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  return (Untold.safeParse(value).data ?? []).map((one) =>
    withFile(one, (name) => join(path, basename(name))),
  );
}

/** Puts a report in place, at once and flushed; an empty one is removed. @throws what the system says. */
export function keepUntold(path: string, untold: readonly Mended[]): void {
  const file = join(path, UNTOLD_FILE);
  if (untold.length === 0) return rmSync(file, { force: true });
  const named = untold.map((one) => withFile(one, basename));
  writeWholeNow(file, Buffer.from(`${JSON.stringify(named, null, 2)}\n`));
}

/** What is left to tell after some of it was seen. */
export function untoldWithout(untold: readonly Mended[], seen: readonly Mended[]): Mended[] {
  return untold.filter((one) => !seen.some((other) => keyOf(other) === keyOf(one)));
}

function keyOf(one: Mended): string {
  return JSON.stringify(withFile(one, basename));
}

function withFile(one: Mended, named: (file: string) => string): Mended {
  return one.kind === "logCut"
    ? { ...one, keptAside: named(one.keptAside) }
    : { ...one, path: named(one.path) };
}
