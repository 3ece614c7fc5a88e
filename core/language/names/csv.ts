/** One row of a table and the line of the file it begins in, counted from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a table, or the line in which a quote opens that never closes. Empty lines are no rows. */
export type TableRead =
  | { readonly rows: readonly TableRow[]; readonly openQuote: null }
  | { readonly rows: null; readonly openQuote: number };

/**
 * Rows of comma, semicolon or tab separated text (RFC 4180), as spreadsheets write them: a Vietnamese Excel puts
 * semicolons, where it takes the comma for the decimal sign. The separator is the one its first line has most of.
 */
export function rowsOf(text: string): TableRead {
  const given = text.startsWith("\ufeff") ? text.slice(1) : text;
  const separator = separatorOf(given);
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let [line, begins] = [1, 1];
  const endRow = (): void => {
    if (cells.some((cell) => cell.trim() !== "")) rows.push({ line: begins, cells });
    cells = [];
  };
  for (let at = 0; at <= given.length;) {
    if (cells.length === 0) begins = line;
    let cell: string;
    if (given[at] === '"') {
      const end = endOfQuoted(given, at + 1);
      if (end === -1) return { rows: null, openQuote: line };
      cell = given.slice(at + 1, end).replaceAll('""', '"');
      line += cell.split(/\r\n|[\r\n]/).length - 1;
      at = end + 1;
    } else {
      cell = "";
    }
    const from = at;
    while (at < given.length && given[at] !== separator && given[at] !== "\n" && given[at] !== "\r") at++;
    cells.push((cell + given.slice(from, at)).replace(GUARDED, ""));
    if (given[at] !== separator) {
      if (given[at] === "\r" && given[at + 1] === "\n") at++;
      line++;
      endRow();
    }
    at++;
  }
  return { rows, openQuote: null };
}

/** A cell that begins like a formula is text to a spreadsheet only with an apostrophe before it; read again it goes. */
const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'(?='*[=+\-@\t\r])/;

/** A table of comma separated text with the mark by which Excel knows UTF-8, and its line ends. No cell is a formula. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("")}`;
}

function quoted(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function endOfQuoted(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)![0];
  const times = [",", ";", "\t"].map((sign) => [sign, first.split(sign).length] as const);
  return times.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
