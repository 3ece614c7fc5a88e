import type { Stretch, Told } from "../checker.ts";
import type { StyleRule } from "./rules.ts";

/** Something that is against a rule whatever the rest of the story says. Offsets are those of the composed text. */
export interface Finding extends Stretch {
  readonly rule: StyleRule;
  /** Best first; may be empty. */
  readonly suggestions: readonly string[];
  readonly says: Told;
  /** Where else the flag may stand when its place is taken: a sentence that is too long has many words. */
  readonly elsewhere?: readonly Stretch[];
}

/**
 * Something that can be written in several ways, of which a newsroom chooses one or a story keeps to one. Only the story
 * as a whole says whether this one is against the rule.
 */
export interface Occurrence extends Stretch {
  readonly rule: StyleRule;
  /** Occurrences of one group should be written alike: "kỹ" and "kĩ", all dates, one title. */
  readonly group: string;
  /** The choice it follows, or another way which is none of them. */
  readonly form: string;
  /** How it is written by each choice. */
  readonly spelled: Readonly<Record<string, string>>;
  /** The choice for a story that follows none. */
  readonly otherwise?: string;
  /** What is wrong with it whatever the choice: a space that is missing. */
  readonly says?: Told;
}
