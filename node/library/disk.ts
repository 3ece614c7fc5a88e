import * as fs from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { LibraryProblem } from "#core/bridge";

/**
 * The two calls by which a log reaches the disk. Everything else goes to `node:fs` directly; these are a port
 * so that a test can tear a write in the middle.
 */
export interface Disk {
  /** Writes at once, returns how many bytes the system took. */
  write(fd: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  /** Until the bytes are on the disk itself. */
  sync(fd: number): Promise<void>;
}

export const systemDisk: Disk = {
  write: fs.writeSync,
  sync: (fd) =>
    new Promise((resolve, reject) => fs.fsync(fd, (error) => (error ? reject(error) : resolve()))),
};

/** A folder of the library which is none: a link that leads elsewhere, or a file. */
export class ForeignFolderError extends Error {
  override readonly name = "ForeignFolderError";
  readonly code = "EPERM";
}

const FULL = ["ENOSPC", "EDQUOT", "EFBIG", "SQLITE_FULL"];
const CLOSED = [
  "EACCES",
  "EPERM",
  "EROFS",
  "ELOOP",
  "EEXIST",
  "EISDIR",
  "SQLITE_READONLY",
  "SQLITE_CANTOPEN",
];
const GONE = [
  ...[
    "ENOENT",
    "ENOTDIR",
    "EIO",
    "ENODEV",
    "ENXIO",
    "ESTALE",
    "EBADF",
    "ENOTCONN",
    "EHOSTDOWN",
    "EHOSTUNREACH",
  ],
  ...[
    "ENETUNREACH",
    "ENETDOWN",
    "ETIMEDOUT",
    "EBUSY",
    "UNKNOWN",
    "SQLITE_IOERR",
    "SQLITE_PROTOCOL",
    "SQLITE_BUSY",
  ],
];

/**
 * What the system's or SQLite's error means to a newsroom; null for an error which is the program's own fault.
 * Codes: errno(3) and https://sqlite.org/rescode.html, extended codes by their beginning.
 */
export function problemOf(error: unknown, path: string): LibraryProblem | null {
  const code = codeOf(error);
  const among = (codes: readonly string[]) =>
    codes.some((known) => code === known || code.startsWith(`${known}_`));
  if (among(FULL)) return { kind: "diskFull", path };
  if (among(CLOSED)) return { kind: "notWritable", path };
  if (among(GONE)) return { kind: "libraryGone", path };
  // Codes of the system not named above (EMFILE, ENAMETOOLONG …); Node's own begin with "ERR_", SQLite's with "SQLITE_".
  return /^E[A-Z0-9]+$/.test(code) ? { kind: "notWritable", path } : null;
}

/** The error's code, "" when it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : "";
}

/** True for "no such file or folder". */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
}

/** True for an error that something of one path's own may cause: rights, a folder or file of that name, its length. */
export function isInTheWay(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOTDIR" || code === "EBUSY" || problemOf(error, "")?.kind === "notWritable";
}

let written = 0;

/**
 * Puts a whole file in place: temporary file beside it, flush, rename, flush of the folder. A link at `path` is
 * replaced, never followed. Nothing is left behind when it fails.
 */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${++written}.tmp`);
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined); // the first error is the one to tell
    throw error;
  }
  await syncFolder(dirname(path));
}

/** The same without letting anything happen in between, for a log whose next frame waits for it. */
export function writeWholeNow(path: string, content: Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${++written}.tmp`);
  try {
    const file = fs.openSync(temporary, "wx");
    try {
      fs.writeFileSync(file, content);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    fs.renameSync(temporary, path);
  } catch (error) {
    try {
      fs.rmSync(temporary, { force: true });
    } catch {
      // the first error is the one to tell
    }
    throw error;
  }
  if (process.platform === "win32") return;
  const folder = fs.openSync(dirname(path), fs.constants.O_RDONLY);
  try {
    fs.fsyncSync(folder);
  } catch (error) {
    if (codeOf(error) !== "EINVAL" && codeOf(error) !== "ENOTSUP") throw error; // as in `syncFolder`
  } finally {
    fs.closeSync(folder);
  }
}

/**
 * Makes a folder and what is missing above it; one that is there stays as it is. Not `recursive` of Node, which
 * never ends where the system says "no such folder" below one that is there (under /proc).
 */
export function makeFolder(path: string, mode = 0o777): void {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const there = fs.statSync(at, { throwIfNoEntry: false });
    if (there?.isDirectory()) break;
    if (there) throw Object.assign(new Error(`${at} is no folder`), { code: "ENOTDIR", path: at });
    if (at === dirname(at)) throw Object.assign(new Error(`No folder ${at}`), { code: "ENOENT", path: at });
    missing.unshift(at);
  }
  for (const folder of missing) {
    try {
      fs.mkdirSync(folder, { mode });
    } catch (error) {
      if (codeOf(error) !== "EEXIST" || !fs.statSync(folder).isDirectory()) throw error; // somebody else was faster
    }
  }
}

/** Flushes a folder's list of names. Windows has no such thing and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, fs.constants.O_RDONLY);
  try {
    await folder.sync();
  } catch (error) {
    // Some network file systems refuse to flush a folder; the rename itself has happened.
    if (codeOf(error) !== "EINVAL" && codeOf(error) !== "ENOTSUP") throw error;
  } finally {
    await folder.close();
  }
}

/**
 * A folder inside `root`, by its relative path, making what is missing when `make` is set.
 *
 * @throws {ForeignFolderError} when a part of the path is a link or a file: nothing is written through it.
 */
export function realFolder(root: string, relative: string, make = false): string {
  let path = root;
  for (const part of relative.split("/")) {
    if (part === "" || part === "." || part === "..")
      throw new RangeError(`Not a folder's path: ${relative}`);
    path = join(path, part);
    const there = fs.lstatSync(path, { throwIfNoEntry: false });
    if (!there && make) fs.mkdirSync(path);
    else if (!there) throw Object.assign(new Error(`No folder ${path}`), { code: "ENOENT" });
    else if (!there.isDirectory()) throw new ForeignFolderError(`${path} is no folder of the library`);
  }
  return path;
}
