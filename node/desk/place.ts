import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { codeOf, putAsideIfDamaged } from "./aside.ts";
import { replaceFile } from "./secrets.ts";

/** Where this desk is found on the machine; kept, so that windows and readers find it again after a restart. */
const Place = z.object({
  /** Secret part of the address of the desk: 256 random bits, 64 hex digits. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
  /** Port of the desk, and of the news site; null until they were started once. */
  port: z.number().int().min(1).max(65_535).nullable(),
  sitePort: z.number().int().min(1).max(65_535).nullable(),
});

export type Place = z.infer<typeof Place>;

export function newToken(): string {
  return randomBytes(32).toString("hex");
}

/** The place kept at `path`, or a new one with a fresh token. */
export function readPlace(path: string): Place {
  putAsideIfDamaged(path, new Date());
  try {
    const kept = Place.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (kept.success) return kept.data;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
  return { token: newToken(), port: null, sitePort: null };
}

/** Keeps the place, readable by this user alone. */
export async function savePlace(path: string, place: Place): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await replaceFile(path, `${JSON.stringify(place, null, 2)}\n`);
}
