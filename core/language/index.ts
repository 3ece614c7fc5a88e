export {
  REASONS,
  type Checker,
  type Flag,
  type FlagKind,
  type KnownWords,
  type Passage,
  type Reason,
} from "./checker.ts";
export { createChecker } from "./engine.ts";
export { levelOfCount, PAIRS_MAGIC, PairCountsError } from "./pairs.ts";
export { isSyllable } from "./syllable.ts";
