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
    key === "link" || key === "language" ? value : retyped(value, change),
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

test("A1 a run in another language is read as such; a language no story can be in is none", () => {
  const doc = documentOf({ details: EMPTY_DETAILS, blocks: [] });
  const text = new Y.XmlText();
  text.applyDelta([
    { insert: "Ông nói " },
    { insert: "no comment", attributes: { language: { lang: "en" } } },
    { insert: " rồi đi", attributes: { language: { lang: "fr" } } },
  ]);
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [text]);
  doc.getXmlFragment(BODY).insert(0, [paragraph]);
  expect(articleOf(STORY_ID, doc).blocks).toEqual([
    block("paragraph", [{ text: "Ông nói " }, { text: "no comment", language: "en" }, { text: " rồi đi" }]),
  ]);
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

/** An element of the document with what stands in it. */
function node(name: string, ...inside: (Y.XmlElement | string)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(
    0,
    inside.map((child) => (typeof child === "string" ? new Y.XmlText(child) : child)),
  );
  return made;
}

function readOf(...nodes: Y.XmlElement[]): Article["blocks"] {
  const doc = documentOf({ details: EMPTY_DETAILS, blocks: [] });
  doc.getXmlFragment(BODY).insert(0, nodes);
  return articleOf(STORY_ID, doc).blocks;
}

test("A9 a picture whose hash or file ending is none is not shown: no name from a document leads out of a folder", () => {
  const picture = (extension: string, sha256 = "ab".repeat(32)) => {
    const shown = { sha256, extension, widthPx: 3, heightPx: 2 };
    const [read] = articleOf(
      STORY_ID,
      documentOf(article([{ ...figure(1, "", ""), picture: shown }])),
    ).blocks;
    return read?.kind === "figure" ? read.picture : undefined;
  };
  for (const extension of ["jpg", "webp", "tiff", ""]) expect(picture(extension)?.extension).toBe(extension);
  for (const extension of ["x/../../../../etc/passwd", "..", "j g", "JPG", "jpg\n", "x".repeat(6)])
    expect([extension, picture(extension)]).toEqual([extension, null]);
  expect(picture("jpg", "../../x")).toBeNull();
});

test("A3 a picture that was pasted into a quote or a list stands after it, with its caption", () => {
  const picture = () => {
    const made = new Y.XmlElement("picture");
    made.setAttribute("sha256", "ab".repeat(32));
    return node("figure", made, node("caption", "Chú thích"));
  };
  const shown = { kind: "figure", caption: lineOf("Chú thích"), picture: { sha256: "ab".repeat(32) } };
  expect(
    readOf(node("blockquote", node("paragraph", "Trước"), picture(), node("paragraph", "Sau"))),
  ).toMatchObject([{ kind: "quote", paragraphs: [lineOf("Trước"), lineOf("Sau")] }, shown]);
  expect(readOf(node("bulletList", node("listItem", node("paragraph", "Mục"), picture())))).toMatchObject([
    { kind: "list", items: [{ paragraphs: [lineOf("Mục")], lists: [] }] },
    shown,
  ]);
  expect(readOf(node("box", node("crosshead", "Hộp"), picture()))).toMatchObject([
    { kind: "crosshead", text: lineOf("Hộp") },
    shown,
  ]);
});

test("A3 each block in a quote is a line of its own, lists in it too", () => {
  const list = node(
    "orderedList",
    node("listItem", node("paragraph", "Một")),
    node("listItem", node("paragraph", "Hai")),
  );
  expect(readOf(node("blockquote", node("blockquote", node("paragraph", "Trong")), list, "lẻ loi"))).toEqual([
    { kind: "quote", paragraphs: [lineOf("Trong"), lineOf("Một"), lineOf("Hai"), lineOf("lẻ loi")] },
  ]);
});

test("A3 words in a figure outside its parts are read as another caption", () => {
  expect(
    readOf(node("figure", node("caption", "Chú thích"), node("paragraph", "lạc"), "loài")),
  ).toMatchObject([{ kind: "figure", caption: lineOf("Chú thích lạc loài"), captions: 3 }]);
});

test("A4 a detail of a wrong type is empty, not an error", () => {
  const doc = documentOf(blankArticle());
  setDetails(doc, { section: 7, tags: ["a", 1], language: "fr" } as never);
  expect(articleOf(STORY_ID, doc).details).toEqual({ ...EMPTY_DETAILS, tags: ["a"] });
});
