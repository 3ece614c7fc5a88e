import { spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { writeSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readLog } from "#core/library";
import type { Library, LibraryEvent } from "#node/library";
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

const troubles = (events: readonly LibraryEvent[]) =>
  events.flatMap((event) => (event.kind === "library" ? [event.problem?.kind ?? null] : []));

/** A screen that keeps what was not taken and sends it again, as the page does. */
async function sentAgain(
  library: Pick<Library, "append">,
  screen: Screen,
  update: Uint8Array,
): Promise<void> {
  await until(async () => (await library.append(screen.id, update, screen)).ok);
}

test("B16 a library that vanishes is told, nothing is acknowledged meanwhile, and all goes on when it is back", async () => {
  const parent = temporaryFolder();
  const dir = join(parent, "Library");
  const { library, events } = await desk(dir, { waits: QUICK });
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  value(await screen.type("Trước."));
  renameSync(dir, join(parent, "away"));
  const waiting = screen.typed("Giữa.");
  expect(problem(await library.append(id, waiting, screen))).toEqual({ kind: "libraryGone", path: dir });
  expect(problem(await library.create()).kind).toBe("libraryGone");
  expect(problem(await library.open(id)).kind).toBe("libraryGone");
  expect(library.list({}).total).toBe(1);
  expect(library.list({ text: "duong" }).total).toBe(1);
  // The place where a stick was is there again, empty: that is not the library.
  mkdirSync(dir);
  expect(problem(await library.append(id, waiting, screen)).kind).toBe("libraryGone");
  expect(readdirSync(dir)).toEqual([]);
  rmSync(dir, { recursive: true });
  renameSync(join(parent, "away"), dir);
  await sentAgain(library, screen, waiting);
  await until(() => troubles(events).at(-1) === null);
  expect(troubles(events)).toEqual(["libraryGone", null]);
  await library.close();
  const again = await desk(dir);
  expect(textsOf(value(await again.library.article(id)))).toEqual(["Đường sắt", "Trước.", "Giữa."]);
});

test("B16 that the library is away is noticed although nobody types", async () => {
  const parent = temporaryFolder();
  const dir = join(parent, "Library");
  const { events } = await desk(dir, { waits: QUICK });
  renameSync(dir, join(parent, "away"));
  await until(() => troubles(events).at(-1) === "libraryGone");
  renameSync(join(parent, "away"), dir);
  await until(() => troubles(events).at(-1) === null);
});

test("B17 a library that comes back older than what was acknowledged gets it again", async () => {
  const parent = temporaryFolder();
  const dir = join(parent, "Library");
  const { library, events } = await desk(dir, { waits: QUICK });
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  const log = join(await onlyStory(dir), "story.log");
  const older = readFileSync(log);
  value(await screen.type("Đã lưu."));
  await library.flush();
  // A stick that was pulled too early: the log is as it was before.
  renameSync(dir, join(parent, "away"));
  await until(() => troubles(events).at(-1) === "libraryGone");
  rmSync(log.replace(dir, join(parent, "away")));
  writeFileSync(log.replace(dir, join(parent, "away")), older);
  renameSync(join(parent, "away"), dir);
  await until(() => troubles(events).at(-1) === null);
  await until(() => readFileSync(log).length > older.length);
  value(await screen.type("Sau."));
  await library.close();
  const again = await desk(dir);
  expect(textsOf(value(await again.library.article(id)))).toEqual(["Đường sắt", "Đã lưu.", "Sau."]);
});

test("B17 a story's folder removed while somebody types is made again with all of its text", async () => {
  const dir = temporaryFolder();
  const { library } = await desk(dir, { waits: QUICK });
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  value(await screen.type("Một."));
  rmSync(await onlyStory(dir), { recursive: true });
  value(await screen.type("Hai."));
  await library.close();
  const again = await desk(dir);
  expect(textsOf(value(await again.library.article(id)))).toEqual(["Đường sắt", "Một.", "Hai."]);
});

test("B18 a frame that only half went to the disk is not acknowledged and is gone before the next one", async () => {
  const dir = temporaryFolder();
  let half = false;
  const disk: Disk = {
    ...systemDisk,
    write: (fd, bytes, offset, length, position) => {
      if (!half) return writeSync(fd, bytes, offset, length, position);
      if (offset > 0) throw Object.assign(new Error("No space left on device"), { code: "ENOSPC" });
      return writeSync(fd, bytes, offset, length >> 1, position);
    },
  };
  const { library, events } = await desk(dir, { disk, waits: QUICK });
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  value(await screen.type("Một."));
  half = true;
  const waiting = screen.typed("Hai.");
  expect(problem(await library.append(id, waiting, screen))).toEqual({ kind: "diskFull", path: dir });
  half = false;
  await sentAgain(library, screen, waiting);
  await until(() => troubles(events).at(-1) === null);
  const log = readLog(readFileSync(join(await onlyStory(dir), "story.log")));
  expect(log.stopped).toBeNull();
  await library.close();
  const again = await desk(dir);
  expect(textsOf(value(await again.library.article(id)))).toEqual(["Đường sắt", "Một.", "Hai."]);
  expect(value(await again.library.open(id)).recovered).toEqual([]);
});

test("B18 on a disk that is full nothing is acknowledged that is not kept, and typing goes on when there is room", async ({
  skip,
}) => {
  const dir = smallDisk(2 * 1024 * 1024);
  if (dir === null) return skip("a small disk can only be mounted by the superuser of Linux");
  const { library, events } = await desk(dir, { waits: QUICK });
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  await library.flush();
  const ballast = join(dir, "ballast");
  fill(ballast);
  let kept = 0;
  let waiting = screen.typed(`${kept} ${"đầy ".repeat(200)}`);
  for (let answer = await library.append(id, waiting, screen); answer.ok && kept < 500; kept++) {
    waiting = screen.typed(`${kept + 1} ${"đầy ".repeat(200)}`);
    answer = await library.append(id, waiting, screen);
  }
  expect(kept).toBeLessThan(500);
  expect(problem(await library.append(id, waiting, screen))).toEqual({ kind: "diskFull", path: dir });
  await until(() => troubles(events).includes("diskFull"));
  expect(library.list({}).total).toBe(1);
  rmSync(ballast);
  await sentAgain(library, screen, waiting);
  await until(() => troubles(events).at(-1) === null);
  await library.close();
  const again = await desk(dir);
  const texts = textsOf(value(await again.library.article(id)));
  expect(texts.slice(1).map((text) => Number(text.split(" ")[0]))).toEqual([
    ...Array(texts.length - 1).keys(),
  ]);
  expect(texts.length - 2).toBeGreaterThanOrEqual(kept);
  expect(value(await again.library.open(id)).recovered).toEqual([]);
});

test("B19 a library that cannot be written says so when it is opened", async ({ skip }) => {
  const file = join(temporaryFolder(), "Library");
  writeFileSync(file, "");
  const options = { host: "cli", now: clock(), newId: () => "" } as const;
  expect(problem(await openLibraryWith(file, options, {}))).toEqual({ kind: "notCreatable", path: file });
  const dir = smallDisk(1024 * 1024);
  if (dir === null) return skip("a read-only disk can only be mounted by the superuser of Linux");
  spawnSync("mount", ["-o", "remount,ro", dir]);
  expect(problem(await openLibraryWith(dir, options, {}))).toEqual({ kind: "notWritable", path: dir });
});

test("B19 a library that is closed to writing while it is open says so, keeps the list, and goes on after", async () => {
  const dir = temporaryFolder();
  let closed = false;
  const refuse: Disk = {
    ...systemDisk,
    write: (...all) => {
      if (closed) throw Object.assign(new Error("Read-only file system"), { code: "EROFS" });
      return systemDisk.write(...all);
    },
  };
  const { library, events } = await desk(dir, { disk: refuse, waits: QUICK });
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  closed = true;
  const waiting = screen.typed("Một.");
  expect(problem(await library.append(id, waiting, screen))).toEqual({ kind: "notWritable", path: dir });
  closed = false;
  await sentAgain(library, screen, waiting);
  await until(() => troubles(events).at(-1) === null);
  expect(library.list({}).total).toBe(1);
});

test("B19 what is wrong with a library is known to whoever asks later, from the first moment", async () => {
  const parent = temporaryFolder();
  const dir = join(parent, "Library");
  const { library, events } = await desk(dir, { waits: QUICK });
  expect(library.problem).toBeNull();
  renameSync(dir, join(parent, "away"));
  await until(() => troubles(events).at(-1) === "libraryGone");
  expect(library.problem).toEqual({ kind: "libraryGone", path: dir });
  renameSync(join(parent, "away"), dir);
  await until(() => troubles(events).at(-1) === null);
  expect(library.problem).toBeNull();
});

test("B20 nothing is written through a link that leads out of the library", async () => {
  const dir = temporaryFolder();
  const outside = temporaryFolder();
  writeFileSync(join(outside, "story.log"), "của người khác");
  const { library } = await desk(dir, { waits: QUICK }, { log: () => undefined });
  const { id } = value(await library.create(written("Đường sắt")));
  await library.flush();
  const folder = await onlyStory(dir);
  for (const name of ["pictures", "receipts"]) symlinkSync(outside, join(folder, name));
  for (const name of ["story.json", "story.html"]) {
    rmSync(join(folder, name));
    symlinkSync(join(outside, name), join(folder, name));
  }
  const bytes = Buffer.from("ảnh");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(problem(await library.keepOriginal(id, sha256, "jpg", bytes)).kind).toBe("notWritable");
  writeFileSync(join(outside, `${sha256}.jpg`), bytes);
  expect(await library.originalPath(id, sha256, "jpg")).toBeNull();
  rmSync(join(outside, `${sha256}.jpg`));
  const screen = await Screen.open(library, id);
  await sentAgain(library, screen, screen.typed("Một."));
  await library.flush();
  await until(() => lstatSync(join(folder, "story.json")).isFile());
  rmSync(join(folder, "story.log"));
  symlinkSync(join(outside, "story.log"), join(folder, "story.log"));
  expect((await screen.type("Hai.")).ok).toBe(false);
  await library.close();
  expect(readdirSync(outside)).toEqual(["story.log"]);
  expect(readFileSync(join(outside, "story.log"), "utf8")).toBe("của người khác");
  // A year or a story that is a link is none of the library's.
  symlinkSync(join(dir, "2026"), join(dir, "2025"));
  const again = await desk(dir);
  expect(again.library.list({}).total).toBe(1);
});

test("B20 a name of a picture that is none leads nowhere", async () => {
  const { library } = await desk(temporaryFolder());
  const { id } = value(await library.create());
  for (const [sha256, extension] of [
    ["../../../../etc/passwd", "jpg"],
    ["a".repeat(64), "../../x"],
    ["A".repeat(64), "jpg"],
  ] as const) {
    expect(await library.originalPath(id, sha256, extension)).toBeNull();
    await expect(library.keepOriginal(id, sha256, extension, new Uint8Array(1))).rejects.toThrow(RangeError);
  }
  await expect(library.keepOriginal(id, "a".repeat(64), "jpg", new Uint8Array(1))).rejects.toThrow(
    RangeError,
  );
  expect(await library.originalPath("../..", "a".repeat(64), "jpg")).toBeNull();
  expect(problem(await library.open("../.."))).toEqual({ kind: "storyUnknown", id: "../.." });
});

/** A disk of so many bytes in memory, null where none can be mounted. */
function smallDisk(bytes: number): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  const dir = temporaryFolder();
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", dir]).status !== 0) return null;
  onTestFinished(() => void spawnSync("umount", ["-l", dir]));
  return dir;
}

/** Writes until the disk has no room left. */
function fill(path: string): void {
  for (let size = 1024 * 1024; size > 512;) {
    try {
      writeFileSync(path, new Uint8Array(size), { flag: "a" });
    } catch {
      size >>= 1;
    }
  }
}
