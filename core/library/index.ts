export {
  STORY_STATES,
  type StoryList,
  type StoryQuery,
  type StoryState,
  type StorySummary,
} from "./summary.ts";
