import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Outcome } from "#core/bridge";
import type {
  OwnSiteTarget,
  PicturesGone,
  PictureToSend,
  PublishProblem,
  RemotePicture,
  StoryToSend,
  TargetPort,
} from "#core/publishing";
// One file of the folder: the rest of it is not needed here.
import { siteTarget } from "../../node/publishing/site-target.ts";
import { STORY_ID, article, block, figure, hashOf } from "../core/exchange/articles.ts";
import { SECRET, openDesk, renditionOf, sha256Of, webp, type Desk } from "../site/desk.ts";

const open: Desk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.end();
});

async function aSite(limits?: { storyBytes: number; mediaBytes: number }): Promise<Desk> {
  const desk = await openDesk(limits === undefined ? {} : { limits });
  open.push(desk);
  return desk;
}

function targetOf(desk: Desk): OwnSiteTarget {
  return { kind: "site", id: "site", name: "Báo Thử", url: desk.site.url };
}

function portTo(
  desk: Desk,
  options: { fetch?: typeof fetch; now?: () => Date; secret?: string } = {},
): TargetPort {
  return siteTarget(targetOf(desk), options.secret ?? SECRET, {
    fetch: options.fetch ?? fetch,
    now: options.now ?? (() => desk.now),
  });
}

function story(change: Partial<StoryToSend> = {}): StoryToSend {
  return {
    storyId: STORY_ID,
    marker: "7b0c8f5e-2f0a-4a56-9d4e-0d4c4a1b2c3d",
    version: 1,
    aim: { kind: "public" },
    article: article(
      [
        block("headline", "Giá xăng giảm “mạnh” từ 15 giờ"),
        block("lead", "Sa-pô của bài."),
        block("paragraph", "Đoạn một & <đoạn>."),
        figure(1, "Cây xăng ở Hà Nội", "Mạnh Nguyên"),
        block("paragraph", [{ text: "Đoạn " }, { text: "hai", bold: true }, { text: "." }]),
        figure(2, "Giá mới!", "TTXVN"),
        block("byline", "TRẦN AN"),
      ],
      { section: "thoi-su", tags: ["xăng dầu"], dateline: "Hà Nội, 22-11" },
    ),
    slug: "gia-xang-giam",
    section: { slug: "thoi-su", name: "Thời sự" },
    firstPublishedAt: null,
    versionAt: "2026-11-22T07:00:00.000Z",
    ...change,
  };
}

function picture(number: number): PictureToSend {
  const files = [480, 1024].map((widthPx) => ({ bytes: webp(`${number}-${widthPx}`), widthPx }));
  return {
    sha256: hashOf(number),
    extension: "jpg",
    renditions: files.map(({ bytes, widthPx }) => renditionOf(bytes, widthPx)),
    read: (rendition) =>
      Promise.resolve(new Uint8Array(files.find(({ bytes }) => sha256Of(bytes) === rendition.sha256)!.bytes)),
    caption: "",
    credit: "",
    altText: "",
  };
}

function good<Value>(outcome: Outcome<Value, PublishProblem | PicturesGone>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

async function publishAll(
  port: TargetPort,
  sent: StoryToSend,
  known: { remoteId: string; changedAt: string | null } | null = null,
) {
  const remote = good(await port.findOrCreate(sent, known));
  const pictures: RemotePicture[] = [];
  for (const number of [1, 2]) pictures.push(good(await port.putPicture(sent, picture(number))));
  const published = good(await port.publish(sent, remote, pictures));
  return { remote, pictures, published };
}

test("T1 a published story is on its page with text, pictures, captions and credits", async () => {
  const desk = await aSite();
  const port = portTo(desk);
  const { pictures, published } = await publishAll(port, story());
  expect(published.url).toBe(`${desk.site.url}/thoi-su/gia-xang-giam.html`);
  const page = good(await port.readBack(story(), published, pictures));
  expect(page).toMatchObject({ status: 200, differences: [] });
  const { text } = await desk.read("/thoi-su/gia-xang-giam.html");
  expect(text).toContain('Cây xăng ở Hà Nội. <span class="credit">Ảnh: Mạnh Nguyên</span>');
  expect(text).toContain('Giá mới! <span class="credit">Ảnh: TTXVN</span>');
  expect(text).toContain("<p>Đoạn một &amp; &lt;đoạn&gt;.</p>");
});

test("T2 every step may be repeated: one story, each picture's bytes once", async () => {
  const desk = await aSite();
  const requests: string[] = [];
  const counting: typeof fetch = (input, init) => {
    requests.push(init?.method ?? "GET");
    return fetch(input, init);
  };
  const first = await publishAll(portTo(desk), story());
  const again = await publishAll(portTo(desk, { fetch: counting }), story());
  expect(again.published).toEqual(first.published);
  // The story itself; no picture.
  expect(requests.filter((method) => method === "PUT")).toHaveLength(1);
});

test("T2 an answer that was lost after the site had done its work does no harm", async () => {
  const desk = await aSite();
  for (const lost of ["/api/media/", "/api/stories/"]) {
    let left = 1;
    const losing: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method === "PUT" && String(input).includes(lost) && left-- > 0) {
        await answer.arrayBuffer();
        throw new TypeError("fetch failed");
      }
      return answer;
    };
    const port = portTo(desk, { fetch: losing });
    const broken = await publishAll(port, story()).catch((error: unknown) => String(error));
    expect(broken).toContain("siteUnreachable");
    const { published, pictures } = await publishAll(port, story());
    expect(good(await port.readBack(story(), published, pictures)).differences).toEqual([]);
  }
  expect((await desk.read("/thoi-su")).text.match(/gia-xang-giam\.html"/g)).toHaveLength(2);
});

test("T3 publishing again updates the same page", async () => {
  const desk = await aSite();
  const first = await publishAll(portTo(desk), story());
  desk.now = new Date("2026-11-22T09:00:00Z");
  const corrected = story({
    version: 2,
    firstPublishedAt: "2026-11-22T07:00:00.000Z",
    versionAt: "2026-11-22T08:59:00.000Z",
    article: article([block("headline", "Đính chính: giá xăng"), block("paragraph", "Đoạn mới.")]),
  });
  const known = { remoteId: first.published.remoteId, changedAt: first.published.changedAt };
  const second = await publishAll(portTo(desk), corrected, known);
  expect(second.published.url).toBe(first.published.url);
  const { text } = await desk.read("/thoi-su/gia-xang-giam.html");
  expect(text).toContain("<h1>Đính chính: giá xăng</h1>");
  expect(text).not.toContain("Sa-pô của bài.");
  expect(text).toContain("Cập nhật:");
});

test("T4 a version with another job's marker is told with what was seen of it", async () => {
  const desk = await aSite();
  const theirs = { ...story(), marker: "00000000-0000-4000-8000-00000000000b" };
  const { published } = await publishAll(portTo(desk), theirs);
  const port = portTo(desk);
  const unseen = { kind: "changedOnSite", host: new URL(desk.site.url).host, changedAt: published.changedAt };
  expect(await port.findOrCreate(story({ version: 2 }), null)).toEqual({
    ok: false,
    problem: { ...unseen, version: 1, remoteId: STORY_ID },
  });
  // A person has seen it: the same question with what was seen is answered.
  const seen = { remoteId: STORY_ID, changedAt: published.changedAt };
  expect(await port.findOrCreate(story({ version: 2 }), seen)).toMatchObject({ ok: true });
});

test("T4 an older or equal version tells the number the site has", async () => {
  const desk = await aSite();
  await publishAll(portTo(desk), story({ version: 3 }));
  const older = await portTo(desk).findOrCreate(story({ version: 2 }), null);
  expect(older).toMatchObject({ ok: false, problem: { kind: "olderThanSite", version: 3 } });
  const other = story({ version: 3, article: article([block("headline", "Bài khác")]) });
  const taken = await portTo(desk).publish(other, { remoteId: STORY_ID, changedAt: null }, []);
  expect(taken).toMatchObject({ ok: false, problem: { kind: "olderThanSite", version: 3 } });
});

test("T5 a desk whose clock is wrong by a day publishes all the same", async () => {
  const desk = await aSite();
  const port = portTo(desk, { now: () => new Date(desk.now.getTime() - 86_400_000) });
  const { published } = await publishAll(port, story());
  expect(published.url).toContain("/thoi-su/gia-xang-giam.html");
});

test("T6 a wrong secret, and none, are told as such and change nothing", async () => {
  const desk = await aSite();
  for (const port of [
    portTo(desk, { secret: "another secret entirely" }),
    siteTarget(targetOf(desk), null, { fetch, now: () => desk.now }),
  ]) {
    expect(await port.test()).toMatchObject({ ok: false, problem: { kind: "signInRefused" } });
    const put = await port.publish(story(), { remoteId: STORY_ID, changedAt: null }, []);
    expect(put).toMatchObject({ ok: false, problem: { kind: "signInRefused" } });
  }
  expect((await desk.read("/thoi-su/gia-xang-giam.html")).status).toBe(404);
});

test("T6 the connection test names the site", async () => {
  const desk = await aSite();
  expect(good(await portTo(desk).test())).toMatchObject({ siteName: "Báo Thử", mayPublish: true });
});

test("T7 a page that lost a picture's bytes, or shows other ones, is found out", async () => {
  const desk = await aSite();
  const port = portTo(desk);
  const { published, pictures } = await publishAll(port, story());
  const widest = pictures[0]!.renditions.at(-1)!.sha256;
  const path = join(desk.dir, "media", widest.slice(0, 2), widest);
  const bytes = await readFile(path);
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(path, bytes);
  const page = good(await port.readBack(story(), published, pictures));
  expect(page.differences).toEqual([{ what: "picture", expected: "mô tả" }]);
});

test("T8 an address that answers with something else than our protocol is told as such", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<h1>Wi-Fi miễn phí</h1>");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const port = siteTarget({ kind: "site", id: "s", name: "s", url }, SECRET, {
    fetch,
    now: () => new Date(),
  });
  expect(await port.test()).toMatchObject({ ok: false, problem: { kind: "notTheApi" } });
  expect(await port.findOrCreate(story(), null)).toMatchObject({ ok: false, problem: { kind: "notTheApi" } });
  expect(await port.putPicture(story(), picture(1))).toMatchObject({
    ok: false,
    problem: { kind: "notTheApi" },
  });
  await new Promise((closed) => server.close(closed));
  expect(await port.test()).toMatchObject({ ok: false, problem: { kind: "siteUnreachable" } });
});

test("T9 what is too large for the site is told as refused, not as a site out of reach", async () => {
  const desk = await aSite({ storyBytes: 100_000, mediaBytes: 100_000 });
  const port = portTo(desk);
  const bytes = webp("x".repeat(8_000_000));
  const large: PictureToSend = {
    ...picture(1),
    renditions: [renditionOf(bytes, 2400)],
    read: () => Promise.resolve(new Uint8Array(bytes)),
  };
  const long = story({
    article: article([block("headline", "Dài"), block("paragraph", "đoạn ".repeat(1_000_000))]),
  });
  for (let times = 0; times < 2; times++) {
    expect(await port.putPicture(story(), large)).toMatchObject({
      ok: false,
      problem: { kind: "pictureRefused", said: "a picture may have at most 100000 bytes" },
    });
    expect(await port.publish(long, { remoteId: STORY_ID, changedAt: null }, [])).toMatchObject({
      ok: false,
      problem: { kind: "storyRefused", said: "a story may have at most 100000 bytes" },
    });
  }
});
