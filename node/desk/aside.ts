import { existsSync, readFileSync, renameSync } from "node:fs";
import { z } from "zod";
import { codeOf } from "#node/library";

const JsonObject = z.record(z.string(), z.unknown());

/**
 * Puts a file aside that should hold a JSON object and does not, so that a new one can be written without
 * losing what a person may still want of it. `settings.json` becomes `settings.json.damaged-<time>`.
 *
 * @returns where the damaged file is now, or null when the file is good or there is none.
 */
export function putAsideIfDamaged(path: string, now: Date): string | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
  if (isJsonObject(text)) return null;
  const aside = asideOf(path, now);
  renameSync(path, aside);
  return aside;
}

function isJsonObject(text: string): boolean {
  try {
    return JsonObject.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // Not JSON: that is the answer.
  }
}

/** A place beside a file that nothing lies at: `names.csv.damaged-<time>`. */
export function asideOf(path: string, now: Date): string {
  const place = `${path}.damaged-${now.toISOString().replaceAll(/[:.]/g, "-")}`;
  let free = place;
  for (let more = 2; existsSync(free); more++) free = `${place}-${more}`;
  return free;
}
