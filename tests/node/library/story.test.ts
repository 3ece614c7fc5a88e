import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { BODY } from "#core/article";
import { readLog } from "#core/library";
import { Screen, desk, jsonOf, onlyStory, temporaryFolder, textsOf, value, written } from "./desk.ts";

test("B1 what is appended is in the log when the answer comes, and there after opening again", async () => {
  const dir = temporaryFolder();
  const first = await desk(dir);
  const { id } = value(await first.library.create(written("Đường sắt Bắc – Nam")));
  const screen = await Screen.open(first.library, id);
  value(await screen.type("Đoạn một."));
  const log = readLog(readFileSync(join(await onlyStory(dir), "story.log")));
  expect(log.frames).toHaveLength(3);
  value(await screen.type("Đoạn hai."));
  await first.library.close();

  const { library } = await desk(dir);
  expect(textsOf(value(await library.article(id)))).toEqual([
    "Đường sắt Bắc – Nam",
    "Đoạn một.",
    "Đoạn hai.",
  ]);
});

test("B2 a story is a folder a person can read", async () => {
  const dir = temporaryFolder();
  const { library } = await desk(dir);
  const { id } = value(await library.create(written("Giá xăng giảm", ["Từ 15 giờ."])));
  await library.flush();
  const folder = await onlyStory(dir);
  expect(folder).toBe(join(dir, "2026/11", `gia-xang-giam--${id}`));
  expect(library.folder(id)).toBe(folder);
  expect(await jsonOf(join(folder, "story.json"))).toMatchObject({
    uri: `urn:uuid:${id}`,
    headlines: [{ value: "Giá xăng giảm" }],
  });
  expect(readFileSync(join(folder, "story.html"), "utf8")).toContain("Từ 15 giờ.");
  value(await library.create());
  expect(library.list({}).stories.map((story) => library.folder(story.id)!.includes("bai-moi--"))).toEqual([
    true,
    false,
  ]);
});

test("B11 a folder made before there was a headline is named by it when the story is let go of", async () => {
  const dir = temporaryFolder();
  const { library } = await desk(dir);
  const { id } = value(await library.create());
  const screen = await Screen.open(library, id);
  const before = Y.encodeStateVector(screen.doc);
  const headline = screen.doc.getXmlFragment(BODY).get(0) as Y.XmlElement;
  headline.insert(0, [new Y.XmlText("Nước lên sớm")]);
  value(await library.append(id, Y.encodeStateAsUpdate(screen.doc, before), screen));
  expect(library.folder(id)).toBe(join(dir, "2026/11", `bai-moi--${id}`));
  await library.close();
  const named = join(dir, "2026/11", `nuoc-len-som--${id}`);
  expect(await onlyStory(dir)).toBe(named);

  const again = await desk(dir);
  expect(again.library.folder(id)).toBe(named);
  expect(again.library.list({ text: "nuoc len" }).stories.map((story) => story.title)).toEqual([
    "Nước lên sớm",
  ]);
  const later = await Screen.open(again.library, id);
  value(await later.type("Bà con kê đồ."));
  await again.library.close();
  expect(await onlyStory(dir)).toBe(named);
});

test("B11 the folder of a story that waits in the outbox keeps its name until the story is let go of after that", async () => {
  const dir = temporaryFolder();
  const { library } = await desk(dir);
  const { id } = value(await library.create());
  const screen = await Screen.open(library, id);
  const before = Y.encodeStateVector(screen.doc);
  const headline = screen.doc.getXmlFragment(BODY).get(0) as Y.XmlElement;
  headline.insert(0, [new Y.XmlText("Nước lên sớm")]);
  value(await library.append(id, Y.encodeStateAsUpdate(screen.doc, before), screen));
  library.markQueued(id, true);
  await library.close();
  expect(await onlyStory(dir)).toBe(join(dir, "2026/11", `bai-moi--${id}`));

  const sent = await desk(dir);
  value(await (await Screen.open(sent.library, id)).type("Bà con kê đồ."));
  await sent.library.close();
  expect(await onlyStory(dir)).toBe(join(dir, "2026/11", `nuoc-len-som--${id}`));
});

test("B4 a story that is trashed while the index is told of it stays in the trash", async () => {
  const { library } = await desk(temporaryFolder());
  const { id } = value(await library.create(written("Giá xăng")));
  await library.flush();
  // So many receipts that the index is still reading them when the story is in the trash.
  const receipts = join(library.folder(id)!, "receipts");
  mkdirSync(receipts);
  for (let number = 0; number < 400; number++) writeFileSync(join(receipts, `${number}.json`), "{}");
  const screen = await Screen.open(library, id);
  value(await screen.type("Từ 15 giờ."));
  const flushed = library.flush();
  value(await library.trash(id));
  await flushed;
  expect(library.list({ trashed: true }).stories.map((story) => story.id)).toEqual([id]);
  expect(library.list({ text: "tu 15 gio", trashed: true }).total).toBe(1);
});

test("B4 trash and restore one after the other leave what the last one said, on disk and in the list", async () => {
  const dir = temporaryFolder();
  const { library } = await desk(dir);
  const { id } = value(await library.create(written("Giá xăng")));
  await Promise.all([library.trash(id), library.restore(id), library.trash(id), library.restore(id)]);
  expect(library.list({ trashed: true }).total).toBe(0);
  expect(existsSync(join(await onlyStory(dir), "trashed.json"))).toBe(false);
});
