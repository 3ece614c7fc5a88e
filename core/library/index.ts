export { canonicalJson } from "./canonical.ts";
export { copyHeadline } from "./copy.ts";
export {
  FRAME,
  LOG_HEADER_BYTES,
  frameOf,
  identityFrame,
  identityIn,
  logHeader,
  readLog,
  type LogFrame,
  type LogReading,
  type LogStop,
} from "./log.ts";
export { searchQueryOf, searchTextOf } from "./search.ts";
export {
  STORY_STATES,
  stateOf,
  summaryOf,
  titleOf,
  type StoryFacts,
  type StoryList,
  type StoryQuery,
  type StoryState,
  type StorySummary,
} from "./summary.ts";
