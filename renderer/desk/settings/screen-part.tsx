import { Switch } from "@mantine/core";
import { useText } from "../../text/index.ts";
import { ask } from "../ask.tsx";
import { saveSettings, useSettings } from "../host.ts";
import { Choice } from "./choice.tsx";

/** Language and appearance; both change at once. */
export function ScreenPart() {
  const text = useText().settings;
  const settings = useSettings();
  return (
    <>
      <Choice
        label={text.screenLanguage}
        value={settings.screenLanguage}
        values={["system", "vi", "en"]}
        names={text.screenLanguages}
        choose={(screenLanguage) => void ask(() => saveSettings({ screenLanguage }))}
      />
      <Choice
        label={text.appearance}
        value={settings.appearance}
        values={["system", "light", "dark"]}
        names={text.appearances}
        choose={(appearance) => void ask(() => saveSettings({ appearance }))}
      />
      <Switch
        label={text.lightPage}
        checked={settings.lightPage}
        onChange={(event) => {
          const lightPage = event.currentTarget.checked;
          void ask(() => saveSettings({ lightPage }));
        }}
      />
    </>
  );
}
