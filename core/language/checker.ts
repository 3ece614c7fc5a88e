/**
 * The port every checker answers, the simple one of today and the full engine of tomorrow. It is pure and
 * synchronous, and runs in a worker; the screen talks to the worker in `Passage`s.
 */

/** A run of text to be read: one top-level place of the page (paragraph, headline, caption, …). */
export interface Passage {
  /** Chosen by the caller; comes back with the flags. Unchanged text under the same key is not read again. */
  readonly key: string;
  readonly text: string;
}

/** Slips, words written for others, house style, names and titles, English. */
export const FLAG_KINDS = ["spelling", "confusion", "style", "name", "english"] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** Something the reader over the shoulder would underline. */
export interface Flag {
  /** UTF-16 offset into the passage's text as it was given, composed or not. */
  readonly start: number;
  /** End offset, exclusive. */
  readonly end: number;
  /** The flagged text as it stands. */
  readonly wrong: string;
  readonly kind: FlagKind;
  /** Which rule speaks, for the reason's sentence: see `REASONS`. */
  readonly reason: Reason;
  /** More on the reason, where the rule has more to say: a sentence part in either language. */
  readonly why?: { readonly vi: string; readonly en: string };
  /** Best first, at most five, in the capitals of the flagged text. May be empty. */
  readonly suggestions: readonly string[];
}

/**
 * Why a flag was raised: "notASyllable" when no Vietnamese syllable is spelled so, "unlikelyHere" when the
 * syllable exists but hardly ever stands between its neighbours, "joined" when a space is missing, "split"
 * when one is too much, "confused" when it is often written for something else and wrong everywhere.
 */
export const REASONS = ["notASyllable", "unlikelyHere", "joined", "split", "confused"] as const;
export type Reason = (typeof REASONS)[number];

/** Words never flagged: my words, and those silenced in this story. Compared in NFC, lower case. */
export interface KnownWords {
  has(word: string): boolean;
}

export interface Checker {
  /** Flags of a passage in text order, never overlapping. */
  check(text: string, known: KnownWords): readonly Flag[];
}
