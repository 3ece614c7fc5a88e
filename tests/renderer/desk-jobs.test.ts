import { expect, test } from "vitest";
import type { JobState, JobStep, JobView, Receipt } from "#core/publishing";
import {
  buttonState,
  isBehind,
  isOpen,
  isUnderWay,
  lastJob,
  lastReceipt,
  progressOf,
  sentByTarget,
  targetAway,
  targetFor,
  markCancelling,
  takeJob,
  useJobs,
} from "../../renderer/publish/jobs.ts";

function job(state: JobState, queuedAt = "2026-11-22T07:00:00.000Z", id = "job"): JobView {
  return {
    id,
    storyId: "story",
    targetId: "site",
    title: "",
    queuedAt,
    attempts: 1,
    aim: { kind: "public" },
    isBehind: false,
    state,
  };
}

const receipt: Receipt = {
  jobId: "job",
  targetId: "site",
  targetName: "Site",
  targetKind: "site",
  remoteId: "1",
  url: "http://127.0.0.1/1",
  publishedAt: "2026-11-22T07:05:00.000Z",
  articleSha256: "",
  pictures: [],
  differences: [],
  page: { status: 200, sha256: "", readAt: "" },
};
const waiting: JobState = { kind: "waiting", problem: null, retryAt: null };
const stopped: JobState = { kind: "stopped", problem: { kind: "targetUnknown" } };
const done: JobState = { kind: "done", at: receipt.publishedAt, url: receipt.url, differences: [] };
const nothing = { up: true, job: null, receipt: null, edited: false };

test("D3 a story never sent can be published, but not while the host is away", () => {
  expect(buttonState(nothing).kind).toBe("publish");
  expect(buttonState({ ...nothing, up: false }).kind).toBe("hostAway");
});

test("D3 a job on its way goes before everything else", () => {
  expect(buttonState({ ...nothing, job: job(waiting), receipt, edited: true }).kind).toBe("underWay");
  expect(buttonState({ ...nothing, up: false, job: job(waiting) }).kind).toBe("underWay");
});

test("D3 what waits and was edited since offers the new text; what is being sent shows its steps", () => {
  const stepping: JobState = { kind: "sending", step: { kind: "story" }, pictures: 0 };
  const behind = (state: JobState) => ({ ...job(state), isBehind: true });
  expect(buttonState({ ...nothing, job: behind(waiting) }).kind).toBe("behind");
  expect(buttonState({ ...nothing, up: false, job: behind(waiting) }).kind).toBe("underWay");
  expect(buttonState({ ...nothing, job: behind(stepping) }).kind).toBe("underWay");
  expect(buttonState({ ...nothing, job: behind(stopped) }).kind).toBe("stopped");
});

test("D3 what was published says when and where, until it is edited", () => {
  expect(buttonState({ ...nothing, job: job(done), receipt })).toEqual({
    kind: "published",
    at: receipt.publishedAt,
    url: receipt.url,
  });
  expect(buttonState({ ...nothing, receipt, edited: true }).kind).toBe("changed");
});

test("D3 a stopped job shows until something was published after it", () => {
  expect(buttonState({ ...nothing, job: job(stopped) }).kind).toBe("stopped");
  expect(buttonState({ ...nothing, job: job(stopped, "2026-11-22T08:00:00.000Z"), receipt }).kind).toBe(
    "stopped",
  );
  expect(buttonState({ ...nothing, job: job(stopped), receipt }).kind).toBe("published");
});

test("D3 a cancelled job leaves the story as it was", () => {
  expect(buttonState({ ...nothing, job: job({ kind: "cancelled" }) }).kind).toBe("publish");
});

test("the newest job and receipt of a target count", () => {
  const jobs = new Map(
    [job(done, "2026-11-22T06:00:00.000Z", "old"), job(waiting, "2026-11-22T07:00:00.000Z", "new")].map(
      (one) => [one.id, one],
    ),
  );
  expect(lastJob(jobs, "story", "site")?.id).toBe("new");
  expect(lastJob(jobs, "story", "elsewhere")).toBeNull();
  const older = { ...receipt, publishedAt: "2026-11-21T07:05:00.000Z", jobId: "older" };
  expect(lastReceipt([receipt, older], "site")).toBe(receipt);
  expect([waiting, stopped, done].map((state) => [isUnderWay(job(state)), isOpen(job(state))])).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
});

test("D3 a page is behind when the story was edited, or sent newer to another target", () => {
  const later = {
    ...receipt,
    jobId: "later",
    targetId: "paper",
    publishedAt: "2026-11-22T07:30:00.000Z",
    articleSha256: "newer",
  };
  expect(isBehind([receipt], "site", false)).toBe(false);
  expect(isBehind([receipt], "site", true)).toBe(true);
  expect(isBehind([receipt, later], "site", false)).toBe(true);
  expect(isBehind([receipt, later], "paper", false)).toBe(false);
  expect(isBehind([receipt, later], "elsewhere", true)).toBe(false);
});

for (const pictures of [0, 1, 2, 10, 40]) {
  test(`D3 the bar of a story with ${pictures} pictures never goes back, counts every step once and is not full before the end`, () => {
    const steps: readonly JobStep[] = [
      { kind: "preparing" },
      ...Array.from(
        { length: pictures },
        (_, n) => ({ kind: "picture", number: n + 1, of: pictures }) as const,
      ),
      { kind: "story" },
      { kind: "readingBack" },
    ];
    const shown = steps.map((step) => progressOf(job({ kind: "sending", step, pictures })));
    const all = pictures + 3;
    expect(shown).toEqual(steps.map((_, done) => ({ done, of: all })));
    expect(progressOf(job(waiting))).toBeNull();
  });
}

test("receipts of one target fold into the latest", () => {
  const again = { ...receipt, jobId: "again", publishedAt: "2026-11-22T09:00:00.000Z" };
  const paper = { ...receipt, targetId: "paper", publishedAt: "2026-11-22T08:00:00.000Z" };
  expect(sentByTarget([receipt, paper, again])).toEqual([
    { targetId: "site", last: again, times: 2 },
    { targetId: "paper", last: paper, times: 1 },
  ]);
});

test("D9 a story goes where somebody chose, never to whichever target comes first", () => {
  const at = (id: string) => ({ kind: "site", id, name: id, url: "http://127.0.0.1" }) as const;
  const [site, paper, wp] = [at("site"), at("paper"), at("wp")];
  const all = [site, paper, wp];
  expect(targetFor(all, "wp", "paper")).toBe(wp);
  expect(targetFor(all, undefined, "paper")).toBe(paper);
  expect(targetFor(all, "gone", "paper")).toBe(paper);
  expect(targetFor(all, "gone", "gone too")).toBeNull();
  expect(targetFor(all, undefined, "")).toBeNull();
  expect(targetFor([wp], "gone", "gone too")).toBe(wp);
  expect(targetFor([], undefined, "site")).toBeNull();
});

test("a target that does not answer is said when a job waits for it, or when it is the first one", () => {
  const site = { kind: "site", id: "site", name: "Site", url: "http://127.0.0.1" } as const;
  const paper = { ...site, id: "paper", name: "Paper" };
  const known = { targets: [site, paper], reachable: { paper: false }, standard: "site", jobs: [] };
  expect(targetAway(known)).toBeNull();
  expect(targetAway({ ...known, standard: "paper" })).toBe(paper);
  expect(targetAway({ ...known, jobs: [{ ...job(waiting), targetId: "paper" }] })).toBe(paper);
  expect(targetAway({ ...known, jobs: [{ ...job(done), targetId: "paper" }] })).toBeNull();
  expect(targetAway({ ...known, reachable: { site: false, paper: false } })).toBe(site);
});

test("a job asked to end is being cancelled until it has ended", () => {
  takeJob(job({ kind: "sending", step: { kind: "story" }, pictures: 3 }));
  markCancelling("job");
  takeJob(job({ kind: "sending", step: { kind: "story" }, pictures: 3 }));
  expect(useJobs.getState().cancelling).toEqual(["job"]);
  takeJob(job({ kind: "cancelled" }));
  expect(useJobs.getState().cancelling).toEqual([]);
});
