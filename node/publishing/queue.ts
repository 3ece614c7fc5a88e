import { createHash } from "node:crypto";
import { headlineOf, isSlug, mayPublish, preflight, SlugError, slugOf, type Article } from "#core/article";
import { done, failed, type LibraryProblem, type Outcome } from "#core/bridge";
import {
  AIMS,
  hostOf,
  isTakingDown,
  newJob,
  pictureOfReceipt,
  replaced,
  standingOf,
  type Aim,
  type Job,
  type PublishProblem,
  type Receipt,
  type RemoteStory,
  type StoryToSend,
  type Target,
} from "#core/publishing";
import { articleSha256, type Library } from "#node/library";
import { fileOf } from "./pictures.ts";
import type { PublisherOptions, PublishWish } from "./port.ts";
import { isKept } from "./texts.ts";

export interface QueueKeeper {
  /**
   * Puts a job in the outbox. `job` is made at once of the story's latest job to the target, which a runner
   * may have moved on at any moment before.
   */
  keep(
    way: { readonly storyId: string; readonly targetId: string },
    job: (latest: Job | undefined) => Job,
  ): Promise<Outcome<Job, LibraryProblem>>;
  forget(jobId: string): Promise<void>;
}

/** Takes stories into the outbox: checked, frozen as they are now, one job for each story and target. */
export function queue(
  options: PublisherOptions,
  jobs: ReadonlyMap<string, Job>,
  { keep, forget }: QueueKeeper,
) {
  let before: Promise<unknown> = Promise.resolve();

  /**
   * A site of ours knows the story by its id, and so does a folder of files: there the marker tells whose version it
   * has, so that each job has its own. Elsewhere it is the only way to find the page again, and stays the same.
   */
  const markerFor = (target: Target, storyId: string, known: string | undefined): string =>
    target.kind === "site" || target.kind === "handover"
      ? options.newId()
      : (known ?? markerOf(storyId, target));

  const take = async (
    storyId: string,
    targetId: string,
    { again = false, aim = { kind: "public" } }: PublishWish,
  ): Promise<Outcome<string, PublishProblem | LibraryProblem>> => {
    const { library } = options;
    const target = options.targets().find(({ id }) => id === targetId);
    if (target === undefined) return failed({ kind: "targetUnknown" });
    const read = await library.article(storyId);
    if (!read.ok) return read;
    const article = read.value;
    if (!AIMS[target.kind].includes(aim.kind)) return failed({ kind: "aimUnknown", aim: aim.kind });
    const ready = isTakingDown(aim) ? null : await notReady(article);
    if (ready !== null) return failed(ready);
    const receipts = (await library.receipts(storyId)).filter((one) => one.targetId === targetId);
    if (!isTakingDown(aim) && isTrashed(library, storyId)) return failed({ kind: "storyTrashed" });
    const latest = latestOf(jobs, storyId, targetId);
    const receipt = receipts.at(-1);
    if (isTakingDown(aim) && receipt === undefined && (latest?.remote ?? null) === null) {
      return failed({ kind: "notOnSite", host: hostOf(target.url) });
    }
    const isHidden = aim.kind === "draft" || aim.kind === "scheduled";
    if (isHidden && receipt !== undefined && standingOf(receipt, options.now()).kind === "public") {
      return failed({ kind: "alreadyPublic", url: receipt.url });
    }
    const whole = again || (latest && isKept(latest)) ? undefined : shownWhole(article, aim, target, receipt);
    if (whole !== undefined) {
      return failed({ kind: "nothingNew", url: whole.url, publishedAt: whole.publishedAt });
    }
    // From here on nothing is waited for until the job stands in the outbox.
    const kept = await keep({ storyId, targetId }, (latest) =>
      jobFor(article, aim, target, receipts, latest),
    );
    if (!kept.ok) return kept;
    for (const other of jobs.values()) {
      if (other.id !== kept.value.id && other.story.storyId === storyId && other.targetId === targetId) {
        await forget(other.id);
      }
    }
    return done(kept.value.id);
  };

  /** What keeps the article from being sent, or null. */
  const notReady = async (article: Article): Promise<PublishProblem | null> => {
    const findings = preflight(article, options.rules(), []);
    if (!mayPublish(findings)) {
      const rules = findings.filter(({ weight }) => weight === "block").map(({ rule }) => rule);
      return { kind: "preflightBlocks", rules: [...new Set(rules)] };
    }
    for (const block of article.blocks) {
      if (block.kind !== "figure" || block.picture === null) continue;
      const { sha256, extension } = block.picture;
      if ((await options.library.originalPath(article.id, sha256, extension)) === null) {
        return { kind: "pictureLost", file: fileOf(block.picture) };
      }
    }
    return null;
  };

  /** @param receipts of the story on this target, oldest first; they may lack what was just sent. */
  const jobFor = (
    article: Article,
    aim: Aim,
    target: Target,
    receipts: readonly Receipt[],
    latest: Job | undefined,
  ): Job => {
    const title = headlineOf(article);
    const queuedAt = options.now().toISOString();
    const section = options.sections().find(({ slug }) => slug === article.details.section);
    const story: Omit<StoryToSend, "marker" | "version"> = {
      storyId: article.id,
      aim,
      article,
      slug: slugFor(article),
      section: section ?? { slug: article.details.section, name: article.details.section },
      firstPublishedAt:
        receipts.find((one) => standingOf(one, options.now()).kind === "public")?.publishedAt ??
        latest?.story.firstPublishedAt ??
        latest?.publishedAt ??
        null,
      versionAt: queuedAt,
    };
    const pictures = isTakingDown(aim) ? { pictures: { ...picturesIn(receipts), ...latest?.pictures } } : {};
    if (latest !== undefined && latest.phase.kind !== "done") {
      return replaced(latest, { story, title, ...pictures }, options.newId());
    }
    const receipt = receipts.at(-1);
    // What we killed is gone for good where posts have ids of their own: the story becomes a new page there.
    const isKilled = receipt?.aim?.kind === "killed" && target.kind !== "site" && !isTakingDown(aim);
    const noted = Math.max(receipt?.way?.version ?? 0, receipts.length);
    const version = Math.max(noted, latest?.story.version ?? 0) + 1;
    const byReceipt = receipt !== undefined && noted >= (latest?.story.version ?? 0);
    return newJob({
      id: options.newId(),
      story: {
        ...story,
        marker: isKilled
          ? options.newId()
          : markerFor(target, article.id, receipt?.way?.marker ?? latest?.story.marker),
        version,
      },
      targetId: target.id,
      title,
      queuedAt,
      known: isKilled ? null : byReceipt ? remoteIn(receipt, latest) : (latest?.remote ?? null),
      ...pictures,
    });
  };

  return {
    /** Answers with the job's id. One story after the other, so that two clicks make one job. */
    publish(
      storyId: string,
      targetId: string,
      wish: PublishWish,
    ): Promise<Outcome<string, PublishProblem | LibraryProblem>> {
      const mine = before.then(() => take(storyId, targetId, wish));
      before = mine.catch(() => undefined); // Who asked hears of it; the next is not held up.
      return mine;
    },
  };
}

/** Whether a story is in the trash of the library; one that the list has not met yet is not. */
export function isTrashed(library: Library, storyId: string): boolean {
  return (library.summary(storyId)?.trashedAt ?? null) !== null;
}

/** The story's newest job to the target. */
export function latestOf(jobs: ReadonlyMap<string, Job>, storyId: string, targetId: string): Job | undefined {
  return [...jobs.values()].findLast((job) => job.story.storyId === storyId && job.targetId === targetId);
}

/** The receipt, where it says that the target shows this very article, and all of it; else undefined. */
function shownWhole(
  article: Article,
  aim: Aim,
  target: Target,
  receipt: Receipt | undefined,
): Receipt | undefined {
  if (receipt === undefined || receipt.differences.length > 0) return undefined;
  const stands = receipt.aim ?? { kind: "public" };
  if (stands.kind !== aim.kind) return undefined;
  if (stands.kind === "scheduled" && aim.kind === "scheduled" && stands.at !== aim.at) return undefined;
  // A target that was given another address since was never sent anything.
  if (!isAt(target, receipt.url)) return undefined;
  return receipt.articleSha256 === articleSha256(article) ? receipt : undefined;
}

/** Whether a page lies at the target: on its host, or in the very folder files are handed over in. */
function isAt(target: Target, url: string): boolean {
  if (!URL.canParse(url)) return url === target.url;
  if (target.kind === "handover" && target.url.startsWith("file:")) {
    return url.startsWith("file:") && hostOf(url).startsWith(`${hostOf(target.url).replace(/\/+$/, "")}/`);
  }
  const [page, place] = [new URL(url), new URL(target.url)];
  if (page.host.replace(/^www\./, "") !== place.host.replace(/^www\./, "")) return false;
  if (target.kind !== "handover") return true;
  return (
    page.protocol === place.protocol && page.pathname.startsWith(`${place.pathname.replace(/\/+$/, "")}/`)
  );
}

/** The page a receipt tells of. */
function remoteIn(receipt: Receipt, latest: Job | undefined): RemoteStory {
  const { remoteId, way } = receipt;
  const seenAt = latest?.remote?.remoteId === remoteId ? latest.remote.changedAt : null;
  return { remoteId, changedAt: way?.changedAt ?? seenAt, url: receipt.url };
}

/** Every picture the story ever had on the site, as far as receipts tell. */
function picturesIn(receipts: readonly Receipt[]): Job["pictures"] {
  const pictures = receipts.flatMap((receipt) => receipt.pictures);
  return Object.fromEntries(pictures.map((picture) => [picture.sha256, pictureOfReceipt(picture)]));
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
