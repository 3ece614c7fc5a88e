import { create } from "zustand";

export type ScreenLanguage = "vi" | "en";

/** Which language the screens speak now. Set from the settings, or from the system when they say so. */
export const useLanguage = create<{ readonly language: ScreenLanguage }>(() => ({ language: "vi" }));

/** Vietnamese where the system is Vietnamese, English otherwise. */
export function languageFor(setting: "system" | ScreenLanguage, systemLanguage: string): ScreenLanguage {
  if (setting !== "system") return setting;
  return /^vi\b/i.test(systemLanguage) ? "vi" : "en";
}
