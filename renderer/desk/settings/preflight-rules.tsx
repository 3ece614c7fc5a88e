import { NumberInput, SegmentedControl } from "@mantine/core";
import { RULES, type Rule, type Weight } from "#core/article";
import { useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { saveSettings, useSettings } from "../host.ts";

const WEIGHTS = ["block", "warn", "off"] as const satisfies readonly Weight[];
const FEWEST_LEAD_WORDS = 5;
const MOST_LEAD_WORDS = 500;

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
      <NumberInput
        className="setting-number"
        label={text.settings.leadWords}
        value={preflight.leadWords}
        min={FEWEST_LEAD_WORDS}
        max={MOST_LEAD_WORDS}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        onChange={(typed) => {
          const leadWords = Number(typed);
          if (Number.isInteger(leadWords) && leadWords >= FEWEST_LEAD_WORDS && leadWords <= MOST_LEAD_WORDS)
            void ask(() => saveSettings({ preflight: { ...preflight, leadWords } }));
        }}
      />
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
