export { base64Of, bytesOf, textOfBytes } from "./bytes.ts";
export {
  HandOverAddress,
  KeyFingerprint,
  MOST_REASON_CHARACTERS,
  MOST_UPDATE_BYTES,
  MOST_WORDS,
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
  type StoryToRead,
} from "./contract.ts";
export {
  NEWSROOM_FILES,
  type Brought,
  type FileFault,
  type NamesProblem,
  type Newsroom,
  type NewsroomFault,
  type NewsroomPart,
} from "./newsroom.ts";
export { assertNever, done, failed, type Outcome } from "./outcome.ts";
export { DEFAULT_SETTINGS, Section, Settings } from "./settings.ts";
