import type { Bridge, DeskEvent } from "#core/bridge";
import { assertNever } from "#core/bridge";
import { connectBridge, isLost, onConnection } from "../bridge/index.ts";
import { dropStory, readAgain, takeStory, useStories } from "../library/stories.ts";
import { takeJob, takeJobs } from "../publish/jobs.ts";
import { textNow } from "../text/index.ts";
import { tell } from "./ask.tsx";
import { runCommand } from "./commands.ts";
import { useHost } from "./host.ts";
import { openStory, rememberedStory, takeReceipt, useOpenStory } from "./open-story.ts";

/** How often the targets are asked whether they answer. */
const REACH_EVERY_MS = 30_000;
const ATTEND_AGAIN_MS = 1_000;

/** Ties the screen to its host for as long as the window lives, through every restart of the host. */
export async function attendHost(): Promise<void> {
  let attending = new AbortController();
  const bridge = await connectBridge();
  useHost.setState({ bridge });
  let lost = false;
  onConnection((up) => {
    useHost.setState({ up });
    if (lost && up) tell(textNow().desk.hostBack);
    lost = !up;
    attending.abort();
    attending = new AbortController();
    if (up) void attend(bridge, attending.signal);
  });
  setInterval(() => {
    if (useHost.getState().up && !document.hidden) void readReachable();
  }, REACH_EVERY_MS);
  addEventListener("online", () => void readReachable());
  addEventListener("offline", () => void readReachable());
}

/** Listens first and reads second, so that nothing falls between. */
async function attend(bridge: Bridge, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const events = await bridge.events(undefined, { signal });
      await readState(bridge);
      for await (const event of events) take(event);
    } catch (error) {
      // The connection's own listener starts anew; anything else is a fault of ours and is said.
      if (signal.aborted || isLost(error)) return;
      console.error(error);
    }
    await new Promise((resolve) => setTimeout(resolve, ATTEND_AGAIN_MS));
  }
}

async function readState(bridge: Bridge): Promise<void> {
  const hello = await bridge.hello();
  const { settings, words, wordsUnreadable, newsroom, targets, libraryProblem } = hello;
  const first = useHost.getState().hello === null;
  useHost.setState({ hello, settings, words, wordsUnreadable, newsroom, targets, libraryProblem });
  takeJobs(await bridge.publishing.jobs());
  await readAgain();
  if (first) await openFirst();
  void readReachable();
}

/** The story this screen showed last, else the newest; on the first start that is the sample. */
async function openFirst(): Promise<void> {
  if (useOpenStory.getState().id !== null) return;
  const remembered = rememberedStory();
  const newest = useStories.getState().rows.get(0)?.id ?? null;
  const known = remembered !== null && useStories.getState().known.has(remembered);
  const id = known ? remembered : (newest ?? null);
  if (id !== null) await openStory(id);
}

async function readReachable(): Promise<void> {
  const { bridge } = useHost.getState();
  if (bridge === null) return;
  try {
    useHost.setState({ reachable: await bridge.publishing.reachable() });
  } catch (error) {
    if (!isLost(error)) console.error(error);
  }
}

function sayReachable(targetId: string): void {
  useHost.setState(({ reachable }) => ({ reachable: { ...reachable, [targetId]: true } }));
}

function take(event: DeskEvent): void {
  switch (event.kind) {
    case "story":
      return takeStory(event.summary);
    case "storyGone":
      return dropStory(event.id);
    case "job":
      takeJob(event.job);
      // What was just sent went through: nobody waits for the next round of questions to hear it.
      if (event.job.state.kind === "done") sayReachable(event.job.targetId);
      return;
    case "receipt":
      return takeReceipt(event.storyId, event.receipt);
    case "words":
      return useHost.setState({ words: event.words, wordsUnreadable: null });
    case "newsroom":
      return useHost.setState({ newsroom: event.newsroom });
    case "settings":
      return useHost.setState({ settings: event.settings });
    case "targets":
      return useHost.setState({ targets: event.targets });
    case "library":
      return useHost.setState({ libraryProblem: event.problem });
    case "command":
      return void runCommand(event.command);
    case "openStory":
      return void openStory(event.id);
    default:
      return assertNever(event);
  }
}
