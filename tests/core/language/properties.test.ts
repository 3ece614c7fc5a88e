import fc from "fast-check";
import { expect, test } from "vitest";
import type { Flag } from "#core/language";
import { flagsIn } from "./data.ts";

const SYLLABLES =
  "han chế hạn nước nươc thủy thuỷ hòa hoà đuờng quý gì giếng khuỷu nghiêng phát triễn tieesng chie62u " +
  "Hà Nội UBND covid-19 22-11 a@b.vn 2.500 let it be – “ ” , . : ; ... \n \u00a0 e\u0301\u0302 😀 \u200d \ud800 שלום Ð";

/** Text of syllables, slips, names, signs and rubbish. */
const text = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...SYLLABLES.split(" ")) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
      { weight: 1, arbitrary: fc.constantFrom(" ", "-", "\u0301", "\u0323") },
    ),
    { maxLength: 40 },
  )
  .chain((parts) => fc.constantFrom(parts.join(" "), parts.join("")));

function says(flag: Flag): readonly unknown[] {
  return [flag.wrong.normalize("NFC"), flag.rule, flag.suggestions];
}

test("L7 flags stand exactly where they say, in order, apart", () => {
  fc.assert(
    fc.property(text, (given) => {
      let before = 0;
      for (const flag of flagsIn(given)) {
        expect(flag.start).toBeGreaterThanOrEqual(before);
        expect(flag.end).toBeGreaterThan(flag.start);
        expect(given.slice(flag.start, flag.end)).toBe(flag.wrong);
        before = flag.end;
      }
    }),
    { numRuns: 400 },
  );
});

test("L7 composed and decomposed text get the same flags", () => {
  fc.assert(
    fc.property(text, (given) => {
      const [composed, decomposed] = [given.normalize("NFC"), given.normalize("NFD")];
      const [a, b] = [flagsIn(composed), flagsIn(decomposed)];
      expect(b.map(says)).toEqual(a.map(says));
      // The offsets map: what stands before a flag is the same text.
      b.forEach((flag, index) => {
        expect(decomposed.slice(0, flag.start).normalize("NFC")).toBe(composed.slice(0, a[index]!.start));
      });
    }),
    { numRuns: 400 },
  );
});

test("L7 taking the first offer leaves the rest of the text as it was", () => {
  fc.assert(
    fc.property(text, (given) => {
      const [flag] = flagsIn(given);
      if (flag?.suggestions[0] === undefined) return;
      const taken = given.slice(0, flag.start) + flag.suggestions[0] + given.slice(flag.end);
      expect(taken.startsWith(given.slice(0, flag.start))).toBe(true);
      expect(taken.endsWith(given.slice(flag.end))).toBe(true);
      expect(taken.normalize("NFC")).not.toBe(given.normalize("NFC"));
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["a word of two million letters", "a".repeat(2e6)],
  ["two million letters without a space", "hạnchế".repeat(333_333)],
  ["only marks", "\u0301".repeat(1e6)],
  ["only pictographs", "😀".repeat(500_000)],
  ["right to left", "שלום ".repeat(200_000)],
  ["halves of characters", "\ud800x \udc00".repeat(200_000)],
  ["a hundred thousand slips", "han chế ".repeat(100_000)],
  ["a number of a million digits", "1".repeat(1e6)],
  ["dots", "a.b".repeat(300_000)],
  ["hyphens", "-a".repeat(500_000)],
  ["line ends", "\r\n\u2028".repeat(300_000)],
])("L9 %s is read to its end", (_, given) => {
  for (const flag of flagsIn(given)) expect(given.slice(flag.start, flag.end)).toBe(flag.wrong);
});

test("L9 of a passage without end only the beginning is weighed", () => {
  const slip = "Báo cáo nêu rõ những han chế trong quản lý. ";
  const flags = flagsIn(slip.repeat(5000));
  expect(flags.length).toBeGreaterThan(500);
  expect(flags.length).toBeLessThan(1000);
  expect(flags.at(-1)!.end).toBeLessThan(1000 * slip.length);
});
