import { DOMParser, type Document, type Element } from "@xmldom/xmldom";
import fc from "fast-check";
import { expect, test } from "vitest";
import { figuresOf, headlineOf, leadOf, textOf, type Article } from "#core/article";
import { newsmlOf, packageGuidOf, type NewsmlFacts } from "#core/exchange";
import { STORY_ID, article, block, figure, hashOf, renditions, someArticle } from "./articles.ts";

const NAR = "http://iptc.org/std/nar/2006-10-01/";
const XHTML = "http://www.w3.org/1999/xhtml";

const facts: NewsmlFacts = {
  version: 3,
  slug: "gia-xang",
  section: { slug: "thoi-su", name: "Thời sự & đời sống" },
  firstCreated: "2026-11-21T07:00:00Z",
  versionCreated: "2026-11-22T07:00:00Z",
  pictures: Array.from({ length: 10 }, (_, n) => ({
    sha256: hashOf(n),
    renditions: renditions(n).map((one) => ({ ...one, href: `../pictures/${one.sha256.slice(0, 16)}.webp` })),
  })),
};

const story: Article = article(
  [
    block("headline", 'Giá xăng "giảm" <b>'),
    block("lead", "Từ 15 giờ & hôm nay."),
    block("paragraph", "Một hai ba."),
    figure(1, "Cây xăng", "Mạnh Nguyên", "Một cây xăng"),
    { ...figure(2, "", ""), picture: null, want: "bảng giá" },
    figure(1, "Lại cây xăng", "Mạnh Nguyên", "Một cây xăng"),
    block("byline", "TRẦN AN"),
  ],
  { tags: ["xăng", "R&D"], dateline: "Hà Nội, 22-11", language: "vi" },
);

/** Read by a parser that nobody here wrote; what is not well-formed throws. */
function parsed(xml: string): Document {
  const wrong: string[] = [];
  const parser = new DOMParser({ onError: (_, message) => wrong.push(String(message)) });
  const document = parser.parseFromString(xml, "text/xml");
  expect(wrong).toEqual([]);
  return document;
}

function all(within: Document | Element, name: string, namespace = NAR): readonly Element[] {
  return [...within.getElementsByTagNameNS(namespace, name)];
}

function texts(within: Document | Element, name: string, namespace = NAR): readonly string[] {
  return all(within, name, namespace).map((one) => one.textContent ?? "");
}

function children(element: Element): readonly string[] {
  return [...element.childNodes].filter(({ nodeType }) => nodeType === 1).map(({ nodeName }) => nodeName);
}

const squeezed = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

test("X16 whatever was typed, the message is well-formed and every word a reader gets is in it", () => {
  fc.assert(
    fc.property(someArticle, (any) => {
      const document = parsed(newsmlOf(any, facts));
      const [text] = all(document, "newsItem");
      expect(text!.getAttribute("guid")).toBe(`urn:uuid:${any.id}`);
      expect(squeezed(texts(text!, "headline")[0]!)).toBe(squeezed(headlineOf(any)));
      expect(squeezed(texts(text!, "description").join(" "))).toBe(squeezed(leadOf(any)));
      const body = squeezed(texts(text!, "body", XHTML)[0]!);
      for (const each of any.blocks) {
        if (each.kind === "paragraph") expect(body).toContain(squeezed(textOf(each.text)));
        if (each.kind === "figure" && each.picture !== null)
          expect(body).toContain(squeezed(textOf(each.caption)));
      }
      const shown = new Set(
        figuresOf(any).flatMap(({ picture }) => (picture === null ? [] : picture.sha256)),
      );
      expect(all(document, "newsItem").length).toBe(1 + shown.size);
      expect(all(document, "packageItem").length).toBe(shown.size === 0 ? 0 : 1);
    }),
  );
});

test("X17 items have what NewsML-G2 asks for, in the order of its schema", () => {
  const document = parsed(newsmlOf(story, { ...facts, embargoedUntil: "2026-11-23T00:00:00Z", urgency: 4 }));
  expect(document.documentElement!.namespaceURI).toBe(NAR);
  expect(children(document.documentElement!)).toEqual(["header", "itemSet"]);
  const [text, picture, ...others] = all(document, "newsItem");
  expect(others).toEqual([]);
  expect(children(text!)).toEqual(["catalogRef", "catalog", "itemMeta", "contentMeta", "contentSet"]);
  for (const item of [text!, picture!, all(document, "packageItem")[0]!]) {
    expect(item.getAttribute("version")).toBe("3");
    expect(item.getAttribute("standard")).toBe("NewsML-G2");
    expect(children(all(item, "itemMeta")[0]!)).toEqual([
      "itemClass",
      "provider",
      "versionCreated",
      "firstCreated",
      "embargoed",
      "pubStatus",
    ]);
    expect(all(item, "pubStatus")[0]!.getAttribute("qcode")).toBe("stat:usable");
    expect(texts(item, "embargoed")).toEqual(["2026-11-23T00:00:00Z"]);
  }
  expect(children(all(text!, "contentMeta")[0]!)).toEqual([
    "urgency",
    "creator",
    "language",
    "keyword",
    "keyword",
    "subject",
    "slugline",
    "headline",
    "dateline",
    "by",
    "description",
  ]);
  expect(texts(text!, "keyword")).toEqual(["xăng", "R&D"]);
  expect(texts(text!, "subject")).toEqual(["Thời sự & đời sống"]);
  expect(texts(text!, "by")).toEqual(["TRẦN AN"]);
  expect(all(text!, "inlineXML")[0]!.getAttribute("wordcount")).toBe("3");
  // The page within: its words, its pictures, no empty slot.
  expect(all(text!, "img", XHTML).map((img) => img.getAttribute("src"))).toEqual([
    `../pictures/${renditions(1)[1]!.sha256.slice(0, 16)}.webp`,
    `../pictures/${renditions(1)[1]!.sha256.slice(0, 16)}.webp`,
  ]);
  expect(texts(text!, "figcaption", XHTML)[0]).toBe("Cây xăng. Ảnh: Mạnh Nguyên");
  expect(text!.textContent).not.toContain("bảng giá");
});

test("X17 a picture tells its sizes, bytes, caption, credit and alternative text once", () => {
  const document = parsed(newsmlOf(story, facts));
  const picture = all(document, "newsItem")[1]!;
  expect(picture.getAttribute("guid")).toBe(`nih:sha-256;${hashOf(1)}`);
  expect(texts(picture, "creditline")).toEqual(["Mạnh Nguyên"]);
  expect(texts(picture, "description")).toEqual(["Cây xăng.", "Một cây xăng"]);
  const remote = all(picture, "remoteContent");
  expect(remote.map((one) => one.getAttribute("rendition"))).toEqual(["rnd:web", "rnd:highRes"]);
  for (const [index, one] of renditions(1).entries()) {
    expect({
      href: remote[index]!.getAttribute("href"),
      type: remote[index]!.getAttribute("contenttype"),
      size: remote[index]!.getAttribute("size"),
      width: remote[index]!.getAttribute("width"),
      height: remote[index]!.getAttribute("height"),
      hash: texts(remote[index]!, "hash")[0],
    }).toEqual({
      href: `../pictures/${one.sha256.slice(0, 16)}.webp`,
      type: "image/webp",
      size: String(one.sizeBytes),
      width: String(one.widthPx),
      height: String(one.heightPx),
      hash: one.sha256,
    });
  }
  const references = all(document, "itemRef").map((one) => one.getAttribute("residref"));
  expect(references).toEqual([`urn:uuid:${STORY_ID}`, `nih:sha-256;${hashOf(1)}`]);
});

test("X18 a story that was taken back is canceled with the reason and none of its text, the pictures with it where asked", () => {
  for (const picturesToo of [true, false]) {
    const reason = "Nguồn tin rút lại <lời> & ảnh";
    const document = parsed(newsmlOf(story, { ...facts, version: 4, canceled: { reason, picturesToo } }));
    const items = all(document, "newsItem");
    expect(items.length).toBe(picturesToo ? 2 : 1);
    for (const item of items) {
      expect(item.getAttribute("version")).toBe("4");
      expect(all(item, "pubStatus")[0]!.getAttribute("qcode")).toBe("stat:canceled");
      expect(texts(item, "edNote")).toEqual([reason]);
      expect(all(item, "contentSet")).toEqual([]);
    }
    expect(document.documentElement!.textContent).not.toContain("Một hai ba");
  }
});

test("X17 the package has a name of its own, the same on every machine", () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(packageGuidOf(id)).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      );
      expect(packageGuidOf(id)).not.toBe(`urn:uuid:${id}`);
      expect(packageGuidOf(id)).toBe(packageGuidOf(id));
    }),
  );
});
