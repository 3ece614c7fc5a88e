export { articleSha256 } from "./derived.ts";
export { codeOf, makeFolder, problemOf as diskProblemOf, writeWhole } from "./disk.ts";
export { Hold } from "./hold.ts";
export { openLibrary } from "./library.ts";
export { OriginalError, originalPath } from "./originals.ts";
export { openPackage, packStory } from "./package.ts";
export { UpdateError } from "./open-story.ts";
export type {
  Holder,
  Library,
  LibraryEvent,
  LibraryOpenProblem,
  LibraryOptions,
  OpenLibrary,
  Original,
} from "./port.ts";
export { docOf } from "./reading.ts";
