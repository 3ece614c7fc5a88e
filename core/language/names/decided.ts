import type { RegisterConflict, Stated } from "./merge.ts";
import { identityOf, officeText, type NameEntry, type NameRegister } from "./register.ts";

/**
 * A merged register with what a person has decided on: in these conflicts theirs stands in the place of mine.
 *
 * @param merged what `mergedRegisters` gave, and `theirs` the register it was merged with.
 */
export function withTheirs(
  merged: NameRegister,
  theirs: NameRegister,
  conflicts: readonly RegisterConflict[],
): NameRegister {
  const register = [...merged];
  const places = placesIn(merged);
  const sources = placesIn(theirs);
  for (const conflict of conflicts) {
    const { about, mine } = conflict;
    const known = places.get(identityOf(conflict)) ?? [];
    // Of namesakes the one that says it; when a decision before this one took mine away, the only one left.
    const index =
      known.find((at) => statesIt(register[at]!, about, mine)) ?? (known.length === 1 ? known[0] : undefined);
    const source = sources
      .get(identityOf(conflict))
      ?.map((at) => theirs[at]!)
      .find((entry) => statesIt(entry, about, conflict.theirs));
    if (index !== undefined && source) register[index] = replaced(register[index]!, source, conflict);
  }
  return register;
}

function placesIn(register: NameRegister): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, entry] of register.entries()) {
    const known = places.get(identityOf(entry));
    if (known) known.push(index);
    else places.set(identityOf(entry), [index]);
  }
  return places;
}

function statesIt(entry: NameEntry, about: RegisterConflict["about"], stated: Stated): boolean {
  if (about === "note") return entry.note === stated.text;
  return statedIn(entry, about).some((fact) => sameStated(fact, stated));
}

function statedIn(entry: NameEntry, about: "office" | "rank" | "formerName"): readonly Stated[] {
  if (entry.kind !== "person")
    return about === "formerName" ? entry.former.map((fact) => ({ ...fact, text: fact.name })) : [];
  if (about === "office") return entry.offices.map((office) => ({ ...office, text: officeText(office) }));
  return about === "rank" ? entry.ranks.map((fact) => ({ ...fact, text: fact.rank })) : [];
}

function sameStated(one: Stated, other: Stated): boolean {
  return one.text === other.text && one.from === other.from && one.until === other.until;
}

function replaced(entry: NameEntry, source: NameEntry, { about, mine, theirs }: RegisterConflict): NameEntry {
  if (about === "note") return { ...entry, note: theirs.text };
  const at = statedIn(entry, about).findIndex((fact) => sameStated(fact, mine));
  const from = statedIn(source, about).findIndex((fact) => sameStated(fact, theirs));
  const put = <Fact>(facts: readonly Fact[], taken: readonly Fact[]): readonly Fact[] =>
    at === -1 ? [...facts, taken[from]!] : facts.with(at, taken[from]!);
  if (entry.kind === "person" && source.kind === "person") {
    return about === "office"
      ? { ...entry, offices: put(entry.offices, source.offices) }
      : { ...entry, ranks: put(entry.ranks, source.ranks) };
  }
  if (entry.kind === "person" || source.kind === "person") return entry;
  return { ...entry, former: put(entry.former, source.former) };
}
