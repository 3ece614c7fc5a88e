import fc from "fast-check";
import { expect, test } from "vitest";
import { headlineOf, leadOf, textOf, type Article } from "#core/article";
import {
  blocksOfXhtml,
  NINJS_NAMES,
  ninjsOf,
  publicationOf,
  storyOfNinjs,
  withdrawalOf,
  type NinjsItem,
  type NinjsProblem,
} from "#core/exchange";
import { STORY_ID, article, block, figure, hashOf, renditions, someArticle } from "./articles.ts";

/** As it arrives: through JSON. */
function travelled(item: unknown): unknown {
  return JSON.parse(JSON.stringify(item));
}

/** White space aside: several headlines are joined by a space. */
function words(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const story: Article = article(
  [
    block("headline", "Giá xăng giảm"),
    block("lead", "Từ 15 giờ hôm nay."),
    block("paragraph", "Một hai ba."),
    figure(1, "Cây xăng", "Mạnh Nguyên", "Một cây xăng"),
    { ...figure(2, "", ""), picture: null, want: "bảng giá" },
    block("paragraph", ""),
    block("byline", "TRẦN AN"),
  ],
  { tags: ["xăng"], dateline: "Hà Nội, 22-11", language: "vi" },
);

const facts = {
  version: 3,
  slug: "gia-xang",
  section: { slug: "thoi-su", name: "Thời sự" },
  firstCreated: "2026-11-21T07:00:00Z",
  versionCreated: "2026-11-22T07:00:00Z",
  marker: "m",
  urgency: 4,
  pictures: [{ sha256: hashOf(1), renditions: renditions(1) }],
};

test("X1 a draft written as ninjs and read again is the same article", () => {
  fc.assert(
    fc.property(someArticle, (any) => {
      const read = storyOfNinjs(travelled(ninjsOf(any)));
      expect(read.ok ? read.value.article : read.problem).toEqual(any);
    }),
  );
});

test("X2 a published item carries every word a reader gets, and no empty slot", () => {
  fc.assert(
    fc.property(someArticle, (any) => {
      const item = ninjsOf(any, { ...facts, pictures: [] });
      const read = storyOfNinjs(travelled(item));
      if (!read.ok) throw new Error(read.problem.message);
      const { article: arrived } = read.value;
      expect(words(headlineOf(arrived))).toBe(words(headlineOf(any)));
      expect(words(leadOf(arrived))).toBe(words(leadOf(any)));
      const paragraphs = ({ blocks }: Article) =>
        blocks
          .filter(({ kind }) => kind === "paragraph")
          .flatMap((each) => ("text" in each ? [textOf(each.text)] : []));
      expect(paragraphs(arrived)).toEqual(paragraphs(any).filter((text) => text.trim() !== ""));
      expect(arrived.blocks.some((each) => each.kind === "figure" && each.picture === null)).toBe(false);
    }),
  );
});

test("X3 names and shapes are those of IPTC ninjs 3.1", () => {
  expect(travelled(ninjsOf(story, facts))).toEqual({
    uri: `urn:uuid:${STORY_ID}`,
    type: "text",
    standard: {
      name: "ninjs",
      version: "3.1",
      schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
    },
    version: "3",
    firstCreated: "2026-11-21T07:00:00Z",
    versionCreated: "2026-11-22T07:00:00Z",
    pubStatus: "usable",
    urgency: 4,
    language: "vi",
    headlines: [{ role: "main", contentType: "text/plain", value: "Giá xăng giảm" }],
    descriptions: [{ role: "lead", contentType: "text/plain", value: "Từ 15 giờ hôm nay." }],
    bodies: [
      {
        role: "main",
        contentType: "application/xhtml+xml",
        charCount: 11,
        wordCount: 3,
        value:
          `<p>Một hai ba.</p>\n<figure id="00000000-0000-4000-8000-000000000001">` +
          `<img src="nih:sha-256;${hashOf(1)}" data-extension="jpg" width="3000" height="2000"/>` +
          `<figcaption><span class="caption">Cây xăng</span><span class="credit">Mạnh Nguyên</span>` +
          `<span class="alt">Một cây xăng</span></figcaption></figure>`,
      },
    ],
    subjects: [
      { name: "Thời sự", rel: "section", literal: "thoi-su" },
      { name: "xăng", rel: "tag" },
    ],
    by: "TRẦN AN",
    slugline: "gia-xang",
    located: "Hà Nội, 22-11",
    associations: [
      {
        name: "picture-1",
        uri: `nih:sha-256;${hashOf(1)}`,
        type: "picture",
        by: "Mạnh Nguyên",
        descriptions: [
          { role: "caption", contentType: "text/plain", value: "Cây xăng" },
          { role: "creditline", contentType: "text/plain", value: "Mạnh Nguyên" },
          { role: "altText", contentType: "text/plain", value: "Một cây xăng" },
        ],
        renditions: renditions(1).map(({ widthPx, heightPx, sizeBytes, sha256 }) => ({
          name: `w${widthPx}`,
          href: `nih:sha-256;${sha256}`,
          contentType: "image/webp",
          width: widthPx,
          height: heightPx,
          sizeInBytes: sizeBytes,
        })),
      },
    ],
    altIds: [{ role: "marker", value: "m" }],
  });
  expect(NINJS_NAMES.headline).toBe("headlines[role=main]");
});

test("X3 a draft is withheld and says nothing it does not know", () => {
  const item = ninjsOf(article([block("headline", "Nháp")]));
  expect(item).toMatchObject({ pubStatus: "withheld", subjects: [{ rel: "stage", literal: "draft" }] });
  for (const name of [
    "version",
    "slugline",
    "by",
    "located",
    "versionCreated",
    "firstCreated",
    "urgency",
    "altIds",
  ]) {
    expect(Object.keys(item)).not.toContain(name);
  }
});

test("X4 the marks of headline and lead travel beside their plain text", () => {
  const marked = article([
    block("headline", [{ text: "Tàu " }, { text: "Sông Hồng", italic: true }]),
    block("lead", [{ text: "Xem " }, { text: "ở đây", link: "https://vi.example/" }]),
  ]);
  const item = ninjsOf(marked, facts);
  expect(item.headlines?.map(({ value }) => value)).toEqual(["Tàu Sông Hồng", "Tàu <em>Sông Hồng</em>"]);
  const read = storyOfNinjs(travelled(item));
  expect(read.ok && read.value.article.blocks).toEqual(marked.blocks);
});

test("X15 a language written as another system writes it is read; one that no story can be in is none", () => {
  const read = blocksOfXhtml(
    '<p>Ông nói <span lang="en-GB">no comment</span><span lang="fr"> rồi đi</span></p>',
  );
  expect(read).toEqual([
    block("paragraph", [{ text: "Ông nói " }, { text: "no comment", language: "en" }, { text: " rồi đi" }]),
  ]);
});

test("X15 a lead with nothing but a stretch in another language travels with it", () => {
  const marked = article([
    block("headline", "Tít"),
    block("lead", [{ text: "Ông nói " }, { text: "no comment", language: "en" }]),
  ]);
  const read = storyOfNinjs(travelled(ninjsOf(marked, facts)));
  expect(read.ok && read.value.article.blocks).toEqual(marked.blocks);
});

test("X5 a withdrawal needs no more than its version", () => {
  expect(publicationOf(travelled(withdrawalOf(STORY_ID, 4, "2026-11-22T07:00:00Z")))).toEqual({
    ok: true,
    value: { pubStatus: "canceled", id: STORY_ID, version: 4 },
  });
});

// --- what a receiver refuses -----------------------------------------------------------------

function problemOf(change: (item: Record<string, unknown>) => void): NinjsProblem {
  const item = travelled(ninjsOf(story, facts)) as Record<string, unknown>;
  change(item);
  const read = publicationOf(item);
  if (read.ok) throw new Error("was taken");
  return read.problem;
}

const body = (value: unknown, contentType = "application/xhtml+xml") => [
  { role: "main", contentType, value },
];

const REFUSED: readonly (readonly [string, string, (item: Record<string, unknown>) => void])[] = [
  ["a name of ninjs 1", "headline", (item) => (item["headline"] = "Tít")],
  ["a name written otherwise", "versioncreated", (item) => (item["versioncreated"] = "2026-11-22T07:00:00Z")],
  [
    "an unknown name in a picture",
    "associations[0].alt",
    (item) =>
      ((item["associations"] as object[])[0] = { ...(item["associations"] as object[])[0], alt: "x" }),
  ],
  ["no uri", "uri", (item) => delete item["uri"]],
  ["a uri that is no story", "uri", (item) => (item["uri"] = "https://vi.example/1")],
  ["a headline that is no text", "headlines[0].value", (item) => (item["headlines"] = [{ value: 7 }])],
  ["no headline", "headlines", (item) => (item["headlines"] = [])],
  ["a version that is no number", "version", (item) => (item["version"] = "1.5")],
  ["version 0", "version", (item) => (item["version"] = "0")],
  ["no version", "version", (item) => delete item["version"]],
  ["a time that is none", "versionCreated", (item) => (item["versionCreated"] = "hôm qua")],
  ["no time", "versionCreated", (item) => delete item["versionCreated"]],
  ["no section", "subjects", (item) => (item["subjects"] = [])],
  [
    "a section that is a path",
    "subjects",
    (item) => (item["subjects"] = [{ rel: "section", literal: "../x", name: "x" }]),
  ],
  ["a slug with a slash", "slugline", (item) => (item["slugline"] = "a/b")],
  ["a language we do not print", "language", (item) => (item["language"] = "fr")],
  ["urgency 10", "urgency", (item) => (item["urgency"] = 10)],
  ["a withheld item", "pubStatus", (item) => (item["pubStatus"] = "withheld")],
  ["a script", "bodies[0].value", (item) => (item["bodies"] = body("<p>a</p><script>1</script>"))],
  [
    "an event handler's element",
    "bodies[0].value",
    (item) => (item["bodies"] = body('<p><img src="x"/></p>')),
  ],
  ["a paragraph never closed", "bodies[0].value", (item) => (item["bodies"] = body("<p>a"))],
  ["a comment", "bodies[0].value", (item) => (item["bodies"] = body("<p>a<!-- b --></p>"))],
  ["an unknown entity", "bodies[0].value", (item) => (item["bodies"] = body("<p>&xxe;</p>"))],
  [
    "a document type",
    "bodies[0].value",
    (item) => (item["bodies"] = body('<!DOCTYPE x SYSTEM "y"><p>a</p>')),
  ],
  ["text outside a paragraph", "bodies[0].value", (item) => (item["bodies"] = body("a<p>b</p>"))],
  [
    "elements nested without end",
    "bodies[0].value",
    (item) => (item["bodies"] = body("<p>" + "<em>".repeat(50_000) + "</em>".repeat(50_000) + "</p>")),
  ],
  [
    "a picture from elsewhere",
    "bodies[0].value",
    (item) => (item["bodies"] = body('<figure><img src="https://x/" width="1" height="1"/></figure>')),
  ],
  ["a Word file", "bodies[0].contentType", (item) => (item["bodies"] = body("x", "application/msword"))],
  ["a picture shown without its sizes", "associations", (item) => (item["associations"] = [])],
  [
    "a rendition elsewhere",
    "associations[0].renditions[0].href",
    (item) => (rendition(item)["href"] = "https://vi.example/a.jpg"),
  ],
  [
    "a rendition of another type",
    "associations[0].renditions[0].contentType",
    (item) => (rendition(item)["contentType"] = "image/svg+xml"),
  ],
  [
    "a rendition without its width",
    "associations[0].renditions[0]",
    (item) => delete rendition(item)["width"],
  ],
];

function rendition(item: Record<string, unknown>): Record<string, unknown> {
  return (item["associations"] as { renditions: Record<string, unknown>[] }[])[0]!.renditions[0]!;
}

for (const [what, field, change] of REFUSED) {
  test(`X6 ${what} is refused, naming ${field}`, () => {
    const problem = problemOf(change);
    expect(problem.field).toBe(field);
    expect(problem.message.startsWith(field)).toBe(true);
  });
}

test("X6 a property of the standard which we do not use is left alone", () => {
  const item = { ...ninjsOf(story, facts), genres: [{ name: "tin" }], people: [{ name: "An" }] };
  expect(publicationOf(travelled(item))).toMatchObject({ ok: true });
});

test("X6 a body in plain text gives a paragraph a line", () => {
  const item: NinjsItem = {
    ...ninjsOf(story, facts),
    bodies: [{ value: "Một.\r\n\r\nHai <b>." }],
    associations: [],
  };
  const read = storyOfNinjs(travelled(item));
  expect(read.ok && read.value.article.blocks.slice(2, -1)).toEqual([
    block("paragraph", "Một."),
    block("paragraph", "Hai <b>."),
  ]);
});

test("X6 whatever arrives is read or refused, never an exception", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(ninjsOf(story, facts))), (value, field) => {
      publicationOf(value);
      publicationOf({ ...(travelled(ninjsOf(story, facts)) as object), [field]: value });
    }),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "<p>",
          "</p>",
          "<figure>",
          "<li>",
          "<ul>",
          "<a href=",
          '"',
          ">",
          "&#x0;",
          "&#38;",
          "<",
          "a",
          "<br/>",
          "</ul>",
        ),
      ),
      (parts) => {
        publicationOf({ ...(travelled(ninjsOf(story, facts)) as object), bodies: body(parts.join("")) });
      },
    ),
  );
});
