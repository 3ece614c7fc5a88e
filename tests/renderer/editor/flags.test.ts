import { getSchema } from "@tiptap/core";
import { EditorState } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import type { Flag } from "#core/language";
import { documentOf, lineOf, wordCountOf, EMPTY_DETAILS, type Block } from "#core/article";
import { initProseMirrorDoc } from "@tiptap/y-tiptap";
import { flagsAfter, foreignIn, type Mark } from "../../../renderer/editor/flags.ts";
import { SCHEMA } from "../../../renderer/editor/schema.ts";
import { wordsOn } from "../../../renderer/editor/state.ts";

const schema = getSchema(SCHEMA);
const doc = (...lines: readonly string[]) =>
  schema.node(
    "doc",
    null,
    lines.map((line) => schema.node("paragraph", null, line === "" ? [] : [schema.text(line)])),
  );

function markOn(state: EditorState, wrong: string): Mark {
  let found: Mark | null = null;
  state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf(wrong) : -1;
    const rule = "notASyllable";
    const says = { vi: "", en: "" };
    const flag: Flag = { start: 0, end: 0, wrong, kind: "spelling", rule, says, suggestions: [] };
    if (at >= 0) found ??= { from: pos + at, to: pos + at + wrong.length, flag, self: Symbol("flag") };
  });
  return found!;
}

const textAt = (state: EditorState, { from, to }: Mark) => state.doc.textBetween(from, to);

test("E9 flags move along with their words, and go when the word is touched", () => {
  const state = EditorState.create({ doc: doc("một han chế", "hai ngiêm túc") });
  const marks = [markOn(state, "han"), markOn(state, "ngiêm")];

  const before = state.tr.insertText("Thêm ", 1);
  expect(flagsAfter(marks, before).map((mark) => textAt(state.apply(before), mark))).toEqual([
    "han",
    "ngiêm",
  ]);

  const touched = state.tr.insertText("g", marks[0]!.to);
  expect(flagsAfter(marks, touched).map((mark) => textAt(state.apply(touched), mark))).toEqual(["ngiêm"]);

  const gone = state.tr.delete(0, state.doc.child(0).nodeSize);
  expect(flagsAfter(marks, gone).map((mark) => textAt(state.apply(gone), mark))).toEqual(["ngiêm"]);

  const caret = state.tr.setMeta("x", 1);
  expect(flagsAfter(marks, caret)).toBe(marks);
});

test("E9 a change from another screen leaves the flags elsewhere standing", () => {
  const state = EditorState.create({ doc: doc("một han chế", "hai", "ba ngiêm túc") });
  const marks = [markOn(state, "han"), markOn(state, "ngiêm")];
  const whole = doc("một han chế", "hai, từ máy kia", "ba ngiêm túc");
  const tr = state.tr
    .replaceWith(0, state.doc.content.size, whole.content)
    .setMeta("y-sync$", { isChangeOrigin: true });
  expect(flagsAfter(marks, tr).map((mark) => textAt(state.apply(tr), mark))).toEqual(["han", "ngiêm"]);
});

test("E1 the page counts chữ as the newsroom does", () => {
  const blocks: readonly Block[] = [
    { kind: "headline", text: lineOf("Bốn chữ ở đây") },
    { kind: "paragraph", text: [{ text: "kinh tế - " }, { text: "xã hội", bold: true }] },
    { kind: "quote", paragraphs: [lineOf("hai chữ")] },
    { kind: "list", ordered: true, items: [{ paragraphs: [lineOf("một")], lists: [] }] },
    {
      kind: "figure",
      id: "a",
      want: "",
      picture: null,
      caption: lineOf("không đếm"),
      credit: [],
      altText: [],
    },
    { kind: "byline", text: lineOf("THU HÀ") },
  ];
  const story = { details: EMPTY_DETAILS, blocks };
  const page = initProseMirrorDoc(documentOf(story).getXmlFragment("body"), schema).doc;
  expect(wordsOn(page)).toBe(11);
  expect(wordsOn(page)).toBe(wordCountOf({ id: "a", ...story }));
});

test("G10 a place of the page says where it is in another language, line breaks counted", () => {
  const en = [schema.mark("language", { lang: "en" })];
  const line = schema.node("paragraph", null, [
    schema.text("Ông nói"),
    schema.node("hardBreak"),
    schema.text("no ", en),
    schema.text("comment", [schema.mark("bold"), ...en]),
    schema.text("."),
  ]);
  expect(foreignIn(line, "vi")).toEqual([{ start: 8, end: 18, language: "en" }]);
  expect(foreignIn(line, "en")).toEqual([]);
});
