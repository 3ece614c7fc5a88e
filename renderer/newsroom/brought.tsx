import { Button, Switch } from "@mantine/core";
import { useId, useState } from "react";
import type { Brought, NewsroomPart } from "#core/bridge";
import { changesBetween } from "#core/language";
import { useNewsroom } from "../desk/host.ts";
import { momentOf, useLanguage, useText } from "../text/index.ts";
import { changeNewsroom } from "./acts.ts";

/** What a story package brought of another newsroom, for somebody to decide on. */
export function BroughtPart() {
  const { brought } = useNewsroom();
  return brought.map((one) => <BroughtByOne key={one.id} brought={one} />);
}

function BroughtByOne({ brought }: { readonly brought: Brought }) {
  const text = useText().newsroom;
  const language = useLanguage((state) => state.language);
  const { style } = useNewsroom();
  const title = useId();
  const [taken, setTaken] = useState<readonly NewsroomPart[]>([]);
  const changes = brought.style === null ? [] : changesBetween(style, brought.style);
  const offered: readonly (readonly [NewsroomPart, string])[] = [
    ...(brought.style === null ? [] : [["style", text.broughtStyle(changes.length)] as const]),
    ...(brought.names === null ? [] : [["names", text.broughtNames(brought.names.length)] as const]),
    ...(brought.words === null ? [] : [["words", text.broughtWords(brought.words.length)] as const]),
  ];
  const decide = async (parts: readonly NewsroomPart[]) => {
    await changeNewsroom((bridge) => bridge.newsroom.decide({ id: brought.id, taken: [...parts] }));
  };
  return (
    <section className="brought" aria-labelledby={title}>
      <h2 id={title} className="settings-title">
        {text.broughtTitle(brought.style?.name ?? "", momentOf(brought.at, language))}
      </h2>
      <p className="settings-note">{text.broughtWhy}</p>
      {offered.map(([part, label]) => (
        <Switch
          key={part}
          label={label}
          checked={taken.includes(part)}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            setTaken((now) => (checked ? [...now, part] : now.filter((one) => one !== part)));
          }}
        />
      ))}
      {changes.length > 0 && (
        <ul className="brought-changes">
          {changes.map(({ rule, name, mine, theirs }) => (
            <li key={rule}>
              <strong>{name[language]}</strong>
              <span className="brought-mine">{mine[language]}</span>
              <span aria-hidden>→</span>
              <span>{theirs[language]}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="target-acts">
        <Button disabled={taken.length === 0} onClick={() => void decide(taken)}>
          {text.broughtTake}
        </Button>
        <Button variant="default" onClick={() => void decide([])}>
          {text.broughtDrop}
        </Button>
      </div>
    </section>
  );
}
