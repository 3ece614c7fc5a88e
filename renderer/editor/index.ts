export { COMMANDS } from "./commands.ts";
export type { Command, GoTo, PageFlag, PageState, Saved, StorySession } from "./port.ts";
export { unsilence } from "./quiet.ts";
export { Reader } from "./reader.ts";
export { openSession } from "./session.ts";
export { usePage } from "./state.ts";
export { StoryPage, goTo, nextFlag, pageSettled, retryChecker, type StoryPageProps } from "./story-page.tsx";
