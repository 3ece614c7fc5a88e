/**
 * The instant a person means by an hour: "2026-11-25T07:00" and "2026-11-25 07:00" by the clock of this machine,
 * "2026-11-25T00:00Z" or "…+07:00" by the zone they name, "07:00" the next time it strikes. Null for anything else.
 */
export function hourIn(typed: string, now: Date): Date | null {
  const text = typed.trim();
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (clock !== null) {
    const [hours, minutes] = [Number(clock[1]), Number(clock[2])];
    if (hours > 23 || minutes > 59) return null;
    const at = new Date(now);
    at.setHours(hours, minutes, 0, 0);
    if (at <= now) at.setDate(at.getDate() + 1);
    return at;
  }
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?$/.test(text))
    return null;
  const at = new Date(text.replace(" ", "T"));
  if (Number.isNaN(at.getTime())) return null;
  // A day that is not in the calendar is no day: a Date would take 31 February for 3 March.
  const day = Number(text.slice(8, 10));
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? at : null;
}
