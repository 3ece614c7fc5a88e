import fc from "fast-check";
import { expect, test } from "vitest";
import {
  EMPTY_DETAILS,
  SlugError,
  isSlug,
  lineOf,
  plainLetters,
  readingMinutes,
  slugOf,
  wordCountOf,
  wordsIn,
  wordStartsIn,
} from "#core/article";
import { STORY_ID, figure } from "../exchange/articles.ts";

/** Text of Vietnamese letters, signs and everything else. */
const typed = fc.string({
  unit: fc.oneof(fc.constantFrom(..."aăâeêoôơuưyđĐẮỆỡ  -–,.“”0123"), fc.string({ unit: "grapheme" })),
});

const slugOrNull = (text: string) => {
  try {
    return slugOf(text);
  } catch (error) {
    if (error instanceof SlugError) return null;
    throw error;
  }
};

test("A7 the slug of a headline is its words without marks", () => {
  expect(slugOf("Đường sắt Bắc – Nam")).toBe("duong-sat-bac-nam");
  expect(slugOf("“Ẵm, Ệ, Ỡ”: 3/4 của 1.000 tỷ?")).toBe("am-e-o-3-4-cua-1-000-ty");
  expect(() => slugOf(" – !")).toThrow(SlugError);
});

test("A7 whatever is typed, a slug is one, and composed and decomposed headlines have the same", () => {
  fc.assert(
    fc.property(typed, (headline) => {
      const slug = slugOrNull(headline);
      expect(slugOrNull(headline.normalize("NFD"))).toBe(slugOrNull(headline.normalize("NFC")));
      if (slug === null) return;
      expect(isSlug(slug)).toBe(true);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});

test("A7 a long headline is cut after a whole word, one long word inside", () => {
  const long = slugOf("nghiên cứu ".repeat(700));
  expect(long).toMatch(/^(nghien-cuu-)*(nghien-cuu|nghien)$/);
  expect(long.length).toBeLessThanOrEqual(80);
  expect(slugOf("a".repeat(5_000))).toBe("a".repeat(80));
  for (const wrong of ["", "-a", "a-", "a--b", "A", "đ", "a".repeat(81)])
    expect(isSlug(wrong), wrong).toBe(false);
});

test("A8 length is counted in chữ", () => {
  expect(wordsIn("Kinh tế - xã hội")).toBe(4);
  expect(wordsIn("Covid-19 ngày 22/11/2026, 1.000 ca")).toBe(5);
  expect(wordsIn(" – “…” ")).toBe(0);
  expect(wordStartsIn("“Kinh tế” - Covid-19.")).toEqual([1, 6, 12]);
  fc.assert(fc.property(typed, (text) => wordsIn(text.normalize("NFD")) === wordsIn(text.normalize("NFC"))));
  expect([0, 1, 200, 500].map(readingMinutes)).toEqual([0, 1, 1, 3]);
});

test("A8 captions, credits, alt texts and the byline are not counted", () => {
  const count = wordCountOf({
    id: STORY_ID,
    details: EMPTY_DETAILS,
    blocks: [
      { kind: "headline", text: lineOf("Hai chữ") },
      { kind: "quote", paragraphs: [lineOf("ba chữ nữa")] },
      {
        kind: "list",
        ordered: false,
        items: [
          {
            paragraphs: [lineOf("một")],
            lists: [{ kind: "list", ordered: true, items: [{ paragraphs: [lineOf("hai")], lists: [] }] }],
          },
        ],
      },
      figure(1, "chú thích", "Người chụp"),
      { kind: "byline", text: lineOf("HỒNG HÀ") },
    ],
  });
  expect(count).toBe(7);
});

test("plain letters keep everything but the marks", () => {
  expect(plainLetters("Đặng Thị Ngọc Thịnh, 1959")).toBe("Dang Thi Ngoc Thinh, 1959");
});
