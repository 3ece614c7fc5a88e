import { Button, Switch } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { changesBetween, withRulesFrom, type HouseStyle, type StyleRule } from "#core/language";
import { tell } from "../desk/ask.tsx";
import { useLanguage, useText } from "../text/index.ts";
import { editStyle } from "./style-edits.ts";

/** A house style in a file somebody has chosen. */
export interface StyleOffer {
  readonly file: string;
  readonly style: HouseStyle;
}

interface StyleOfferPartProps {
  readonly mine: HouseStyle;
  readonly offer: StyleOffer;
  readonly onDone: () => void;
}

/** Where the file differs from the style in use, for somebody to decide on. */
export function StyleOfferPart({ mine, offer, onDone }: StyleOfferPartProps) {
  const text = useText().styleRoom;
  const language = useLanguage((state) => state.language);
  const [chosen, setChosen] = useState<readonly StyleRule[]>([]);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { file, style } = offer;
  const changes = changesBetween(mine, style);
  const take = (rules: readonly StyleRule[], name: string) => {
    editStyle((now) => ({ ...withRulesFrom(now, style, rules), name }));
    tell(rules.length === 0 ? text.takenName : text.taken(rules.length), {
      name: text.undo,
      run: () => editStyle((now) => ({ ...withRulesFrom(now, mine, rules), name: mine.name })),
    });
    onDone();
  };
  return (
    <section className="brought style-offer" aria-labelledby="style-offer-title">
      <h3 id="style-offer-title" className="settings-title" ref={title} tabIndex={-1}>
        {text.offerTitle(file, style.name)}
      </h3>
      <p className="settings-note">{text.offerWhy(changes.length)}</p>
      {changes.length > 0 && (
        <ul className="style-offer-changes">
          {changes.map(({ rule, name, mine: here, theirs }) => (
            <li key={rule}>
              <Switch
                label={name[language]}
                checked={chosen.includes(rule)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  setChosen((now) => (checked ? [...now, rule] : now.filter((one) => one !== rule)));
                }}
              />
              <dl>
                <dt>{text.offerMine}</dt>
                <dd>{here[language]}</dd>
                <dt>{text.offerTheirs}</dt>
                <dd>{theirs[language]}</dd>
              </dl>
            </li>
          ))}
        </ul>
      )}
      <div className="target-acts">
        <Button
          onClick={() =>
            take(
              changes.map(({ rule }) => rule),
              style.name,
            )
          }
        >
          {text.takeAll}
        </Button>
        {changes.length > 0 && (
          <Button variant="default" disabled={chosen.length === 0} onClick={() => take(chosen, mine.name)}>
            {text.takeChosen(chosen.length)}
          </Button>
        )}
        <Button variant="default" onClick={onDone}>
          {text.cancel}
        </Button>
      </div>
    </section>
  );
}
