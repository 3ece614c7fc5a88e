import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { done, failed, type LibraryProblem, type Outcome } from "#core/bridge";
import { problemOf, writeWhole } from "./disk.ts";
import type { PassedOver } from "./folders.ts";
import { LOCK_FILE } from "./hold.ts";
import { INDEX_FILE } from "./index-file.ts";
import type { LibraryOptions } from "./port.ts";

/** What keeps a library from being written, and who is told of it. */
export class Trouble {
  readonly #dir: string;
  readonly #log: Log;
  readonly #begun: (problem: LibraryProblem, isNews: boolean) => void;
  #problem: LibraryProblem | null = null;
  #ended = false;

  /** @param begun hears of every problem, and whether it is another one than before. */
  constructor(dir: string, log: Log, begun: (problem: LibraryProblem, isNews: boolean) => void) {
    this.#dir = dir;
    this.#log = log;
    this.#begun = begun;
  }

  /** Null while all is well. */
  get problem(): LibraryProblem | null {
    return this.#problem;
  }

  /** Does something on the disk; its trouble becomes the library's and the answer. */
  async attempt<Value>(act: () => Value | Promise<Value>): Promise<Outcome<Value, LibraryProblem>> {
    try {
      return done(await act());
    } catch (error) {
      const problem = problemOf(error, this.#dir);
      if (problem === null) throw error;
      this.begin(problem);
      return failed(problem);
    }
  }

  /** The same for work in the background, where nobody waits for the answer: an error nobody foresaw is told. */
  async try(what: string, act: () => void | Promise<void>): Promise<boolean> {
    try {
      return (await this.attempt(act)).ok;
    } catch (error) {
      this.unforeseen(error, what);
      return false;
    }
  }

  /** The same for one step of several that must all be taken. */
  seen(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.unforeseen(error, what);
    }
  }

  /** Tells support of an error nobody foresaw. */
  readonly unforeseen = (error: unknown, what = "background work"): void => {
    this.#log(`library: ${what}`, error);
  };

  readonly passedOver: PassedOver = (path, error) => this.unforeseen(error, `${path} is passed over`);

  begin(problem: LibraryProblem | null): void {
    if (problem === null || this.#ended) return;
    const isNews = this.#problem?.kind !== problem.kind;
    this.#problem = problem;
    this.#begun(problem, isNews);
  }

  /** The library can be written again. */
  over(): void {
    this.#problem = null;
  }

  /** The library is closing: nobody is told of a problem any more. */
  end(): void {
    this.#ended = true;
  }

  /** Whether the folder is our library: an empty folder where a stick was mounted is not. */
  isThere(): boolean {
    try {
      return existsSync(join(this.#dir, LOCK_FILE)) || existsSync(join(this.#dir, INDEX_FILE));
    } catch {
      return false;
    }
  }

  /** The error of a library that is not there. */
  away(): Error {
    return Object.assign(new Error(`${this.#dir} is away`), { code: "ENOENT" });
  }

  /** Writes and removes a file of some size. @throws what the system says. */
  async writeProbe(): Promise<void> {
    const probe = join(this.#dir, ".morasse-probe");
    await writeWhole(probe, new Uint8Array(PROBE_BYTES));
    await rm(probe, { force: true });
  }

  /** Whether the library's folder itself can be written. */
  async takesFiles(): Promise<boolean> {
    try {
      await this.writeProbe();
      return true;
    } catch (error) {
      if (problemOf(error, this.#dir) === null) throw error;
      return false;
    }
  }
}

type Log = NonNullable<LibraryOptions["log"]>;

export function logOf(options: LibraryOptions): Log {
  return options.log ?? ((what, error) => console.error(what, error));
}

const PROBE_BYTES = 256 * 1024;
