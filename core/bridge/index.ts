export { base64Of, bytesOf } from "./bytes.ts";
export {
  MOST_UPDATE_BYTES,
  Mended,
  WebAddress,
  contract,
  isLibraryProblem,
  pictureAddress,
  type AddedPicture,
  type Bridge,
  type DeskEvent,
  type Hello,
  type LibraryProblem,
  type OpenedStory,
  type Recovery,
} from "./contract.ts";
export { assertNever, done, failed, type Outcome } from "./outcome.ts";
export { DEFAULT_SETTINGS, Section, Settings } from "./settings.ts";
