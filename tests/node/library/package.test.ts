import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { BODY, EMPTY_DETAILS, figuresOf, lineOf, textOf } from "#core/article";
import { bytesOf } from "#core/bridge";
import { openLibrary, openPackage, packStory, type Library } from "#node/library";

const made: string[] = [];
const libraries: Library[] = [];

afterEach(async () => {
  for (const library of libraries.splice(0)) await library.close();
  for (const dir of made.splice(0)) await rm(dir, { recursive: true, force: true });
});

async function library(): Promise<Library> {
  const dir = await mkdtemp(join(tmpdir(), "morasse-package-"));
  made.push(dir);
  const opened = await openLibrary(dir, { host: "cli", now: () => new Date(), newId: randomUUID });
  if (!opened.ok) throw new Error(opened.problem.kind);
  libraries.push(opened.value);
  return opened.value;
}

const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const SHA = createHash("sha256").update(PICTURE).digest("hex");

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

test("L30 a story travels whole in its package: text, details and pictures, under its own id", async () => {
  const [desk, other] = [await library(), await library()];
  const id = await story(desk);
  const opened = await openPackage(other, await packageOf(desk, id));
  expect(opened).toMatchObject({
    ok: true,
    value: { id, title: "Nước lên sớm", section: "thoi-su", picturesFilled: 1 },
  });
  expect(await articleIn(other, id)).toEqual(await articleIn(desk, id));
  expect(await readdir(join(other.folder(id)!, "pictures"))).toEqual([`${SHA}.jpg`]);
  expect(other.list({ text: "nuoc len" }).stories.map((summary) => summary.id)).toEqual([id]);
});

test("L31 opening a package of a story the library has merges both people's work", async () => {
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

test("L32 a damaged package changes nothing in the library", async () => {
  const [desk, other] = [await library(), await library()];
  const bytes = await packageOf(desk, await story(desk));
  expect(await openPackage(other, bytes.slice(0, bytes.length - 40))).toMatchObject({ ok: false });
  expect(await openPackage(other, new TextEncoder().encode("not a zip"))).toEqual({
    ok: false,
    problem: { kind: "notAPackage" },
  });
  expect(other.list({}).total).toBe(0);
});
