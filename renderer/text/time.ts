import type { ScreenLanguage } from "./language.ts";

/** Instants as a newsroom writes them, in the machine's own time zone: "14:05", "22-11", "14:05, 22-11". */

/** "14:05", or "14:05:12" with seconds. */
export function clockOf(instant: Date | string, seconds = false): string {
  const date = new Date(instant);
  const parts = [date.getHours(), date.getMinutes(), ...(seconds ? [date.getSeconds()] : [])];
  return parts.map(twoDigits).join(":");
}

/** "22-11" in Vietnamese, "22 Nov" in English; with the year when it is not the year of `now`. */
export function dayTextOf(instant: Date | string, language: ScreenLanguage, now: Date = new Date()): string {
  const date = new Date(instant);
  const sameYear = date.getFullYear() === now.getFullYear();
  if (language === "vi") {
    const day = `${twoDigits(date.getDate())}-${twoDigits(date.getMonth() + 1)}`;
    return sameYear ? day : `${day}-${date.getFullYear()}`;
  }
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** The clock alone today, else clock and day: "14:05", "14:05, 21-11". */
export function momentOf(instant: Date | string, language: ScreenLanguage, now: Date = new Date()): string {
  const date = new Date(instant);
  const today = date.toDateString() === now.toDateString();
  return today ? clockOf(date) : `${clockOf(date)}, ${dayTextOf(date, language, now)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
