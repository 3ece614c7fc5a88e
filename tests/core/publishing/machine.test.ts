import fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#core/article";
import {
  advanced,
  asking,
  begun,
  cancelled,
  FIRST_WAIT_MS,
  isDue,
  isOpen,
  LONGEST_WAIT_MS,
  MOST_PAGE_TRIES,
  newJob,
  picturesOf,
  putDown,
  receiptOf,
  replaced,
  resumed,
  retried,
  sentOf,
  setBack,
  stepOf,
  viewOf,
  waitMs,
  wakened,
  type Job,
  type PublishProblem,
  type StoryToSend,
} from "#core/publishing";
import { hash, remotePicture, site, storyWith, target } from "./newsroom.ts";

const NOW = new Date("2026-11-22T07:00:00.000Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const unreachable: PublishProblem = { kind: "siteUnreachable", host: "h" };

function fresh(pictures = 2): Job {
  const story = storyWith(pictures);
  return newJob({ id: "job", story, targetId: "t", title: "Tít", queuedAt: NOW.toISOString(), known: null });
}

function found(job: Job): Job {
  return advanced(job, { kind: "found", remote: { remoteId: "7", changedAt: "m0" } }, NOW);
}

function withPictures(job: Job): Job {
  return [0, 1].reduce(
    (at, n) => advanced(at, { kind: "picture", picture: remotePicture(hash(n)) }, NOW),
    job,
  );
}

function published(job: Job): Job {
  const out = { remoteId: "7", url: "http://h/7", changedAt: "m1" };
  return advanced(job, { kind: "published", story: job.story, published: out }, NOW);
}

function read(job: Job): Job {
  const page = { status: 200, sha256: "p", differences: [] };
  return advanced(job, { kind: "page", version: job.story.version, page }, NOW);
}

test("P1 the steps come in order, each picture once, and end with a receipt", () => {
  let job = begun(fresh());
  const steps: unknown[] = [];
  const seen = () => steps.push(stepOf(job));
  seen();
  job = found(job);
  seen();
  job = advanced(job, { kind: "picture", picture: remotePicture(hash(0)) }, NOW);
  seen();
  job = advanced(job, { kind: "picture", picture: remotePicture(hash(1)) }, NOW);
  seen();
  job = published(job);
  seen();
  job = read(job);
  seen();
  const receipt = receiptOf(job, target, "sha");
  job = advanced(job, { kind: "receiptKept", version: 1 }, NOW);
  seen();
  expect(steps).toEqual([
    { kind: "find" },
    { kind: "picture", sha256: hash(0), number: 1, of: 2 },
    { kind: "picture", sha256: hash(1), number: 2, of: 2 },
    { kind: "publish" },
    { kind: "readBack" },
    { kind: "receipt" },
    null,
  ]);
  expect(receipt).toMatchObject({
    remoteId: "7",
    url: "http://h/7",
    pictures: [{ sha256: hash(0) }, { sha256: hash(1) }],
    way: { marker: "marker", version: 1, changedAt: "m1" },
  });
  expect(viewOf(job).state).toEqual({
    kind: "done",
    at: NOW.toISOString(),
    url: "http://h/7",
    differences: [],
  });
});

test("P1 a picture used twice is sent once", () => {
  const story = storyWith(1);
  const twice: StoryToSend = {
    ...story,
    article: { ...story.article, blocks: [...story.article.blocks, ...story.article.blocks] },
  };
  let job = begun(newJob({ id: "j", story: twice, targetId: "t", title: "", queuedAt: "", known: null }));
  job = advanced(found(job), { kind: "picture", picture: remotePicture(hash(0)) }, NOW);
  expect(stepOf(job)).toEqual({ kind: "publish" });
  expect(picturesOf(job).length).toBe(1);
});

test("P2 a problem that may pass waits with a growing, spread, bounded wait", () => {
  expect(waitMs(1, 0)).toBe(FIRST_WAIT_MS / 2);
  expect(waitMs(1, 0.999999)).toBe(FIRST_WAIT_MS);
  expect(waitMs(3, 0)).toBe(FIRST_WAIT_MS * 2);
  expect(waitMs(500, 0.999999)).toBe(LONGEST_WAIT_MS);
  let job = begun(fresh());
  for (const problem of [
    unreachable,
    { kind: "siteSlow", host: "h", waitedMs: 1 },
    { kind: "siteBusy", host: "h", status: 503 },
  ] satisfies PublishProblem[]) {
    job = setBack(begun(job), problem, NOW, 0);
    expect(job.phase).toMatchObject({ kind: "waiting", problem });
    expect(isDue(job, NOW)).toBe(false);
    expect(isDue(job, later(waitMs(job.setbacks, 0)))).toBe(true);
  }
  expect(job.setbacks).toBe(3);
  expect(found(begun(job)).setbacks).toBe(0);
});

test("P2 a site that says how long it will be busy is not asked before", () => {
  const busy = { kind: "siteBusy", host: "h", status: 429, retryAfterMs: 90_000 } as const;
  const job = setBack(found(begun(fresh())), busy, NOW, 0.5);
  expect(job.phase).toEqual({ kind: "waiting", problem: busy, retryAt: later(90_000).toISOString() });
});

test("P2 a site that answers again is tried at once", () => {
  const job = setBack(begun(fresh()), unreachable, NOW, 0.5);
  expect(isDue(wakened(job), NOW)).toBe(true);
  const busy = setBack(begun(fresh()), { kind: "siteBusy", host: "h", status: 503 }, NOW, 0.5);
  expect(isDue(wakened(busy), NOW)).toBe(false);
});

test("P3 any other problem stops the job until a person tries it again", () => {
  const problem: PublishProblem = { kind: "signInRefused", host: "h" };
  const job = setBack(begun(fresh()), problem, NOW, 0.5);
  expect(viewOf(job).state).toEqual({ kind: "stopped", problem });
  expect([isOpen(job), stepOf(job), isDue(job, later(1e9))]).toEqual([false, null, false]);
  expect(stepOf(retried(job, "new"))).toEqual({ kind: "find" });
});

test("P3 trying again after a change on the site takes that change as seen", () => {
  const stopped = setBack(
    found(begun(fresh())),
    { kind: "changedOnSite", host: "h", changedAt: "m5" },
    NOW,
    0,
  );
  expect(retried(stopped, "new").remote).toEqual({ remoteId: "7", changedAt: "m5" });
  const elsewhere = setBack(
    begun(fresh()),
    { kind: "changedOnSite", host: "h", changedAt: "m5", remoteId: "9" },
    NOW,
    0,
  );
  expect(retried(elsewhere, "new").remote).toEqual({ remoteId: "9", changedAt: "m5" });
});

test("P3 trying again after the story was removed makes a new page", () => {
  const again = retried(setBack(found(begun(fresh())), { kind: "goneFromSite", host: "h" }, NOW, 0), "new");
  expect([again.remote, again.story.marker, stepOf(again)]).toEqual([null, "new", { kind: "find" }]);
});

test("P3 trying again after a newer version was found goes over it", () => {
  const stopped = setBack(begun(fresh()), { kind: "olderThanSite", host: "h", version: 9 }, NOW, 0);
  expect(retried(stopped, "new").story.version).toBe(10);
});

test("P4 publishing again while a job waits replaces its content, keeps its place and its pictures", () => {
  const waiting = setBack(withPictures(found(begun(fresh()))), unreachable, NOW, 0.5);
  const again = replaced(waiting, { story: { ...storyWith(3), slug: "moi" }, title: "Mới" }, "new");
  expect(again).toMatchObject({
    id: "job",
    queuedAt: NOW.toISOString(),
    title: "Mới",
    story: { slug: "moi", marker: "marker", version: 2 },
  });
  expect(stepOf(again)).toEqual({ kind: "picture", sha256: hash(2), number: 3, of: 3 });
});

test("P4 publishing again while the old text goes out sends the new one after it to the same page", () => {
  const sending = withPictures(found(begun(fresh())));
  const old = sending.story;
  let job = replaced(sending, { story: storyWith(2), title: "Mới" }, "new");
  const out = { remoteId: "7", url: "http://h/7", changedAt: "m1" };
  job = advanced(job, { kind: "published", story: old, published: out }, NOW);
  expect(stepOf(job)).toEqual({ kind: "publish" });
  expect(job.remote).toMatchObject({ remoteId: "7", changedAt: "m1" });
  expect(job.published).toBeNull();
});

test("P18 pictures that have gone from the site are put there again, once", () => {
  const sending = asking(withPictures(found(begun(fresh()))));
  const problem = { kind: "picturesGone", host: "h", pictures: [hash(1)], said: "1 missing" } as const;
  const back = setBack(sending, problem, NOW, 0);
  expect(stepOf(back)).toEqual({ kind: "picture", sha256: hash(1), number: 2, of: 2 });
  const put = advanced(back, { kind: "picture", picture: remotePicture(hash(1)) }, NOW);
  expect(stepOf(put)).toEqual({ kind: "publish" });
  const refusal: PublishProblem = { kind: "storyRefused", host: "h", said: "1 missing" };
  const stopped = setBack(asking(put), problem, NOW, 0);
  expect(stopped.phase).toEqual({ kind: "stopped", problem: refusal });
  expect(retried(stopped, "new").putAgain).toBe(false);
  expect(setBack(cancelled(sending), problem, NOW, 0).phase.kind).toBe("cancelled");
});

test("P5 a job is cancelled between two steps, and not once the story is out", () => {
  expect(cancelled(fresh()).phase.kind).toBe("cancelled");
  const asked = cancelled(begun(fresh()));
  expect(asked.phase).toEqual({ kind: "sending", cancelAsked: true });
  expect(found(asked).phase.kind).toBe("cancelled");
  expect(setBack(asked, unreachable, NOW, 0).phase.kind).toBe("cancelled");
  const out = published(cancelled(withPictures(found(begun(fresh())))));
  const late = published(begun(withPictures(found(begun(fresh())))));
  expect(cancelled(late)).toBe(late);
  expect(stepOf(out)).toEqual({ kind: "readBack" });
});

test("P5 a job cancelled while its publishing is unclear is over only when the page was looked up", () => {
  const sending = asking(withPictures(found(begun(fresh()))));
  const out = { remoteId: "7", url: "http://h/7", changedAt: "m1" };
  const unclear: Readonly<Record<string, Job>> = {
    "while it is sent": setBack(cancelled(sending), unreachable, NOW, 0),
    "while it waits": cancelled(setBack(sending, unreachable, NOW, 0)),
    "while the program is killed": resumed(cancelled(sending), NOW),
    "while it is closed": putDown(cancelled(sending), true, NOW),
    "after the site has said no to a second try": cancelled(
      setBack(
        asking(begun(setBack(sending, unreachable, NOW, 0))),
        { kind: "signInRefused", host: "h" },
        NOW,
        0,
      ),
    ),
  };
  for (const [when, job] of Object.entries(unclear)) {
    expect(job.phase, when).toMatchObject({ kind: "waiting", cancelAsked: true });
    expect(stepOf(begun(job)), when).toEqual({ kind: "lookUp" });
    const cut = setBack(begun(job), unreachable, NOW, 0);
    expect(stepOf(begun(cut)), when).toEqual({ kind: "lookUp" });
    const absent = advanced(begun(cut), { kind: "lookedUp", there: null }, NOW);
    expect(absent.phase, when).toEqual({ kind: "cancelled" });
    const there = advanced(begun(job), { kind: "lookedUp", there: { version: 1, published: out } }, NOW);
    expect([stepOf(there), there.published], when).toEqual([{ kind: "readBack" }, out]);
  }
  const refusal: PublishProblem = { kind: "storyRefused", host: "h", said: "" };
  expect(cancelled(setBack(sending, refusal, NOW, 0)).phase.kind).toBe("cancelled");
});

test("P5 what is out after a cancelling is what was sent, not what was queued after it", () => {
  const sending = asking(withPictures(found(begun(fresh()))));
  const again = replaced(setBack(sending, unreachable, NOW, 0), { story: storyWith(2), title: "Mới" }, "new");
  const out = { remoteId: "7", url: "http://h/7", changedAt: "m1" };
  const looking = begun(cancelled(again));
  expect(stepOf(looking)).toEqual({ kind: "lookUp" });
  const there = advanced(looking, { kind: "lookedUp", there: { version: 1, published: out } }, NOW);
  expect([there.story, there.title]).toEqual([sending.story, "Giá xăng giảm"]);
  // Published again while it is looked up: it is sent after all.
  const wanted = replaced(looking, { story: storyWith(2), title: "Mới" }, "new");
  const going = advanced(wanted, { kind: "lookedUp", there: null }, NOW);
  expect(stepOf(going)).toEqual({ kind: "publish" });
});

test("P5 a look that the site refuses is told, and cancelling again ends the job", () => {
  const sending = asking(withPictures(found(begun(fresh()))));
  const looking = begun(cancelled(setBack(sending, unreachable, NOW, 0)));
  const problem: PublishProblem = { kind: "signInRefused", host: "h" };
  const told = setBack(looking, problem, NOW, 0, { kind: "lookUp" });
  expect(told.phase).toEqual({ kind: "stopped", problem });
  expect(cancelled(told).phase.kind).toBe("cancelled");
});

const newer = { story: storyWith(2, "Bản sau."), title: "Mới" };

test("P5 what is out when a newer text is cancelled is read back and has its receipt", () => {
  const out = published(asking(withPictures(found(begun(fresh())))));
  const again = replaced(out, newer, "new");
  const cut = setBack(asking(again), unreachable, NOW, 0);
  const ways: Readonly<Record<string, Job>> = {
    "before the newer one is sent": cancelled(replaced(resumed(out, NOW), newer, "new")),
    "while the old page is read": advanced(
      cancelled(again),
      { kind: "page", version: 1, page: { status: 200, sha256: "p", differences: [] } },
      NOW,
    ),
    "while the newer one is sent": setBack(
      cancelled(asking(again)),
      { kind: "storyRefused", host: "h", said: "" },
      NOW,
      0,
      { kind: "publish" },
    ),
    "when the newer one is nowhere": advanced(begun(cancelled(cut)), { kind: "lookedUp", there: null }, NOW),
    "when the answer came after the newer one": advanced(
      cancelled(replaced(asking(withPictures(found(begun(fresh())))), newer, "new")),
      { kind: "published", story: out.story, published: out.published! },
      NOW,
    ),
    "after a restart": resumed(cancelled(again), NOW),
  };
  for (const [when, job] of Object.entries(ways)) {
    expect(stepOf(job), when).toEqual({ kind: "readBack" });
    expect([job.story, job.title, job.published], when).toEqual([out.story, "Giá xăng giảm", out.published]);
    expect(receiptOf(read(begun(job)), target, "").way?.version, when).toBe(1);
  }
  // Its receipt was on its way to the disk when the newer text came.
  const kept = advanced(replaced(read(out), newer, "new"), { kind: "receiptKept", version: 1 }, NOW);
  expect(cancelled(setBack(kept, unreachable, NOW, 0))).toMatchObject({
    phase: { kind: "done", at: NOW.toISOString() },
    story: { version: 1 },
  });
  // The newer one went out after all.
  const late = advanced(
    begun(cancelled(cut)),
    { kind: "lookedUp", there: { version: 2, published: out.published! } },
    NOW,
  );
  expect([stepOf(late), late.story.version, late.out]).toEqual([{ kind: "readBack" }, 2, null]);
});

test("P5 two texts without an answer: whichever of them is out has the receipt", () => {
  const first = setBack(asking(withPictures(found(begun(fresh())))), unreachable, NOW, 0);
  const both = setBack(asking(begun(replaced(first, newer, "new"))), unreachable, NOW, 0);
  const looking = begun(cancelled(both));
  expect(stepOf(looking)).toEqual({ kind: "lookUp" });
  expect(sentOf(looking).map(({ story }) => story.version)).toEqual([2, 1]);
  const there = { remoteId: "7", url: "http://h/7", changedAt: "m1" };
  for (const version of [1, 2]) {
    const out = advanced(looking, { kind: "lookedUp", there: { version, published: there } }, NOW);
    expect([stepOf(out), out.story.version]).toEqual([{ kind: "readBack" }, version]);
  }
});

test("P5 cancelled while a step fails for good, what may be out is looked up all the same", () => {
  const unclear = setBack(asking(withPictures(found(begun(fresh())))), unreachable, NOW, 0);
  const again = begun(replaced(unclear, newer, "new"));
  const lost: PublishProblem = { kind: "pictureLost", file: "x.jpg" };
  const job = setBack(cancelled(again), lost, NOW, 0, { kind: "picture", sha256: "x", number: 1, of: 1 });
  expect(stepOf(begun(job))).toEqual({ kind: "lookUp" });
});

test("P5 a story that is out on a site nobody knows any more is done, not on its way for ever", () => {
  const out = resumed(published(withPictures(found(begun(fresh())))), NOW);
  const job = setBack(begun(out), { kind: "targetUnknown" }, NOW, 0);
  expect(viewOf(job).state).toMatchObject({ kind: "done", url: "http://h/7" });
});

test("P5 whatever fails: a cancelled job has nothing on the site, and one that has is done with what is there", () => {
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.nat(9)),
      fc.nat(24),
      fc.array(fc.nat(24), { maxLength: 3 }),
      (stream, when, again) => {
        const there = site(() => stream.next().value as number);
        let job = fresh();
        const act = (turn: number) => {
          if (turn < when && again.includes(turn)) {
            job = replaced(job, { story: storyWith(2, `Lần ${turn}`), title: "Tít" }, "new");
          }
          if (turn === when) job = cancelled(job);
        };
        for (
          let turn = 0;
          turn < 400 && job.phase.kind !== "done" && job.phase.kind !== "cancelled";
          turn++
        ) {
          if (turn === 100) there.mend();
          // Asked for at any moment, so also while a step is under way.
          const midStep = again.length % 2 === 1;
          if (!midStep) act(turn);
          if (job.phase.kind === "stopped") job = turn > when ? cancelled(job) : retried(job, "new");
          if (job.phase.kind === "waiting") job = begun(job);
          const step = stepOf(job);
          if (step === null) continue;
          if (step.kind === "publish") job = asking(job);
          const outcome = there.take(step, job);
          if (midStep) act(turn);
          if (outcome === "killed") job = resumed(job, NOW);
          else if (outcome.ok) job = advanced(job, outcome.value, NOW);
          else job = setBack(job, outcome.problem, NOW, 0.5, step);
        }
        const out = there.posts().find(({ status }) => status === "publish");
        expect([job.phase.kind, out?.article]).toEqual(
          out ? ["done", job.story.article] : ["cancelled", undefined],
        );
        if (out) expect(receiptOf(job, target, "").remoteId).toBe(String(out.id));
      },
    ),
    { numRuns: 2_000 },
  );
});

test("P6 a job found in the middle of a step goes on, and knows that the step may have reached the site", () => {
  const job = resumed(found(begun(fresh())), NOW);
  expect(job.phase).toEqual({ kind: "waiting", problem: null, retryAt: null });
  expect(job.unclearSince).toBe(NOW.toISOString());
  expect(putDown(found(begun(fresh())), false, NOW).unclearSince).toBeNull();
  expect(resumed(cancelled(found(begun(fresh()))), NOW).phase.kind).toBe("cancelled");
});

test("P7 a page that lacks something, or cannot be read, never hides that the story is out", () => {
  const differences = [{ what: "caption", expected: "Chú thích" }] as const;
  const out = published(withPictures(found(begun(fresh()))));
  const page = { status: 200, sha256: "p", differences };
  const lacking = advanced(out, { kind: "page", version: 1, page }, NOW);
  const over = advanced(lacking, { kind: "receiptKept", version: 1 }, NOW);
  expect(viewOf(over).state).toMatchObject({ kind: "done", differences });

  const moved = setBack(out, { kind: "siteMoved", host: "h", location: "x" }, NOW, 0);
  expect(stepOf(moved)).toEqual({ kind: "receipt" });
  expect(receiptOf(moved, target, "").differences).toEqual([{ what: "headline", expected: "Tít" }]);

  let tried = out;
  for (let n = 1; n < MOST_PAGE_TRIES; n++) {
    tried = setBack(begun(tried), unreachable, NOW, 0);
    expect(tried.phase.kind).toBe("waiting");
  }
  tried = setBack(begun(tried), unreachable, NOW, 0);
  expect(stepOf(tried)).toEqual({ kind: "receipt" });
});

test("a job or an answer of a kind nobody knows is refused aloud, not taken for another", () => {
  const unknown = { kind: "later" } as never;
  expect(() => viewOf({ ...fresh(), phase: unknown })).toThrow(/later/);
  expect(() => advanced(begun(fresh()), unknown, NOW)).toThrow(/later/);
});

test("P8 whatever fails, in any order: one story and one copy of each picture", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(9)), fc.integer({ min: 1, max: 4 }), (stream, pictures) => {
      const chance = () => stream.next().value as number;
      const there = site(chance);
      let job = newJob({
        id: "job",
        story: storyWith(pictures),
        targetId: "t",
        title: "Tít",
        queuedAt: NOW.toISOString(),
        known: null,
      });
      /** What is to be out in the end; null once somebody has cancelled and what was out before may stay. */
      let sent: Article | null = job.story.article;
      for (let turn = 0; turn < 400 && job.phase.kind !== "done"; turn++) {
        if (turn === 200) there.mend();
        if (turn < 200 && chance() === 0) {
          const story = storyWith(pictures, `Lần ${turn}`);
          sent = story.article;
          job = replaced(job, { story, title: "Tít" }, `marker-${turn}`);
        }
        if (turn < 200 && chance() === 0) {
          job = cancelled(job);
          sent = null;
        }
        if (job.phase.kind === "stopped" || job.phase.kind === "cancelled")
          job = retried(job, `marker-${turn}`);
        if (job.phase.kind === "waiting") job = begun(job);
        const step = stepOf(job);
        if (step === null) continue;
        if (step.kind === "publish") job = asking(job);
        const outcome = there.take(step, job);
        if (outcome === "killed") job = resumed(job, NOW);
        else if (outcome.ok) job = advanced(job, outcome.value, NOW);
        else job = setBack(job, outcome.problem, NOW, 0.5, step);
      }
      expect(job.phase.kind).toBe("done");
      expect(there.posts().map((post) => [post.status, post.article])).toEqual([
        ["publish", sent ?? job.story.article],
      ]);
      expect(
        there
          .media()
          .map((one) => one.sha256)
          .sort(),
      ).toEqual(Array.from({ length: pictures }, (_, n) => hash(n)).sort());
    }),
    { numRuns: 300 },
  );
});
