import { createHash, randomUUID } from "node:crypto";
import { URL } from "node:url";
import type { Client, ConnectConfig, SFTPWrapper } from "ssh2";
import { done, failed, type Outcome } from "#core/bridge";
import type { PublishProblem } from "#core/publishing";
import {
  isSameFile,
  temporaryNameOf,
  type Place,
  type PlaceEntry,
  type PlaceFile,
} from "./handover-place.ts";
import { PATIENCE, type Patience } from "./http.ts";

export interface SftpOptions {
  /** "sftp://host:22/in/"; a path that begins with "/~/" starts in the account's own folder. */
  readonly url: string;
  readonly user: string;
  /** A password, or a private key without a passphrase; null when none is kept. */
  readonly secret: string | null;
  /** Fingerprint of the server's key which is trusted. */
  readonly hostKey?: string;
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
}

/** A connection that is not used for so long is closed: the next step opens its own. */
const IDLE_MS = 5_000;
/** The most that every server takes in one request (draft-ietf-secsh-filexfer-02, section 3). */
const CHUNK_BYTES = 32 * 1024;

/** A folder of an SFTP server (SSH file transfer, version 3). */
export function sftpPlace(options: SftpOptions): Place {
  const { patience = PATIENCE } = options;
  const url = new URL(options.url);
  const { host } = url;
  const root = rootOf(url);
  const at = (path: string) => (path === "" ? root || "." : `${root}${path}`);
  const gone: PublishProblem = { kind: "folderGone", path: options.url };
  const line = lineTo(options, patience);

  /** Acts over the open connection; an act that is never answered ends it. */
  const act = async <Value>(
    sizeBytes: number,
    work: (sftp: SFTPWrapper) => Promise<Value>,
  ): Promise<Outcome<Value, PublishProblem>> => {
    const open = await line.open();
    if (!open.ok) return open;
    const waitMs = patience.baseMs + (sizeBytes / patience.bytesPerSecond) * 1000;
    const { sftp, lost } = open.value;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new LateError()), waitMs);
    });
    const working = work(sftp);
    working.catch(() => undefined); // It may end after nobody waits for it any more.
    try {
      return done(await Promise.race([working, lost, late]));
    } catch (error) {
      if (error instanceof LateError) {
        line.drop();
        return failed({ kind: "siteSlow", host, waitedMs: waitMs });
      }
      if (error instanceof LostError || isOfLine(error)) return failed({ kind: "siteUnreachable", host });
      return failed(await problemOf(sftp, error));
    } finally {
      clearTimeout(timer);
      line.rest();
    }
  };

  const problemOf = async (sftp: SFTPWrapper, error: unknown): Promise<PublishProblem> => {
    const said = error instanceof Error ? error.message.slice(0, 300) : "";
    switch (statusOf(error)) {
      case NO_SUCH_FILE:
        return gone;
      case PERMISSION_DENIED:
        return { kind: "notAllowed", host, act: "upload" };
      case NO_CONNECTION:
      case CONNECTION_LOST:
        return { kind: "siteUnreachable", host };
      case NO_SPACE:
      case QUOTA_EXCEEDED:
        return { kind: "placeFull", host };
      case FAILURE:
        // Version 3 has no word of its own for a full disk.
        return (await isFull(sftp, at("")))
          ? { kind: "placeFull", host }
          : { kind: "storyRefused", host, said };
      case null:
        throw error;
      default:
        return { kind: "storyRefused", host, said };
    }
  };

  const place: Place = {
    host,

    addressOf(path) {
      const base = new URL(options.url);
      if (!base.pathname.endsWith("/")) base.pathname += "/";
      return `${base.href}${path.split("/").map(encodeURIComponent).join("/")}`;
    },

    test: () =>
      act(0, async (sftp) => {
        const folder = at(`.morasse-${randomUUID()}`);
        await answered((end) => sftp.mkdir(folder, end));
        await answered((end) => sftp.rmdir(folder, end));
        return null;
      }),

    async list(folder) {
      const entries = await act(0, (sftp) =>
        orNull(
          answered<readonly PlaceEntry[]>((end) =>
            sftp.readdir(at(folder), (error, list) =>
              end(
                error,
                list?.map(({ filename, attrs }) => ({
                  name: filename,
                  isFolder: attrs.isDirectory(),
                  sizeBytes: attrs.isFile() ? attrs.size : -1,
                })),
              ),
            ),
          ),
        ),
      );
      return entries.ok && entries.value === null && folder === "" ? failed(gone) : entries;
    },

    read: (path, mostBytes) => act(mostBytes, (sftp) => orNull(readFileOf(sftp, at(path), mostBytes))),

    makeFolder: (folder) =>
      act(0, async (sftp) => {
        try {
          await answered((end) => sftp.mkdir(at(folder), end));
        } catch (error) {
          // What is there already is a plain "failure" in version 3.
          const there = await orNull(
            answered<boolean>((end) => sftp.stat(at(folder), (no, attrs) => end(no, attrs?.isDirectory()))),
          );
          if (there !== true) throw error;
        }
        return null;
      }),

    write: (path, bytes, seen) =>
      act(bytes.length, async (sftp) => {
        const temporary = at(temporaryNameOf(path, randomUUID()));
        try {
          await writeNew(sftp, temporary, bytes);
          return await putInPlace(sftp, temporary, at(path), seen);
        } catch (error) {
          await answered((end) => sftp.unlink(temporary, end)).catch(() => undefined); // The first error counts.
          throw error;
        }
      }),

    remove: (path) =>
      act(0, async (sftp) => {
        await orNull(answered((end) => sftp.unlink(at(path), end)));
        return null;
      }),

    async removeFolder(folder) {
      const entries = await place.list(folder);
      if (!entries.ok) return entries;
      if (entries.value === null || entries.value.length > 0) return done(null);
      return act(0, async (sftp) => {
        await orNull(answered((end) => sftp.rmdir(at(folder), end)));
        return null;
      });
    },
  };
  return place;
}

/** Fingerprint of a key as OpenSSH prints it: "SHA256:" and base64 without its padding. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

// --- the connection --------------------------------------------------------------------------

interface OpenLine {
  readonly sftp: SFTPWrapper;
  /** Never answers; fails when the connection ends. */
  readonly lost: Promise<never>;
}

class LateError extends Error {
  override readonly name = "LateError";
}
class LostError extends Error {
  override readonly name = "LostError";
}

/** One connection, opened when it is needed and closed when nobody has used it for a while. */
function lineTo(options: SftpOptions, patience: Patience) {
  const { hostname, host, port } = new URL(options.url);
  let opening: Promise<Outcome<OpenLine, PublishProblem>> | null = null;
  let client: Client | null = null;
  let idle: NodeJS.Timeout | undefined;
  /** How many acts are under way: pictures may be sent side by side. */
  let uses = 0;
  const drop = () => {
    clearTimeout(idle);
    opening = null;
    client?.destroy();
    client = null;
  };

  const connect = async (): Promise<Outcome<OpenLine, PublishProblem>> => {
    // Loaded when a desk first hands over by SFTP: most never do.
    const ssh2 = await import("ssh2");
    return new Promise((answer) => {
      const fails = (problem: PublishProblem) => {
        if (client === mine) drop();
        else mine.destroy();
        answer(failed(problem));
      };
      let shown: string | null = null;
      const config: ConnectConfig = {
        host: hostname.replace(/^\[|\]$/g, ""),
        port: port === "" ? 22 : Number(port),
        username: options.user,
        readyTimeout: patience.baseMs,
        // Asked before anything else is sent, the password too.
        hostVerifier: (key: Buffer) => {
          shown = fingerprintOf(key);
          return shown === options.hostKey;
        },
        ...signInOf(options.secret),
      };
      const mine = new ssh2.Client();
      client = mine;
      let lose: (error: Error) => void = () => undefined;
      const lost = new Promise<never>((_, reject) => {
        lose = reject;
      });
      lost.catch(() => undefined); // Whoever acts on the line hears of it.
      mine
        // Else each small question waits 40 ms for the acknowledgement of the one before (RFC 1122, 4.2.3.2).
        .on("connect", () => mine.setNoDelay(true))
        .on("keyboard-interactive", (_name, _instructions, _language, prompts, answerAll) =>
          answerAll(prompts.map(() => options.secret ?? "")),
        )
        .on("ready", () =>
          mine.sftp((error, sftp) => {
            // A server that has no SFTP for this account.
            if (error) fails({ kind: "notTheApi", host });
            else answer(done({ sftp, lost }));
          }),
        )
        .on("error", (error) => {
          lose(new LostError(error.message));
          if (shown !== null && options.hostKey === undefined) {
            fails({ kind: "hostKeyUnknown", host, fingerprint: shown });
          } else if (shown !== null && options.hostKey !== undefined && shown !== options.hostKey) {
            fails({ kind: "hostKeyChanged", host, fingerprint: shown, trusted: options.hostKey });
          } else fails(problemOfLine(error, host, patience.baseMs));
        })
        .on("close", () => {
          lose(new LostError("closed"));
          if (client === mine) drop();
          answer(failed({ kind: "siteUnreachable", host }));
        });
      try {
        mine.connect(config);
      } catch {
        // A private key that cannot be read: it is damaged, or has a passphrase.
        fails({ kind: "signInRefused", host });
      }
    });
  };

  options.signal?.addEventListener("abort", drop, { once: true });

  return {
    async open(): Promise<Outcome<OpenLine, PublishProblem>> {
      clearTimeout(idle);
      if (options.signal?.aborted === true) return failed({ kind: "siteUnreachable", host });
      if (options.secret === null && options.hostKey !== undefined) {
        return failed({ kind: "signInRefused", host });
      }
      opening ??= connect();
      const mine = opening;
      const open = await mine;
      if (open.ok) uses += 1;
      else if (opening === mine) opening = null;
      return open;
    },
    /** An act has ended which the line was opened for. */
    rest() {
      uses -= 1;
      clearTimeout(idle);
      if (uses === 0) idle = setTimeout(drop, IDLE_MS).unref();
    },
    drop,
  };
}

function signInOf(secret: string | null): Partial<ConnectConfig> {
  if (secret === null) return {};
  const key = privateKeyIn(secret);
  return key === null ? { password: secret, tryKeyboard: true } : { privateKey: key };
}

/** A private key as its file has it; one pasted into a single line has lost its line ends. */
function privateKeyIn(secret: string): string | null {
  const match = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\s]*)-----END \1-----/.exec(secret);
  if (match === null) return null;
  const lines = match[2]!.replace(/\s+/g, "").match(/.{1,70}/g) ?? [];
  return [`-----BEGIN ${match[1]!}-----`, ...lines, `-----END ${match[1]!}-----`, ""].join("\n");
}

function problemOfLine(error: Error, host: string, waitedMs: number): PublishProblem {
  const { level } = error as { readonly level?: string };
  switch (level) {
    case "client-timeout":
      return { kind: "siteSlow", host, waitedMs };
    case "client-authentication":
      return { kind: "signInRefused", host };
    case "protocol":
    case "handshake":
      return { kind: "notTheApi", host };
    default:
      return { kind: "siteUnreachable", host };
  }
}

/** "/in/" of "sftp://host/in"; "in/" of "sftp://host/~/in". */
function rootOf(url: URL): string {
  const path = decodeURIComponent(url.pathname);
  const whole = path.endsWith("/") ? path : `${path}/`;
  return whole.startsWith("/~/") ? whole.slice(3) : whole;
}

/** What ssh2 says of requests whose connection ended under them; it gives these errors no code. */
function isOfLine(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(?:No response from server|Not connected|Channel open failure|Timed out)/.test(error.message)
  );
}

// --- SFTP ------------------------------------------------------------------------------------

/** Status codes of draft-ietf-secsh-filexfer-13, section 9.1. */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const FAILURE = 4;
const NO_CONNECTION = 6;
const CONNECTION_LOST = 7;
const NO_SPACE = 14;
const QUOTA_EXCEEDED = 15;

function statusOf(error: unknown): number | null {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === "number" ? code : null;
}

/** What a call with an ending function answers. */
function answered<Value = void>(
  call: (end: (error: Error | null | undefined, value?: Value) => void) => unknown,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error) reject(error);
      else resolve(value as Value);
    });
  });
}

async function orNull<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === NO_SUCH_FILE) return null;
    throw error;
  }
}

async function readFileOf(sftp: SFTPWrapper, path: string, mostBytes: number): Promise<PlaceFile> {
  const handle = await answered<Buffer>((end) => sftp.open(path, "r", end));
  try {
    const { size } = await answered<{ readonly size: number }>((end) => sftp.fstat(handle, end));
    const bytes = new Uint8Array(Math.min(size, mostBytes));
    const buffer = Buffer.from(bytes.buffer);
    const read = await Promise.all(
      chunksOf(bytes.length).map(async ({ from, length }) => {
        let got = 0;
        while (got < length) {
          const more = await answered<number>((end) =>
            sftp.read(handle, buffer, from + got, length - got, from + got, (error, bytesRead) =>
              end(error, bytesRead),
            ),
          );
          if (more === 0) break;
          got += more;
        }
        return got;
      }),
    );
    const whole = read.reduce((sum, got) => sum + got, 0);
    return { bytes: bytes.subarray(0, whole), tag: null };
  } finally {
    await answered((end) => sftp.close(handle, end)).catch(() => undefined); // The connection may have ended.
  }
}

async function writeNew(sftp: SFTPWrapper, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const handle = await answered<Buffer>((end) => sftp.open(path, "wx", end));
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    // All chunks are on their way at once: each alone would wait for its answer over the whole line.
    await Promise.all(
      chunksOf(bytes.length).map(({ from, length }) =>
        answered((end) => sftp.write(handle, buffer, from, length, from, end)),
      ),
    );
    await flushed(sftp, handle);
  } finally {
    await answered((end) => sftp.close(handle, end)).catch(() => undefined); // The connection may have ended.
  }
}

function chunksOf(size: number): readonly { readonly from: number; readonly length: number }[] {
  return Array.from({ length: Math.ceil(size / CHUNK_BYTES) }, (_, n) => ({
    from: n * CHUNK_BYTES,
    length: Math.min(CHUNK_BYTES, size - n * CHUNK_BYTES),
  }));
}

/** Until the file is on the server's disk, where the server knows how (fsync@openssh.com). */
async function flushed(sftp: SFTPWrapper, handle: Buffer): Promise<void> {
  if (knows(sftp, "fsync@openssh.com"))
    await answered((end) => sftp.ext_openssh_fsync(handle, (error) => end(error)));
}

/** What a server said at the beginning that it knows besides the standard. */
function knows(sftp: SFTPWrapper, extension: string): boolean {
  return (
    (sftp as unknown as { readonly _extensions?: Readonly<Record<string, string>> })._extensions?.[
      extension
    ] !== undefined
  );
}

/**
 * Gives a file its name. The plain rename of version 3 never replaces anything (section 6.5), so it decides between two
 * desks that bring the same new file; over one that is there goes OpenSSH's own.
 */
async function putInPlace(
  sftp: SFTPWrapper,
  temporary: string,
  path: string,
  seen: PlaceFile | null | undefined,
): Promise<"written" | "taken"> {
  const there = await orNull(answered<unknown>((end) => sftp.lstat(path, end)));
  const takenBy = async (): Promise<"taken"> => {
    await answered((end) => sftp.unlink(temporary, end));
    return "taken";
  };
  if (there === null) {
    if (seen !== null && seen !== undefined) return takenBy();
    try {
      await answered((end) => sftp.rename(temporary, path, end));
      return "written";
    } catch (error) {
      if ((await orNull(answered<unknown>((end) => sftp.lstat(path, end)))) === null) throw error;
      // Put there meanwhile: where nothing was said of it, whatever is there is replaced.
      if (seen !== undefined) return takenBy();
    }
  }
  if (seen === null) return takenBy();
  if (seen !== undefined) {
    const now = await orNull(readFileOf(sftp, path, seen.bytes.length + 1));
    if (now === null || !isSameFile(now, seen)) return takenBy();
  }
  if (knows(sftp, "posix-rename@openssh.com")) {
    await answered((end) => sftp.ext_openssh_rename(temporary, path, end));
    return "written";
  }
  // Without it the old one goes first; cut off between the two, the next try finds nothing and puts the new one there.
  await answered((end) => sftp.unlink(path, end));
  await answered((end) => sftp.rename(temporary, path, end));
  return "written";
}

async function isFull(sftp: SFTPWrapper, folder: string): Promise<boolean> {
  if (!knows(sftp, "statvfs@openssh.com")) return false;
  try {
    const { f_bavail } = await answered<{ readonly f_bavail: number }>((end) =>
      sftp.ext_openssh_statvfs(folder, (error, info: { readonly f_bavail: number }) => end(error, info)),
    );
    return f_bavail === 0;
  } catch {
    return false; // Whether it is full cannot be found out: the server's own word is said.
  }
}
