import { deskText } from "./desk.ts";
import { editorText } from "./editor.ts";
import { useLanguage, type ScreenLanguage } from "./language.ts";
import { libraryText } from "./library.ts";
import { namesRoomText } from "./names-room.ts";
import { newsroomText } from "./newsroom.ts";
import { publishText } from "./publish.ts";
import { settingsText } from "./settings.ts";
import { styleRoomText } from "./style-room.ts";

export { languageFor, useLanguage, type ScreenLanguage } from "./language.ts";
export {
  libraryProblemTold,
  paragraphOf,
  pictureProblemText,
  pictureProblemTold,
  type Told,
} from "./problems.ts";
export { pictureNotKeptTold } from "./picture-not-kept.ts";
export { packageProblemTold } from "./package-problems.ts";
export { registerFileTold, registerProblemTold, registerWarningText } from "./names-room.ts";
export { connectionProblemTold } from "./connection-problems.ts";
export { differenceText, publishProblemTold } from "./publish-problems.ts";
export { styleProblemTold } from "./style-problems.ts";
export { recoveriesTold } from "./recoveries.ts";
export { clockOf, dayTextOf, momentOf } from "./time.ts";

/** Every sentence a person reads on the screens, in one language. Sentences with a part in them are functions. */
export interface Text {
  readonly editor: (typeof editorText)["vi"];
  readonly desk: (typeof deskText)["vi"];
  readonly library: (typeof libraryText)["vi"];
  readonly publish: (typeof publishText)["vi"];
  readonly newsroom: (typeof newsroomText)["vi"];
  readonly namesRoom: (typeof namesRoomText)["vi"];
  readonly settings: (typeof settingsText)["vi"];
  readonly styleRoom: (typeof styleRoomText)["vi"];
}

const TEXTS: Readonly<Record<ScreenLanguage, Text>> = { vi: textIn("vi"), en: textIn("en") };

/** The sentences outside React: menus, notices made by commands. */
export function textNow(): Text {
  return TEXTS[useLanguage.getState().language];
}

/** The sentences in React; the component is drawn again when the language changes. */
export function useText(): Text {
  return TEXTS[useLanguage((state) => state.language)];
}

function textIn(language: ScreenLanguage): Text {
  return {
    editor: editorText[language],
    desk: deskText[language],
    library: libraryText[language],
    publish: publishText[language],
    newsroom: newsroomText[language],
    namesRoom: namesRoomText[language],
    settings: settingsText[language],
    styleRoom: styleRoomText[language],
  };
}
