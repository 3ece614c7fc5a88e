import { Button, NumberInput, SegmentedControl, Switch } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import {
  changesBetween,
  DEFAULT_HOUSE_STYLE,
  STYLE_RULE_NAMES,
  styleChoiceName,
  styleFieldName,
  withRulesFrom,
  type HouseStyle,
  type StyleRule,
} from "#core/language";
import { tell } from "../desk/ask.tsx";
import { useLanguage, useText, type ScreenLanguage, type Text } from "../text/index.ts";
import { KeptInput } from "./kept-input.tsx";
import { editStyle } from "./style-edits.ts";
import { fieldOf, STYLE_FIELDS, withField, type StyleField } from "./style-fields.ts";
import { StyleList } from "./style-list.tsx";

interface StyleRulePartProps {
  readonly style: HouseStyle;
  readonly rule: StyleRule;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** One rule: a line that says what it means and what was chosen, and everything of it once it is opened. */
export function StyleRulePart({ style, rule, isOpen, onOpen }: StyleRulePartProps) {
  const text = useText().styleRoom;
  const language = useLanguage((state) => state.language);
  const name = STYLE_RULE_NAMES[rule][language];
  const { on, source } = style.rules[rule];
  const bodyId = useId();
  return (
    <li className="style-rule" data-rule={rule} data-off={on ? undefined : true}>
      <div className="style-rule-head">
        <h3>
          <button
            type="button"
            className="style-rule-open"
            aria-expanded={isOpen}
            aria-controls={bodyId}
            onClick={() => onOpen(!isOpen)}
          >
            <IconChevronRight size={16} stroke={1.8} aria-hidden />
            <span className="style-rule-name">{name}</span>
            <span className="style-rule-chosen">{on ? summary(style, rule, text, language) : text.off}</span>
          </button>
        </h3>
        <Switch
          aria-label={text.on(name)}
          checked={on}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            editStyle((now) => withField(now, rule, "on", checked));
          }}
        />
      </div>
      <p className="style-rule-why">{text.explained[rule]}</p>
      <div id={bodyId} className="style-rule-body" hidden={!isOpen}>
        {isOpen && (
          <>
            {STYLE_FIELDS[rule].map((field) => (
              <Field key={field.field} style={style} rule={rule} field={field} />
            ))}
            <div className="style-source">
              <KeptInput
                label={text.source}
                kind="sentence"
                value={source.vi}
                onKeep={(vi) =>
                  editStyle((now) => withField(now, rule, "source", { ...now.rules[rule].source, vi }))
                }
              />
              <KeptInput
                label={text.sourceEn}
                kind="more"
                placeholder={text.asVietnamese}
                value={source.en ?? ""}
                onKeep={(en) =>
                  editStyle((now) => {
                    const { vi } = now.rules[rule].source;
                    return withField(now, rule, "source", en === "" ? { vi } : { vi, en });
                  })
                }
              />
            </div>
            <BackToDefault style={style} rule={rule} name={name} />
          </>
        )}
      </div>
    </li>
  );
}

interface FieldProps {
  readonly style: HouseStyle;
  readonly rule: StyleRule;
  readonly field: StyleField;
}

function Field({ style, rule, field }: FieldProps) {
  const text = useText().styleRoom;
  const language = useLanguage((state) => state.language);
  const label = styleFieldName(field.field)[language];
  const value = fieldOf(style, rule, field.field);
  const labelId = useId();
  const keep = (next: unknown) => editStyle((now) => withField(now, rule, field.field, next));
  switch (field.kind) {
    case "choice":
      return (
        <div className="style-choice">
          <span id={labelId}>{label}</span>
          <SegmentedControl
            aria-labelledby={labelId}
            value={String(value)}
            onChange={keep}
            data={field.options.map((option) => ({
              value: option,
              label:
                (field.field === "aside" ? text.dashNames[option] : null) ??
                styleChoiceName(option)[language],
            }))}
          />
        </div>
      );
    case "yes":
      return (
        <Switch
          label={label}
          checked={value === true}
          onChange={(event) => keep(event.currentTarget.checked)}
        />
      );
    case "number":
      return (
        <NumberField
          label={rule === "leadLength" || rule === "sentenceLength" ? `${label} (chữ)` : label}
          hint={field.field === "groupFrom" ? text.groupFromHint : null}
          value={Number(value)}
          least={field.least}
          most={field.most}
          onKeep={keep}
        />
      );
    case "list":
      return <StyleList style={style} rule={rule} field={field.field} columns={field.columns} />;
  }
}

interface NumberFieldProps {
  readonly label: string;
  readonly hint: string | null;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onKeep: (value: number) => void;
}

function NumberField({ label, hint, value, least, most, onKeep }: NumberFieldProps) {
  const text = useText().styleRoom;
  const [typed, setTyped] = useState<string | number | null>(null);
  /** Kept before somebody began to type: it holds while what is typed cannot be kept. */
  const [former, setFormer] = useState(value);
  const isRight = (one: string | number) =>
    Number.isInteger(one) && Number(one) >= least && Number(one) <= most;
  const shown = typed ?? value;
  return (
    <NumberInput
      className="style-number"
      label={label}
      description={hint}
      value={shown}
      error={isRight(shown) ? null : `${text.between(least, most)} ${text.notKept(String(value))}`}
      allowDecimal={false}
      allowNegative={false}
      // A number out of range is told, not turned into another one.
      clampBehavior="none"
      hideControls
      onChange={(next) => {
        const before = typed === null ? value : former;
        setTyped(next);
        setFormer(before);
        const kept = isRight(next) ? Number(next) : before;
        if (kept !== value) onKeep(kept);
      }}
      onBlur={() => {
        if (isRight(shown)) setTyped(null);
      }}
    />
  );
}

function BackToDefault({
  style,
  rule,
  name,
}: {
  readonly style: HouseStyle;
  readonly rule: StyleRule;
  readonly name: string;
}) {
  const text = useText().styleRoom;
  const isDefault = changesBetween(style, DEFAULT_HOUSE_STYLE).every((change) => change.rule !== rule);
  if (isDefault) return <p className="settings-note">{text.isDefault}</p>;
  return (
    <Button
      variant="default"
      className="style-default"
      onClick={(event) => {
        // The button goes; the keyboard stays with the rule.
        event.currentTarget.closest("[data-rule]")?.querySelector<HTMLElement>(".style-rule-open")?.focus();
        editStyle((now) => withRulesFrom(now, DEFAULT_HOUSE_STYLE, [rule]));
        tell(text.backDone(name), {
          name: text.undo,
          run: () => editStyle((now) => withRulesFrom(now, style, [rule])),
        });
      }}
    >
      {text.backToDefault}
    </Button>
  );
}

/** "22-11", "1.000,5 · 5", "35 mục": what was chosen, for the eye that runs down the rules. */
function summary(
  style: HouseStyle,
  rule: StyleRule,
  text: Text["styleRoom"],
  language: ScreenLanguage,
): string {
  return STYLE_FIELDS[rule]
    .flatMap((field) => {
      const value = fieldOf(style, rule, field.field);
      if (field.kind === "list") {
        const { length } = value as readonly unknown[];
        return field.field === "protected" && length === 0 ? [] : [text.count(length)];
      }
      if (field.kind === "number") return field.field === "most" ? [`≤ ${String(value)} chữ`] : [];
      return field.kind === "choice" ? [styleChoiceName(String(value))[language]] : [];
    })
    .filter((part, at, all) => all.indexOf(part) === at)
    .join(" · ");
}
