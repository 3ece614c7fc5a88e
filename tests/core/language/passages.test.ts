import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { lineOf, type Block } from "#core/article";
import { MOST_READ, passagesOf } from "#core/language";

test("L16 every typed place of a story is read, each as what it is", () => {
  const blocks: readonly Block[] = [
    { kind: "headline", text: lineOf("Tít") },
    { kind: "lead", text: [] },
    { kind: "quote", paragraphs: [lineOf("Lời nói")] },
    {
      kind: "list",
      ordered: false,
      items: [
        {
          paragraphs: [lineOf("Một")],
          lists: [{ kind: "list", ordered: true, items: [{ paragraphs: [lineOf("Hai")], lists: [] }] }],
        },
      ],
    },
    {
      kind: "figure",
      id: "a",
      want: "ảnh",
      picture: null,
      caption: lineOf("Chú thích"),
      credit: lineOf("Nguồn"),
      altText: [{ text: "Mô " }, { text: "tả", bold: true }],
    },
    { kind: "byline", text: lineOf("Bút danh") },
  ];
  expect(passagesOf({ blocks }).map(({ block, place, text }) => [block, place, text])).toEqual([
    [0, "headline", "Tít"],
    [2, "quote", "Lời nói"],
    [3, "item", "Một"],
    [3, "item", "Hai"],
    [4, "caption", "Chú thích"],
    [4, "credit", "Nguồn"],
    [4, "altText", "Mô tả"],
    [5, "byline", "Bút danh"],
  ]);
});

test("L26 of a passage longer than anybody writes its beginning is read, to the end of a word", () => {
  const read = (text: string) => passagesOf({ blocks: [{ kind: "paragraph", text: lineOf(text) }] })[0]!.text;
  const words = "một hai ba ".repeat(40_000);
  expect(read(words).length).toBeLessThanOrEqual(MOST_READ);
  expect(read(words).length).toBeGreaterThan(MOST_READ - 20);
  expect(words.startsWith(read(words))).toBe(true);
  expect(read(words)).toMatch(/(?:một|hai|ba)$/);
  expect(read("a".repeat(MOST_READ + 5))).toHaveLength(MOST_READ);
  expect(read("Một đoạn.")).toBe("Một đoạn.");
});

test("L26 ten megabytes in one paragraph, of whatever, are read with little memory and soon", () => {
  const script = `
    import { checkFiles } from ${JSON.stringify(resolve("node/cli/check.ts"))};
    const results = [];
    for (const unit of ["5.000đ ", "“a ", "Nguyễn Văn Hòa ", "e\\u0301", "a", "\\u0301", "😀", "اللغة ", "báo cáo nêu rõ han chế ".normalize("NFD"), "the quik brown fox "]) {
      const bytes = Buffer.from(unit.repeat(Math.ceil(10_000_000 / Buffer.byteLength(unit))));
      const started = performance.now();
      const answer = await checkFiles({ files: ["-"], kinds: undefined, byLine: false, textLanguage: undefined, libraryDir: "/nowhere", libraryNamed: false, stdin: async () => bytes, language: "en", day: undefined, now: new Date() });
      results.push([answer.json[0].linesNotReadWhole?.length, performance.now() - started < 30_000]);
    }
    console.log(JSON.stringify(results));
  `;
  const said = execFileSync(
    process.execPath,
    ["--max-old-space-size=700", "--input-type=module", "-e", script],
    { cwd: process.cwd(), encoding: "utf8" },
  );
  expect(JSON.parse(said)).toEqual(Array.from({ length: 10 }, () => [1, true]));
}, 300_000);
