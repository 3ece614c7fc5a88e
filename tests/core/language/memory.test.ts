import { expect, test } from "vitest";
import { createChecker, createSpellingReader } from "#core/language";
import { DATA } from "./data.ts";

const reader = createSpellingReader(createChecker(DATA), new Set());
const flagged = (...passages: readonly string[]) =>
  reader
    .read({
      passages: passages.map((text) => ({ place: "paragraph", text })),
      language: "vi",
      day: "2026-11-24",
    })
    .map((flags) => flags.map(({ wrong }) => wrong));

test("L15 what a story writes again and again the same way is meant", () => {
  const passages = [
    "Giống lúa nươc nổi được giữ gìn.",
    "Cây nươc cao.",
    "Hạt nươc dài.",
    "Gạo nươc thơm.",
    "Rơm nươc mềm.",
  ];
  expect(flagged(passages[0]!)).toEqual([["nươc"]]);
  expect(flagged(...passages.slice(0, 4))).toEqual([["nươc"], ["nươc"], ["nươc"], ["nươc"]]);
  expect(flagged(...passages)).toEqual([[], [], [], [], []]);
});

test("L15 a slip that is a word, and what a rule knows to be wrong, stay wrong however often they stand there", () => {
  const passages = ["Hai xã sẽ sát nhập trong quý tới.", "Báo cáo nêu rõ những han chế trong quản lý."];
  expect(flagged(...Array<string[]>(6).fill(passages).flat())).toEqual(
    Array<string[][]>(6)
      .fill([["sát nhập"], ["han chế"]])
      .flat(),
  );
});
