import { Switch } from "@mantine/core";
import { useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { DetailField } from "../detail-field.tsx";
import { saveSettings, useSettings } from "../host.ts";

/** Spelling, English grammar and the writer's own byline. */
export function WritingPart() {
  const text = useText().settings;
  const settings = useSettings();
  return (
    <>
      <Switch
        label={text.checkSpelling}
        checked={settings.checkSpelling}
        onChange={(event) => {
          const checkSpelling = event.currentTarget.checked;
          void ask(() => saveSettings({ checkSpelling }));
        }}
      />
      <Switch
        label={text.checkGrammar}
        description={text.checkGrammarHint}
        disabled={!settings.checkSpelling}
        checked={settings.checkGrammar}
        onChange={(event) => {
          const checkGrammar = event.currentTarget.checked;
          void ask(() => saveSettings({ checkGrammar }));
        }}
      />
      <DetailField
        className="setting-field"
        label={text.byline}
        description={text.bylineHint}
        inputWrapperOrder={["label", "input", "description"]}
        kept={settings.byline}
        keep={(byline) => void ask(() => saveSettings({ byline }))}
        maxLength={200}
      />
    </>
  );
}
