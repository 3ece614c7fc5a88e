import * as fs from "node:fs";
import type { Disk } from "./disk.ts";

/** The log on disk is not as this process left it: another file, another length. It must be read again first. */
export class LogChangedError extends Error {
  override readonly name = "LogChangedError";
}

/** A story's log, open for appending. It knows where the next frame belongs. */
export class LogFile {
  readonly path: string;
  readonly #disk: Disk;
  #fd: number | null = null;
  #file = "";
  #bytes: number;
  #unsynced = false;
  /** Flushes under way: a descriptor must not be closed, and its number given to another file, below them. */
  readonly #flushes = new Map<number, Promise<void>>();

  /** @param bytes length of the good frames that are there. */
  constructor(disk: Disk, path: string, bytes: number) {
    this.#disk = disk;
    this.path = path;
    this.#bytes = bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get unsynced(): boolean {
    return this.#unsynced;
  }

  /**
   * Appends a frame; returns when the system has all of it. A frame that was only half taken is cut off again,
   * or found by its length before the next one.
   *
   * @throws {LogChangedError} when the file at this path is missing or not the one that was left there.
   * @throws what the system says (ENOSPC, EIO …).
   */
  append(frame: Uint8Array): void {
    // By its path: a folder that was moved or deleted would take the bytes and never show them again.
    const there = fs.statSync(this.path, { bigint: true, throwIfNoEntry: false });
    if (!there) throw new LogChangedError(this.path);
    const fd = this.#fd ?? this.#open();
    if (`${there.dev}:${there.ino}` !== this.#file || there.size !== BigInt(this.#bytes))
      throw new LogChangedError(this.path);
    this.#unsynced = true;
    try {
      for (let done = 0; done < frame.length;) {
        const took = this.#disk.write(fd, frame, done, frame.length - done, this.#bytes + done);
        if (took === 0) throw Object.assign(new Error(`No byte written to ${this.path}`), { code: "EIO" });
        done += took;
      }
    } catch (error) {
      this.#cutBack(fd);
      throw error;
    }
    this.#bytes += frame.length;
  }

  /** Until everything appended is on the disk itself. */
  async sync(): Promise<void> {
    const fd = this.#fd;
    if (!this.#unsynced || fd === null) return;
    this.#unsynced = false;
    const flush = this.#disk.sync(fd);
    this.#flushes.set(fd, flush);
    try {
      await flush;
    } catch (error) {
      this.#unsynced = true;
      throw error;
    } finally {
      this.#flushes.delete(fd);
      if (this.#fd !== fd) fs.closeSync(fd);
    }
  }

  /** A flush that is under way comes to its end first. */
  close(): void {
    const fd = this.#fd;
    this.#fd = null;
    if (fd !== null && !this.#flushes.has(fd)) fs.closeSync(fd);
  }

  #open(): number {
    // Not through a link (Windows has no such flag, and lstat asks the same when the story is read).
    const fd = fs.openSync(this.path, fs.constants.O_RDWR | (fs.constants.O_NOFOLLOW ?? 0));
    const stat = fs.fstatSync(fd, { bigint: true });
    this.#file = `${stat.dev}:${stat.ino}`;
    this.#fd = fd;
    return fd;
  }

  #cutBack(fd: number): void {
    try {
      fs.ftruncateSync(fd, this.#bytes);
    } catch {
      // The disk is in trouble; the wrong length is noticed before the next append.
    }
  }
}
