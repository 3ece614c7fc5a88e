import { createHash } from "node:crypto";
import { lstat, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import * as Y from "yjs";
import { done, failed, type LibraryProblem, type Outcome } from "#core/bridge";
import { packed, travels, unpacked, type PackageProblem, type PackedFile } from "#core/exchange";
import { identityIn, readLog, type StorySummary } from "#core/library";
import { isMissing } from "./disk.ts";
import { LOG_FILE } from "./folders.ts";
import type { Library, Original } from "./port.ts";
import { docOf } from "./reading.ts";

/**
 * A story as one file to travel (`.morasse`), and back into a library. Everything typed so far is flushed first.
 *
 * @param newsroom the files in which the newsroom has laid down its style, names and words, to come along.
 */
export async function packStory(
  library: Library,
  id: string,
  now: Date,
  newsroom: readonly PackedFile[] = [],
): Promise<Outcome<Uint8Array, LibraryProblem>> {
  const article = await library.article(id);
  if (!article.ok) return article;
  await library.flush();
  const folder = library.folder(id);
  if (folder === null) return failed({ kind: "storyUnknown", id });
  const files: PackedFile[] = [...newsroom];
  for (const path of await pathsIn(folder)) files.push({ path, bytes: await readFile(join(folder, path)) });
  return done(packed({ id, madeAt: now.toISOString(), files }, sha256));
}

/** What was taken of a package, and what lies beside it. */
export interface PackageTaken {
  readonly story: StorySummary;
  readonly newsroom: readonly PackedFile[];
}

/**
 * Takes a package into the library. A story the library already has gets both people's work: text, captions
 * and pictures of both are there afterwards. Everything is checked before anything is taken. Receipts stay in the package, for they name the sender's own sites.
 *
 * @returns the story, and what came along of the sender's newsroom: nothing of that has been taken.
 */
export async function openPackage(
  library: Library,
  bytes: Uint8Array,
): Promise<Outcome<PackageTaken, PackageProblem | LibraryProblem>> {
  const read = unpacked(bytes, sha256);
  if (!read.ok) return read;
  const { id, files } = read.value;
  const log = files.find((file) => file.path === LOG_FILE);
  if (log === undefined) return failed({ kind: "packageDamaged", file: LOG_FILE });
  const { frames, stopped } = readLog(log.bytes);
  const named = identityIn(frames);
  if (stopped !== null || (named !== null && named !== id))
    return failed({ kind: "packageDamaged", file: LOG_FILE });
  const originals: Original[] = [];
  for (const { path, bytes } of files) {
    const [, hash, extension] = /^pictures\/([0-9a-f]{64})\.([a-z0-9]+)$/.exec(path) ?? [];
    if (hash === undefined || extension === undefined) continue;
    if (hash !== sha256(bytes)) return failed({ kind: "packageDamaged", file: path });
    originals.push({ sha256: hash, extension, bytes });
  }
  const story = await library.adopt(id, Y.encodeStateAsUpdate(docOf(frames)), originals);
  if (!story.ok) return story;
  return done({ story: story.value, newsroom: files.filter(({ path }) => path.startsWith("newsroom/")) });
}

/** Plain files of the story that travel; links are left where they are. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const dir of ["", "pictures", "receipts"]) {
    for (const name of await namesIn(join(folder, dir))) {
      const path = dir === "" ? name : `${dir}/${name}`;
      if (travels(path) && (await lstat(join(folder, path))).isFile()) paths.push(path);
    }
  }
  return paths;
}

async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
