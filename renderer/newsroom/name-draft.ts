import {
  cellText,
  dateFrom,
  identityOf,
  MOST_CELL_CHARACTERS,
  MOST_FACTS_OF_ONE,
  MOST_NAMESAKES,
  type FormerName,
  type HeldOffice,
  type HeldRank,
  type NameEntry,
  type NameRegister,
} from "#core/language";
import type { ScreenLanguage } from "../text/index.ts";

/** An entry while it is being typed: may be unfinished, which the register's may not. */
export interface NameDraft {
  readonly kind: NameEntry["kind"];
  readonly name: string;
  readonly others: readonly string[];
  readonly ranks: readonly FactDraft[];
  readonly offices: readonly FactDraft[];
  readonly former: readonly FactDraft[];
  readonly note: string;
}

/** A line of rank, office or former name: `what` of which body (an office's alone), from and until which day. */
export interface FactDraft {
  readonly key: number;
  readonly what: string;
  readonly body: string;
  readonly from: string;
  readonly until: string;
}

export const FACTS = ["offices", "ranks", "former"] as const;
export type Facts = (typeof FACTS)[number];

export type DraftProblem =
  | { readonly at: "name"; readonly why: "missing" | "tooLong" | "tooMany" }
  | { readonly at: "note"; readonly why: "tooLong" | "namesake" }
  | { readonly at: "others"; readonly why: "tooLong" | "tooMany" }
  | { readonly at: Facts; readonly why: "tooMany"; readonly key: null; readonly field: null }
  | {
      readonly at: Facts;
      readonly key: number;
      readonly field: "what" | "body" | "from" | "until";
      readonly why: "missing" | "tooLong" | "dateWrong" | "datesTurned";
    };

let keys = 0;

export function blankFact(): FactDraft {
  return { key: (keys += 1), what: "", body: "", from: "", until: "" };
}

export function blankDraft(kind: NameEntry["kind"], name = ""): NameDraft {
  const fact = kind === "person" ? { offices: [blankFact()] } : {};
  return { kind, name, others: [], ranks: [], offices: [], former: [], note: "", ...fact };
}

/** Which facts an entry of a kind has, in the order of its form. */
export function factsOf(kind: NameEntry["kind"]): readonly Facts[] {
  return kind === "person" ? ["offices", "ranks"] : ["former"];
}

export function draftOf(entry: NameEntry, language: ScreenLanguage): NameDraft {
  const line = (what: string, body: string, { from, until }: Omit<HeldRank, "rank">): FactDraft => ({
    ...blankFact(),
    what,
    body,
    from: dateText(from, language),
    until: dateText(until, language),
  });
  const { kind, name, others, note } = entry;
  const draft = { ...blankDraft(kind, name), others, note, offices: [] };
  if (entry.kind !== "person")
    return { ...draft, former: entry.former.map((one) => line(one.name, "", one)) };
  return {
    ...draft,
    ranks: entry.ranks.map((one) => line(one.rank, "", one)),
    offices: entry.offices.map((one) => line(one.title, one.body, one)),
  };
}

/** "2026-04-08" as the screen writes it: "8/4/2026" in Vietnamese, as it stands in English; "" for no date. */
export function dateText(date: string | undefined, language: ScreenLanguage): string {
  if (date === undefined) return "";
  return language === "en" ? date : date.split("-").reverse().map(withoutZero).join("/");
}

function withoutZero(part: string): string {
  return part.length === 2 ? String(Number(part)) : part;
}

/** What keeps a draft from being an entry. @param others the register's other entries. */
export function problemsOf(draft: NameDraft, others: NameRegister): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  const name = cellText(draft.name);
  const note = cellText(draft.note);
  if (name === "") problems.push({ at: "name", why: "missing" });
  if (name.length > MOST_CELL_CHARACTERS) problems.push({ at: "name", why: "tooLong" });
  if (draft.others.some((other) => cellText(other).length > MOST_CELL_CHARACTERS))
    problems.push({ at: "others", why: "tooLong" });
  if (draft.others.length > MOST_FACTS_OF_ONE) problems.push({ at: "others", why: "tooMany" });
  for (const at of factsOf(draft.kind)) {
    const lines = draft[at].filter((line) => !isBlank(line));
    if (lines.length > MOST_FACTS_OF_ONE) problems.push({ at, why: "tooMany", key: null, field: null });
    for (const line of lines) problems.push(...problemsOfLine(at, line));
  }
  if (note.length > MOST_CELL_CHARACTERS) problems.push({ at: "note", why: "tooLong" });
  const identity = identityOf({ kind: draft.kind, name });
  const namesakes = others.filter((entry) => identityOf(entry) === identity);
  if (namesakes.length >= MOST_NAMESAKES) problems.push({ at: "name", why: "tooMany" });
  else if (
    namesakes.length > 0 &&
    (note === "" || namesakes.some((one) => one.note === "" || one.note === note))
  )
    problems.push({ at: "note", why: "namesake" });
  return problems;
}

function problemsOfLine(at: Facts, line: FactDraft): readonly DraftProblem[] {
  const { key } = line;
  const problems: DraftProblem[] = [];
  if (cellText(line.what) === "") problems.push({ at, key, field: "what", why: "missing" });
  for (const field of ["what", "body"] as const)
    if (cellText(line[field]).length > MOST_CELL_CHARACTERS)
      problems.push({ at, key, field, why: "tooLong" });
  const [from, until] = [dateTyped(line.from), dateTyped(line.until)];
  if (from === null) problems.push({ at, key, field: "from", why: "dateWrong" });
  if (until === null) problems.push({ at, key, field: "until", why: "dateWrong" });
  if (from && until && until < from.slice(0, until.length))
    problems.push({ at, key, field: "until", why: "datesTurned" });
  return problems;
}

/** The entry of a draft without problems. Lines with nothing in them are left out. */
export function entryOf(draft: NameDraft): NameEntry {
  const { kind } = draft;
  const name = cellText(draft.name);
  const note = cellText(draft.note);
  const others = [...new Set(draft.others.map(cellText))].filter((other) => other !== "" && other !== name);
  const whole = (at: Facts) => draft[at].filter((line) => !isBlank(line));
  if (kind !== "person") {
    const former: FormerName[] = whole("former").map((line) => ({
      name: cellText(line.what),
      ...within(line),
    }));
    return { kind, name, others, former, note };
  }
  const ranks: HeldRank[] = whole("ranks").map((line) => ({ rank: cellText(line.what), ...within(line) }));
  const offices: HeldOffice[] = whole("offices").map((line) => ({
    title: cellText(line.what),
    body: cellText(line.body),
    ...within(line),
  }));
  return { kind, name, others, ranks, offices, note };
}

export function sameDraft(one: NameDraft, other: NameDraft): boolean {
  const plain = (draft: NameDraft) =>
    JSON.stringify(draft, (key: string, value: unknown) => (key === "key" ? undefined : value));
  return plain(one) === plain(other);
}

function isBlank({ what, body, from, until }: FactDraft): boolean {
  return [what, body, from, until].every((text) => text.trim() === "");
}

function within({ from, until }: FactDraft): { from?: string; until?: string } {
  const [first, last] = [dateTyped(from), dateTyped(until)];
  return { ...(first ? { from: first } : {}), ...(last ? { until: last } : {}) };
}

/** "" when nothing was typed, null when it is no date. */
function dateTyped(text: string): string | null {
  const typed = cellText(text);
  return typed === "" ? "" : dateFrom(typed);
}
