import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { codeOf, writeWhole } from "#node/library";
import { putAsideIfDamaged } from "./aside.ts";

/**
 * Where desks and readers are found on this machine; kept, so that windows and readers find them again after a
 * restart. Each file has one writer: the desk of a library its own, whoever runs the site that of the site.
 */
const Port = z.number().int().min(1).max(65_535);

const Place = z.object({
  /** Secret part of the address of the desk: 256 random bits, 64 hex digits. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
  /** Null until it was started once. */
  port: Port.nullable(),
});

export type Place = z.infer<typeof Place>;

const SitePlace = z.object({ sitePort: Port });

export function newToken(): string {
  return randomBytes(32).toString("hex");
}

/** The place of the desk on a library, or a new one with a fresh token. */
export function readPlace(dataDir: string, libraryDir: string): Place {
  const kept = Place.safeParse(readJson(placeFile(dataDir, libraryDir)));
  return kept.success ? kept.data : { token: newToken(), port: null };
}

/** Keeps the place of the desk on a library, readable by this user alone. */
export async function savePlace(dataDir: string, libraryDir: string, place: Place): Promise<void> {
  await saveJson(placeFile(dataDir, libraryDir), { library: libraryDir, ...place });
}

/** Port the site on this machine had last, or null. */
export function readSitePort(dataDir: string): number | null {
  return SitePlace.safeParse(readJson(sitePlaceFile(dataDir))).data?.sitePort ?? null;
}

export async function saveSitePort(dataDir: string, sitePort: number): Promise<void> {
  await saveJson(sitePlaceFile(dataDir), { sitePort });
}

function placeFile(dataDir: string, libraryDir: string): string {
  const name = createHash("sha256").update(libraryDir).digest("hex").slice(0, 16);
  return join(dataDir, "desks", `${name}.json`);
}

function sitePlaceFile(dataDir: string): string {
  return join(dataDir, "place.json");
}

function readJson(path: string): unknown {
  putAsideIfDamaged(path, new Date());
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function saveJson(path: string, value: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, 0o600);
}
