import fc from "fast-check";
import { expect, test } from "vitest";
import { lineOf, type Article } from "#core/article";
import { articleHtml } from "#core/exchange";
import { imagesOf, linksOf, pageDifferences } from "#core/publishing";
import { article, block, figure, hashOf, someArticle } from "../exchange/articles.ts";

const story: Article = article([
  block("headline", "Giá xăng giảm “mạnh”"),
  block("lead", "Từ 15 giờ - giá giảm 500 đồng..."),
  figure(1, "Cây xăng ở Hà Nội", "Mạnh Nguyên"),
  block("paragraph", "Đoạn một: Nghiêng nghiêng & <đường>."),
  block("crosshead", "Tít phụ"),
  { kind: "quote", paragraphs: [lineOf("Không tăng nữa.")] },
  { kind: "list", ordered: false, items: [{ paragraphs: [lineOf("Mục một")], lists: [] }] },
  block("paragraph", "Đoạn hai."),
  block("byline", "TRẦN AN"),
]);

const byHash = (
  image: { readonly src: string },
  { picture }: { readonly picture: { sha256: string } | null },
) => picture !== null && image.src.includes(picture.sha256);

/** A page as another system might set it. */
function page(body: string): string {
  return `<!doctype html><html><head><title>Giá xăng giảm “mạnh”</title></head><body>${body}</body></html>`;
}

const whole = page(`
  <h1 class="t">Gi&aacute; xăng <em>giảm</em> &#8220;mạnh&#8221;</h1>
  <p><b>QĐND</b> - Từ 15&nbsp;giờ &#8211; giá giảm 500 đồng&hellip;</p>
  <!-- <p>Đoạn hai.</p> -->
  <figure><a href="x"><IMG loading=lazy src='/media/${hashOf(1)}.webp' alt="m&ocirc; tả"></a>
  <figcaption>Cây xăng ở Hà Nội. <span>Ảnh: Mạnh Nguyên</span></figcaption></figure>
  <p>${"Đoạn một: Nghiêng".normalize("NFD")}
     nghiêng &amp; &lt;đường&gt;.</p>
  <h2>Tít phụ</h2><blockquote>Không tăng nữa.</blockquote><ul><li>Mục một</li></ul>
  <script>if (1 < 2) document.write("<p>Đoạn hai.</p>")</script>
  <p>Đoạn hai.</p><p>TRẦN AN</p>`);

test("X8 a page which shows all of a story in its own setting has no difference", () => {
  expect(pageDifferences(whole, story, byHash)).toEqual([]);
});

const LOSSES: readonly (readonly [string, string | RegExp, string, string])[] = [
  ["headline", /<h1.*<\/h1>/, "headline", "Giá xăng giảm “mạnh”"],
  ["one word of the headline", "giảm</em>", "headline", "Giá xăng giảm “mạnh”"],
  ["lead", "15&nbsp;giờ", "lead", "Từ 15 giờ - giá giảm 500 đồng..."],
  ["picture", hashOf(1), "picture", "mô tả"],
  ["alt text", "m&ocirc; tả", "altText", "mô tả"],
  ["caption", "ở Hà Nội", "caption", "Cây xăng ở Hà Nội."],
  ["credit", "Nguyên</span>", "credit", "Ảnh: Mạnh Nguyên"],
  ["crosshead", "Tít phụ", "paragraph", "Tít phụ"],
  ["quote", "Không tăng nữa.", "paragraph", "Không tăng nữa."],
  ["list item", "Mục một", "paragraph", "Mục một"],
  ["paragraph, though a script and a comment hold it", "<p>Đoạn hai.</p><p>TRẦN", "paragraph", "Đoạn hai."],
  ["byline", "TRẦN AN", "paragraph", "TRẦN AN"],
];

for (const [what, lost, kind, expected] of LOSSES) {
  test(`X8 a page without the ${what} is told apart`, () => {
    const cut = whole.replace(lost, typeof lost === "string" && lost.startsWith("<p>") ? "<p>TRẦN" : "…");
    expect(pageDifferences(cut, story, byHash)).toEqual([{ what: kind, expected }]);
  });
}

test("X16 where a page says it is, and its site's feed, are read from its head, whatever the order of the attributes", () => {
  const html = `<head><link href='/tin/a.html' rel="canonical"><link rel="alternate" title="Bình luận" hreflang="en" href="/en">
    <LINK TYPE="application/rss+xml" rel=alternate href="/feed/?a=1&amp;b=2"><link rel="alternate" type="application/rss+xml" href="/comments/feed/"></head>`;
  expect(linksOf(html)).toEqual({ canonical: "/tin/a.html", feed: "/feed/?a=1&b=2" });
  expect(linksOf("<p>none</p>")).toEqual({ canonical: null, feed: null });
  expect(linksOf("<link ".repeat(200_000))).toEqual({ canonical: null, feed: null });
});

test("X8 paragraphs in another order are a difference", () => {
  const first = article([block("paragraph", "Một."), block("paragraph", "Hai.")]);
  expect(pageDifferences(page("<p>Hai.</p><p>Một.</p>"), first, byHash)).toEqual([
    { what: "paragraph", expected: "Hai." },
  ]);
});

test("X8 a name inside a longer name does not count", () => {
  const short = article([block("headline", "An")]);
  expect(pageDifferences(page("<h1>Anh</h1>"), short, byHash)).toHaveLength(1);
  expect(pageDifferences(page("<h1>An</h1>"), short, byHash)).toHaveLength(0);
});

test("X8 the readable page of any article shows all of it", () => {
  fc.assert(
    fc.property(someArticle, (any) => {
      expect(pageDifferences(articleHtml(any), any, byHash)).toEqual([]);
    }),
  );
});

test("X8 any text is read as a page, in time linear in its length", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("<", ">", '"', "'", "<img src=", "<!--", "&#", "=", "a", "<script>")),
      (parts) => {
        expect(() => pageDifferences(parts.join(""), story, byHash)).not.toThrow();
      },
    ),
  );
  expect(imagesOf('<img src="'.repeat(200_000)).length).toBeLessThan(2);
});
