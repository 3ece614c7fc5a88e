import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Rendition } from "#core/media";
import { sha256Of } from "./hash.ts";
import type { MadeRendition } from "./port.ts";
import type { FreshRendition } from "./renditions.ts";

/** Goes up when the way renditions are made changes, so that none of the old are found. */
const RECIPE = 1;

/**
 * The renditions of an original as they were kept, or null when they have to be made (again). A file that
 * is missing, shortened or altered counts as not kept: the list names each file's size and hash, and every
 * file is read and compared.
 */
export async function keptRenditions(
  cacheDir: string,
  original: string,
): Promise<readonly MadeRendition[] | null> {
  const list = await readIfThere(listPath(cacheDir, original));
  const renditions = list && renditionsIn(list.toString("utf8"));
  if (!renditions) return null;
  const made = renditions.map((rendition) => ({ ...rendition, path: pathOf(cacheDir, original, rendition) }));
  const intact = await Promise.all(made.map(isIntact));
  return intact.every(Boolean) ? made : null;
}

/** Writes each rendition, then the list of them, each beside its place and then renamed. */
export async function keepRenditions(
  cacheDir: string,
  original: string,
  fresh: readonly FreshRendition[],
): Promise<readonly MadeRendition[]> {
  await mkdir(cacheDir, { recursive: true });
  const made = await Promise.all(
    fresh.map(async ({ rendition, bytes }) => {
      const path = pathOf(cacheDir, original, rendition);
      await replaceFile(path, bytes);
      return { ...rendition, path };
    }),
  );
  const list = JSON.stringify(fresh.map(({ rendition }) => rendition));
  await replaceFile(listPath(cacheDir, original), Buffer.from(list));
  return made;
}

function listPath(cacheDir: string, original: string): string {
  return join(cacheDir, `${original}-r${RECIPE}.json`);
}

function pathOf(cacheDir: string, original: string, rendition: Rendition): string {
  const ending = rendition.mimeType === "image/jpeg" ? "jpg" : rendition.mimeType.slice("image/".length);
  return join(cacheDir, `${original}-r${RECIPE}-${rendition.widthPx}.${ending}`);
}

async function isIntact(made: MadeRendition): Promise<boolean> {
  const bytes = await readIfThere(made.path);
  return bytes !== null && bytes.length === made.sizeBytes && (await sha256Of(bytes)) === made.sha256;
}

/** No flush to the disk: a file that a power cut took is found missing by its hash and made again. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Anything unreadable in a cache is the same as nothing there: it is made again, or fails to be written. */
async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}

/** The list's content, or null when it is not one that this version wrote. */
function renditionsIn(json: string): readonly Rendition[] | null {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return Array.isArray(list) && list.length > 0 && list.every(isRendition) ? list : null;
}

function isRendition(value: unknown): value is Rendition {
  if (typeof value !== "object" || value === null) return false;
  const rendition = value as Partial<Record<keyof Rendition, unknown>>;
  return (
    [rendition.widthPx, rendition.heightPx, rendition.sizeBytes].every(Number.isSafeInteger) &&
    /^[0-9a-f]{64}$/.test(String(rendition.sha256)) &&
    (rendition.mimeType === "image/jpeg" || rendition.mimeType === "image/png")
  );
}
