import { constants, createReadStream } from "node:fs";
import { copyFile, open, realpath, rename, rm } from "node:fs/promises";
import { createHash, webcrypto } from "node:crypto";
import { join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { figuresOf, type Article, type Picture } from "#core/article";
import { isMissing, realFolder, syncFolder, writeWhole } from "./disk.ts";
import { PICTURES, statOrNull } from "./folders.ts";

/** Originals of a story: `pictures/<sha256>.<ext>`, written once, never altered. */

export class OriginalError extends RangeError {
  override readonly name = "OriginalError";
}

/** File name of an original, null when hash or ending are none. */
export function originalName(sha256: string, extension: string): string | null {
  return /^[0-9a-f]{64}$/.test(sha256) && /^[a-z0-9]{1,8}$/.test(extension) ? `${sha256}.${extension}` : null;
}

/**
 * Keeps an original, flushed. A file of that name that does not hold these bytes (torn, flipped) is replaced.
 *
 * @throws {OriginalError} when the name is none or the bytes are not those of the hash.
 */
export async function keepOriginal(
  root: string,
  story: string,
  sha256: string,
  extension: string,
  bytes: Uint8Array,
): Promise<void> {
  const name = originalName(sha256, extension);
  if (name === null) throw new OriginalError(`No name of an original: ${sha256}.${extension}`);
  // Off the main thread: a hundred megabytes take a tenth of a second.
  const hash = await webcrypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  if (Buffer.from(hash).toString("hex") !== sha256) throw new OriginalError(`These bytes are not ${sha256}`);
  const path = join(realFolder(root, `${story}/${PICTURES}`, true), name);
  if ((await sha256OfFile(path)) !== sha256) await writeWhole(path, bytes);
}

/** Path of an original inside its story's folder; null when it is not there or leads out of it. */
export async function originalPath(story: string, sha256: string, extension: string): Promise<string | null> {
  const name = originalName(sha256, extension);
  if (name === null) return null;
  const path = join(story, PICTURES, name);
  try {
    const inside = (await realpath(path)).startsWith((await realpath(story)) + sep);
    return inside && (await statOrNull(path))?.isFile() ? path : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Names of the originals an article shows and its folder lacks, in page order. */
export async function missingOriginals(story: string, article: Article): Promise<readonly string[]> {
  const missing = new Set<string>();
  for (const { sha256, extension } of picturesOf(article)) {
    if ((await originalPath(story, sha256, extension)) === null) missing.add(`${sha256}.${extension}`);
  }
  return [...missing];
}

/** Copies the originals an article shows into another story's folder; what is missing stays missing. */
export async function copyOriginals(root: string, from: string, to: string, article: Article): Promise<void> {
  for (const { sha256, extension } of picturesOf(article)) {
    const original = await originalPath(join(root, from), sha256, extension);
    if (original === null) continue;
    const folder = realFolder(root, `${to}/${PICTURES}`, true);
    const temporary = join(folder, `.${sha256}.tmp`);
    try {
      await copyFile(original, temporary, constants.COPYFILE_FICLONE);
      const copy = await open(temporary, "r+");
      await copy.sync().finally(() => copy.close());
      await rename(temporary, join(folder, `${sha256}.${extension}`));
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined); // the first error is the one to tell
      throw error;
    }
    await syncFolder(folder);
  }
}

function picturesOf(article: Article): readonly Picture[] {
  return figuresOf(article).flatMap((figure) => (figure.picture ? [figure.picture] : []));
}

/** Hash of a file's bytes, null when there is no regular file. */
async function sha256OfFile(path: string): Promise<string | null> {
  if (!(await statOrNull(path))?.isFile()) return null;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
