import { existsSync } from "node:fs";
import { preflight, type Finding } from "#core/article";
import { assertNever, isLibraryProblem, type DeskEvent } from "#core/bridge";
import { isTakingDown, type Aim, type JobView, type Target } from "#core/publishing";
import { libraryProblemText, OWN_SITE } from "#node/desk";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import { oneStory, openPackages, type CommandContext } from "./commands.ts";
import { hourIn } from "./hour.ts";
import { doneText, outboxText } from "./outbox-text.ts";
import { readArticle } from "./story.ts";
import { commandText, findingTexts, problemText, progressText } from "./text.ts";

export interface PublishOptions {
  /** A story of the library, or the file of a package that is taken into it first. */
  readonly story: string;
  /** Id or name of a target; undefined is the default of the settings. */
  readonly target: string | undefined;
  /** How it is to stand there. */
  readonly aim: Exclude<Aim, { kind: "scheduled" }> | { readonly kind: "scheduled"; readonly hour: string };
  /** Send it also when the target has it as it is. */
  readonly again: boolean;
  /** Wait until the reader's page was read back. */
  readonly wait: boolean;
  /** Longest wait in seconds, as it was typed; undefined is without end. */
  readonly timeout: string | undefined;
}

/** Longest timeout that can be asked for, in seconds: a day. */
const MOST_TIMEOUT_S = 86_400;

/** `morasse publish`, `morasse withdraw` and `morasse kill`. */
export async function publishStory(context: CommandContext, options: PublishOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  const timeoutMs = timeoutIn(options.timeout);
  if (timeoutMs === null) {
    return refused(EXIT.usage, [text.wrongTimeout(options.timeout ?? "")], {
      kind: "usage",
      timeout: options.timeout,
    });
  }
  const aim = aimIn(options.aim, new Date());
  if (aim === null) {
    const hour = options.aim.kind === "scheduled" ? options.aim.hour : "";
    return refused(EXIT.usage, [outboxText[language].wrongHour(hour)], { kind: "usage", at: hour });
  }
  const story = await storyOrPackage(context, options.story);
  if ("code" in story) return story;
  const target = await oneTarget(context, options.target);
  if ("code" in target) return target;
  if (await context.isSealed(target.id)) return sealed(target, context);
  const { settings } = await bridge.hello();
  const read = isTakingDown(aim) ? null : await readArticle(bridge, story.id);
  const found = read?.ok === true ? preflight(read.value.article, settings.preflight, []) : [];
  const weighing = (weight: Finding["weight"]) =>
    findingTexts(
      found.filter((finding) => finding.weight === weight),
      settings.preflight,
      language,
    );
  const warnings = weighing("warn");
  const withWarnings = (answer: Answer): Answer => ({ ...answer, json: { ...answer.json, warnings } });
  // Asked for before the job is: nothing that happens to it is missed.
  const events = options.wait ? await bridge.events() : null;
  try {
    const queued = await bridge.publishing.publish({
      storyId: story.id,
      targetId: target.id,
      again: options.again,
      aim,
    });
    if (!queued.ok) {
      const { problem } = queued;
      if (problem.kind === "nothingNew") {
        const { url, publishedAt } = problem;
        return finished([problemText(problem, language)], { nothingNew: true, url, publishedAt });
      }
      const blocks = weighing("block").map(({ message }) => message);
      if (problem.kind === "preflightBlocks" && blocks.length > 0)
        return refused(EXIT.problem, [`${text.notReady} ${blocks.join(" ")}`], problem);
      const line = isLibraryProblem(problem)
        ? libraryProblemText(problem, language)
        : problemText(problem, language);
      return refused(EXIT.problem, [line], problem);
    }
    for (const { message } of warnings) context.say(message);
    if (events === null) {
      const job = queued.value;
      return withWarnings(finished([text.queued(story.title || text.untitled)], { job }));
    }
    return withWarnings(await followed(context, queued.value, events, timeoutMs));
  } finally {
    await events?.return?.();
  }
}

/** The target a person means by its id or name; undefined is the one of the settings. Or the answer that there is none. */
export async function oneTarget(
  { bridge, language }: CommandContext,
  name: string | undefined,
): Promise<Target | Answer> {
  const { targets, settings } = await bridge.hello();
  const asked = name ?? settings.defaultTargetId;
  const target = targets.find((one) => one.id === asked) ?? targets.find((one) => one.name === asked);
  if (target !== undefined) return target;
  const known = targets.map((one) => one.name).join(", ");
  return refused(EXIT.problem, [commandText[language].targetUnknown(asked, known)], {
    kind: "targetUnknown",
    target: asked,
  });
}

/** The answer that a password is where no command can read it. */
export function sealed(target: Target, { language }: CommandContext): Answer {
  return refused(EXIT.problem, [commandText[language].passwordSealed(target.name)], {
    kind: "passwordSealed",
    target: target.id,
  });
}

/** Waits for a job to be over and says how it ended. */
export async function followed(
  context: CommandContext,
  job: JobView,
  events: AsyncIterator<DeskEvent>,
  timeoutMs: number,
): Promise<Answer> {
  const text = commandText[context.language];
  const now = (await context.bridge.publishing.jobs()).find(({ id }) => id === job.id) ?? job;
  // The site of this machine runs with the workstation: without it nothing answers, however long the wait.
  const asleep = job.targetId === OWN_SITE && !context.isThrough;
  const isOver = ({ state }: JobView) =>
    state.kind === "waiting" ? asleep && state.problem?.kind === "siteUnreachable" : state.kind !== "sending";
  const last = await ended(now, events, isOver, timeoutMs, context);
  if (last.state.kind === "waiting" || last.state.kind === "sending") {
    const sentence = isOver(last) ? text.siteAsleep : text.notYet(last.title || text.untitled);
    return refused(EXIT.problem, [sentence], {
      kind: isOver(last) ? "siteAsleep" : "notYet",
      name: last.storyId,
    });
  }
  return answerOf(last, last.state, context);
}

/** A wait in milliseconds, or null where what was typed is none. */
export function timeoutIn(typed: string | undefined): number | null {
  if (typed === undefined) return Infinity;
  const timeoutMs = Number(typed) * 1_000;
  return timeoutMs > 0 && timeoutMs <= MOST_TIMEOUT_S * 1_000 ? timeoutMs : null;
}

function aimIn(aim: PublishOptions["aim"], now: Date): Aim | null {
  if (aim.kind !== "scheduled") return aim;
  const at = hourIn(aim.hour, now);
  return at === null || at <= now ? null : { kind: "scheduled", at: at.toISOString() };
}

async function storyOrPackage(context: CommandContext, name: string) {
  if (!name.endsWith(".morasse") || !existsSync(name)) return oneStory(context, name);
  const opened = await openPackages(context, [name]);
  const stories = "stories" in opened.json ? (opened.json.stories as readonly { readonly id: string }[]) : [];
  return stories[0] === undefined ? opened : oneStory(context, stories[0].id);
}

/** The job once nothing more happens to it by itself, or as it stood when the time or the events were over. */
async function ended(
  job: JobView,
  events: AsyncIterator<DeskEvent>,
  isOver: (job: JobView) => boolean,
  timeoutMs: number,
  { say, language }: CommandContext,
): Promise<JobView> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<{ readonly done: true }>((resolve) => {
    if (timeoutMs !== Infinity) timer = setTimeout(() => resolve({ done: true }), timeoutMs);
  });
  let now = job;
  let said: string | null = null;
  try {
    while (!isOver(now)) {
      const next = await Promise.race([events.next(), late]);
      if (next.done) break;
      const event = next.value;
      if (event.kind !== "job" || event.job.id !== job.id) continue;
      now = event.job;
      const line = isOver(now) ? null : progressText(now.state, language);
      if (line !== null && line !== said) say(line);
      said = line;
    }
  } finally {
    clearTimeout(timer);
  }
  return now;
}

function answerOf(
  job: JobView,
  state: Exclude<JobView["state"], { kind: "waiting" | "sending" }>,
  { language }: CommandContext,
): Answer {
  const text = commandText[language];
  switch (state.kind) {
    case "done": {
      const { differences } = state;
      const lines = [doneText(job.aim, state.url, language)];
      if (differences.length > 0) lines.push(text.differs(differences.length));
      return finished(lines, { job, url: state.url });
    }
    case "stopped":
      return refused(EXIT.problem, [problemText(state.problem, language)], state.problem);
    case "cancelled":
      return refused(EXIT.problem, [text.cancelled], { kind: "cancelled", name: job.title });
    default:
      return assertNever(state);
  }
}
