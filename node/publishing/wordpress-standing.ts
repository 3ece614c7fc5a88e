import { assertNever, done, failed, type Outcome } from "#core/bridge";
import {
  pageDifferences,
  type Aim,
  type Difference,
  type PublishedStory,
  type PublishProblem,
  type ReadPage,
  type RemotePicture,
  type RemoteStory,
  type StoryToSend,
} from "#core/publishing";
import { sha256Of } from "./reader.ts";
import { fieldsOf, listOf, numberIn, rawIn, textIn, type WordPressApi } from "./wordpress-api.ts";
import { instantIn, json, onePost, type PostNow } from "./wordpress-post.ts";

/** How a post stands on a WordPress site: public, hidden, waiting for its hour, or taken down. */

/** The fields which have a post stand as it is to. */
export type Standing =
  | { readonly status: "publish" | "draft" | "pending" }
  | { readonly status: "publish" | "future"; readonly date_gmt: string };

/** WordPress publishes at once what is scheduled for less than a minute ahead; so much more is left to its clock. */
const LEAST_AHEAD_MS = 75_000;

/** @param wait waits so many milliseconds; false when the program is closed meanwhile. */
export async function standingFor(
  aim: Aim,
  { post, siteTime }: PostNow,
  mayPublish: boolean,
  wait: (ms: number) => Promise<boolean>,
): Promise<Standing> {
  if (aim.kind === "draft") return { status: mayPublish ? "draft" : "pending" };
  if (aim.kind === "scheduled") {
    const aheadMs = Date.parse(aim.at) - siteTime.getTime();
    if (aheadMs >= LEAST_AHEAD_MS) return { status: "future", date_gmt: withoutZone(new Date(aim.at)) };
    // Too near for the site: the hour is waited for here. One that is past was kept.
    if (aheadMs > 0) await wait(aheadMs);
    return {
      status: "publish",
      date_gmt: withoutZone(new Date(Math.max(Date.parse(aim.at), siteTime.getTime()))),
    };
  }
  // Left as it is, a date ahead would keep the post waiting for it.
  const isAhead = Date.parse(`${textIn(post, "date_gmt")}Z`) > siteTime.getTime();
  return isAhead ? { status: "publish", date_gmt: withoutZone(siteTime) } : { status: "publish" };
}

/** An instant as WordPress takes it in its `_gmt` fields: to the second, without a zone. */
function withoutZone(instant: Date): string {
  return instant.toISOString().slice(0, 19);
}

/** Whether a post's status is what the aim asks for. */
export function stands(status: string, aim: Aim): boolean {
  switch (aim.kind) {
    case "public":
      return status === "publish";
    case "draft":
      return status === "draft" || status === "pending";
    case "scheduled":
      return status === "future" || status === "publish";
    case "withdrawn":
      return status !== "publish" && status !== "future";
    case "killed":
      return status === "trash";
    default:
      return assertNever(aim);
  }
}

/**
 * What was sent and is hidden from readers, as those who work at the site see it: text, pictures and, where it waits,
 * the hour.
 */
export async function hiddenPage(
  api: WordPressApi,
  story: StoryToSend,
  published: PublishedStory,
  pictures: readonly RemotePicture[],
): Promise<Outcome<ReadPage, PublishProblem>> {
  const post = await onePost(api, published.remoteId);
  if (!post.ok) return post;
  const content = rawIn(post.value, "content");
  const lead = rawIn(post.value, "excerpt");
  const html = `<h1>${rawIn(post.value, "title")}</h1><p>${lead}</p>${content}`;
  const ids = new Map(pictures.map(({ sha256, remoteId }) => [sha256, remoteId]));
  const differences: Difference[] = [
    ...pageDifferences(html, story.article, ({ classes }, { picture }) =>
      classes.includes(`wp-image-${ids.get(picture?.sha256 ?? "") ?? ""}`),
    ),
  ];
  const { aim } = story;
  const status = textIn(post.value, "status");
  if (
    aim.kind === "scheduled" &&
    status !== "publish" &&
    Date.parse(`${textIn(post.value, "date_gmt")}Z`) !== secondOf(aim.at)
  ) {
    differences.push({ what: "schedule", expected: aim.at });
  }
  return done({ status: 200, sha256: sha256Of(content), differences });
}

/** The post that is to be taken down: the known one, as it is now. What is gone already is as it should be. */
export async function postToTakeDown(
  api: WordPressApi,
  known: RemoteStory | null,
): Promise<Outcome<RemoteStory, PublishProblem>> {
  if (known === null) return failed({ kind: "notOnSite", host: api.host });
  const post = await onePost(api, known.remoteId);
  if (!post.ok) return post.problem.kind === "goneFromSite" ? done(known) : post;
  const link = textIn(post.value, "link");
  return done({ ...known, changedAt: instantIn(post.value), url: known.url ?? link });
}

/** Takes a post down: back to a draft, or to the trash with the pictures nothing else there shows. */
export async function takeDownPost(
  api: WordPressApi,
  story: StoryToSend,
  remote: RemoteStory,
  pictures: readonly RemotePicture[],
): Promise<Outcome<PublishedStory, PublishProblem>> {
  const out = (changedAt: string): PublishedStory => ({
    remoteId: remote.remoteId,
    url: remote.url ?? "",
    changedAt,
  });
  const post = await onePost(api, remote.remoteId);
  const isGone = !post.ok && post.problem.kind === "goneFromSite";
  if (!post.ok && !isGone) return post;
  let changedAt = post.ok ? instantIn(post.value) : (remote.changedAt ?? "");
  if (post.ok && !stands(textIn(post.value, "status"), story.aim)) {
    const route = `wp/v2/posts/${Number(remote.remoteId)}`;
    const taken = story.aim.kind === "killed" ? GONE_CODES : [];
    const answer =
      story.aim.kind === "killed"
        ? await api.ask(route, {}, { act: "edit", taken }, { method: "DELETE" })
        : await api.ask(
            route,
            { _fields: "id,status,modified_gmt" },
            { act: "edit" },
            json({ status: "draft" }),
          );
    if (!answer.ok) return answer;
    const now = fieldsOf(answer.value.json);
    // What it says to a refusal that was taken for an answer is that the post went before.
    if (textIn(now, "code") === "" && !stands(textIn(now, "status"), story.aim)) {
      return failed({ kind: "notAllowed", host: api.host, act: "edit" });
    }
    changedAt = instantIn(now) || changedAt;
  }
  if (story.aim.kind === "killed") {
    for (const picture of pictures) {
      const gone = await takeDownPicture(api, picture, remote.remoteId);
      if (!gone.ok) return gone;
    }
  }
  return done(out(changedAt));
}

// --- private ---------------------------------------------------------------------------------

/** What the site says of a post or picture that went before us. */
const GONE_CODES = ["rest_already_trashed", "rest_post_invalid_id"];

/** Removes a picture, unless another post or page shows it or it is attached to one. */
async function takeDownPicture(
  api: WordPressApi,
  { remoteId, url }: RemotePicture,
  postId: string,
): Promise<Outcome<null, PublishProblem>> {
  const file = url.split("/").at(-1) ?? "";
  const id = Number(remoteId);
  const media = await api.ask(
    `wp/v2/media/${id}`,
    { context: "edit", _fields: "id,post" },
    { act: "upload", file, taken: GONE_CODES },
  );
  if (!media.ok) return media;
  const there = fieldsOf(media.value.json);
  const parent = numberIn(there, "post");
  if (numberIn(there, "id") !== id || (parent !== 0 && parent !== Number(postId))) return done(null);
  for (const route of ["wp/v2/posts", "wp/v2/pages"]) {
    const showing = await api.ask(
      route,
      { search: `wp-image-${id}`, status: "any", context: "edit", per_page: 20, _fields: "id,content" },
      { act: "edit" },
    );
    if (!showing.ok) return showing;
    const shows = new RegExp(`wp-image-${id}(?!\\d)`);
    const others = listOf(showing.value.json).filter((one) => numberIn(one, "id") !== Number(postId));
    if (others.some((one) => shows.test(rawIn(one, "content")))) return done(null);
  }
  const removed = await api.ask(
    `wp/v2/media/${id}`,
    { force: "true" },
    // A picture that another account put there is left to those who may remove it.
    { act: "upload", file, taken: [...GONE_CODES, "rest_cannot_delete"] },
    { method: "DELETE" },
  );
  return removed.ok ? done(null) : removed;
}

function secondOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000) * 1000;
}
