import { expect, test } from "vitest";
import { lineOf, type Block } from "#core/article";
import { passagesOf } from "#core/language";

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
