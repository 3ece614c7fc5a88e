import { expect, test } from "vitest";
import { dayOf, isDay } from "#core/language";

test("L22 the day is Vietnam's, whatever time zone the desk's clock is in", () => {
  const zone = process.env["TZ"];
  try {
    for (const other of ["UTC", "America/Los_Angeles", "Asia/Ho_Chi_Minh", "Pacific/Auckland"]) {
      process.env["TZ"] = other;
      expect([other, dayOf(new Date("2026-11-24T16:59:59Z"))]).toEqual([other, "2026-11-24"]);
      expect([other, dayOf(new Date("2026-11-24T17:00:00Z"))]).toEqual([other, "2026-11-25"]);
    }
  } finally {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  }
});

test("L22 a day that is given is one of the calendar", () => {
  expect(["2026-11-24", "2024-02-29"].every(isDay)).toBe(true);
  expect(["2026-02-29", "24-11-2026", "2026-11", "2026-1-1", ""].some(isDay)).toBe(false);
});
