import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Picture } from "#core/article";
import { done, failed, type Outcome } from "#core/bridge";
import { MOST_MEGAPIXELS, RENDITION_WIDTHS_PX, type PictureProblem, type Rendition } from "#core/media";
import sharp, { type OutputInfo } from "sharp";
import { decoded, headerOf, inTurn, megapixelsOf, uprightSizeOf } from "./decoder.ts";
import { sha256Of } from "./hash.ts";
import type { MadeRendition, RenditionsOf } from "./port.ts";
import { keepRenditions, keptRenditions } from "./shelf.ts";

/** Formats stop at 65,535 rows (JPEG); a strip taller than this is made narrower instead. */
const MOST_HEIGHT_PX = 16_000;

/** A rendition that is not yet on the disk. */
export interface FreshRendition {
  readonly rendition: Rendition;
  readonly bytes: Uint8Array;
}

const beingMade = new Map<string, Promise<Outcome<readonly MadeRendition[], PictureProblem>>>();

/**
 * The web sizes of an original: upright, sRGB, without any metadata (so without GPS); progressive JPEG, or
 * PNG when something shines through. An original between two of the widths also gets its own width, so that
 * a picture of 1,500 pixels is not shown at 1,024. The same original always gives the same bytes.
 *
 * An original that is missing or is no longer what its hash says is `pictureDamaged`.
 *
 * @throws the system's error when the original cannot be read or the cache folder not written.
 */
export const renditionsOf: RenditionsOf = (original, cacheDir) => {
  const key = `${cacheDir}\n${original.picture.sha256}`;
  const running = beingMade.get(key);
  if (running) return running;
  const making = findOrMake(original, cacheDir).finally(() => beingMade.delete(key));
  beingMade.set(key, making);
  return making;
};

async function findOrMake(
  original: { readonly path: string; readonly picture: Picture },
  cacheDir: string,
): Promise<Outcome<readonly MadeRendition[], PictureProblem>> {
  const { sha256 } = original.picture;
  const kept = await keptRenditions(cacheDir, sha256);
  if (kept !== null) return done(kept);
  const file = basename(original.path);
  const bytes = await readOriginal(original.path);
  if (bytes === null || (await sha256Of(bytes)) !== sha256) return failed({ kind: "pictureDamaged", file });
  const made = await makeRenditions(file, bytes);
  return made.ok ? done(await keepRenditions(cacheDir, sha256, made.value)) : made;
}

async function readOriginal(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

async function makeRenditions(
  file: string,
  bytes: Uint8Array,
): Promise<Outcome<readonly FreshRendition[], PictureProblem>> {
  try {
    const header = await headerOf(bytes);
    const megapixels = megapixelsOf(header);
    if (megapixels > MOST_MEGAPIXELS) {
      return failed({
        kind: "tooManyPixels",
        file,
        megapixels: Math.round(megapixels),
        most: MOST_MEGAPIXELS,
      });
    }
    return done(await inTurn(megapixels, () => sizesOf(bytes, uprightSizeOf(header).widthPx)));
  } catch (error) {
    // sharp throws plain Errors; anything else is a mistake of ours and is not the picture's fault.
    if (error instanceof Error && error.constructor === Error)
      return failed({ kind: "pictureDamaged", file });
    throw error;
  }
}

/** Decoded once, at the widest size; the others are made from that. */
async function sizesOf(bytes: Uint8Array, originalWidthPx: number): Promise<readonly FreshRendition[]> {
  const widths = [...new Set(RENDITION_WIDTHS_PX.map((width) => Math.min(width, originalWidthPx)))];
  const widest = await decoded(bytes)
    .autoOrient()
    .resize({ width: Math.max(...widths), height: MOST_HEIGHT_PX, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const opaque = isOpaque(widest.data, widest.info.channels);
  const fitting = [...new Set(widths.map((width) => Math.min(width, widest.info.width)))];
  return Promise.all(fitting.map((width) => sizeOf(widest, width, opaque)));
}

async function sizeOf(
  widest: { readonly data: Buffer; readonly info: OutputInfo },
  widthPx: number,
  opaque: boolean,
): Promise<FreshRendition> {
  const { width, height, channels } = widest.info;
  let pixels = sharp(widest.data, { raw: { width, height, channels } });
  if (opaque) pixels = pixels.removeAlpha();
  if (widthPx < width) pixels = pixels.resize({ width: widthPx });
  const encoded = opaque
    ? pixels.jpeg({ quality: 82, progressive: true, chromaSubsampling: "4:2:0" })
    : pixels.png({ compressionLevel: 8, adaptiveFiltering: true });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  return {
    bytes: data,
    rendition: {
      widthPx: info.width,
      heightPx: info.height,
      sizeBytes: data.length,
      sha256: await sha256Of(data),
      mimeType: opaque ? "image/jpeg" : "image/png",
    },
  };
}

function isOpaque(pixels: Uint8Array, channels: number): boolean {
  if (channels !== 2 && channels !== 4) return true;
  for (let at = channels - 1; at < pixels.length; at += channels) if (pixels[at] !== 255) return false;
  return true;
}
