import type { Outcome } from "#core/bridge";
import type { PublishProblem } from "#core/publishing";

/**
 * A place that takes files, seen from the folder stories are handed over in. Paths are relative to it, joined by "/",
 * and made of names this program gave ("gia-xang-5f0c8f5e/manifest.json"); every method may be repeated.
 */
export interface Place {
  /** The place as named in problems: a host, or the path of a folder. */
  readonly host: string;
  /** Address of a file in it, for a person and for receivers. */
  addressOf(path: string): string;
  /** Whether it is there and files can be left in it. Leaves nothing behind. */
  test(): Promise<Outcome<null, PublishProblem>>;
  /** What lies in a folder; null where there is none of that name. "" is the place itself, which must be there. */
  list(folder: string): Promise<Outcome<readonly PlaceEntry[] | null, PublishProblem>>;
  /** A file; null where there is none. One that is longer than asked for comes with its first bytes. */
  read(path: string, mostBytes: number): Promise<Outcome<PlaceFile | null, PublishProblem>>;
  /** Makes a folder, unless it is there. The one it lies in must be there. */
  makeFolder(folder: string): Promise<Outcome<null, PublishProblem>>;
  /**
   * Puts a whole file in its place: under a temporary name first, then by one rename over what is there.
   *
   * @param seen what must still be there, null for nothing: else the file is not put there and "taken" is answered.
   *   Left out, whatever is there is replaced.
   */
  write(
    path: string,
    bytes: Uint8Array<ArrayBuffer>,
    seen?: PlaceFile | null,
  ): Promise<Outcome<"written" | "taken", PublishProblem>>;
  /** Removes a file. What is not there is fine. */
  remove(path: string): Promise<Outcome<null, PublishProblem>>;
  /** Removes a folder, unless something lies in it. What is not there is fine. */
  removeFolder(folder: string): Promise<Outcome<null, PublishProblem>>;
}

export interface PlaceEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
}

export interface PlaceFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The server's own mark of this state of the file, where it has one. */
  readonly tag: string | null;
}

/** A name nobody else writes under: hidden, and no receiver's file. */
export function temporaryNameOf(path: string, id: string): string {
  const at = path.lastIndexOf("/") + 1;
  return `${path.slice(0, at)}.${path.slice(at)}.${id}.part`;
}

/** Whether a name is one of those: left by a try that was cut off. */
export function isTemporary(name: string): boolean {
  return name.startsWith(".") && name.endsWith(".part");
}

export function isSameFile(one: PlaceFile, other: PlaceFile): boolean {
  return Buffer.compare(one.bytes, other.bytes) === 0;
}
