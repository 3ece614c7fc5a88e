import fc from "fast-check";
import { expect, test } from "vitest";
import { grammarFlags, withGrammar, type GrammarLint } from "#core/language";
import { flagsOf } from "./data.ts";

const nobody = new Set<string>();

function lint(text: string, wrong: string, given: Partial<GrammarLint> = {}): GrammarLint {
  const start = [...text.slice(0, text.indexOf(wrong))].length;
  const end = start + [...wrong].length;
  return { start, end, kind: "Grammar", message: "Use `have` here.", replacements: ["could have"], ...given };
}

test("G13 a fault is said in both languages, the explanation quoted in the Vietnamese sentence", () => {
  const text = "😀 They could of gone.";
  expect(grammarFlags(text, [lint(text, "could of")], nobody)).toEqual([
    {
      start: 8,
      end: 16,
      wrong: "could of",
      kind: "english",
      rule: "grammar:Grammar",
      says: { vi: "Có thể sai ngữ pháp tiếng Anh: “Use ‘have’ here.”", en: "Use ‘have’ here." },
      suggestions: ["could have"],
    },
  ]);
});

test("G13 style, spelling, names, known words and what the speller flagged are left alone", () => {
  const text = "The goverment met Nguyen An in Hoi An and could of gone. Could of course.";
  const rest = [
    lint(text, "goverment", { kind: "Spelling" }),
    lint(text, "met", { kind: "Style" }),
    lint(text, "An in", { kind: "Miscellaneous" }),
  ];
  expect(grammarFlags(text, rest, nobody)).toEqual([]);
  expect(grammarFlags(text, [lint(text, "could of")], new Set(["could of"]))).toEqual([]);
  expect(grammarFlags(text, [lint(text, "Could of")], nobody)[0]!.suggestions).toEqual(["Could have"]);
  const spelling = flagsOf([text])[0]!;
  const grammar = grammarFlags(text, [lint(text, "The goverment"), lint(text, "could of")], nobody);
  expect(withGrammar(spelling, grammar).map(({ wrong }) => wrong)).toEqual(["goverment", "could of"]);
});

test("G7 G13 flags of any lints stand where they say, in order and apart", () => {
  const lints = fc.array(
    fc
      .record({ start: fc.nat(30), length: fc.nat(12), kind: fc.constantFrom("Grammar", "Usage", "Style") })
      .map(({ start, length, kind }) => ({
        start,
        end: start + length,
        kind,
        message: "m",
        replacements: ["a", "", "b"],
      })),
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), lints, (text, given) => {
      let before = 0;
      for (const { start, end, wrong } of grammarFlags(text, given, nobody)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toBe(wrong);
        before = end;
      }
    }),
  );
});
