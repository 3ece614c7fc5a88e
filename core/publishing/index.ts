export type {
  Difference,
  JobState,
  JobStep,
  JobView,
  OwnSiteTarget,
  PublishProblem,
  Receipt,
  Target,
  TargetAccount,
  WordPressTarget,
} from "./job.ts";
export type {
  PictureToSend,
  PublishedStory,
  ReadPage,
  RemotePicture,
  RemoteStory,
  StoryToSend,
  TargetPort,
} from "./target.ts";
