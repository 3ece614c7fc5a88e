/** Vietnam's offset from UTC the year round since 13 June 1975 (IANA time zone database, Asia/Ho_Chi_Minh). */
const OFFSET_MS = 7 * 3_600_000;

/**
 * The day of an instant in Vietnam, wherever the desk is and whatever its clock is set to: "2026-11-24". Stories are read for
 * the day on which their readers read them.
 */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** Whether a text names a day of the calendar so: "2026-11-24". */
export function isDay(text: string): boolean {
  const noon = new Date(`${text}T12:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(text)
  );
}
