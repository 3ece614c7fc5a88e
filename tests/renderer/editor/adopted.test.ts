import { getSchema } from "@tiptap/core";
import { initProseMirrorDoc } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { EMPTY_DETAILS, articleOf, documentOf, lineOf } from "#core/article";
import { adopt } from "../../../renderer/editor/adopted.ts";
import { SCHEMA } from "../../../renderer/editor/schema.ts";

const schema = getSchema(SCHEMA);

function element(name: string, ...children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, [...children]);
  return made;
}

test("E1 words in nodes and marks of a newer program stay", () => {
  const story = { details: EMPTY_DETAILS, blocks: [{ kind: "headline", text: lineOf("Tít") } as const] };
  const doc = documentOf(story);
  const body = doc.getXmlFragment("body");
  const marked = new Y.XmlText();
  marked.applyDelta([
    { insert: "màu ", attributes: { colour: { name: "red" } } },
    { insert: "đậm", attributes: { bold: {}, colour: { name: "red" } } },
  ]);
  const cells = [element("cell", new Y.XmlText("ô một")), element("cell", new Y.XmlText("ô hai"))];
  body.insert(1, [
    element("table", element("row", ...cells)),
    element("paragraph", marked),
    element("bulletList", element("task", new Y.XmlText("việc"))),
    element("figure", element("picture"), element("rights", new Y.XmlText("bản quyền"))),
    new Y.XmlText("chữ rời"),
  ]);
  adopt(doc);
  const shown = initProseMirrorDoc(body, schema).doc;
  expect(shown.textBetween(0, shown.content.size, "|")).toBe(
    "Tít|ô một ô hai|màu đậm|việc|bản quyền|chữ rời",
  );
  expect(articleOf("a", doc).blocks[2]).toEqual({
    kind: "paragraph",
    text: [{ text: "màu " }, { text: "đậm", bold: true }],
  });
});

test("E1 a document of this program is left as it is", () => {
  const doc = documentOf({
    details: EMPTY_DETAILS,
    blocks: [
      {
        kind: "paragraph",
        text: [
          { text: "một", bold: true },
          { text: "\nhai", link: "https://a.vn/" },
        ],
      },
    ],
  });
  const before = Y.encodeStateVector(doc);
  adopt(doc);
  expect(Y.encodeStateVector(doc)).toEqual(before);
});

test("E6 a figure which has lost its frame gets an empty one to be filled, and nothing of it goes", () => {
  const doc = new Y.Doc();
  const body = doc.getXmlFragment("body");
  body.insert(0, [
    element("figure", element("caption", new Y.XmlText("một")), element("caption", new Y.XmlText("hai"))),
    element("figure", element("picture"), element("caption")),
  ]);
  adopt(doc);
  const names = (index: number) =>
    (body.get(index) as Y.XmlElement).toArray().map((part) => (part as Y.XmlElement).nodeName);
  expect(names(0)).toEqual(["picture", "caption", "caption"]);
  expect(names(1)).toEqual(["picture", "caption"]);
  adopt(doc);
  expect(names(0)).toHaveLength(3);
});
