export {
  makeDataFolder,
  openDesk,
  type Desk,
  type DeskOptions,
  type RunningSite,
  type SitePart,
} from "./desk.ts";
export { argumentsForX11 } from "./display.ts";
export { dataFolder, libraryFolder, spokenLanguage, systemLanguage, type Environment } from "./folders.ts";
export { bridgeRouter, type Screen } from "./router.ts";
export { secretsIn, type Seal, type SecretStore } from "./secrets.ts";
export { SETTINGS_NAME, settingsIn, settingsOver, type SettingsStore } from "./settings.ts";
export { putAsideIfDamaged } from "./aside.ts";
export { openDoor, type Door, type Pages } from "./door.ts";
export { OWN_SITE } from "./targets.ts";
export { newToken } from "./place.ts";
export { pictureFile, type ServedFile } from "./pictures.ts";
export { isImmutable, policyOf, PICTURE_POLICY, SAFE_HEADERS, screensIn, type Screens } from "./screens.ts";
export {
  libraryProblemText,
  optionProblemText,
  packageProblemText,
  type DeskOpenProblem,
} from "./sentences.ts";
export type { Holder, LibraryOpenProblem } from "#node/library";
export { newsroomIn, newsroomOf } from "./newsroom-files.ts";
