import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Y from "yjs";
import { BODY, EMPTY_DETAILS, documentOf, lineOf, slugOf, type Article, type Block } from "#core/article";
import { FRAME, frameOf, identityFrame, logHeader } from "#core/library";
import { openLibrary, type Library } from "#node/library";

/** One measured figure of `npm run bench`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

const STORIES = 10_000;
const SYLLABLES =
  "đường sắt hội nghị bộ trưởng giá xăng giảm mạnh nghiên cứu khoa học thành phố Hà Nội Đà Nẵng tỉnh ủy ban nhân dân " +
  "kinh tế xã tăng trưởng xuất khẩu nông sản lũ lụt miền Trung cứu hộ trường học sinh viên bệnh viện bác sĩ thuốc " +
  "bóng đá tuyển trận đấu thắng thua cầu thủ nghệ sĩ phim nhạc lễ hội mùa xuân gió mưa nắng sông biển đảo quân đội";

/**
 * What the store must reach, on 10,000 made-up stories: the first list after opening, the search with and without
 * marks, opening a story, and what the process holds in memory.
 */
export async function benchLibrary(): Promise<readonly Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), "morasse-bench-"));
  try {
    const random = seeded(20261122);
    const ids = fillLibrary(dir, random);
    await indexed(dir);
    return measuredApart(dir, ids);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** In a process of its own, so that memory is the library's alone. */
function measuredApart(dir: string, ids: Ids): readonly Figure[] {
  const flags = ["--expose-gc", import.meta.filename, dir, ids.middle, ids.long];
  const child = spawnSync(process.execPath, flags, { encoding: "utf8", maxBuffer: 1024 * 1024 });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as readonly Figure[];
}

async function measured(dir: string, ids: Ids): Promise<readonly Figure[]> {
  const random = seeded(7);
  const before = memoryMb();
  let at = performance.now();
  const library = await open(dir);
  library.list({ limit: 100 });
  const firstList = performance.now() - at;
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // the walk over the folders, besides

  const words = [...new Set(SYLLABLES.split(" "))];
  const some = () => words[Math.floor(random() * words.length)]!;
  const queries = Array.from({ length: 300 }, (_, index) =>
    [
      () => some(),
      () => `${some()} ${some()}`,
      () => `${some()} ${some()} ${some()}`,
      () => some().slice(0, 2),
    ][index % 4]!(),
  );
  const search = (query: (typed: string) => string) => {
    const times = queries.map((typed) => {
      const start = performance.now();
      library.list({ text: query(typed), limit: 100 });
      return performance.now() - start;
    });
    return p95(times);
  };
  const withMarks = search((typed) => typed);
  const without = search((typed) => typed.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d"));

  const opens: Record<string, number> = {};
  for (const [name, id] of [
    ["300", ids.middle],
    ["1000", ids.long],
  ] as const) {
    at = performance.now();
    const opened = await library.open(id);
    opens[name] = performance.now() - at;
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  }
  const memory = memoryMb() - before;
  await library.close();
  return [
    { name: `first list of ${STORIES} stories after opening`, value: firstList, unit: "ms", target: 500 },
    { name: "search with marks, p95", value: withMarks, unit: "ms", target: 20 },
    { name: "search without marks, p95", value: without, unit: "ms", target: 20 },
    { name: "read a story of 300 paragraphs, 6,000 changes", value: opens["300"]!, unit: "ms", target: 100 },
    {
      name: "read a story of 1,000 paragraphs, 20,000 changes",
      value: opens["1000"]!,
      unit: "ms",
      target: 250,
    },
    { name: "memory of an open library", value: memory, unit: "MB", target: 60 },
  ];
}

async function open(dir: string): Promise<Library> {
  const opened = await openLibrary(dir, { host: "cli", now: () => new Date(), newId: randomUUID });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.value;
}

/** Opens once and waits until every story is in the index. */
async function indexed(dir: string): Promise<void> {
  const library = await open(dir);
  while (library.list({ limit: 1 }).total < STORIES + 2)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await library.close();
}

interface Ids {
  readonly middle: string;
  readonly long: string;
}

function fillLibrary(dir: string, random: () => number): Ids {
  const words = SYLLABLES.split(" ");
  const text = (count: number) =>
    Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(" ");
  const story = (paragraphs: number, length: number, changes: number) => {
    const blocks: Block[] = [
      { kind: "headline", text: lineOf(text(10)) },
      { kind: "lead", text: lineOf(text(40)) },
      ...Array.from({ length: paragraphs }, (): Block => ({ kind: "paragraph", text: lineOf(text(length)) })),
    ];
    return writeStory(dir, { details: { ...EMPTY_DETAILS, section: "thoi-su" }, blocks }, changes, random);
  };
  for (let number = 0; number < STORIES; number++) story(10, 70, 20);
  return { middle: story(300, 70, 6_000), long: story(1000, 70, 20_000) };
}

/** A story's folder as typing would have left it, written without flushing: only the reading is measured. */
function writeStory(
  dir: string,
  content: Pick<Article, "details" | "blocks">,
  changes: number,
  random: () => number,
): string {
  const id = idOf(random);
  const time = Date.UTC(2026, Math.floor(random() * 11), 1 + Math.floor(random() * 27));
  const headline = content.blocks.flatMap((block) => (block.kind === "headline" ? block.text : []))[0]!.text;
  const month = `2026/${String(new Date(time).getUTCMonth() + 1).padStart(2, "0")}`;
  const folder = join(dir, month, `${slugOf(headline).slice(0, 40)}--${id}`);
  mkdirSync(folder, { recursive: true });
  const doc = documentOf(content);
  const frames: Uint8Array[] = [
    logHeader(),
    identityFrame(id, time),
    frameOf(FRAME.update, time, Y.encodeStateAsUpdate(doc)),
  ];
  doc.on("update", (update: Uint8Array) => frames.push(frameOf(FRAME.update, time, update)));
  const body = doc.getXmlFragment(BODY);
  let node: Y.XmlText | null = null;
  for (let change = 0; change < changes; change++) {
    if (change % 40 === 0 || !node) {
      const block = body.get(Math.floor(random() * body.length));
      node =
        block instanceof Y.XmlElement && block.get(0) instanceof Y.XmlText
          ? (block.get(0) as Y.XmlText)
          : null;
    }
    if (random() < 0.12) node?.delete(node.length - 1, 1);
    else node?.insert(node.length, "a");
  }
  writeFileSync(join(folder, "story.log"), Buffer.concat(frames));
  return id;
}

function p95(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)]!;
}

function memoryMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 / 1024;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function idOf(random: () => number): string {
  const hex = createHash("sha256")
    .update(String(random()) + String(random()))
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const [, script, dir, middle, long] = process.argv;
if (script === import.meta.filename && dir && middle && long)
  process.stdout.write(JSON.stringify(await measured(dir, { middle, long })));
