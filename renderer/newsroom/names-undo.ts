import type { NameEntry, NameRegister } from "#core/language";
import { keyOfEntry } from "./name-draft.ts";

/**
 * The names as they are now, without one change: what was added by it goes, what was taken out comes back where it was, and
 * what was changed is as before. What somebody has changed since then stays.
 */
export function withoutChange(now: NameRegister, before: NameRegister, after: NameRegister): NameRegister {
  const [was, became] = [byKey(before), byKey(after)];
  const names = now.flatMap((entry) => {
    const key = keyOfEntry(entry);
    const made = became.get(key);
    const former = was.get(key);
    if (made === undefined || !same(entry, made)) return [entry];
    return former === undefined ? [] : [former];
  });
  const there = new Set(names.map(keyOfEntry));
  for (const [index, entry] of before.entries()) {
    const key = keyOfEntry(entry);
    if (!became.has(key) && !there.has(key)) names.splice(index, 0, entry);
  }
  return names;
}

function byKey(names: NameRegister): ReadonlyMap<string, NameEntry> {
  return new Map(names.map((entry) => [keyOfEntry(entry), entry]));
}

function same(one: NameEntry, other: NameEntry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
