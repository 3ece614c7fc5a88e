import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { z } from "zod";
import { done, failed, type Outcome } from "../bridge/outcome.ts";

/**
 * A story package (`.morasse`): one zip of a story's folder with a manifest of hashes, to travel by stick
 * or mail. `manifest.json` names every other file with its size and SHA-256; nothing else is read.
 */

/** One file of the story's folder, or of the library's folder `newsroom`. `path` is relative, with "/" on every system. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface StoryPackage {
  /** UUID of the story, lower case. */
  readonly id: string;
  /** When the package was made. ISO 8601, UTC. */
  readonly madeAt: string;
  readonly files: readonly PackedFile[];
}

/** Why a file could not be opened as a package. `file` inside it, where one is to blame. */
export type PackageProblem =
  /** Not a zip, or a zip without a manifest of ours. */
  | { readonly kind: "notAPackage" }
  /** Made by a later version of the program. */
  | { readonly kind: "packageNewer" }
  /** A file is missing from it, or its bytes are not those which the manifest names. */
  | { readonly kind: "packageDamaged"; readonly file: string }
  /** Larger unpacked than is taken. */
  | { readonly kind: "packageTooLarge"; readonly sizeBytes: number; readonly mostBytes: number };

const PROBLEM_KINDS: ReadonlySet<string> = new Set<PackageProblem["kind"]>([
  "notAPackage",
  "packageNewer",
  "packageDamaged",
  "packageTooLarge",
]);

/** Tells a package's own problems from those of the library it goes into. */
export function isPackageProblem(problem: { readonly kind: string }): problem is PackageProblem {
  return PROBLEM_KINDS.has(problem.kind);
}

/** Lower-case hex SHA-256 of bytes: the host's. */
export type Sha256 = (bytes: Uint8Array) => string;

/** Unpacked and packed, for pictures do not shrink: some twenty originals of a modern camera. */
export const MOST_PACKAGE_BYTES = 256 * 1024 * 1024;

const FORMAT = 1;
const MANIFEST = "manifest.json";

/** What a story's folder holds that travels, and the newsroom's files. Anything else in a package is left in it. */
const TRAVELS =
  /^(?:story\.(?:log|json|html)|newsroom\/(?:style\.json|names\.csv|words\.txt)|pictures\/[0-9a-f]{64}\.[a-z0-9]{1,8}|receipts\/[A-Za-z0-9._-]{1,200}\.json)$/;

/** Whether a file of the story's folder belongs into a package. */
export function travels(path: string): boolean {
  return TRAVELS.test(path);
}

/** The package as the bytes of a zip. Pictures are stored as they are: they do not shrink. */
export function packed(story: StoryPackage, sha256: Sha256): Uint8Array {
  const files = story.files.filter((file) => travels(file.path));
  const manifest = {
    format: FORMAT,
    id: story.id,
    madeAt: story.madeAt,
    files: files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length, sha256: sha256(bytes) })),
  };
  const zip: Zippable = { [MANIFEST]: strToU8(JSON.stringify(manifest, null, 2)) };
  for (const { path, bytes } of files) zip[path] = [bytes, { level: path.startsWith("pictures/") ? 0 : 6 }];
  return zipSync(zip);
}

/**
 * The story in a package, every hash checked.
 *
 * Sizes are looked at before anything is unpacked, so that a small file cannot become a huge one.
 */
export function unpacked(
  bytes: Uint8Array,
  sha256: Sha256,
  mostBytes = MOST_PACKAGE_BYTES,
): Outcome<StoryPackage, PackageProblem> {
  let sizeBytes = 0;
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        sizeBytes += entry.originalSize;
        return false;
      },
    });
    if (sizeBytes > mostBytes) return failed({ kind: "packageTooLarge", sizeBytes, mostBytes });
    entries = unzipSync(bytes, { filter: (entry) => entry.name === MANIFEST || travels(entry.name) });
  } catch {
    // fflate throws on anything that is no zip; there is nothing more to say about such a file.
    return failed({ kind: "notAPackage" });
  }

  const manifest = manifestIn(entries[MANIFEST]);
  if (manifest === "newer") return failed({ kind: "packageNewer" });
  if (manifest === null) return failed({ kind: "notAPackage" });

  const files: PackedFile[] = [];
  for (const named of manifest.files) {
    const content = entries[named.path];
    if (content === undefined || content.length !== named.sizeBytes || sha256(content) !== named.sha256) {
      return failed({ kind: "packageDamaged", file: named.path });
    }
    files.push({ path: named.path, bytes: content });
  }
  return done({ id: manifest.id, madeAt: manifest.madeAt, files });
}

const Manifest = z.object({
  format: z.literal(FORMAT),
  // Names a folder: "A" and "a" are two on one system and one on another.
  id: z.uuid().lowercase(),
  madeAt: z.iso.datetime(),
  files: z
    .array(
      z.object({
        path: z.string().regex(TRAVELS),
        sizeBytes: z.number().int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(10_000),
});

function manifestIn(bytes: Uint8Array | undefined): z.infer<typeof Manifest> | "newer" | null {
  if (bytes === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(strFromU8(bytes));
  } catch {
    return null;
  }
  const format = z.object({ format: z.number() }).safeParse(value);
  if (format.success && format.data.format > FORMAT) return "newer";
  const read = Manifest.safeParse(value);
  return read.success ? read.data : null;
}
