import { deskText } from "./desk.ts";
import { editorText } from "./editor.ts";
import { useLanguage, type ScreenLanguage } from "./language.ts";

export { languageFor, useLanguage, type ScreenLanguage } from "./language.ts";

/** Every sentence a person reads on the screens, in one language. Sentences with a part in them are functions. */
export interface Text {
  readonly editor: (typeof editorText)["vi"];
  readonly desk: (typeof deskText)["vi"];
}

const TEXTS: Readonly<Record<ScreenLanguage, Text>> = {
  vi: { editor: editorText.vi, desk: deskText.vi },
  en: { editor: editorText.en, desk: deskText.en },
};

/** The sentences outside React: menus, notices made by commands. */
export function textNow(): Text {
  return TEXTS[useLanguage.getState().language];
}

/** The sentences in React; the component is drawn again when the language changes. */
export function useText(): Text {
  return TEXTS[useLanguage((state) => state.language)];
}
