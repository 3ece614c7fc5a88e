import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { lineOf, type Block } from "#core/article";
import { failed, type Outcome } from "#core/bridge";
import type {
  HandOverTarget,
  PictureToSend,
  PublishProblem,
  RemotePicture,
  RemoteStory,
  StoryToSend,
} from "#core/publishing";
import { folderPlace } from "../../../node/publishing/handover-folder.ts";
import type { Place } from "../../../node/publishing/handover-place.ts";
import { handOverTarget } from "../../../node/publishing/handover-target.ts";
import { entriesIn } from "../../../node/publishing/multistatus.ts";
import { hash, storyWith } from "../../core/publishing/newsroom.ts";
import { handedIn, onlyStoryIn } from "./handed.ts";
import { must } from "./newsroom.ts";

const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true });
});

async function folder(): Promise<{ readonly root: string; readonly target: HandOverTarget }> {
  const root = await mkdtemp(join(tmpdir(), "morasse-handed-"));
  roots.push(root);
  const url = `${pathToFileURL(root).href}/`;
  return {
    root,
    target: {
      kind: "handover",
      id: "in",
      name: "Nhà in",
      url,
      user: "",
      formats: ["ninjs", "newsml", "html"],
    },
  };
}

function bytesOf(n: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Array.from({ length: 2_000 + n }, (_, at) => (at * 7 + n) % 256));
}

function picture(n: number): PictureToSend {
  const bytes = bytesOf(n);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    sha256: hash(n),
    extension: "jpg",
    renditions: [{ widthPx: 1200, heightPx: 800, sizeBytes: bytes.length, sha256, mimeType: "image/jpeg" }],
    read: async () => bytes,
    caption: "Chú thích",
    credit: "An",
    altText: "Cầu",
  };
}

/** A version of the story with so many pictures, each version with another text. */
function version(number: number, pictures: number, more: Partial<StoryToSend> = {}): StoryToSend {
  const story = storyWith(pictures);
  const said: Block = { kind: "paragraph", text: lineOf(`Bản thứ ${number}.`) };
  return {
    ...story,
    marker: `${number}0000000-0000-4000-8000-000000000000`,
    version: number,
    versionAt: `2026-11-22T07:00:0${number}.000Z`,
    article: { ...story.article, blocks: [...story.article.blocks, said] },
    ...more,
  };
}

/** The steps of a job, each taken again until it goes well. */
async function sent(
  port: () => ReturnType<typeof handOverTarget>,
  story: StoryToSend,
  known: RemoteStory | null,
  pictures: number,
): Promise<RemoteStory> {
  const remote = await atLast(() => port().findOrCreate(story, known));
  const put: RemotePicture[] = [];
  for (let n = 0; n < pictures; n++) put.push(await atLast(() => port().putPicture(story, picture(n))));
  const isKilled = story.aim.kind === "killed";
  const out = await atLast(() =>
    isKilled ? port().takeDown(story, remote, []) : port().publish(story, remote, put),
  );
  const { differences } = await atLast(() => port().readBack(story, out, put));
  expect(differences).toEqual([]);
  return out;
}

async function atLast<Value>(act: () => Promise<Outcome<Value, { readonly kind: string }>>): Promise<Value> {
  for (let tries = 0; tries < 200; tries++) {
    const outcome = await act();
    if (outcome.ok) return outcome.value;
    if (outcome.problem.kind !== "siteUnreachable") throw new Error(JSON.stringify(outcome.problem));
  }
  throw new Error("200 tries");
}

/** The place, whose calls fail before or after they were done, as chance says; `look` is called after each. */
function faulty(place: Place, chance: () => number, look: () => void): Place {
  const lost = failed<PublishProblem>({ kind: "siteUnreachable", host: place.host });
  const broken =
    <Args extends readonly unknown[], Value>(
      act: (...args: Args) => Promise<Outcome<Value, PublishProblem>>,
    ) =>
    async (...args: Args): Promise<Outcome<Value, PublishProblem>> => {
      const fate = chance();
      if (fate < 0.15) return lost;
      const outcome = await act(...args);
      look();
      return fate < 0.3 ? lost : outcome;
    };
  return {
    host: place.host,
    addressOf: place.addressOf,
    test: broken(place.test),
    list: broken(place.list),
    read: broken(place.read),
    makeFolder: broken(place.makeFolder),
    write: broken(place.write),
    remove: broken(place.remove),
    removeFolder: broken(place.removeFolder),
  };
}

test("P61 P63 whatever fails before or after it was done: at every moment a whole story, in the end each file once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.noBias(fc.integer({ min: 0, max: 999 }))), async (stream) => {
      const { root, target } = await folder();
      const chance = () => Number(stream.next().value) / 1000;
      const seen = new Set<number>();
      const look = () => {
        const stories = handedIn(root);
        expect(stories.length).toBeLessThanOrEqual(1);
        for (const { manifest } of stories) seen.add(manifest.version);
      };
      const port = () => handOverTarget(target, faulty(folderPlace(target.url), chance, look));
      const first = await sent(port, version(1, 3), null, 3);
      expect(onlyStoryIn(root).manifest.version).toBe(1);
      // Another text with fewer pictures.
      const second = await sent(port, version(2, 1), first, 1);
      const story = onlyStoryIn(root);
      expect(story.manifest.version).toBe(2);
      expect(story.files.length).toBe(4);
      const killed = version(3, 1, { aim: { kind: "killed", reason: "sai" } });
      await sent(port, killed, second, 0);
      expect(onlyStoryIn(root).files.length).toBe(3);
      expect([...seen]).toEqual([1, 2, 3]);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("P63 a publishing whose answer was lost is found again, and nothing is found that is not there", async () => {
  const { target } = await folder();
  const port = () => handOverTarget(target, folderPlace(target.url));
  const story = version(1, 0);
  const remote = must(await port().findOrCreate(story, null));
  expect(await port().lookUp([{ story, pictures: [] }], remote)).toEqual({ ok: true, value: null });
  const out = must(await port().publish(story, remote, []));
  expect(await port().lookUp([{ story, pictures: [] }], remote)).toEqual({
    ok: true,
    value: { version: 1, published: out },
  });
  const newer = version(2, 0, { marker: story.marker });
  expect(
    await port().lookUp(
      [
        { story: newer, pictures: [] },
        { story, pictures: [] },
      ],
      remote,
    ),
  ).toEqual({
    ok: true,
    value: { version: 1, published: out },
  });
});

test("P64 of two desks that hand over the same version at once one comes through, and the other is told", async () => {
  const { root, target } = await folder();
  const place = folderPlace(target.url);
  const [a, b] = [
    version(1, 0),
    version(1, 0, { marker: "b0000000-0000-4000-8000-000000000000", versionAt: "2026-11-22T08:00:00.000Z" }),
  ];
  const remote = must(await handOverTarget(target, place).findOrCreate(a, null));
  // The second puts its manifest in place after the first has looked and before it has put its own.
  let interfere = true;
  const slow: Place = {
    ...place,
    async write(path, bytes, seen) {
      if (path.endsWith("manifest.json") && interfere) {
        interfere = false;
        must(await handOverTarget(target, place).publish(b, remote, []));
      }
      return place.write(path, bytes, seen);
    },
  };
  expect(await handOverTarget(target, slow).publish(a, remote, [])).toMatchObject({
    ok: false,
    problem: { kind: "changedOnSite", changedAt: b.versionAt, version: 1 },
  });
  expect(onlyStoryIn(root).manifest.marker).toBe(b.marker);
});

test("P63 pictures that were taken away before the story came are said, so that they are sent again", async () => {
  const { root, target } = await folder();
  const port = handOverTarget(target, folderPlace(target.url));
  const story = version(1, 2);
  const remote = must(await port.findOrCreate(story, null));
  const pictures = [
    must(await port.putPicture(story, picture(0))),
    must(await port.putPicture(story, picture(1))),
  ];
  await writeFile(join(root, remote.remoteId, pictures[1]!.remoteId), "halb");
  expect(await port.publish(story, remote, pictures)).toMatchObject({
    ok: false,
    problem: { kind: "picturesGone", pictures: [hash(1)] },
  });
  must(await port.putPicture(story, picture(1)));
  must(await port.publish(story, remote, pictures));
  onlyStoryIn(root);
});

test("P68 a file that was changed or taken away since is found when the story is read back", async () => {
  const { root, target } = await folder();
  const port = handOverTarget(target, folderPlace(target.url));
  const story = version(1, 2);
  const remote = must(await port.findOrCreate(story, null));
  const pictures = [
    must(await port.putPicture(story, picture(0))),
    must(await port.putPicture(story, picture(1))),
  ];
  const out = must(await port.publish(story, remote, pictures));
  const { manifest, stem } = onlyStoryIn(root);
  const text = join(root, stem, manifest.files.find(({ role }) => role === "newsml")!.path);
  const before = await readFile(text);
  // As long as before, with one other byte.
  await writeFile(text, Buffer.concat([before.subarray(0, -2), Buffer.from(" \n")]));
  await rm(join(root, stem, pictures[1]!.remoteId));
  const read = must(await port.readBack(story, out, pictures));
  expect(read.differences).toEqual([
    { what: "file", expected: `${stem}/${manifest.files.find(({ role }) => role === "newsml")!.path}` },
    { what: "picture", expected: expect.any(String) as string },
  ]);
  await rm(join(root, stem), { recursive: true });
  expect(must(await port.readBack(story, out, pictures))).toMatchObject({
    status: 404,
    differences: [{ what: "file", expected: `${stem}/manifest.json` }],
  });
});

test("P67 what a manifest names outside of its folder is neither read nor cleared away", async () => {
  const { root, target } = await folder();
  const port = handOverTarget(target, folderPlace(target.url));
  const story = version(1, 0);
  const remote = must(await port.findOrCreate(story, null));
  must(await port.publish(story, remote, []));
  const path = join(root, remote.remoteId, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as { files: { path: string }[] };
  for (const out of [
    "../../etc/passwd",
    "/etc/passwd",
    "pictures/../../x",
    "v1-a/..",
    "pictures/.hidden",
    "c:\\x",
  ]) {
    manifest.files[0]!.path = out;
    await writeFile(path, JSON.stringify(manifest));
    // It is no manifest of ours any more.
    expect(must(await port.lookUp([{ story, pictures: [] }], remote))).toBe(null);
  }
  await expect(port.publish(story, { remoteId: "../anderswo", changedAt: null }, [])).rejects.toThrow(
    RangeError,
  );
  const place = folderPlace(target.url);
  for (const bad of ["../x", "a/../../x", "a//b", "a\\..\\b"]) {
    await expect(place.read(bad, 10)).rejects.toThrow(RangeError);
  }
});

test("P67 a WebDAV server's listing is taken for the folder's own entries alone", () => {
  const at = new URL("http://bao.example/dav/in/");
  const listing = (hrefs: readonly string[]) =>
    `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${hrefs
      .map(
        (href) =>
          `<D:response><D:href>${href}</D:href><D:propstat><D:prop><lp1:resourcetype>${href.endsWith("/") ? "<D:collection/>" : ""}</lp1:resourcetype><lp1:getcontentlength>12</lp1:getcontentlength></D:prop></D:propstat></D:response>`,
      )
      .join("")}</D:multistatus>`;
  expect(
    entriesIn(
      listing([
        "/dav/in/",
        "/dav/in/gia-xang-5f0c8f5e/",
        "http://bao.example/dav/in/a%20b&amp;c.json",
        "/dav/in/../../etc/passwd",
        "/dav/in/x/y.json",
        "/dav/out/z.json",
        "/dav/in/%2e%2e%2fz",
        "/dav/in/%zz",
      ]),
      at,
    ),
  ).toEqual([
    { name: "gia-xang-5f0c8f5e", isFolder: true, sizeBytes: 12 },
    { name: "a b&c.json", isFolder: false, sizeBytes: 12 },
  ]);
  expect(entriesIn("<html><body>Welcome</body></html>", at)).toBe(null);
  // One that never ends what it begins costs no more than its length.
  expect(entriesIn(`<multistatus>${"<response><href>".repeat(200_000)}`, at)).toEqual([]);
});
