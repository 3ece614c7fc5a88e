import fc from "fast-check";
import { expect, test } from "vitest";
import { lineOf } from "#core/article";
import { articleHtml, bodyHtml, captionText, lineHtml, printedCaption, safeLink } from "#core/exchange";
import { article, block, figure, hashOf, someArticle } from "./articles.ts";

const CAPTIONS: readonly (readonly [string, string, string])[] = [
  ["Trung tướng chủ trì hội nghị", "Mạnh Nguyên", "Trung tướng chủ trì hội nghị. Ảnh: Mạnh Nguyên"],
  ["Trung tướng chủ trì hội nghị.", "Mạnh Nguyên", "Trung tướng chủ trì hội nghị. Ảnh: Mạnh Nguyên"],
  ["Ai thắng?", "TTXVN", "Ai thắng? Ảnh: TTXVN"],
  ["“Không tăng nữa.”", "TTXVN", "“Không tăng nữa.” Ảnh: TTXVN"],
  ["Còn tiếp…", "TTXVN", "Còn tiếp… Ảnh: TTXVN"],
  ["Khoảng trắng cuối  ", "TTXVN", "Khoảng trắng cuối. Ảnh: TTXVN"],
  ["Tên “riêng”", "TTXVN", "Tên “riêng”. Ảnh: TTXVN"],
  ["Không nguồn", "", "Không nguồn"],
  ["", "TTXVN", "Ảnh: TTXVN"],
  ["", "", ""],
  ["Đã có nhãn", "Ảnh: Mạnh Nguyên", "Đã có nhãn. Ảnh: Mạnh Nguyên"],
];

for (const [caption, credit, printed] of CAPTIONS) {
  test(`X7 “${caption}” by “${credit}” is printed “${printed}”`, () => {
    expect(captionText(lineOf(caption), lineOf(credit), "vi")).toBe(printed);
  });
}

test("X7 a label typed decomposed is not labelled twice", () => {
  expect(captionText(lineOf("Bến sông"), lineOf("Ảnh: Thu Hà".normalize("NFD")), "vi")).toBe(
    "Bến sông. Ảnh: Thu Hà",
  );
});

test("X7 the stop takes the marks of the words it closes", () => {
  const printed = printedCaption([{ text: "Tàu " }, { text: "Hồng", italic: true }], lineOf("An"), "en");
  expect(printed).toEqual({
    caption: [{ text: "Tàu " }, { text: "Hồng.", italic: true }],
    credit: "Photo: An",
  });
});

test("X9 a figure is written with picture, caption and credit", () => {
  const html = bodyHtml([figure(1, "Cây <xăng>", "An & Bình", 'một "cây"')], {
    language: "vi",
    picture: () => ({ src: "/a.webp", srcset: "/a.webp 480w", sizes: "100vw", widthPx: 480, heightPx: 320 }),
  });
  expect(html).toBe(
    '<figure><img src="/a.webp" srcset="/a.webp 480w" sizes="100vw" width="480" height="320" ' +
      'alt="một &quot;cây&quot;" loading="lazy" decoding="async">' +
      '<figcaption>Cây &lt;xăng&gt;. <span class="credit">Ảnh: An &amp; Bình</span></figcaption></figure>',
  );
});

test("X9 nothing typed becomes an element or an attribute", () => {
  fc.assert(
    fc.property(someArticle, (any) => {
      const html = articleHtml(any);
      const tags = [...html.matchAll(/<([^>]*)>/g)].map((match) => match[1]!);
      for (const tag of tags) {
        expect(tag).toMatch(
          /^(?:!doctype html|\/?(?:html|head|body|article|title|style|h1|h2|p|blockquote|ul|ol|li|figure|figcaption|span|strong|em|a|br)(?: (?:lang|class|href)="[^"<>]*")*|(?:meta|img)(?: [a-z-]+="[^"<>]*")+)$/,
        );
      }
    }),
  );
});

const LINKS: readonly (readonly [string, boolean])[] = [
  ["https://vi.example/a?b=1&c", true],
  ["http://vi.example", true],
  ["mailto:a@vi.example", true],
  ["javascript:alert(1)", false],
  [" java\nscript:alert(1)", false],
  ["data:text/html,<script>1</script>", false],
  ["file:///etc/passwd", false],
  ["//vi.example", false],
  ["", false],
];

for (const [href, fine] of LINKS) {
  test(`X9 a link to “${href}” is ${fine ? "kept" : "text only"}`, () => {
    expect(safeLink(href) !== null).toBe(fine);
    expect(lineHtml([{ text: "xem", link: href }]).startsWith("<a ")).toBe(fine);
  });
}

test("X9 neighbouring words of one link are one link", () => {
  const link = "https://vi.example/";
  expect(lineHtml([{ text: "a", link }, { text: "b", link, bold: true }, { text: "c" }])).toBe(
    `<a href="${link}">a<strong>b</strong></a>c`,
  );
});

test("X15 words in another language are one element that says so, inside the link they belong to", () => {
  const language = "en" as const;
  expect(
    lineHtml([
      { text: "Ông nói " },
      { text: "the ", language },
      { text: "best", language, bold: true },
      { text: " one", language, link: "https://vi.example/" },
      { text: "." },
    ]),
  ).toBe(
    'Ông nói <span lang="en">the <strong>best</strong></span>' +
      '<a href="https://vi.example/"><span lang="en"> one</span></a>.',
  );
});

test("X10 the readable page stands alone: title, byline, pictures beside it, empty slots as requests", () => {
  const html = articleHtml(
    article([
      block("headline", "Tít"),
      figure(1, "Chú thích", "An"),
      { ...figure(2, "", ""), picture: null, want: "chủ trì <hội nghị>" },
      block("byline", "TRẦN AN"),
    ]),
  );
  expect(html).toContain('<html lang="vi">');
  expect(html).toContain("<title>Tít</title>");
  expect(html).toContain('<meta name="author" content="TRẦN AN">');
  expect(html).toContain(`<img src="pictures/${hashOf(1)}.jpg" width="3000" height="2000"`);
  expect(html).toContain("Cần ảnh: chủ trì &lt;hội nghị&gt;");
  expect(html).not.toMatch(/<script|<link|https?:/);
});

test("X10 an untitled, empty story is a page too", () => {
  expect(articleHtml(article([]))).toContain("<title>Bài chưa có tít</title>");
});
