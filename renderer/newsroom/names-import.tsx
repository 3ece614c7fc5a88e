import { Button } from "@mantine/core";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import {
  mergedRegisters,
  NameRegister,
  registerFrom,
  withTheirs,
  type RegisterConflict,
  type RegisterWarning,
  type Stated,
} from "#core/language";
import { tellProblem } from "../desk/ask.tsx";
import { useNewsroom } from "../desk/host.ts";
import { registerProblemTold, textNow, useLanguage, useText } from "../text/index.ts";
import { chooseTextFile } from "./acts.ts";
import { dateText } from "./name-draft.ts";
import { Warnings } from "./names-faults.tsx";
import { saveTold } from "./names-state.ts";

/** A table which a person chose, read but not taken yet. */
export interface ChosenNames {
  readonly file: string;
  readonly names: NameRegister;
  readonly warnings: readonly RegisterWarning[];
}

const MOST_CONFLICTS = 200;

/** Lets a person choose a table of names; one that cannot be read is told. */
export async function chooseNamesFile(): Promise<ChosenNames | null> {
  const file = await chooseTextFile(".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain");
  if (file === null) return null;
  if (file.text === null) {
    tellProblem(textNow().namesRoom.notUtf8(file.name));
    return null;
  }
  const read = registerFrom(file.text);
  if (read.ok) return { file: file.name, names: read.value.register, warnings: read.value.warnings };
  tellProblem(registerProblemTold(read.problem, file.name, useLanguage.getState().language));
  return null;
}

interface NamesImportProps {
  readonly chosen: ChosenNames;
  readonly close: () => void;
}

/** What a table would add, what of it cannot be taken, and where it differs: a person decides. */
export function NamesImport({ chosen: { file, names: theirs, warnings }, close }: NamesImportProps) {
  const text = useText().namesRoom;
  const { names } = useNewsroom();
  const title = useId();
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), [theirs]);
  const { register, conflicts } = useMemo(() => mergedRegisters(names, theirs), [names, theirs]);
  const more = register.length - names.length;
  const hasMore = useMemo(
    () => more > 0 || JSON.stringify(register) !== JSON.stringify(names),
    [more, register, names],
  );
  const nothing = !hasMore && taken.size === 0;
  const take = async () => {
    const decided = conflicts.filter((conflict) => taken.has(keyOf(conflict)));
    const whole = NameRegister.safeParse(withTheirs(register, theirs, decided));
    if (!whole.success) return tellProblem(text.importTooMuch(file));
    if (await saveTold(whole.data, text.imported(more))) close();
  };
  return (
    <section ref={panel} className="target-form" aria-labelledby={title} tabIndex={-1}>
      <h3 id={title} className="names-panel-title">
        {text.importTitle(file)}
      </h3>
      <p className="names-panel-words" role="status">
        {text.importFound(theirs.length, more)}
        {nothing && theirs.length > 0 && conflicts.length === 0 && ` ${text.importNothing}`}
      </p>
      {warnings.length > 0 && (
        <details className="names-details" open={warnings.length <= 5}>
          <summary>{text.warnings(warnings.length)}</summary>
          <Warnings warnings={warnings} />
        </details>
      )}
      {conflicts.length > 0 && (
        <>
          <p className="names-panel-words">
            <strong>{text.conflicts(conflicts.length)}.</strong> {text.conflictsWhy}
          </p>
          {conflicts.length > 1 && (
            <div className="target-acts">
              <Button variant="default" onClick={() => setTaken(new Set())}>
                {text.conflictsMine}
              </Button>
              <Button variant="default" onClick={() => setTaken(new Set(conflicts.map(keyOf)))}>
                {text.conflictsTheirs}
              </Button>
            </div>
          )}
          {conflicts.slice(0, MOST_CONFLICTS).map((conflict) => (
            <Conflict
              key={keyOf(conflict)}
              conflict={conflict}
              isTheirs={taken.has(keyOf(conflict))}
              decide={(isTheirs) => {
                const next = new Set(taken);
                if (isTheirs) next.add(keyOf(conflict));
                else next.delete(keyOf(conflict));
                setTaken(next);
              }}
            />
          ))}
          {conflicts.length > MOST_CONFLICTS && (
            <p className="settings-note">{text.conflictsMore(conflicts.length - MOST_CONFLICTS)}</p>
          )}
        </>
      )}
      <div className="target-acts">
        <Button variant="default" disabled={nothing} onClick={() => void take()}>
          {text.importAct}
        </Button>
        <Button variant="subtle" onClick={close}>
          {text.cancel}
        </Button>
      </div>
    </section>
  );
}

function keyOf(conflict: RegisterConflict): string {
  return JSON.stringify(conflict);
}

interface ConflictProps {
  readonly conflict: RegisterConflict;
  readonly isTheirs: boolean;
  readonly decide: (isTheirs: boolean) => void;
}

function Conflict({ conflict, isTheirs, decide }: ConflictProps) {
  const text = useText().namesRoom;
  const language = useLanguage((state) => state.language);
  const name = useId();
  const stated = ({ text: words, from, until }: Stated) =>
    conflict.about === "note"
      ? words
      : `${words} (${text.within(dateText(from, language), dateText(until, language))})`;
  return (
    <fieldset className="conflict">
      <legend>{text.conflict(conflict)}</legend>
      <label>
        <input type="radio" name={name} checked={!isTheirs} onChange={() => decide(false)} />
        <span className="conflict-whose">{text.mine}</span>
        <span>{stated(conflict.mine)}</span>
      </label>
      <label>
        <input type="radio" name={name} checked={isTheirs} onChange={() => decide(true)} />
        <span className="conflict-whose">{text.theirs}</span>
        <span>{stated(conflict.theirs)}</span>
      </label>
    </fieldset>
  );
}
