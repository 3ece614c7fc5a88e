import fc from "fast-check";
import { expect, test } from "vitest";
import { composedOf } from "../../../../core/language/style/composed.ts";

/** Letter by letter, as the rule of composing says it: slow, and plain. */
function plainly(given: string): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let length = 0;
  for (const { 0: letter, index } of given.matchAll(
    /[^\p{M}\u1160-\u11ff][\p{M}\u1160-\u11ff]*|[\p{M}\u1160-\u11ff]+/gsu,
  )) {
    starts.set(length, index);
    length += letter.normalize("NFC").length;
  }
  return starts.set(length, given.length);
}

test("H25 every place of a composed text is found in the text as given", () => {
  const piece = fc.constantFrom(
    "a",
    "e\u0301",
    "ế",
    "o\u031b\u0323",
    " ",
    "😀",
    "\u0301",
    "ᄀ\u1161",
    "d\u0307",
    "đ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const given = pieces.join("");
      const { text, givenAt } = composedOf(given);
      expect(text).toBe(given.normalize("NFC"));
      if (text === given) return;
      const starts = plainly(given);
      for (const [at, start] of starts) expect([given, at, givenAt(at)]).toEqual([given, at, start]);
      expect(givenAt(text.length + 1)).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test("H25 nothing that belongs together is cut", () => {
  const { givenAt } = composedOf("xd\u0307\u0323y"); // "ḍ" composes, the dot above does not.
  expect([0, 1, 2, 3, 4].map(givenAt)).toEqual([0, 1, null, 4, 5]);
});

test("H26 twenty million letters with one mark among them are composed at once", () => {
  const began = performance.now();
  const given = `${"a".repeat(20_000_000)}e\u0301`;
  const { text, givenAt } = composedOf(given);
  expect([text.length, givenAt(20_000_000), givenAt(20_000_001)]).toEqual([
    20_000_001, 20_000_000, 20_000_002,
  ]);
  expect(performance.now() - began).toBeLessThan(8_000);
});
