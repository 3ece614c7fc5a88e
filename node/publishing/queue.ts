import { createHash } from "node:crypto";
import { headlineOf, isSlug, mayPublish, preflight, SlugError, slugOf, type Article } from "#core/article";
import { done, failed, type LibraryProblem, type Outcome } from "#core/bridge";
import {
  newJob,
  replaced,
  type Job,
  type PublishProblem,
  type StoryToSend,
  type Target,
} from "#core/publishing";
import { fileOf } from "./pictures.ts";
import type { PublisherOptions } from "./port.ts";

export interface QueueKeeper {
  keep(job: Job): Promise<Outcome<null, LibraryProblem>>;
  forget(jobId: string): Promise<void>;
}

/** Takes stories into the outbox: checked, frozen as they are now, one job for each story and target. */
export function queue(
  options: PublisherOptions,
  jobs: ReadonlyMap<string, Job>,
  { keep, forget }: QueueKeeper,
) {
  let before: Promise<unknown> = Promise.resolve();

  const take = async (
    storyId: string,
    targetId: string,
  ): Promise<Outcome<string, PublishProblem | LibraryProblem>> => {
    const { library } = options;
    const target = options.targets().find(({ id }) => id === targetId);
    if (target === undefined) return failed({ kind: "targetUnknown" });
    const read = await library.article(storyId);
    if (!read.ok) return read;
    const article = read.value;
    const findings = preflight(article, options.rules(), []);
    if (!mayPublish(findings)) {
      const rules = findings.filter(({ weight }) => weight === "block").map(({ rule }) => rule);
      return failed({ kind: "preflightBlocks", rules: [...new Set(rules)] });
    }
    for (const block of article.blocks) {
      if (block.kind !== "figure" || block.picture === null) continue;
      const { sha256, extension } = block.picture;
      if ((await library.originalPath(storyId, sha256, extension)) === null) {
        return failed({ kind: "pictureLost", file: fileOf(block.picture) });
      }
    }
    const job = await jobFor(article, target);
    const saved = await keep(job);
    if (!saved.ok) return saved;
    for (const other of jobs.values()) {
      if (other.id !== job.id && other.story.storyId === storyId && other.targetId === targetId) {
        await forget(other.id);
      }
    }
    return done(job.id);
  };

  const jobFor = async (article: Article, target: Target): Promise<Job> => {
    const storyId = article.id;
    const title = headlineOf(article);
    const last = [...jobs.values()].findLast(
      (job) => job.story.storyId === storyId && job.targetId === target.id,
    );
    const receipts = (await options.library.receipts(storyId)).filter(
      ({ targetId }) => targetId === target.id,
    );
    const queuedAt = options.now().toISOString();
    const section = options.sections().find(({ slug }) => slug === article.details.section);
    const story: Omit<StoryToSend, "marker" | "version"> = {
      storyId,
      article,
      slug: slugFor(article),
      section: section ?? { slug: article.details.section, name: article.details.section },
      firstPublishedAt: receipts[0]?.publishedAt ?? last?.story.firstPublishedAt ?? null,
      versionAt: queuedAt,
    };
    if (last !== undefined && last.phase.kind !== "done") {
      return replaced(last, { story, title }, options.newId());
    }
    const receipt = receipts.at(-1);
    const version = Math.max(receipt?.way?.version ?? 0, last?.story.version ?? 0, receipts.length) + 1;
    const known =
      receipt === undefined
        ? (last?.remote ?? null)
        : {
            remoteId: receipt.remoteId,
            changedAt:
              receipt.way?.changedAt ??
              (last?.remote?.remoteId === receipt.remoteId ? last.remote.changedAt : null),
          };
    return newJob({
      id: options.newId(),
      story: {
        ...story,
        marker: receipt?.way?.marker ?? last?.story.marker ?? markerOf(storyId, target),
        version,
      },
      targetId: target.id,
      title,
      queuedAt,
      known,
    });
  };

  return {
    /** Answers with the job's id. One story after the other, so that two clicks make one job. */
    publish(storyId: string, targetId: string): Promise<Outcome<string, PublishProblem | LibraryProblem>> {
      const mine = before.then(() => take(storyId, targetId));
      before = mine.catch(() => undefined); // Who asked hears of it; the next is not held up.
      return mine;
    },
  };
}

/** The slug typed by hand, else the headline's; a story whose headline has no letter is called by its id. */
function slugFor(article: Article): string {
  if (isSlug(article.details.slug)) return article.details.slug;
  try {
    return slugOf(headlineOf(article));
  } catch (error) {
    if (error instanceof SlugError) return `bai-${article.id.slice(0, 8)}`;
    throw error;
  }
}

/**
 * The first marker of a story on a site, the same on every machine of the newsroom: a page made from here is
 * found again even when outbox and receipts are lost. A UUID of version 8 (RFC 9562, section 5.8).
 */
export function markerOf(storyId: string, target: Pick<Target, "url">): string {
  const url = new URL(target.url);
  const hex = createHash("sha256")
    .update(`${storyId}\n${url.host}${url.pathname.replace(/\/+$/, "")}`)
    .digest("hex");
  const variant = "89ab"[parseInt(hex.charAt(16), 16) % 4]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
