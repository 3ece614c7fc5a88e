import fc from "fast-check";
import { expect, test } from "vitest";
import { englishRunsIn, languageOfText, vietnameseOf } from "#core/language";
import { flagsOf } from "./data.ts";

const WORDS =
  "the goverment of Goverment GOVERMENT don’t dont' ministers’ the the café cafe\u0301 e-mail well-knwon Hà Nội nha que " +
  "recieve a@b.vn 2.500 U.S. – “ ” ' ’ , . : ; ... \n \u00a0 😀 \u200d \ud800 שלום";

/** Text of words, slips, names, signs and rubbish. */
const text = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...WORDS.split(" ")) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
      { weight: 1, arbitrary: fc.constantFrom(" ", "-", "'", "’", "\u0301") },
    ),
    { maxLength: 30 },
  )
  .chain((parts) => fc.constantFrom(parts.join(" "), parts.join("")));

/** A stretch in another language, anywhere. */
const foreign = fc
  .tuple(fc.nat(80), fc.nat(80), fc.constantFrom("vi" as const, "en" as const))
  .map(([one, other, language]) => ({ start: Math.min(one, other), end: Math.max(one, other), language }));

test("G6 G7 flags stand where they say, in order, apart, with at most five different offers", () => {
  fc.assert(
    fc.property(text, foreign, fc.constantFrom("vi" as const, "en" as const), (given, stretch, language) => {
      const marked = stretch.end <= given.length ? [stretch] : [];
      const [flags] = flagsOf([{ place: "lead", text: given, foreign: marked }], { language });
      let before = 0;
      for (const { start, end, wrong, suggestions } of flags!) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(given.slice(start, end)).toBe(wrong);
        expect(suggestions.length).toBeLessThanOrEqual(5);
        expect(new Set([wrong, ...suggestions]).size).toBe(suggestions.length + 1);
        before = end;
      }
    }),
    { numRuns: 300 },
  );
});

test("G7 composed and decomposed text get the same flags", () => {
  fc.assert(
    fc.property(text, (given) => {
      const says = (form: "NFC" | "NFD") =>
        flagsOf([given.normalize(form)])[0]!.map(({ wrong, suggestions }) => [
          wrong.normalize("NFC"),
          suggestions,
        ]);
      expect(says("NFD")).toEqual(says("NFC"));
    }),
    { numRuns: 300 },
  );
});

test("G6 offers are in the capitals of what stands there", () => {
  const offers = ["goverment", "Goverment rose", "THE GOVERMENT SAID NO TO THAT"].map(
    (given) => flagsOf([given])[0]![0]!.suggestions[0],
  );
  expect(offers).toEqual(["government", "Government", "GOVERNMENT"]);
});

test.each([
  ["a word of two million letters", "a".repeat(2e6)],
  ["two million letters and apostrophes", "a'".repeat(1e6)],
  ["a hundred thousand slips", "the goverment ".repeat(100_000)],
  [
    "a thousand words that are none",
    Array.from({ length: 1000 }, (_, at) => `the x${at.toString(26).replace(/\d/g, "q")}z`).join(" "),
  ],
  ["hyphens", "-a".repeat(500_000)],
  ["halves of characters", "\ud800x \udc00".repeat(200_000)],
  ["an address without end", "a.b/".repeat(300_000)],
  ["line ends", "\r\n\u2028".repeat(300_000)],
])("G7 %s is read to its end", (_, given) => {
  for (const language of ["vi", "en"] as const) {
    for (const flag of flagsOf([given], { language })[0]!)
      expect(given.slice(flag.start, flag.end)).toBe(flag.wrong);
  }
});

test("G10 the Vietnamese of a passage is as long as the passage, and without its clear English", () => {
  const quoted = "Ông nói: “The men of the goverment were here” rồi đi.";
  const shown = vietnameseOf({ text: quoted }, "vi");
  expect(shown).toHaveLength(quoted.length);
  expect(shown.replace(/\n+/g, "|")).toBe("Ông nói: “|” rồi đi.");
  expect(vietnameseOf({ text: quoted }, "en")).toBe("");
  const foreign = [{ start: 0, end: 7, language: "vi" as const }];
  expect(vietnameseOf({ text: quoted, foreign }, "en").trimEnd()).toBe("Ông nói");
  fc.assert(
    fc.property(text, (given) => {
      for (const { start, end } of englishRunsIn(given)) expect(end).toBeGreaterThan(start);
      const left = vietnameseOf({ text: given }, "vi");
      expect([0, given.length]).toContain(left.length);
    }),
  );
});

test("G11 a text is Vietnamese unless it is clearly English", () => {
  expect(languageOfText("The prime minister said that he would be there.")).toBe("en");
  expect(languageOfText("Nguyễn Văn An said that he would be there with the others of the party.")).toBe(
    "en",
  );
  for (const vietnamese of [
    "",
    "1 2 3",
    "Thủ tướng nói",
    "Iphone Samsung",
    "Ông nói “that is the end of it” rồi đi về nhà",
  ])
    expect(languageOfText(vietnamese)).toBe("vi");
});

test("G3 a run needs a word that English grammar is made of: commands, brands and Latin have none", () => {
  const runsIn = (text: string) => englishRunsIn(text).map(({ start, end }) => text.slice(start, end));
  expect(runsIn("Lệnh npm install package json, loài homo sapiens sapiens")).toEqual([]);
  expect(runsIn("Cụm từ “one of the best” và (sociology of urban life), năm 2009")).toEqual([
    "one of the best",
    "sociology of urban life",
  ]);
});
