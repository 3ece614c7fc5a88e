import type { DeskEvent } from "#core/bridge";
import type { JobView } from "#core/publishing";
import { libraryProblemText } from "#node/desk";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import { oneStory, type CommandContext } from "./commands.ts";
import { commandText, problemText, progressText } from "./text.ts";

export interface PublishOptions {
  readonly story: string;
  /** Id or name of a target; undefined is the default of the settings. */
  readonly target: string | undefined;
  /** Wait until the reader's page was read back. */
  readonly wait: boolean;
}

/** `morasse publish`. */
export async function publishStory(context: CommandContext, options: PublishOptions): Promise<Answer> {
  const { bridge, language } = context;
  const text = commandText[language];
  const story = await oneStory(context, options.story);
  if ("code" in story) return story;
  const { targets, settings } = await bridge.hello();
  const asked = options.target ?? settings.defaultTargetId;
  const target = targets.find(({ id, name }) => id === asked || name === asked);
  if (target === undefined) {
    const known = targets.map(({ id }) => id).join(", ");
    return refused(EXIT.problem, [text.targetUnknown(asked, known)], { kind: "targetUnknown" });
  }
  // Asked for before the job is: nothing that happens to it is missed.
  const events = options.wait ? await bridge.events() : null;
  try {
    const queued = await bridge.publishing.publish({ storyId: story.id, targetId: target.id });
    if (!queued.ok) {
      const { problem } = queued;
      const isOfLibrary =
        problem.kind === "diskFull" ||
        problem.kind === "notWritable" ||
        problem.kind === "libraryGone" ||
        problem.kind === "storyUnknown" ||
        problem.kind === "storyUnreadable";
      const line = isOfLibrary ? libraryProblemText(problem, language) : problemText(problem, language);
      return refused(EXIT.problem, [line], problem);
    }
    if (events === null) {
      const job = queued.value;
      return finished([text.queued(story.title || text.untitled)], { job });
    }
    const jobs = await bridge.publishing.jobs();
    const now = jobs.find(({ id }) => id === queued.value.id) ?? queued.value;
    return answerOf(await ended(now, events, context), context);
  } finally {
    await events?.return?.();
  }
}

/** The job once nothing more happens to it by itself. */
async function ended(
  job: JobView,
  events: AsyncIterable<DeskEvent>,
  { say, language }: CommandContext,
): Promise<JobView> {
  const isOver = ({ state }: JobView) => state.kind !== "waiting" && state.kind !== "sending";
  if (isOver(job)) return job;
  let said: string | null = null;
  for await (const event of events) {
    if (event.kind !== "job" || event.job.id !== job.id) continue;
    if (isOver(event.job)) return event.job;
    const line = progressText(event.job.state, language);
    if (line !== null && line !== said) say(line);
    said = line;
  }
  return job;
}

function answerOf(job: JobView, { language }: CommandContext): Answer {
  const text = commandText[language];
  const { state } = job;
  switch (state.kind) {
    case "done": {
      const { differences } = state;
      const lines = [text.published(state.url)];
      if (differences.length > 0) lines.push(text.differs(differences.length));
      return finished(lines, { job, url: state.url });
    }
    case "stopped":
      return { ...refused(EXIT.problem, [problemText(state.problem, language)], state.problem) };
    case "cancelled":
      return refused(EXIT.problem, [text.cancelled], { kind: "cancelled" });
    case "waiting":
    case "sending":
      return finished([text.queued(job.title)], { job });
  }
}
