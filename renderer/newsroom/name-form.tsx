import { ActionIcon, Button, SegmentedControl, TagsInput, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { keyOfEntry, type NameEntry } from "#core/language";
import { useText } from "../text/index.ts";
import {
  blankFact,
  factsOf,
  problemsOf,
  type DraftProblem,
  type FactDraft,
  type Facts,
  type NameDraft,
} from "./name-draft.ts";
import { changeDraft, closeName, namesNow, saveOpen, useOpenName, type OpenName } from "./names-state.ts";

const KINDS = ["person", "organisation", "place"] as const satisfies readonly NameEntry["kind"][];

interface NameFormProps {
  readonly open: OpenName;
  /** Called with the entry's key once it is saved, or its former key when the form is left. */
  readonly saved: (key: string) => void;
}

/** One entry of the register. */
export function NameForm({ open, saved }: NameFormProps) {
  const text = useText().namesRoom;
  const { key, draft } = open;
  const [shown, setShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const others = () => namesNow().filter((entry) => keyOfEntry(entry) !== key);
  const problems = shown ? problemsOf(draft, others()) : [];
  const said = (at: "name" | "note" | "others"): string | null => {
    const problem = problems.find((one) => one.at === at);
    return problem === undefined ? null : sentenceOf(problem, text);
  };
  const set = (part: Partial<NameDraft>) => changeDraft({ ...draft, ...part });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    // What stood half typed among the other names has just been taken in.
    const now = useOpenName.getState().open;
    if (now === null) return;
    setShown(true);
    if (problemsOf(now.draft, others()).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const kept = await saveOpen(now);
    if (kept !== null) saved(kept);
  };
  const leave = () => {
    closeName();
    saved(key ?? "");
  };
  return (
    <form
      ref={form}
      className="target-form name-form"
      aria-label={key === null ? text.titleNew : text.open(open.start.name)}
      noValidate
      onSubmit={(event) => void save(event)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        leave();
      }}
    >
      {key === null && (
        <SegmentedControl
          className="name-kinds"
          aria-label={text.kind}
          value={draft.kind}
          onChange={(chosen) => {
            const kind = KINDS.find((one) => one === chosen);
            if (kind) set({ kind });
          }}
          data={KINDS.map((one) => ({ value: one, label: text.kinds[one] }))}
        />
      )}
      <div className="name-pair">
        <TextInput
          ref={first}
          label={text.name}
          value={draft.name}
          spellCheck={false}
          autoComplete="off"
          error={said("name")}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={text.note}
          placeholder={text.noteHint}
          value={draft.note}
          spellCheck={false}
          autoComplete="off"
          error={said("note")}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
      </div>
      <TagsInput
        label={text.others}
        placeholder={draft.others.length === 0 ? text.othersHint : ""}
        value={[...draft.others]}
        error={said("others")}
        onChange={(names) =>
          set({ others: names.map((name) => name.normalize("NFC").trim()).filter(Boolean) })
        }
        acceptValueOnBlur
        splitChars={[";"]}
      />
      {factsOf(draft.kind).map((facts) => (
        <FactLines
          key={facts}
          facts={facts}
          lines={draft[facts]}
          problems={problems}
          take={(lines) => set({ [facts]: lines })}
        />
      ))}
      <p className="settings-note">{text.datesWhy}</p>
      <div className="target-acts">
        <Button type="submit" variant="default">
          {text.save}
        </Button>
        <Button variant="subtle" onClick={leave}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}

type Text = ReturnType<typeof useText>["namesRoom"];

interface FactLinesProps {
  readonly facts: Facts;
  readonly lines: readonly FactDraft[];
  readonly problems: readonly DraftProblem[];
  readonly take: (lines: readonly FactDraft[]) => void;
}

/** The offices, ranks or former names of an entry, each with its first and last day. */
function FactLines({ facts, lines, problems, take }: FactLinesProps) {
  const text = useText().namesRoom;
  const words = wordsOf(facts, text);
  const list = useRef<HTMLFieldSetElement>(null);
  const fields = facts === "offices" ? FIELDS : FIELDS.filter((field) => field !== "body");
  const tooMany = problems.find((one) => one.at === facts && one.why === "tooMany");
  const focusLast = (wanted: string) =>
    requestAnimationFrame(() =>
      [...(list.current?.querySelectorAll<HTMLElement>(wanted) ?? [])].at(-1)?.focus(),
    );
  return (
    <fieldset ref={list} className="name-lines" data-facts={facts}>
      <legend className="field-label">{words.legend}</legend>
      {lines.map((line, at) => (
        <div key={line.key} className="name-fact">
          {fields.map((field) => {
            const label = { what: words.what, body: text.body, from: text.from, until: text.until }[field];
            const problem = problems.find(
              (one) => one.at === facts && "field" in one && one.key === line.key && one.field === field,
            );
            return (
              <TextInput
                key={field}
                data-field={field}
                label={label}
                aria-label={text.ofLine(label, at + 1)}
                placeholder={field === "from" || field === "until" ? text.dateHint : ""}
                value={line[field]}
                spellCheck={false}
                autoComplete="off"
                error={problem === undefined ? null : sentenceOf(problem, text)}
                onChange={(event) => {
                  const typed = event.currentTarget.value;
                  take(lines.map((one) => (one.key === line.key ? { ...one, [field]: typed } : one)));
                }}
              />
            );
          })}
          <ActionIcon
            className="name-fact-remove"
            aria-label={text.lineRemove(words.what, at + 1)}
            onClick={() => {
              take(lines.filter((one) => one.key !== line.key));
              focusLast(".name-fact-add");
            }}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      {tooMany !== undefined && <p className="field-missing">{text.tooMany}</p>}
      <Button
        className="name-fact-add"
        variant="subtle"
        leftSection={<IconPlus size={14} stroke={1.8} />}
        onClick={() => {
          take([...lines, blankFact()]);
          focusLast("[data-field=what]");
        }}
      >
        {words.add}
      </Button>
    </fieldset>
  );
}

const FIELDS = ["what", "body", "from", "until"] as const;

function wordsOf(facts: Facts, text: Text) {
  switch (facts) {
    case "offices":
      return { legend: text.offices, what: text.title, add: text.officeAdd, missing: text.titleMissing };
    case "ranks":
      return { legend: text.ranks, what: text.rank, add: text.rankAdd, missing: text.rankMissing };
    case "former":
      return { legend: text.former, what: text.formerName, add: text.formerAdd, missing: text.formerMissing };
  }
}

function sentenceOf(problem: DraftProblem, text: Text): string {
  switch (problem.why) {
    case "missing":
      return problem.at === "name" ? text.nameMissing : wordsOf(problem.at, text).missing;
    case "tooLong":
      return text.tooLong;
    case "tooMany":
      return text.tooMany;
    case "namesake":
      return text.namesake;
    case "dateWrong":
      return text.dateWrong;
    case "datesTurned":
      return text.datesTurned;
  }
}
