import { expect, test } from "vitest";
import {
  createChecker,
  createEnglishReader,
  createNameReader,
  createSpellingReader,
  hasEnglish,
  PROVINCE_REGISTER,
  readersFor,
  readersTogether,
  DEFAULT_HOUSE_STYLE,
} from "#core/language";
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

test("L18 names are heard before spelling, English before house style, and no speller flags a name of the register", () => {
  const names = [
    { kind: "person", name: "Trần Văn Độ", others: ["Thăm Quan"], ranks: [], offices: [], note: "" },
  ] as const;
  const rules = { ...DEFAULT_HOUSE_STYLE.rules };
  const why = { vi: "gọn hơn" };
  const preferred = (wrong: string) => ({
    on: true as const,
    entries: [{ wrong, right: "x", why }],
    source: why,
  });
  const checker = {
    check: (text: string, known: { has(word: string): boolean }): readonly Flag[] =>
      [...text.matchAll(/Trần Văn Đô|thăm quan/g)].flatMap(({ 0: wrong, index: start }) => {
        const flag = { start, end: start + wrong.length, wrong, kind: "spelling", rule: "test" } as const;
        return known.has(wrong) ? [] : [{ ...flag, says: why, suggestions: [] } as unknown as Flag];
      }),
  };
  const english: StoryReader = {
    read: ({ passages }) =>
      passages.map(({ text }) => {
        const start = text.indexOf("nhà máy");
        const flag = { start, end: start + 7, wrong: "nhà máy", kind: "english", rule: "test" } as const;
        return start === -1 ? [] : [{ ...flag, says: why, suggestions: [] } as unknown as Flag];
      }),
  };
  const style = { ...DEFAULT_HOUSE_STYLE, rules: { ...rules, preferred: preferred("nhà máy") } };
  const readers = readersFor(checker, { style, names, words: [] });
  const [flags] = readers
    .together(english)
    .read(story(["Ông Trần Văn Độ đến. Ông Trần Văn Đô thăm quan nhà máy."]));
  expect(flags!.map(({ kind, wrong }) => `${kind} ${wrong}`)).toEqual([
    "name Trần Văn Đô",
    "english nhà máy",
  ]);
  expect(readers.known.has("thăm quan")).toBe(true);
});

test("L24 a passage that has not changed is not taken apart again", () => {
  let looked = 0;
  const counted = (text: string): Passage => ({
    place: "paragraph",
    get text() {
      looked += 1;
      return text;
    },
  });
  const passages = ["Báo cáo nêu rõ những han chế.", "Ông nói the goverment of the people was here."].map(
    counted,
  );
  const english = createEnglishReader({ check: () => true, suggest: () => [] }, new Set());
  const names = createNameReader(PROVINCE_REGISTER);
  const read = () => {
    expect(hasEnglish(story(passages))).toBe(true);
    for (const reader of [spelling, english, names]) reader.read(story(passages));
  };
  read();
  expect(looked).toBeGreaterThan(0);
  looked = 0;
  read();
  expect(looked).toBe(0);
});
