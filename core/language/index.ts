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
export { flagsOfStory, withoutMeant } from "./memory.ts";
export { tokensOf, type Token } from "./tokens.ts";
export { passagesOf, type PassageOfBlock } from "./passages.ts";
export { foreignStretches, textInLanguage } from "./foreign.ts";
export { grammarFlags, withGrammar, type GrammarLint } from "./english/grammar.ts";
export { languageOfText } from "./english/guess.ts";
export { openEnglishSpeller, type EnglishFiles } from "./english/hunspell.ts";
export { createEnglishReader, hasEnglish, vietnameseOf } from "./english/reader.ts";
export { englishRunsIn } from "./english/runs.ts";
export type { EnglishSpeller } from "./english/speller.ts";
