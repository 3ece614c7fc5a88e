import { identityOf, type NameEntry, type NameRegister } from "./register.ts";

/** What tells an entry from every other of a register: its kind, its name and, among namesakes, its note. */
export function keyOfEntry(entry: Pick<NameEntry, "kind" | "name" | "note">): string {
  return `${identityOf(entry)}|${entry.note}`;
}

/**
 * A register with a change made to it that made `after` of `before`: what was added comes in, what was taken out goes, and
 * what was changed is as after. What is otherwise in `now` stays.
 *
 * @param both what holds where an entry is another now than it was before, and was changed too.
 */
export function withChange(
  now: NameRegister,
  before: NameRegister,
  after: NameRegister,
  both: (now: NameEntry, after: NameEntry) => NameEntry,
): NameRegister {
  const [was, became] = [byKey(before), byKey(after)];
  const names = now.flatMap((entry) => {
    const key = keyOfEntry(entry);
    const [old, next] = [was.get(key), became.get(key)];
    if (old !== undefined && isSame(entry, old)) return next === undefined ? [] : [next];
    if (next === undefined || (old !== undefined && isSame(next, old))) return [entry];
    return [both(entry, next)];
  });
  const there = new Set(names.map(keyOfEntry));
  for (const [index, entry] of after.entries()) {
    const key = keyOfEntry(entry);
    if (!was.has(key) && !there.has(key)) names.splice(index, 0, entry);
  }
  return names;
}

function byKey(names: NameRegister): ReadonlyMap<string, NameEntry> {
  return new Map(names.map((entry) => [keyOfEntry(entry), entry]));
}

function isSame(one: NameEntry, other: NameEntry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
