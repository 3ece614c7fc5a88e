import { Switch } from "@mantine/core";
import { useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { DetailField } from "../detail-field.tsx";
import { saveSettings, useSettings } from "../host.ts";

/** Spelling and the writer's own byline. */
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
