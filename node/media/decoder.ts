import { availableParallelism } from "node:os";
import sharp, { type Metadata, type Sharp } from "sharp";
import { MOST_MEGAPIXELS } from "#core/media";

// Nothing is decoded twice within a run, so libvips' cache would only hold memory. Two threads a picture
// leave a core of a four-core machine to the screen.
sharp.cache(false);
sharp.concurrency(Math.min(2, availableParallelism()));

/** Most pictures, and most megapixels, worked on at once; a larger picture waits and then goes alone. */
const MOST_AT_ONCE = 2;
const MOST_MEGAPIXELS_AT_ONCE = MOST_MEGAPIXELS;

/**
 * What the header says, nothing decoded: the size limit has to be asked of it before any pixel is made.
 * @throws when the header cannot be read (sharp's Error).
 */
export async function headerOf(bytes: Uint8Array): Promise<Metadata> {
  return sharp(bytes, { limitInputPixels: false, failOn: "none" }).metadata();
}

/** The picture's first frame, ready to be worked on; broken pixel data is an error of the work. */
export function decoded(bytes: Uint8Array, failOn: "error" | "warning" = "error"): Sharp {
  return sharp(bytes, { failOn, sequentialRead: true, limitInputPixels: MOST_MEGAPIXELS * 1e6 });
}

/** Size upright, that is after the EXIF orientation is applied; of an animation, one frame. */
export function uprightSizeOf(header: Metadata): { readonly widthPx: number; readonly heightPx: number } {
  const [width, height] = [header.width, header.pageHeight ?? header.height];
  const turned = (header.orientation ?? 1) >= 5;
  return turned ? { widthPx: height, heightPx: width } : { widthPx: width, heightPx: height };
}

export function megapixelsOf(header: Metadata): number {
  return (header.width * (header.pageHeight ?? header.height)) / 1e6;
}

const waiting: { readonly megapixels: number; readonly go: () => void }[] = [];
let working = 0;
let megapixelsAtWork = 0;

/** Does the work when there is room for a picture of that size, in the order of asking. */
export async function inTurn<Value>(megapixels: number, work: () => Promise<Value>): Promise<Value> {
  await new Promise<void>((go) => {
    waiting.push({ megapixels, go });
    letIn();
  });
  try {
    return await work();
  } finally {
    working--;
    megapixelsAtWork -= megapixels;
    letIn();
  }
}

function letIn(): void {
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    const room = working < MOST_AT_ONCE && megapixelsAtWork + next.megapixels <= MOST_MEGAPIXELS_AT_ONCE;
    if (!room && working > 0) return;
    waiting.shift();
    working++;
    megapixelsAtWork += next.megapixels;
    next.go();
  }
}
