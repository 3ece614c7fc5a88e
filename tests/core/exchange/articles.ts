import fc from "fast-check";
import {
  EMPTY_DETAILS,
  lineOf,
  lineOfSpans,
  type Article,
  type Block,
  type Figure,
  type Line,
  type List,
  type Span,
} from "#core/article";
import type { Rendition } from "#core/media";

/** A small notation for articles, and articles by chance for the laws. */

export const STORY_ID = "5f0c8f5e-2f0a-4a56-9d4e-0d4c4a1b2c3d";

export function hashOf(number: number): string {
  return number.toString(16).padStart(64, "0");
}

export function article(blocks: readonly Block[], details: Partial<Article["details"]> = {}): Article {
  return { id: STORY_ID, details: { ...EMPTY_DETAILS, ...details }, blocks };
}

export function block(
  kind: "headline" | "lead" | "paragraph" | "crosshead" | "byline",
  text: string | Line,
): Block {
  return { kind, text: typeof text === "string" ? lineOf(text) : text };
}

export function figure(number: number, caption: string, credit: string, altText = "mô tả"): Figure {
  return {
    kind: "figure",
    id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    want: "",
    picture: { sha256: hashOf(number), extension: "jpg", widthPx: 3000, heightPx: 2000 },
    caption: lineOf(caption),
    credit: lineOf(credit),
    altText: lineOf(altText),
  };
}

export function renditions(number: number): readonly Rendition[] {
  return [480, 1024].map((widthPx, index) => ({
    widthPx,
    heightPx: Math.round((widthPx * 2) / 3),
    sizeBytes: 1000 + index,
    sha256: hashOf(number * 100 + index),
    mimeType: "image/webp" as const,
  }));
}

// --- by chance -------------------------------------------------------------------------------

/** Text as people and pastes make it: Vietnamese, signs of markup, line breaks, other scripts. */
const someText = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom("Đường sắt", "nghiêng nghiêng", "Ẵm", "hội nghị", " ", "2026"),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom("<script>", "&amp;", "]]>", '"', "'", "</p>", "\n", "“", "…", "<!--"),
      },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
    ),
    { maxLength: 6 },
  )
  // Control characters and single carriage returns do not travel, by promise.
  .map((parts) => parts.join(" ").replace(/[\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]/g, ""));

const someSpan: fc.Arbitrary<Span> = fc
  .record({
    text: someText,
    bold: fc.boolean(),
    italic: fc.boolean(),
    link: fc.option(fc.constantFrom("https://vi.example/a?b=1&c=%22", "mailto:toasoan@bao.example"), {
      freq: 4,
    }),
    language: fc.option(fc.constantFrom("vi" as const, "en" as const), { freq: 3 }),
  })
  .map(({ text, bold, italic, link, language }) => ({
    text,
    ...(bold ? { bold: true as const } : {}),
    ...(italic ? { italic: true as const } : {}),
    ...(link === null ? {} : { link }),
    ...(language === null ? {} : { language }),
  }));

/** A line as the document reads it: no empty span, no two neighbours with equal marks. */
const someLine: fc.Arbitrary<Line> = fc.array(someSpan, { maxLength: 4 }).map(lineOfSpans);

const someList: fc.Arbitrary<List> = fc.letrec<{ list: List }>((tie) => ({
  list: fc.record({
    kind: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(
      fc.record({
        paragraphs: fc.array(someLine, { maxLength: 2 }),
        lists: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("list"), { maxLength: 1 })),
      }),
      { maxLength: 3 },
    ),
  }),
})).list;

const someFigure: fc.Arbitrary<Figure> = fc.record({
  kind: fc.constant("figure" as const),
  id: fc.uuid(),
  want: someText,
  picture: fc.option(
    fc.record({
      sha256: fc.integer({ min: 0, max: 9 }).map(hashOf),
      extension: fc.constantFrom("jpg", "png", "webp"),
      widthPx: fc.integer({ min: 1, max: 9000 }),
      heightPx: fc.integer({ min: 1, max: 9000 }),
    }),
  ),
  caption: someLine,
  credit: someLine,
  altText: someText.map(lineOf),
});

export const someArticle: fc.Arbitrary<Article> = fc.record({
  id: fc.uuid(),
  details: fc.record({
    section: fc.constantFrom("", "thoi-su", "quoc-te"),
    slug: fc.constantFrom("", "mot-hai"),
    tags: fc.array(someText, { maxLength: 3 }),
    dateline: someText,
    language: fc.constantFrom("vi" as const, "en" as const),
    stage: fc.constantFrom("draft" as const, "ready" as const),
  }),
  blocks: fc.array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constantFrom("headline", "lead", "paragraph", "crosshead", "byline"),
          text: someLine,
        }) as fc.Arbitrary<Block>,
      },
      { weight: 2, arbitrary: someFigure },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("quote" as const),
          paragraphs: fc.array(someLine, { maxLength: 3 }),
        }),
      },
      { weight: 1, arbitrary: someList },
    ),
    { maxLength: 8 },
  ),
});
