import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useEffect, useSyncExternalStore } from "react";
import { languageFor, useLanguage, useText } from "../text/index.ts";
import { Desk } from "./desk.tsx";
import { useHost } from "./host.ts";
import { theme } from "./theme.ts";

const DARK = "(prefers-color-scheme: dark)";
/** The appearance of the last start, so that the first picture on the screen is right already. */
const REMEMBERED = "morasse:appearance";

/** The screen: language and appearance by the settings, then the desk once the host has answered. */
export function Screen() {
  const appearance = useAppearance();
  useScreenLanguage();
  const ready = useHost((state) => state.settings !== null);
  const text = useText().desk;
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={appearance}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {ready ? (
        <Desk />
      ) : (
        <p className="starting" role="status">
          {text.starting}
        </p>
      )}
      <Notifications position="bottom-left" limit={3} transitionDuration={120} containerWidth="26rem" />
    </MantineProvider>
  );
}

function useAppearance(): "light" | "dark" {
  const chosen = useHost((state) => state.settings?.appearance) ?? localStorage.getItem(REMEMBERED);
  const systemDark = useSyncExternalStore(
    (heard) => {
      const query = matchMedia(DARK);
      query.addEventListener("change", heard);
      return () => query.removeEventListener("change", heard);
    },
    () => matchMedia(DARK).matches,
  );
  useEffect(() => {
    if (chosen !== null) localStorage.setItem(REMEMBERED, chosen);
  }, [chosen]);
  if (chosen === "light" || chosen === "dark") return chosen;
  return systemDark ? "dark" : "light";
}

/** The language of the settings, else the system's; the page says its own language for the screen reader. */
function useScreenLanguage(): void {
  const setting = useHost((state) => state.settings?.screenLanguage) ?? "system";
  const system = useHost((state) => state.hello?.systemLanguage) || navigator.language;
  const language = languageFor(setting, system);
  useEffect(() => {
    useLanguage.setState({ language });
    document.documentElement.lang = language;
  }, [language]);
}
