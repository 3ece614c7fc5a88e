import { crc32 } from "./checksum.ts";

/**
 * The framing of `story.log`, pure bytes: a header, then frames one after the other, never rewritten.
 *
 * ```
 * header  16 bytes   magic (12) · format version u16 · check u16 (low half of the CRC-32 of the 14 before)
 * frame   17 + n     CRC-32 u32 of all that follows · payload length n u32 · time f64 · kind u8 · payload
 * ```
 *
 * Numbers are little-endian. The magic is made like PNG's (ISO/IEC 15948, 5.2): a byte over 127 and both
 * line endings, so that a transfer in text mode shows at once.
 */

const MAGIC = [0x89, 0x4d, 0x4f, 0x52, 0x41, 0x53, 0x53, 0x45, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const VERSION = 1;
const FRAME_HEAD = 17;

/** Bytes before the first frame. */
export const LOG_HEADER_BYTES = 16;

/** What a frame's payload is. A kind this program does not know is kept and passed over. */
export const FRAME = {
  /** A Yjs update (encoding version 1). */
  update: 1,
  /** The story's id from here on, as ASCII. The first frame is one; a copied folder gets a second. */
  identity: 2,
} as const;

export interface LogFrame {
  /** Offset of the frame in the file. */
  readonly at: number;
  /** When it was written, milliseconds since 1970 UTC. */
  readonly time: number;
  readonly kind: number;
  /** A view into the bytes that were read. */
  readonly payload: Uint8Array;
}

/** Where reading stopped before the end of the file, and why. */
export interface LogStop {
  readonly at: number;
  /**
   * "torn": the file ends inside a frame or header. "damaged": a frame's checksum is wrong.
   * "foreign": not a story log. "newer": a story log of a later format.
   */
  readonly why: "torn" | "damaged" | "foreign" | "newer";
}

export interface LogReading {
  readonly frames: readonly LogFrame[];
  /** Bytes up to the end of the last good frame: where the next frame belongs. 0 for a file that is no log. */
  readonly goodBytes: number;
  /** False when the header is damaged although frames follow it. */
  readonly headerGood: boolean;
  /** Null when the whole file was read. */
  readonly stopped: LogStop | null;
}

/** The 16 bytes a log starts with. */
export function logHeader(): Uint8Array<ArrayBuffer> {
  return headerOf(VERSION);
}

/**
 * One frame, ready to be appended.
 *
 * @throws {RangeError} when the payload is longer than 4 GiB or the time is no number.
 */
export function frameOf(kind: number, time: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  if (payload.length > 0xffffffff) throw new RangeError(`A frame of ${payload.length} bytes`);
  if (!Number.isFinite(time)) throw new RangeError(`A frame at the time ${time}`);
  const bytes = new Uint8Array(FRAME_HEAD + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, payload.length, true);
  view.setFloat64(8, time, true);
  view.setUint8(16, kind);
  bytes.set(payload, FRAME_HEAD);
  view.setUint32(0, crc32(bytes, 4), true);
  return bytes;
}

/**
 * Every good frame from the start, and where and why reading stopped. Never throws.
 *
 * A damaged header costs nothing when a good frame follows it. Nothing after a damaged frame is looked for:
 * later changes of the same writer hang on the lost one and could not be shown anyway.
 */
export function readLog(bytes: Uint8Array): LogReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(bytes, view);
  if (header === "newer") return nothing("newer");
  if (bytes.length < LOG_HEADER_BYTES) return nothing(header === "good" ? "torn" : "foreign");

  const frames: LogFrame[] = [];
  let at = LOG_HEADER_BYTES;
  let why: LogStop["why"] | null = null;
  while (at < bytes.length) {
    const frame = readFrame(bytes, view, at);
    if (typeof frame === "string") {
      why = frame;
      break;
    }
    frames.push(frame);
    at += FRAME_HEAD + frame.payload.length;
  }
  if (header === "damaged" && frames.length === 0) return nothing("foreign");
  return {
    frames,
    goodBytes: at,
    headerGood: header === "good",
    stopped: why === null ? null : { at, why },
  };
}

/** The story's id as the log says it: the last identity frame, null when there is none. */
export function identityIn(frames: readonly LogFrame[]): string | null {
  const frame = frames.findLast((candidate) => candidate.kind === FRAME.identity);
  return frame ? String.fromCharCode(...frame.payload.subarray(0, 64)) : null;
}

/** The frame that gives a log its story's id. @param id UUID. */
export function identityFrame(id: string, time: number): Uint8Array<ArrayBuffer> {
  return frameOf(FRAME.identity, time, new TextEncoder().encode(id));
}

function nothing(why: LogStop["why"]): LogReading {
  return { frames: [], goodBytes: 0, headerGood: false, stopped: { at: 0, why } };
}

function headerOf(version: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LOG_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(12, version, true);
  view.setUint16(14, crc32(bytes, 0, 14) & 0xffff, true);
  return bytes;
}

/** "good" also for the beginning of a header that was torn, an empty file included. */
function readHeader(bytes: Uint8Array, view: DataView): "good" | "damaged" | "newer" {
  const expected = logHeader();
  const length = Math.min(bytes.length, LOG_HEADER_BYTES);
  if (expected.subarray(0, length).every((byte, at) => byte === bytes[at])) return "good";
  if (length < LOG_HEADER_BYTES) return "damaged";
  const version = view.getUint16(12, true);
  const whole = headerOf(version).every((byte, at) => byte === bytes[at]);
  return whole && version > VERSION ? "newer" : "damaged";
}

function readFrame(bytes: Uint8Array, view: DataView, at: number): LogFrame | "torn" | "damaged" {
  if (at + FRAME_HEAD > bytes.length) return "torn";
  const end = at + FRAME_HEAD + view.getUint32(at + 4, true);
  if (end > bytes.length) return "torn";
  if (crc32(bytes, at + 4, end) !== view.getUint32(at, true)) return "damaged";
  return {
    at,
    time: view.getFloat64(at + 8, true),
    kind: view.getUint8(at + 16),
    payload: bytes.subarray(at + FRAME_HEAD, end),
  };
}
