import { expect, test } from "vitest";
import { lineOf, type Block } from "#core/article";
import { ghostPage, ghostText, type StoryToSend } from "#core/publishing";
import { hash, remotePicture, storyWith } from "./newsroom.ts";

/** A story of these blocks between its headline and lead and its byline. */
function storyOf(...blocks: readonly Block[]): StoryToSend {
  const story = storyWith(0);
  const [headline, lead] = story.article.blocks;
  return { ...story, article: { ...story.article, blocks: [headline!, lead!, ...blocks] } };
}

interface Node {
  readonly type: string;
  readonly text?: string;
  readonly format?: number | string;
  readonly children?: readonly Node[];
  readonly [name: string]: unknown;
}

function nodesOf(story: StoryToSend, pictures = 0, themeShowsTop = true): readonly Node[] {
  const there = Array.from({ length: pictures }, (_, n) => ({
    ...remotePicture(hash(n)),
    widthPx: 1200,
    heightPx: 800,
  }));
  const { root } = JSON.parse(ghostPage(story, there, themeShowsTop).lexical) as { root: Node };
  return root.children!;
}

/** A node by its type and what is in it: "list(listitem(a) listitem(list(…)))". */
function outline({ type, text, format, tag, children }: Node): string {
  const name = [type.replace("extended-", ""), tag].filter((part) => part !== undefined).join(" ");
  if (text !== undefined) return format === 0 ? text : `${text}/${format}`;
  return children === undefined ? name : `${name}(${children.map(outline).join("|")})`;
}

const figure = (n: number): Block =>
  storyWith(n + 1).article.blocks.filter(({ kind }) => kind === "figure")[n]!;

test("P40 every kind of block is a node of Ghost's own editor", () => {
  const item = (text: string, ...lists: readonly Extract<Block, { kind: "list" }>[]) => ({
    paragraphs: [lineOf(text)],
    lists,
  });
  const nodes = nodesOf(
    storyOf(
      {
        kind: "paragraph",
        text: [
          { text: "thường " },
          { text: "đậm", bold: true },
          { text: "xem ", link: "https://a.example/" },
          { text: "đây", link: "https://a.example/", bold: true, italic: true },
          { text: "xấu\nhai", link: "javascript:alert(1)", italic: true },
        ],
      },
      { kind: "paragraph", text: lineOf("  ") },
      { kind: "crosshead", text: lineOf("Tít xen") },
      { kind: "quote", paragraphs: [lineOf("Một."), lineOf(""), lineOf("Hai.")] },
      {
        kind: "list",
        ordered: false,
        items: [item("a", { kind: "list", ordered: true, items: [item("a1"), item("a2")] }), item("b")],
      },
      { kind: "list", ordered: true, items: [item(" ")] },
    ),
  );
  expect(nodes.map(outline)).toEqual([
    "paragraph(thường |đậm/1|link(xem |đây/3)|xấu/2|linebreak|hai/2)",
    "heading h2(Tít xen)",
    "quote(Một.|linebreak|linebreak|Hai.)",
    "list ul(listitem(a)|listitem(list ol(listitem(a1)|listitem(a2)))|listitem(b))",
  ]);
  const list = nodes[3]!;
  expect(list.children!.map(({ value, indent }) => [value, indent])).toEqual([
    [1, 0],
    [2, 0],
    [2, 0],
  ]);
  expect(list.children![1]!.children![0]!.children!.map(({ indent }) => indent)).toEqual([1, 1]);
});

test("P40 a picture is an image card with caption, credit, alt text and measures", () => {
  const [card] = nodesOf(storyOf({ kind: "paragraph", text: lineOf("Một.") }, figure(0)), 1).slice(1);
  expect(card).toMatchObject({
    type: "image",
    src: `http://h/${hash(0)}.jpg`,
    alt: "Mô tả 1",
    caption: "Chú thích 1. Ảnh: Mạnh Nguyên",
    width: 1200,
    height: 800,
  });
});

test("P40 a picture that opens the story is the feature image alone where the theme shows it, else in the text too", () => {
  const opening = storyOf(figure(0), { kind: "paragraph", text: lineOf("Một.") }, figure(1));
  const inside = storyOf({ kind: "paragraph", text: lineOf("Một.") }, figure(0));
  expect(nodesOf(opening, 2).map(({ type }) => type)).toEqual(["paragraph", "image"]);
  expect(nodesOf(opening, 2, false).map(({ type }) => type)).toEqual([
    "paragraph",
    "image",
    "paragraph",
    "image",
  ]);
  expect(nodesOf(inside, 1).map(({ type }) => type)).toEqual(["paragraph", "image"]);
  expect(ghostPage(opening, [remotePicture(hash(0))], true).leadPicture).toEqual({
    url: `http://h/${hash(0)}.jpg`,
    altText: "Mô tả 1",
    caption: "Chú thích 1. Ảnh: Mạnh Nguyên",
  });
});

test("P40 what Ghost has no room for is not cut off: a long lead stands in the text, a long alt text ends after a word", () => {
  const story = storyOf(figure(0));
  const blocks = story.article.blocks.map((block): Block => {
    if (block.kind === "lead") return { ...block, text: lineOf("Sáng nay ".repeat(40).trim()) };
    return block.kind === "figure" ? { ...block, altText: lineOf("cầu 😀 ".repeat(60)) } : block;
  });
  const page = ghostPage({ ...story, article: { ...story.article, blocks } }, [remotePicture(hash(0))], true);
  expect(page.excerpt).toBe("");
  expect(ghostText(page.lexical)).toContain("Sáng nay Sáng nay");
  expect(page.leadPicture!.altText.length).toBeLessThanOrEqual(191);
  expect(page.leadPicture!.altText).toMatch(/(?:cầu|😀)…$/u);
  expect(ghostPage(storyOf(), [], true)).toMatchObject({
    excerpt: "Từ 15 giờ chiều nay.",
    leadPicture: null,
  });
});

test("P45 a body is compared by its words and pictures, not by how it is written down", () => {
  const sent = ghostPage(storyWith(1), [remotePicture(hash(0))], true).lexical;
  const rewritten = sent
    .replaceAll('"extended-text"', '"text"')
    .replaceAll('"ltr"', "null")
    .replaceAll("http://h/", "https://elsewhere.example/a/")
    .normalize("NFD");
  expect(ghostText(rewritten)).toBe(ghostText(sent));
  expect(ghostText(sent.replace("Một đoạn.", "Một đoạn"))).not.toBe(ghostText(sent));
  expect(ghostText(sent.replace("Chú thích 1", "Chú thích"))).not.toBe(ghostText(sent));
  expect(ghostText(sent.replace(hash(0), hash(1)))).not.toBe(ghostText(sent));
  for (const odd of ["", "{", "null", "[]", '{"root":7}']) expect(() => ghostText(odd)).not.toThrow();
});
