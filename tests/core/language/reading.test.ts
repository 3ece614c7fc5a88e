import { expect, test } from "vitest";
import { createChecker, createSpellingReader, readersTogether } from "#core/language";
import type { Flag, Passage, StoryReader, StoryText } from "#core/language";
import { DATA } from "./data.ts";

const spelling = createSpellingReader(createChecker(DATA), new Set(["zalo"]));

function story(passages: readonly (string | Passage)[], language: StoryText["language"] = "vi"): StoryText {
  return {
    passages: passages.map((one) => (typeof one === "string" ? { place: "paragraph", text: one } : one)),
    language,
    day: "2026-11-24",
  };
}

const wrongIn = (read: readonly (readonly Flag[])[]) => read.map((flags) => flags.map(({ wrong }) => wrong));

test("L17 only what is Vietnamese in a story is read as Vietnamese", () => {
  const slip = "Báo cáo nêu rõ những han chế trong quản lý.";
  expect(wrongIn(spelling.read(story([slip])))).toEqual([["han chế"]]);
  expect(wrongIn(spelling.read(story([slip], "en")))).toEqual([[]]);

  const start = slip.indexOf("han chế");
  const marked = (language: "vi" | "en"): Passage => ({
    place: "paragraph",
    text: slip,
    foreign: [{ start, end: start + 7, language }],
  });
  expect(wrongIn(spelling.read(story([marked("en")])))).toEqual([[]]);
  const english = `He wrote: ${slip} And left.`;
  const quoted: Passage = {
    place: "paragraph",
    text: english,
    foreign: [{ start: 10, end: 10 + slip.length, language: "vi" }],
  };
  const [flags] = spelling.read(story([quoted], "en"));
  expect(flags!.map(({ start, end }) => english.slice(start, end))).toEqual(["han chế"]);
});

test("L18 where two readers speak about the same words the first is heard, and flags stay in order", () => {
  const saying = (...spots: readonly (readonly [number, number])[]): StoryReader => ({
    read: () => [
      spots.map(([start, end]): Flag => {
        const wrong = "x".repeat(end - start);
        return { start, end, wrong, kind: "name", rule: "test", says: { vi: "", en: "" }, suggestions: [] };
      }),
    ],
  });
  const together = readersTogether([saying([10, 14]), saying([0, 4], [13, 20], [14, 20])]);
  expect(together.read(story(["x".repeat(30)]))[0]!.map(({ start, end }) => [start, end])).toEqual([
    [0, 4],
    [10, 14],
    [14, 20],
  ]);
});
