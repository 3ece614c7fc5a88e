import { expect, test } from "vitest";
import { openWaysOf, type JobState, type JobView } from "#core/publishing";

const CHANGED = { kind: "changedOnSite", host: "bao.example", changedAt: "2026-11-22T07:00:00Z" } as const;
const AWAY = { kind: "siteUnreachable", host: "xa.example" } as const;
const STATES: Readonly<Record<string, JobState>> = {
  done: { kind: "done", at: "2026-11-22T08:00:00Z", url: "https://bao.example/a", differences: [] },
  stopped: { kind: "stopped", problem: CHANGED },
  waiting: { kind: "waiting", problem: AWAY, retryAt: null },
  queued: { kind: "waiting", problem: null, retryAt: null },
  sending: { kind: "sending", step: { kind: "story" }, pictures: 0 },
  cancelled: { kind: "cancelled" },
};

const job = (targetId: string, state: string, more: Partial<JobView> = {}): JobView => ({
  id: `${targetId} ${state}`,
  storyId: "a",
  targetId,
  title: "Tít",
  queuedAt: "2026-11-22T07:30:00Z",
  attempts: 1,
  aim: { kind: "public" },
  isBehind: false,
  state: STATES[state]!,
  ...more,
});
const shown = (jobs: readonly JobView[], chosen: string | null = null) =>
  openWaysOf(jobs, "a", chosen).map((way) => [way.targetId, way.job.state.kind, way.problem?.kind ?? null]);

test("P35 a story's way to each target is listed while it is open, with what is in its way", () => {
  const jobs = [
    job("site", "done"),
    job("wp", "stopped"),
    job("far", "waiting"),
    job("near", "sending"),
    job("off", "cancelled"),
    job("wp", "stopped", { storyId: "another", id: "x" }),
  ];
  // What a person has to see comes first.
  expect(shown(jobs)).toEqual([
    ["wp", "stopped", "changedOnSite"],
    ["far", "waiting", "siteUnreachable"],
    ["near", "sending", null],
  ]);
});

test("P35 the target that is chosen comes first, and of two jobs to one target the newer counts", () => {
  const jobs = [job("wp", "stopped"), job("far", "waiting"), job("near", "queued")];
  expect(shown(jobs, "near").map(([target]) => target)).toEqual(["near", "wp", "far"]);
  const later = "2026-11-22T09:00:00Z";
  expect(shown([job("wp", "done", { queuedAt: later }), job("wp", "stopped")])).toEqual([]);
  expect(shown([job("wp", "done"), job("wp", "stopped", { queuedAt: later })])).toHaveLength(1);
});
