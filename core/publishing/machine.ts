import { headlineOf } from "../article/index.ts";
import { assertNever } from "../bridge/outcome.ts";
import { isTakingDown, type Difference, type PublishProblem, type Receipt, type Target } from "./job.ts";
import type {
  PicturesGone,
  PublishedStory,
  ReadPage,
  RemotePicture,
  RemoteStory,
  SentStory,
  StoryToSend,
} from "./target.ts";

/**
 * How one story gets to one target: what a job remembers, what it does next, and what it does after a
 * problem. Pure: the outbox keeps the job on disk before and after each step and asks the target.
 *
 * A step may be repeated after any failure, because every target looks for what an earlier try left.
 */
export interface Job {
  readonly id: string;
  readonly story: StoryToSend;
  readonly targetId: string;
  readonly title: string;
  /** ISO 8601, UTC, as all times here. */
  readonly queuedAt: string;
  readonly phase: Phase;
  /** The page on the site: known from an earlier publishing, or found or made by this job. */
  readonly remote: RemoteStory | null;
  /** Whether the page was looked up (or made) by this job. */
  readonly found: boolean;
  /** Pictures on the site by the original's hash. */
  readonly pictures: Readonly<Record<string, RemotePicture>>;
  /** Whether pictures that had gone from the site were put there a second time. */
  readonly putAgain: boolean;
  readonly published: PublishedStory | null;
  readonly publishedAt: string | null;
  readonly page: (ReadPage & { readonly readAt: string }) | null;
  /** How many times sending was begun. */
  readonly attempts: number;
  /** Problems in a row since the last step that went well; sets the back-off. */
  readonly setbacks: number;
  /**
   * When a step ended without an answer we trust (time-out, connection cut, program killed): the site may
   * still be working on it. Null when every step so far was answered.
   */
  readonly unclearSince: string | null;
  /**
   * What the site was asked to make public without a trusted answer so far, oldest first: it may be out.
   * `unclear` once that request has ended. More than one when the story was published again meanwhile.
   */
  readonly asked: readonly Asked[];
  /** What is out while a newer text is to take its place; null while `published` says it, or nothing is. */
  readonly out: OutStory | null;
}

export interface Asked {
  readonly story: StoryToSend;
  readonly unclear: boolean;
}

export interface OutStory {
  readonly story: StoryToSend;
  readonly published: PublishedStory;
  readonly publishedAt: string;
  readonly page: Job["page"];
  /** When its receipt was kept; null before. */
  readonly keptAt: string | null;
}

export type Phase =
  | {
      readonly kind: "waiting";
      readonly problem: PublishProblem | null;
      readonly retryAt: string | null;
      /** Cancelled while the story may be out already: only that is still to be found out. */
      readonly cancelAsked?: true;
    }
  /** A step is under way; found on disk at a start, it was cut off. */
  | { readonly kind: "sending"; readonly cancelAsked: boolean }
  | { readonly kind: "stopped"; readonly problem: PublishProblem }
  | { readonly kind: "cancelled" }
  | { readonly kind: "done"; readonly at: string };

export type Step =
  | { readonly kind: "find" }
  | { readonly kind: "picture"; readonly sha256: string; readonly number: number; readonly of: number }
  | { readonly kind: "publish" }
  /** Cancelled after a publishing without an answer: is the story out? */
  | { readonly kind: "lookUp" }
  | { readonly kind: "readBack" }
  | { readonly kind: "receipt" };

/** What a step brought back. `story` and `version` are those the step was begun with. */
export type StepResult =
  | { readonly kind: "found"; readonly remote: RemoteStory }
  | { readonly kind: "picture"; readonly picture: RemotePicture }
  | { readonly kind: "published"; readonly story: StoryToSend; readonly published: PublishedStory }
  | {
      readonly kind: "lookedUp";
      readonly there: { readonly version: number; readonly published: PublishedStory } | null;
    }
  | { readonly kind: "page"; readonly version: number; readonly page: ReadPage }
  | { readonly kind: "receiptKept"; readonly version: number };

/** First and longest wait after a problem that may pass. */
export const FIRST_WAIT_MS = 2_000;
export const LONGEST_WAIT_MS = 5 * 60_000;
/** So many times the reader's page is tried; after that the receipt says that it could not be read. */
export const MOST_PAGE_TRIES = 5;

export function newJob(given: {
  readonly id: string;
  readonly story: StoryToSend;
  readonly targetId: string;
  readonly title: string;
  readonly queuedAt: string;
  readonly known: RemoteStory | null;
  /** Pictures that are known to be there: what is taken down takes them along. */
  readonly pictures?: Job["pictures"];
}): Job {
  return {
    id: given.id,
    story: given.story,
    targetId: given.targetId,
    title: given.title,
    queuedAt: given.queuedAt,
    phase: { kind: "waiting", problem: null, retryAt: null },
    remote: given.known,
    found: false,
    pictures: given.pictures ?? {},
    putAgain: false,
    published: null,
    publishedAt: null,
    page: null,
    attempts: 0,
    setbacks: 0,
    unclearSince: null,
    asked: [],
    out: null,
  };
}

/** The originals of a story in page order, each once. */
export function originalsOf(story: StoryToSend): readonly string[] {
  const hashes = story.article.blocks.flatMap((block) =>
    block.kind === "figure" && block.picture !== null ? [block.picture.sha256] : [],
  );
  return [...new Set(hashes)];
}

/** What is to be done next; null when the job is over, whether it went well or not. */
export function stepOf(job: Job): Step | null {
  if (!isOpen(job)) return null;
  if (isCancelAsked(job) && job.asked.length > 0) return { kind: "lookUp" };
  if (job.published !== null) return job.page === null ? { kind: "readBack" } : { kind: "receipt" };
  if (!job.found || job.remote === null) return { kind: "find" };
  // A story that is to be taken down needs no pictures there.
  if (isTakingDown(job.story.aim)) return { kind: "publish" };
  return picturesDue(job)[0] ?? { kind: "publish" };
}

/** Every picture that is still to be sent, in page order; each may be sent beside the others. */
export function picturesDue(job: Job): readonly Extract<Step, { kind: "picture" }>[] {
  const hashes = originalsOf(job.story);
  return hashes.flatMap((sha256, at) =>
    job.pictures[sha256] === undefined
      ? [{ kind: "picture" as const, sha256, number: at + 1, of: hashes.length }]
      : [],
  );
}

/** Whether the job still has something to do: it waits or sends. */
export function isOpen(job: Job): boolean {
  return job.phase.kind === "waiting" || job.phase.kind === "sending";
}

/** Whether a waiting job may be tried now. */
export function isDue(job: Job, now: Date): boolean {
  if (job.phase.kind !== "waiting") return false;
  return job.phase.retryAt === null || Date.parse(job.phase.retryAt) <= now.getTime();
}

/** The job with its sending begun; kept on disk before the first step is tried. */
export function begun(job: Job): Job {
  const phase: Phase = { kind: "sending", cancelAsked: isCancelAsked(job) };
  return { ...job, phase, attempts: job.attempts + 1 };
}

/** The job about to ask the site to make its story public; kept on disk before the site is asked. */
export function asking(job: Job): Job {
  return { ...job, asked: [...job.asked, { story: job.story, unclear: false }] };
}

/** The job after a step went well. */
export function advanced(job: Job, result: StepResult, now: Date): Job {
  const at = now.toISOString();
  const moved: Job = { ...job, setbacks: 0, unclearSince: null };
  switch (result.kind) {
    case "found":
      return settled({ ...moved, remote: result.remote, found: true });
    case "picture":
      return settled({
        ...moved,
        pictures: { ...job.pictures, [result.picture.sha256]: result.picture },
      });
    case "published": {
      const { story, published } = result;
      if (story.version === job.story.version) return made(moved, story, published, at);
      // Published again meanwhile: what went out is the old text, and the new one follows on the same page.
      const out: OutStory = { story, published, publishedAt: at, page: null, keptAt: null };
      return settled({ ...moved, remote: remoteOf(published), asked: [], out });
    }
    case "lookedUp": {
      const { there } = result;
      // Published again meanwhile: the job goes on by itself.
      if (!isCancelAsked(job) || job.asked.length === 0) return moved;
      const sent = job.asked.findLast(({ story }) => story.version === there?.version);
      if (there === null || sent === undefined) return settled({ ...moved, asked: [] });
      return made(moved, sent.story, there.published, at);
    }
    case "page":
      if (result.version !== job.story.version) return settled(moved);
      return { ...moved, page: { ...result.page, readAt: at } };
    case "receiptKept":
      if (result.version === job.story.version) return { ...moved, phase: { kind: "done", at } };
      return settled({
        ...moved,
        out: job.out?.story.version === result.version ? { ...job.out, keptAt: at } : job.out,
      });
    default:
      return assertNever(result);
  }
}

/**
 * The job after a step went wrong: it waits when the problem may pass by itself, and stops otherwise.
 *
 * @param problem null when it was our own disk that could not keep the receipt: that is tried again.
 * @param step the one that went wrong; null when none was begun.
 */
export function setBack(
  job: Job,
  problem: PublishProblem | PicturesGone | null,
  now: Date,
  random: number,
  step: Step | null = null,
): Job {
  if (problem?.kind === "picturesGone") return goneBack(job, problem, now);
  const passing = problem === null || waits(problem);
  const setbacks = job.setbacks + 1;
  const back: Job = {
    ...job,
    setbacks,
    unclearSince: passing ? now.toISOString() : null,
    asked: passing ? unanswered(job) : refused(job),
    out: problem?.kind === "goneFromSite" ? null : job.out,
  };
  // Out, on a site that was taken out of the settings: there is nobody left to ask and nothing left to do.
  if (job.published !== null && problem?.kind === "targetUnknown") {
    const page = job.page ?? unread(job, problem, now);
    return { ...back, page, phase: { kind: "done", at: now.toISOString() } };
  }
  if (job.published !== null && job.page === null && problem !== null) {
    // The story is out: what goes wrong now concerns only our look at it, and never hides that it is out.
    if (!passing || setbacks >= MOST_PAGE_TRIES) {
      return { ...back, setbacks: 0, unclearSince: null, page: unread(job, problem, now) };
    }
  }
  const cancelAsked = isCancelAsked(job);
  const gone = problem?.kind === "goneFromSite" || problem?.kind === "targetUnknown";
  if (cancelAsked && (back.asked.length === 0 || gone)) return ended(back);
  if (!passing) {
    // Cancelled during another step: the look-up comes now, whatever became of that step.
    if (cancelAsked && step?.kind !== "lookUp") return { ...back, phase: CANCELLING };
    // Whether a cancelled story is out could not be found out: that is said, and cancelling again ends it.
    return { ...back, asked: cancelAsked ? [] : back.asked, phase: { kind: "stopped", problem } };
  }
  // A site that says when it will be ready is not asked before.
  const askedForMs = problem?.kind === "siteBusy" ? (problem.retryAfterMs ?? 0) : 0;
  const retryAt = new Date(now.getTime() + Math.max(waitMs(setbacks, random), askedForMs)).toISOString();
  return {
    ...back,
    phase: { kind: "waiting", problem, retryAt, ...(cancelAsked ? { cancelAsked } : {}) },
  };
}

/** Whether a problem may pass by itself. */
export function waits(problem: PublishProblem): boolean {
  return (
    isAway(problem) ||
    problem.kind === "siteSlow" ||
    problem.kind === "siteBusy" ||
    problem.kind === "placeFull"
  );
}

/** Whether the target is not there at all: it is asked again and again, and what waits goes on once it is. */
export function isAway(problem: PublishProblem): boolean {
  return problem.kind === "siteUnreachable" || problem.kind === "folderGone";
}

/**
 * How long to wait after so many problems in a row: doubling up to five minutes, spread over the upper half
 * so that a newsroom's machines do not come back all at once.
 *
 * @param random from 0 up to 1.
 */
export function waitMs(setbacks: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(setbacks - 1, 20));
  return Math.round(longest * (0.5 + random / 2));
}

/** The job found "sending" on disk at a start: it was cut off in the middle of a step. */
export function resumed(job: Job, now: Date): Job {
  if (job.phase.kind !== "sending") return job;
  const asked = unanswered(job);
  const cancelAsked = job.phase.cancelAsked && job.published === null;
  if (cancelAsked && asked.length === 0) return ended(job);
  return {
    ...job,
    asked,
    phase: { kind: "waiting", problem: null, retryAt: null, ...(cancelAsked ? { cancelAsked } : {}) },
    unclearSince: now.toISOString(),
  };
}

/** The job put down between two steps because the program is closed. */
export function putDown(job: Job, unclear: boolean, now: Date): Job {
  const resting = resumed(job, now);
  return unclear ? resting : { ...resting, unclearSince: job.unclearSince };
}

/** The site answers again: a job which waits for that may go on at once. */
export function wakened(job: Job): Job {
  if (job.phase.kind !== "waiting" || job.phase.problem === null || !isAway(job.phase.problem)) return job;
  return { ...job, phase: { ...job.phase, retryAt: null } };
}

/**
 * The job with newer content: publishing again while it waits, runs, stopped or was cancelled makes no
 * second job. Pictures already on the site stay there, and what is out is remembered until the newer text is.
 */
export function replaced(
  job: Job,
  content: {
    readonly story: Omit<StoryToSend, "marker" | "version">;
    readonly title: string;
    /** What is known to be there, for a story that is to be taken down. */
    readonly pictures?: Job["pictures"];
  },
  newMarker: string,
): Job {
  const again = isOpen(job) ? job : retried(job, newMarker);
  const story: StoryToSend = {
    ...content.story,
    marker: again.story.marker,
    version: again.story.version + 1,
  };
  const sending = again.phase.kind === "sending";
  // What is to be taken down is known by its place alone; a page needs the pictures looked up again.
  const wasTakingDown = isTakingDown(job.story.aim);
  const there = wasTakingDown && !isTakingDown(story.aim) ? {} : again.pictures;
  return {
    ...again,
    pictures: { ...content.pictures, ...there },
    found: again.found && wasTakingDown === isTakingDown(story.aim),
    story,
    title: content.title,
    published: null,
    publishedAt: null,
    page: null,
    out: outOf(job),
    phase: sending
      ? { kind: "sending", cancelAsked: false }
      : { kind: "waiting", problem: null, retryAt: null },
  };
}

/**
 * The job tried again by a person who has read what stopped it. After `changedOnSite` the site's change is
 * taken as seen and is written over; after `goneFromSite` the story becomes a new page.
 */
export function retried(job: Job, newMarker: string): Job {
  if (job.phase.kind === "sending" || job.phase.kind === "done") return job;
  const problem = job.phase.kind === "cancelled" ? null : job.phase.problem;
  const again: Job = {
    ...job,
    phase: { kind: "waiting", problem: null, retryAt: null },
    attempts: 0,
    setbacks: 0,
    found: false,
    putAgain: false,
  };
  switch (problem?.kind) {
    case "changedOnSite":
      return { ...again, ...seen(job, problem) };
    case "goneFromSite":
      return { ...again, remote: null, asked: [], out: null, story: { ...job.story, marker: newMarker } };
    case "olderThanSite":
      return { ...again, ...seen(job, { ...problem, version: problem.version ?? job.story.version }) };
    default:
      return again;
  }
}

/**
 * The job cancelled: at once where it rests, after the running step where it sends; not once the story is
 * out. Where it may be out the site is asked first, so that nothing is called cancelled which readers see:
 * where an older text is out, the job goes back to that and ends with its receipt.
 */
export function cancelled(job: Job): Job {
  if (job.published !== null) return job;
  if (job.phase.kind === "sending") return { ...job, phase: { kind: "sending", cancelAsked: true } };
  if (job.phase.kind === "done" || job.phase.kind === "cancelled") return job;
  return job.asked.length === 0 ? ended(job) : { ...job, phase: CANCELLING };
}

/** Whether there is anything left to cancel: not once the story is out, the job over, or this was asked already. */
export function mayCancel(job: Job): boolean {
  return (isOpen(job) || job.phase.kind === "stopped") && job.published === null && !isCancelAsked(job);
}

/** What is kept in the story's folder. @throws {RangeError} when the page was not published and read. */
export function receiptOf(job: Job, target: Target, articleSha256: string): Receipt {
  const { published, publishedAt, page } = job;
  if (published === null || publishedAt === null || page === null) {
    throw new RangeError(`Job ${job.id} has nothing to make a receipt of`);
  }
  return {
    jobId: job.id,
    targetId: job.targetId,
    targetName: target.name,
    targetKind: target.kind,
    remoteId: published.remoteId,
    url: published.url,
    publishedAt,
    aim: job.story.aim,
    articleSha256,
    pictures: picturesOf(job).map(({ sha256, remoteId, url }) => ({ sha256, remoteId, url })),
    differences: page.differences,
    page: { status: page.status, sha256: page.sha256, readAt: page.readAt },
    way: { marker: job.story.marker, version: job.story.version, changedAt: published.changedAt },
  };
}

/** What of a job may be out, the newest first. */
export function sentOf(job: Job): readonly SentStory[] {
  const stories = [...(job.out === null ? [] : [job.out]), ...job.asked].map(({ story }) => story);
  return stories
    .reverse()
    .map((story) => ({ story, pictures: picturesOf({ story, pictures: job.pictures }) }));
}

/** The story's pictures as they lie on the site, in page order; none of a story that was taken down. */
export function picturesOf(job: Pick<Job, "story" | "pictures">): readonly RemotePicture[] {
  if (isTakingDown(job.story.aim)) return [];
  return originalsOf(job.story).flatMap((sha256) => job.pictures[sha256] ?? []);
}

/** A picture as a receipt tells of it: where it lies, and nothing of its sizes. */
export function pictureOfReceipt(picture: Receipt["pictures"][number]): RemotePicture {
  return { ...picture, widthPx: 0, heightPx: 0, renditions: [] };
}

// --- private ---------------------------------------------------------------------------------

/** It is still to be found out whether the story is out. */
const CANCELLING: Phase = { kind: "waiting", problem: null, retryAt: null, cancelAsked: true };

/** What a person has seen on the site: the page as it is there, and a number above the site's. */
function seen(
  { remote, story }: Job,
  there: { readonly changedAt?: string; readonly remoteId?: string; readonly version?: number },
): Pick<Job, "remote" | "story"> {
  const remoteId = there.remoteId ?? remote?.remoteId;
  const version = Math.max(story.version, (there.version ?? 0) + 1);
  return {
    remote:
      remoteId === undefined || there.changedAt === undefined
        ? remote
        : { remoteId, changedAt: there.changedAt },
    story: { ...story, version },
  };
}

/** Between two steps a cancelled job ends. */
function settled(job: Job): Job {
  return isCancelAsked(job) && job.asked.length === 0 ? ended(job) : job;
}

/** The cancelled job; where an older text of it is out, that one again, to be read back and have its receipt. */
function ended(job: Job): Job {
  const { out } = job;
  if (out === null) return { ...job, asked: [], phase: { kind: "cancelled" } };
  const { story, published, publishedAt, page, keptAt } = out;
  return {
    ...made(job, story, published, publishedAt),
    page,
    phase: keptAt === null ? { kind: "waiting", problem: null, retryAt: null } : { kind: "done", at: keptAt },
  };
}

/** What is out of a job that gets a newer text. */
function outOf({ story, published, publishedAt, page, phase, out }: Job): OutStory | null {
  if (published === null || publishedAt === null) return out;
  return { story, published, publishedAt, page, keptAt: phase.kind === "done" ? phase.at : null };
}

/** The job with the pictures still to be sent that have gone from the site; a second time it stops. */
function goneBack(job: Job, { host, pictures, said }: PicturesGone, now: Date): Job {
  if (job.putAgain) return setBack(job, { kind: "storyRefused", host, said }, now, 0);
  const left = Object.entries(job.pictures).filter(([sha256]) => !pictures.includes(sha256));
  return settled({ ...job, pictures: Object.fromEntries(left), putAgain: true, asked: refused(job) });
}

/** The job with a story out; from here on it is only looked at. */
function made(job: Job, story: StoryToSend, published: PublishedStory, at: string): Job {
  return {
    ...job,
    story,
    // A newer text may have had another headline.
    title: story.version === job.story.version ? job.title : headlineOf(story.article),
    remote: remoteOf(published),
    published,
    publishedAt: at,
    asked: [],
    out: null,
    phase: { kind: "sending", cancelAsked: false },
  };
}

function remoteOf({ remoteId, changedAt, url }: PublishedStory): RemoteStory {
  return { remoteId, changedAt, url };
}

function isCancelAsked({ phase }: Job): boolean {
  return (phase.kind === "waiting" || phase.kind === "sending") && phase.cancelAsked === true;
}

/** What may be out after a step that ended without an answer. */
function unanswered({ asked }: Job): readonly Asked[] {
  const latest = new Map(asked.map(({ story }) => [story.version, story]));
  return [...latest.values()].map((story) => ({ story, unclear: true }));
}

/** What may be out after the site has said no: earlier requests without an answer. */
function refused({ asked }: Job): readonly Asked[] {
  return asked.filter(({ unclear }) => unclear);
}

/** A page that could not be looked at shows nothing of the story. */
function unread(job: Job, problem: PublishProblem, now: Date): Job["page"] {
  const headline: Difference = { what: "headline", expected: job.title.slice(0, 120) };
  const differences = problem.kind === "pageDiffers" ? problem.missing : [headline];
  return { status: 0, sha256: "", differences, readAt: now.toISOString() };
}
