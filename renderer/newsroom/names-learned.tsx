import { Button } from "@mantine/core";
import { useId } from "react";
import type { Counted, LearnedName } from "#core/language";
import { useText } from "../text/index.ts";
import {
  choose,
  closeLearning,
  keyOfLearned,
  stopLearning,
  useLearning,
  withLearned,
} from "./names-learning.ts";
import { namesNow, saveTold } from "./names-state.ts";

/** Proposals in the table. */
const MOST_SHOWN = 200;

/** Names met in past stories: a person chooses which of them go into the register. */
export function LearnedNames() {
  const text = useText().namesRoom;
  const title = useId();
  const { state, read, all, unread, names, chosen } = useLearning();
  const shown = names.slice(0, MOST_SHOWN);
  const accepted = names.filter((name) => chosen.has(keyOfLearned(name)));
  const take = async () => {
    const taken = accepted.length;
    if (!(await saveTold(withLearned(namesNow(), accepted), text.learnTaken(taken)))) return;
    const rest = names.filter((name) => !accepted.includes(name));
    if (rest.length === 0) closeLearning();
    else useLearning.setState({ names: rest, chosen: new Set() });
  };
  return (
    <section className="target-form" aria-labelledby={title}>
      <h3 id={title} className="names-panel-title">
        {text.learnTitle}
      </h3>
      <p className="names-panel-words">{text.learnWhy}</p>
      <p className="names-panel-words" role="status">
        {state === "going" && text.learnGoing(read, all)}
        {state === "done" && text.learnDone(read, names.length)}
        {state === "stopped" && text.learnStopped(read, names.length)}
        {names.length > MOST_SHOWN && ` ${text.learnCut(MOST_SHOWN)}`}
        {unread > 0 && ` ${text.learnUnread(unread)}`}
      </p>
      {state === "going" && (
        <progress className="report-progress" aria-labelledby={title} value={read} max={Math.max(all, 1)} />
      )}
      {shown.length > 0 && <Proposals names={shown} chosen={chosen} />}
      <div className="target-acts">
        {state === "going" ? (
          <Button variant="default" onClick={() => stopLearning()}>
            {text.learnStop}
          </Button>
        ) : (
          names.length > 0 && (
            <Button variant="default" disabled={accepted.length === 0} onClick={() => void take()}>
              {text.learnTake(accepted.length)}
            </Button>
          )
        )}
        <Button variant="subtle" onClick={() => closeLearning()}>
          {state === "going" ? text.cancel : text.close}
        </Button>
      </div>
    </section>
  );
}

interface ProposalsProps {
  readonly names: readonly LearnedName[];
  readonly chosen: ReadonlySet<string>;
}

function Proposals({ names, chosen }: ProposalsProps) {
  const text = useText().namesRoom;
  const keys = names.map(keyOfLearned);
  const count = keys.filter((key) => chosen.has(key)).length;
  return (
    <div className="learned-frame" tabIndex={0} role="group" aria-label={text.learnTitle}>
      <table className="learned">
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={text.learnAll}
                title={text.learnAll}
                checked={count === keys.length}
                ref={(box) => {
                  if (box !== null) box.indeterminate = count > 0 && count < keys.length;
                }}
                onChange={(event) => choose(keys, event.currentTarget.checked)}
              />
            </th>
            <th scope="col">{text.name}</th>
            <th scope="col">{text.kind}</th>
            <th scope="col">{text.learnTitles}</th>
            <th scope="col" className="learned-times">
              {text.learnTimes}
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <Proposal key={keyOfLearned(name)} name={name} isChosen={chosen.has(keyOfLearned(name))} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Proposal({ name, isChosen }: { readonly name: LearnedName; readonly isChosen: boolean }) {
  const text = useText().namesRoom;
  const box = useId();
  const counted = (forms: readonly Counted[]) =>
    forms.map((form) => text.times(form.text, form.count)).join(", ");
  const titles = [
    ...name.ranks.map(({ title, count }) => text.times(title, count)),
    ...name.offices.map(({ title, body, count }) =>
      text.times(body === "" ? title : `${title} ${body}`, count),
    ),
  ];
  return (
    <tr>
      <td>
        <input
          id={box}
          type="checkbox"
          aria-label={text.learnChoose(name.name)}
          checked={isChosen}
          onChange={(event) => choose([keyOfLearned(name)], event.currentTarget.checked)}
        />
      </td>
      <td>
        <label htmlFor={box}>{name.name}</label>
        {name.forms.length > 0 && (
          <span className="learned-forms">{text.learnForms(counted(name.forms))}</span>
        )}
        {name.slips.length > 0 && (
          <span className="learned-forms">{text.learnSlips(counted(name.slips))}</span>
        )}
      </td>
      <td className="learned-kind">{text.kinds[name.kind]}</td>
      <td>{titles.join("; ")}</td>
      <td className="learned-times">{name.count}</td>
    </tr>
  );
}
