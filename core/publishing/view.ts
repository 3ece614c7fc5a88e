import { assertNever } from "../bridge/outcome.ts";
import type { JobState, JobStep, JobView, PublishProblem } from "./job.ts";
import { originalsOf, stepOf, type Job, type Step } from "./machine.ts";

/**
 * The job as a screen shows it.
 *
 * @param isBehind whether the story was edited since it was queued; the job does not know.
 */
export function viewOf(job: Job, isBehind = false): JobView {
  return {
    id: job.id,
    storyId: job.story.storyId,
    targetId: job.targetId,
    title: job.title,
    queuedAt: job.queuedAt,
    attempts: job.attempts,
    aim: job.story.aim,
    isBehind,
    state: stateOf(job),
  };
}

/** A story on its way to one target, and what is in the way. */
export interface OpenWay {
  readonly targetId: string;
  readonly job: JobView;
  readonly problem: PublishProblem | null;
}

/**
 * A story's way to every target it has not reached yet: the newest job of each, the chosen target's first, then those
 * that stopped, then those that met a problem.
 */
export function openWaysOf(
  jobs: Iterable<JobView>,
  storyId: string,
  chosenTargetId: string | null,
): readonly OpenWay[] {
  const newest = new Map<string, JobView>();
  for (const job of jobs) {
    const other = newest.get(job.targetId);
    if (job.storyId === storyId && (other === undefined || job.queuedAt >= other.queuedAt))
      newest.set(job.targetId, job);
  }
  const ways = [...newest.values()].flatMap((job): readonly OpenWay[] => {
    const { state, targetId } = job;
    if (state.kind === "done" || state.kind === "cancelled") return [];
    return [{ targetId, job, problem: state.kind === "sending" ? null : state.problem }];
  });
  const rank = ({ targetId, job, problem }: OpenWay) => {
    if (targetId === chosenTargetId) return 0;
    if (job.state.kind === "stopped") return 1;
    return problem === null ? 3 : 2;
  };
  return ways.toSorted((one, other) => rank(one) - rank(other));
}

function stateOf(job: Job): JobState {
  switch (job.phase.kind) {
    case "waiting":
      return { kind: "waiting", problem: job.phase.problem, retryAt: job.phase.retryAt };
    case "sending":
      return { kind: "sending", step: shownStep(stepOf(job)), pictures: originalsOf(job.story).length };
    case "stopped":
      return { kind: "stopped", problem: job.phase.problem };
    case "cancelled":
      return { kind: "cancelled" };
    case "done":
      return {
        kind: "done",
        at: job.phase.at,
        url: job.published?.url ?? "",
        differences: job.page?.differences ?? [],
      };
    default:
      return assertNever(job.phase);
  }
}

function shownStep(step: Step | null): JobStep {
  if (step === null) return { kind: "preparing" };
  switch (step.kind) {
    case "find":
      return { kind: "preparing" };
    case "picture":
      return { kind: "picture", number: step.number, of: step.of };
    case "publish":
    case "lookUp":
      return { kind: "story" };
    case "readBack":
    case "receipt":
      return { kind: "readingBack" };
    default:
      return assertNever(step);
  }
}
