import { done, failed, type Outcome } from "../../bridge/outcome.ts";
import { bare } from "../syllable.ts";
import { rowsOf, tableOf, type TableRow } from "./csv.ts";
import { dateFrom, type Period } from "./dates.ts";
import { draftRegister, type RowFacts } from "./register-draft.ts";
import {
  cellText,
  MOST_CELL_CHARACTERS,
  type NameEntry,
  type NameRegister,
  type Person,
} from "./register.ts";
import { isMilitaryRank } from "./vocabulary.ts";

/**
 * The register as one table which a newsroom keeps in a spreadsheet: UTF-8, a row for each office, rank or former name, so
 * that a person of three offices has three rows. The dates of a row are those of its office, else of its rank, else of
 * its former name.
 */

/** Columns as they are written, and the other headers that are understood, with or without marks and capitals. */
const COLUMNS = {
  kind: ["loại", "kind", "type"],
  name: ["tên", "họ tên", "họ và tên", "name"],
  others: ["tên khác", "other names", "aliases"],
  former: ["tên cũ", "former name"],
  rank: ["cấp bậc", "quân hàm", "học hàm", "rank"],
  title: ["chức vụ", "chức danh", "title", "office"],
  body: ["cơ quan", "đơn vị", "tổ chức", "body", "organisation", "organization"],
  from: ["từ ngày", "từ", "from"],
  until: ["đến ngày", "đến", "until", "to"],
  note: ["ghi chú", "note", "notes"],
} as const;
export type RegisterColumn = keyof typeof COLUMNS;

const KINDS: Readonly<Record<NameEntry["kind"], readonly string[]>> = {
  person: ["người", "nhân vật", "person"],
  organisation: ["tổ chức", "cơ quan", "organisation", "organization"],
  place: ["địa danh", "nơi", "place"],
};

/** What is wrong with a cell. All but the cell named, or the row where it has no name, is taken. */
export type RegisterFault =
  /** Neither a person nor an organisation nor a place: the row is left out. */
  | "unknownKind"
  /** No name: the row is left out. */
  | "nameMissing"
  /** More than 200 characters. */
  | "tooLong"
  /** No day, month or year of the calendar: what it dates is left out, for a wrong date is worse than none. */
  | "notADate"
  /** The last day lies before the first: what they date is left out. */
  | "endsBeforeItBegins"
  /** A date in a row with nothing to date. */
  | "nothingToDate"
  /** A body without an office in it. */
  | "officeMissing"
  /** A rank or an office of no person, or a former name of one. */
  | "notForThisKind"
  /** A cell under no header, or under one that is not known. */
  | "unknownColumn"
  /** A name again with another note: taken as somebody else. */
  | "namesake"
  /** A row without a note, and namesakes above: it was given to the nearest. */
  | "whichNamesake"
  /** More than a hundred of one thing in an entry or entries of one name, or too many entries. */
  | "tooMany";

export interface RegisterWarning {
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** Header of the column as the file has it; "" where there is none. */
  readonly column: string;
  readonly fault: RegisterFault;
  /** The cell as it stands. */
  readonly value: string;
}

/** Why a file is no register. */
export type RegisterProblem =
  /** Its first line names no column "tên". */
  | { readonly kind: "registerHeaderMissing" }
  /** A quote opens in this line and never closes, so that no row after it is sure. */
  | { readonly kind: "registerQuoteOpen"; readonly line: number }
  | { readonly kind: "registerTooLarge"; readonly mostCharacters: number };

/** Twenty times what ten thousand people take. */
export const MOST_TABLE_CHARACTERS = 20_000_000;

/** The register a table holds, and what in it could not be taken. */
export function registerFrom(
  text: string,
): Outcome<
  { readonly register: NameRegister; readonly warnings: readonly RegisterWarning[] },
  RegisterProblem
> {
  if (text.length > MOST_TABLE_CHARACTERS) {
    return failed({ kind: "registerTooLarge", mostCharacters: MOST_TABLE_CHARACTERS });
  }
  const { rows, openQuote } = rowsOf(text);
  if (rows === null) return failed({ kind: "registerQuoteOpen", line: openQuote });
  const [header, ...body] = rows;
  const columns = (header?.cells ?? []).map(columnOf);
  if (!columns.includes("name")) return failed({ kind: "registerHeaderMissing" });
  const headers = header!.cells.map(cellText);
  const warnings: RegisterWarning[] = [];
  const facts = body.flatMap((row) => factsOf(row, columns, headers, warnings));
  const register = draftRegister(facts, ({ line }, fault, column, value) =>
    warnings.push({ line, column: headers[columns.indexOf(column)] ?? "", fault, value }),
  );
  return done({ register, warnings: warnings.sort((a, b) => a.line - b.line) });
}

/** The table of a register; `registerFrom` gives the same register back. */
export function registerTable(register: NameRegister): string {
  const headers = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, [written]]) => [column, written]),
  ) as Record<RegisterColumn, string>;
  const rows = [headers, ...register.flatMap(rowsOfEntry)];
  const columns = Object.keys(COLUMNS) as readonly RegisterColumn[];
  return tableOf(rows.map((row) => columns.map((column) => row[column] ?? "")));
}

type Row = Partial<Record<RegisterColumn, string>>;

function rowsOfEntry(entry: NameEntry): readonly Row[] {
  const always: Row = { kind: KINDS[entry.kind][0]!, name: entry.name, note: entry.note };
  const facts =
    entry.kind === "person"
      ? rowsOfPerson(entry)
      : entry.former.map(({ name, ...within }) => ({ former: name, ...dated(within) }));
  const [first = {}, ...rest] = facts;
  return [
    { ...always, others: entry.others.join("; "), ...first },
    ...rest.map((row) => ({ ...always, ...row })),
  ];
}

/** A first rank shares the row of the first office, as one would type it: of army or police with the same dates, a degree without any. */
function rowsOfPerson({ ranks, offices }: Person): readonly Row[] {
  const [[rank], [office]] = [ranks, offices];
  const dates: Period = rank && office && isMilitaryRank(rank.rank) ? office : {};
  const shared = rank && office && rank.from === dates.from && rank.until === dates.until;
  const officeRows = offices.map(({ title, body, ...within }, index) => ({
    ...(shared && index === 0 ? { rank: rank.rank } : {}),
    title,
    body,
    ...dated(within),
  }));
  const others = shared ? ranks.slice(1) : ranks;
  return [...officeRows, ...others.map(({ rank, ...within }) => ({ rank, ...dated(within) }))];
}

/** Day first: a spreadsheet of another country that takes it for month first writes the same digits back. */
function dated({
  from,
  until,
}: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}): Row {
  const written = (date = ""): string => date.split("-").reverse().join("/");
  return { from: written(from), until: written(until) };
}

function columnOf(header: string): RegisterColumn | null {
  const found = Object.entries(COLUMNS).find(([, headers]) => headers.some((known) => isSame(known, header)));
  return found ? (found[0] as RegisterColumn) : null;
}

function isSame(known: string, cell: string): boolean {
  return bare(known) === bare(cellText(cell).toLowerCase());
}

function factsOf(
  { line, cells }: TableRow,
  columns: readonly (RegisterColumn | null)[],
  headers: readonly string[],
  warnings: RegisterWarning[],
): readonly RowFacts[] {
  const values: Record<RegisterColumn, string> = {
    kind: "",
    name: "",
    others: "",
    former: "",
    rank: "",
    title: "",
    body: "",
    from: "",
    until: "",
    note: "",
  };
  const warn = (fault: RegisterFault, column: RegisterColumn, value: string): void => {
    warnings.push({ line, column: headers[columns.indexOf(column)] ?? "", fault, value });
  };
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (!column || columns.indexOf(column) !== index) {
      if (cell.trim() !== "")
        warnings.push({ line, column: headers[index] ?? "", fault: "unknownColumn", value: cellText(cell) });
    } else if (column === "others") {
      values.others = cell.replace(/[\r\n]+/g, ";");
    } else {
      const text = cellText(cell);
      if (text.length > MOST_CELL_CHARACTERS) warn("tooLong", column, text);
      else values[column] = text;
    }
  }
  const kind = values.kind === "" ? "person" : kindOf(values.kind);
  if (kind === null) warn("unknownKind", "kind", values.kind);
  else if (values.name === "") warn("nameMissing", "name", "");
  if (kind === null || values.name === "") return [];
  const dates = datesOf(values, warn);
  const others = namesIn(values.others).filter((name) => {
    if (name.length > MOST_CELL_CHARACTERS) warn("tooLong", "others", name);
    return name.length <= MOST_CELL_CHARACTERS;
  });
  return [{ ...values, line, kind, others, within: dates }];
}

function namesIn(cell: string): readonly string[] {
  return cell
    .split(";")
    .map(cellText)
    .filter((name) => name !== "");
}

function kindOf(cell: string): NameEntry["kind"] | null {
  const found = Object.entries(KINDS).find(([, words]) => words.some((word) => isSame(word, cell)));
  return found ? (found[0] as NameEntry["kind"]) : null;
}

/** The row's dates, or null where one is wrong. */
function datesOf(
  values: Readonly<Record<RegisterColumn, string>>,
  warn: (fault: RegisterFault, column: RegisterColumn, value: string) => void,
): RowFacts["within"] {
  const within: { from?: string; until?: string } = {};
  let right = true;
  for (const bound of ["from", "until"] as const) {
    if (values[bound] === "") continue;
    const date = dateFrom(values[bound]);
    if (date === null) {
      warn("notADate", bound, values[bound]);
      right = false;
    } else {
      within[bound] = date;
    }
  }
  if (right && within.from && within.until && within.until < within.from.slice(0, within.until.length)) {
    warn("endsBeforeItBegins", "until", values.until);
    right = false;
  }
  return right ? within : null;
}
