import { expect, test } from "vitest";
import { createStyleReader, DEFAULT_HOUSE_STYLE, silencedForm } from "#core/language";

const reader = createStyleReader({
  ...DEFAULT_HOUSE_STYLE,
  rules: {
    ...DEFAULT_HOUSE_STYLE.rules,
    sentenceLength: { ...DEFAULT_HOUSE_STYLE.rules.sentenceLength, on: true, most: 10 },
  },
});
const formsIn = (text: string) =>
  reader
    .read({ passages: [{ place: "paragraph", text }], language: "vi", day: "2026-11-24" })[0]!
    .map(silencedForm);

test("L25 a length is silenced as a rule, not by the word on which its flag happens to stand", () => {
  const long = (first: string) => `${first} ${"chữ ".repeat(20)}hết.`;
  expect(formsIn(long("Theo"))).toEqual(["sentenceLength"]);
  expect(formsIn(long("Hôm"))).toEqual(["sentenceLength"]);
});

test("L25 what a rule says of spaces is silenced under a form that can be seen", () => {
  expect(formsIn("Ông nói  và đi.")).toEqual(["spaces: ␣␣"]);
  expect(formsIn("Ông nói , và đi.")).toEqual(["spaces: ␣,"]);
});

test("L25 a word is silenced whoever reads it, a name or a style for its rule alone", () => {
  expect(silencedForm({ kind: "spelling", rule: "joined", wrong: "Hạnchế" })).toBe("hạnchế");
  expect(silencedForm({ kind: "name", rule: "oldName", wrong: "Bình Phước" })).toBe("oldName: bình phước");
});
