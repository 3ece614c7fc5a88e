import { renameSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { headlineOf, slugOf, SlugError, type Article } from "#core/article";
import { isMissing, problemOf, realFolder } from "./disk.ts";

/** The names inside a story's folder. */
export const LOG_FILE = "story.log";
export const JSON_FILE = "story.json";
export const HTML_FILE = "story.html";
export const TRASH_FILE = "trashed.json";
export const UNTOLD_FILE = "untold.json";
export const PICTURES = "pictures";
export const RECEIPTS = "receipts";
export const DAMAGED = `${LOG_FILE}.damaged-`;

/** A story's folder on disk: its path relative to the library with "/" between. */
export interface FoundFolder {
  readonly folder: string;
  readonly isTrashed: boolean;
}

const ID = /--([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const LONGEST_NAME = 48;

/** "2026/11" by the desk's own clock. */
export function monthOf(day: Date): string {
  return `${day.getFullYear()}/${String(day.getMonth() + 1).padStart(2, "0")}`;
}

/** What a story's folder is called while it has no headline. */
const UNNAMED = "bai-moi";

/**
 * The folder's name: "gia-xang-giam--<id>", "bai-moi--<id>" while there is no headline. Shorter than the slug on
 * the site, since Windows ends a path at 260 characters. Once it has a headline's name it keeps it: it is for a
 * person, not for us.
 */
export function folderNameOf(article: Pick<Article, "blocks" | "details">, id: string): string {
  let name: string = UNNAMED;
  try {
    name = slugOf(headlineOf({ ...article, id }));
  } catch (error) {
    if (!(error instanceof SlugError)) throw error; // a headline without a letter names no folder
  }
  if (name.length > LONGEST_NAME)
    name = name
      .slice(0, LONGEST_NAME + 1)
      .replace(/-[^-]*$/, "")
      .slice(0, LONGEST_NAME);
  return `${name}--${id}`;
}

/**
 * Gives the folder of a story that was made without a headline its name, now that it has one. Synchronous, so that
 * nobody finds the old name in between; call it when nothing has the story open.
 *
 * @returns the folder's path from then on, relative to the library: the old one where the system refuses.
 */
export function namedByHeadline(root: string, folder: string, article: Article): string {
  const name = folderNameOf(article, article.id);
  const unnamed = `${UNNAMED}--${article.id}`;
  if (!folder.endsWith(`/${unnamed}`) || name === unnamed) return folder;
  const renamed = `${folder.slice(0, -unnamed.length)}${name}`;
  try {
    renameSync(realFolder(root, folder), join(realFolder(root, dirname(folder)), name));
    return renamed;
  } catch (error) {
    // A program that has a file of it open (Windows), rights: the old name serves as well.
    if (problemOf(error, folder) === null) throw error;
    return folder;
  }
}

/** The id in a folder's name, null when somebody gave it another one. */
export function idInName(folder: string): string | null {
  return ID.exec(folder)?.[1] ?? null;
}

/** An instant as part of a file's name: "2026-11-22T07-05-09.123Z". */
export function fileTime(iso: string): string {
  return iso.replaceAll(":", "-");
}

/** Names which systems leave in every folder; no person put them there. */
export function isSystemFile(name: string): boolean {
  return name.startsWith(".") || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}

/** Whether a name in a story's folder is one the program writes. */
export function isOurs(name: string): boolean {
  return (
    [LOG_FILE, JSON_FILE, HTML_FILE, TRASH_FILE, UNTOLD_FILE, PICTURES, RECEIPTS].includes(name) ||
    name.startsWith(DAMAGED) ||
    name.startsWith(`${RECEIPTS}-of-`)
  );
}

/**
 * Every story folder of a library, newest month first. Years are looked into three folders deep, so that a person
 * may sort stories into folders of their own; links are not followed.
 *
 * @param passedOver told of every folder that cannot be read (rights, a bad sector); the others are found all the same.
 * @throws what the system says of the library's own folder.
 */
export async function* storyFolders(root: string, passedOver: PassedOver): AsyncGenerator<FoundFolder> {
  for (const year of await foldersIn(root))
    if (/^\d{4}$/.test(year)) yield* storiesUnder(root, year, 3, passedOver);
}

/** Hears of a folder or file that could not be read or removed, by its path. */
export type PassedOver = (path: string, error: unknown) => void;

async function* storiesUnder(
  root: string,
  folder: string,
  depth: number,
  passedOver: PassedOver,
): AsyncGenerator<FoundFolder> {
  const entries = await entriesOf(join(root, folder)).catch((error: unknown) => {
    if (problemOf(error, folder) === null) throw error;
    passedOver(folder, error);
    return [];
  });
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (has(LOG_FILE) || has(JSON_FILE) || idInName(folder) !== null)
    yield { folder, isTrashed: has(TRASH_FILE) };
  else if (depth > 0) {
    const inside = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
    for (const { name } of inside.sort((one, other) => (one.name < other.name ? 1 : -1)))
      yield* storiesUnder(root, `${folder}/${name}`, depth - 1, passedOver);
  }
}

/** Names of the folders in a folder, the highest first; none where it went away meanwhile. @throws what the system says. */
export async function foldersIn(path: string): Promise<readonly string[]> {
  const entries = await entriesOf(path);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((one, other) => (one < other ? 1 : -1));
}

/** Names and kinds; none where the folder went away meanwhile. */
async function entriesOf(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** What tells whether a story changed since the index looked: times in milliseconds, sizes in bytes, 0 when absent. */
export interface Stamps {
  readonly logBytes: number;
  readonly logTime: number;
  readonly receiptsTime: number;
}

export async function stampsOf(path: string): Promise<Stamps> {
  const [log, receipts] = await Promise.all([
    statOrNull(join(path, LOG_FILE)),
    statOrNull(join(path, RECEIPTS)),
  ]);
  return {
    logBytes: log?.isFile() ? log.size : 0,
    logTime: log?.isFile() ? log.mtimeMs : 0,
    receiptsTime: receipts?.isDirectory() ? receipts.mtimeMs : 0,
  };
}

/** The file's or link's own facts, null when there is none. */
export async function statOrNull(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
