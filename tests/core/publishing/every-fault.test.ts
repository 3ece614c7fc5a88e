import { expect, test } from "vitest";
import {
  advanced,
  asking,
  begun,
  cancelled,
  newJob,
  receiptOf,
  replaced,
  resumed,
  retried,
  setBack,
  stepOf,
  type Aim,
  type Job,
} from "#core/publishing";
import { hash, site, storyWith, target } from "./newsroom.ts";

/**
 * Every way a job can go within a bound: each of the first requests meets each fault, in every combination, and a person
 * may act at every turn. What chance rarely brings together in the random rounds is met here for certain.
 */

const NOW = new Date("2026-11-22T07:00:00.000Z");
/** Lost on the way there, busy, killed before it, answer lost, killed after it: as `site` of `newsroom.ts` has them. */
const FAULTS = [0, 1, 2, 3, 4] as const;
const FINE = 9;
/** Requests of a story with one picture: find, picture, publish, read back; and some tried again. */
const REQUESTS = 8;

/** Each placing of at most so many faults on the first requests. */
function* placings(most: number, from = 0): Generator<ReadonlyMap<number, number>> {
  yield new Map();
  if (most === 0) return;
  for (let at = from; at < REQUESTS; at++) {
    for (const fault of FAULTS) {
      for (const rest of placings(most - 1, at + 1)) yield new Map([[at, fault], ...rest]);
    }
  }
}

interface Act {
  readonly name: string;
  readonly act: (job: Job) => Job;
}

const again = (job: Job, aim: Aim, text: string) =>
  replaced(job, { story: { ...storyWith(1, text), aim }, title: "Tít" }, "marker-2");

const ACTS: readonly Act[] = [
  { name: "cancelled", act: cancelled },
  { name: "a newer text", act: (job) => again(job, { kind: "public" }, "Bản mới.") },
  { name: "withdrawn", act: (job) => again(job, { kind: "withdrawn", reason: "" }, "Một đoạn.") },
  { name: "killed", act: (job) => again(job, { kind: "killed", reason: "" }, "Một đoạn.") },
];

/** One run to its end; the person acts before this turn, where there is one, and otherwise only tries again. */
function runOf(faults: ReadonlyMap<number, number>, act: Act | null, when: number) {
  let request = 0;
  const there = site(() => faults.get(request++) ?? FINE);
  let job = newJob({
    id: "job",
    story: storyWith(1),
    targetId: "t",
    title: "Tít",
    queuedAt: NOW.toISOString(),
    known: null,
  });
  let turns = 0;
  for (; turns < 60; turns++) {
    if (act !== null && turns === when) job = act.act(job);
    if (job.phase.kind === "stopped") job = retried(job, "marker-3");
    if (job.phase.kind === "done" || job.phase.kind === "cancelled") break;
    if (job.phase.kind === "waiting") job = begun(job);
    const step = stepOf(job);
    if (step === null) break;
    if (step.kind === "publish") job = asking(job);
    const outcome = there.take(step, job);
    if (outcome === "killed") job = resumed(job, NOW);
    else if (outcome.ok) job = advanced(job, outcome.value, NOW);
    else job = setBack(job, outcome.problem, NOW, 0.5, step);
  }
  return { job, turns, posts: there.posts(), media: there.media() };
}

test("P8 every combination of three faults on the first requests: one story, one picture, one receipt", () => {
  let runs = 0;
  for (const faults of placings(3)) {
    const { job, posts, media } = runOf(faults, null, -1);
    const met = [...faults].join(" ");
    expect(job.phase.kind, met).toBe("done");
    expect(
      posts.map(({ status, article }) => [status, article]),
      met,
    ).toEqual([["publish", job.story.article]]);
    expect(media, met).toEqual([{ sha256: hash(0) }]);
    expect(receiptOf(job, target, "").remoteId, met).toBe("1");
    runs++;
  }
  // All placings of at most three of five faults on eight requests.
  expect(runs).toBe(1 + 8 * 5 + 28 * 25 + 56 * 125);
});

for (const act of ACTS) {
  test(`P4 P5 P39 every combination of two faults, and ${act.name} at every turn: what is asked last is what stands`, () => {
    for (const faults of placings(2)) {
      for (let when = 0; when < 10; when++) {
        const { job, turns, posts, media } = runOf(faults, act, when);
        const met = `${[...faults].join(" ")} | ${act.name} at ${when}`;
        const out = posts.filter(({ status }) => status === "publish");
        expect(posts.length, met).toBeLessThanOrEqual(1);
        expect(media.length, met).toBeLessThanOrEqual(1);
        if (when >= turns) continue; // It was over before: nothing was asked.
        if (act.name === "cancelled") {
          expect([job.phase.kind, out.length], met).toEqual(
            job.phase.kind === "done" ? ["done", 1] : ["cancelled", 0],
          );
        } else if (act.name === "a newer text") {
          expect(job.phase.kind, met).toBe("done");
          expect(
            out.map(({ article }) => article),
            met,
          ).toEqual([storyWith(1, "Bản mới.").article]);
        } else {
          expect([job.phase.kind, out.length], met).toEqual(["done", 0]);
          expect(receiptOf(job, target, "").aim?.kind, met).toBe(act.name);
        }
      }
    }
  });
}
