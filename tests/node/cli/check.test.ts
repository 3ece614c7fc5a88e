import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { documentOf, EMPTY_DETAILS, lineOf } from "#core/article";
import { packed } from "#core/exchange";
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
  const said = await check(bad);
  expect(said.code).toBe(1);
  expect(said.err[0]).toContain("h.txt");
  expect((await check()).code).toBe(2);
});

test("C15 a paragraph that is too long to be read whole is said, and a kind that is not read yet", async () => {
  const path = file("j.txt", `Ngắn.\n${"nhà máy ".repeat(4001)}\n`);
  const [report] = await reports(path);
  expect(report).toMatchObject({ findings: [], linesNotReadWhole: [2] });
  const said = await check(path);
  expect(said.code).toBe(1);
  expect(said.err[0]).toContain("line 2");
  const clean = file("k.txt", "Nhà trường đã khai giảng năm học mới.\n");
  expect((await check(clean, "--kinds", "style")).err[0]).toContain("style");
});
