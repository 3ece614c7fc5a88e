import { mayPublish } from "#core/article";
import { isLibraryProblem } from "#core/bridge";
import { hostOf, type Aim, type JobView, type TakingDown } from "#core/publishing";
import { pageSettled, type StorySession } from "../editor/index.ts";
import { ask, tell, tellProblem } from "../desk/ask.tsx";
import { useHost } from "../desk/host.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { focusPart, openPane, showTab, useRoom } from "../desk/room.ts";
import { libraryProblemTold, momentOf, publishProblemTold, textNow, useLanguage } from "../text/index.ts";
import {
  isOpen,
  isRenewable,
  isUnderWay,
  lastJob,
  markCancelling,
  takeJob,
  targetFor,
  useJobs,
} from "./jobs.ts";
import { findingsNow, readArticleNow, usePreflightShown } from "./preflight.ts";
import { create } from "zustand";

/** The target chosen for each story on this screen; the settings' own where none was chosen. */
export const useChosenTarget = create<{ readonly chosen: Readonly<Record<string, string>> }>(() => ({
  chosen: {},
}));

export function chooseTarget(storyId: string, targetId: string): void {
  useChosenTarget.setState(({ chosen }) => ({ chosen: { ...chosen, [storyId]: targetId } }));
}

/** How long publishing waits for the last typed words to be saved, in milliseconds. */
const SAVE_WAIT_MS = 5_000;

/** Shows the preflight with the keyboard on the first thing to do in it. */
function showPreflight(): void {
  useRoom.setState({ room: "page", tab: "publish" });
  openPane("inspector", true);
  readArticleNow();
  focusPart("preflight");
}

/** Whether a press is being answered: what is pressed meanwhile is the same wish. */
let answering = false;

async function answerPress(answer: () => Promise<void>): Promise<void> {
  if (answering) return;
  answering = true;
  const { session } = useOpenStory.getState();
  try {
    await pageSettled();
    // Nobody asked for the story which was opened in the meantime.
    if (useOpenStory.getState().session === session) await answer();
  } finally {
    answering = false;
  }
}

/**
 * Publishes the article as it is now, the last word included: at once when nothing is found, or when warnings alone are
 * found and they are in sight; otherwise, or while it is being sent, shows how things stand.
 */
export function startPublishing(): Promise<void> {
  return answerPress(publishOrShow);
}

/**
 * Queues the open story for its target. What blocks is shown instead.
 *
 * @param aim how it is to stand there; left out, public.
 */
export function sendStory(aim?: Aim): Promise<void> {
  return answerPress(() => queueStory(aim));
}

/** Queues that the open story is taken off a target, whatever it lacks. */
export function takeDownStory(targetId: string, aim: TakingDown): Promise<void> {
  return answerPress(async () => {
    const { session } = useOpenStory.getState();
    if (session !== null) await queueFor(session.id, targetId, aim);
  });
}

async function publishOrShow(): Promise<void> {
  const { id, session } = useOpenStory.getState();
  const target = targetNow();
  if (id === null || session === null) return;
  const job = target === null ? null : lastJob(useJobs.getState().jobs, id, target.id);
  if (job !== null && isUnderWay(job) && !isRenewable(job)) showTab("publish");
  else if (target !== null && (findingsNow().length === 0 || usePreflightShown.getState().warnings))
    await queueStory();
  else showPreflight();
}

async function queueStory(aim?: Aim): Promise<void> {
  const { session } = useOpenStory.getState();
  const target = targetNow();
  if (session === null || target === null || !mayPublish(findingsNow())) return showPreflight();
  if (!(await savedWithin(session, SAVE_WAIT_MS))) {
    tell(textNow().publish.waitSaving);
    return;
  }
  await queueFor(session.id, target.id, aim);
}

async function queueFor(storyId: string, targetId: string, aim?: Aim): Promise<void> {
  const outcome = await ask((bridge) =>
    bridge.publishing.publish({ storyId, targetId, ...(aim === undefined ? {} : { aim }) }),
  );
  if (outcome === null) return;
  if (outcome.ok) return takeJob(outcome.value);
  const { language } = useLanguage.getState();
  const { problem } = outcome;
  if (isLibraryProblem(problem)) return tellProblem(libraryProblemTold(problem, language));
  if (problem.kind === "nothingNew") {
    const { nothingNew, seePage } = textNow().publish;
    const see = { name: seePage, run: () => openAddress(problem.url) };
    return tell(nothingNew(momentHere(problem.publishedAt)), see);
  }
  if (problem.kind === "preflightBlocks") showPreflight();
  return tellProblem(publishProblemTold(problem, language, momentHere));
}

export async function cancelJob(job: JobView): Promise<void> {
  const now = await ask((bridge) => bridge.publishing.cancel({ jobId: job.id }));
  const heard = useJobs.getState().jobs.get(job.id);
  // The end of the job may have been heard before this answer.
  if (now === null || (heard !== undefined && !isOpen(heard))) return;
  takeJob(now);
  if (isUnderWay(now)) markCancelling(now.id);
}

export async function retryJob(job: JobView): Promise<void> {
  const now = await ask((bridge) => bridge.publishing.retry({ jobId: job.id }));
  if (now !== null) takeJob(now);
}

/**
 * Shows a page of the site: in the system's browser from the desktop shell, in a tab otherwise. Of files in a folder or
 * on a server, which no page may open, it says where they are.
 */
export function openAddress(url: string): void {
  if (!/^https?:/i.test(url)) {
    const isFile = /^file:/i.test(url) && URL.canParse(url);
    return tell(textNow().publish.filesAt(isFile ? hostOf(url) : url));
  }
  if (useHost.getState().hello?.host === "electron") void ask((bridge) => bridge.openExternal({ url }));
  else window.open(url, "_blank", "noopener,noreferrer");
}

/** The target the open story goes to. */
function targetNow() {
  const { targets, settings } = useHost.getState();
  const { id } = useOpenStory.getState();
  const chosen = id === null ? undefined : useChosenTarget.getState().chosen[id];
  return targetFor(targets, chosen, settings?.defaultTargetId ?? "");
}

function momentHere(instant: string): string {
  return momentOf(instant, useLanguage.getState().language);
}

/** Whether the host has everything that was typed, the last letter included, before the time is over. */
async function savedWithin(session: StorySession, waitMs: number): Promise<boolean> {
  let timer;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), waitMs)));
  const saved = await Promise.race([session.settled().then(() => true), late]);
  clearTimeout(timer);
  return saved;
}
