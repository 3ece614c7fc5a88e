import { HouseStyle, MOST_CHARACTERS, type StyleRule } from "#core/language";

/** What a rule lets a newsroom choose, as the screen asks for it; "on" and "source" every rule has. */
export type StyleField =
  | { readonly kind: "choice"; readonly field: string; readonly options: readonly string[] }
  | { readonly kind: "number"; readonly field: string; readonly least: number; readonly most: number }
  | { readonly kind: "yes"; readonly field: string }
  | { readonly kind: "list"; readonly field: string; readonly columns: readonly Column[] };

/** A cell of an entry. `field` is its name in the entry, "" where the entry is the word itself. */
export interface Column {
  readonly field: "" | "name" | "lower" | "short" | "full" | "wrong" | "right" | "why" | "whyEn";
  /** "several" are words parted by semicolons, "more" may stay empty. */
  readonly kind: "words" | "several" | "sentence" | "more" | "yes";
}

const { tonePlacement, iOrY, dates, numbers, units, percent, currency, dashes, quotes, ...others } =
  HouseStyle.shape.rules.shape;
const { ellipses, offices, leadLength, sentenceLength } = others;

const WORD: readonly Column[] = [{ field: "", kind: "words" }];
const WRONG: Column = { field: "wrong", kind: "words" };
const WHY: readonly Column[] = [
  { field: "why", kind: "sentence" },
  { field: "whyEn", kind: "more" },
];

export const STYLE_FIELDS: Readonly<Record<StyleRule, readonly StyleField[]>> = {
  tonePlacement: [choice("placement", tonePlacement.shape.placement), list("protected", WORD)],
  iOrY: [choice("ending", iOrY.shape.ending), list("protected", WORD)],
  dates: [choice("form", dates.shape.form)],
  numbers: [choice("form", numbers.shape.form), number("groupFrom", numbers.shape.groupFrom)],
  units: [choice("form", units.shape.form)],
  percent: [choice("form", percent.shape.form)],
  currency: [choice("dong", currency.shape.dong), choice("foreign", currency.shape.foreign)],
  dashes: [choice("range", dashes.shape.range), choice("aside", dashes.shape.aside)],
  quotes: [choice("marks", quotes.shape.marks), choice("nested", quotes.shape.nested)],
  ellipses: [choice("form", ellipses.shape.form), { kind: "yes", field: "spaceAfter" }],
  spaces: ["double", "beforeMarks", "afterMarks", "insideBrackets"].map((field) => ({ kind: "yes", field })),
  organisations: [
    list("names", [
      { field: "name", kind: "words" },
      { field: "lower", kind: "yes" },
    ]),
  ],
  offices: [choice("first", offices.shape.first), list("titles", WORD)],
  abbreviations: [
    list("entries", [
      { field: "short", kind: "words" },
      { field: "full", kind: "words" },
    ]),
  ],
  foreignNames: [list("entries", [WRONG, { field: "right", kind: "words" }])],
  preferred: [list("entries", [WRONG, { field: "right", kind: "words" }, ...WHY])],
  banned: [list("entries", [WRONG, { field: "right", kind: "several" }, ...WHY])],
  leadLength: [number("most", leadLength.shape.most)],
  sentenceLength: [number("most", sentenceLength.shape.most)],
};

function choice(field: string, { options }: { readonly options: readonly string[] }): StyleField {
  return { kind: "choice", field, options };
}

function number(
  field: string,
  { minValue, maxValue }: { readonly minValue: number | null; readonly maxValue: number | null },
): StyleField {
  return { kind: "number", field, least: minValue ?? 0, most: maxValue ?? Number.MAX_SAFE_INTEGER };
}

function list(field: string, columns: readonly Column[]): StyleField {
  return { kind: "list", field, columns };
}

export function fieldOf(style: HouseStyle, rule: StyleRule, field: string): unknown {
  const values: Readonly<Record<string, unknown>> = style.rules[rule];
  return values[field];
}

/** The style with one field of a rule as given. @throws when the style does not allow it there. */
export function withField(style: HouseStyle, rule: StyleRule, field: string, value: unknown): HouseStyle {
  const changed = { ...style.rules[rule], [field]: value };
  return {
    ...style,
    rules: { ...style.rules, [rule]: HouseStyle.shape.rules.shape[rule].parse(changed) },
  };
}

/** What is typed as it is kept: composed, with single spaces and none around it. */
export function clean(typed: string): string {
  return typed.normalize("NFC").replaceAll(/\s+/gu, " ").trim();
}

export type CellProblem = "missing" | "noLetter" | "tooLong";

/** Why a cell cannot be kept as typed, or null. */
export function cellProblem(kind: Column["kind"], typed: string): CellProblem | null {
  const text = clean(typed);
  if (kind === "yes" || (text === "" && (kind === "several" || kind === "more"))) return null;
  if (text === "") return "missing";
  const parts = kind === "several" ? partsOf(text) : [text];
  if (parts.some((part) => part.length > MOST_CHARACTERS)) return "tooLong";
  const isWords = kind === "words" || kind === "several";
  return isWords && !parts.every((part) => /[\p{L}\p{N}]/u.test(part)) ? "noLetter" : null;
}

/** What somebody is typing of a list: one text for each column, "true" and "" where it is a yes or no. */
export type Cells = readonly string[];

export function cellsOf(columns: readonly Column[], entry: unknown): Cells {
  return columns.map(({ field }) => {
    if (field === "") return String(entry);
    const values = entry as Readonly<Record<string, unknown>>;
    const why = values["why"] as { readonly vi: string; readonly en?: string } | undefined;
    if (field === "why") return why?.vi ?? "";
    if (field === "whyEn") return why?.en ?? "";
    const value = values[field];
    if (Array.isArray(value)) return value.join("; ");
    return typeof value === "boolean" ? (value ? "true" : "") : String(value);
  });
}

/** The entry in these cells; null while one of them cannot be kept. */
export function entryOf(columns: readonly Column[], cells: Cells): unknown {
  if (columns.some(({ kind }, at) => cellProblem(kind, cells[at] ?? "") !== null)) return null;
  const entry: Record<string, unknown> = {};
  let why: { vi: string; en?: string } = { vi: "" };
  for (const [at, { field, kind }] of columns.entries()) {
    const text = clean(cells[at] ?? "");
    if (field === "") return text;
    if (field === "why") why = entry["why"] = { ...why, vi: text };
    else if (field === "whyEn") {
      if (text !== "") why.en = text;
    } else entry[field] = kind === "yes" ? text !== "" : kind === "several" ? partsOf(text) : text;
  }
  return entry;
}

/** Entries of the same key mean the same thing twice. */
export function entryKey(columns: readonly Column[], cells: Cells): string {
  const text = clean(cells[0] ?? "");
  // "AN" and "an" are two abbreviations; "Cô-oét" and "cô-oét" are one word.
  return columns[0]?.field === "short" ? text : text.toLowerCase();
}

function partsOf(text: string): readonly string[] {
  return text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A row of a list: what is typed there, and the entry that is kept of it, null while there is none. */
export interface Line {
  readonly key: number;
  readonly cells: Cells;
  readonly kept: unknown;
  /** What was kept before somebody began to type: it comes back while the row is not whole. */
  readonly former: unknown;
}

let keys = 0;

export function newLine(columns: readonly Column[]): Line {
  return { key: (keys += 1), cells: columns.map(() => ""), kept: null, former: null };
}

/**
 * The rows of a list that has these entries now. Rows of entries which are still there keep what is typed in them, and so
 * do rows of which nothing is kept yet.
 */
export function linesOf(
  columns: readonly Column[],
  entries: readonly unknown[],
  before: readonly Line[],
): readonly Line[] {
  const whole = before.filter((line) => line.kept !== null);
  const byEntry = new Map<string, Line[]>();
  for (const line of whole) {
    const entry = JSON.stringify(line.kept);
    byEntry.set(entry, [...(byEntry.get(entry) ?? []), line]);
  }
  const lines = entries.map((entry, at): Line => {
    const same = byEntry.get(JSON.stringify(entry))?.shift();
    if (same !== undefined) return same;
    // Of a list as long as before, this is the same row with another content: the keyboard stays in it.
    const key = whole.length === entries.length ? whole[at]!.key : (keys += 1);
    return { key, cells: cellsOf(columns, entry), kept: entry, former: entry };
  });
  const used = new Set<number>();
  const once = lines.map((line) => {
    if (!used.has(line.key)) {
      used.add(line.key);
      return line;
    }
    return { ...line, key: (keys += 1) };
  });
  return [...before.filter((line) => line.kept === null), ...once];
}

/** The entries which these rows keep. */
export function entriesOf(lines: readonly Line[]): readonly unknown[] {
  return lines.flatMap(({ kept }) => (kept === null ? [] : [kept]));
}

/** A row with another text in a cell; of what is not whole, what was kept before is kept. */
export function typedIn(
  columns: readonly Column[],
  lines: readonly Line[],
  key: number,
  at: number,
  typed: string,
): readonly Line[] {
  return lines.map((line) => {
    if (line.key !== key) return line;
    const cells = line.cells.with(at, typed);
    const isTwice = twice(columns, { ...line, cells }, lines);
    return { ...line, cells, kept: (isTwice ? null : entryOf(columns, cells)) ?? line.former };
  });
}

/** Whether another row says what this one is about. */
export function twice(columns: readonly Column[], line: Line, lines: readonly Line[]): boolean {
  const key = entryKey(columns, line.cells);
  // A file may say a thing twice; nobody is told so before touching it.
  if (key === "" || (line.former !== null && key === entryKey(columns, cellsOf(columns, line.former))))
    return false;
  return lines.some((other) => other.key !== line.key && entryKey(columns, other.cells) === key);
}

/** A row which the keyboard has left: what is kept of it now is what comes back from now on. */
export function left(lines: readonly Line[], key: number): readonly Line[] {
  return lines.map((line) => (line.key === key ? { ...line, former: line.kept } : line));
}
