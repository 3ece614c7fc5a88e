import { getSchema } from "@tiptap/core";
import { expect, test } from "vitest";
import { MARKS, SHAPE, type NodeShape } from "#core/article";
import { SCHEMA } from "../../../renderer/editor/schema.ts";

const schema = getSchema(SCHEMA);

test("E1 the editor's schema is the shape of the document, node by node", () => {
  expect(Object.keys(schema.nodes).sort()).toEqual(Object.keys(SHAPE).sort());
  for (const [name, shape] of Object.entries<NodeShape>(SHAPE)) {
    const type = schema.nodes[name]!;
    expect(type.spec.content ?? "", name).toBe(shape.content);
    expect(type.spec.group ?? "", name).toBe(shape.group ?? "");
    const attributes = Object.fromEntries(
      Object.entries(type.spec.attrs ?? {}).map(([key, { default: initial }]) => [key, initial as unknown]),
    );
    expect(attributes, name).toEqual(shape.attributes ?? {});
    const marks = shape.marks === "_" ? Object.values(schema.marks) : [];
    for (const mark of Object.values(schema.marks)) {
      expect(type.allowsMarkType(mark), `${mark.name} in ${name}`).toBe(marks.includes(mark));
    }
  }
  expect(Object.keys(schema.marks).sort()).toEqual([...MARKS].sort());
  expect(Object.keys(schema.marks["link"]!.spec.attrs ?? {})).toEqual(["href"]);
  expect(Object.keys(schema.marks["language"]!.spec.attrs ?? {})).toEqual(["lang"]);
});

test("E1 an empty place is filled with a paragraph", () => {
  expect(schema.topNodeType.createAndFill()?.firstChild?.type.name).toBe("paragraph");
});
