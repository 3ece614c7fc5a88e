import { assertNever, done, failed, type Outcome } from "#core/bridge";
import {
  advanced,
  asking,
  begun,
  cancelled,
  hostOf,
  isAway,
  isDue,
  isOpen,
  isTakingDown,
  mayCancel,
  originalsOf,
  picturesDue,
  picturesOf,
  putDown,
  receiptOf,
  resumed,
  retried,
  sentOf,
  setBack,
  stepOf,
  viewOf,
  wakened,
  type Job,
  type JobView,
  type PicturesGone,
  type PublishProblem,
  type Step,
  type StepResult,
  type Target,
  type TargetPort,
} from "#core/publishing";
import { articleSha256 } from "#node/library";
import { openOutboxFolder } from "./outbox-folder.ts";
import { pictureDesk, type PictureDesk } from "./pictures.ts";
import type { OpenPublisher, PublisherEvent } from "./port.ts";
import { proofsOf } from "./proofs.ts";
import { isTrashed, latestOf, queue } from "./queue.ts";
import { reachability } from "./reachability.ts";
import { isKept, texts } from "./texts.ts";
import { isSameAccount, targetPort } from "./target-port.ts";

/** How often a site that did not answer is asked whether it does now. */
const POLL_MS = 4_000;
/** So many pictures are on their way at once, where the line is a quick one. */
const MOST_AT_ONCE = 3;
/** A line is quick that took a picture in this time; a slow one has room for one at a time. */
const QUICK_PICTURE_MS = 3_000;
/** Over jobs are kept for the outbox's list; the receipts in the stories' folders are what lasts. */
const MOST_OVER = 100;

/**
 * The outbox at work.
 *
 * Every job is on disk before and after each step, so whatever ends the program, the next start goes on from
 * there. Jobs to one target go one after the other in the order they were queued; targets do not wait for
 * each other.
 */
export const openPublisher: OpenPublisher = async (options) => {
  const { library, now } = options;
  const kept = await openOutboxFolder(options.outboxDir, now);
  // Much may have changed since the last start: what waited for a network is tried at once, in its order.
  const jobs = new Map<string, Job>(kept.jobs.map((job) => [job.id, wakened(resumed(job, now()))]));
  const listeners = new Set<(event: PublisherEvent) => void>();
  const closing = new AbortController();
  const lanes = new Map<string, Promise<void>>();
  const reach = reachability({ fetch: options.fetch, now, signal: closing.signal });
  const inTurn = turns();
  let timer: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  /** Targets which were seen not to answer since a job of theirs had to wait for it. */
  const silent = new Set<string>();

  const newest = texts(library);
  const view = (job: Job) => viewOf(job, newest.isBehind(job));
  const tell = (event: PublisherEvent) => {
    for (const heard of listeners) heard(event);
  };
  const viewed = (id: string): JobView | null => {
    const job = jobs.get(id);
    return job === undefined ? null : view(job);
  };
  const markQueued = (storyId: string) =>
    library.markQueued(
      storyId,
      [...jobs.values()].some((job) => job.story.storyId === storyId && isOpen(job)),
    );

  /** Changes a job and puts it on disk; false when the disk did not take it (the change still counts here). */
  const change = async (id: string, changed: (job: Job) => Job): Promise<boolean> => {
    const before = jobs.get(id);
    if (before === undefined) return false;
    const job = changed(before);
    jobs.set(id, job);
    const saved = await inTurn(id, async () => {
      const latest = jobs.get(id);
      return latest === undefined ? done(null) : kept.folder.save(latest);
    });
    const latest = jobs.get(id);
    if (latest !== undefined) tell({ kind: "job", job: view(latest) });
    markQueued(job.story.storyId);
    return saved.ok;
  };

  const run = async (id: string): Promise<void> => {
    const first = jobs.get(id);
    if (first === undefined) return;
    const since = first.unclearSince;
    const target = options.targets().find((one) => one.id === first.targetId);
    if (!(await change(id, begun)))
      return void (await change(id, (job) => setBack(job, null, now(), options.random())));
    if (target === undefined) {
      return void (await change(id, (job) => setBack(job, { kind: "targetUnknown" }, now(), 0)));
    }
    const secret = await options.secrets.read(target.id);
    const port = targetPort(target, secret, options, { unclearSince: since, signal: closing.signal });
    const desks = deskOf(target);
    try {
      await send(id, target, port, desks.of);
    } finally {
      await desks.end();
    }
  };

  /** The pictures of the story a job is sending now; one story after the other, when it is replaced. */
  const deskOf = (target: Target) => {
    let desk: PictureDesk | null = null;
    let story: Job["story"] | null = null;
    const end = async () => desk?.end();
    return {
      end,
      async of(job: Job, step: Step): Promise<PictureDesk> {
        if (desk !== null && story === job.story) return desk;
        await end();
        const missing = originalsOf(job.story).filter((sha256) => job.pictures[sha256] === undefined);
        story = job.story;
        desk = pictureDesk(options, story, step.kind === "lookUp" ? [] : missing, hostOf(target.url));
        return desk;
      },
    };
  };

  /** Takes one step after the other until the job rests. */
  const send = async (
    id: string,
    target: Target,
    port: TargetPort,
    deskFor: (job: Job, step: Step) => Promise<PictureDesk>,
  ): Promise<void> => {
    let isQuick = false;
    for (;;) {
      const job = jobs.get(id);
      const step = job === undefined ? null : stepOf(job);
      if (job === undefined || step === null || job.phase.kind !== "sending") return;
      if (closing.signal.aborted) return void (await change(id, (one) => putDown(one, false, now())));
      const pictures = await deskFor(job, step);
      const startedMs = performance.now();
      const steps = await sideBySide(job, step, isQuick ? MOST_AT_ONCE : 1, pictures);
      const results = await Promise.all(
        steps.map(async (one) => {
          const outcome = await taken(() => takeStep(one, job, target, port, pictures), target);
          // The site answers, so those that waited for it come next, before what was queued after them.
          if (outcome.ok) wake(target.id);
          const saved = outcome.ok
            ? await change(id, (current) => advanced(current, outcome.value, now()))
            : true;
          return { step: one, outcome, saved };
        }),
      );
      isQuick = step.kind === "picture" && performance.now() - startedMs < QUICK_PICTURE_MS;
      const wrong = results.find(({ outcome }) => !outcome.ok);
      if (closing.signal.aborted && wrong !== undefined) {
        return void (await change(id, (one) => putDown(one, true, now())));
      }
      let saved = results.every((one) => one.saved);
      if (wrong !== undefined && !wrong.outcome.ok) {
        const { problem } = wrong.outcome;
        saved = await change(id, (one) => setBack(one, problem, now(), options.random(), wrong.step));
      }
      if (!saved && jobs.get(id)?.phase.kind === "sending") {
        return void (await change(id, (one) => setBack(one, null, now(), options.random())));
      }
    }
  };

  /**
   * The step, and where it sends a picture the next pictures too. Those of which the site would get the same bytes go one
   * after the other: the second finds the first there.
   */
  const sideBySide = async (
    job: Job,
    step: Step,
    most: number,
    desk: PictureDesk,
  ): Promise<readonly Step[]> => {
    if (step.kind !== "picture" || most === 1) return [step];
    const steps: Step[] = [];
    const bytes = new Set<string>();
    for (const due of picturesDue(job).slice(0, most)) {
      const picture = await desk.take(due.sha256);
      const sums = picture.ok ? picture.value.renditions.map(({ sha256 }) => sha256) : [];
      if (sums.some((sum) => bytes.has(sum))) continue;
      for (const sum of sums) bytes.add(sum);
      steps.push(due);
    }
    return steps;
  };

  const takeStep = async (
    step: Step,
    job: Job,
    target: Target,
    port: TargetPort,
    desk: PictureDesk,
  ): Promise<Outcome<StepResult, PublishProblem | PicturesGone | null>> => {
    const { story } = job;
    const { version } = story;
    // What is taken down takes along everything that is known to be there of it.
    const pictures = isTakingDown(story.aim) ? Object.values(job.pictures) : picturesOf(job);
    switch (step.kind) {
      case "find": {
        const found = await port.findOrCreate(story, job.remote);
        return found.ok ? done({ kind: "found", remote: found.value }) : found;
      }
      case "picture": {
        const picture = await desk.take(step.sha256);
        if (!picture.ok) return picture;
        const sent = await port.putPicture(story, picture.value);
        return sent.ok ? done({ kind: "picture", picture: sent.value }) : sent;
      }
      case "publish": {
        if (job.remote === null) throw new RangeError(`Job ${job.id} has no page to publish on`);
        if (!(await change(job.id, asking))) return failed(null);
        const out = isTakingDown(story.aim)
          ? await port.takeDown(story, job.remote, pictures)
          : await port.publish(story, job.remote, pictures);
        return out.ok ? done({ kind: "published", story, published: out.value }) : out;
      }
      case "lookUp": {
        if (job.remote === null) throw new RangeError(`Job ${job.id} was never sent`);
        const there = await port.lookUp(sentOf(job), job.remote);
        return there.ok ? done({ kind: "lookedUp", there: there.value }) : there;
      }
      case "readBack": {
        if (job.published === null) throw new RangeError(`Job ${job.id} is not published`);
        const page = await port.readBack(story, job.published, pictures);
        return page.ok ? done({ kind: "page", version, page: page.value }) : page;
      }
      case "receipt": {
        const receipt = receiptOf(job, target, articleSha256(story.article));
        const keeping = await library.keepReceipt(story.storyId, receipt);
        // A story thrown out of the library meanwhile has no folder to keep a receipt in.
        if (!keeping.ok && keeping.problem.kind !== "storyUnknown") return failed(null);
        tell({ kind: "receipt", storyId: story.storyId, receipt });
        return done({ kind: "receiptKept", version });
      }
      default:
        return assertNever(step);
    }
  };

  /** Starts what is due, one job for each target, and sets the clock for what is not. */
  const look = () => {
    if (closing.signal.aborted) return;
    clearTimeout(timer);
    const waiting = [...jobs.values()].filter((job) => job.phase.kind === "waiting");
    for (const job of waiting) {
      if (lanes.has(job.targetId) || !isDue(job, now())) continue;
      const lane = run(job.id)
        .catch(async (error: unknown) => {
          reportFault(error);
          await change(job.id, (one) => setBack(one, null, now(), options.random()));
        })
        .catch((error: unknown) => reportFault(error))
        .finally(() => {
          lanes.delete(job.targetId);
          look();
        });
      lanes.set(job.targetId, lane);
    }
    const next = waiting
      .filter((job) => !lanes.has(job.targetId) && job.phase.kind === "waiting" && job.phase.retryAt !== null)
      .map((job) => (job.phase.kind === "waiting" ? Date.parse(job.phase.retryAt ?? "") : Infinity));
    if (next.length > 0) {
      // At least a moment, so that a clock set back cannot make a busy loop.
      const inMs = Math.max(50, Math.min(...next) - now().getTime());
      timer = setTimeout(look, Math.min(inMs, 60_000)).unref();
    }
    watch();
  };

  /** Asks the sites that jobs wait for whether they answer again. */
  const watch = () => {
    const cutOff = new Set(
      [...jobs.values()].flatMap(({ phase, targetId }) =>
        phase.kind === "waiting" && phase.problem !== null && isAway(phase.problem) ? [targetId] : [],
      ),
    );
    for (const id of silent) if (!cutOff.has(id)) silent.delete(id);
    if (cutOff.size === 0 || poll !== undefined) return;
    poll = setTimeout(() => {
      const targets = options.targets().filter(({ id }) => cutOff.has(id) && !lanes.has(id));
      Promise.all(targets.map(wakeIfBack))
        .catch((error: unknown) => reportFault(error))
        .finally(() => {
          poll = undefined;
          look();
        });
    }, options.pace?.pollMs ?? POLL_MS).unref();
  };

  const wakeIfBack = async (target: Target) => {
    if (!(await reach.askNow(target))) {
      silent.add(target.id);
      return;
    }
    // A site that answers this and cuts every real request is left to the back-off.
    if (!silent.delete(target.id) || closing.signal.aborted) return;
    wake(target.id);
  };

  const wake = (targetId: string) => {
    for (const job of jobs.values()) if (job.targetId === targetId) jobs.set(job.id, wakened(job));
  };

  /** A story in the trash is not sent: what is on its way is cancelled, and restoring it sends nothing. */
  const dropTrashed = async (storyId: string) => {
    const mine = [...jobs.values()].filter(
      // What takes the story from the site goes on: it is what the trash is for.
      (job) => job.story.storyId === storyId && mayCancel(job) && !isTakingDown(job.story.aim),
    );
    for (const { id } of mine) await change(id, (job) => (mayCancel(job) ? cancelled(job) : job));
    if (mine.length > 0) look();
  };
  /** Tells of the story's jobs when they and the story say something else from now on. */
  const compare = async (storyId: string) => {
    const mine = () => [...jobs.values()].filter((job) => job.story.storyId === storyId && isKept(job));
    if (mine().length === 0) return;
    if (!(await inTurn(`text of ${storyId}`, () => newest.read(storyId)))) return;
    for (const job of mine()) tell({ kind: "job", job: view(job) });
  };
  const stopHearing = library.listen((event) => {
    if (event.kind !== "story" || closing.signal.aborted) return;
    const { id, trashedAt } = event.summary;
    const act = trashedAt === null ? compare : dropTrashed;
    act(id).catch((error: unknown) => reportFault(error));
  });

  const queued = queue(options, jobs, {
    keep: async ({ storyId, targetId }, made) => {
      const job = made(latestOf(jobs, storyId, targetId));
      const before = jobs.get(job.id);
      jobs.set(job.id, job);
      const save = () => inTurn(job.id, () => kept.folder.save(jobs.get(job.id) ?? job));
      let saved = await save();
      if (!saved.ok && jobs.get(job.id) === job) {
        if (before) jobs.set(job.id, before);
        else jobs.delete(job.id);
        return saved;
      }
      // Its runner has moved it on meanwhile, so the new content counts: it only has to get to the disk.
      if (!saved.ok) saved = await save();
      newest.taken(job);
      tell({ kind: "job", job: view(jobs.get(job.id) ?? job) });
      markQueued(storyId);
      return saved.ok ? done(job) : saved;
    },
    forget: async (id) => {
      jobs.delete(id);
      await inTurn(id, () => kept.folder.remove(id));
    },
  });

  const over = [...jobs.values()].filter((job) => !isOpen(job) && job.phase.kind !== "stopped");
  for (const job of over.slice(0, -MOST_OVER)) {
    jobs.delete(job.id);
    await kept.folder.remove(job.id);
  }
  for (const { story } of [...jobs.values()]) {
    if (isTrashed(library, story.storyId)) await dropTrashed(story.storyId);
    markQueued(story.storyId);
    compare(story.storyId).catch((error: unknown) => reportFault(error));
  }
  look();

  return {
    async publish(storyId, targetId, wish = {}) {
      const job = await queued.publish(storyId, targetId, wish);
      if (!job.ok) return job;
      look();
      return done(view(jobs.get(job.value) ?? missing(job.value)));
    },
    jobs: () => [...jobs.values()].map(view),
    async cancel(jobId) {
      await change(jobId, cancelled);
      look();
      return viewed(jobId);
    },
    async retry(jobId) {
      const inTrash = (job: Job) => !isTakingDown(job.story.aim) && isTrashed(library, job.story.storyId);
      await change(jobId, (job) => (inTrash(job) ? job : retried(job, options.newId())));
      look();
      return viewed(jobId);
    },
    async test(target, secret) {
      // What a screen asks for is not saved yet: the kept secret goes only where it was given for.
      const kept = options.targets().some((saved) => isSameAccount(saved, target));
      const password = secret ?? (kept ? await options.secrets.read(target.id) : null);
      return targetPort(target, password, options, { unclearSince: null, signal: closing.signal }).test();
    },
    async reachable() {
      const answers = options.targets().map(async (target): Promise<[string, boolean]> => {
        try {
          return [target.id, await reach.answers(target)];
        } catch (error) {
          // A fault in asking one says nothing of the others.
          reportFault(error);
          return [target.id, false];
        }
      });
      return Object.fromEntries(await Promise.all(answers));
    },
    proofs: (targetId) => proofsOf(options, jobs, targetId, closing.signal),
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    setAside: kept.setAside,
    async close() {
      closing.abort();
      stopHearing();
      clearTimeout(timer);
      clearTimeout(poll);
      await Promise.all(lanes.values());
      await inTurn.all();
    },
  };

  /** A fault of the program in a step stops that job and says so; the others go on. */
  async function taken(
    act: () => Promise<Outcome<StepResult, PublishProblem | PicturesGone | null>>,
    target: Target,
  ): Promise<Outcome<StepResult, PublishProblem | PicturesGone | null>> {
    try {
      return await act();
    } catch (error) {
      reportFault(error);
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return failed({ kind: "storyRefused", host: target.name, said: said.slice(0, 300) });
    }
  }
};

function missing(id: string): never {
  throw new RangeError(`Job ${id} was queued and is not there`);
}

function reportFault(error: unknown): void {
  console.error("outbox:", error);
}

/** Acts on one key happen one after the other; different keys do not wait for each other. */
function turns() {
  const last = new Map<string, Promise<unknown>>();
  const inTurn = async <Value>(key: string, act: () => Promise<Value>): Promise<Value> => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(act, act);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
  inTurn.all = async () => {
    await Promise.allSettled(last.values());
  };
  return inTurn;
}
