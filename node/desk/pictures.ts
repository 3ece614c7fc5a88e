import { RENDITION_WIDTHS_PX } from "#core/media";
import type { Desk } from "./desk.ts";

/** A file that a host may hand to a page. */
export interface ServedFile {
  readonly path: string;
  readonly mimeType: string;
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
  tiff: "image/tiff",
};

const ADDRESS =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([0-9a-f]{64})\.(jpg|png|webp|avif|gif|tiff)$/;

/**
 * The file behind `pictureAddress`: an original of a story, or the smallest rendition of it that is at
 * least as wide as asked (the widest where none is).
 *
 * @param address what stands after "pictures/": "<storyId>/<sha256>.<extension>"; nothing else is looked up,
 *   so no address leads out of the library.
 * @returns null when there is no such picture, or no rendition can be made of it.
 */
export async function pictureFile(
  desk: Pick<Desk, "library" | "renditionsOf" | "renditionsDir">,
  address: string,
  width: string | null,
): Promise<ServedFile | null> {
  const [, storyId, sha256, extension] = ADDRESS.exec(address) ?? [];
  if (storyId === undefined || sha256 === undefined || extension === undefined) return null;
  const path = await desk.library.originalPath(storyId, sha256, extension);
  if (path === null) return null;
  if (width === null) return { path, mimeType: MIME_TYPES[extension]! };
  if (!/^[1-9][0-9]{0,4}$/.test(width)) return null;
  const picture = { sha256, extension, widthPx: 0, heightPx: 0 };
  const made = await desk.renditionsOf({ path, picture }, desk.renditionsDir);
  if (!made.ok) return null;
  const wanted = Math.min(Number(width), RENDITION_WIDTHS_PX.at(-1)!);
  const fitting = made.value.find((rendition) => rendition.widthPx >= wanted) ?? made.value.at(-1);
  return fitting === undefined ? null : { path: fitting.path, mimeType: fitting.mimeType };
}
