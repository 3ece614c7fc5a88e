import { create } from "zustand";
import type { LibraryProblem, Recovery } from "#core/bridge";
import type { Receipt } from "#core/publishing";
import { openSession, type StorySession } from "../editor/index.ts";
import { learnStory } from "../library/stories.ts";
import { ask } from "./ask.tsx";
import { useHost } from "./host.ts";
import { useRoom } from "./room.ts";

/** The story on the page of this screen. */
export interface OpenStoryState {
  readonly id: string | null;
  readonly session: StorySession | null;
  readonly problem: LibraryProblem | null;
  /** What was found and mended at opening, until the writer says that it was read. */
  readonly recovered: readonly Recovery[];
  /** Names of the originals which were not in the story's folder when it was opened: hash and ending. */
  readonly lost: readonly string[];
  /** What was sent where, oldest first, kept up with the host. */
  readonly receipts: readonly Receipt[];
}

const NOTHING: OpenStoryState = {
  id: null,
  session: null,
  problem: null,
  recovered: [],
  lost: [],
  receipts: [],
};

export const useOpenStory = create<OpenStoryState>(() => NOTHING);

/** Opens a story on the page, letting go of the former one. The last of several quick calls wins. */
export async function openStory(id: string): Promise<void> {
  const before = useOpenStory.getState();
  useRoom.setState({ room: "page", narrowPane: null });
  if (before.id === id && before.session !== null) return;
  useOpenStory.setState({ ...NOTHING, id });
  void before.session?.close();
  const outcome = await ask((bridge) => openSession(bridge, id));
  const wanted = useOpenStory.getState().id === id && useOpenStory.getState().session === null;
  if (!wanted) {
    if (outcome?.ok === true) void outcome.value.close();
    return;
  }
  if (outcome === null) useOpenStory.setState(NOTHING);
  else if (!outcome.ok) useOpenStory.setState({ problem: outcome.problem });
  else {
    const { opened } = outcome.value;
    learnStory(opened.summary);
    useOpenStory.setState({
      session: outcome.value,
      recovered: opened.recovered,
      lost: opened.recovered.flatMap((one) => (one.kind === "picturesMissing" ? one.files : [])),
      receipts: opened.receipts,
    });
    rememberStory(id);
  }
}

/** The writer has read what was mended in the open story: the host need not tell it again. */
export async function acknowledgeRecovered(): Promise<void> {
  const { id, recovered } = useOpenStory.getState();
  useOpenStory.setState({ recovered: [] });
  const mended = recovered.filter((one) => one.kind === "logCut" || one.kind === "readFromJson");
  if (id === null || mended.length === 0) return;
  // A host that is away, or a disk in trouble, is said over the desk; the report comes again at the next opening.
  await ask((bridge) => bridge.story.acknowledge({ id, mended }));
}

/** Leaves the page empty; used when the open story goes to the trash. */
export function closeStory(): void {
  const { session } = useOpenStory.getState();
  useOpenStory.setState(NOTHING);
  void session?.close();
}

/** Adds or replaces a receipt of the open story. */
export function takeReceipt(storyId: string, receipt: Receipt): void {
  const { id, receipts } = useOpenStory.getState();
  if (id !== storyId) return;
  useOpenStory.setState({
    receipts: [...receipts.filter((one) => one.jobId !== receipt.jobId), receipt],
  });
}

/** The story this screen showed last on this library, null when it never did. */
export function rememberedStory(): string | null {
  return localStorage.getItem(rememberedUnder());
}

function rememberStory(id: string): void {
  localStorage.setItem(rememberedUnder(), id);
}

function rememberedUnder(): string {
  return `morasse:story:${useHost.getState().hello?.library ?? ""}`;
}
