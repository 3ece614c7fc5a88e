import { iimNotesOf } from "./iim.ts";
import { repairedText } from "./mojibake.ts";
import type { PictureNotes } from "./picture.ts";
import { xmpNotesOf } from "./xmp.ts";

/** The metadata blocks of a picture file, as they stand in it. */
export interface MetadataBlocks {
  readonly xmp?: Uint8Array | undefined;
  readonly iim?: Uint8Array | undefined;
}

/** Longest note offered, in UTF-16 units: an agency's caption with its whole background fits. */
const MOST_NOTE_LENGTH = 20_000;

/**
 * Caption, credit and alt text as the picture file has them, each from XMP first, then from IIM; the credit
 * line before the photographer's name. NFC, control characters out, mojibake put right.
 */
export function pictureNotesOf(blocks: MetadataBlocks): PictureNotes {
  const xmp = blocks.xmp && xmpNotesOf(blocks.xmp);
  const iim = blocks.iim && iimNotesOf(blocks.iim);
  return {
    caption: tidy(xmp?.caption || iim?.caption),
    credit: tidy(xmp?.credit || xmp?.byline || iim?.credit || iim?.byline),
    altText: tidy(xmp?.altText),
  };
}

function tidy(text: string | undefined): string {
  return repairedText(text ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g, "")
    .normalize("NFC")
    .slice(0, MOST_NOTE_LENGTH)
    .replace(/\p{Surrogate}/gu, "")
    .trim();
}
