import type { Picture } from "#core/article";
import type { Outcome } from "#core/bridge";
import type { PictureNotes, PictureProblem, Rendition } from "#core/media";

/** A picture file that was looked into and found good. */
export interface TakenPicture {
  readonly picture: Picture;
  readonly notes: PictureNotes;
}

export interface MadeRendition extends Rendition {
  readonly path: string;
}

/** `node/media/index.ts` exports functions of these types. */
export type TakePicture = (name: string, bytes: Uint8Array) => Promise<Outcome<TakenPicture, PictureProblem>>;

/**
 * The web sizes of an original (RENDITION_WIDTHS_PX, none wider than the original; always at least one),
 * narrowest first, made once and kept in `cacheDir` by the original's hash.
 */
export type RenditionsOf = (
  original: { readonly path: string; readonly picture: Picture },
  cacheDir: string,
) => Promise<Outcome<readonly MadeRendition[], PictureProblem>>;
