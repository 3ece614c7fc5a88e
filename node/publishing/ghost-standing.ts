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
import { escapeHtml } from "#core/exchange";
import { listIn, textIn, type Fields, type GhostApi } from "./ghost-api.ts";
import { isShown, stillThere } from "./ghost-media.ts";
import { onePost, postBody, postIn, POST_QUERY } from "./ghost-post.ts";
import { markerTag } from "./ghost-terms.ts";
import { pageAsGone, sha256Of, type Reading } from "./reader.ts";

/** How a post stands on a Ghost site: public, hidden, waiting for its hour, or taken down. */

export interface Standing {
  readonly status: "published" | "draft" | "scheduled";
  readonly published_at?: string;
}

/** @param post as it is there now. */
export function standingFor(aim: Aim, post: Fields, siteTime: Date): Standing {
  if (aim.kind === "draft") return { status: "draft" };
  if (aim.kind === "scheduled") {
    const isAhead = Date.parse(aim.at) > siteTime.getTime();
    return { status: isAhead ? "scheduled" : "published", published_at: secondOf(aim.at).toISOString() };
  }
  // Left as it is, an hour ahead would stand over a story that readers have.
  const isAhead = Date.parse(textIn(post, "published_at")) > siteTime.getTime();
  return isAhead ? { status: "published", published_at: siteTime.toISOString() } : { status: "published" };
}

/** Whether a post's status is what the aim asks for; "" is that of a post which is not there. */
export function stands(status: string, aim: Aim): boolean {
  switch (aim.kind) {
    case "public":
      return status === "published";
    case "draft":
      return status === "draft";
    case "scheduled":
      return status === "scheduled" || status === "published";
    case "withdrawn":
      return status !== "published" && status !== "scheduled";
    case "killed":
      return status === "";
    default:
      return assertNever(aim);
  }
}

/** The post that is to be taken down: the known one, as it is now. What is gone already is as it should be. */
export async function postToTakeDown(
  api: GhostApi,
  known: RemoteStory | null,
): Promise<Outcome<RemoteStory, PublishProblem>> {
  if (known === null) return failed({ kind: "notOnSite", host: api.host });
  const post = await onePost(api, known.remoteId);
  if (!post.ok) return post.problem.kind === "goneFromSite" ? done(known) : post;
  return done({
    ...known,
    changedAt: textIn(post.value, "updated_at"),
    url: known.url ?? textIn(post.value, "url"),
  });
}

/** Takes a post down: back to a draft, or away for good with its marker. Ghost has no trash. */
export async function takeDownPost(
  api: GhostApi,
  story: StoryToSend,
  remote: RemoteStory,
): Promise<Outcome<PublishedStory, PublishProblem>> {
  const out = (changedAt: string): PublishedStory => ({
    remoteId: remote.remoteId,
    url: remote.url ?? "",
    changedAt,
  });
  const post = await onePost(api, remote.remoteId);
  if (!post.ok) {
    return post.problem.kind === "goneFromSite" ? done(out(remote.changedAt ?? "")) : post;
  }
  const changedAt = textIn(post.value, "updated_at");
  if (stands(textIn(post.value, "status"), story.aim)) return done(out(changedAt));
  const route = `posts/${encodeURIComponent(remote.remoteId)}/`;
  if (story.aim.kind === "killed") {
    const tag = listIn(post.value, "tags").find((one) => textIn(one, "slug") === markerTag(story).slug);
    const gone = await api.ask(route, {}, { act: "edit", taken: [404] }, { method: "DELETE" });
    if (!gone.ok) return gone;
    const id = textIn(tag ?? {}, "id");
    const forgotten =
      id === ""
        ? gone
        : await api.ask(`tags/${id}/`, {}, { act: "edit", taken: [403, 404] }, { method: "DELETE" });
    return forgotten.ok ? done(out(changedAt)) : forgotten;
  }
  const answer = await api.ask(
    route,
    POST_QUERY,
    { act: "edit", taken: [409] },
    { method: "PUT", body: postBody({ status: "draft", updated_at: changedAt }) },
  );
  if (!answer.ok) return answer;
  if (answer.value.status === 409) {
    // Changed in the moment between: it is taken down as it is now.
    return failed({ kind: "siteBusy", host: api.host, status: 409 });
  }
  const changed = postIn(api, answer.value.json, remote.remoteId);
  return changed.ok ? done(out(textIn(changed.value, "updated_at"))) : changed;
}

/** The address readers had a story at, and the pictures of a killed one: Ghost can remove no file. */
export async function goneAsAsked(
  api: GhostApi,
  reading: Reading,
  story: StoryToSend,
  published: PublishedStory,
  pictures: readonly RemotePicture[],
): Promise<Outcome<ReadPage, PublishProblem>> {
  const page = await pageAsGone(reading, story, published);
  if (!page.ok || story.aim.kind !== "killed") return page;
  const there = await stillThere(api, pictures);
  if (!there.ok) return there;
  const left = there.value.map(({ url }): Difference => ({
    what: "pictureStays",
    expected: url.slice(0, 300),
  }));
  return done({ ...page.value, differences: [...page.value.differences, ...left] });
}

/**
 * What was sent and is hidden from readers, as those who work at the site see it: text, pictures and, where it waits,
 * the hour.
 */
export async function hiddenPage(
  api: GhostApi,
  story: StoryToSend,
  published: PublishedStory,
  pictures: readonly RemotePicture[],
): Promise<Outcome<ReadPage, PublishProblem>> {
  const answer = await api.ask(
    `posts/${encodeURIComponent(published.remoteId)}/`,
    { formats: "html" },
    { act: "edit" },
  );
  if (!answer.ok) return answer;
  const post = postIn(api, answer.value.json, published.remoteId);
  if (!post.ok) return post;
  const text = (name: string) => textIn(post.value, name);
  const lead =
    text("feature_image") === ""
      ? ""
      : `<figure><img src="${escapeHtml(text("feature_image"))}" alt="${escapeHtml(text("feature_image_alt"))}">` +
        `<figcaption>${text("feature_image_caption")}</figcaption></figure>`;
  const html = `<h1>${escapeHtml(text("title"))}</h1><p>${escapeHtml(text("custom_excerpt"))}</p>${lead}${text("html")}`;
  const bySha256 = new Map(pictures.map((picture) => [picture.sha256, picture]));
  const differences: Difference[] = [
    ...pageDifferences(html, story.article, (image, { picture }) => {
      const sent = bySha256.get(picture?.sha256 ?? "");
      return sent !== undefined && isShown(image, sent);
    }),
  ];
  const { aim } = story;
  if (
    aim.kind === "scheduled" &&
    text("status") !== "published" &&
    Date.parse(text("published_at")) !== secondOf(aim.at).getTime()
  ) {
    differences.push({ what: "schedule", expected: aim.at });
  }
  return done({ status: 200, sha256: sha256Of(html), differences });
}

// --- private ---------------------------------------------------------------------------------

/** An instant as Ghost keeps it, to the second; never before it. */
function secondOf(instant: string): Date {
  return new Date(Math.ceil(Date.parse(instant) / 1000) * 1000);
}
