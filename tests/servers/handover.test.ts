import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { folderOfVersion, type Aim, type HandOverTarget, type JobView } from "#core/publishing";
import type { Publisher } from "#node/publishing";
import type { Place } from "../../node/publishing/handover-place.ts";
import { handOverTarget, placeOf } from "../../node/publishing/handover-target.ts";
import { storyWith } from "../core/publishing/newsroom.ts";
import { filesIn, onlyStoryIn } from "../node/publishing/handed.ts";
import { must, newsroom, STORY, until, type Newsroom } from "../node/publishing/newsroom.ts";
import { faultsMade, handOverServer, newFolder, setFault, type HandOverFault } from "./handover.ts";

/** Stories handed over to a real OpenSSH and a real WebDAV server, and that each is there whole and once. */

const server = handOverServer();
const closers: (() => unknown)[] = [];
afterEach(async () => {
  await setFault(server, {});
  for (const close of closers.splice(0).reverse()) await close();
});

interface Desk {
  readonly room: Newsroom;
  readonly publisher: Publisher;
  send(id: string, aim?: Aim): Promise<JobView>;
}

async function desk(target: HandOverTarget, secret: string = server.secret): Promise<Desk> {
  const room = await newsroom(() => [target], {
    secrets: { read: async () => secret, save: async () => undefined, remove: async () => undefined },
    pace: { pollMs: 200, patience: { baseMs: 3_000, bytesPerSecond: 1e6 } },
    // One connection for each request, so that a fault hits what it is meant for.
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), connection: "close" },
      }),
  });
  closers.push(() => room.close());
  const publisher = await room.open();
  return {
    room,
    publisher,
    async send(id, aim = { kind: "public" }) {
      const job = must(await publisher.publish(id, "in", { aim }));
      return until(publisher, job.id, ["done", "stopped"], 50_000);
    },
  };
}

const done = { kind: "done", differences: [] };

test("P77 a story is handed over, changed, withdrawn and killed on the real server, whole each time", async () => {
  const { root, straight } = newFolder(server);
  const { room, send } = await desk(straight);
  const id = await room.write();
  expect((await send(id)).state).toMatchObject(done);
  const first = onlyStoryIn(root);
  expect(first.manifest).toMatchObject({ version: 1, headline: STORY.headline });
  const pictures = (files: readonly string[]) => files.filter((path) => path.startsWith("pictures/"));
  expect(pictures(first.files).length).toBeGreaterThanOrEqual(3);

  await room.rewrite(id, "Đoạn này đã được viết lại.");
  expect((await send(id)).state).toMatchObject(done);
  const second = onlyStoryIn(root);
  expect([second.stem, second.manifest.version]).toEqual([first.stem, 2]);
  expect(pictures(second.files)).toEqual(pictures(first.files));

  expect((await send(id, { kind: "withdrawn", reason: "sai nguồn" })).state).toMatchObject(done);
  expect(onlyStoryIn(root).manifest).toMatchObject({
    version: 3,
    standing: "withdrawn",
    reason: "sai nguồn",
  });
  expect((await send(id, { kind: "killed", reason: "kiện" })).state).toMatchObject(done);
  const last = onlyStoryIn(root);
  expect(last.manifest).toMatchObject({ version: 4, standing: "killed", pubStatus: "canceled" });
  expect(last.files.length).toBe(3);
  const receipts = await room.library.receipts(id);
  expect(receipts.map(({ aim, differences }) => [aim?.kind, differences.length])).toEqual([
    ["public", 0],
    ["public", 0],
    ["withdrawn", 0],
    ["killed", 0],
  ]);
});

const FAULTS: Readonly<Record<string, HandOverFault>> =
  server.kind === "webdav"
    ? {
        "an upload is cut in the middle": { match: "PUT ", cutUploadAfter: 30_000, times: 2 },
        "the answer to an upload is lost": { match: "PUT ", dropResponse: true, times: 2 },
        "the answer to a renaming is lost": { match: "MOVE ", dropResponse: true, times: 3 },
        "a renaming is never answered": { match: "MOVE ", blackhole: true, times: 1 },
        "the answer to a new folder is lost": { match: "MKCOL ", dropResponse: true, times: 2 },
        "a listing is cut": { match: "PROPFIND ", cutResponseAfter: 100, times: 2 },
        "clearing away is lost": { match: "DELETE ", dropResponse: true, times: 1 },
        "connections are refused for a while": { refuse: true, times: 4 },
        "answers are lost again and again": { dropResponse: true, times: 6 },
      }
    : {
        "the connection is cut at once": { cutUploadAfter: 10, times: 2 },
        "the connection is cut while it signs in": { cutUploadAfter: 1_500, times: 2 },
        "an upload is cut in the middle": { cutUploadAfter: 60_000, times: 1 },
        "a later upload is cut": { cutUploadAfter: 250_000, times: 1 },
        "answers are lost early": { cutResponseAfter: 3_000, times: 2 },
        "answers are lost again and again": { cutResponseAfter: 4_500, times: 3 },
        "nothing is answered": { blackhole: true, times: 1 },
        "connections are refused for a while": { refuse: true, times: 3 },
      };

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`P77 exactly one story with each file once when ${name}`, async () => {
    const { root, through } = newFolder(server);
    const { room, send } = await desk(through);
    const id = await room.write();
    if (fault.match === "DELETE ") {
      // Only what takes the place of something clears away.
      await send(id);
      await room.rewrite(id, "Viết lại.");
    }
    await setFault(server, fault);
    expect((await send(id)).state).toMatchObject(done);
    expect(await faultsMade(server)).toBe(fault.times);
    const story = onlyStoryIn(root);
    expect(story.manifest.version).toBe(fault.match === "DELETE " ? 2 : 1);
    expect(new Set(story.manifest.files.map(({ picture }) => picture?.original)).size).toBe(4);
  });
}

test("P77 exactly one story with each file once wherever the connection is cut", async () => {
  const rounds = process.env["MORASSE_FULL"] === undefined ? 4 : 150;
  for (let round = 0; round < rounds; round++) {
    const { root, through } = newFolder(server);
    const { room, send } = await desk(through);
    const id = await room.write({ pictures: 2, widthPx: 700 });
    // Spread over all that is sent and all that is answered, from one seed.
    const place = (round * 7_919 + 13) % 101;
    const fault: HandOverFault =
      round % 2 === 0
        ? { cutUploadAfter: 200 + place * 1_500, times: 1 }
        : { cutResponseAfter: 50 + place * 60, times: 2 };
    await setFault(server, fault);
    const state = (await send(id)).state;
    expect(state, JSON.stringify(fault)).toMatchObject(done);
    await setFault(server, {});
    await room.rewrite(id, `Bản ${round}.`);
    await setFault(server, fault);
    expect((await send(id)).state, JSON.stringify(fault)).toMatchObject(done);
    expect(onlyStoryIn(root).manifest.version).toBe(2);
    await setFault(server, {});
  }
}, 3_600_000);

test("P64 of two desks that bring the same version at once one comes through, and the other is told", async () => {
  const { root, straight } = newFolder(server);
  const place = () => placeOf(straight, server.secret, { fetch });
  let seenAt: string | null = null;
  // First neither has anything there, then both know the same version.
  for (const version of [1, 2]) {
    const story = { ...storyWith(0), version };
    const mine = { ...story, marker: `a${version}000000-0000-4000-8000-000000000000` };
    const other = {
      ...story,
      marker: `b${version}000000-0000-4000-8000-000000000000`,
      versionAt: `2026-11-22T0${version}:00:00.000Z`,
    };
    const known = seenAt === null ? null : { remoteId: onlyStoryIn(root).stem, changedAt: seenAt };
    const remote = must(await handOverTarget(straight, place()).findOrCreate(mine, known));
    const between = place();
    let interferes = true;
    const slow: Place = {
      ...between,
      async write(path, bytes, seen) {
        if (path.endsWith("manifest.json") && interferes) {
          interferes = false;
          must(await handOverTarget(straight, place()).publish(other, remote, []));
        }
        return between.write(path, bytes, seen);
      },
    };
    expect(await handOverTarget(straight, slow).publish(mine, remote, [])).toMatchObject({
      ok: false,
      problem: { kind: "changedOnSite", changedAt: other.versionAt, version },
    });
    await rm(join(root, remote.remoteId, folderOfVersion(mine)), { recursive: true, force: true });
    expect(onlyStoryIn(root).manifest.marker).toBe(other.marker);
    seenAt = other.versionAt;
  }
});

test("P77 a manifest that was changed between look and rename is not replaced", async () => {
  const { root, straight } = newFolder(server);
  const place = placeOf(straight, server.secret, { fetch });
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(await place.write("manifest.json", bytes("one"), null)).toEqual({ ok: true, value: "written" });
  expect(await place.write("manifest.json", bytes("two"), null)).toEqual({ ok: true, value: "taken" });
  const seen = must(await place.read("manifest.json", 100))!;
  await rm(join(root, "manifest.json"));
  await writeFile(join(root, "manifest.json"), "somebody's");
  expect(await place.write("manifest.json", bytes("two"), seen)).toEqual({ ok: true, value: "taken" });
  const now = must(await place.read("manifest.json", 100))!;
  expect(await place.write("manifest.json", bytes("two"), now)).toEqual({ ok: true, value: "written" });
  expect(filesIn(root)).toEqual(["manifest.json"]);
  expect(new TextDecoder().decode(must(await place.read("manifest.json", 100))!.bytes)).toBe("two");
  expect(must(await place.read("manifest.json", 2))!.bytes.length).toBe(2);
});

test("P77 the same picture put there several times at once is there once, whole", async () => {
  const { root, straight } = newFolder(server);
  const place = placeOf(straight, server.secret, { fetch });
  const bytes = new Uint8Array(300_000).map((_, at) => at % 251);
  const put = await Promise.all(Array.from({ length: 6 }, () => place.write("a.jpg", bytes)));
  expect(put).toEqual(put.map(() => ({ ok: true, value: "written" })));
  expect(filesIn(root)).toEqual(["a.jpg"]);
  expect(Buffer.compare(must(await place.read("a.jpg", 400_000))!.bytes, bytes)).toBe(0);
});

test("P76 the connection test says who we are, leaves nothing behind, and tells a wrong password from a missing folder", async () => {
  const { root, straight } = newFolder(server);
  const { publisher } = await desk(straight);
  expect(must(await publisher.test(straight, server.secret))).toMatchObject({
    siteName: `127.0.0.1:${server.port}`,
    accountName: server.user,
    mayPublish: true,
  });
  expect(filesIn(root)).toEqual([]);
  expect(await publisher.test(straight, "wrong")).toMatchObject({ problem: { kind: "signInRefused" } });
  const away = { ...straight, url: `${straight.url}nicht-da/` };
  expect(await publisher.test(away, server.secret)).toMatchObject({ problem: { kind: "folderGone" } });
  expect(existsSync(join(root, "nicht-da"))).toBe(false);
});

test.skipIf(server.kind === "webdav")(
  "P69 an SFTP server whose key nobody trusts gets nothing, and one with another key stops the story",
  async () => {
    const { root, straight } = newFolder(server);
    const { hostKey, ...unknown } = straight;
    const { publisher } = await desk(straight);
    expect(await publisher.test(unknown, server.secret)).toEqual({
      ok: false,
      problem: { kind: "hostKeyUnknown", host: `127.0.0.1:${server.port}`, fingerprint: hostKey },
    });
    const other = `SHA256:${"A".repeat(43)}`;
    const { room, send } = await desk({ ...straight, hostKey: other });
    expect((await send(await room.write({ pictures: 0 }))).state).toEqual({
      kind: "stopped",
      problem: {
        kind: "hostKeyChanged",
        host: `127.0.0.1:${server.port}`,
        fingerprint: hostKey,
        trusted: other,
      },
    });
    expect(filesIn(root)).toEqual([]);
  },
);
