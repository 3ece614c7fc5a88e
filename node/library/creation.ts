import { lstatSync, mkdirSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as Y from "yjs";
import { documentOf, type Article } from "#core/article";
import { problemOf, realFolder, syncFolder } from "./disk.ts";
import { LOG_FILE, folderNameOf, foldersIn, monthOf, type PassedOver } from "./folders.ts";
import { copyOriginals, keepOriginal } from "./originals.ts";
import type { Original } from "./port.ts";
import { wholeLog } from "./reading.ts";

const UNFINISHED = ".new-";

export interface CreatedStory {
  readonly folder: string;
  readonly doc: Y.Doc;
  readonly logBytes: number;
}

/**
 * Makes a story's folder with its log and the originals that come along. It is made under another name and renamed
 * when all of it is on the disk, so that there is a whole story or none.
 *
 * @param from where originals come from: the folder of the story that is copied, or their bytes.
 * @param doc the story's document when it comes from elsewhere with its history; made of `content` otherwise.
 * @throws {OriginalError} when an original's bytes are not those of its hash.
 */
export async function createStory(
  root: string,
  content: Pick<Article, "details" | "blocks">,
  id: string,
  now: Date,
  from: string | readonly Original[],
  doc: Y.Doc = documentOf(content),
): Promise<CreatedStory> {
  const month = monthOf(now);
  const isNew = !lstatSync(join(root, month), { throwIfNoEntry: false });
  const parent = realFolder(root, month, true);
  const unfinished = `${month}/${UNFINISHED}${id}`;
  const folder = `${month}/${folderNameOf(content, id)}`;
  const log = wholeLog(id, Y.encodeStateAsUpdate(doc), now.getTime());
  const path = join(root, unfinished);
  mkdirSync(path);
  try {
    const file = await open(join(path, LOG_FILE), "wx");
    try {
      await file.writeFile(log);
      await file.sync();
    } finally {
      await file.close();
    }
    if (typeof from === "string") await copyOriginals(root, from, unfinished, { ...content, id });
    else
      for (const { sha256, extension, bytes } of from)
        await keepOriginal(root, unfinished, sha256, extension, bytes);
    await syncFolder(path);
    await rename(path, join(root, folder));
  } catch (error) {
    await rm(path, { recursive: true, force: true }).catch(() => undefined); // the first error is the one to tell
    throw error;
  }
  await syncFolder(parent);
  if (isNew) for (const above of [join(parent, ".."), root]) await syncFolder(above);
  return { folder, doc, logBytes: log.length };
}

/**
 * Removes what a killed process left of stories that were never finished and never shown to anybody. What cannot be
 * read or removed stays: it is in nobody's way.
 *
 * @throws what the system says of the library's own folder.
 */
export async function removeUnfinished(root: string, passedOver: PassedOver): Promise<void> {
  const below = async (path: string, act: (name: string) => Promise<void>) => {
    try {
      for (const name of await foldersIn(path)) await act(name);
    } catch (error) {
      if (path === root || problemOf(error, path) === null) throw error;
      passedOver(path, error);
    }
  };
  await below(root, async (year) => {
    if (!/^\d{4}$/.test(year)) return;
    await below(join(root, year), (month) =>
      below(join(root, year, month), async (name) => {
        if (name.startsWith(UNFINISHED))
          await rm(join(root, year, month, name), { recursive: true, force: true });
      }),
    );
  });
}
