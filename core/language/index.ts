export {
  REASONS,
  type Checker,
  type Flag,
  type FlagKind,
  type KnownWords,
  type Passage,
  type Reason,
} from "./checker.ts";
export { telexOf } from "./candidates.ts";
export { createChecker, readerOf } from "./engine.ts";
export { levelOfCount, PAIRS_MAGIC, PairCountsError } from "./pairs.ts";
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
