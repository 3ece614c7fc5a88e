import { withChange, type NameRegister } from "#core/language";

/**
 * The names as they are now, without one change: what was added by it goes, what was taken out comes back where it was, and
 * what was changed is as before. What somebody has changed since then stays.
 */
export function withoutChange(now: NameRegister, before: NameRegister, after: NameRegister): NameRegister {
  return withChange(now, after, before, (entry) => entry);
}
