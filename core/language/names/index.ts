export { tableOf } from "./csv.ts";
export { dateFrom } from "./dates.ts";
export { keyOfEntry, withChange } from "./change.ts";
export { withTheirs } from "./decided.ts";
export {
  cellText,
  identityOf,
  MOST_CELL_CHARACTERS,
  MOST_FACTS_OF_ONE,
  MOST_NAMESAKES,
  NameRegister,
  officeText,
  tooManyOf,
  type FormerName,
  type HeldOffice,
  type HeldRank,
  type NameEntry,
  type Organisation,
  type Person,
  type Place,
} from "./register.ts";
export {
  MOST_TABLE_CHARACTERS,
  registerFrom,
  registerTable,
  type RegisterColumn,
  type RegisterFault,
  type RegisterProblem,
  type RegisterWarning,
} from "./register-table.ts";
export { registerWarningSaid } from "./register-sentences.ts";
export { mergedRegisters, type RegisterConflict, type Stated } from "./merge.ts";
export { createNameReader } from "./reader.ts";
export { NAME_RULES, type NameRule } from "./name-sentences.ts";
export { knownFrom } from "./known.ts";
export { PROVINCE_REGISTER, withProvinces } from "./provinces.ts";
export {
  createNameLearner,
  entryFrom,
  namesIn,
  type Counted,
  type LearnedName,
  type LearnedTitle,
  type NameLearner,
  type PastStory,
} from "./learning.ts";
