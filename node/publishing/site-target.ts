import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { done, failed, type Outcome } from "#core/bridge";
import {
  NINJS_TYPE,
  PROTOCOL,
  ninjsOf,
  signedHeaders,
  type PushRequest,
  type SiteStory,
} from "#core/exchange";
import type { Rendition } from "#core/media";
import {
  isTakingDown,
  type OwnSiteTarget,
  type PageImage,
  type PicturesGone,
  type PublishProblem,
  type RemotePicture,
  type RemoteStory,
  type StoryToSend,
  type TargetPort,
} from "#core/publishing";
import { connectionTo, isFine, jsonOf, problemOf, type Patience, type SiteAnswer } from "./http.ts";
import { pageAsGone, pageAsRead, type Reading } from "./reader.ts";

export interface SiteTargetOptions {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly patience?: Patience;
  /** Ends every request under way. */
  readonly signal?: AbortSignal;
}

/**
 * A news site of ours, spoken to as `core/exchange/push.ts` describes. Stories are known there by our id
 * and pictures by their bytes, so that every request may simply be sent again: nothing is ever made twice.
 *
 * @param secret shared with the site; null when none is kept.
 */
export function siteTarget(
  target: OwnSiteTarget,
  secret: string | null,
  options: SiteTargetOptions,
): TargetPort {
  const api = siteApi(target, secret, options);

  /**
   * What on the site nobody here has seen, or null. What carries the story's marker was sent by this very
   * job, its answer lost; that it is the same text the site finds out itself, by the version's hash.
   */
  const unseenBy = (
    story: StoryToSend,
    known: RemoteStory | null,
    there: SiteStory | null,
  ): PublishProblem | null => {
    if (there === null) return null;
    const { version, marker, changedAt } = there;
    const seen = { host: api.host, version, changedAt, remoteId: story.storyId };
    if (version > story.version) return { kind: "olderThanSite", ...seen };
    if (marker === story.marker || changedAt === known?.changedAt) return null;
    return { kind: "changedOnSite", ...seen };
  };

  return {
    async test() {
      const answer = await api.ask({ method: "GET", path: "/api/" });
      if (!answer.ok) return answer;
      if (!isFine(answer.value)) return failed(api.problem(answer.value, "publish"));
      const site = read(answer.value, SiteNameAnswer);
      if (site === null) return failed({ kind: "notTheApi", host: api.host });
      return done({
        siteName: site.name,
        accountName: "",
        mayPublish: true,
        mayUpload: true,
        categories: [],
      });
    },

    async findOrCreate(story, known) {
      const there = await api.story(story.storyId);
      if (!there.ok) return there;
      const unseen = unseenBy(story, known, there.value);
      if (unseen !== null) return failed(unseen);
      // A site that lost the story takes it again under the same id: nothing has to be made beforehand.
      return done({ remoteId: story.storyId, changedAt: there.value?.changedAt ?? null });
    },

    async putPicture(_story, picture) {
      const file = `${picture.sha256.slice(0, 10)}.${picture.extension}`;
      // Asked side by side, sent one after the other: a line in the field has room for one.
      const there = await Promise.all(picture.renditions.map((rendition) => api.media(rendition)));
      let path: string | null = null;
      for (const [index, rendition] of picture.renditions.entries()) {
        const found = there[index]!;
        if (!found.ok) return found;
        path = found.value;
        if (path !== null) continue;
        const sent = await api.sendMedia(rendition, await picture.read(rendition), file);
        if (!sent.ok) return sent;
        path = sent.value;
      }
      const widest = picture.renditions.at(-1);
      if (path === null || widest === undefined) return failed({ kind: "pictureLost", file });
      return done({
        sha256: picture.sha256,
        remoteId: widest.sha256,
        url: new URL(path, target.url).href,
        widthPx: widest.widthPx,
        heightPx: widest.heightPx,
        renditions: picture.renditions,
      });
    },

    async publish(story, remote, pictures) {
      // Pictures may have been on their way for long, and the site takes any higher number.
      const before = await api.story(story.storyId);
      if (!before.ok) return before;
      const unseen = unseenBy(story, remote, before.value);
      if (unseen !== null) return failed(unseen);
      const answer = await api.ask({
        method: "PUT",
        path: `/api/stories/${story.storyId}`,
        type: NINJS_TYPE,
        body: new TextEncoder().encode(JSON.stringify(itemOf(story, pictures))),
      });
      if (!answer.ok) return answer;
      if (!isFine(answer.value)) {
        return failed(api.picturesGone(answer.value, pictures) ?? api.problem(answer.value, "publish"));
      }
      const there = read(answer.value, SiteStoryAnswer);
      if (there === null) return failed({ kind: "notTheApi", host: api.host });
      // The page is looked for where the desk knows the site, not where an answer points to.
      const url = new URL(there.path, target.url).href;
      return done({ remoteId: story.storyId, url, changedAt: there.changedAt });
    },

    async takeDown(story, remote) {
      const url = remote.url ?? target.url;
      const answer = await api.ask({
        method: "PUT",
        path: `/api/stories/${story.storyId}`,
        type: NINJS_TYPE,
        body: new TextEncoder().encode(JSON.stringify(withdrawalOf(story))),
      });
      if (!answer.ok) return answer;
      // A site that never had the story, or lost it, shows nothing of it.
      if (isUnknown(answer.value)) return done({ remoteId: story.storyId, url, changedAt: story.versionAt });
      if (!isFine(answer.value)) return failed(api.problem(answer.value, "publish"));
      const there = read(answer.value, SiteStoryAnswer);
      if (there === null) return failed({ kind: "notTheApi", host: api.host });
      return done({
        remoteId: story.storyId,
        url: new URL(there.path, target.url).href,
        changedAt: there.changedAt,
      });
    },

    async lookUp(sent, remote) {
      const newest = sent[0]?.story;
      if (newest === undefined) return done(null);
      const there = await api.story(newest.storyId);
      if (!there.ok) return there;
      if (there.value === null) return done(null);
      const { version, marker, changedAt, path, pubStatus } = there.value;
      // Only this job has its marker: whatever carries it is a version of it, also one that is not known here.
      const isDown = pubStatus === "canceled";
      const taken = sent.find(({ story }) => story.version === version && isTakingDown(story.aim));
      if (isDown && taken !== undefined) {
        const published = { remoteId: newest.storyId, url: new URL(path, target.url).href, changedAt };
        return done({ version, published });
      }
      if (marker === newest.marker && version <= newest.version && !isDown) {
        const { story } = sent.find((one) => one.story.version === version) ?? { story: newest };
        const published = { remoteId: story.storyId, url: new URL(path, target.url).href, changedAt };
        return done({ version: story.version, published });
      }
      // Ours may have been there before what is there now.
      const unseen = unseenBy(newest, remote, there.value);
      return unseen === null ? done(null) : failed(unseen);
    },

    readBack(story, published, pictures) {
      const reading: Reading = {
        read: (url, mostBytes) => api.read(url, mostBytes, pictures),
        shows: isShown,
        // No cache stands in front of a site of ours: a second look would see the same.
        again: () => Promise.resolve(false),
      };
      if (isTakingDown(story.aim)) return pageAsGone(reading, story, published);
      return pageAsRead(reading, story, published, pictures);
    },
  };
}

function withdrawalOf({ storyId, version, versionAt }: StoryToSend) {
  return {
    uri: `urn:uuid:${storyId}`,
    version: String(version),
    versionCreated: versionAt,
    pubStatus: "canceled",
  };
}

function itemOf(story: StoryToSend, pictures: readonly RemotePicture[]) {
  return ninjsOf(story.article, {
    version: story.version,
    slug: story.slug,
    section: story.section,
    firstCreated: story.firstPublishedAt ?? story.versionAt,
    versionCreated: story.versionAt,
    marker: story.marker,
    pictures: pictures.map(({ sha256, renditions }) => ({ sha256, renditions })),
  });
}

function isShown(image: PageImage, picture: RemotePicture): boolean {
  // Of a receipt the widest size alone is known, by its address.
  const sums =
    picture.renditions.length > 0 ? picture.renditions.map(({ sha256 }) => sha256) : [picture.remoteId];
  return sums.some((sha256) => image.src.includes(sha256) || image.srcset.includes(sha256));
}

// --- the site's answers ----------------------------------------------------------------------

const SitePath = z.string().regex(/^\/[^/\\]/);
const SiteNameAnswer = z.object({ protocol: z.literal(PROTOCOL), name: z.string() });
const SiteStoryAnswer = z.object({
  version: z.int().positive(),
  pubStatus: z.enum(["usable", "canceled"]),
  changedAt: z.iso.datetime(),
  path: SitePath,
  url: z.string(),
  marker: z.string().nullable(),
});
const SiteMediaAnswer = z.object({ sha256: z.string(), path: SitePath });
const Refusal = z.object({
  kind: z.string(),
  message: z.string(),
  now: z.iso.datetime().optional(),
  version: z.int().positive().optional(),
  sha256: z.array(z.string()).optional(),
});

/** An answer of this shape, or null. */
function read<Schema extends z.ZodType>(answer: SiteAnswer, schema: Schema): z.infer<Schema> | null {
  const json = jsonOf(answer, "");
  const parsed = json.ok ? schema.safeParse(json.value) : null;
  return parsed?.success === true ? parsed.data : null;
}

interface Asked extends Pick<PushRequest, "method" | "path"> {
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly type?: string;
}

/** The site's protocol over the connection: signing, clocks, refusals. */
function siteApi(target: OwnSiteTarget, secret: string | null, options: SiteTargetOptions) {
  const connection = connectionTo({
    url: target.url,
    authorization: null,
    secrets: secret === null ? [] : [secret],
    fetch: options.fetch,
    ...(options.patience ? { patience: options.patience } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const { host } = connection;
  /** How much the site's clock is ahead of ours, learned when it mattered. */
  let aheadMs = 0;

  const send = (asked: Asked, key: string) => {
    const { method, path, body = new Uint8Array(), type } = asked;
    const time = new Date(options.now().getTime() + aheadMs).toISOString();
    const hmac = (bytes: Uint8Array) => createHmac("sha256", key).update(bytes).digest("hex");
    return connection.request({
      method,
      path,
      headers: {
        ...signedHeaders({ method, path, time }, body, hmac),
        ...(type === undefined ? {} : { "content-type": type }),
      },
      ...(asked.body === undefined ? {} : { body }),
    });
  };

  const ask = async (asked: Asked): Promise<Outcome<SiteAnswer, PublishProblem>> => {
    if (secret === null) return failed({ kind: "signInRefused", host });
    const answer = await send(asked, secret);
    if (!answer.ok || answer.value.status !== 401) return answer;
    const refusal = read(answer.value, Refusal);
    if (refusal?.kind !== "clocksDiffer" || refusal.now === undefined) return answer;
    // A laptop's clock may be wrong; the site's signature rules go by its own.
    aheadMs = Date.parse(refusal.now) - options.now().getTime();
    return send(asked, secret);
  };

  const problem = (answer: SiteAnswer, act: "publish" | "upload", file?: string): PublishProblem => {
    const refusal = read(answer, Refusal);
    switch (refusal?.kind) {
      case "olderThanSite":
      case "versionTaken":
        return {
          kind: "olderThanSite",
          host,
          ...(refusal.version === undefined ? {} : { version: refusal.version }),
        };
      default:
        return problemOf(answer, host, act, {
          ...(file === undefined ? {} : { file }),
          saidBySite: connection.said(refusal?.message ?? ""),
        });
    }
  };

  return {
    host,
    ask,
    problem,

    /** The pictures a refusal says are missing; null when it says something else. */
    picturesGone(answer: SiteAnswer, pictures: readonly RemotePicture[]): PicturesGone | null {
      const refusal = read(answer, Refusal);
      if (refusal?.kind !== "mediaMissing") return null;
      const missing = new Set(refusal.sha256);
      const gone = pictures.filter(({ renditions }) => renditions.some(({ sha256 }) => missing.has(sha256)));
      if (gone.length === 0) return null;
      const said = connection.said(refusal.message);
      return { kind: "picturesGone", host, pictures: gone.map(({ sha256 }) => sha256), said };
    },

    /** Where the story stands there; null when the site never had it. */
    async story(id: string): Promise<Outcome<SiteStory | null, PublishProblem>> {
      const answer = await ask({ method: "GET", path: `/api/stories/${id}` });
      if (!answer.ok) return answer;
      if (isUnknown(answer.value)) return done(null);
      if (!isFine(answer.value)) return failed(problem(answer.value, "publish"));
      const there = read(answer.value, SiteStoryAnswer);
      return there === null ? failed({ kind: "notTheApi", host }) : done(there);
    },

    /** Path of a rendition for readers; null when the site does not have its bytes. */
    async media({ sha256 }: Rendition): Promise<Outcome<string | null, PublishProblem>> {
      const answer = await ask({ method: "GET", path: `/api/media/${sha256}` });
      if (!answer.ok) return answer;
      if (isUnknown(answer.value)) return done(null);
      return mediaPathIn(answer.value);
    },

    async sendMedia(
      rendition: Rendition,
      body: Uint8Array<ArrayBuffer>,
      file: string,
    ): Promise<Outcome<string, PublishProblem>> {
      const path = `/api/media/${rendition.sha256}`;
      const answer = await ask({ method: "PUT", path, body, type: rendition.mimeType });
      if (!answer.ok) return answer;
      return mediaPathIn(answer.value, file);
    },

    /**
     * Reads as a reader does; but a picture is read whole, and counts as absent when its bytes are not those
     * that were sent.
     */
    async read(
      url: string,
      mostBytes: number | undefined,
      pictures: readonly RemotePicture[],
    ): Promise<Outcome<SiteAnswer, PublishProblem>> {
      const picture = pictures.find((each) => each.url === url);
      const sent = picture?.renditions.find(({ sha256 }) => sha256 === picture.remoteId);
      if (sent === undefined) return connection.read(url, mostBytes);
      const answer = await connection.read(url, sent.sizeBytes + 1);
      if (!answer.ok || answer.value.status !== 200) return answer;
      const sum = createHash("sha256").update(answer.value.bytes).digest("hex");
      return sum === sent.sha256 ? answer : done({ ...answer.value, status: 404 });
    },
  };

  function mediaPathIn(answer: SiteAnswer, file?: string): Outcome<string, PublishProblem> {
    if (!isFine(answer)) return failed(problem(answer, "upload", file));
    const media = read(answer, SiteMediaAnswer);
    return media === null ? failed({ kind: "notTheApi", host }) : done(media.path);
  }
}

/** Whether it is the site itself that says "not here", rather than some other server. */
function isUnknown(answer: SiteAnswer): boolean {
  return answer.status === 404 && read(answer, Refusal)?.kind === "unknownAddress";
}
