import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";

/**
 * The picture files of the site, each named by the SHA-256 of its bytes: "media/ab/ab…". A name is only
 * ever 64 hex digits, so no address can lead out of the folder.
 */

export type MediaType = "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/avif";

export const EXTENSIONS: Readonly<Record<MediaType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
};

/** Address of a picture for readers; the ending tells other programs what it is. */
export function mediaPath(sha256: string, type: MediaType): string {
  return `/media/${sha256}.${EXTENSIONS[type]}`;
}

export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Beginning of the name of a file that is not whole yet. */
const COMING = ".coming-";
/** Enough of a file's beginning to know its type. */
const HEAD_BYTES = 32;

/** What a picture really is, by its first bytes; null when it is none that a page may show. */
function mediaTypeOf(head: Uint8Array): MediaType | null {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "image/jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (text(0, 6) === "GIF87a" || text(0, 6) === "GIF89a") return "image/gif";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  if (text(4, 8) === "ftyp" && ["avif", "avis"].includes(text(8, 12))) return "image/avif";
  return null;
}

export interface ReceivedMedia {
  readonly sha256: string;
  /** HMAC of the signed head and the bytes, hex. */
  readonly signature: string;
  readonly sizeBytes: number;
  readonly type: MediaType | null;
  /** Puts the file in its place; after that it is there for good. */
  keep(): Promise<void>;
  /** Throws it away; does nothing once it is kept. */
  drop(): Promise<void>;
}

export class MediaFolder {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** @param sha256 64 hex digits. */
  path(sha256: string): string {
    if (!isSha256(sha256)) throw new RangeError(`No SHA-256: ${sha256.slice(0, 80)}`);
    return join(this.#dir, sha256.slice(0, 2), sha256);
  }

  /** Removes what uploads left that were cut off by the end of the program. */
  async sweep(): Promise<void> {
    await mkdir(this.#dir, { recursive: true });
    const names = (await readdir(this.#dir)).filter((name) => name.startsWith(COMING));
    await Promise.all(names.map((name) => rm(join(this.#dir, name), { force: true })));
  }

  stream(sha256: string): ReadableStream<Uint8Array<ArrayBuffer>> {
    // One stream at run time; the types of Node and of the web standard differ in an optional field.
    const stream: unknown = Readable.toWeb(createReadStream(this.path(sha256)));
    return stream as ReadableStream<Uint8Array<ArrayBuffer>>;
  }

  /** Whether all bytes of a file are here. Answers at once, so that a story is taken in one transaction. */
  has(sha256: string, sizeBytes: number): boolean {
    return statSync(this.path(sha256), { throwIfNoEntry: false })?.size === sizeBytes;
  }

  /**
   * Writes a body to a temporary file as it comes, never holding more than a chunk of it.
   *
   * @returns null when the body is longer than `mostBytes`; what had come is thrown away.
   */
  async receive(
    body: ReadableStream<Uint8Array> | null,
    mostBytes: number,
    signing: { readonly secret: string; readonly head: Uint8Array },
  ): Promise<ReceivedMedia | null> {
    const temporary = join(this.#dir, `${COMING}${randomUUID()}`);
    const drop = () => rm(temporary, { force: true });
    const hash = createHash("sha256");
    const hmac = createHmac("sha256", signing.secret).update(signing.head);
    const head = new Uint8Array(HEAD_BYTES);
    let sizeBytes = 0;
    const file = await open(temporary, "wx", 0o644);
    try {
      for await (const chunk of body ?? []) {
        if (sizeBytes + chunk.length > mostBytes) {
          await file.close();
          await drop();
          return null;
        }
        if (sizeBytes < HEAD_BYTES) head.set(chunk.subarray(0, HEAD_BYTES - sizeBytes), sizeBytes);
        hash.update(chunk);
        hmac.update(chunk);
        await file.writeFile(chunk); // At its place, and all of it: `write` may take a part.
        sizeBytes += chunk.length;
      }
      await file.sync();
      await file.close();
    } catch (error) {
      await file.close().catch(() => undefined);
      await drop();
      throw error;
    }
    const sha256 = hash.digest("hex");
    return {
      sha256,
      signature: hmac.digest("hex"),
      sizeBytes,
      type: sizeBytes === 0 ? null : mediaTypeOf(head.subarray(0, Math.min(sizeBytes, HEAD_BYTES))),
      keep: async () => {
        const path = this.path(sha256);
        await mkdir(dirname(path), { recursive: true });
        await rename(temporary, path);
        // The database's row is on the disk at once: the file's name has to be there before it.
        await flushFolder(dirname(path));
        await flushFolder(this.#dir);
      },
      drop,
    };
  }
}

/** A new name is on the disk only when its folder is; Windows has no way to flush one and needs none. */
async function flushFolder(dir: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Whether two signatures are equal, in a time that tells nothing about where they differ. */
export function sameSignature(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
