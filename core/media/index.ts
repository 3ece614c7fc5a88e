export {
  MOST_MEGAPIXELS,
  MOST_PICTURE_BYTES,
  RENDITION_WIDTHS_PX,
  type PictureNotes,
  type PictureProblem,
  type Rendition,
} from "./picture.ts";
