import { Button } from "@mantine/core";
import type { JobView } from "#core/publishing";
import { useTargets } from "../desk/named.ts";
import { openStory } from "../desk/open-story.ts";
import { clockOf, momentOf, paragraphOf, publishProblemTold, useLanguage, useText } from "../text/index.ts";
import { isOpen, isUnderWay, progressOf, useJobs } from "./jobs.ts";
import { jobWords } from "./publish-button.tsx";
import { cancelJob, openAddress, retryJob } from "./sending.ts";

/** One story on its way: where it stands, what is in the way, and what can be done. */
export function JobLine({
  job,
  inPanel = false,
  onSendNew,
}: {
  readonly job: JobView;
  readonly inPanel?: boolean;
  /** Sends the story as it is now in the place of what waits here; offered where the text has moved on. */
  readonly onSendNew?: (() => void) | undefined;
}) {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const target = useTargets().find((one) => one.id === job.targetId)?.name ?? job.targetId;
  const cancelling = useJobs((state) => state.cancelling.includes(job.id));
  const { state } = job;
  const problem = state.kind === "waiting" || state.kind === "stopped" ? state.problem : null;
  const told =
    problem === null ? null : publishProblemTold(problem, language, (at) => momentOf(at, language));
  const progress = progressOf(job);
  const title = job.title === "" ? text.library.untitled : job.title;

  return (
    <li className="job" data-state={state.kind}>
      <div className="job-head">
        {!inPanel && (
          <button
            type="button"
            className="job-title"
            title={title}
            onClick={() => void openStory(job.storyId)}
          >
            {title}
          </button>
        )}
        <span className="job-state" role={isUnderWay(job) ? "status" : undefined}>
          {cancelling ? text.publish.cancelling : jobWords(job, text.publish, language)}
        </span>
      </div>
      <p className="job-facts">
        {[
          target,
          text.publish.queuedAt(momentOf(job.queuedAt, language)),
          ...(job.attempts > 1 && isOpen(job) ? [text.publish.attempts(job.attempts)] : []),
        ].join(" · ")}
      </p>
      {job.isBehind && isOpen(job) && (
        <p className="job-behind">
          {text.publish.behindQueued} {inPanel ? "" : text.publish.behindQueuedTodo}
        </p>
      )}
      {progress !== null && (
        <progress
          className="job-progress"
          max={progress.of}
          value={progress.done}
          aria-label={text.publish.progress(progress.done, progress.of)}
        />
      )}
      {told !== null && (
        <div className="job-problem" data-stopped={state.kind === "stopped" || undefined}>
          <p>
            <strong>{told.what}</strong> {paragraphOf({ ...told, what: "" })}
          </p>
          {state.kind === "waiting" && state.retryAt !== null && (
            <p>{text.publish.retryAt(clockOf(state.retryAt))}</p>
          )}
        </div>
      )}
      <div className="job-acts">
        {job.isBehind && isOpen(job) && onSendNew !== undefined && (
          <Button variant="default" onClick={onSendNew}>
            {text.publish.sendNew}
          </Button>
        )}
        {(state.kind === "stopped" || (state.kind === "waiting" && state.problem !== null)) && (
          <Button variant="default" onClick={() => void retryJob(job)}>
            {text.publish.retry}
          </Button>
        )}
        {(isUnderWay(job) || state.kind === "stopped") && !cancelling && (
          <Button variant="subtle" onClick={() => void cancelJob(job)}>
            {text.publish.cancel}
          </Button>
        )}
        {state.kind === "done" && (
          <Button variant="subtle" onClick={() => openAddress(state.url)}>
            {text.publish.seePage}
          </Button>
        )}
      </div>
    </li>
  );
}
