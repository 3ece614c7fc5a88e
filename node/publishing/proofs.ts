import type { Article } from "#core/article";
import {
  standingOf,
  type Job,
  type Proof,
  type ProofFound,
  type Receipt,
  type RemotePicture,
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
      const sent = await sentArticle(options, jobs, id, receipt);
      yield {
        storyId: id,
        title,
        targetId: target.id,
        url: receipt.url,
        publishedAt: receipt.publishedAt,
        found: await foundAt(options, target, receipt, id, sent, signal),
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

/** The article as it was sent; null when nobody here has it any more. */
async function sentArticle(
  { library }: PublisherOptions,
  jobs: ReadonlyMap<string, Job>,
  storyId: string,
  { articleSha256: sum, targetId }: Receipt,
): Promise<Article | null> {
  for (const { story, targetId: to } of jobs.values()) {
    if (to === targetId && story.storyId === storyId && articleSha256(story.article) === sum)
      return story.article;
  }
  const here = await library.article(storyId);
  return here.ok && articleSha256(here.value) === sum ? here.value : null;
}

async function foundAt(
  options: PublisherOptions,
  target: Target,
  receipt: Receipt,
  storyId: string,
  article: Article | null,
  signal: AbortSignal,
): Promise<ProofFound> {
  const port = targetPort(target, await options.secrets.read(target.id), options, {
    unclearSince: null,
    signal,
  });
  const here =
    article ?? (await options.library.article(storyId).then((read) => (read.ok ? read.value : null)));
  if (here === null) return { kind: "unread", problem: { kind: "storyTrashed" } };
  const story: StoryToSend = {
    storyId,
    marker: receipt.way?.marker ?? "",
    version: receipt.way?.version ?? 1,
    aim: { kind: "public" },
    article: here,
    slug: here.details.slug,
    section: { slug: here.details.section, name: here.details.section },
    // It was in the feed once; that it has left it since is as it should be.
    firstPublishedAt: receipt.publishedAt,
    versionAt: receipt.publishedAt,
  };
  const pictures = receipt.pictures.map((picture): RemotePicture => ({
    ...picture,
    widthPx: 0,
    heightPx: 0,
    renditions: [],
  }));
  const out = { remoteId: receipt.remoteId, url: receipt.url, changedAt: receipt.way?.changedAt ?? "" };
  const page = await port.readBack(story, out, pictures);
  if (!page.ok) return { kind: "unread", problem: page.problem };
  const { status, differences } = page.value;
  if (status < 200 || status >= 300) return { kind: "gone", status };
  if (article === null) return { kind: "there" };
  return differences.length === 0 ? { kind: "whole" } : { kind: "differs", differences };
}
