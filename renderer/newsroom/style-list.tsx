import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { MOST_ENTRIES, type HouseStyle, type StyleRule } from "#core/language";
import { tell } from "../desk/ask.tsx";
import { matches } from "../desk/matching.ts";
import { textNow, useText } from "../text/index.ts";
import { useCellProblem } from "./kept-input.tsx";
import { editStyle } from "./style-edits.ts";
import {
  cellsOf,
  entriesOf,
  entryOf,
  fieldOf,
  left,
  linesOf,
  newLine,
  twice,
  typedIn,
  withField,
  type Column,
  type Line,
} from "./style-fields.ts";

/** A list of more rows than these can be filtered. */
const MANY = 12;
/** Rows drawn at first, and with every press of "more". */
const ROWS = 40;

interface StyleListProps {
  readonly style: HouseStyle;
  readonly rule: StyleRule;
  readonly field: string;
  readonly columns: readonly Column[];
}

/** The entries of a rule as rows. A row is kept once it is whole; until then what was kept of it stays. */
export function StyleList({ style, rule, field, columns }: StyleListProps) {
  const text = useText().styleRoom;
  const title = text.lists[rule] ?? "";
  const entries = fieldOf(style, rule, field) as readonly unknown[];
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(columns, entries, []));
  const [query, setQuery] = useState("");
  const [most, setMost] = useState(ROWS);
  const [focus, setFocus] = useState<number | null>(null);
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);

  // Changed elsewhere: another window, a file, an undo.
  if (JSON.stringify(entriesOf(lines)) !== JSON.stringify(entries))
    setLines(linesOf(columns, entries, lines));

  const take = (next: readonly Line[]) => {
    setLines(next);
    const kept = entriesOf(next);
    if (JSON.stringify(kept) !== JSON.stringify(entries))
      editStyle((now) => withField(now, rule, field, kept));
  };
  const isFull = lines.length >= MOST_ENTRIES;
  const add = () => {
    if (isFull) return tell(text.full(MOST_ENTRIES));
    const fresh = newLine(columns);
    setQuery("");
    setLines([fresh, ...lines]);
    setFocus(fresh.key);
  };
  const remove = (line: Line) => {
    const at = lines.indexOf(line);
    const near = lines[at + 1] ?? lines[at - 1];
    const { kept } = line;
    take(lines.filter((one) => one !== line));
    requestAnimationFrame(() => {
      const wanted = near ? `[data-remove="${near.key}"]` : "[data-add]";
      box.current?.querySelector<HTMLElement>(wanted)?.focus();
    });
    if (kept === null) return;
    const place = entriesOf(lines).indexOf(kept);
    tell(text.removed(nameOf(columns, line)), {
      name: text.undo,
      run: () =>
        editStyle((now) => withField(now, rule, field, putBack(fieldOf(now, rule, field), kept, place))),
    });
  };

  // A row stays while it is typed in, whatever the filter says of it now.
  const found = lines.filter(
    ({ former, cells }) =>
      former === null ||
      query.trim() === "" ||
      matches(cells.join(" "), query) ||
      matches(cellsOf(columns, former).join(" "), query),
  );
  const shown = found.slice(0, most);
  return (
    <div className="style-list" role="group" aria-labelledby={titleId} ref={box}>
      <div className="style-list-head">
        <h4 id={titleId}>
          {title} <span className="style-count">{text.count(entries.length)}</span>
        </h4>
        {lines.length > MANY && (
          <TextInput
            type="search"
            aria-label={text.filter(title)}
            placeholder={text.filterPlaceholder}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setMost(ROWS);
            }}
          />
        )}
        <Button
          variant="default"
          data-add
          leftSection={<IconPlus size={16} stroke={1.8} />}
          aria-label={`${text.add}: ${title}`}
          onClick={add}
        >
          {text.add}
        </Button>
      </div>
      {lines.length === 0 && <p className="settings-note">{text.listEmpty[rule]}</p>}
      {lines.length > 0 && columns.length > 1 && (
        // Every field says its column itself to who does not see this line.
        <div className="style-columns" aria-hidden data-columns={columns.length}>
          {columns.map(({ field, kind }) => (
            <span key={field}>{kind === "yes" ? "" : text.columns[field]}</span>
          ))}
        </div>
      )}
      <ul className="style-lines" data-columns={columns.length}>
        {shown.map((line) => (
          <Row
            key={line.key}
            line={line}
            columns={columns}
            isTwice={twice(columns, line, lines)}
            takesKeyboard={line.key === focus}
            onType={(at, typed) => take(typedIn(columns, lines, line.key, at, typed))}
            onLeave={() => setLines(left(lines, line.key))}
            onRemove={() => remove(line)}
            onAnother={add}
          />
        ))}
      </ul>
      {(query.trim() !== "" || found.length > shown.length) && (
        <p className="settings-note" role="status">
          {query.trim() !== "" && `${text.found(found.length, lines.length)} `}
          {found.length > shown.length && text.shown(shown.length, found.length)}
        </p>
      )}
      {found.length > shown.length && (
        <Button variant="subtle" className="style-more" onClick={() => setMost(most + ROWS * 5)}>
          {text.more(Math.min(ROWS * 5, found.length - shown.length))}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  readonly line: Line;
  readonly columns: readonly Column[];
  readonly isTwice: boolean;
  readonly takesKeyboard: boolean;
  readonly onType: (at: number, typed: string) => void;
  readonly onLeave: () => void;
  readonly onRemove: () => void;
  readonly onAnother: () => void;
}

function Row({ line, columns, isTwice, takesKeyboard, onType, onLeave, onRemove, onAnother }: RowProps) {
  const text = useText().styleRoom;
  const name = nameOf(columns, line);
  const anotherOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (entryOf(columns, line.cells) !== null && !isTwice) onAnother();
  };
  return (
    <li
      className="style-line"
      data-long={columns.length > 2 ? true : undefined}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget) && line.former !== line.kept) onLeave();
      }}
    >
      <div className="style-cells">
        {columns.map((column, at) =>
          column.kind === "yes" ? (
            <Switch
              key={column.field}
              label={text.columns[column.field]}
              aria-label={`${text.columns[column.field]}: ${name}`}
              checked={line.cells[at] !== ""}
              onChange={(event) => onType(at, event.currentTarget.checked ? "true" : "")}
            />
          ) : (
            <Cell
              key={column.field}
              column={column}
              typed={line.cells[at] ?? ""}
              label={`${text.columns[column.field]}: ${name}`}
              isFresh={line.kept === null && line.cells.every((cell) => cell === "")}
              problem={at === 0 && isTwice ? text.twice : null}
              takesKeyboard={takesKeyboard && at === 0}
              onType={(typed) => onType(at, typed)}
              onKeyDown={anotherOnEnter}
            />
          ),
        )}
      </div>
      <ActionIcon
        data-remove={line.key}
        aria-label={text.remove(name)}
        title={text.remove(name)}
        onClick={onRemove}
      >
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
    </li>
  );
}

interface CellProps {
  readonly column: Column;
  readonly typed: string;
  readonly label: string;
  /** Nothing is typed in the row yet, so that nothing is missing. */
  readonly isFresh: boolean;
  readonly problem: string | null;
  readonly takesKeyboard: boolean;
  readonly onType: (typed: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Cell({ column, typed, label, isFresh, problem, takesKeyboard, onType, onKeyDown }: CellProps) {
  const text = useText().styleRoom;
  const wrong = useCellProblem(column.kind, typed);
  const placeholder = text.columns[column.field];
  return (
    <TextInput
      aria-label={label}
      placeholder={column.kind === "several" ? `${placeholder} (${text.several})` : placeholder}
      value={typed}
      error={problem ?? (isFresh ? null : wrong)}
      spellCheck={false}
      // Where it was asked for by a press of "add".
      autoFocus={takesKeyboard}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** What a row is called: its first cell as kept. */
function nameOf(columns: readonly Column[], { kept, cells }: Line): string {
  const first = (kept === null ? cells : cellsOf(columns, kept))[0] ?? "";
  return first.trim() === "" ? textNow().styleRoom.fresh : first;
}

/** The list with an entry where it was; once more is no more. */
function putBack(list: unknown, entry: unknown, at: number): readonly unknown[] {
  const entries = list as readonly unknown[];
  const known = JSON.stringify(entry);
  return entries.some((one) => JSON.stringify(one) === known) ? entries : entries.toSpliced(at, 0, entry);
}
