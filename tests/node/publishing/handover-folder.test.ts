import { DOMParser } from "@xmldom/xmldom";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { bytesOf } from "#core/bridge";
import { NinjsItem, storyOfNinjs } from "#core/exchange";
import type { Aim, HandOverTarget, JobView } from "#core/publishing";
import type { Publisher } from "#node/publishing";
import { NINJS_PROPERTIES } from "../../../core/exchange/names.ts";
import { filesIn, handedIn, onlyStoryIn } from "./handed.ts";
import { captionOf, CREDIT, must, newsroom, STORY, until, type Newsroom } from "./newsroom.ts";

/** Stories handed over in a folder, by the real outbox. */

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Desk {
  readonly room: Newsroom;
  readonly publisher: Publisher;
  send(id: string, aim?: Aim, again?: true): Promise<JobView>;
}

async function folder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "morasse-handed-"));
  closers.push(() => rm(root, { recursive: true, force: true }));
  return root;
}

function targetAt(root: string, more: Partial<HandOverTarget> = {}): HandOverTarget {
  return {
    kind: "handover",
    id: "in",
    name: "Nhà in",
    url: `${pathToFileURL(root).href}/`,
    user: "",
    formats: ["ninjs", "newsml", "html"],
    ...more,
  };
}

async function desk(target: HandOverTarget): Promise<Desk> {
  const room = await newsroom(() => [target], {
    pace: { pollMs: 50, patience: { baseMs: 5_000, bytesPerSecond: 1e9 } },
  });
  closers.push(() => room.close());
  const publisher = await room.open();
  return {
    room,
    publisher,
    async send(id, aim = { kind: "public" }, again) {
      const job = must(await publisher.publish(id, "in", { aim, ...(again ? { again } : {}) }));
      return until(publisher, job.id, ["done", "stopped"]);
    },
  };
}

const done = { kind: "done", differences: [] };

test("P60 a story handed over lies whole in one folder, in every format, with its pictures beside it", async () => {
  const root = await folder();
  const { room, send } = await desk(targetAt(root));
  const id = await room.write();
  const job = await send(id);
  expect(job.state).toMatchObject(done);

  const story = onlyStoryIn(root);
  expect(story.stem).toBe(`cau-moi-noi-hai-bo-song-day-${id.slice(0, 8)}`);
  const { manifest } = story;
  expect(manifest).toMatchObject({
    guid: `urn:uuid:${id}`,
    version: 1,
    standing: "public",
    pubStatus: "usable",
    headline: STORY.headline,
  });
  const pictures = manifest.files.filter(({ role }) => role === "picture");
  expect(new Set(pictures.map(({ picture }) => picture!.original)).size).toBe(3);
  expect(pictures[0]!.picture).toMatchObject({ caption: captionOf(1), credit: CREDIT });
  const at = (role: string) => manifest.files.find((file) => file.role === role)!.path;

  // ninjs: closed as IPTC's schema is, each rendition with its address.
  const item: unknown = JSON.parse(story.read(at("ninjs")));
  const read = NinjsItem.parse(item);
  const known = new Set<string>(NINJS_PROPERTIES);
  expect(Object.keys(read).filter((name) => !known.has(name))).toEqual([]);
  expect(read.pubStatus).toBe("usable");
  expect(read.associations!.length).toBe(3);
  for (const association of read.associations!) {
    for (const rendition of association.renditions!) {
      expect(pathToFileURL(join(root, story.stem, "v", rendition.title!)).href).toBe(rendition.href);
    }
  }
  // NewsML-G2: a real parser finds the same pictures where it says they lie.
  const document = new DOMParser({
    onError: (_, message) => {
      throw new Error(String(message));
    },
  }).parseFromString(story.read(at("newsml")), "text/xml");
  const remote = [...document.getElementsByTagName("remoteContent")];
  expect(remote.map((one) => one.getAttribute("href")!.replace("../", "")).sort()).toEqual(
    pictures.map(({ path }) => path).sort(),
  );
  // The page: everything written is on it, and its pictures lie where it looks for them.
  const page = story.read(at("html"));
  for (const text of [STORY.headline, STORY.lead, captionOf(2), CREDIT, STORY.byline])
    expect(page).toContain(text);
  const shown = [...page.matchAll(/ src="\.\.\/([^"]+)"/g)].map((match) => match[1]!);
  expect(shown.length).toBe(3);
  for (const path of shown) expect(story.files).toContain(path);

  const [receipt] = await room.library.receipts(id);
  expect(receipt).toMatchObject({ targetKind: "handover", remoteId: story.stem, differences: [] });
  expect(receipt!.url).toBe(pathToFileURL(join(root, story.stem, at("html"))).href);
});

test("P60 only what was asked for is handed over", async () => {
  const root = await folder();
  const { room, send } = await desk(targetAt(root, { formats: ["newsml"] }));
  expect((await send(await room.write({ pictures: 1 }))).state).toMatchObject(done);
  const roles = new Set(onlyStoryIn(root).manifest.files.map(({ role }) => role));
  expect([...roles].sort()).toEqual(["newsml", "picture"]);
});

test("P62 a newer version takes the place of the older in the same folder, and no picture is sent twice", async () => {
  const root = await folder();
  const { room, send } = await desk(targetAt(root));
  const id = await room.write();
  await send(id);
  const before = onlyStoryIn(root);
  await writeFile(join(root, before.stem, "ghi-chu.txt"), "của bên nhận");
  await room.rewrite(id, "Đoạn này đã được viết lại.");
  expect((await send(id)).state).toMatchObject(done);
  const [after, ...others] = handedIn(root);
  expect(others).toEqual([]);
  expect(after!.stem).toBe(before.stem);
  expect(after!.manifest.version).toBe(2);
  const pictures = (paths: readonly string[]) => paths.filter((path) => path.startsWith("pictures/"));
  expect(pictures(after!.files)).toEqual(pictures(before.files));
  // What the receivers put there is theirs; of ours nothing is left that the manifest does not name.
  expect(after!.files.filter((path) => !after!.manifest.files.some((file) => file.path === path))).toEqual([
    "ghi-chu.txt",
  ]);
  expect(after!.read(after!.manifest.files.find(({ role }) => role === "html")!.path)).toContain("viết lại");
});

test("P62 the same text is not handed over again unasked, and one whose folder was taken away is written anew", async () => {
  const root = await folder();
  const { room, publisher, send } = await desk(targetAt(root));
  const id = await room.write({ pictures: 1 });
  await send(id);
  expect(await publisher.publish(id, "in")).toMatchObject({ ok: false, problem: { kind: "nothingNew" } });
  const { stem } = onlyStoryIn(root);
  await rm(join(root, stem), { recursive: true });
  expect((await send(id, { kind: "public" }, true)).state).toMatchObject(done);
  expect(onlyStoryIn(root).stem).toBe(stem);
});

test("P64 another desk's version is not written over unseen; seen, it is gone above", async () => {
  const root = await folder();
  const target = targetAt(root);
  const [a, b] = [await desk(target), await desk(target)];
  const id = await a.room.write({ pictures: 1 });
  must(await b.room.library.adopt(id, bytesOf(must(await a.room.library.open(id)).state)));
  await b.room.library.keepOriginal(id, ...(await originalOf(a.room, id)));
  await a.send(id);
  await a.room.rewrite(id, "Bản của máy thứ nhất.");
  await a.send(id);
  await b.room.rewrite(id, "Bản của máy thứ hai.");
  const job = await b.send(id);
  expect(job.state).toMatchObject({ kind: "stopped", problem: { kind: "olderThanSite", version: 2 } });
  expect(onlyStoryIn(root).manifest.version).toBe(2);
  await b.publisher.retry(job.id);
  expect((await until(b.publisher, job.id, ["done", "stopped"])).state).toMatchObject(done);
  expect(onlyStoryIn(root).manifest.version).toBe(3);
  // And the first desk, which saw its own version last.
  await a.room.rewrite(id, "Bản nữa của máy thứ nhất.");
  expect((await a.send(id)).state).toMatchObject({ kind: "stopped", problem: { kind: "changedOnSite" } });
});

async function originalOf(room: Newsroom, id: string): Promise<[string, string, Uint8Array<ArrayBuffer>]> {
  const article = must(await room.library.article(id));
  const figure = article.blocks.find((block) => block.kind === "figure");
  if (figure?.kind !== "figure" || figure.picture === null) throw new Error("no picture");
  const { sha256, extension } = figure.picture;
  const path = await room.library.originalPath(id, sha256, extension);
  return [sha256, extension, new Uint8Array(await readFile(path!))];
}

test("P65 a story with an hour is handed over at once with its embargo in every file that knows one", async () => {
  const root = await folder();
  const { room, send } = await desk(targetAt(root));
  const at = "2099-01-02T03:00:00.000Z";
  expect((await send(await room.write({ pictures: 0 }), { kind: "scheduled", at })).state).toMatchObject(
    done,
  );
  const story = onlyStoryIn(root);
  expect(story.manifest).toMatchObject({ standing: "scheduled", embargoedUntil: at, pubStatus: "usable" });
  const path = (role: string) => story.manifest.files.find((file) => file.role === role)!.path;
  expect(JSON.parse(story.read(path("ninjs")))).toMatchObject({ embargoedUntil: at });
  expect(story.read(path("newsml"))).toContain(`<embargoed>${at}</embargoed>`);
});

for (const kind of ["withdrawn", "killed"] as const) {
  test(`P65 a story ${kind} is a new version that says so and why, ${kind === "killed" ? "without" : "with"} its pictures`, async () => {
    const root = await folder();
    const { room, send } = await desk(targetAt(root));
    const id = await room.write();
    await send(id);
    const before = onlyStoryIn(root);
    const reason = "Nguồn tin <rút> lời";
    expect((await send(id, { kind, reason })).state).toMatchObject(done);
    const story = onlyStoryIn(root);
    expect(story.stem).toBe(before.stem);
    expect(story.manifest).toMatchObject({ version: 2, standing: kind, pubStatus: "canceled", reason });
    const pictures = (files: readonly string[]) => files.filter((path) => path.startsWith("pictures/"));
    expect(pictures(story.files)).toEqual(kind === "killed" ? [] : pictures(before.files));
    const path = (role: string) => story.manifest.files.find((file) => file.role === role)!.path;
    expect(JSON.parse(story.read(path("ninjs")))).toMatchObject({
      uri: `urn:uuid:${id}`,
      version: "2",
      pubStatus: "canceled",
      edNote: reason,
    });
    expect(storyOfNinjs(JSON.parse(story.read(path("ninjs")))).ok).toBe(true);
    expect(story.read(path("newsml"))).toContain('qcode="stat:canceled"');
    const page = story.read(path("html"));
    expect(page).toContain("Nguồn tin &lt;rút&gt; lời");
    expect(page).not.toContain(STORY.paragraphs[0]);
  });
}

test("P66 a folder that is not there is said, waited for, and used once it is back", async () => {
  const root = await folder();
  const target = targetAt(root);
  const { room, publisher } = await desk(target);
  const id = await room.write({ pictures: 1 });
  const away = `${root}-away`;
  await rename(root, away);
  closers.push(() => rm(away, { recursive: true, force: true }));
  expect(await publisher.test(target)).toEqual({
    ok: false,
    problem: { kind: "folderGone", path: `${root}/` },
  });
  expect(await publisher.reachable()).toEqual({ in: false });
  const job = must(await publisher.publish(id, "in"));
  const waiting = await until(publisher, job.id, ["waiting", "stopped", "done"]);
  await expect
    .poll(() => publisher.jobs().find((one) => one.id === waiting.id)!.state)
    .toMatchObject({ kind: "waiting", problem: { kind: "folderGone", path: `${root}/` } });
  // Nothing was made where the folder was.
  expect(readdirSync(join(root, "..")).includes(root.slice(root.lastIndexOf("/") + 1))).toBe(false);
  await rename(away, root);
  expect((await until(publisher, job.id, ["done", "stopped"])).state).toMatchObject(done);
  onlyStoryIn(root);
  expect(must(await publisher.test(target))).toMatchObject({ siteName: `${root}/`, mayPublish: true });
  expect(readdirSync(root).length).toBe(1);
});

const LINKS = ["", "/pictures", "/manifest.json"] as const;

for (const link of LINKS) {
  test(`P67 nothing is written or read through a link that leads out of the folder: <story>${link}`, async () => {
    const root = await folder();
    const elsewhere = await folder();
    const { room, send } = await desk(targetAt(root));
    const id = await room.write({ pictures: 1 });
    const stem = join(root, `cau-moi-noi-hai-bo-song-day-${id.slice(0, 8)}`);
    if (link !== "") await mkdir(stem);
    await writeFile(join(elsewhere, "kept"), "");
    await symlink(link.endsWith(".json") ? join(elsewhere, "kept") : elsewhere, `${stem}${link}`);
    expect((await send(id)).state).toMatchObject({ kind: "stopped", problem: { kind: "notAllowed" } });
    expect(filesIn(elsewhere)).toEqual(["kept"]);
  });
}

test("P67 another story's folder of the same short name is left alone", async () => {
  const root = await folder();
  const { room, send } = await desk(targetAt(root));
  const id = await room.write({ pictures: 0 });
  const stem = `cau-moi-noi-hai-bo-song-day-${id.slice(0, 8)}`;
  await mkdir(join(root, stem));
  const other = {
    format: "morasse-handover/1",
    guid: "urn:uuid:00000000-0000-4000-8000-000000000000",
    version: 9,
    standing: "public",
    pubStatus: "usable",
    headline: "Bài khác",
    language: "vi",
    marker: "m",
    changedAt: "2026-01-01T00:00:00Z",
    files: [],
  };
  await writeFile(join(root, stem, "manifest.json"), JSON.stringify(other));
  expect((await send(id)).state).toMatchObject(done);
  expect(JSON.parse(await readFile(join(root, stem, "manifest.json"), "utf8"))).toEqual(other);
  expect(
    handedIn(root)
      .map((one) => one.stem)
      .sort(),
  ).toEqual([stem, `cau-moi-noi-hai-bo-song-day-${id}`].sort());
});

test("P64 a damaged manifest stops nobody: it is written anew", async () => {
  const root = await folder();
  const { room, send } = await desk(targetAt(root));
  const id = await room.write({ pictures: 1 });
  await send(id);
  const { stem } = onlyStoryIn(root);
  await writeFile(join(root, stem, "manifest.json"), '{"format": "morasse-handover/1", "vers');
  expect((await send(id, { kind: "public" }, true)).state).toMatchObject(done);
  expect(onlyStoryIn(root).manifest.version).toBe(2);
});
