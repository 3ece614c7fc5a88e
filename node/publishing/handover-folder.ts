import { randomUUID } from "node:crypto";
import { link, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { done, failed, type Outcome } from "#core/bridge";
import { hostOf, type PublishProblem } from "#core/publishing";
import { codeOf, diskProblemOf } from "#node/library";
import { PATIENCE, type Patience } from "./http.ts";
import {
  isSameFile,
  temporaryNameOf,
  type Place,
  type PlaceEntry,
  type PlaceFile,
} from "./handover-place.ts";

/** A folder of this machine or of a share it has. Nothing is read or written through a link inside it. */
export function folderPlace(url: string, patience: Patience = PATIENCE): Place {
  const host = hostOf(url);
  const root = rootOf(url);

  /** Acts on the folder; a share that does not answer is slow, and one that has gone is said as that. */
  const act = async <Value>(
    sizeBytes: number,
    work: (root: string) => Promise<Value>,
  ): Promise<Outcome<Value, PublishProblem>> => {
    const waitMs = patience.baseMs + (sizeBytes / patience.bytesPerSecond) * 1000;
    if (root === null) return failed({ kind: "folderGone", path: host });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), waitMs);
    });
    const working = atWork(root, work);
    try {
      const ended = await Promise.race([working, late]);
      if (ended !== "late") return ended;
      working.catch(() => undefined); // Nobody waits for it any more.
      return failed({ kind: "siteSlow", host, waitedMs: waitMs });
    } finally {
      clearTimeout(timer);
    }
  };

  const atWork = async <Value>(
    folder: string,
    work: (root: string) => Promise<Value>,
  ): Promise<Outcome<Value, PublishProblem>> => {
    try {
      if (!(await stat(folder)).isDirectory()) return failed({ kind: "folderGone", path: host });
      return done(await work(folder));
    } catch (error) {
      const problem = await problemOf(error);
      if (problem === null) throw error;
      return failed(problem);
    }
  };

  const problemOf = async (error: unknown): Promise<PublishProblem | null> => {
    const problem = diskProblemOf(error, host);
    switch (problem?.kind) {
      case "diskFull":
        return { kind: "placeFull", host };
      case "notWritable":
        return { kind: "notAllowed", host, act: "upload" };
      case undefined:
        return null;
      default:
        return { kind: "folderGone", path: host };
    }
  };

  return {
    host,

    addressOf(path) {
      return new URL(path.split("/").map(encodeURIComponent).join("/"), folderUrl(url).href).href;
    },

    test: () =>
      act(0, async (folder) => {
        const path = join(folder, `.morasse-${randomUUID()}`);
        await mkdir(path);
        await rmdir(path);
        return null;
      }),

    list: (name) =>
      act(0, async (folder) => {
        const path = await inside(folder, name);
        const entries = await orNull(readdir(path, { withFileTypes: true }));
        if (entries === null) return null;
        return Promise.all(
          entries.map(async (entry): Promise<PlaceEntry> => {
            const isFolder = entry.isDirectory();
            // A link is neither a folder nor a file of ours: its size is no file's.
            const info = isFolder || !entry.isFile() ? null : await orNull(lstat(join(path, entry.name)));
            return { name: entry.name, isFolder, sizeBytes: info?.size ?? -1 };
          }),
        );
      }),

    read: (name, mostBytes) =>
      act(mostBytes, async (folder) => {
        const path = await inside(folder, name);
        return orNull(readFileAt(path, mostBytes));
      }),

    makeFolder: (name) =>
      act(0, async (folder) => {
        const path = await inside(folder, name);
        try {
          await mkdir(path);
        } catch (error) {
          if (codeOf(error) !== "EEXIST" || !(await lstat(path)).isDirectory()) throw error;
        }
        return null;
      }),

    write: (name, bytes, seen) =>
      act(bytes.length, async (folder) => {
        const path = await inside(folder, name);
        const temporary = await inside(folder, temporaryNameOf(name, randomUUID()));
        try {
          await writeNew(temporary, bytes);
          if (seen === null) return await putNew(temporary, path);
          if (seen !== undefined) {
            const there = await orNull(readFileAt(path, seen.bytes.length + 1));
            if (there === null || !isSameFile(there, seen)) return "taken";
          }
          await rename(temporary, path);
          return "written";
        } finally {
          await rm(temporary, { force: true }).catch(() => undefined); // It is hidden, and cleared away later.
          await syncFolder(join(path, ".."));
        }
      }),

    remove: (name) =>
      act(0, async (folder) => {
        await orNull(unlink(await inside(folder, name)));
        return null;
      }),

    removeFolder: (name) =>
      act(0, async (folder) => {
        try {
          await rmdir(await inside(folder, name));
        } catch (error) {
          // EEXIST: "not empty" as some systems say it (rmdir(2)).
          if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(codeOf(error))) throw error;
        }
        return null;
      }),
  };
}

// --- private ---------------------------------------------------------------------------------

/** The folder a "file:" address names; null where this machine cannot have it. */
function rootOf(url: string): string | null {
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}

function folderUrl(url: string): URL {
  const root = rootOf(url);
  return root === null ? new URL(url) : pathToFileURL(`${root.replace(/[\\/]+$/, "")}/`);
}

/** A path in the folder whose folders are folders and no links, so that it leads nowhere else. */
async function inside(root: string, name: string): Promise<string> {
  const parts = name === "" ? [] : name.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".." || /[\\\0]/.test(part))) {
    throw new RangeError(`Not a path inside the folder: ${name}`);
  }
  let path = root;
  for (const part of parts.slice(0, -1)) {
    path = join(path, part);
    if ((await lstat(path).catch(() => null))?.isSymbolicLink() === true) throw new LinkError(path);
  }
  const last = parts.at(-1);
  if (last === undefined) return root;
  const whole = join(path, last);
  if ((await lstat(whole).catch(() => null))?.isSymbolicLink() === true) throw new LinkError(whole);
  return whole;
}

/** A link lies where a folder or file of ours is to be. */
class LinkError extends Error {
  override readonly name = "LinkError";
  readonly code = "ELOOP";
}

async function readFileAt(path: string, mostBytes: number): Promise<PlaceFile> {
  const file = await open(path, "r");
  try {
    const size = Math.min((await file.stat()).size, mostBytes);
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return { bytes: bytes.subarray(0, at), tag: null };
  } finally {
    await file.close();
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a file its name, unless another has it. A share that knows no hard links is asked first and then renamed on. */
async function putNew(temporary: string, path: string): Promise<"written" | "taken"> {
  try {
    await link(temporary, path);
    return "written";
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return "taken";
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EINVAL", "EACCES"].includes(code))
      throw error;
  }
  if ((await orNull(lstat(path))) !== null) return "taken";
  await rename(temporary, path);
  return "written";
}

/** So that the new name is on the disk too; a system or share that cannot flush a folder is left to itself. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** What is asked for, or null where nothing of that name is there. */
async function orNull<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}
