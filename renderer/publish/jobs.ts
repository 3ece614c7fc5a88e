import { create } from "zustand";
import { assertNever } from "#core/bridge";
import { standingOf, type JobView, type Receipt, type Target } from "#core/publishing";

/** The outbox as the host told it, by job id. */
export const useJobs = create<{
  readonly jobs: ReadonlyMap<string, JobView>;
  /** Ids of the jobs this screen asked to end and which have not ended yet. */
  readonly cancelling: readonly string[];
}>(() => ({ jobs: new Map(), cancelling: [] }));

export function takeJobs(jobs: readonly JobView[]): void {
  useJobs.setState({ jobs: new Map(jobs.map((job) => [job.id, job])) });
}

export function takeJob(job: JobView): void {
  useJobs.setState(({ jobs, cancelling }) => ({
    jobs: new Map(jobs).set(job.id, job),
    cancelling: isUnderWay(job) ? cancelling : cancelling.filter((id) => id !== job.id),
  }));
}

/** Remembers that a job was asked to end: the step it is at runs to its end first. */
export function markCancelling(id: string): void {
  useJobs.setState(({ cancelling }) => ({ cancelling: [...cancelling.filter((one) => one !== id), id] }));
}

/** Whether a job still has something to do by itself. */
export function isUnderWay(job: JobView): boolean {
  return job.state.kind === "waiting" || job.state.kind === "sending";
}

/** Whether a job needs a person or will go on by itself: everything but finished and cancelled ones. */
export function isOpen(job: JobView): boolean {
  return isUnderWay(job) || job.state.kind === "stopped";
}

/** Whether a job waits with a text older than the story here, which publishing puts in its place. */
export function isRenewable(job: JobView): boolean {
  return job.state.kind === "waiting" && job.isBehind;
}

/** The newest job of a story to a target, null when there is none. */
export function lastJob(
  jobs: ReadonlyMap<string, JobView>,
  storyId: string,
  targetId: string,
): JobView | null {
  let last: JobView | null = null;
  for (const job of jobs.values())
    if (
      job.storyId === storyId &&
      job.targetId === targetId &&
      (last === null || job.queuedAt >= last.queuedAt)
    )
      last = job;
  return last;
}

/** The newest receipt of a target. */
export function lastReceipt(receipts: readonly Receipt[], targetId: string): Receipt | null {
  return receipts.reduce<Receipt | null>(
    (last, receipt) =>
      receipt.targetId === targetId && (last === null || receipt.publishedAt >= last.publishedAt)
        ? receipt
        : last,
    null,
  );
}

/**
 * Whether a target's page shows an older story than the one here: edited since anything was sent, or sent in a
 * newer state to another target.
 *
 * @param edited whether the story was changed since its last receipt, whatever the target; the library says so.
 */
export function isBehind(receipts: readonly Receipt[], targetId: string, edited: boolean): boolean {
  const here = lastReceipt(receipts, targetId);
  if (here === null) return false;
  const newest = receipts.reduce((last, one) => (one.publishedAt >= last.publishedAt ? one : last), here);
  return edited || here.articleSha256 !== newest.articleSha256;
}

/**
 * Steps done of all while a job is sending, null at any other time. All is the same from the first step to the
 * last: the page is found, each picture sent, the story sent, the page read back.
 */
export function progressOf({ state }: JobView): { readonly done: number; readonly of: number } | null {
  if (state.kind !== "sending") return null;
  const { step, pictures } = state;
  const of = pictures + 3;
  switch (step.kind) {
    case "preparing":
      return { done: 0, of };
    case "picture":
      return { done: step.number, of };
    case "story":
      return { done: pictures + 1, of };
    case "readingBack":
      return { done: pictures + 2, of };
    default:
      return assertNever(step);
  }
}

/** What was sent to one target. */
export interface Sent {
  readonly targetId: string;
  readonly last: Receipt;
  readonly times: number;
}

/** The receipts folded by target, the target sent to last first. */
export function sentByTarget(receipts: readonly Receipt[]): readonly Sent[] {
  const newest = receipts.toSorted((one, other) => other.publishedAt.localeCompare(one.publishedAt));
  return [...new Set(newest.map((one) => one.targetId))].map((targetId) => {
    const here = newest.filter((one) => one.targetId === targetId);
    return { targetId, last: here[0]!, times: here.length };
  });
}

/** What the publish button says, and so what pressing it does. */
export type ButtonState =
  | { readonly kind: "publish" }
  | { readonly kind: "hostAway" }
  | { readonly kind: "underWay"; readonly job: JobView }
  /** Waits, and the story here is newer than what waits: pressing sends the new text. */
  | { readonly kind: "behind"; readonly job: JobView }
  | { readonly kind: "stopped"; readonly job: JobView }
  | { readonly kind: "published"; readonly at: string; readonly url: string }
  | { readonly kind: "changed"; readonly at: string };

/**
 * The truth about a story and a target.
 *
 * @param edited whether the target's page shows an older story than the one here.
 */
export function buttonState(known: {
  readonly up: boolean;
  readonly job: JobView | null;
  readonly receipt: Receipt | null;
  readonly edited: boolean;
}): ButtonState {
  const { up, job, receipt, edited } = known;
  if (job !== null && isUnderWay(job)) return { kind: up && isRenewable(job) ? "behind" : "underWay", job };
  if (job?.state.kind === "stopped" && (receipt === null || receipt.publishedAt < job.queuedAt))
    return { kind: "stopped", job };
  // A draft, a story that waits for its hour and one that was taken down are still to be published.
  if (receipt !== null && standingOf(receipt, new Date()).kind === "public")
    return edited
      ? { kind: "changed", at: receipt.publishedAt }
      : { kind: "published", at: receipt.publishedAt, url: receipt.url };
  return up ? { kind: "publish" } : { kind: "hostAway" };
}

/**
 * The target a story goes to: the one chosen for it, else the one of the settings. Null where neither is there
 * any more: nothing goes to a site nobody has chosen, except where there is only one.
 */
export function targetFor(
  targets: readonly Target[],
  chosen: string | undefined,
  standard: string,
): Target | null {
  const known = (id: string | undefined) => targets.find((target) => target.id === id);
  return known(chosen) ?? known(standard) ?? (targets.length === 1 ? targets[0]! : null);
}

/**
 * The target to be said not to answer: one that jobs wait for, else the standard one; any, when none answers.
 *
 * @param reachable whether each target answered when it was last asked, by id.
 */
export function targetAway(known: {
  readonly targets: readonly Target[];
  readonly reachable: Readonly<Record<string, boolean>>;
  readonly standard: string;
  readonly jobs: readonly JobView[];
}): Target | null {
  const { targets, reachable, standard, jobs } = known;
  const away = targets.filter((target) => reachable[target.id] === false);
  const waits = (target: Target) =>
    jobs.some((job) => job.targetId === target.id && job.state.kind === "waiting");
  const first = targetFor(targets, undefined, standard);
  return (
    away.find(waits) ??
    away.find((target) => target.id === first?.id) ??
    (away.length === targets.length ? away[0] : null) ??
    null
  );
}
