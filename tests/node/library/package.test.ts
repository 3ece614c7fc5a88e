import { createHash, randomUUID } from "node:crypto";
import { appendFile, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { BODY, EMPTY_DETAILS, figuresOf, lineOf, textOf } from "#core/article";
import { bytesOf } from "#core/bridge";
import { packed } from "#core/exchange";
import { openLibrary, openPackage, packStory, type Library } from "#node/library";

const made: string[] = [];
const libraries: Library[] = [];

afterEach(async () => {
  for (const library of libraries.splice(0)) await library.close();
  for (const dir of made.splice(0)) await rm(dir, { recursive: true, force: true });
});

async function library(known?: string): Promise<Library> {
  const dir = known ?? (await mkdtemp(join(tmpdir(), "morasse-package-")));
  made.push(dir);
  const opened = await openLibrary(dir, { host: "cli", now: () => new Date(), newId: randomUUID });
  if (!opened.ok) throw new Error(opened.problem.kind);
  libraries.push(opened.value);
  return opened.value;
}

const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const SHA = sha256(PICTURE);

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function story(at: Library): Promise<string> {
  const created = await at.create({
    details: { ...EMPTY_DETAILS, section: "thoi-su" },
    blocks: [
      { kind: "headline", text: lineOf("Nước lên sớm") },
      { kind: "paragraph", text: lineOf("Con nước lên sớm hơn mọi năm.") },
      {
        kind: "figure",
        id: randomUUID(),
        want: "bến sông",
        picture: { sha256: SHA, extension: "jpg", widthPx: 10, heightPx: 10 },
        caption: lineOf("Bến sông sáng nay."),
        credit: lineOf("Thu Hà"),
        altText: [],
      },
    ],
  });
  if (!created.ok) throw new Error(created.problem.kind);
  const kept = await at.keepOriginal(created.value.id, SHA, "jpg", PICTURE);
  if (!kept.ok) throw new Error(kept.problem.kind);
  return created.value.id;
}

/** Types at the end of the first paragraph, as a screen of that library would. */
async function type(at: Library, id: string, text: string): Promise<void> {
  const opened = await at.open(id);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf(opened.value.state));
  const before = Y.encodeStateVector(doc);
  const paragraph = doc
    .getXmlFragment(BODY)
    .toArray()
    .find((child) => child instanceof Y.XmlElement && child.nodeName === "paragraph") as Y.XmlElement;
  const typed = paragraph.get(0) as Y.XmlText;
  typed.insert(typed.length, text);
  const appended = await at.append(id, Y.encodeStateAsUpdate(doc, before), null);
  expect(appended.ok).toBe(true);
}

async function packageOf(at: Library, id: string): Promise<Uint8Array> {
  const pack = await packStory(at, id, new Date());
  if (!pack.ok) throw new Error(pack.problem.kind);
  return pack.value;
}

async function articleIn(at: Library, id: string) {
  const article = await at.article(id);
  if (!article.ok) throw new Error(article.problem.kind);
  return article.value;
}

test("B30 a story travels whole in its package: text, details and pictures, under its own id", async () => {
  const [desk, other] = [await library(), await library()];
  const id = await story(desk);
  const opened = await openPackage(other, await packageOf(desk, id));
  expect(opened).toMatchObject({
    ok: true,
    value: { story: { id, title: "Nước lên sớm", section: "thoi-su", picturesFilled: 1 }, newsroom: [] },
  });
  expect(await articleIn(other, id)).toEqual(await articleIn(desk, id));
  expect(await readdir(join(other.folder(id)!, "pictures"))).toEqual([`${SHA}.jpg`]);
  expect(other.list({ text: "nuoc len" }).stories.map((summary) => summary.id)).toEqual([id]);
});

test("B31 opening a package of a story the library has merges both people's work", async () => {
  const [desk, other] = [await library(), await library()];
  const id = await story(desk);
  await openPackage(other, await packageOf(desk, id));
  await type(desk, id, " Bà con kê đồ lên cao.");
  await type(other, id, " Đò ngang tạm nghỉ.");
  const back = await packageOf(other, id);
  expect((await openPackage(desk, back)).ok).toBe(true);
  expect((await openPackage(desk, back)).ok).toBe(true);
  const article = await articleIn(desk, id);
  const text = article.blocks
    .flatMap((block) => (block.kind === "paragraph" ? [textOf(block.text)] : []))
    .join("");
  expect(text).toContain("Bà con kê đồ lên cao.");
  expect(text).toContain("Đò ngang tạm nghỉ.");
  expect(text.split("Đò ngang").length).toBe(2);
  expect(figuresOf(article)).toHaveLength(1);
});

test("B32 a damaged package changes nothing in the library", async () => {
  const [desk, other] = [await library(), await library()];
  const bytes = await packageOf(desk, await story(desk));
  expect(await openPackage(other, bytes.slice(0, bytes.length - 40))).toMatchObject({ ok: false });
  expect(await openPackage(other, new TextEncoder().encode("not a zip"))).toEqual({
    ok: false,
    problem: { kind: "notAPackage" },
  });
  expect(other.list({}).total).toBe(0);
});

test("B32 a package with a picture that is not what its name says changes neither text nor pictures", async () => {
  const [desk, other] = [await library(), await library()];
  const id = await story(desk);
  await openPackage(other, await packageOf(desk, id));
  const before = await articleIn(other, id);
  await type(desk, id, " Bà con kê đồ lên cao.");
  await desk.flush();
  const files = [
    { path: "story.log", bytes: await readFile(join(desk.folder(id)!, "story.log")) },
    { path: `pictures/${SHA}.jpg`, bytes: PICTURE },
    { path: `pictures/${"0".repeat(64)}.jpg`, bytes: PICTURE },
  ];
  const bytes = packed({ id, madeAt: new Date().toISOString(), files }, sha256);
  const damaged = { ok: false, problem: { kind: "packageDamaged", file: files[2]!.path } };
  expect(await openPackage(other, bytes)).toEqual(damaged);
  expect(await articleIn(other, id)).toEqual(before);
  const third = await library();
  expect(await openPackage(third, bytes)).toEqual(damaged);
  expect(third.list({}).total).toBe(0);
});

test("B32 a package whose log is of another story is damaged", async () => {
  const [desk, other] = [await library(), await library()];
  const id = await story(desk);
  const files = [{ path: "story.log", bytes: await readFile(join(desk.folder(id)!, "story.log")) }];
  const bytes = packed({ id: randomUUID(), madeAt: new Date().toISOString(), files }, sha256);
  expect(await openPackage(other, bytes)).toEqual({
    ok: false,
    problem: { kind: "packageDamaged", file: "story.log" },
  });
});

test("B33 a package opened twice at the same moment makes one story, with its pictures", async () => {
  const [desk, other] = [await library(), await library()];
  const id = await story(desk);
  const bytes = await packageOf(desk, id);
  const opened = await Promise.all([1, 2, 3].map(() => openPackage(other, bytes)));
  expect(opened.map((outcome) => outcome.ok)).toEqual([true, true, true]);
  expect(other.list({}).total).toBe(1);
  expect(await readdir(join(other.folder(id)!, ".."))).toHaveLength(1);
  expect(await readdir(join(other.folder(id)!, "pictures"))).toEqual([`${SHA}.jpg`]);
});

test("B34 packing a story leaves what was mended to be told to its writer", async () => {
  const desk = await library();
  const id = await story(desk);
  const dir = desk.dir;
  await desk.close();
  await appendFile(join(desk.folder(id)!, "story.log"), "torn");
  const again = await library(dir);
  const other = await library();
  expect((await openPackage(other, await packageOf(again, id))).ok).toBe(true);
  const opened = await again.open(id);
  expect(opened.ok && opened.value.recovered.map(({ kind }) => kind)).toEqual(["logCut"]);
});
