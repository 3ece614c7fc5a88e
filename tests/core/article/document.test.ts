import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import {
  BODY,
  EMPTY_DETAILS,
  articleOf,
  blankArticle,
  documentOf,
  lineOf,
  setDetails,
  type Article,
  type Line,
} from "#core/article";
import { STORY_ID, article, block, figure, someArticle } from "../exchange/articles.ts";

/** The same data with every typed text changed. */
function retyped<Part>(part: Part, change: (text: string) => string): Part {
  if (typeof part === "string") return change(part) as Part;
  if (Array.isArray(part)) return part.map((inner: unknown) => retyped(inner, change)) as Part;
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    key === "link" ? value : retyped(value, change),
  ]);
  return Object.fromEntries(entries) as Part;
}

const composed = (text: string) => text.normalize("NFC");
const decomposed = (text: string) => text.normalize("NFD");

test("A1 what is written into a document is read from it", () => {
  fc.assert(
    fc.property(someArticle, (random) => {
      // A line break has no marks of its own: bold text around one comes back in three runs.
      const written = retyped(random, (text) => composed(text).replaceAll("\n", " "));
      expect(articleOf(random.id, documentOf(written))).toEqual(written);
    }),
  );
  expect(articleOf(STORY_ID, documentOf(blankArticle()))).toEqual({ id: STORY_ID, ...blankArticle() });
  const broken = article([block("paragraph", "Một\nhai")]);
  expect(articleOf(STORY_ID, documentOf(broken))).toEqual(broken);
});

test("A2 composed and decomposed typing give the same article, and it is composed", () => {
  const both = (typed: Article): Article => {
    const [one, other] = [composed, decomposed].map((form) =>
      articleOf(typed.id, documentOf(retyped(typed, form))),
    );
    expect(other).toEqual(one);
    return other!;
  };
  fc.assert(fc.property(someArticle, (typed) => void both(typed)));
  const read = both(
    article(
      [block("headline", "Đường sắt"), figure(1, "Bến sông", "Mạnh Nguyên"), block("byline", "HỒNG HÀ")],
      {
        tags: ["thủy lợi"],
        dateline: "Hà Nội, 22-11",
      },
    ),
  );
  expect(JSON.stringify(read)).toBe(JSON.stringify(read).normalize("NFC"));
});

test("A2 a mark typed into another text than its letter is composed with it; the document keeps what was typed", () => {
  const doc = documentOf({ details: EMPTY_DETAILS, blocks: [] });
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(
    0,
    ["a", "\u0301"].map((text) => new Y.XmlText(text)),
  );
  doc.getXmlFragment(BODY).insert(0, [paragraph]);
  const before = Y.encodeStateAsUpdate(doc);
  expect(articleOf(STORY_ID, doc).blocks).toEqual([{ kind: "paragraph", text: lineOf("á") }]);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test("A3 words of a node nobody knows are read as a paragraph", () => {
  const doc = documentOf({ details: EMPTY_DETAILS, blocks: [] });
  const table = new Y.XmlElement("table");
  const row = new Y.XmlElement("row");
  row.insert(0, [new Y.XmlText("Giá xăng")]);
  table.insert(0, [row]);
  doc.getXmlFragment(BODY).insert(0, [table, new Y.XmlText("lẻ loi")]);
  const lines: readonly Line[] = articleOf(STORY_ID, doc).blocks.map((read) =>
    "text" in read ? read.text : [],
  );
  expect(lines).toEqual([lineOf("Giá xăng"), lineOf("lẻ loi")]);
});

test("A4 a detail of a wrong type is empty, not an error", () => {
  const doc = documentOf(blankArticle());
  setDetails(doc, { section: 7, tags: ["a", 1], language: "fr" } as never);
  expect(articleOf(STORY_ID, doc).details).toEqual({ ...EMPTY_DETAILS, tags: ["a"] });
});
