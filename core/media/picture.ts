/** Why a file cannot be a picture of the story. Each has its sentence in `renderer/text`. */
export type PictureProblem =
  | { readonly kind: "emptyFile"; readonly file: string }
  /** Its content is no picture, whatever its name says. */
  | { readonly kind: "notAPicture"; readonly file: string }
  /** The picture stops in the middle or does not decode. */
  | { readonly kind: "pictureDamaged"; readonly file: string }
  /** A real format which the program does not take: "svg", "heic", "pdf", "psd". */
  | { readonly kind: "formatNotTaken"; readonly file: string; readonly format: string }
  | {
      readonly kind: "tooManyPixels";
      readonly file: string;
      readonly megapixels: number;
      readonly most: number;
    }
  | {
      readonly kind: "fileTooLarge";
      readonly file: string;
      readonly sizeBytes: number;
      readonly mostBytes: number;
    };

/** Largest picture taken. 300 megapixels would need over a gigabyte to decode. */
export const MOST_MEGAPIXELS = 150;
export const MOST_PICTURE_BYTES = 100 * 1024 * 1024;

/** Widths in pixels of the renditions made for the web; none is made wider than the original. */
export const RENDITION_WIDTHS_PX = [480, 1024, 1600, 2400] as const;

/** What the picture file says of itself (XMP first, then IIM), offered to the writer, never put in unasked. */
export interface PictureNotes {
  readonly caption: string;
  readonly credit: string;
  readonly altText: string;
}

/** One web size of a picture, without GPS. */
export interface Rendition {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeBytes: number;
  /** SHA-256 of the rendition's bytes, lower-case hex. */
  readonly sha256: string;
  readonly mimeType: "image/jpeg" | "image/png" | "image/webp" | "image/gif";
}
