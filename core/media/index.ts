export { formatOf, type PictureFormat, type TakenExtension } from "./format.ts";
export { iimNotesOf, type IimNotes } from "./iim.ts";
export { WINDOWS_1252_HIGH, repairedText } from "./mojibake.ts";
export { pictureNotesOf, type MetadataBlocks } from "./notes.ts";
export {
  MOST_MEGAPIXELS,
  MOST_PICTURE_BYTES,
  RENDITION_WIDTHS_PX,
  type PictureNotes,
  type PictureProblem,
  type Rendition,
} from "./picture.ts";
export { xmpNotesOf, type XmpNotes } from "./xmp.ts";
