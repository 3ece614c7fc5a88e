import { create } from "zustand";
import {
  createNameLearner,
  dayOf,
  entryFrom,
  mergedRegisters,
  passagesOf,
  type LearnedName,
  type NameRegister,
} from "#core/language";
import { useHost } from "../desk/host.ts";
import { storiesIn } from "./report.ts";

/** Names met in the stories of the library; reading goes on while another room is shown. */
export interface LearningState {
  readonly state: "none" | "going" | "done" | "stopped";
  readonly read: number;
  readonly all: number;
  /** Stories which could not be read. */
  readonly unread: number;
  /** Most frequent first. */
  readonly names: readonly LearnedName[];
  /** Keys of those which a person has chosen. */
  readonly chosen: ReadonlySet<string>;
}

const NONE: LearningState = { state: "none", read: 0, all: 0, unread: 0, names: [], chosen: new Set() };

export const useLearning = create<LearningState>(() => NONE);

const TELL_EVERY_MS = 100;
/** Time without a pause in which the screen still answers at once. */
const MOST_BUSY_MS = 30;

let stop: (() => void) | null = null;
/** Of the reading whose names are shown. */
let current = 0;

export function stopLearning(): void {
  stop?.();
}

/** Takes the proposals off the screen. */
export function closeLearning(): void {
  stop?.();
  current += 1;
  useLearning.setState(NONE, true);
}

/** Reads every story for names which the register lacks. */
export async function startLearning(): Promise<void> {
  const { bridge, newsroom } = useHost.getState();
  if (bridge === null || newsroom === null || useLearning.getState().state === "going") return;
  const mine = (current += 1);
  let stopped = false;
  stop = () => (stopped = true);
  useLearning.setState({ ...NONE, state: "going" }, true);
  const learner = createNameLearner(newsroom.names);
  let [read, unread, told, paused] = [0, 0, 0, performance.now()];
  try {
    const stories = await storiesIn(bridge);
    const all = stories.length;
    for (const story of stories) {
      if (stopped) break;
      const outcome = await bridge.story.reading({ id: story.id });
      if (outcome.ok) {
        const passages = passagesOf(outcome.value.article);
        learner.read({ id: story.id, day: dayOf(new Date(outcome.value.meantFor)), passages });
      } else unread += 1;
      read += 1;
      const now = performance.now();
      if (now - told > TELL_EVERY_MS) {
        told = now;
        useLearning.setState({ read, all, unread });
      }
      if (now - paused > MOST_BUSY_MS) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        paused = performance.now();
      }
    }
  } catch (error) {
    // A host that went away: what was read so far is shown, and the bar over the desk says why.
    console.error(error);
    stopped = true;
  }
  // Closed while it was going, and perhaps begun again.
  if (mine !== current) return;
  stop = null;
  useLearning.setState({ state: stopped ? "stopped" : "done", read, unread, names: learner.names() });
}

export function keyOfLearned({ kind, name }: Pick<LearnedName, "kind" | "name">): string {
  return `${kind} ${name}`;
}

export function choose(keys: readonly string[], isChosen: boolean): void {
  useLearning.setState(({ chosen }) => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (isChosen) next.add(key);
      else next.delete(key);
    }
    return { chosen: next };
  });
}

/** The register with the proposals which were accepted. */
export function withLearned(names: NameRegister, accepted: readonly LearnedName[]): NameRegister {
  return mergedRegisters(names, accepted.map(entryFrom)).register;
}
