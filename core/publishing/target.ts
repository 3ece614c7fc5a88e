import type { Article } from "../article/index.ts";
import type { Outcome } from "../bridge/outcome.ts";
import type { Rendition } from "../media/index.ts";
import type { Aim, Difference, PublishProblem, TargetAccount } from "./job.ts";

/**
 * A site as the job machine sees it. Every method may be repeated after any failure: it first looks for
 * what an earlier try left on the site, so a story is there once with one copy of each picture.
 */
export interface TargetPort {
  /** Who are we there, and what may we do? Changes nothing. */
  test(): Promise<Outcome<TargetAccount, PublishProblem>>;
  /** The story's page on the site: the known one, one left by an earlier try, or a new unpublished one. */
  findOrCreate(story: StoryToSend, known: RemoteStory | null): Promise<Outcome<RemoteStory, PublishProblem>>;
  /** The picture on the site: found by its content, or uploaded. */
  putPicture(story: StoryToSend, picture: PictureToSend): Promise<Outcome<RemotePicture, PublishProblem>>;
  /**
   * Sets everything of the story and has it stand as its aim says: public, a draft, or public at its hour.
   * Repeating it changes nothing more.
   */
  publish(
    story: StoryToSend,
    remote: RemoteStory,
    pictures: readonly RemotePicture[],
  ): Promise<Outcome<PublishedStory, PublishProblem | PicturesGone>>;
  /**
   * Takes the story off the site as its aim says. One that is not there any more has reached it; repeating it
   * changes nothing more.
   *
   * @param pictures of the story on the site, as far as this desk knows them.
   */
  takeDown(
    story: StoryToSend,
    remote: RemoteStory,
    pictures: readonly RemotePicture[],
  ): Promise<Outcome<PublishedStory, PublishProblem>>;
  /**
   * Which version of the story stands there as its aim has it, asked after a publishing without an answer;
   * null when none of them does. Changes nothing.
   *
   * @param sent what may be there, the newest first.
   */
  lookUp(
    sent: readonly SentStory[],
    remote: RemoteStory,
  ): Promise<
    Outcome<{ readonly version: number; readonly published: PublishedStory } | null, PublishProblem>
  >;
  /**
   * Fetches the public page as a reader would and compares it with what was sent; of what readers do not see
   * yet it asks the site, and of what was taken down that it is gone.
   *
   * @param pictures of the story on the site; of one that was taken down those which were there before.
   */
  readBack(
    story: StoryToSend,
    published: PublishedStory,
    pictures: readonly RemotePicture[],
  ): Promise<Outcome<ReadPage, PublishProblem>>;
}

/** A story frozen for sending: what was in the document when it was queued. */
export interface StoryToSend {
  readonly storyId: string;
  /** UUID of this story's way to this target; marks what we made there. */
  readonly marker: string;
  /** Grows with every publishing of the story to the target, from 1. */
  readonly version: number;
  /** How it is to stand on the site. */
  readonly aim: Aim;
  readonly article: Article;
  readonly slug: string;
  readonly section: { readonly slug: string; readonly name: string };
  /** When the story was first published by us; null before. ISO 8601, UTC. */
  readonly firstPublishedAt: string | null;
  /** When this version was queued. ISO 8601, UTC. */
  readonly versionAt: string;
}

/** A story as the site was asked to make it public. */
export interface SentStory {
  readonly story: StoryToSend;
  readonly pictures: readonly RemotePicture[];
}

/** A picture with its web sizes, widest last. `read` gives the bytes of one of them. */
export interface PictureToSend {
  readonly sha256: string;
  readonly extension: string;
  readonly renditions: readonly Rendition[];
  read(rendition: Rendition): Promise<Uint8Array<ArrayBuffer>>;
  readonly caption: string;
  readonly credit: string;
  readonly altText: string;
}

export interface RemoteStory {
  readonly remoteId: string;
  /** The site's own time of the last change we know of; null when it was just made. */
  readonly changedAt: string | null;
  /** Address readers last had it at, where they had. */
  readonly url?: string;
}

export interface RemotePicture {
  /** The original's hash: joins it with the figure in the article. */
  readonly sha256: string;
  readonly remoteId: string;
  readonly url: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The sizes sent, for sites that take them from us. */
  readonly renditions: readonly Rendition[];
}

export interface PublishedStory {
  readonly remoteId: string;
  /** Address of the reader's page. */
  readonly url: string;
  /** The site's own time of this change, to notice later changes by others. */
  readonly changedAt: string;
}

/** Pictures that were on the site are not there any more; the story was not taken. */
export interface PicturesGone {
  readonly kind: "picturesGone";
  readonly host: string;
  /** Hashes of the originals. */
  readonly pictures: readonly string[];
  /** The site's own word. */
  readonly said: string;
}

export interface ReadPage {
  readonly status: number;
  /** SHA-256 of the page's bytes. */
  readonly sha256: string;
  readonly differences: readonly Difference[];
}
