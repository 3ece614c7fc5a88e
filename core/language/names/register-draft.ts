import type { Period } from "./dates.ts";
import {
  identityOf,
  MOST_FACTS_OF_ONE,
  MOST_NAMES,
  MOST_NAMESAKES,
  type FormerName,
  type HeldOffice,
  type HeldRank,
  type NameEntry,
  type NameRegister,
} from "./register.ts";
import { isMilitaryRank } from "./vocabulary.ts";
import type { RegisterColumn, RegisterFault } from "./register-table.ts";

/** What one row of a table says. Cells are "" where the row has none. */
export interface RowFacts {
  readonly line: number;
  readonly kind: NameEntry["kind"];
  readonly name: string;
  readonly others: readonly string[];
  readonly former: string;
  readonly rank: string;
  readonly title: string;
  readonly body: string;
  readonly note: string;
  /** Of the office, the rank or the former name; null where the row's dates were wrong. */
  readonly within: Period | null;
}

export type Warn = (row: RowFacts, fault: RegisterFault, column: RegisterColumn, value: string) => void;

/** An entry being gathered from its rows. */
interface Draft {
  readonly kind: NameEntry["kind"];
  readonly name: string;
  note: string;
  readonly others: string[];
  readonly ranks: HeldRank[];
  readonly offices: HeldOffice[];
  readonly former: FormerName[];
  /** What it says already, so that nothing is said twice. */
  readonly said: Set<string>;
}

/** The entries of one name, each under its note, and the one met last: the nearest above. */
interface Namesakes {
  readonly byNote: Map<string, Draft>;
  last: Draft | null;
}

/** The entries of a table's rows, in the order of their first rows. */
export function draftRegister(rows: readonly RowFacts[], warn: Warn): NameRegister {
  const drafts: Draft[] = [];
  const byIdentity = new Map<string, Namesakes>();
  for (const row of rows) {
    const identity = identityOf(row);
    const known: Namesakes = byIdentity.get(identity) ?? { byNote: new Map(), last: null };
    let draft = draftFor(row, known, warn);
    if (!draft) {
      if (drafts.length === MOST_NAMES || known.byNote.size === MOST_NAMESAKES) {
        warn(row, "tooMany", "name", row.name);
        continue;
      }
      draft = {
        kind: row.kind,
        name: row.name,
        note: row.note,
        others: [],
        ranks: [],
        offices: [],
        former: [],
        said: new Set(),
      };
      drafts.push(draft);
      known.byNote.set(row.note, draft);
    }
    known.last = draft;
    byIdentity.set(identity, known);
    addRow(draft, row, warn);
  }
  return drafts.map(entryOf);
}

/** Which entry above a row goes on; null for a new one. */
function draftFor(row: RowFacts, { byNote, last }: Namesakes, warn: Warn): Draft | null {
  if (row.note === "") {
    if (byNote.size > 1) warn(row, "whichNamesake", "name", row.name);
    return last;
  }
  const same = byNote.get(row.note);
  if (same) return same;
  const unnamed = byNote.get("");
  if (!unnamed) {
    if (byNote.size > 0) warn(row, "namesake", "note", row.note);
    return null;
  }
  unnamed.note = row.note;
  byNote.delete("");
  byNote.set(row.note, unnamed);
  return unnamed;
}

function addRow(draft: Draft, row: RowFacts, warn: Warn): void {
  const add = <Fact>(facts: Fact[], fact: Fact, column: RegisterColumn, value: string): void => {
    const said = `${column} ${JSON.stringify(fact)}`;
    if (draft.said.has(said)) return;
    if (facts.length === MOST_FACTS_OF_ONE) return warn(row, "tooMany", column, value);
    draft.said.add(said);
    facts.push(fact);
  };
  for (const other of row.others) add(draft.others, other, "others", other);
  const isPerson = draft.kind === "person";
  const foreign = isPerson ? (["former"] as const) : (["rank", "title", "body"] as const);
  for (const column of foreign) if (row[column] !== "") warn(row, "notForThisKind", column, row[column]);
  const { within } = row;
  const hasDates = within !== null && (within.from !== undefined || within.until !== undefined);
  if (!isPerson) {
    if (row.former !== "" && within) add(draft.former, { name: row.former, ...within }, "former", row.former);
    if (row.former === "" && hasDates)
      warn(row, "nothingToDate", within.from ? "from" : "until", within.from ?? within.until!);
    return;
  }
  if (row.title !== "" && within) {
    add(draft.offices, { title: row.title, body: row.body, ...within }, "title", row.title);
  }
  if (row.title === "" && row.body !== "") warn(row, "officeMissing", "body", row.body);
  // A degree in the row of an office is for life.
  const isForLife = row.title !== "" && !isMilitaryRank(row.rank);
  if (row.rank !== "" && (isForLife || within)) {
    add(draft.ranks, { rank: row.rank, ...(isForLife ? {} : within) }, "rank", row.rank);
  }
  if (row.title === "" && row.rank === "" && hasDates) {
    warn(row, "nothingToDate", within.from ? "from" : "until", within.from ?? within.until!);
  }
}

function entryOf({ kind, name, note, others, ranks, offices, former }: Draft): NameEntry {
  return kind === "person"
    ? { kind, name, others, ranks, offices, note }
    : { kind, name, others, former, note };
}
