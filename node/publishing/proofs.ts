import type { Article } from "#core/article";
import {
  pictureOfReceipt,
  standingOf,
  type Job,
  type Proof,
  type ProofFound,
  type Receipt,
  type StoryToSend,
  type Target,
} from "#core/publishing";
import { articleSha256 } from "#node/library";
import type { PublisherOptions } from "./port.ts";
import { targetPort } from "./target-port.ts";

/** So many stories of the list are asked for at once. */
const PAGE = 500;

/**
 * Looks at every page that readers have, one after the other: whether it is still there and shows what was sent. Sites are
 * changed by others; this is how a desk hears of it.
 *
 * @param jobs of the outbox: they hold what was sent where the story here has been edited since.
 */
export async function* proofsOf(
  options: PublisherOptions,
  jobs: ReadonlyMap<string, Job>,
  targetId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Proof, undefined, void> {
  const { library } = options;
  const targets = options.targets().filter(({ id }) => targetId === undefined || id === targetId);
  for (const { id, title } of publishedStories(library)) {
    const receipts = await library.receipts(id);
    for (const target of targets) {
      if (signal.aborted) return undefined;
      const receipt = receipts.filter((one) => one.targetId === target.id).at(-1);
      if (receipt === undefined || standingOf(receipt, options.now()).kind !== "public") continue;
      const compared = await comparedArticle(options, jobs, id, receipt);
      yield {
        storyId: id,
        title,
        targetId: target.id,
        url: receipt.url,
        publishedAt: receipt.publishedAt,
        found: await foundAt(options, target, receipt, id, compared, signal),
      };
    }
  }
  return undefined;
}

/** The stories that some site shows, read as one list before anything is asked: it may change meanwhile. */
function publishedStories(
  library: PublisherOptions["library"],
): readonly { readonly id: string; readonly title: string }[] {
  const states = ["published", "changed"] as const;
  return states.flatMap((state) => {
    const stories: { readonly id: string; readonly title: string }[] = [];
    for (;;) {
      const list = library.list({ state, limit: PAGE, offset: stories.length });
      stories.push(...list.stories.map(({ id, title }) => ({ id, title })));
      if (list.stories.length === 0 || stories.length >= list.total) return stories;
    }
  });
}

/** What is compared with the page, and whether it is what was sent: else nobody here has that any more. */
interface Compared {
  readonly article: Article;
  readonly isSent: boolean;
}

/** The article as it was sent, else as it is here; null where neither can be read. */
async function comparedArticle(
  { library }: PublisherOptions,
  jobs: ReadonlyMap<string, Job>,
  storyId: string,
  { articleSha256: sum, targetId }: Receipt,
): Promise<Compared | null> {
  for (const { story, targetId: to } of jobs.values()) {
    if (to === targetId && story.storyId === storyId && articleSha256(story.article) === sum)
      return { article: story.article, isSent: true };
  }
  const here = await library.article(storyId);
  return here.ok ? { article: here.value, isSent: articleSha256(here.value) === sum } : null;
}

async function foundAt(
  options: PublisherOptions,
  target: Target,
  receipt: Receipt,
  storyId: string,
  compared: Compared | null,
  signal: AbortSignal,
): Promise<ProofFound> {
  if (compared === null) return { kind: "unread", problem: { kind: "storyTrashed" } };
  const { article, isSent } = compared;
  const port = targetPort(target, await options.secrets.read(target.id), options, {
    unclearSince: null,
    signal,
  });
  const story: StoryToSend = {
    storyId,
    marker: receipt.way?.marker ?? "",
    version: receipt.way?.version ?? 1,
    aim: { kind: "public" },
    article,
    slug: article.details.slug,
    section: { slug: article.details.section, name: article.details.section },
    // It was in the feed once; that it has left it since is as it should be.
    firstPublishedAt: receipt.publishedAt,
    versionAt: receipt.publishedAt,
  };
  const pictures = receipt.pictures.map(pictureOfReceipt);
  const out = { remoteId: receipt.remoteId, url: receipt.url, changedAt: receipt.way?.changedAt ?? "" };
  const page = await port.readBack(story, out, pictures);
  if (!page.ok) return { kind: "unread", problem: page.problem };
  const { status, differences } = page.value;
  if (status < 200 || status >= 300) return { kind: "gone", status };
  if (!isSent) return { kind: "there" };
  return differences.length === 0 ? { kind: "whole" } : { kind: "differs", differences };
}
