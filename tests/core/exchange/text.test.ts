import fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { lineOf, textOf, type Block } from "#core/article";
import { passagesOf } from "#core/language";
import { articleOfText, plainTextOf, printedTextOf } from "#core/exchange";
import { article, block, figure } from "./articles.ts";

function paragraphs(text: string): readonly string[] {
  return articleOfText(text).blocks.flatMap((each: Block) =>
    each.kind === "paragraph" ? [textOf(each.text)] : [],
  );
}

test("X11 every line of a text file is a paragraph, nothing is guessed", () => {
  const { blocks } = articleOfText("Một\n\n  Hai  \nMẠNH NGUYÊN\n");
  expect(blocks).toEqual([
    { kind: "headline", text: [] },
    { kind: "lead", text: [] },
    block("paragraph", "Một"),
    block("paragraph", "Hai"),
    block("paragraph", "MẠNH NGUYÊN"),
  ]);
});

test("X11 the first line is the headline when asked", () => {
  const { blocks } = articleOfText("\n Tít \nMột", { firstIsHeadline: true });
  expect(blocks[0]).toEqual(block("headline", "Tít"));
  expect(blocks.slice(2)).toEqual([block("paragraph", "Một")]);
});

test("X11 an empty file is an empty article with a place to type", () => {
  for (const text of ["", "\ufeff", " \r\n\t\n"]) {
    expect(articleOfText(text, { firstIsHeadline: true }).blocks).toEqual([
      { kind: "headline", text: [] },
      { kind: "lead", text: [] },
      { kind: "paragraph", text: [] },
    ]);
  }
});

test("X11 what other programs leave in a text is cleaned and nothing of the words is lost", () => {
  expect(paragraphs("\ufeffĐường\r\nsắt\rBắc\u2028Nam")).toEqual(["Đường", "sắt", "Bắc", "Nam"]);
  expect(paragraphs("Đu\u031bo\u031b\u0300ng")).toEqual(["Đường"]);
  expect(paragraphs("Đường".normalize("NFD"))).toEqual(["Đường"]);
  expect(paragraphs("kinh\u00a0tế\t-\u200b xã\u00ad hội\u0007")).toEqual(["kinh tế - xã hội"]);
  expect(paragraphs("👩\u200d👧 a\u200db")).toEqual(["👩\u200d👧 ab"]);
});

test("X11 reading a text twice gives the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const once = paragraphs(text);
      expect(paragraphs(once.join("\n"))).toEqual(once.length === 1 && once[0] === "" ? [""] : once);
      expect(once.every((line) => line === line.normalize("NFC"))).toBe(true);
    }),
  );
});

const SEED = join(resolve(import.meta.dirname, "../../../.."), "shared/story/seed-article.txt");

test.skipIf(!existsSync(SEED))(
  `X11 a real article has its eleven lines (skipped where ${SEED} is not there)`,
  () => {
    const text = readFileSync(SEED, "utf8");
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    expect(paragraphs(text)).toEqual(lines.map((line) => line.trim().normalize("NFC")));
  },
);

test("X12 plain text has the blocks in order, captions in brackets, no empty slot", () => {
  const text = plainTextOf(
    article([
      block("headline", "Tít"),
      block("paragraph", ""),
      block("paragraph", [{ text: "Một " }, { text: "hai", bold: true }]),
      figure(1, "Chú thích", "An"),
      { ...figure(2, "", ""), picture: null, want: "ảnh" },
      { kind: "quote", paragraphs: [lineOf("Lời")] },
      {
        kind: "list",
        ordered: true,
        items: [
          {
            paragraphs: [lineOf("a")],
            lists: [{ kind: "list", ordered: false, items: [{ paragraphs: [lineOf("b")], lists: [] }] }],
          },
          { paragraphs: [lineOf("c")], lists: [] },
        ],
      },
      block("byline", "TRẦN AN"),
    ]),
  );
  expect(text).toBe("Tít\n\nMột hai\n\n[Chú thích. Ảnh: An]\n\n> Lời\n\n1. a\n  - b\n2. c\n\nTRẦN AN\n");
});

test("X12 every typed line is found in the plain text, also one that stands there twice", () => {
  const given = article([
    block("headline", " Hội An"),
    figure(1, " Hội An ", "Ảnh: Hội An"),
    { ...figure(2, "Hội An", " An"), picture: null },
    { kind: "quote", paragraphs: [lineOf(" "), lineOf("  Hội An"), lineOf("An")] },
    {
      kind: "list",
      ordered: true,
      items: [
        {
          paragraphs: [lineOf("An"), lineOf(" Hội An")],
          lists: [{ kind: "list", ordered: false, items: [{ paragraphs: [lineOf("An")], lists: [] }] }],
        },
      ],
    },
    block("byline", "An"),
  ]);
  const { text, lines } = printedTextOf(given, { slots: "all" });
  const passages = passagesOf(given).filter(({ place }) => place !== "altText");
  expect(lines.map(({ block, place }) => [block, place])).toEqual(
    passages.map(({ block, place }) => [block, place]),
  );
  const found = lines.map(({ start }, index) => {
    const typed = passages[index]!.text;
    const from = typed.length - typed.replace(/^\s*(?:Ảnh: )?/, "").length;
    return [start + from, text.slice(start + from, start + typed.trimEnd().length)];
  });
  expect(found.map(([, line]) => line)).toEqual(
    passages.map(({ text }) => text.trim().replace(/^Ảnh: /, "")),
  );
  expect(new Set(found.map(([start]) => start)).size).toBe(lines.length);
});
