import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { documentOf, EMPTY_DETAILS, lineOf, QUIET, type Block, type Line } from "#core/article";
import { packed, type PackedFile } from "#core/exchange";
import { runCommandLine } from "#node/cli";
import * as Y from "yjs";
import { wholeLog } from "../../../node/library/reading.ts";

const root = mkdtempSync(join(tmpdir(), "morasse-check-"));
beforeEach(() => void vi.stubEnv("LC_ALL", "en_US.UTF-8"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Report {
  readonly file: string;
  readonly findings: readonly {
    readonly start: number;
    readonly end: number;
    readonly line: number;
    readonly column: number;
    readonly kind: string;
    readonly rule: string;
    readonly place?: string;
    readonly message: string;
    readonly suggestions: readonly string[];
  }[];
  readonly problem?: { readonly kind: string; readonly message: string };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
}

async function check(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: unknown) => void out.push(String(line)));
  const error = vi.spyOn(console, "error").mockImplementation((line: unknown) => void err.push(String(line)));
  try {
    return { code: await runCommandLine(["check", ...args]), out, err };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

async function reports(...args: readonly string[]): Promise<readonly Report[]> {
  return (await check(...args, "--json")).out.map((line) => JSON.parse(line) as Report);
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A story package with these blocks, and with what it brings of its newsroom. */
function parcel(
  name: string,
  blocks: readonly Block[],
  newsroom: readonly PackedFile[] = [],
  {
    silenced = [],
    madeAt = "2026-11-24T09:00:00.000Z",
  }: { silenced?: readonly string[]; madeAt?: string } = {},
): string {
  const id = randomUUID();
  const doc = documentOf({ details: EMPTY_DETAILS, blocks });
  for (const form of silenced) doc.getMap(QUIET).set(form, true);
  const log = wholeLog(id, Y.encodeStateAsUpdate(doc), 0);
  const files = [{ path: "story.log", bytes: log }, ...newsroom];
  return file(name, packed({ id, madeAt, files }, sha256));
}

const paragraph = (text: string): Block => ({ kind: "paragraph", text: lineOf(text) });
const slot = (caption: string, altText: string, credit = ""): Block => ({
  kind: "figure",
  id: randomUUID(),
  want: "",
  picture: null,
  caption: lineOf(caption),
  credit: lineOf(credit),
  altText: lineOf(altText),
});

/** Where each finding stands and what it offers first: "1:22 hạn chế". */
async function spots(path: string, ...args: readonly string[]): Promise<readonly string[]> {
  const [report] = await reports(path, ...args);
  return report!.findings.map(({ line, column, suggestions }) => `${line}:${column} ${suggestions[0]}`);
}

/** A library in which nothing is laid down. */
function bare(): string {
  const library = join(root, "bare");
  mkdirSync(library, { recursive: true });
  return library;
}

const SLIPS = "Đoàn đến thăm quan.\r\nBáo cáo nêu rõ những han chế trong quản lý.\nHết.\n";

test("C15 each finding has its place in the file, and what it may have meant", async () => {
  const path = file("a.txt", `\ufeff${SLIPS}`);
  const [report] = await reports(path);
  expect(report).toMatchObject({ file: path });
  expect(report!.findings.map(({ start, end }) => SLIPS.slice(start, end))).toEqual(["thăm quan", "han chế"]);
  expect(report!.findings).toMatchObject([
    { line: 1, column: 10, kind: "confusion", rule: "confused", suggestions: ["tham quan"] },
    { line: 2, column: 22, kind: "spelling", rule: "unlikelyHere" },
  ]);
  const said = await check(path);
  expect(said).toMatchObject({ code: 1, err: [] });
  expect(said.out[1]).toMatch(/a\.txt:2:22: .*han chế.* → hạn chế/);
});

test("C15 lines can be texts of their own, and kinds be chosen", async () => {
  const path = file("b.txt", SLIPS);
  const [whole] = await reports(path);
  const [byLine] = await reports(path, "--lines");
  expect(byLine!.findings).toEqual(whole!.findings);
  const [confusions] = await reports(path, "--kinds", "confusion");
  expect(confusions!.findings.map(({ kind }) => kind)).toEqual(["confusion"]);
  expect((await check(path, "--kinds", "spelling,grammar")).code).toBe(2);
});

test("C15 clean text ends with 0, an empty file too; several files have an object each", async () => {
  const clean = file("c.txt", "Nhà trường đã khai giảng năm học mới.\n");
  const empty = file("d.txt", "");
  expect(await check(clean)).toMatchObject({ code: 0, out: ["Nothing found."] });
  expect((await reports(clean, empty)).map(({ findings }) => findings)).toEqual([[], []]);
});

test("C15 Word documents and packages are read", async () => {
  const body = "<w:p><w:r><w:t>Báo cáo nêu rõ những han chế trong quản lý.</w:t></w:r></w:p>";
  const docx = file("e.docx", zipSync({ "word/document.xml": strToU8(body) }));
  const id = "0b54c8a6-1a2f-4b6e-9d55-6a0c5f3a9b11";
  const doc = documentOf({
    details: EMPTY_DETAILS,
    blocks: [{ kind: "paragraph", text: lineOf("Báo cáo nêu rõ những han chế trong quản lý.") }],
  });
  const log = wholeLog(id, Y.encodeStateAsUpdate(doc), 0);
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const story = { id, madeAt: "2026-11-22T00:00:00.000Z", files: [{ path: "story.log", bytes: log }] };
  const parcel = file("f.morasse", packed(story, sha256));
  for (const report of await reports(docx, parcel)) {
    expect(
      report.findings.map(({ suggestions }) => suggestions[0]),
      report.file,
    ).toEqual(["hạn chế"]);
  }
});

test("C15 a package loses no flag behind an alt text which stands in its text too", async () => {
  const path = parcel("alt.morasse", [
    slot("", "Hội An"),
    paragraph("Báo cáo nêu rõ những han chế trong quản lý."),
    paragraph("Đoàn đến thăm quan khu phố cổ Hội An hôm qua."),
  ]);
  expect(await spots(path)).toEqual(["1:22 hạn chế", "3:10 tham quan"]);
});

test("C15 the caption and the credit of a slot without a picture are read", async () => {
  const path = parcel("slot.morasse", [
    paragraph(" Đoàn đến Hội An."),
    slot(" Đoàn đến thăm quan phố cổ", "", "Ảnh : Trần An"),
    paragraph("  Báo cáo nêu rõ những han chế trong quản lý."),
  ]);
  expect(await spots(path, "--kinds", "confusion,spelling")).toEqual(["3:11 tham quan", "5:22 hạn chế"]);
});

test("C5 a file that cannot be read is named with what to do, and the others are read all the same", async () => {
  const good = file("g.txt", SLIPS);
  const bad = file("h.txt", new Uint8Array([0x48, 0xff, 0xfe, 0x00, 0xc3]));
  const fake = file("i.docx", "no document");
  const found = await reports(bad, fake, join(root, "missing.txt"), root, good);
  expect(found.map(({ problem }) => problem?.kind)).toEqual([
    "fileNotText",
    "notADocx",
    "fileMissing",
    "isFolder",
    undefined,
  ]);
  expect(found[4]!.findings).toHaveLength(2);
  const said = await check(bad, good);
  expect(said.code).toBe(4);
  expect(said.err[0]).toContain("h.txt");
  expect((await check()).code).toBe(2);
});

test("C15 a paragraph that is too long to be read whole is said", async () => {
  const path = file("j.txt", `Ngắn.\n${"nhà máy ".repeat(4001)}\n`);
  const [report] = await reports(path);
  expect(report).toMatchObject({ linesNotReadWhole: [2] });
  const said = await check(path);
  expect(said.code).toBe(4);
  expect(said.err[0]).toContain("line 2");
});

test("C16 English is read: in a text that is clearly English or said to be, in runs of a Vietnamese one", async () => {
  const english = file("l.txt", "The goverment said that it would act.\nIt will recieve the funds.\n");
  const [report] = await reports(english);
  expect(report!.findings).toMatchObject([
    { line: 1, column: 5, kind: "english", rule: "misspelt", suggestions: ["government"] },
    { line: 2, column: 9, suggestions: ["receive", "relieve", "reverie"] },
  ]);
  const short = file("m.txt", "Goverment plans\n");
  expect((await reports(short))[0]!.findings).toEqual([]);
  expect((await reports(short, "--language", "en"))[0]!.findings).toHaveLength(1);
  expect((await reports(english, "--language", "vi", "--kinds", "spelling"))[0]!.findings).toEqual([]);
  const mixed = file(
    "n.txt",
    "Ông nói “the goverment of the people was here”. Còn nhiều han chế cần khắc phục.\n",
  );
  const kinds = async (...args: readonly string[]) =>
    (await reports(mixed, ...args))[0]!.findings.map(({ kind }) => kind);
  expect(await kinds()).toEqual(["english", "spelling"]);
  expect(await kinds("--kinds", "english")).toEqual(["english"]);
  expect(await check(mixed, "--language", "fr")).toMatchObject({ code: 2 });
});

test("C16 a story is read in its language, its marked stretches in theirs", async () => {
  const story = (id: string, language: "vi" | "en", line: Line) => {
    const doc = documentOf({
      details: { ...EMPTY_DETAILS, language },
      blocks: [
        { kind: "lead", text: lineOf("Lead") },
        { kind: "paragraph", text: line },
      ],
    });
    const log = wholeLog(id, Y.encodeStateAsUpdate(doc), 0);
    const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    const madeAt = "2026-11-22T00:00:00.000Z";
    return file(`${id}.morasse`, packed({ id, madeAt, files: [{ path: "story.log", bytes: log }] }, sha256));
  };
  const english = story("0b54c8a6-1a2f-4b6e-9d55-6a0c5f3a9b12", "en", [
    { text: "The goverment said: " },
    { text: "Còn nhiều han chế cần khắc phục", language: "vi" },
  ]);
  const vietnamese = story("0b54c8a6-1a2f-4b6e-9d55-6a0c5f3a9b13", "vi", [
    { text: "Ông gọi đó là " },
    { text: "goverment", language: "en", bold: true },
    { text: ", không phải goverment." },
  ]);
  const [one, other] = await reports(english, vietnamese);
  expect(one!.findings.map(({ kind, suggestions }) => [kind, suggestions[0]])).toEqual([
    ["english", "government"],
    ["spelling", "hạn chế"],
  ]);
  expect(other!.findings).toMatchObject([{ line: 3, column: 15, kind: "english" }]);
  expect(other!.findings).toHaveLength(1);
});

test("C17 house style and names are read by what the newsroom laid down: the package's, else the library's", async () => {
  const text = "Hôm qua, ông Trần Văn Đô nói đến bữa điểm tâm của nhân dân.\n";
  const style = (wrong: string, right: string) =>
    JSON.stringify({
      version: 1,
      name: "Báo tỉnh",
      rules: {
        preferred: {
          on: true,
          entries: [{ wrong, right, why: { vi: "gọn hơn" } }],
          source: { vi: "Sổ tay Báo tỉnh, trang 4" },
        },
      },
    });
  const names = "loại,tên,chức vụ\nngười,Trần Văn Độ,Chủ tịch xã\n";
  const path = file("o.txt", text);
  const library = join(root, "library");
  mkdirSync(join(library, "newsroom"), { recursive: true });
  const found = async (path: string, ...args: readonly string[]) =>
    (await reports(path, "--library", library, ...args))[0]!.findings.map(
      ({ kind, rule, start, end, suggestions }) =>
        `${kind} ${rule}: ${text.slice(start, end)} > ${suggestions.join(", ")}`,
    );
  expect(await found(path)).toEqual([]);
  writeFileSync(join(library, "newsroom", "style.json"), style("điểm tâm", "ăn sáng"));
  writeFileSync(join(library, "newsroom", "names.csv"), names);
  const misspelt = "name nameMisspelt: Trần Văn Đô > Trần Văn Độ";
  expect(await found(path)).toEqual([misspelt, "style preferred: điểm tâm > ăn sáng"]);
  expect(await found(path, "--kinds", "style")).toEqual(["style preferred: điểm tâm > ăn sáng"]);
  expect(await found(path, "--kinds", "name")).toEqual([misspelt]);

  const id = "0b9f3f4e-6d1c-4b58-9a3e-2f1d0c9b8a77";
  const doc = documentOf({
    details: EMPTY_DETAILS,
    blocks: [{ kind: "paragraph", text: lineOf(text.trim()) }],
  });
  const files = [
    { path: "story.log", bytes: wholeLog(id, Y.encodeStateAsUpdate(doc), 0) },
    { path: "newsroom/style.json", bytes: strToU8(style("nhân dân", "người dân")) },
  ];
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const parcel = file("p.morasse", packed({ id, madeAt: "2026-11-24T09:00:00Z", files }, sha256));
  expect(await found(parcel)).toEqual([misspelt, "style preferred: nhân dân > người dân"]);

  const broken = { path: "newsroom/style.json", bytes: strToU8("[]") };
  const told = { id, madeAt: "2026-11-24T09:00:00Z", files: [files[0]!, broken] };
  const bad = await check(file("q.morasse", packed(told, sha256)), "--library", library);
  expect(bad.code).toBe(5);
  expect(bad.err[0]).toContain("q.morasse: newsroom/style.json: ");
});

test("C17 a file of the newsroom that is not as it should be is said with line and reason, and has its exit code", async () => {
  const clean = file("r.txt", "Nhà trường đã khai giảng năm học mới.\n");
  const library = join(root, "broken");
  mkdirSync(join(library, "newsroom"), { recursive: true });
  const style = join(library, "newsroom", "style.json");
  const names = join(library, "newsroom", "names.csv");
  const ends = async (path = clean) => {
    const { code, err, out } = await check(path, "--library", library);
    return { code, err: err.join("\n"), out: out.length };
  };
  expect(await ends()).toEqual({ code: 0, err: "", out: 1 });
  writeFileSync(style, "{bad");
  expect(await ends()).toMatchObject({ code: 5, err: expect.stringMatching(/style\.json: .* line 1 /) });
  expect((await ends(file("s.txt", SLIPS))).code).toBe(5);
  expect((await check(clean, "--library", library, "--json")).err[0]).toContain("style.json");
  const wrong = {
    version: 1,
    name: "a",
    rules: { percent: { on: true, form: "5 phần trăm", source: { vi: "a" } } },
  };
  writeFileSync(style, JSON.stringify(wrong));
  expect((await ends()).err).toMatch(/rules\.percent\.form.*5%/);
  rmSync(style);
  writeFileSync(names, "loại,tên,từ ngày\nngười,Trần Ba,45/13/2020\nmáy,Ba,\n");
  const { code, err } = await ends();
  expect(code).toBe(5);
  expect(err).toMatch(/names\.csv: Line 2, .*45\/13\/2020.*\n.*names\.csv: Line 3, .*máy/);
  writeFileSync(names, "loại,chức vụ\n");
  expect(await ends()).toMatchObject({ code: 5, err: expect.stringMatching(/names\.csv: Line 1/) });
});

test("C17 a library that somebody names has to be there", async () => {
  const path = file("t.txt", SLIPS);
  const missing = join(root, "nowhere");
  const { code, err, out } = await check(path, "--library", missing);
  expect({ code, out }).toEqual({ code: 5, out: [] });
  expect(err[0]).toContain(missing);
  const [answer] = (await check(path, "--library", missing, "--json")).out;
  expect(JSON.parse(answer!)).toMatchObject({
    ok: false,
    problem: { kind: "libraryMissing", path: missing },
  });
});

test("C15 alt texts of a package are read: behind the text, and said to be such", async () => {
  const slip = "Báo cáo nêu rõ những han chế trong quản lý.";
  const figure = {
    kind: "figure",
    id: "0b54c8a6-1a2f-4b6e-9d55-6a0c5f3a9b16",
    want: "",
    picture: null,
    caption: lineOf("Chú thích."),
    credit: lineOf(""),
    altText: lineOf(slip),
  } as const;
  const doc = documentOf({
    details: EMPTY_DETAILS,
    blocks: [
      { kind: "paragraph", text: lineOf("Mưa to.") },
      figure,
      { kind: "paragraph", text: lineOf(slip) },
    ],
  });
  const id = "0b54c8a6-1a2f-4b6e-9d55-6a0c5f3a9b15";
  const log = wholeLog(id, Y.encodeStateAsUpdate(doc), 0);
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const story = { id, madeAt: "2026-11-22T00:00:00.000Z", files: [{ path: "story.log", bytes: log }] };
  const path = file("u.morasse", packed(story, sha256));
  const [report] = await reports(path);
  expect(report!.findings.map(({ rule, place }) => [rule, place])).toEqual([
    ["unlikelyHere", undefined],
    ["unlikelyHere", "altText"],
  ]);
  expect(report!.findings[1]!.line).toBeGreaterThan(report!.findings[0]!.line);
  expect((await check(path)).out[1]).toMatch(/: Alt text: .*han chế/);
});

test("C15 what a story's writers silenced is not found in its package", async () => {
  const blocks = [paragraph("Báo cáo nêu rõ những han chế trong quản lý. Đoàn đến thăm quan.")];
  const path = parcel("quiet.morasse", blocks, [], { silenced: ["han chế"] });
  expect(await spots(path)).toEqual(["1:54 tham quan"]);
});

test("C17 a file of its newsroom which a package brings and which cannot be read is told", async () => {
  const broken = ["style.json", "names.csv", "words.txt"].map((name) => ({
    path: `newsroom/${name}`,
    bytes: new Uint8Array([0x6e, 0xe0, 0xff]),
  }));
  const path = parcel("broken.morasse", [paragraph("Nhà trường đã khai giảng năm học mới.")], broken);
  const { code, err } = await check(path, "--library", bare());
  expect(code).toBe(5);
  expect(err).toHaveLength(3);
  for (const [at, name] of ["style.json", "names.csv", "words.txt"].entries()) {
    expect(err[at]).toContain(`newsroom/${name}`);
    expect(err[at]).toContain("broken.morasse");
  }
});

test("C22 offices and names are those of the day given, else of the day a package was made, else of today", async () => {
  const blocks = [paragraph("Sáng 12-3, UBND tỉnh Bình Phước khởi công dự án.")];
  const rules = async (madeAt: string, ...args: readonly string[]) => {
    const path = parcel("day.morasse", blocks, [], { madeAt });
    const [report] = await reports(path, "--library", bare(), "--kinds", "name", ...args);
    return report!.findings.map(({ rule }) => rule);
  };
  // 1 July begins in Vietnam seven hours before it does in Greenwich.
  expect(await rules("2025-06-30T16:59:59.000Z")).toEqual([]);
  expect(await rules("2025-06-30T17:00:00.000Z")).toEqual(["oldName"]);
  expect(await rules("2026-11-24T09:00:00.000Z", "--day", "2025-06-30")).toEqual([]);
  const text = file("day.txt", "Sáng 12-3, UBND tỉnh Bình Phước khởi công dự án.\n");
  expect((await check(text, "--library", bare(), "--kinds", "name")).code).toBe(1);
  expect((await check(text, "--day", "2024-02-30")).code).toBe(2);
});
