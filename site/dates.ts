/**
 * Dates as a Vietnamese newspaper prints them. Vietnam has kept UTC+7 without summer time since 1975
 * (IANA tz database, Asia/Ho_Chi_Minh), so the offset is counted by hand and needs no host's time zone data.
 */

const OFFSET_MS = 7 * 3_600_000;
const DAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"] as const;
const DAYS_EN = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS_EN = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** "Chủ nhật, 22/11/2026". */
export function dayText(instant: Date): string {
  const there = local(instant);
  return `${DAYS[there.getUTCDay()]}, ${two(there.getUTCDate())}/${two(there.getUTCMonth() + 1)}/${there.getUTCFullYear()}`;
}

/** "Chủ nhật, 22/11/2026, 14:05 (GMT+7)". */
export function timeText(instant: Date): string {
  const there = local(instant);
  return `${dayText(instant)}, ${two(there.getUTCHours())}:${two(there.getUTCMinutes())} (GMT+7)`;
}

/** For lists, short: "14:05" on the same day, else "22/11/2026". */
export function shortTimeText(instant: Date, now: Date): string {
  const there = local(instant);
  if (dayText(instant) === dayText(now)) return `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`;
  return `${two(there.getUTCDate())}/${two(there.getUTCMonth() + 1)}/${there.getUTCFullYear()}`;
}

/** The instant with Vietnam's offset, for machines: "2026-11-22T14:05:00+07:00". */
export function isoText(instant: Date): string {
  return `${local(instant).toISOString().slice(0, 19)}+07:00`;
}

/** RFC 822 with a year of four digits, for RSS: "Sun, 22 Nov 2026 14:05:00 +0700". */
export function rssTime(instant: Date): string {
  const there = local(instant);
  const clock = [there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds()].map(two).join(":");
  return `${DAYS_EN[there.getUTCDay()]}, ${two(there.getUTCDate())} ${MONTHS_EN[there.getUTCMonth()]} ${there.getUTCFullYear()} ${clock} +0700`;
}

function local(instant: Date): Date {
  return new Date(instant.getTime() + OFFSET_MS);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
