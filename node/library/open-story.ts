import * as fs from "node:fs";
import { join } from "node:path";
import * as Y from "yjs";
import { articleOf, type Article } from "#core/article";
import type { Mended } from "#core/bridge";
import {
  FRAME,
  LOG_HEADER_BYTES,
  frameOf,
  identityFrame,
  identityIn,
  logHeader,
  readLog,
} from "#core/library";
import { realFolder, writeWholeNow, type Disk } from "./disk.ts";
import { DAMAGED, LOG_FILE, fileTime } from "./folders.ts";
import { LogChangedError, LogFile } from "./log-file.ts";
import { applied, docOf, instantOf, isUpdate, wholeLog } from "./reading.ts";
import { keepUntold, untoldWithout } from "./untold.ts";

/** Bytes given as an update which are none: a fault of the screen that sent them, never written. */
export class UpdateError extends RangeError {
  override readonly name = "UpdateError";
}

/** A story whose log is open. The document holds exactly what the log was given. */
export class OpenStory {
  readonly id: string;
  readonly folder: string;
  readonly path: string;
  readonly doc: Y.Doc;
  /** What was mended and nobody has seen yet, as it is on the disk. */
  untold: readonly Mended[];
  changedAt: number;
  /** Times of the monotonic clock, in milliseconds: what was changed since the index and the files were written. */
  indexSince: number | null = null;
  filesSince: { readonly first: number; readonly last: number } | null = null;
  usedAt = 0;
  readonly #root: string;
  readonly #disk: Disk;
  readonly #tell: (update: Uint8Array, origin: unknown) => void;
  #log: LogFile;
  #suspect = false;
  /** A flush failed: what the system shows of the log may be in its memory alone. */
  #unflushable = false;

  constructor(
    disk: Disk,
    root: string,
    story: {
      readonly id: string;
      readonly folder: string;
      readonly doc: Y.Doc;
      readonly logBytes: number;
      readonly changedAt: number;
      readonly untold: readonly Mended[];
    },
    tell: (update: Uint8Array, origin: unknown) => void,
  ) {
    this.#tell = tell;
    this.id = story.id;
    this.folder = story.folder;
    this.path = join(root, story.folder);
    this.doc = story.doc;
    this.changedAt = story.changedAt;
    this.untold = story.untold;
    this.#root = root;
    this.#disk = disk;
    this.#log = new LogFile(disk, join(this.path, LOG_FILE), story.logBytes);
  }

  get logBytes(): number {
    return this.#log.bytes;
  }

  get unsynced(): boolean {
    return this.#log.unsynced;
  }

  article(): Article {
    return articleOf(this.id, this.doc);
  }

  /**
   * Appends an update and tells the others.
   *
   * @throws {UpdateError} for bytes that are none.
   * @throws what the system says; then nothing of it counts as written, and the next append looks first.
   */
  append(update: Uint8Array, now: Date, origin: unknown): void {
    if (!isUpdate(update)) throw new UpdateError(`${update.length} bytes which are no Yjs update`);
    const frame = frameOf(FRAME.update, now.getTime(), update);
    try {
      if (this.#suspect) this.makeWhole(now);
      try {
        this.#log.append(frame);
      } catch (error) {
        if (!(error instanceof LogChangedError)) throw error;
        this.makeWhole(now);
        this.#log.append(frame);
      }
    } catch (error) {
      this.#suspect = true;
      throw error;
    }
    if (!applied(this.doc, update, origin)) throw new UpdateError("An update which the document cannot take");
    this.changedAt = now.getTime();
    this.#tell(update, origin);
  }

  /** The disk was in trouble: look at the log again before anything is appended. */
  suspect(): void {
    this.#suspect = true;
  }

  get suspected(): boolean {
    return this.#suspect;
  }

  /**
   * Makes the log on disk hold everything that was ever acknowledged: what is damaged is kept aside and cut, what
   * is missing is appended from the document in memory, what the disk has beyond it is taken in.
   *
   * After a flush that failed it is written anew as a whole: Linux counts the pages it could not write as clean, so
   * a second flush of the same file says "done" of bytes that never reached the disk (fsync(2), "Errors").
   *
   * @throws what the system says.
   */
  makeWhole(now: Date): void {
    try {
      this.#makeWhole(now);
    } catch (error) {
      this.#unflushable = true; // it may have been this flush that failed
      throw error;
    }
  }

  #makeWhole(now: Date): void {
    this.#log.close();
    realFolder(this.#root, this.folder, true);
    const path = this.#log.path;
    const known = this.#log.bytes;
    const bytes = fs.existsSync(path) ? fs.readFileSync(path) : null;
    const log = bytes && readLog(bytes);
    if (!bytes || !log || log.goodBytes === 0) {
      if (bytes && bytes.length > 0) this.#keepAside(bytes, 0, null, now);
      const whole = wholeLog(this.id, Y.encodeStateAsUpdate(this.doc), now.getTime());
      if (this.#unflushable) writeWholeNow(path, whole);
      else writeAt(path, null, whole);
      this.#opened(path, whole.length);
      return;
    }
    // What follows the last acknowledged frame is our own half-written one.
    const halfWritten = log.stopped !== null && log.stopped.at === known && log.headerGood;
    if ((log.stopped && !halfWritten) || !log.headerGood)
      this.#keepAside(bytes, log.goodBytes, log.frames.at(-1)?.time ?? null, now);

    const added: Uint8Array[] = [];
    if (identityIn(log.frames) !== this.id) added.push(identityFrame(this.id, now.getTime()));
    const onDisk = docOf(log.frames);
    const before = Y.encodeStateAsUpdate(onDisk);
    const missing = updateBetween(onDisk, this.doc);
    if (missing) added.push(frameOf(FRAME.update, this.changedAt, missing));
    const tail = Buffer.concat(added);
    if (this.#unflushable) {
      const frames = bytes.subarray(LOG_HEADER_BYTES, log.goodBytes);
      writeWholeNow(path, Buffer.concat([logHeader(), frames, tail]));
    } else writeAt(path, log.goodBytes, tail, !log.headerGood);
    this.#opened(path, log.goodBytes + tail.length);
    if (take(this.doc, before)) this.#tell(before, null);
  }

  /** Until everything appended is on the disk itself. @throws what the system says. */
  async sync(now: Date): Promise<void> {
    if (this.#unflushable) return this.makeWhole(now);
    try {
      await this.#log.sync();
    } catch (error) {
      this.#unflushable = true;
      this.#suspect = true;
      throw error;
    }
  }

  /** Somebody has seen what was mended. @throws what the system says; then it is told again. */
  acknowledge(seen: readonly Mended[]): void {
    const left = untoldWithout(this.untold, seen);
    if (left.length === this.untold.length) return;
    keepUntold(this.path, left);
    this.untold = left;
  }

  close(): void {
    this.#log.close();
  }

  #opened(path: string, logBytes: number): void {
    this.#log = new LogFile(this.#disk, path, logBytes);
    this.#suspect = false;
    this.#unflushable = false;
  }

  #keepAside(bytes: Uint8Array, goodBytes: number, lastGood: number | null, now: Date): void {
    const keptAside = join(this.path, `${DAMAGED}${fileTime(now.toISOString())}`);
    if (!fs.existsSync(keptAside)) writeAt(keptAside, null, bytes);
    const cut: Mended = {
      kind: "logCut",
      keptAside,
      lostBytes: bytes.length - goodBytes,
      lastGoodAt: lastGood === null ? null : instantOf(lastGood),
    };
    keepUntold(this.path, [...this.untold, cut]);
    this.untold = [...this.untold, cut];
  }
}

/** What `wanted` has and `doc` lacks, null when that is nothing. `doc` has it afterwards. */
function updateBetween(doc: Y.Doc, wanted: Y.Doc): Uint8Array | null {
  const all = Y.encodeStateAsUpdate(wanted, Y.encodeStateVector(doc));
  // Changes that wait for an earlier one are in no state vector: given again, to be sure.
  const waiting = wanted.store.pendingStructs !== null || wanted.store.pendingDs !== null;
  return take(doc, all) || waiting ? all : null;
}

/** Applies an update; whether the document did not have all of it. */
function take(doc: Y.Doc, update: Uint8Array): boolean {
  let changed = false;
  const noticed = () => (changed = true);
  doc.on("update", noticed);
  applied(doc, update);
  doc.off("update", noticed);
  return changed;
}

/** Writes bytes into a file at once, flushed: a new one (null), or over everything from an offset on. */
function writeAt(path: string, from: number | null, bytes: Uint8Array, mendHeader = false): void {
  const noLink = fs.constants.O_NOFOLLOW ?? 0;
  const flags = from === null ? fs.constants.O_CREAT | fs.constants.O_TRUNC : 0;
  const fd = fs.openSync(path, fs.constants.O_RDWR | noLink | flags, 0o666);
  try {
    if (from !== null) fs.ftruncateSync(fd, from);
    if (mendHeader) fs.writeSync(fd, logHeader(), 0, LOG_HEADER_BYTES, 0);
    for (let done = 0; done < bytes.length;)
      done += fs.writeSync(fd, bytes, done, bytes.length - done, (from ?? 0) + done);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
