/**
 * Days as a register gives them, whole or in part: "2021", "2021-04", "2021-04-08". A date in part leaves open which of
 * its days is meant, and the benefit of that doubt always goes to the text.
 */

/** What an office, a rank or a former name holds for. No bound means: as far as anybody knows. */
export interface Period {
  /** First day. */
  readonly from?: string | undefined;
  /** Last day, inclusive. */
  readonly until?: string | undefined;
}

export type Standing = "holds" | "over" | "notYet";

/** How a period stands on a day ("2026-11-24"). Within a bound known only in part it holds. */
export function standingOn({ from, until }: Period, day: string): Standing {
  if (until !== undefined && day > until + "-99".repeat(missingParts(until))) return "over";
  return from !== undefined && day < from + "-00".repeat(missingParts(from)) ? "notYet" : "holds";
}

/** Whether two periods surely share a day. */
export function overlaps(one: Period, other: Period): boolean {
  return !endsBefore(one, other) && !endsBefore(other, one);
}

/** A bound shared by both is a change of hands, and no overlap. */
function endsBefore({ until }: Period, { from }: Period): boolean {
  if (until === undefined || from === undefined) return false;
  return until.slice(0, from.length) <= from.slice(0, until.length);
}

function missingParts(date: string): number {
  return 2 - (date.length - 4) / 3;
}

const ISO = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const VIETNAMESE = /^(?:(?:(\d{1,2})[-/.])?(\d{1,2})[-/.])?(\d{4})$/;

/**
 * The date of a table's cell: 22/11/2026, 22-11-2026, 22.11.2026, 2026-11-22, 11/2026, 2026-11 or 2026. Day before month,
 * as Vietnamese writes them. Null when it is none, or no such day is in the calendar.
 */
export function dateFrom(cell: string): string | null {
  const iso = ISO.exec(cell);
  const vietnamese = VIETNAMESE.exec(cell);
  const [year, month, day] = iso ? iso.slice(1) : vietnamese ? vietnamese.slice(1).reverse() : [];
  if (year === undefined) return null;
  const date = [year, month?.padStart(2, "0"), day?.padStart(2, "0")]
    .filter((part) => part !== undefined)
    .join("-");
  return isDate(date) ? date : null;
}

/** Whether it is a day, month or year of the calendar, in the register's own form. */
export function isDate(date: string): boolean {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map((part) => Number(part ?? "1")) as [number, number, number];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
