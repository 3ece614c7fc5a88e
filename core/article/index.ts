export {
  EMPTY_DETAILS,
  bylineOf,
  figuresOf,
  headlineOf,
  languageOf,
  leadOf,
  lineOf,
  lineOfSpans,
  textOf,
  type Article,
  type Block,
  type Details,
  type Figure,
  type Language,
  type Line,
  type List,
  type ListItem,
  type Picture,
  type Quote,
  type Span,
  type Stage,
  type TextBlock,
} from "./article.ts";
export { articleOf, blankArticle, detailsOf, documentOf, setDetails, silencedIn } from "./document.ts";
export {
  DEFAULT_RULES,
  MOST_HEADLINE_CHARACTERS,
  RULES,
  mayPublish,
  preflight,
  type Finding,
  type OpenFlag,
  type Place,
  type PreflightRules,
  type Rule,
  type Weight,
} from "./preflight.ts";
export { BODY, DETAILS, MARKS, QUIET, SHAPE, type NodeShape } from "./shape.ts";
export { SlugError, isSlug, plainLetters, slugOf, type Slug } from "./slug.ts";
export { beginningOf, linesOfList, readingMinutes, wordCountOf, wordsIn, wordStartsIn } from "./words.ts";
