import { done, failed, type Outcome } from "#core/bridge";
import {
  formatOf,
  MOST_MEGAPIXELS,
  MOST_PICTURE_BYTES,
  pictureNotesOf,
  type PictureProblem,
  type TakenExtension,
} from "#core/media";
import type { Metadata } from "sharp";
import { decoded, headerOf, inTurn, megapixelsOf, uprightSizeOf } from "./decoder.ts";
import { sha256Of } from "./hash.ts";
import type { TakenPicture, TakePicture } from "./port.ts";

/**
 * Looks into a file that wants to be a picture: what it is by content, whether it decodes to its last row,
 * how large it is upright, and what it says of itself. The bytes are neither kept nor changed.
 */
export const takePicture: TakePicture = async (name, bytes) => {
  if (bytes.length === 0) return failed({ kind: "emptyFile", file: name });
  if (bytes.length > MOST_PICTURE_BYTES) {
    return failed({
      kind: "fileTooLarge",
      file: name,
      sizeBytes: bytes.length,
      mostBytes: MOST_PICTURE_BYTES,
    });
  }
  const format = formatOf(bytes);
  if (format === null) return failed({ kind: "notAPicture", file: name });
  if (!format.taken) return failed({ kind: "formatNotTaken", file: name, format: format.format });
  return lookInto(name, bytes, format.extension);
};

async function lookInto(
  name: string,
  bytes: Uint8Array,
  extension: TakenExtension,
): Promise<Outcome<TakenPicture, PictureProblem>> {
  const damaged = failed({ kind: "pictureDamaged", file: name } as const);
  const header = await readHeader(bytes);
  if (header === null || !decodesAs(header, extension)) return damaged;
  const megapixels = megapixelsOf(header);
  if (megapixels > MOST_MEGAPIXELS) {
    return failed({
      kind: "tooManyPixels",
      file: name,
      megapixels: Math.round(megapixels),
      most: MOST_MEGAPIXELS,
    });
  }
  if (!(await inTurn(megapixels, () => decodesWhole(bytes)))) return damaged;
  return done({
    picture: { sha256: await sha256Of(bytes), extension, ...uprightSizeOf(header) },
    notes: pictureNotesOf({ xmp: header.xmp, iim: header.iptc }),
  });
}

/** The header, or null when there is none to read: the reason is the decoder's and helps no reporter. */
async function readHeader(bytes: Uint8Array): Promise<Metadata | null> {
  try {
    return await headerOf(bytes);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** The decoder read what the first bytes promised: one file, one meaning. */
function decodesAs(header: Metadata, extension: TakenExtension): boolean {
  if (extension === "avif") return header.format === "heif" && header.compression === "av1";
  return header.format === (extension === "jpg" ? "jpeg" : extension);
}

/**
 * Every row is decoded, into a picture of a few pixels so that memory stays small.
 *
 * A JPEG that was cut and closed again, and one with holes, decode with a mere warning ("premature end of
 * data segment"); but so does the harmless padding of some cameras ("extraneous bytes"). So warnings are
 * asked for first and only the harmless ones forgiven. (`stats()` would not do: it accepts a cut
 * interlaced PNG.)
 */
async function decodesWhole(bytes: Uint8Array): Promise<boolean> {
  for (const failOn of ["warning", "error"] as const) {
    try {
      await decoded(bytes, failOn).resize(16, 16, { fit: "fill" }).raw().toBuffer();
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (/premature end/i.test(error.message)) return false;
    }
  }
  return false;
}
