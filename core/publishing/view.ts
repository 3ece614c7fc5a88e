import { assertNever } from "../bridge/outcome.ts";
import type { JobState, JobStep, JobView } from "./job.ts";
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
    isBehind,
    state: stateOf(job),
  };
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
