import { setTimeout as pause } from "node:timers/promises";
import { bylineOf } from "#core/article";
import { done, failed, type Outcome } from "#core/bridge";
import {
  ghostPage,
  ghostText,
  isTakingDown,
  type GhostPage,
  type GhostTarget,
  type PublishedStory,
  type PublishProblem,
  type RemotePicture,
  type RemoteStory,
  type StoryToSend,
  type TargetPort,
} from "#core/publishing";
import { ghostApi, isAdminKey, listIn, textIn, type Fields, type GhostApi } from "./ghost-api.ts";
import { isShown, putPicture } from "./ghost-media.ts";
import { isChangedSince, onePost, picturesIn, postBody, postIn, POST_QUERY, says } from "./ghost-post.ts";
import {
  goneAsAsked,
  hiddenPage,
  postToTakeDown,
  standingFor,
  stands,
  takeDownPost,
} from "./ghost-standing.ts";
import { authorsFor, markerTag, tagsFor } from "./ghost-terms.ts";
import type { Patience } from "./http.ts";
import { pageAsRead, type Reading } from "./reader.ts";
import { settleOnce, type SettlingOptions } from "./settling.ts";

export interface GhostTargetOptions extends SettlingOptions {
  readonly target: GhostTarget;
  /** The Admin API key; null when none is kept. */
  readonly key: string | null;
  readonly fetch: typeof fetch;
  readonly patience?: Patience;
}

/**
 * A Ghost site. It refuses an update of a post that was changed meanwhile, and takes the same update again; but what
 * makes something knows no key for a repeated request: a post is looked up by its internal tag, a picture by a name
 * made of its bytes.
 */
export function ghostTarget(options: GhostTargetOptions): TargetPort {
  const { target, key } = options;
  const api = ghostApi({
    target,
    key: key ?? "",
    fetch: options.fetch,
    now: options.now,
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const settling = settleOnce(options);
  const pageOf = (story: StoryToSend, pictures: readonly RemotePicture[]) =>
    ghostPage(story, pictures, target.themeShowsTop);

  let account: Promise<Outcome<Account, PublishProblem>> | null = null;
  const signedIn = () => {
    if (key === null || !isAdminKey(key)) {
      return Promise.resolve(failed<PublishProblem>({ kind: "signInRefused", host: api.host }));
    }
    account ??= accountOf(api);
    return account;
  };
  /** The pictures of the story's post, looked at once. */
  let shown: Promise<Outcome<readonly string[], PublishProblem>> | null = null;

  return {
    async test() {
      const site = await api.describe();
      if (!site.ok) return site;
      const me = await signedIn();
      if (!me.ok) return me;
      return done({
        siteName: textIn(site.value, "title"),
        accountName: me.value.name,
        mayPublish: me.value.mayPublish,
        mayUpload: true,
        categories: [],
      });
    },

    async findOrCreate(story, known) {
      const me = await signedIn();
      if (!me.ok) return me;
      // Whose account may not publish may still send a draft for others to publish.
      if (!me.value.mayPublish && story.aim.kind !== "draft") {
        return failed({ kind: "notAllowed", host: api.host, act: "publish" });
      }
      if (isTakingDown(story.aim)) return postToTakeDown(api, known);
      if (known !== null) {
        const post = await onePost(api, known.remoteId);
        if (!post.ok) return post;
        shown = Promise.resolve(done(picturesIn(post.value)));
        return done({ ...known, changedAt: known.changedAt ?? textIn(post.value, "updated_at") });
      }
      const draft = pageOf(draftOf(story), []);
      let found = await markedPost(api, story, draft);
      if (found.ok && found.value === null && (await settling())) {
        found = await markedPost(api, story, draft);
      }
      if (!found.ok) return found;
      return found.value === null ? newDraft(api, story, draft) : done(found.value);
    },

    async putPicture(story, picture) {
      const me = await signedIn();
      if (!me.ok) return me;
      shown ??= shownIn(api, story);
      const there = await shown;
      if (!there.ok) {
        shown = null;
        return there;
      }
      return putPicture(api, story, picture, there.value, settling);
    },

    async publish(story, remote, pictures) {
      const me = await signedIn();
      if (!me.ok) return me;
      return publishPost(api, story, remote, pageOf(story, pictures));
    },

    async takeDown(story, remote) {
      const me = await signedIn();
      if (!me.ok) return me;
      return takeDownPost(api, story, remote);
    },

    async lookUp(sent, remote) {
      const me = await signedIn();
      if (!me.ok) return me;
      await settling();
      const post = await onePost(api, remote.remoteId);
      if (!post.ok && post.problem.kind !== "goneFromSite") return post;
      const status = post.ok ? textIn(post.value, "status") : "";
      const changedAt = post.ok ? textIn(post.value, "updated_at") : (remote.changedAt ?? "");
      const there = sent.find(
        ({ story, pictures }) =>
          stands(status, story.aim) &&
          (isTakingDown(story.aim) || (post.ok && says(post.value, pageOf(story, pictures)))),
      );
      if (there !== undefined) {
        const url =
          isTakingDown(there.story.aim) || !post.ok ? (remote.url ?? "") : textIn(post.value, "url");
        return done({
          version: there.story.version,
          published: { remoteId: remote.remoteId, url, changedAt },
        });
      }
      if (!post.ok || status !== "published" || !isChangedSince(post.value, remote.changedAt)) {
        return done(null);
      }
      // Public, and neither as we left it nor as we sent it: ours may have been there before.
      return failed({ kind: "changedOnSite", host: api.host, changedAt });
    },

    readBack(story, published, pictures) {
      const reading: Reading = {
        read: (url, mostBytes) => api.read(url, mostBytes),
        shows: isShown,
        again: () => pause(1_500, true, options.signal ? { signal: options.signal } : {}).catch(() => false),
      };
      if (isTakingDown(story.aim)) return goneAsAsked(api, reading, story, published, pictures);
      if (story.aim.kind === "public") return pageAsRead(reading, story, published, pictures);
      return hiddenPage(api, story, published, pictures);
    },
  };
}

interface Account {
  /** "" for an integration, which has the rights of an administrator and no name to be asked for. */
  readonly name: string;
  readonly mayPublish: boolean;
}

async function accountOf(api: GhostApi): Promise<Outcome<Account, PublishProblem>> {
  // Nobody's own page is there for an integration; a key that is no good is refused before.
  const me = await api.ask("users/me/", { include: "roles" }, { act: "publish", taken: [404] });
  if (!me.ok) return me;
  if (me.value.status === 404) return done({ name: "", mayPublish: true });
  const user = listIn(me.value.json, "users")[0] ?? {};
  const roles = listIn(user, "roles").map((role) => textIn(role, "name"));
  return done({ name: textIn(user, "name"), mayPublish: !roles.includes("Contributor") });
}

/** What stands in the draft while the pictures are on their way: headline and lead. */
function draftOf(story: StoryToSend): StoryToSend {
  const blocks = story.article.blocks.filter(({ kind }) => kind === "headline" || kind === "lead");
  return { ...story, article: { ...story.article, blocks } };
}

function fieldsFor(page: GhostPage): Fields {
  const { leadPicture } = page;
  return {
    title: page.title,
    lexical: page.lexical,
    custom_excerpt: page.excerpt === "" ? null : page.excerpt,
    feature_image: leadPicture?.url ?? null,
    feature_image_alt: leadPicture?.altText || null,
    feature_image_caption: leadPicture?.caption || null,
  };
}

async function newDraft(
  api: GhostApi,
  story: StoryToSend,
  draft: GhostPage,
): Promise<Outcome<RemoteStory, PublishProblem>> {
  const made = await api.ask(
    "posts/",
    POST_QUERY,
    { act: "publish" },
    {
      method: "POST",
      body: postBody({
        ...fieldsFor(draft),
        slug: story.slug,
        status: "draft",
        tags: [{ name: markerTag(story).name }],
      }),
    },
  );
  if (!made.ok) return made;
  const post = postIn(api, made.value.json, null);
  if (!post.ok) return post;
  return done({ remoteId: textIn(post.value, "id"), changedAt: textIn(post.value, "updated_at") });
}

async function markedPosts(
  api: GhostApi,
  story: StoryToSend,
): Promise<Outcome<readonly Fields[], PublishProblem>> {
  const { slug } = markerTag(story);
  const answer = await api.ask(
    "posts/",
    { ...POST_QUERY, filter: `tag:${slug}`, order: "created_at asc", limit: 20 },
    { act: "edit" },
  );
  if (!answer.ok) return answer;
  // A site that does not know the filter would answer with all its posts.
  const marked = listIn(answer.value.json, "posts").filter((post) =>
    listIn(post, "tags").some((tag) => textIn(tag, "slug") === slug),
  );
  return done(marked);
}

/**
 * The post an earlier try left on the site, found by its marker; null when there is none.
 *
 * Two may carry it when a lost request was worked on late: the oldest stays, and another goes if nobody has touched it
 * since.
 */
async function markedPost(
  api: GhostApi,
  story: StoryToSend,
  draft: GhostPage,
): Promise<Outcome<RemoteStory | null, PublishProblem>> {
  const found = await markedPosts(api, story);
  if (!found.ok) return found;
  const kept = found.value.find((post) => textIn(post, "status") !== "draft") ?? found.value[0];
  if (kept === undefined) return done(null);
  for (const post of found.value) {
    if (post === kept || textIn(post, "status") !== "draft") continue;
    if (ghostText(textIn(post, "lexical")) !== ghostText(draft.lexical)) continue;
    const gone = await api.ask(
      `posts/${textIn(post, "id")}/`,
      {},
      { act: "edit", taken: [404] },
      { method: "DELETE" },
    );
    if (!gone.ok) return gone;
  }
  const remote = { remoteId: textIn(kept, "id"), changedAt: textIn(kept, "updated_at") };
  // Ours and already public, yet nothing here knows of it: it was published from elsewhere.
  if (textIn(kept, "status") === "published") {
    return failed({ kind: "changedOnSite", host: api.host, ...remote });
  }
  return done(remote);
}

async function shownIn(
  api: GhostApi,
  story: StoryToSend,
): Promise<Outcome<readonly string[], PublishProblem>> {
  const found = await markedPosts(api, story);
  return found.ok ? done(found.value.flatMap(picturesIn)) : found;
}

async function publishPost(
  api: GhostApi,
  story: StoryToSend,
  remote: RemoteStory,
  page: GhostPage,
): Promise<Outcome<PublishedStory, PublishProblem>> {
  const before = await onePost(api, remote.remoteId);
  if (!before.ok) return before;
  const post = before.value;
  const changedAt = textIn(post, "updated_at");
  // The same words there as we send: it was our own update, whose answer was lost.
  if (isChangedSince(post, remote.changedAt) && !says(post, page)) {
    return failed({ kind: "changedOnSite", host: api.host, changedAt });
  }
  const isPublic = textIn(post, "status") === "published";
  if (isPublic && (story.aim.kind === "draft" || story.aim.kind === "scheduled")) {
    const hasCome = story.aim.kind === "scheduled" && says(post, page);
    if (!hasCome) return failed({ kind: "alreadyPublic", url: textIn(post, "url") });
    return done({ remoteId: remote.remoteId, url: textIn(post, "url"), changedAt });
  }
  const tags = await tagsFor(api, story);
  if (!tags.ok) return tags;
  const authors = await authorsFor(api, bylineOf(story.article));
  if (!authors.ok) return authors;

  const standing = standingFor(story.aim, post, api.siteTime());
  const keepsAddress = isPublic && story.article.details.slug === "";
  const answer = await api.ask(
    `posts/${encodeURIComponent(remote.remoteId)}/`,
    POST_QUERY,
    { act: "publish", taken: [409] },
    {
      method: "PUT",
      body: postBody({
        ...fieldsFor(page),
        ...(keepsAddress ? {} : { slug: story.slug }),
        ...standing,
        tags: tags.value,
        ...(authors.value.length === 0 ? {} : { authors: authors.value }),
        updated_at: changedAt,
      }),
    },
  );
  if (!answer.ok) return answer;
  if (answer.value.status === 409) {
    const now = await onePost(api, remote.remoteId);
    if (!now.ok) return now;
    return failed({ kind: "changedOnSite", host: api.host, changedAt: textIn(now.value, "updated_at") });
  }
  const out = postIn(api, answer.value.json, remote.remoteId);
  if (!out.ok) return out;
  if (!stands(textIn(out.value, "status"), story.aim)) {
    return failed({ kind: "notAllowed", host: api.host, act: "publish" });
  }
  return done({
    remoteId: remote.remoteId,
    url: textIn(out.value, "url"),
    changedAt: textIn(out.value, "updated_at"),
  });
}
