export type { MadeRendition, RenditionsOf, TakenPicture, TakePicture } from "./port.ts";
export { renditionsOf } from "./renditions.ts";
export { takePicture } from "./take.ts";
