import { expect, test } from "vitest";
import { seedNow } from "./seed.ts";

test("a run draws its chance from one seed: the usual one, a given one, or one of its own, never from none", () => {
  expect([seedNow(""), seedNow("7"), seedNow("-12")]).toEqual([20_261_122, 7, -12]);
  const own = seedNow("random");
  expect(Number.isSafeInteger(own)).toBe(true);
  expect(seedNow("random")).toBe(own);
  for (const wrong of ["later", "1e3", "NaN", "0x10"]) expect(() => seedNow(wrong)).toThrow(RangeError);
});
