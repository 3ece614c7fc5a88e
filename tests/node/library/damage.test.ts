import {
  copyFileSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mended, Recovery } from "#core/bridge";
import { LOG_HEADER_BYTES, readLog } from "#core/library";
import type { Library } from "#node/library";
import { Screen, desk, onlyStory, problem, temporaryFolder, textsOf, until, value, written } from "./desk.ts";
import { QUICK } from "./quick.ts";

/** A closed library with one story: its headline and the paragraphs, each typed by itself. */
async function typed(
  dir: string,
  paragraphs: readonly string[],
): Promise<{ id: string; folder: string; log: string }> {
  const { library } = await desk(dir);
  const { id } = value(await library.create(written("Đường sắt")));
  const screen = await Screen.open(library, id);
  for (const text of paragraphs) value(await screen.type(text));
  await library.close();
  const folder = await onlyStory(dir);
  return { id, folder, log: join(folder, "story.log") };
}

/** Takes away what was made from the log, so that the log alone can speak. */
function logAlone(folder: string): void {
  for (const name of ["story.json", "story.html"]) rmSync(join(folder, name));
}

async function opened(
  library: Library,
  id: string,
): Promise<{ texts: readonly string[]; recovered: readonly Recovery[] }> {
  const { recovered } = value(await library.open(id));
  return { recovered, texts: textsOf(value(await library.article(id))) };
}

function isMended(one: Recovery): one is Mended {
  return one.kind === "logCut" || one.kind === "readFromJson";
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 0x40;
  writeFileSync(path, bytes);
}

test("B12 a torn log is cut at its last good frame, kept aside, and told until it was seen", async () => {
  const dir = temporaryFolder();
  const { id, folder, log } = await typed(dir, ["Một.", "Hai."]);
  logAlone(folder);
  const whole = readFileSync(log);
  truncateSync(log, whole.length - 3);

  const { library } = await desk(dir);
  const { texts, recovered } = await opened(library, id);
  const last = readLog(whole).frames.at(-1)!;
  expect(texts).toEqual(["Đường sắt", "Một."]);
  const aside = readdirSync(folder).filter((name) => name.startsWith("story.log.damaged-"));
  expect(recovered).toEqual([
    {
      kind: "logCut",
      keptAside: join(folder, aside[0]!),
      lostBytes: whole.length - 3 - last.at,
      lastGoodAt: new Date(readLog(whole).frames.at(-2)!.time).toISOString(),
    },
  ]);
  expect(readFileSync(join(folder, aside[0]!))).toEqual(whole.subarray(0, -3));
  value(await library.acknowledge(id, recovered.filter(isMended)));
  expect(value(await library.open(id)).recovered).toEqual([]);
  const screen = await Screen.open(library, id);
  value(await screen.type("Ba."));
  await library.close();
  expect(readLog(readFileSync(log)).stopped).toBeNull();
  const again = await desk(dir);
  expect(value(await again.library.open(id)).recovered).toEqual([]);
  expect(readdirSync(folder)).not.toContain("untold.json");
});

test("B12 what was mended is told through restarts and moves until it was seen, whoever opened the story meanwhile", async () => {
  const dir = temporaryFolder();
  const { id, folder, log } = await typed(dir, ["Một.", "Hai."]);
  truncateSync(log, readFileSync(log).length - 3);
  const kinds = ["logCut", "readFromJson"];

  // A command line, another screen that follows the story, and a page that was left before it was drawn.
  const first = await desk(dir);
  value(await first.library.article(id));
  for (let times = 0; times < 3; times++)
    expect(value(await first.library.open(id)).recovered.map(({ kind }) => kind)).toEqual(kinds);
  await first.library.close();

  const moved = folder.replace("duong-sat", "bai-hay");
  renameSync(folder, moved);
  const second = await desk(dir);
  await until(() => second.library.folder(id) === moved);
  const [cut] = value(await second.library.open(id)).recovered;
  expect(cut?.kind === "logCut" && readdirSync(moved)).toContain(
    cut?.kind === "logCut" && cut.keptAside.slice(moved.length + 1),
  );
  // Seen is what was shown; what was mended since is told still.
  value(await second.library.acknowledge(id, [cut!].filter(isMended)));
  expect(value(await second.library.open(id)).recovered.map(({ kind }) => kind)).toEqual(["readFromJson"]);
});

test("B12 a log damaged while its story is open is told at the next opening, after a restart too", async () => {
  const dir = temporaryFolder();
  const { id, log } = await typed(dir, ["Một."]);
  const first = await desk(dir, { waits: QUICK });
  const screen = await Screen.open(first.library, id);
  value(await screen.type("Hai."));
  flip(log, readFileSync(log).length - 2);
  truncateSync(log, readFileSync(log).length - 1);
  value(await screen.type("Ba."));
  await first.library.close();
  const { library } = await desk(dir);
  const { texts, recovered } = await opened(library, id);
  expect(texts).toEqual(["Đường sắt", "Một.", "Hai.", "Ba."]);
  expect(recovered.map(({ kind }) => kind)).toEqual(["logCut"]);
});

test("B12 a flipped byte anywhere in the log costs at most the frames from there on, and is told", async () => {
  const dir = temporaryFolder();
  const paragraphs = ["Một.", "Hai.", "Ba."];
  const { id, folder, log } = await typed(dir, paragraphs);
  const whole = readFileSync(log);
  const json = readFileSync(join(folder, "story.json"));
  const { frames } = readLog(whole);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.boolean(), async (at, withJson) => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      if (withJson) writeFileSync(join(folder, "story.json"), json);
      writeFileSync(log, whole);
      flip(log, at);
      const kept =
        at < LOG_HEADER_BYTES
          ? frames.length
          : frames.filter((_, index) => (frames[index + 1]?.at ?? whole.length) <= at).length;
      const { library } = await desk(dir);
      try {
        const answer = await library.open(id);
        // The first two frames are the id and the beginning: without them only story.json can speak.
        if (kept < 2 && !withJson) {
          expect(problem(answer).kind).toBe("storyUnreadable");
          return;
        }
        expect(value(answer).recovered.map(({ kind }) => kind)).toContain("logCut");
        // story.json was made from all of it.
        const left = withJson ? paragraphs : paragraphs.slice(0, kept - 2);
        expect(textsOf(value(await library.article(id)))).toEqual(["Đường sắt", ...left]);
      } finally {
        await library.close();
      }
    }),
    { numRuns: 25 },
  );
});

test("B13 a story without its log is read from story.json, and has a log again", async () => {
  const dir = temporaryFolder();
  const { id, folder, log } = await typed(dir, ["Một."]);
  rmSync(log);
  const first = await desk(dir);
  const { texts, recovered } = await opened(first.library, id);
  expect(texts).toEqual(["Đường sắt", "Một."]);
  expect(recovered).toEqual([{ kind: "readFromJson", path: join(folder, "story.json") }]);
  const screen = await Screen.open(first.library, id);
  value(await screen.type("Hai."));
  await first.library.close();
  logAlone(folder);
  const { library } = await desk(dir);
  expect((await opened(library, id)).texts).toEqual(["Đường sắt", "Một.", "Hai."]);
});

test("B13 a log under another name is found, and left where it is", async () => {
  const dir = temporaryFolder();
  const { id, folder, log } = await typed(dir, ["Một."]);
  renameSync(log, join(folder, "story (1).log"));
  rmSync(join(folder, "story.json"));
  const { library } = await desk(dir);
  const { texts, recovered } = await opened(library, id);
  expect(texts).toEqual(["Đường sắt", "Một."]);
  expect(recovered).toEqual([{ kind: "foreignFiles", files: ["story (1).log"] }]);
  expect(readLog(readFileSync(log)).stopped).toBeNull();
});

test("B13 a folder in which nothing can be read says so, is listed and is left as it is", async () => {
  const dir = temporaryFolder();
  const { id, folder, log } = await typed(dir, ["Một."]);
  logAlone(folder);
  writeFileSync(log, "Ghi chú của ai đó.");
  const { library } = await desk(dir);
  expect(problem(await library.open(id))).toEqual({
    kind: "storyUnreadable",
    path: folder,
    missing: "story.log",
    why: "damaged",
  });
  expect(library.list({}).stories.map((story) => story.id)).toEqual([id]);
  expect(readFileSync(log, "utf8")).toBe("Ghi chú của ai đó.");
});

test("B14 a foreign file in the log's place is kept aside and the story is read from story.json", async () => {
  const dir = temporaryFolder();
  const { id, folder, log } = await typed(dir, ["Một."]);
  writeFileSync(log, "Ghi chú của ai đó.");
  const { library } = await desk(dir);
  const { texts, recovered } = await opened(library, id);
  expect(texts).toEqual(["Đường sắt", "Một."]);
  expect(recovered.map(({ kind }) => kind)).toEqual(["logCut", "readFromJson"]);
  const [cut] = recovered;
  expect(cut?.kind === "logCut" && readFileSync(cut.keptAside, "utf8")).toBe("Ghi chú của ai đó.");
  expect(readdirSync(folder)).toContain("story.log");
});

test("B14 another story's log in the folder does not take the story's place", async () => {
  const dir = temporaryFolder();
  const mine = await typed(dir, ["Của tôi."]);
  const elsewhere = temporaryFolder();
  const other = await typed(elsewhere, ["Của người khác."]);
  copyFileSync(other.log, mine.log);
  const { library } = await desk(dir);
  const { texts, recovered } = await opened(library, mine.id);
  expect(texts).toEqual(["Đường sắt", "Của tôi."]);
  expect(recovered.map(({ kind }) => kind)).toEqual(["logCut", "readFromJson"]);
});

test("B15 files of others are told of and left alone, and so are originals that are missing", async () => {
  const dir = temporaryFolder();
  const { id, folder } = await typed(dir, []);
  writeFileSync(join(folder, "ghi chú.txt"), "gọi lại");
  writeFileSync(join(folder, ".DS_Store"), "");
  const { library } = await desk(dir);
  expect((await opened(library, id)).recovered).toEqual([{ kind: "foreignFiles", files: ["ghi chú.txt"] }]);
  const picture = { sha256: "ab".repeat(32), extension: "jpg", widthPx: 3, heightPx: 2 };
  const figure = {
    kind: "figure",
    id: "1",
    want: "",
    picture,
    caption: [],
    credit: [],
    altText: [],
  } as const;
  const shown = value(await library.create(written("Ảnh", [], {}, [figure])));
  expect(value(await library.open(shown.id)).recovered).toEqual([
    { kind: "picturesMissing", files: [`${picture.sha256}.jpg`] },
  ]);
  await library.close();
  expect(readFileSync(join(folder, "ghi chú.txt"), "utf8")).toBe("gọi lại");
});

test("B15 a log of a later version is neither read nor touched", async () => {
  const dir = temporaryFolder();
  const { id, log } = await typed(dir, ["Một."]);
  const { crc32 } = await import("../../../core/library/checksum.ts");
  const bytes = readFileSync(log);
  bytes.writeUInt16LE(2, 12);
  bytes.writeUInt16LE(crc32(bytes, 0, 14) & 0xffff, 14);
  writeFileSync(log, bytes);
  const { library } = await desk(dir);
  expect(problem(await library.open(id))).toMatchObject({ kind: "storyUnreadable", why: "newer" });
  expect(readFileSync(log)).toEqual(bytes);
});
