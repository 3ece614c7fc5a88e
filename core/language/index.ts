export {
  FLAG_KINDS,
  PLACES,
  SPELLING_RULES,
  type Checker,
  type Flag,
  type FlagKind,
  type ForeignStretch,
  type KnownWords,
  type Passage,
  type PassagePlace,
  type SpellingRule,
  type StoryReader,
  type StoryText,
  type Stretch,
  type Told,
} from "./checker.ts";
export { candidatesFrom, telexOf } from "./candidates.ts";
export { createChecker, MOST_WEIGHED, readerOf, type LanguageData } from "./engine.ts";
export { DISTANCES, FIT_MAGIC, fitRows, LEAK, MOST_LEVEL, scaleOf, VIEWS } from "./fit.ts";
export { COUNTS_MAGIC, countsOf, LanguageDataError, levelOf, type Counts } from "./counts.ts";
export {
  isSyllable,
  spelled,
  syllableOf,
  TONES,
  withoutTones,
  withTone,
  type Syllable,
  type Tone,
} from "./syllable.ts";
export { tokensOf, type Token } from "./tokens.ts";
export { MOST_READ, passagesOf, withinReach, type PassageOfBlock } from "./passages.ts";
export { createSpellingReader, readersTogether } from "./reading.ts";
export {
  cellText,
  createNameLearner,
  createNameReader,
  dateFrom,
  entryFrom,
  identityOf,
  keyOfEntry,
  knownFrom,
  mergedRegisters,
  MOST_CELL_CHARACTERS,
  MOST_FACTS_OF_ONE,
  MOST_NAMESAKES,
  MOST_TABLE_CHARACTERS,
  NAME_RULES,
  NameRegister,
  namesIn,
  officeText,
  PROVINCE_REGISTER,
  registerFrom,
  registerTable,
  registerWarningSaid,
  tableOf,
  tooManyOf,
  withChange,
  withProvinces,
  withTheirs,
  type Counted,
  type FormerName,
  type HeldOffice,
  type HeldRank,
  type LearnedName,
  type LearnedTitle,
  type NameEntry,
  type NameLearner,
  type NameRule,
  type Organisation,
  type PastStory,
  type Person,
  type Place,
  type RegisterColumn,
  type RegisterConflict,
  type RegisterFault,
  type RegisterProblem,
  type RegisterWarning,
  type Stated,
} from "./names/index.ts";
export { alike, type FlagOfPassage } from "./style/alike.ts";
export { changesBetween, sameStyle, withRulesFrom, type StyleChange } from "./style/changes.ts";
export { DEFAULT_HOUSE_STYLE } from "./style/default-style.ts";
export {
  houseStyleFrom,
  houseStyleText,
  MOST_STYLE_CHARACTERS,
  type HouseStyleProblem,
} from "./style/file.ts";
export { STYLE_RULE_NAMES, styleChoiceName, styleFieldName } from "./style/labels.ts";
export { createStyleReader } from "./style/reader.ts";
export {
  AS_WRITTEN,
  HouseStyle,
  MOST_CHARACTERS,
  MOST_ENTRIES,
  STYLE_RULES,
  type Saying,
  type StyleRule,
} from "./style/rules.ts";
export { LONGEST_WORD, wordLines, wordsAmong, wordsInFile, wordsToImport } from "./word-list.ts";
export { silencedForm } from "./silence.ts";
export { foreignStretches, textInLanguage } from "./foreign.ts";
export { grammarFlags, withGrammar, type GrammarLint } from "./english/grammar.ts";
export { languageOfText } from "./english/guess.ts";
export { openEnglishSpeller, type EnglishFiles } from "./english/hunspell.ts";
export { createEnglishReader, hasEnglish, vietnameseOf } from "./english/reader.ts";
export { englishRunsIn } from "./english/runs.ts";
export type { EnglishSpeller } from "./english/speller.ts";
export { knownForm } from "./known-form.ts";
export { dayOf, isDay } from "./day.ts";
export { knownWords, readersFor, type LaidDown, type Readers } from "./readers.ts";
