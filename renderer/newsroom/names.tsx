import "./names.css";
import { ActionIcon, Button, SegmentedControl, TextInput } from "@mantine/core";
import { IconPlus, IconSearch, IconTrash } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { keyOfEntry, officeText, registerTable, type NameEntry, type NameRegister } from "#core/language";
import { Empty } from "../desk/empty.tsx";
import { useNewsroom } from "../desk/host.ts";
import { useRoom } from "../desk/room.ts";
import { useText } from "../text/index.ts";
import { saveText } from "./acts.ts";
import { NameForm } from "./name-form.tsx";
import { namesMatching, orderedNames } from "./name-search.ts";
import { NamesFaults } from "./names-faults.tsx";
import { chooseNamesFile, NamesImport, type ChosenNames } from "./names-import.tsx";
import { LearnedNames } from "./names-learned.tsx";
import { startLearning, useLearning } from "./names-learning.ts";
import { closeName, openBlank, openEntry, removeEntry, useOpenName } from "./names-state.ts";

/** Names in the list; the search is over all of them. */
const MOST_SHOWN = 200;

const KINDS = ["person", "organisation", "place"] as const satisfies readonly NameEntry["kind"][];
type Kind = NameEntry["kind"] | "all";

/** The newsroom's names: who holds which office and rank, what organisations and places were called before. */
export default function NamesPart() {
  const text = useText();
  const { names } = useNewsroom();
  const [brought, setBrought] = useState<ChosenNames | null>(null);
  const learning = useLearning((state) => state.state);
  const importFile = () =>
    void chooseNamesFile().then((chosen) => {
      if (chosen !== null) setBrought(chosen);
    });
  return (
    <>
      <NamesFaults />
      <p className="settings-note">{text.namesRoom.why}</p>
      <div className="names-acts">
        <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => openBlank("person")}>
          {text.namesRoom.add}
        </Button>
        <Button variant="default" onClick={importFile}>
          {text.newsroom.importFile}
        </Button>
        <Button
          variant="default"
          disabled={names.length === 0}
          onClick={() => saveText("danh-ba.csv", registerTable(names), "text/csv")}
        >
          {text.newsroom.exportFile}
        </Button>
        <Button variant="default" disabled={learning === "going"} onClick={() => void startLearning()}>
          {text.namesRoom.learn}
        </Button>
      </div>
      {brought !== null && <NamesImport chosen={brought} close={() => setBrought(null)} />}
      {learning !== "none" && <LearnedNames />}
      <NewName />
      <NameList names={names} importFile={importFile} />
    </>
  );
}

/** The form of a new entry; what is typed in it draws nothing else again. */
function NewName() {
  const open = useOpenName((state) => (state.open?.key === null ? state.open : null));
  return open === null ? null : <NameForm open={open} saved={focusList} />;
}

/** To where one goes on after a form or a row has gone. */
function focusList(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".names-search input")?.focus());
}

interface NameListProps {
  readonly names: NameRegister;
  readonly importFile: () => void;
}

function NameList({ names, importFile }: NameListProps) {
  const text = useText().namesRoom;
  const at = useRoom((state) => state.newsroomAt);
  const [kind, setKind] = useState<Kind>("all");
  const [typed, setTyped] = useState(at ?? "");
  useEffect(() => {
    if (at === null) return;
    setTyped(at);
    setKind("all");
  }, [at]);
  const wanted = useDeferredValue(typed);
  const ordered = useMemo(() => orderedNames(names), [names]);
  const ofKind = useMemo(
    () => (kind === "all" ? ordered : ordered.filter((entry) => entry.kind === kind)),
    [ordered, kind],
  );
  const { names: found, isNear } = useMemo(() => namesMatching(ofKind, wanted), [ofKind, wanted]);
  const shown = found.slice(0, MOST_SHOWN);
  const search = wanted.trim();
  return (
    <section className="names" aria-label={text.list}>
      <div className="names-find">
        <TextInput
          className="names-search"
          type="search"
          aria-label={text.search}
          placeholder={text.searchHint}
          leftSection={<IconSearch size={14} stroke={1.8} />}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={text.kind}
          value={kind}
          onChange={(chosen) => setKind(KINDS.find((one) => one === chosen) ?? "all")}
          data={[
            { value: "all", label: text.all },
            ...KINDS.map((one) => ({ value: one, label: text.kinds[one] })),
          ]}
        />
      </div>
      <p className="settings-note" role="status">
        {isNear && `${text.near(search)} `}
        {found.length > MOST_SHOWN
          ? text.cut(MOST_SHOWN, found.length)
          : found.length > 0 && text.shown(found.length)}
      </p>
      {found.length === 0 ? (
        <NoNames
          kind={kind}
          search={ofKind.length > 0 || names.length > 0 ? search : ""}
          importFile={importFile}
          showAll={() => {
            setTyped("");
            setKind("all");
          }}
        />
      ) : (
        <ul className="names-list">
          {shown.map((entry) => (
            <NameRow key={keyOfEntry(entry)} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface NoNamesProps {
  readonly kind: Kind;
  readonly search: string;
  readonly importFile: () => void;
  readonly showAll: () => void;
}

function NoNames({ kind, search, importFile, showAll }: NoNamesProps) {
  const text = useText();
  const { namesRoom } = text;
  const fresh = kind === "all" ? "person" : kind;
  if (search !== "")
    return (
      <Empty title={namesRoom.noneFound(search)} why={namesRoom.noneFoundWhy}>
        <Button variant="default" onClick={() => openBlank(fresh, search)}>
          {namesRoom.addTyped(search)}
        </Button>
        <Button variant="subtle" onClick={showAll}>
          {namesRoom.showAll}
        </Button>
      </Empty>
    );
  const [title, why] =
    kind === "all"
      ? [namesRoom.none, namesRoom.noneWhy]
      : kind === "person"
        ? [namesRoom.nonePeople, namesRoom.nonePeopleWhy]
        : [namesRoom.noneOfKind, namesRoom.noneWhy];
  return (
    <Empty title={title} why={why}>
      <Button variant="default" onClick={() => openBlank(fresh)}>
        {namesRoom.add}
      </Button>
      <Button variant="default" onClick={importFile}>
        {text.newsroom.importFile}
      </Button>
      <Button variant="default" onClick={() => void startLearning()}>
        {namesRoom.learn}
      </Button>
    </Empty>
  );
}

function NameRow({ entry }: { readonly entry: NameEntry }) {
  const text = useText().namesRoom;
  const key = keyOfEntry(entry);
  const open = useOpenName((state) => (state.open?.key === key ? state.open : null));
  const button = useRef<HTMLButtonElement>(null);
  return (
    <li className="name-row">
      <div className="name-line">
        <button
          ref={button}
          type="button"
          className="name-open"
          data-name-key={key}
          aria-expanded={open !== null}
          onClick={() => (open === null ? openEntry(entry) : closeName())}
        >
          <span className="name-name">{entry.name}</span>
          <span className="name-facts">{factsTold(entry, text.formerly)}</span>
          <span className="name-kind">{text.kinds[entry.kind]}</span>
        </button>
        <ActionIcon
          aria-label={text.remove(entry.name)}
          onClick={() =>
            void removeEntry(entry).then((gone) => {
              if (gone) focusList();
            })
          }
        >
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      </div>
      {open !== null && <NameForm open={open} saved={focusRow} />}
    </li>
  );
}

/** The row of an entry may stand elsewhere once it has another name. */
function focusRow(key: string): void {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-name-key="${CSS.escape(key)}"]`);
    if (row === null) focusList();
    else row.focus();
  });
}

/** What tells an entry from others, in one line. */
function factsTold(entry: NameEntry, formerly: (names: string) => string): string {
  const facts =
    entry.kind === "person"
      ? [...heldLast(entry.ranks).map(({ rank }) => rank), ...heldLast(entry.offices).map(officeText)]
      : [
          ...entry.others,
          ...(entry.former.length === 0 ? [] : [formerly(entry.former.map(({ name }) => name).join(", "))]),
        ];
  return [...facts, ...(entry.note === "" ? [] : [entry.note])].join(" · ");
}

/** Those without a last day; when all have one, the last. */
function heldLast<Fact extends { readonly until?: string | undefined }>(
  facts: readonly Fact[],
): readonly Fact[] {
  const held = facts.filter(({ until }) => until === undefined);
  return held.length > 0 ? held : facts.slice(-1);
}
