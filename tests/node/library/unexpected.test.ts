import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLog } from "#core/library";
import { openLibraryWith } from "../../../node/library/library.ts";
import { systemDisk, type Disk } from "../../../node/library/disk.ts";
import {
  Screen,
  clock,
  desk,
  onlyStory,
  problem,
  temporaryFolder,
  textsOf,
  until,
  value,
  written,
} from "./desk.ts";
import { QUICK } from "./quick.ts";

/** A disk whose next syncs fail as told; it counts the good ones. */
function failingDisk() {
  const fails: Error[] = [];
  const disk: Disk = {
    ...systemDisk,
    sync: async (fd) => {
      const error = fails.shift();
      if (error) throw error;
      await systemDisk.sync(fd);
      counted.synced++;
    },
  };
  const counted = { disk, fails, synced: 0 };
  return counted;
}

for (const [what, error] of [
  ["a code the system rarely gives", Object.assign(new Error("too many open files"), { code: "EMFILE" })],
  ["an error nobody foresaw", new TypeError("not foreseen")],
] as const) {
  test(`B5 after ${what}, logs are flushed and story.json is written as before`, async () => {
    const dir = temporaryFolder();
    const failing = failingDisk();
    const told: unknown[] = [];
    const { library, events } = await desk(
      dir,
      { disk: failing.disk, waits: QUICK },
      { log: (_what, seen) => told.push(seen) },
    );
    const { id } = value(await library.create(written("Đường sắt")));
    const screen = await Screen.open(library, id);
    failing.fails.push(error);
    value(await screen.type("Đoạn một."));
    await until(() => failing.fails.length === 0);
    const before = failing.synced;
    await until(async () => (await screen.type("Đoạn hai.")).ok && failing.synced > before);
    const json = join(await onlyStory(dir), "story.json");
    await until(() => existsSync(json) && readFileSync(json, "utf8").includes("Đoạn hai."));
    expect(library.list({ text: "doan hai" }).total).toBe(1);
    if (error instanceof TypeError) expect(told).toEqual([error]);
    else expect(events).toContainEqual({ kind: "library", problem: { kind: "notWritable", path: dir } });
    await library.flush();
  });
}

test("B6 a library lets go of its folder whatever happens while it is closed", async () => {
  const dir = temporaryFolder();
  const failing = failingDisk();
  const { library } = await desk(dir, { disk: failing.disk }, { log: () => undefined });
  const screen = await Screen.open(library, value(await library.create(written("Giá xăng"))).id);
  failing.fails.push(new TypeError("not foreseen"));
  value(await screen.type("Từ 15 giờ."));
  await library.close();
  const again = await openLibraryWith(dir, { host: "cli", now: clock(), newId: () => "" }, {});
  if (!again.ok) throw new Error(problem(again).kind);
  await again.value.close();
});

test("B7 after a flush that failed, the log is written anew as a whole, with nothing lost", async () => {
  const dir = temporaryFolder();
  const failing = failingDisk();
  const { library } = await desk(dir, { disk: failing.disk, waits: QUICK });
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  const log = join(await onlyStory(dir), "story.log");
  const before = { file: statSync(log).ino, bytes: readFileSync(log) };
  failing.fails.push(Object.assign(new Error("input/output error"), { code: "EIO" }));
  value(await screen.type("Đoạn một."));
  await until(() => statSync(log).ino !== before.file);
  value(await screen.type("Đoạn hai."));
  const { frames, stopped } = readLog(readFileSync(log));
  expect(stopped).toBeNull();
  expect(readFileSync(log).subarray(0, before.bytes.length)).toEqual(before.bytes);
  expect(frames).toHaveLength(4);
  await library.close();
  expect(textsOf(value(await (await desk(dir)).library.article(id)))).toEqual([
    "Đường sắt",
    "Đoạn một.",
    "Đoạn hai.",
  ]);
});

test("B10 a log is flushed within its time while story.json is being written, however long that takes", async () => {
  const dir = temporaryFolder();
  const failing = failingDisk();
  const { library } = await desk(dir, { disk: failing.disk, waits: { ...QUICK, sync: 30 } });
  const { id } = value(await library.create(written("Đường sắt")));
  await library.flush();
  // Thousands of receipts to read: the round that tells the index is busy for much longer than a flush may wait.
  const receipts = join(await onlyStory(dir), "receipts");
  mkdirSync(receipts);
  for (let number = 0; number < 4_000; number++) writeFileSync(join(receipts, `${number}.json`), "{}");
  const screen = await Screen.open(library, id);
  const heard: string[] = [];
  library.listen(({ kind }) => heard.push(kind));
  const before = failing.synced;
  value(await screen.type("Đoạn một."));
  await until(() => failing.synced > before);
  expect(heard).toEqual([]);
  await until(() => heard.length > 0);
});
