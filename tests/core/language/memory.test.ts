import { expect, test } from "vitest";
import { createChecker, flagsOfStory } from "#core/language";
import { DATA } from "./data.ts";

const checker = createChecker(DATA);
const flagged = (...passages: readonly string[]) =>
  flagsOfStory(checker, passages).map((flags) => flags.map(({ wrong }) => wrong));

test("L15 what a story writes again and again the same way is meant", () => {
  const passages = ["Giống lúa nươc nổi được giữ gìn.", "Cây nươc cao.", "Hạt nươc dài.", "Gạo nươc thơm."];
  expect(flagged(passages[0]!)).toEqual([["nươc"]]);
  expect(flagged(...passages.slice(0, 3))).toEqual([["nươc"], ["nươc"], ["nươc"]]);
  expect(flagged(...passages)).toEqual([[], [], [], []]);
});

test("L15 what a rule knows to be wrong stays wrong, however often it stands there", () => {
  const passage = "Hai xã sẽ sát nhập trong quý tới.";
  expect(flagged(passage, passage, passage, passage, passage)).toEqual(Array(5).fill(["sát nhập"]));
});
