import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { figuresOf, type Figure } from "#core/article";
import type { Receipt } from "#core/publishing";
import { articleSha256 } from "#node/library";
import {
  Screen,
  desk,
  onlyStory,
  storiesIn,
  temporaryFolder,
  textsOf,
  until,
  value,
  written,
} from "./desk.ts";
import { QUICK } from "./quick.ts";

const titles = (list: { readonly stories: readonly { readonly title: string }[] }) =>
  list.stories.map(({ title }) => title);

function receiptOf(articleSha256: string, publishedAt: string, jobId = publishedAt): Receipt {
  return {
    jobId,
    targetId: "site",
    targetName: "Trang",
    targetKind: "site",
    remoteId: "1",
    url: "http://127.0.0.1/1",
    publishedAt,
    articleSha256,
    pictures: [],
    differences: [],
    page: { status: 200, sha256: "0".repeat(64), readAt: publishedAt },
  };
}

function figure(more: Partial<Figure> = {}): Figure {
  return {
    kind: "figure",
    id: "o-1",
    want: "",
    picture: null,
    caption: [],
    credit: [],
    altText: [],
    ...more,
  };
}

test("B21 the list has the last changed first, in pages, by section, state and trash", async () => {
  const { library } = await desk(temporaryFolder());
  const ids: string[] = [];
  for (const [title, section, stage] of [
    ["Một", "thoi-su", "draft"],
    ["Hai", "kinh-te", "ready"],
    ["Ba", "thoi-su", "ready"],
  ] as const)
    ids.push(value(await library.create(written(title, [], { section, stage }))).id);
  expect(titles(library.list({}))).toEqual(["Ba", "Hai", "Một"]);
  expect(library.list({ limit: 1, offset: 1 })).toMatchObject({ total: 3, stories: [{ title: "Hai" }] });
  expect(titles(library.list({ section: "thoi-su" }))).toEqual(["Ba", "Một"]);
  expect(titles(library.list({ state: "ready" }))).toEqual(["Ba", "Hai"]);
  expect(titles(library.list({ state: "ready", section: "thoi-su" }))).toEqual(["Ba"]);
  value(await (await Screen.open(library, ids[0]!)).type("Sửa."));
  await library.flush();
  expect(titles(library.list({}))).toEqual(["Một", "Ba", "Hai"]);
  value(await library.trash(ids[2]!));
  expect(titles(library.list({}))).toEqual(["Một", "Hai"]);
  expect(titles(library.list({ trashed: true }))).toEqual(["Ba"]);
});

test("B22 stories are found by words with or without marks, the last one begun, whatever else is typed", async () => {
  const { library } = await desk(temporaryFolder());
  const text = "Bộ trưởng nói về ĐƯỜNG sắt.".normalize("NFD");
  const { id } = value(await library.create(written("Hội nghị ở Đà Nẵng", [text], { tags: ["giao thông"] })));
  value(await library.create(written("Giá xăng")));
  const finding = [
    "duong",
    "đường",
    "ĐƯỜNG",
    "đường".normalize("NFD"),
    "da nang",
    "đà nẵ",
    "nang da",
    "giao th",
  ];
  for (const typed of [
    ...finding,
    '"duong sat"',
    'duong"',
    "(duong",
    "duong*",
    "-duong",
    "duong' --",
    "{duong}: ^sat",
  ])
    expect(
      library.list({ text: typed }).stories.map((story) => story.id),
      typed,
    ).toEqual([id]);
  for (const typed of [
    "duong AND",
    "duong OR xang",
    "NEAR(duong sat)",
    "text:duong",
    "\u0000",
    '""',
    '"',
    "*",
  ])
    expect(library.list({ text: typed }).total, typed).toBe(0);
  expect(library.list({ text: '"sat duong"' }).total).toBe(0);
  expect(library.list({ text: "xe lửa" }).total).toBe(0);
  expect(library.list({ text: " " }).total).toBe(2);
});

test("B22 what is typed is found once the index was told, and what was deleted is not", async () => {
  const { library, events } = await desk(temporaryFolder(), { waits: QUICK });
  const { id } = value(await library.create(written("Tít")));
  const screen = await Screen.open(library, id);
  value(await screen.type("Hà Giang"));
  await until(() => library.list({ text: "ha giang" }).total === 1);
  screen.doc.getXmlFragment("body").delete(1, 1);
  const { encodeStateAsUpdate } = await import("yjs");
  value(await library.append(id, encodeStateAsUpdate(screen.doc), screen));
  await until(() => library.list({ text: "ha giang" }).total === 0);
  expect(events.filter((event) => event.kind === "story").length).toBeGreaterThan(1);
});

for (const [what, spoil] of [
  ["deleted", (path: string) => rmSync(path)],
  ["no database", (path: string) => writeFileSync(path, "không phải SQLite".repeat(500))],
  ["cut", (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
] as const) {
  test(`B23 an index that is ${what} is made anew from the folders, trash and all`, async () => {
    const dir = temporaryFolder();
    const first = await desk(dir);
    const ids: string[] = [];
    for (const title of ["Một", "Hai", "Ba"])
      ids.push(value(await first.library.create(written(title, ["đường"]))).id);
    value(await first.library.trash(ids[1]!));
    const { stories } = first.library.list({});
    const trashed = first.library.list({ trashed: true });
    await first.library.close();
    spoil(join(dir, "index.sqlite"));

    const { library } = await desk(dir);
    expect(library.firstStart).toBe(false);
    await until(() => library.list({ text: "duong" }).total === 2);
    expect(library.list({}).stories).toEqual(stories);
    expect(library.list({ trashed: true })).toEqual(trashed);
    value(await library.restore(ids[1]!));
    expect(library.list({}).total).toBe(3);
  });
}

test("B23 a story that is not in the new index yet opens at once", async () => {
  const dir = temporaryFolder();
  const first = await desk(dir);
  const { id } = value(await first.library.create(written("Đường sắt")));
  await first.library.close();
  rmSync(join(dir, "index.sqlite"));
  const { library } = await desk(dir);
  expect(library.list({}).total).toBe(0);
  expect(textsOf(value(await library.article(id)))).toEqual(["Đường sắt"]);
});

test("B23 what happened to the folders while the library was closed is in the list", async () => {
  const dir = temporaryFolder();
  const first = await desk(dir);
  const ids: string[] = [];
  for (const title of ["Một", "Hai", "Ba"]) ids.push(value(await first.library.create(written(title))).id);
  const [one, two] = ids as [string, string];
  const folders = ids.map((id) => first.library.folder(id)!);
  await first.library.close();
  rmSync(folders[0]!, { recursive: true });
  mkdirSync(join(dir, "2026", "của Hà"));
  renameSync(folders[1]!, join(dir, "2026", "của Hà", "bài của Hà"));

  const { library, events } = await desk(dir, { waits: QUICK });
  expect(library.firstStart).toBe(false);
  await until(() => events.some((event) => event.kind === "storyGone" && event.id === one));
  await until(() => library.folder(two)!.endsWith("bài của Hà"));
  expect(titles(library.list({})).sort()).toEqual(["Ba", "Hai"]);
  expect(textsOf(value(await library.article(two)))).toEqual(["Hai"]);
});

test("B23 a library without a story says that it is the first start", async () => {
  const dir = temporaryFolder();
  const first = await desk(dir);
  expect(first.library.firstStart).toBe(true);
  value(await first.library.create());
  await first.library.close();
  expect((await desk(dir)).library.firstStart).toBe(false);
});

test("B24 a story is queued while the outbox has it, then published, and changed when it is edited", async () => {
  const dir = temporaryFolder();
  const { library, events } = await desk(dir);
  const { id } = value(await library.create(written("Đường sắt", [], { stage: "ready" })));
  const state = () => library.summary(id)!.state;
  library.markQueued(id, true);
  expect(state()).toBe("queued");
  expect(library.list({ state: "queued" }).total).toBe(1);
  expect(library.list({ state: "ready" }).total).toBe(0);
  const sent = articleSha256(value(await library.article(id)));
  value(await library.keepReceipt(id, receiptOf(sent, "2026-11-22T08:00:00.000Z")));
  expect(state()).toBe("queued");
  library.markQueued(id, false);
  expect(state()).toBe("published");
  expect(events.at(-1)).toMatchObject({ kind: "story", summary: { id, state: "published" } });
  const screen = await Screen.open(library, id);
  value(await screen.type("Sửa."));
  await library.flush();
  expect(state()).toBe("changed");
  const later = receiptOf(articleSha256(value(await library.article(id))), "2026-11-22T09:00:00.000Z");
  value(await library.keepReceipt(id, later));
  value(await library.keepReceipt(id, later));
  expect(state()).toBe("published");
  expect((await library.receipts(id)).map(({ publishedAt }) => publishedAt)).toEqual([
    "2026-11-22T08:00:00.000Z",
    "2026-11-22T09:00:00.000Z",
  ]);
  expect(readdirSync(join(library.folder(id)!, "receipts"))).toEqual([
    "2026-11-22T08-00-00.000Z-site.json",
    "2026-11-22T09-00-00.000Z-site.json",
  ]);
  await library.close();
  rmSync(join(dir, "index.sqlite"));
  const again = await desk(dir);
  await until(() => again.library.summary(id)?.state === "published");
});

test("B25 a duplicate has text and pictures of its own, is a draft, and was never sent", async () => {
  const { library } = await desk(temporaryFolder());
  const bytes = Buffer.from("một tấm ảnh");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const picture = { sha256, extension: "jpg", widthPx: 3, heightPx: 2 };
  const content = written("Đường sắt", ["Một."], { stage: "ready", section: "thoi-su" }, [
    figure({ picture }),
  ]);
  const { id } = value(await library.create(content));
  value(await library.keepOriginal(id, sha256, "jpg", bytes));
  value(await library.keepReceipt(id, receiptOf("0".repeat(64), "2026-11-22T08:00:00.000Z")));
  const copy = value(await library.duplicate(id));
  expect(copy).toMatchObject({
    title: "Đường sắt (bản sao)",
    section: "thoi-su",
    state: "draft",
    picturesFilled: 1,
  });
  expect(copy.id).not.toBe(id);
  const [was, is] = [value(await library.article(id)), value(await library.article(copy.id))];
  expect(figuresOf(is)[0]!.id).not.toBe(figuresOf(was)[0]!.id);
  expect(textsOf(is)).toEqual(["Đường sắt (bản sao)", ...textsOf(was).slice(1)]);
  expect(await library.receipts(copy.id)).toEqual([]);
  expect(value(await library.open(copy.id)).recovered).toEqual([]);
  expect(readFileSync((await library.originalPath(copy.id, sha256, "jpg"))!)).toEqual(bytes);
});

test("B25 no two copies have one headline, and a story without one gets none", async () => {
  const { library } = await desk(temporaryFolder());
  const { id } = value(await library.create(written("Đường sắt", ["Một."])));
  const copies: string[] = [];
  for (const of of [id, id, ""]) {
    const copy = value(await library.duplicate(of === "" ? copies[0]! : of));
    copies.push(copy.id);
  }
  expect(copies.map((one) => library.summary(one)?.title)).toEqual([
    "Đường sắt (bản sao)",
    "Đường sắt (bản sao 2)",
    "Đường sắt (bản sao 3)",
  ]);
  const english = value(await library.create(written("Railway", ["One."], { language: "en" })));
  expect(value(await library.duplicate(english.id)).title).toBe("Railway (copy)");
  const untitled = value(await library.create(written("", ["Chưa có tít."])));
  const copy = value(await library.duplicate(untitled.id));
  expect(textsOf(value(await library.article(copy.id)))).toEqual(["", "Chưa có tít."]);
});

test("B26 an original is kept once, and a damaged one is made good by the same bytes", async () => {
  const dir = temporaryFolder();
  const { library } = await desk(dir);
  const { id } = value(await library.create());
  const bytes = Buffer.from("một tấm ảnh");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  for (let time = 0; time < 2; time++) value(await library.keepOriginal(id, sha256, "jpg", bytes));
  const path = (await library.originalPath(id, sha256, "jpg"))!;
  expect(readdirSync(dirname(path))).toEqual([`${sha256}.jpg`]);
  writeFileSync(path, "hỏng");
  value(await library.keepOriginal(id, sha256, "jpg", bytes));
  expect(readFileSync(path)).toEqual(bytes);
  expect(await library.originalPath(id, sha256, "png")).toBeNull();
});

test("B27 a copied folder is a story of its own, never sent, and the first keeps its id", async () => {
  const dir = temporaryFolder();
  const first = await desk(dir);
  const { id } = value(await first.library.create(written("Đường sắt", ["Một."])));
  value(await first.library.keepReceipt(id, receiptOf("0".repeat(64), "2026-11-22T08:00:00.000Z")));
  await first.library.close();
  const folder = await onlyStory(dir);
  const copied = join(dirname(folder), `${basename(folder)} (copy)`);
  cpSync(folder, copied, { recursive: true });
  for (const withIndex of [true, false]) {
    if (!withIndex) rmSync(join(dir, "index.sqlite"));
    const { library } = await desk(dir);
    await until(() => library.list({}).total === 2);
    const copy = library.list({}).stories.find((story) => story.id !== id)!;
    expect(library.folder(id)).toBe(folder);
    expect(library.folder(copy.id)).toBe(copied);
    const own = withIndex ? [] : ["Của bản sao."];
    expect(textsOf(value(await library.article(copy.id)))).toEqual(["Đường sắt", "Một.", ...own]);
    expect(await library.receipts(copy.id)).toEqual([]);
    expect(copy.state).toBe("draft");
    expect(existsSync(join(copied, `receipts-of-${id}`))).toBe(true);
    value(await (await Screen.open(library, copy.id)).type("Của bản sao."));
    expect(textsOf(value(await library.article(id)))).toEqual(["Đường sắt", "Một."]);
    await library.close();
    if (withIndex) writeFileSync(join(dir, "id"), copy.id);
    else expect(copy.id).toBe(readFileSync(join(dir, "id"), "utf8"));
  }
});

test("B27 of two folders with one id and no index the one changed last keeps it", async () => {
  const dir = temporaryFolder();
  const first = await desk(dir);
  const { id } = value(await first.library.create(written("Đường sắt")));
  await first.library.close();
  const folder = await onlyStory(dir);
  cpSync(folder, join(dirname(folder), `0-${basename(folder)}`), { recursive: true });
  const second = await desk(dir, {}, { now: () => new Date("2026-11-23T00:00:00Z") });
  await until(() => second.library.list({}).total === 2);
  await second.library.close();
  // As if somebody had put an older copy of the folder beside it.
  const copies = (await storiesIn(dir)).filter((path) => path !== folder);
  rmSync(copies[0]!, { recursive: true });
  cpSync(folder, copies[0]!, { recursive: true });
  const third = await desk(dir, {}, { now: () => new Date("2026-11-24T00:00:00Z") });
  value(await (await Screen.open(third.library, id)).type("Mới hơn."));
  await third.library.close();
  rmSync(join(dir, "index.sqlite"));
  const { library } = await desk(dir);
  await until(() => library.list({}).total === 2);
  expect(textsOf(value(await library.article(id)))).toEqual(["Đường sắt", "Mới hơn."]);
});
