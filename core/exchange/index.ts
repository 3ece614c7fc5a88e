export { captionText, hasLabel, printedCaption, type PrintedCaption } from "./caption.ts";
export { textOfDocx, type DocxProblem } from "./docx.ts";
export {
  articleHtml,
  bodyBlocksOf,
  bodyHtml,
  escapeHtml,
  figcaptionHtml,
  figureHtml,
  lineHtml,
  safeLink,
  takenBackHtml,
  type ArticlePageOptions,
  type BodyOptions,
  type PictureAddress,
} from "./html.ts";
export { NINJS_NAMES } from "./names.ts";
export {
  NEWSML_TYPE,
  newsmlOf,
  packageGuidOf,
  type NewsmlFacts,
  type PlacedPicture,
  type PlacedRendition,
} from "./newsml.ts";
export {
  NINJS_SCHEMA,
  NINJS_TYPE,
  NinjsItem,
  ninjsOf,
  withdrawalOf,
  type PublishingFacts,
  type SentPicture,
} from "./ninjs.ts";
export {
  CLOCK_TOLERANCE_MS,
  PROTOCOL,
  SIGNATURE_HEADER,
  TIME_HEADER,
  signedHead,
  signedHeaders,
  timely,
  type Hmac,
  type PushRequest,
  type SiteMedia,
  type SiteName,
  type SiteRefusal,
  type SiteStory,
} from "./push.ts";
export {
  publicationOf,
  storyOfNinjs,
  type NinjsProblem,
  type NinjsStory,
  type Publication,
  type Withdrawal,
} from "./story.ts";
export { articleOfText, plainTextOf, printedTextOf, type TextOptions } from "./text.ts";
export { blocksOfXhtml, nameOfBytes, sha256OfName, xhtmlOf } from "./xhtml.ts";
export {
  MOST_PACKAGE_BYTES,
  isPackageProblem,
  packed,
  travels,
  unpacked,
  type PackageProblem,
  type PackedFile,
  type Sha256,
  type StoryPackage,
} from "./package.ts";
