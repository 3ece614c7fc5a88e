export {
  REASONS,
  type Checker,
  type Flag,
  type FlagKind,
  type KnownWords,
  type Passage,
  type Reason,
} from "./checker.ts";
