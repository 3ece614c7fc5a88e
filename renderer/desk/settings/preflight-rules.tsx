import { NumberInput, SegmentedControl } from "@mantine/core";
import { MOST_HEADLINE_CHARACTERS, RULES, type Rule, type Weight } from "#core/article";
import { useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { saveSettings, useSettings } from "../host.ts";

const WEIGHTS = ["block", "warn", "off"] as const satisfies readonly Weight[];
/** How long headline and lead may be set to, as `Settings` of the bridge has it. */
const LENGTHS = {
  headlineCharacters: { least: 20, most: MOST_HEADLINE_CHARACTERS },
  leadWords: { least: 5, most: 500 },
} as const;

/** What each rule of the preflight weighs in this newsroom. */
export function PreflightRulesPart() {
  const text = useText();
  const { preflight } = useSettings();
  const weigh = (rule: Rule, weight: Weight) =>
    void ask(() =>
      saveSettings({ preflight: { ...preflight, weights: { ...preflight.weights, [rule]: weight } } }),
    );
  return (
    <>
      <p className="settings-note">{text.settings.preflightHint}</p>
      {(["headlineCharacters", "leadWords"] as const).map((length) => (
        <NumberInput
          key={length}
          className="setting-number"
          label={text.settings[length]}
          value={preflight[length]}
          min={LENGTHS[length].least}
          max={LENGTHS[length].most}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          onChange={(typed) => {
            const { least, most } = LENGTHS[length];
            const asked = Number(typed);
            if (Number.isInteger(asked) && asked >= least && asked <= most)
              void ask(() => saveSettings({ preflight: { ...preflight, [length]: asked } }));
          }}
        />
      ))}
      <table className="rules">
        <thead>
          <tr>
            <th scope="col">{text.settings.rule}</th>
            <th scope="col">{text.settings.weight}</th>
          </tr>
        </thead>
        <tbody>
          {RULES.map((rule) => (
            <tr key={rule}>
              <th scope="row" id={`rule-${rule}`}>
                {text.publish.rules[rule]}
              </th>
              <td>
                <SegmentedControl
                  aria-labelledby={`rule-${rule}`}
                  value={preflight.weights[rule]}
                  onChange={(chosen) => {
                    const weight = WEIGHTS.find((one) => one === chosen);
                    if (weight) weigh(rule, weight);
                  }}
                  data={WEIGHTS.map((weight) => ({ value: weight, label: text.publish.weights[weight] }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
