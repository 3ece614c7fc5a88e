import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_DETAILS, lineOf, type Article, type Block } from "#core/article";
import { canonicalJson, searchQueryOf, searchTextOf, stateOf, summaryOf, titleOf } from "#core/library";

const ID = "6f1c1c0e-8a55-4b7e-9a6e-2f6a0c1d2e3f";
const articleWith = (...blocks: Block[]): Article => ({ id: ID, details: EMPTY_DETAILS, blocks });
const paragraph = (text: string): Block => ({ kind: "paragraph", text: lineOf(text) });

test("S7 equal data has one canonical text, whatever the order of its keys", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(turnedAround(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [true, null, "đ"] } })).toBe(
    '{"a":{"c":[true,null,"đ"]},"b":1}',
  );
  expect(() => canonicalJson({ a: () => 1 })).toThrow(TypeError);
  expect(() => canonicalJson([Number.NaN])).toThrow(TypeError);
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(() => canonicalJson(cycle)).toThrow(TypeError);
});

test("S8 a search has words only, quoted, the last one may be begun", () => {
  expect(searchQueryOf("đường sắt")).toBe('"duong" "sat"*');
  expect(searchQueryOf("Đường".normalize("NFD"))).toBe('"Duong"*');
  expect(searchQueryOf('"đường sắt" Bắc')).toBe('"duong sat" "Bac"*');
  expect(searchQueryOf("“đường sắt”")).toBe('"duong sat"');
  expect(searchQueryOf('xăng AND* (NEAR" OR -giá:"')).toBe('"xang" "AND" "NEAR" "OR gia"');
  expect(searchQueryOf("covid-19")).toBe('"covid" "19"*');
  expect(searchQueryOf("  *\"' -- ")).toBeNull();
});

test("S8 whatever is typed, the query is quoted words and nothing else", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (typed) => {
      const query = searchQueryOf(typed);
      if (query !== null) expect(query).toMatch(/^"[^"*]+"( "[^"*]+")*\*?$/);
    }),
  );
});

test("S9 the search text holds headline, text, captions, credits, tags and byline, without marks", () => {
  const text = searchTextOf({
    ...articleWith(
      { kind: "headline", text: lineOf("Đường sắt") },
      { kind: "quote", paragraphs: [lineOf("Nói thẳng")] },
      { kind: "list", ordered: false, items: [{ paragraphs: [lineOf("Một")], lists: [] }] },
      {
        kind: "figure",
        id: "f",
        want: "không tìm",
        picture: null,
        caption: lineOf("Chủ tọa"),
        credit: lineOf("Mạnh Nguyên"),
        altText: lineOf("mô tả"),
      },
      { kind: "byline", text: lineOf("HỒNG HÀ") },
    ),
    details: { ...EMPTY_DETAILS, tags: ["giao thông"] },
  });
  expect(text.split("\n")).toEqual([
    "Duong sat",
    "Noi thang",
    "Mot",
    "Chu toa",
    "Manh Nguyen",
    "giao thong",
    "HONG HA",
  ]);
});

test("S10 a story without a headline is named by the first words of its text", () => {
  expect(titleOf(articleWith({ kind: "headline", text: lineOf(" Tít \n bài ") }))).toBe("Tít bài");
  expect(titleOf(articleWith({ kind: "headline", text: [] }, paragraph("  "), paragraph("Câu đầu.")))).toBe(
    "Câu đầu.",
  );
  expect(titleOf(articleWith())).toBe("");
  const long = titleOf(articleWith(paragraph("chữ ".repeat(60))));
  expect(long).toMatch(/^(chữ )+chữ…$/);
  expect([...long].length).toBeLessThanOrEqual(80);
  expect([...titleOf(articleWith(paragraph("😀".repeat(200))))]).toHaveLength(80);
});

test("S11 the outbox goes before the site, the site before the writer", () => {
  const sent = { articleSha256: "a", nowSha256: "a" };
  expect(stateOf("draft", { queued: false, sent: null })).toBe("draft");
  expect(stateOf("ready", { queued: false, sent: null })).toBe("ready");
  expect(stateOf("ready", { queued: true, sent })).toBe("queued");
  expect(stateOf("draft", { queued: false, sent })).toBe("published");
  expect(stateOf("draft", { queued: false, sent: { ...sent, nowSha256: "b" } })).toBe("changed");
});

test("S11 the summary counts the pictures asked for and filled", () => {
  const slot: Block = {
    kind: "figure",
    id: "1",
    want: "",
    picture: null,
    caption: [],
    credit: [],
    altText: [],
  };
  const picture = { sha256: "0".repeat(64), extension: "jpg", widthPx: 3, heightPx: 2 };
  const facts = { changedAt: "2026-11-22T00:00:00.000Z", trashedAt: null, queued: false, sent: null };
  expect(summaryOf(articleWith(slot, { ...slot, picture }, paragraph("hai chữ")), facts)).toEqual({
    id: ID,
    title: "hai chữ",
    section: "",
    state: "draft",
    picturesFilled: 1,
    picturesAsked: 2,
    words: 2,
    byline: "",
    changedAt: facts.changedAt,
    trashedAt: null,
  });
});

/** The same data with the keys of every object in the other order. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turnedAround(inner)]),
  );
}
