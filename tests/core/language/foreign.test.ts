import { expect, test } from "vitest";
import { lineOf, type Block } from "#core/article";
import { foreignStretches, passagesOf, textInLanguage } from "#core/language";

const quote: Block = {
  kind: "paragraph",
  text: [
    { text: "Ông nói " },
    { text: "no ", language: "en" },
    { text: "comment", language: "en", bold: true },
    { text: " rồi đi" },
  ],
};

test("L16 a passage says which of its stretches are in another language than the story", () => {
  const stretch = { start: 8, end: 18, language: "en" };
  expect(passagesOf({ blocks: [quote] })[0]!.foreign).toEqual([stretch]);
  expect(passagesOf({ blocks: [quote], details: { language: "en" } })[0]).not.toHaveProperty("foreign");
  expect(foreignStretches([{ text: "A", language: "vi" }, ...lineOf("b")], "en")).toEqual([
    { start: 0, end: 1, language: "vi" },
  ]);
});

test("G10 a checker is shown what is in its language, every letter in its place", () => {
  const passage = passagesOf({ blocks: [quote] })[0]!;
  expect(textInLanguage(passage, "vi", "vi")).toBe(`Ông nói ${"\n".repeat(10)} rồi đi`);
  expect(textInLanguage(passage, "en", "vi")).toBe(`${"\n".repeat(8)}no comment${"\n".repeat(7)}`);
  expect(textInLanguage({ text: "Chỉ tiếng Việt" }, "en", "vi")).toBe("");
});
