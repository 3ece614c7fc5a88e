import { lstatSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import { codeOf, isMissing, problemOf, writeWhole } from "./disk.ts";
import type { Holder } from "./port.ts";

/**
 * One process holds a library. The lock is the system's, taken by SQLite on an empty file, so that the end of
 * the process ends it, `kill -9` included; `lock.json` beside it only says who it is.
 *
 * `lock.sqlite` is never opened by anything else here: closing any descriptor of a file drops the process's
 * POSIX locks on it (fcntl(2)); SQLite knows and keeps its own count.
 */
export const LOCK_FILE = "lock.sqlite";
const HOLDER_FILE = "lock.json";

const HolderJson = z.object({
  pid: z.number().int().positive(),
  host: z.enum(["electron", "loopback", "cli"]),
  address: z.string().nullable(),
  since: z.string(),
});

export class Hold {
  readonly #dir: string;
  #holder: Holder;
  #lock: Database.Database;
  #file: string;

  private constructor(dir: string, holder: Holder, lock: Database.Database) {
    this.#dir = dir;
    this.#holder = holder;
    this.#lock = lock;
    this.#file = fileOf(dir);
  }

  /** The hold, or null when another process (or this one) has it. @throws what the disk or SQLite says. */
  static take(dir: string, holder: Holder): Hold | null {
    const lock = lockedOrNull(dir);
    return lock && new Hold(dir, holder, lock);
  }

  /** Writes who holds the library, for the user's eyes only: the address carries the window's token. */
  async say(change: Partial<Holder> = {}): Promise<void> {
    this.#holder = { ...this.#holder, ...change };
    await writeWhole(join(this.#dir, HOLDER_FILE), `${JSON.stringify(this.#holder, null, 2)}\n`, 0o600);
  }

  /** Locks again after the folder was away, when it is not the same file any more. False when somebody else was faster. */
  renew(): boolean {
    if (this.#lock.open && fileOf(this.#dir) === this.#file) return true;
    this.#lock.close();
    const lock = lockedOrNull(this.#dir);
    if (!lock) return false;
    this.#lock = lock;
    this.#file = fileOf(this.#dir);
    return true;
  }

  release(): void {
    try {
      if (this.#lock.open && fileOf(this.#dir) === this.#file)
        rmSync(join(this.#dir, HOLDER_FILE), { force: true });
    } catch (error) {
      // A folder that is away or full of errors keeps its note; the lock itself ends below.
      if (problemOf(error, this.#dir) === null) throw error;
    } finally {
      this.#lock.close();
    }
  }
}

/** Who holds the library, as far as the note says; null when it cannot be read. */
export function holderOf(dir: string): Holder | null {
  try {
    const read = HolderJson.safeParse(JSON.parse(readFileSync(join(dir, HOLDER_FILE), "utf8")));
    return read.success ? read.data : null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || problemOf(error, dir) !== null) return null;
    throw error;
  }
}

function lockedOrNull(dir: string): Database.Database | null {
  const path = join(dir, LOCK_FILE);
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (codeOf(error) === "SQLITE_BUSY") return null;
    throw error;
  }
}

/** Device and number of the lock file: tells whether a folder that came back is the one that went. */
function fileOf(dir: string): string {
  const stat = statSync(join(dir, LOCK_FILE), { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.dev}:${stat.ino}` : "";
}
