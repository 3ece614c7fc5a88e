import { setTimeout as pause } from "node:timers/promises";
import { done, failed, type Outcome } from "#core/bridge";
import {
  bodyText,
  isTakingDown,
  mediaNotes,
  wordPressPage,
  type PageImage,
  type PublishedStory,
  type PublishProblem,
  type RemotePicture,
  type RemoteStory,
  type StoryToSend,
  type TargetAccount,
  type TargetPort,
  type WordPressTarget,
} from "#core/publishing";
import type { Patience } from "./http.ts";
import { pageAsGone, pageAsRead, type Reading } from "./reader.ts";
import { settleOnce, type SettlingOptions } from "./settling.ts";
import { putPicture } from "./wordpress-media.ts";
import { categoryOf, tagsOf } from "./wordpress-terms.ts";
import {
  fieldsOf,
  listOf,
  numberIn,
  plainName,
  rawIn,
  textIn,
  wordPressApi,
  type Fields,
  type WordPressApi,
} from "./wordpress-api.ts";
import { askedPost, instantIn, json, onePost, POST_FIELDS, says, type PostNow } from "./wordpress-post.ts";
import {
  hiddenPage,
  postToTakeDown,
  standingFor,
  stands,
  takeDownPost,
  type Standing,
} from "./wordpress-standing.ts";

export interface WordPressTargetOptions extends SettlingOptions {
  readonly target: WordPressTarget;
  /** The application password; null when none is kept. */
  readonly password: string | null;
  readonly fetch: typeof fetch;
  readonly patience?: Patience;
}

/**
 * A WordPress site. It has neither keys for repeated requests nor unique slugs, so everything is looked up
 * before it is made: a post by the marker in its first block, a picture by a slug of its content's hash.
 */
export function wordPressTarget(options: WordPressTargetOptions): TargetPort {
  const { target, password } = options;
  const api = wordPressApi({
    target,
    password: password ?? "",
    fetch: options.fetch,
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const settling = settleOnce(options);
  /** False when the program is closed meanwhile. */
  const wait = (ms: number) =>
    pause(ms, true, options.signal ? { signal: options.signal } : {}).catch(() => false);

  let account: Promise<Outcome<Account, PublishProblem>> | null = null;
  /** Asked before anything else: a revoked password makes later look-ups answer as to a stranger. */
  const signedIn = () => {
    if (password === null) {
      return Promise.resolve(failed<PublishProblem>({ kind: "signInRefused", host: api.host }));
    }
    account ??= accountOf(api);
    return account;
  };

  return {
    async test() {
      const site = await api.describe();
      if (!site.ok) return site;
      const me = await signedIn();
      if (!me.ok) return me;
      const categories = await categoriesOf(api);
      if (!categories.ok) return categories;
      return done({
        siteName: plainName(textIn(site.value, "name")),
        accountName: me.value.name,
        mayPublish: me.value.mayPublish,
        mayUpload: me.value.mayUpload,
        categories: categories.value,
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
      if (known !== null) return knownPost(api, known);
      let found = await markedPost(api, story);
      if (found.ok && found.value === null && (await settling())) found = await markedPost(api, story);
      if (!found.ok) return found;
      return found.value === null ? newDraft(api, story) : done(found.value);
    },

    async putPicture(story, picture) {
      const me = await signedIn();
      if (!me.ok) return me;
      if (!me.value.mayUpload) return failed({ kind: "notAllowed", host: api.host, act: "upload" });
      const notes = mediaNotes(picture, story.article.details.language);
      return putPicture(api, story, picture, notes, settling, me.value.seesAll);
    },

    async publish(story, remote, pictures) {
      const me = await signedIn();
      if (!me.ok) return me;
      const now = await postToChange(api, story, remote, pictures);
      if (!now.ok) return now;
      const standing = await standingFor(story.aim, now.value, me.value.mayPublish, wait);
      return publishPost(api, target, story, remote, pictures, now.value.post, standing);
    },

    async takeDown(story, remote, pictures) {
      const me = await signedIn();
      if (!me.ok) return me;
      return takeDownPost(api, story, remote, pictures);
    },

    async lookUp(sent, remote) {
      const me = await signedIn();
      if (!me.ok) return me;
      await settling();
      const post = await onePost(api, remote.remoteId);
      if (!post.ok && post.problem.kind !== "goneFromSite") return post;
      const status = post.ok ? textIn(post.value, "status") : "trash";
      const changedAt = post.ok ? instantIn(post.value) : (remote.changedAt ?? "");
      const there = sent.find(
        ({ story, pictures }) =>
          stands(status, story.aim) &&
          (isTakingDown(story.aim) || (post.ok && says(post.value, wordPressPage(story, pictures)))),
      );
      if (there !== undefined) {
        const url =
          isTakingDown(there.story.aim) || !post.ok ? (remote.url ?? "") : textIn(post.value, "link");
        return done({
          version: there.story.version,
          published: { remoteId: remote.remoteId, url, changedAt },
        });
      }
      if (status !== "publish" || changedAt === remote.changedAt) return done(null);
      // Public, and neither as we left it nor as we sent it: ours may have been there before.
      return failed({ kind: "changedOnSite", host: api.host, changedAt });
    },

    readBack(story, published, pictures) {
      const reading: Reading = {
        read: (url, mostBytes) => api.read(url, mostBytes),
        shows: isShown,
        again: () => wait(1_500),
      };
      if (isTakingDown(story.aim)) return pageAsGone(reading, story, published);
      if (story.aim.kind === "public") return pageAsRead(reading, story, published, pictures);
      return hiddenPage(api, story, published, pictures);
    },
  };
}

interface Account {
  readonly name: string;
  readonly mayPublish: boolean;
  readonly mayUpload: boolean;
  /** Whether what other accounts made may be edited, and so is in every list. */
  readonly seesAll: boolean;
}

async function accountOf(api: WordPressApi): Promise<Outcome<Account, PublishProblem>> {
  const me = await api.ask(
    "wp/v2/users/me",
    { context: "edit", _fields: "id,name,capabilities" },
    { act: "publish" },
  );
  if (!me.ok) return me;
  const fields = fieldsOf(me.value.json);
  const may = fieldsOf(fields["capabilities"]);
  return done({
    name: plainName(textIn(fields, "name")),
    mayPublish: may["publish_posts"] === true,
    mayUpload: may["upload_files"] === true,
    seesAll: may["edit_others_posts"] === true,
  });
}

async function categoriesOf(
  api: WordPressApi,
): Promise<Outcome<TargetAccount["categories"], PublishProblem>> {
  const categories: { id: number; name: string }[] = [];
  for (let page = 1; page <= 10; page++) {
    const answer = await api.ask(
      "wp/v2/categories",
      { per_page: 100, page, orderby: "name", _fields: "id,name" },
      { act: "publish" },
    );
    if (!answer.ok) return answer;
    const list = listOf(answer.value.json);
    categories.push(
      ...list.map((one) => ({ id: numberIn(one, "id"), name: plainName(textIn(one, "name")) })),
    );
    if (page >= Number(answer.value.headers.get("x-wp-totalpages") ?? 1)) break;
  }
  return done(categories);
}

async function knownPost(
  api: WordPressApi,
  known: RemoteStory,
): Promise<Outcome<RemoteStory, PublishProblem>> {
  const post = await onePost(api, known.remoteId);
  if (!post.ok) return post;
  return done({
    remoteId: known.remoteId,
    changedAt: known.changedAt ?? instantIn(post.value),
  });
}

/**
 * The post an earlier try left on the site, found by its marker; null when there is none.
 *
 * Two may carry it when a lost request was worked on late: the lowest id stays, and another goes if nobody
 * has touched it since.
 */
async function markedPost(
  api: WordPressApi,
  story: StoryToSend,
): Promise<Outcome<RemoteStory | null, PublishProblem>> {
  const mark = `ws:${story.marker}`;
  const look = async (query: Readonly<Record<string, string>>) => {
    // "any" leaves the trash out, and a story somebody threw away would be published a second time.
    const answer = await api.ask(
      "wp/v2/posts",
      { ...query, status: "any,trash", context: "edit", per_page: 20, _fields: POST_FIELDS },
      { act: "edit" },
    );
    if (!answer.ok) return answer;
    const marked = listOf(answer.value.json).filter((post) => rawIn(post, "content").includes(mark));
    return done(marked.sort((a, b) => numberIn(a, "id") - numberIn(b, "id")));
  };
  let found = await look({ search: story.marker });
  // Some sites replace the search; the slug is a second way, with what the trash makes of it.
  const slugs = [story.slug, `${story.slug}-2`].flatMap((slug) => [slug, `${slug}__trashed`]);
  if (found.ok && found.value.length === 0) found = await look({ slug: slugs.join(",") });
  if (!found.ok) return found;
  const alive = found.value.filter((post) => textIn(post, "status") !== "trash");
  const [first] = found.value;
  if (first === undefined) return done(null);
  const kept = alive.find((post) => textIn(post, "status") === "publish") ?? alive[0];
  if (kept === undefined) return failed({ kind: "goneFromSite", host: api.host });
  for (const post of alive) {
    if (post === kept || textIn(post, "status") !== "draft") continue;
    if (bodyText(rawIn(post, "content")) !== bodyText(draftOf(story).content)) continue;
    const gone = await api.ask(
      `wp/v2/posts/${numberIn(post, "id")}`,
      { force: "true" },
      { act: "edit", taken: ["rest_post_invalid_id"] },
      { method: "DELETE" },
    );
    if (!gone.ok) return gone;
  }
  const remote = { remoteId: String(numberIn(kept, "id")), changedAt: instantIn(kept) };
  // Ours and already public, yet nothing here knows of it: it was published from elsewhere.
  if (textIn(kept, "status") === "publish")
    return failed({ kind: "changedOnSite", host: api.host, ...remote });
  return done(remote);
}

async function newDraft(
  api: WordPressApi,
  story: StoryToSend,
): Promise<Outcome<RemoteStory, PublishProblem>> {
  const made = await api.ask(
    "wp/v2/posts",
    { _fields: "id,modified_gmt" },
    { act: "publish" },
    json({ ...draftOf(story), slug: story.slug, status: "draft" }),
  );
  if (!made.ok) return made;
  const post = fieldsOf(made.value.json);
  return done({ remoteId: String(numberIn(post, "id")), changedAt: instantIn(post) });
}

/** What stands in the draft while the pictures are on their way: headline, lead and marker. */
function draftOf(story: StoryToSend): { readonly title: string; readonly content: string } {
  const blocks = story.article.blocks.filter(({ kind }) => kind === "headline" || kind === "lead");
  const page = wordPressPage({ ...story, article: { ...story.article, blocks } }, []);
  return { title: page.title, content: page.content };
}

/** WordPress knows no condition on an update, so the post is looked at right before it. */
async function postToChange(
  api: WordPressApi,
  story: StoryToSend,
  remote: RemoteStory,
  pictures: readonly RemotePicture[],
): Promise<Outcome<PostNow, PublishProblem>> {
  const answer = await askedPost(api, remote.remoteId);
  if (!answer.ok) return answer;
  const { post } = answer.value;
  const changedAt = instantIn(post);
  // The same words there as we send: it was our own update, whose answer was lost.
  if (
    remote.changedAt !== null &&
    changedAt !== remote.changedAt &&
    !says(post, wordPressPage(story, pictures))
  ) {
    return failed({ kind: "changedOnSite", host: api.host, changedAt });
  }
  const isHidden = story.aim.kind === "draft" || story.aim.kind === "scheduled";
  if (isHidden && textIn(post, "status") === "publish") {
    return failed({ kind: "alreadyPublic", url: textIn(post, "link") });
  }
  return answer;
}

async function publishPost(
  api: WordPressApi,
  target: WordPressTarget,
  story: StoryToSend,
  remote: RemoteStory,
  pictures: readonly RemotePicture[],
  now: Fields,
  standing: Standing,
): Promise<Outcome<PublishedStory, PublishProblem>> {
  const category = await categoryOf(api, target, story.section);
  if (!category.ok) return category;
  const tags = await tagsOf(api, story.article.details.tags);
  if (!tags.ok) return tags;

  const keepsAddress = textIn(now, "status") === "publish" && story.article.details.slug === "";
  const first = pictures[0];
  const answer = await api.ask(
    `wp/v2/posts/${Number(remote.remoteId)}`,
    { _fields: POST_FIELDS },
    { act: "publish" },
    json({
      ...wordPressPage(story, pictures),
      ...(keepsAddress ? {} : { slug: story.slug }),
      ...standing,
      ...(category.value === null ? {} : { categories: [category.value] }),
      tags: tags.value,
      featured_media: first === undefined ? 0 : Number(first.remoteId),
    }),
  );
  if (!answer.ok) return answer;
  const post = fieldsOf(answer.value.json);
  const { status } = standing;
  if (textIn(post, "status") !== status && !(status === "future" && textIn(post, "status") === "publish")) {
    return failed({ kind: "notAllowed", host: api.host, act: "publish" });
  }
  // An unknown category is taken without a word and then not there.
  const filed: unknown = post["categories"];
  if (category.value !== null && Array.isArray(filed) && !filed.includes(category.value)) {
    return failed({ kind: "sectionNotMapped", host: api.host, section: story.section.name });
  }
  return done({ remoteId: remote.remoteId, url: textIn(post, "link"), changedAt: instantIn(post) });
}

/** Whether an image of the page is a picture of the site: by its attachment's class, or by its file in any size. */
function isShown(image: PageImage, picture: RemotePicture): boolean {
  if (image.classes.includes(`wp-image-${Number(picture.remoteId)}`)) return true;
  const file = picture.url.split("/").at(-1) ?? "";
  const name = file.replace(/(?:-\d+x\d+|-scaled)?\.[a-z]+$/, "");
  return name !== "" && (image.src.includes(name) || image.srcset.includes(name));
}
