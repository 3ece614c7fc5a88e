import type { JobView, Proof, Receipt } from "#core/publishing";
import { EXIT, finished, refused, type Answer } from "./answer.ts";
import { oneStory, type CommandContext } from "./commands.ts";
import { jobText, outboxText, proofText, receiptText } from "./outbox-text.ts";
import { followed, oneTarget, timeoutIn } from "./publish.ts";
import { libraryProblemText } from "#node/desk";
import { commandText } from "./text.ts";

/** `morasse outbox list|retry|cancel` and `morasse receipt`. */

/** @param all also what is over. */
export async function listOutbox({ bridge, language }: CommandContext, all: boolean): Promise<Answer> {
  const jobs = (await bridge.publishing.jobs()).filter((job) => all || isOpen(job));
  const { targets } = await bridge.hello();
  const lines = jobs.map((job) => {
    const target = targets.find(({ id }) => id === job.targetId)?.name ?? job.targetId;
    const title = job.title || commandText[language].untitled;
    return `${job.id}\t${title}\t${target}\t${jobText(job, language)}`;
  });
  return finished(lines.length === 0 ? [outboxText[language].noJobs] : lines, { jobs });
}

export interface RetryOptions {
  /** Id of a job or its beginning, or "all". */
  readonly job: string;
  /** Wait until each is over. */
  readonly wait: boolean;
  readonly timeout: string | undefined;
}

/** Sends what stopped or waits again. */
export async function retryJobs(context: CommandContext, options: RetryOptions): Promise<Answer> {
  const { bridge, language } = context;
  const timeoutMs = timeoutIn(options.timeout);
  if (timeoutMs === null) {
    const sentence = commandText[language].wrongTimeout(options.timeout ?? "");
    return refused(EXIT.usage, [sentence], { kind: "usage", timeout: options.timeout });
  }
  const named = await jobsNamed(context, options.job);
  if ("code" in named) return named;
  const events = options.wait ? await bridge.events() : null;
  try {
    const jobs: JobView[] = [];
    for (const { id } of named) {
      const job = await bridge.publishing.retry({ jobId: id });
      if (job !== null) jobs.push(job);
    }
    if (events === null) return finished([outboxText[language].retried(jobs.length)], { jobs });
    const answers: Answer[] = [];
    for (const job of jobs) answers.push(await followed(context, job, events, timeoutMs));
    const bad = answers.find(({ code }) => code !== EXIT.done);
    const now = await bridge.publishing.jobs();
    return {
      code: bad?.code ?? EXIT.done,
      lines: answers.flatMap(({ lines }) => lines),
      json: {
        ...(bad === undefined ? {} : bad.json),
        jobs: jobs.map((job) => now.find(({ id }) => id === job.id) ?? job),
      },
    };
  } finally {
    await events?.return?.();
  }
}

export async function cancelJobs(context: CommandContext, name: string): Promise<Answer> {
  const { bridge, language } = context;
  const named = await jobsNamed(context, name);
  if ("code" in named) return named;
  const jobs: JobView[] = [];
  for (const { id } of named) {
    const job = await bridge.publishing.cancel({ jobId: id });
    if (job !== null) jobs.push(job);
  }
  const text = outboxText[language];
  const over = jobs.filter(({ state }) => state.kind === "cancelled").length;
  return finished(over === jobs.length ? [text.cancelled(over)] : [text.notCancelled], { jobs });
}

export interface ReceiptOptions {
  readonly story: string;
  /** Of this target alone; undefined is all. */
  readonly target: string | undefined;
}

/** What was sent of a story, where and when, oldest first. */
export async function showReceipts(context: CommandContext, options: ReceiptOptions): Promise<Answer> {
  const { bridge, language } = context;
  const story = await oneStory(context, options.story);
  if ("code" in story) return story;
  const target = options.target === undefined ? null : await oneTarget(context, options.target);
  if (target !== null && "code" in target) return target;
  const opened = await bridge.story.open({ id: story.id });
  if (!opened.ok) {
    return refused(EXIT.problem, [libraryProblemText(opened.problem, language)], opened.problem);
  }
  const receipts: readonly Receipt[] = opened.value.receipts.filter(
    ({ targetId }) => target === null || targetId === target.id,
  );
  const none = outboxText[language].noReceipts(story.title || commandText[language].untitled);
  const lines = receipts.length === 0 ? [none] : receipts.map((one) => receiptText(one, language));
  return finished(lines, { story: story.id, receipts });
}

/** `morasse published`: looks at every page readers have; the exit code says whether all are whole. */
export async function checkPublished(context: CommandContext, name: string | undefined): Promise<Answer> {
  const { bridge, language } = context;
  const target = name === undefined ? null : await oneTarget(context, name);
  if (target !== null && "code" in target) return target;
  const proofs: Proof[] = [];
  const looks = await bridge.publishing.proofs(target === null ? {} : { targetId: target.id });
  for await (const proof of looks) {
    proofs.push(proof);
    context.say(proofText(proof, language));
  }
  const text = outboxText[language];
  const bad = proofs.filter(({ found }) => found.kind !== "whole" && found.kind !== "there");
  if (bad.length === 0) return finished([text.allWhole(proofs.length)], { proofs });
  const answer = refused(EXIT.problem, [text.notAllWhole(bad.length, proofs.length)], {
    kind: "pagesDiffer",
  });
  return { ...answer, json: { ...answer.json, proofs } };
}

function isOpen({ state }: JobView): boolean {
  return state.kind === "waiting" || state.kind === "sending" || state.kind === "stopped";
}

/** The open jobs a person means, or the answer that there is none. */
async function jobsNamed(
  { bridge, language }: CommandContext,
  name: string,
): Promise<readonly JobView[] | Answer> {
  const jobs = (await bridge.publishing.jobs()).filter(isOpen);
  if (name === "all") return jobs;
  const named = jobs.filter(({ id }) => id === name || (name.length >= 4 && id.startsWith(name)));
  if (named.length === 1) return named;
  const sentence = outboxText[language].jobUnknown(name);
  return refused(EXIT.problem, [sentence], { kind: "jobUnknown", job: name });
}
