import { expect, test } from "vitest";
import { done } from "#core/bridge";
import type { StoryToSend } from "#core/publishing";
import { pageAsGone, pageAsRead, type Reading } from "../../../node/publishing/reader.ts";
import { storyWith } from "../../core/publishing/newsroom.ts";

/** A reader's look at a page, over pages that stand in a table. */

const URL_OF_PAGE = "https://bao.example/tin/gia-xang-giam/";
const story = storyWith(0);
const out = { remoteId: "7", url: URL_OF_PAGE, changedAt: "m1" };
const text = "<h1>Giá xăng giảm</h1><p>Từ 15 giờ chiều nay.</p><p>Một đoạn.</p><p>AN BÌNH</p>";
const headed = (head: string) => `<head>${head}</head>${text}`;
const CANONICAL = `<link rel="canonical" href="${URL_OF_PAGE}">`;
const FEED = `<link rel="alternate" type="application/rss+xml" href="/feed/">`;

function readingOf(pages: Readonly<Record<string, string | number>>): Reading & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read: async (url) => {
      asked.push(url);
      const page = pages[url] ?? 404;
      return done({
        status: typeof page === "number" ? page : 200,
        headers: new Headers(),
        bytes: new TextEncoder().encode(typeof page === "number" ? "" : page),
        whole: true,
        url,
      });
    },
    shows: () => true,
    again: async () => false,
  };
}

async function seen(pages: Readonly<Record<string, string | number>>, sent: StoryToSend = story) {
  const page = await pageAsRead(readingOf(pages), sent, out, []);
  if (!page.ok) throw new Error(page.problem.kind);
  return page.value.differences.map(({ what }) => what);
}

test("X16 a page that says it is elsewhere is told; one that says nothing, or says it another way, is not", async () => {
  expect(await seen({ [URL_OF_PAGE]: headed(CANONICAL) })).toEqual([]);
  expect(await seen({ [URL_OF_PAGE]: headed("") })).toEqual([]);
  expect(await seen({ [URL_OF_PAGE]: headed(`<link rel=canonical href="/tin/gia-xang-giam">`) })).toEqual([]);
  expect(await seen({ [URL_OF_PAGE]: headed(`<link rel=canonical href="/tin/khac/">`) })).toEqual([
    "canonicalLink",
  ]);
});

test("X16 a new story is looked for in the site's feed; an update, no feed and a feed elsewhere are not", async () => {
  const feed = (link: string) => `<rss><channel><item><link>${link}</link></item></channel></rss>`;
  const at = "https://bao.example/feed/";
  const page = headed(CANONICAL + FEED);
  expect(await seen({ [URL_OF_PAGE]: page, [at]: feed(URL_OF_PAGE) })).toEqual([]);
  expect(await seen({ [URL_OF_PAGE]: page, [at]: feed("https://bao.example/tin/khac/") })).toEqual([
    "feedEntry",
  ]);
  const update = { ...story, firstPublishedAt: "2026-11-20T00:00:00.000Z" };
  expect(await seen({ [URL_OF_PAGE]: page, [at]: feed("https://bao.example/tin/khac/") }, update)).toEqual(
    [],
  );
  for (const none of [500, "<rss><channel></channel></rss>"])
    expect(await seen({ [URL_OF_PAGE]: page, [at]: none })).toEqual([]);
  const reading = readingOf({ [URL_OF_PAGE]: headed(FEED.replace("/feed/", "https://other.example/feed/")) });
  await pageAsRead(reading, story, out, []);
  expect(reading.asked).toEqual([URL_OF_PAGE]);
});

test("P38 a story that was taken down is looked for at its old address; another page there is none of it", async () => {
  const down: StoryToSend = { ...story, aim: { kind: "withdrawn", reason: "" } };
  const gone = async (page: string | number) => {
    const read = await pageAsGone(readingOf({ [URL_OF_PAGE]: page }), down, out);
    if (!read.ok) throw new Error(read.problem.kind);
    return read.value.differences.map(({ what }) => what);
  };
  expect(await gone(404)).toEqual([]);
  expect(await gone(410)).toEqual([]);
  expect(await gone("<h1>Chuyện khác</h1><p>Một đoạn khác hẳn.</p>")).toEqual([]);
  // A list that names the story is not the story.
  expect(await gone("<h1>Tin mới</h1><a>Giá xăng giảm</a>")).toEqual([]);
  expect(await gone(text)).toEqual(["stillPublic"]);
});
