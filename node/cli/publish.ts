import { preflight, type Finding } from "#core/article";
import { assertNever, isLibraryProblem, type DeskEvent } from "#core/bridge";
import type { JobView } from "#core/publishing";
import { libraryProblemText, OWN_SITE } from "#node/desk";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import { oneStory, type CommandContext } from "./commands.ts";
import { readArticle } from "./story.ts";
import { commandText, findingTexts, problemText, progressText } from "./text.ts";

export interface PublishOptions {
  readonly story: string;
  /** Id or name of a target; undefined is the default of the settings. */
  readonly target: string | undefined;
  /** Send it also when the target has it as it is. */
  readonly again: boolean;
  /** Wait until the reader's page was read back. */
  readonly wait: boolean;
  /** Longest wait in seconds, as it was typed; undefined is without end. */
  readonly timeout: string | undefined;
}

/** Longest timeout that can be asked for, in seconds: a day. */
const MOST_TIMEOUT_S = 86_400;

/** `morasse publish`. */
export async function publishStory(context: CommandContext, options: PublishOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  const timeoutMs = options.timeout === undefined ? Infinity : Number(options.timeout) * 1_000;
  if (
    Number.isNaN(timeoutMs) ||
    timeoutMs <= 0 ||
    (timeoutMs > MOST_TIMEOUT_S * 1_000 && timeoutMs !== Infinity)
  ) {
    return refused(EXIT.usage, [text.wrongTimeout(options.timeout ?? "")], {
      kind: "usage",
      timeout: options.timeout,
    });
  }
  const story = await oneStory(context, options.story);
  if ("code" in story) return story;
  const { targets, settings } = await bridge.hello();
  const asked = options.target ?? settings.defaultTargetId;
  const target = targets.find(({ id, name }) => id === asked || name === asked);
  if (target === undefined) {
    const known = targets.map(({ name }) => name).join(", ");
    return refused(EXIT.problem, [text.targetUnknown(asked, known)], {
      kind: "targetUnknown",
      target: asked,
    });
  }
  if (await context.isSealed(target.id)) {
    return refused(EXIT.problem, [text.passwordSealed(target.name)], {
      kind: "passwordSealed",
      target: target.id,
    });
  }
  const read = await readArticle(bridge, story.id);
  const found = read.ok ? preflight(read.value.article, settings.preflight, []) : [];
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
    const jobs = await bridge.publishing.jobs();
    const now = jobs.find(({ id }) => id === queued.value.id) ?? queued.value;
    // The site of this machine runs with the workstation: without it nothing answers, however long the wait.
    const asleep = target.id === OWN_SITE && !context.isThrough;
    const isOver = ({ state }: JobView) =>
      state.kind === "waiting"
        ? asleep && state.problem?.kind === "siteUnreachable"
        : state.kind !== "sending";
    const last = await ended(now, events, isOver, timeoutMs, context);
    if (last.state.kind === "waiting" || last.state.kind === "sending") {
      const sentence = isOver(last) ? text.siteAsleep : text.notYet(last.title || text.untitled);
      return withWarnings(
        refused(EXIT.problem, [sentence], {
          kind: isOver(last) ? "siteAsleep" : "notYet",
          name: options.story,
        }),
      );
    }
    return withWarnings(answerOf(last, last.state, context));
  } finally {
    await events?.return?.();
  }
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
      const lines = [text.published(state.url)];
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
