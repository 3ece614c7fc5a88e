import { createHash } from "node:crypto";
import { textOf, type Figure } from "#core/article";
import { done, type Outcome } from "#core/bridge";
import {
  linksOf,
  pageDifferences,
  withoutEntities,
  type Difference,
  type PageImage,
  type PublishedStory,
  type PublishProblem,
  type ReadPage,
  type RemotePicture,
  type StoryToSend,
} from "#core/publishing";
import type { SiteAnswer } from "./http.ts";

/** How a reader's page is fetched and looked at; the rest is the same for every site. */
export interface Reading {
  /** Fetches an address without credentials. */
  read(url: string, mostBytes?: number): Promise<Outcome<SiteAnswer, PublishProblem>>;
  /** Whether an image of the page is this picture of the site. */
  shows(image: PageImage, picture: RemotePicture): boolean;
  /** Waits before a second look at a page that lacks something; false when there is to be none. */
  again(): Promise<boolean>;
}

/** So much of a picture is fetched to see that it is one. */
const LOOK_BYTES = 32 * 1024;

/**
 * The public page compared with what was sent: its text, and each picture on the page and at its address.
 * A page that lacks something is read twice, as a cache in front of the site may be a moment behind.
 */
export async function pageAsRead(
  reading: Reading,
  story: StoryToSend,
  published: PublishedStory,
  pictures: readonly RemotePicture[],
): Promise<Outcome<ReadPage, PublishProblem>> {
  const page = await lookedAt(reading, story, published, pictures);
  if (!page.ok || page.value.differences.length === 0 || !(await reading.again())) return page;
  return lookedAt(reading, story, published, pictures);
}

/** The address readers had a story at, after it was taken down: nothing of it may be there. */
export async function pageAsGone(
  reading: Reading,
  story: StoryToSend,
  { url }: PublishedStory,
): Promise<Outcome<ReadPage, PublishProblem>> {
  if (!URL.canParse(url)) return done({ status: 0, sha256: "", differences: [] });
  const look = () => reading.read(url);
  let answer = await look();
  if (answer.ok && isStillShown(answer.value, story) && (await reading.again())) answer = await look();
  if (!answer.ok) return answer;
  const differences: readonly Difference[] = isStillShown(answer.value, story)
    ? [{ what: "stillPublic", expected: url.slice(0, 120) }]
    : [];
  return done({ status: answer.value.status, sha256: sha256Of(answer.value.bytes), differences });
}

/** Whether a page is the story's: a site may lead its old address to another page. */
function isStillShown({ status, bytes }: SiteAnswer, story: StoryToSend): boolean {
  if (status < 200 || status >= 300) return false;
  const missing = pageDifferences(new TextDecoder().decode(bytes), story.article, () => true);
  const missed = (what: Difference["what"]) => missing.filter((one) => one.what === what).length;
  const paragraphs = story.article.blocks.filter(({ kind }) => kind === "paragraph").length;
  return missed("headline") === 0 && (paragraphs === 0 || missed("paragraph") < paragraphs);
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

async function lookedAt(
  reading: Reading,
  story: StoryToSend,
  published: PublishedStory,
  pictures: readonly RemotePicture[],
): Promise<Outcome<ReadPage, PublishProblem>> {
  const answer = await reading.read(published.url);
  if (!answer.ok) return answer;
  const { status, bytes } = answer.value;
  const html = new TextDecoder().decode(bytes);
  const bySha256 = new Map(pictures.map((picture) => [picture.sha256, picture]));
  const shows = (image: PageImage, { picture }: Figure) => {
    const sent = picture === null ? undefined : bySha256.get(picture.sha256);
    return sent !== undefined && reading.shows(image, sent);
  };
  const differences: Difference[] = [...pageDifferences(html, story.article, shows)];
  const feed = isIn(answer.value, html, published)
    ? await missingInFeed(reading, story, published, html)
    : [{ what: "canonicalLink", expected: published.url.slice(0, 120) } as const];
  differences.push(...feed);
  // Fetched side by side, as a reader's browser does.
  const lacking = await Promise.all(
    pictures.map(async (picture) => {
      const file = await reading.read(picture.url, LOOK_BYTES);
      if (!file.ok) return file;
      const type = file.value.headers.get("content-type") ?? "";
      return done(file.value.status === 200 && type.startsWith("image/") ? null : picture);
    }),
  );
  for (const one of lacking) {
    if (!one.ok) return one;
    if (one.value === null) continue;
    const missing = { what: "picture", expected: pictureName(story, one.value) } as const;
    if (!differences.some(({ what, expected }) => what === "picture" && expected === missing.expected)) {
      differences.push(missing);
    }
  }
  return done({ status, sha256: sha256Of(bytes), differences });
}

/** Whether the page says of itself that it is where we know it; one that says nothing does. */
function isIn({ url }: SiteAnswer, html: string, published: PublishedStory): boolean {
  const { canonical } = linksOf(html);
  if (canonical === null || !URL.canParse(canonical, url)) return true;
  const pathOf = (address: string) => {
    const { pathname, search } = new URL(address, url);
    return `${pathname.replace(/\/+$/, "")}${search}`;
  };
  return pathOf(canonical) === pathOf(published.url);
}

/** Largest feed that is looked through. */
const MOST_FEED_BYTES = 1024 * 1024;

/**
 * What the site's feed lacks: a story published for the first time is to be among its newest. A site without a feed, or
 * with one elsewhere, is not asked.
 */
async function missingInFeed(
  reading: Reading,
  story: StoryToSend,
  published: PublishedStory,
  html: string,
): Promise<readonly Difference[]> {
  const { feed } = linksOf(html);
  if (story.firstPublishedAt !== null || feed === null || !URL.canParse(feed, published.url)) return [];
  const address = new URL(feed, published.url);
  if (address.host !== new URL(published.url).host) return [];
  const answer = await reading.read(address.href, MOST_FEED_BYTES);
  if (!answer.ok || answer.value.status !== 200) return [];
  const entries = new TextDecoder().decode(answer.value.bytes);
  // A feed of something else, or of nothing yet.
  if (!/<(?:item|entry)[\s>]/i.test(entries)) return [];
  const { pathname, search } = new URL(published.url);
  const isThere = withoutEntities(entries).includes(`${pathname}${search}`);
  return isThere ? [] : [{ what: "feedEntry", expected: published.url.slice(0, 120) }];
}

/** A picture as a person knows it: by what was written about it, else by its address. */
function pictureName(story: StoryToSend, picture: RemotePicture): string {
  for (const block of story.article.blocks) {
    if (block.kind !== "figure" || block.picture?.sha256 !== picture.sha256) continue;
    const text = [block.altText, block.caption]
      .map((line) => textOf(line).trim())
      .find((words) => words !== "");
    if (text !== undefined) return text.slice(0, 120);
  }
  return picture.url.slice(0, 120);
}
