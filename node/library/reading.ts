import { constants } from "node:fs";
import { copyFile, open, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import * as Y from "yjs";
import { BODY, DETAILS, documentOf, setDetails, type Article } from "#core/article";
import type { Mended } from "#core/bridge";
import {
  FRAME,
  LOG_HEADER_BYTES,
  frameOf,
  identityFrame,
  identityIn,
  logHeader,
  readLog,
  type LogFrame,
  type LogReading,
} from "#core/library";
import { readJson, type StoredArticle } from "./derived.ts";
import { syncFolder, writeWhole } from "./disk.ts";
import { DAMAGED, LOG_FILE, fileTime, idInName, isOurs, isSystemFile, statOrNull } from "./folders.ts";
import { keepUntold, readUntold } from "./untold.ts";

/** A story as its folder has it, nothing mended yet. */
export interface StoryReading {
  readonly path: string;
  /** The id the log or story.json gives it, or else the folder's name; null when nothing does. */
  readonly id: string | null;
  readonly doc: Y.Doc;
  readonly changedAt: string;
  /** Length of `story.log` on disk, 0 when it is missing. */
  readonly fileBytes: number;
  /** What the log says; null when it is missing, or not this story's. */
  readonly log: LogReading | null;
  /** Article of story.json, when it is used: the log is gone, or was cut before the state it was made from. */
  readonly json: StoredArticle | null;
}

/** Nothing in the folder can be read as a story; `missing` is the file that should have been good. */
export interface Unreadable {
  readonly missing: string;
  readonly why: "absent" | "damaged" | "newer";
}

/**
 * Reads a story: `story.log`; where that is gone, another log of ours in the folder (a renamed one), `story.json`,
 * or a damaged log kept aside, in this order. Changes nothing.
 */
export async function readStory(path: string): Promise<StoryReading | Unreadable> {
  const stat = await statOrNull(join(path, LOG_FILE));
  if (stat && !stat.isFile()) return { missing: LOG_FILE, why: "damaged" };
  const bytes = stat ? await readFile(join(path, LOG_FILE)) : null;
  const log = bytes && readLog(bytes);
  if (log?.stopped?.why === "newer") return { missing: LOG_FILE, why: "newer" };
  const foreign = log !== null && (await isOfAnother(path, log));
  const own = log !== null && hasText(log) && !foreign ? log : null;
  const json = own?.stopped === null ? null : await readJson(path);
  const base = { path, fileBytes: bytes?.length ?? 0, log: own };
  const from = (frames: readonly LogFrame[], goodBytes: number): StoryReading => {
    const later = json !== null && json.logBytes > goodBytes ? json : null;
    return { ...base, ...read(path, frames, later), json: later };
  };

  if (own) return from(own.frames, own.goodBytes);
  const renamed = await bestLogIn(path, (name) => !isOurs(name));
  if (renamed) return from(renamed.frames, renamed.goodBytes);
  if (json) return { ...base, ...read(path, [], json), json };
  const aside = await bestLogIn(path, (name) => name.startsWith(DAMAGED));
  if (aside) return from(aside.frames, aside.goodBytes);
  return { missing: LOG_FILE, why: stat ? "damaged" : "absent" };
}

/**
 * Whether a log is of another story than its folder: neither the folder's name nor story.json knows any id it ever
 * had. A renamed folder alone, or a story.json alone of another story, is no reason to put a log aside.
 */
async function isOfAnother(path: string, log: LogReading): Promise<boolean> {
  const ids = log.frames.filter((frame) => frame.kind === FRAME.identity).map((frame) => identityIn([frame]));
  const named = idInName(path);
  if (ids.length === 0 || named === null || ids.includes(named)) return false;
  return (await readJson(path))?.article.id === named;
}

/** A story made fit for appending. */
export interface MendedStory {
  readonly id: string;
  readonly doc: Y.Doc;
  readonly logBytes: number;
  /** What was mended now or before, and nobody has seen yet. */
  readonly untold: readonly Mended[];
}

/**
 * Makes the log on disk hold what was read: a damaged one is copied aside and cut at its last good frame, a
 * missing one is written anew, what story.json knew beyond it is appended, and the id is put in. What there is to tell
 * of it is on the disk before the log is touched.
 *
 * @param id the id the story shall have from now on.
 */
export async function mendStory(reading: StoryReading, id: string, now: Date): Promise<MendedStory> {
  const { path, doc, log, fileBytes } = reading;
  const file = join(path, LOG_FILE);
  const mended: Mended[] = [];
  const damaged = fileBytes > 0 && (log === null || log.stopped !== null || !log.headerGood);
  if (damaged) {
    mended.push({
      kind: "logCut",
      keptAside: await keptAside(file, now),
      lostBytes: fileBytes - (log?.goodBytes ?? 0),
      lastGoodAt: log?.frames.length ? instantOf(log.frames.at(-1)!.time) : null,
    });
  }
  if (reading.json) mended.push({ kind: "readFromJson", path: join(path, "story.json") });
  const untold = [...(await readUntold(path)), ...mended];
  if (mended.length > 0) keepUntold(path, untold);

  if (!log || !hasText(log)) {
    const bytes = wholeLog(id, Y.encodeStateAsUpdate(doc), Date.parse(reading.changedAt));
    await writeWhole(file, bytes);
    return { id, doc, logBytes: bytes.length, untold };
  }
  const added: Uint8Array[] = [];
  if (identityIn(log.frames) !== id) added.push(identityFrame(id, now.getTime()));
  if (reading.json) {
    const before = docOf(log.frames);
    const missing = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(before));
    added.push(frameOf(FRAME.update, Date.parse(reading.changedAt), missing));
  }
  if (damaged || added.length > 0) await rewriteTail(file, log, added);
  const logBytes = log.goodBytes + added.reduce((sum, frame) => sum + frame.length, 0);
  return { id, doc, logBytes, untold };
}

/** The first bytes of a story: header, id, and its document as one update. */
export function wholeLog(id: string, state: Uint8Array, time: number): Uint8Array {
  return Buffer.concat([logHeader(), identityFrame(id, time), frameOf(FRAME.update, time, state)]);
}

/** Files in the folder which are not ours, names sorted. */
export async function foreignFilesIn(path: string): Promise<readonly string[]> {
  const names = await readdir(path);
  return names.filter((name) => !isOurs(name) && !isSystemFile(name)).sort();
}

/**
 * The document which the frames make. One transaction over all of them halves the time (20,000 keystrokes: 140 ms);
 * `Y.mergeUpdates` over as many takes seconds, for it sorts all updates again at each step. A frame that is whole but
 * no Yjs update (a fault of the program that wrote it) is passed over.
 */
export function docOf(frames: readonly LogFrame[]): Y.Doc {
  const updates = frames.filter((frame) => frame.kind === FRAME.update).map((frame) => frame.payload);
  try {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    return doc;
  } catch {
    const doc = new Y.Doc();
    for (const update of updates.filter(isUpdate)) applied(doc, update);
    return doc;
  }
}

/** Applies an update; false when its bytes are well formed but mean nothing to the document. */
export function applied(doc: Y.Doc, update: Uint8Array, origin?: unknown): boolean {
  try {
    Y.applyUpdate(doc, update, origin);
    return true;
  } catch {
    return false; // Yjs has no error class of its own for this
  }
}

/** Whether the bytes are a Yjs update. */
export function isUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false; // lib0 throws errors of several classes for bytes that end early or make no sense
  }
}

function read(path: string, frames: readonly LogFrame[], json: StoredArticle | null) {
  const doc = frames.length > 0 || json === null ? docOf(frames) : documentOf(json.article);
  if (frames.length > 0 && json) replaceAll(doc, json.article);
  return {
    doc,
    id: uuidOrNull(identityIn(frames)) ?? json?.article.id ?? idInName(path),
    changedAt: json?.changedAt ?? instantOf(frames.at(-1)?.time ?? 0),
  };
}

/** Puts the article in the place of what the document holds; the old text stays in its history. */
function replaceAll(doc: Y.Doc, article: Article): void {
  const made = documentOf(article);
  doc.transact(() => {
    const body = doc.getXmlFragment(BODY);
    body.delete(0, body.length);
    const blocks = made.getXmlFragment(BODY).toArray();
    body.insert(
      0,
      blocks.flatMap((block) => (block instanceof Y.XmlElement ? [block.clone()] : [])),
    );
    doc.getMap(DETAILS).clear();
    setDetails(doc, article.details);
  });
}

function hasText(log: LogReading): boolean {
  return log.frames.some((frame) => frame.kind === FRAME.update);
}

/** The log with the most good bytes among the files whose name fits; null when none is a log with text. */
async function bestLogIn(path: string, fits: (name: string) => boolean): Promise<LogReading | null> {
  let best: LogReading | null = null;
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isFile() || !fits(entry.name) || !(await beginsAsLog(join(path, entry.name)))) continue;
    const log = readLog(await readFile(join(path, entry.name)));
    if (hasText(log) && log.goodBytes > (best?.goodBytes ?? 0)) best = log;
  }
  return best;
}

async function beginsAsLog(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return bytesRead === 8 && buffer.subarray(1, 8).equals(Buffer.from("MORASSE"));
  } finally {
    await file.close();
  }
}

/** Copies a damaged log beside itself and returns the copy's path. */
async function keptAside(file: string, now: Date): Promise<string> {
  const name = `${file.slice(0, -LOG_FILE.length)}${DAMAGED}${fileTime(now.toISOString())}`;
  for (let number = 1; ; number++) {
    const path = number === 1 ? name : `${name}-${number}`;
    if (await statOrNull(path)) continue;
    await copyFile(file, path, constants.COPYFILE_EXCL);
    const copy = await open(path, "r+");
    await copy.sync().finally(() => copy.close());
    await syncFolder(join(path, ".."));
    return path;
  }
}

/** Cuts the log after its good frames, mends the header, appends, flushes. */
async function rewriteTail(file: string, log: LogReading, added: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.truncate(log.goodBytes);
    if (!log.headerGood) await handle.write(logHeader(), 0, LOG_HEADER_BYTES, 0);
    const tail = Buffer.concat(added);
    if (tail.length > 0) await handle.write(tail, 0, tail.length, log.goodBytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function instantOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

function uuidOrNull(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
}
