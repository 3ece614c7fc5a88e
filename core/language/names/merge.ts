import { overlaps, type Period } from "./dates.ts";
import {
  identityOf,
  MOST_FACTS_OF_ONE,
  officeText,
  type HeldOffice,
  type HeldRank,
  type NameEntry,
  type NameRegister,
  type Person,
} from "./register.ts";
import { isMilitaryRank } from "./vocabulary.ts";

/** Something two registers say differently of one entry. Mine was kept; a person decides. */
export interface RegisterConflict {
  readonly name: string;
  readonly kind: NameEntry["kind"];
  readonly about: "office" | "rank" | "formerName" | "note";
  /** As the register has it: "Bộ trưởng Bộ Quốc phòng", "Đại tướng". */
  readonly mine: Stated;
  readonly theirs: Stated;
}

export interface Stated extends Period {
  readonly text: string;
}

/**
 * Everything of both registers. Where they say different things of one person, organisation or place, mine stays as it is
 * and the difference is told: other dates of one office, rank or former name; the same office in two bodies, or two
 * military ranks, at one time; another note.
 *
 * Both together may say more of one entry than a register takes: whoever keeps it asks `NameRegister` first.
 */
export function mergedRegisters(
  mine: NameRegister,
  theirs: NameRegister,
): { readonly register: NameRegister; readonly conflicts: readonly RegisterConflict[] } {
  const conflicts: RegisterConflict[] = [];
  const merged: NameEntry[] = [...mine];
  /** Where the entries of each name stand, by their notes; the first of two that have the same. */
  const places = new Map<string, Map<string, number>>();
  const remember = (entry: NameEntry, index: number): void => {
    const known = places.get(identityOf(entry)) ?? new Map<string, number>();
    if (!known.has(entry.note)) known.set(entry.note, index);
    places.set(identityOf(entry), known);
  };
  for (const [index, entry] of merged.entries()) remember(entry, index);
  for (const entry of theirs) {
    const known = places.get(identityOf(entry)) ?? new Map<string, number>();
    const index = known.get(entry.note) ?? onlyOne(known, entry);
    if (index === undefined) {
      remember(entry, merged.length);
      merged.push(entry);
    } else {
      const before = merged[index]!.note;
      merged[index] = mergedEntry(merged[index]!, entry, conflicts);
      if (before === merged[index].note) continue;
      known.delete(before);
      remember(merged[index], index);
    }
  }
  return { register: merged, conflicts };
}

/**
 * One entry of that name is the same one, whatever the notes, unless both have one and those differ for a person: then they
 * are namesakes. Among several namesakes an entry without a note is nobody's for sure; the first is taken.
 */
function onlyOne(known: ReadonlyMap<string, number>, theirs: NameEntry): number | undefined {
  return theirs.kind !== "person" || theirs.note === "" ? known.values().next().value : known.get("");
}

function mergedEntry(mine: NameEntry, theirs: NameEntry, conflicts: RegisterConflict[]): NameEntry {
  const told = (about: RegisterConflict["about"], one: Stated, other: Stated): void => {
    conflicts.push({ name: mine.name, kind: mine.kind, about, mine: one, theirs: other });
  };
  const isFull = mine.others.length > MOST_FACTS_OF_ONE; // No register any more; it need not grow further.
  const others = isFull
    ? mine.others
    : [...new Set([...mine.others, ...theirs.others])].filter((name) => name !== mine.name);
  if (mine.note !== "" && theirs.note !== "" && mine.note !== theirs.note) {
    told("note", { text: mine.note }, { text: theirs.note });
  }
  const note = mine.note === "" ? theirs.note : mine.note;
  if (mine.kind === "person" && theirs.kind === "person") {
    return { ...mine, ...mergedCareer(mine, theirs, told), others, note };
  }
  if (mine.kind === "person" || theirs.kind === "person") return mine;
  const former = union(mine.former, theirs.former, {
    stated: (fact) => ({ ...fact, text: fact.name }),
    contests: (one, other) => one.name === other.name,
    told: (one, other) => told("formerName", one, other),
  });
  return { ...mine, others, former, note };
}

function mergedCareer(
  mine: Person,
  theirs: Person,
  told: (about: "office" | "rank", one: Stated, other: Stated) => void,
): Pick<Person, "ranks" | "offices"> {
  return {
    offices: union<HeldOffice>(mine.offices, theirs.offices, {
      stated: (office) => ({ from: office.from, until: office.until, text: officeText(office) }),
      contests: (one, other) =>
        one.title === other.title && (one.body === other.body || !isShared(one.title)),
      told: (one, other) => told("office", one, other),
    }),
    ranks: union<HeldRank>(mine.ranks, theirs.ranks, {
      stated: ({ rank, ...within }) => ({ ...within, text: rank }),
      contests: (one, other) =>
        one.rank === other.rank || (isMilitaryRank(one.rank) && isMilitaryRank(other.rank)),
      told: (one, other) => told("rank", one, other),
    }),
  };
}

/** A seat which one may have in several bodies at one time. */
function isShared(title: string): boolean {
  return /(?:ủy|uỷ) viên|thành viên|đại biểu/i.test(title);
}

interface Manner<Fact extends Period> {
  readonly stated: (fact: Fact) => Stated;
  /** Whether both cannot be true of one day. */
  readonly contests: (mine: Fact, theirs: Fact) => boolean;
  readonly told: (mine: Stated, theirs: Stated) => void;
}

/** All of mine, and of theirs what contests none of mine. What says the same with fewer dates adds nothing. */
function union<Fact extends Period>(
  mine: readonly Fact[],
  theirs: readonly Fact[],
  { stated, contests, told }: Manner<Fact>,
): readonly Fact[] {
  if (mine.length > MOST_FACTS_OF_ONE) return mine; // No register any more; it need not grow further.
  const added = theirs.filter((fact) => {
    if (mine.some((known) => stated(known).text === stated(fact).text && isWithin(known, fact))) return false;
    const contested = mine.find((known) => contests(known, fact) && overlaps(known, fact));
    if (contested) told(stated(contested), stated(fact));
    return !contested;
  });
  return added.length === 0 ? mine : [...mine, ...added];
}

function isWithin(mine: Period, theirs: Period): boolean {
  return (["from", "until"] as const).every(
    (bound) => theirs[bound] === undefined || theirs[bound] === mine[bound],
  );
}
