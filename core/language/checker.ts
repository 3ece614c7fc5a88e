/**
 * What every reader over the shoulder answers, whatever it reads for: Vietnamese, English, house style, names. All of them
 * are pure and synchronous and run in a worker; the screen talks to the worker in passages.
 */

/** Where a passage stands in its story. Rules of style hold for some places and not for others. */
export const PLACES = [
  "headline",
  "lead",
  "crosshead",
  "paragraph",
  "quote",
  "item",
  "caption",
  "credit",
  "altText",
  "byline",
] as const;
export type PassagePlace = (typeof PLACES)[number];

/** A part of a text: UTF-16 offsets, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A run of text to be read: one typed place of the page (paragraph, headline, caption, …). */
export interface Passage {
  readonly place: PassagePlace;
  readonly text: string;
  /** Parts which the writer marked as being in another language than the story, in order. */
  readonly foreign?: readonly ForeignStretch[];
}

export interface ForeignStretch extends Stretch {
  readonly language: "vi" | "en";
}

/** A sentence, or a name, in both languages of the screen. */
export interface Told {
  readonly vi: string;
  readonly en: string;
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
  /** Which rule speaks: one of `SPELLING_RULES`, or the name of a rule of style, names or English. */
  readonly rule: string;
  /** Why, as one whole sentence or two. */
  readonly says: Told;
  /** Where the rule was laid down, where that is not the language itself: "Quy tắc của tòa soạn, mục ngày tháng". */
  readonly source?: Told;
  /** Best first, at most five, in the capitals of the flagged text. May be empty. */
  readonly suggestions: readonly string[];
}

/**
 * Why Vietnamese spelling was flagged: "notASyllable" when no Vietnamese syllable is spelled so, "unlikelyHere" when
 * the syllable exists but hardly ever stands between its neighbours, "joined" when a space is missing, "split"
 * when one is too much, "confused" when it is often written for something else and wrong everywhere, "doubled" when a
 * word that is never said twice stands twice, "invisible" when a word holds a character nobody sees, "foreignLetter" when
 * it has Ð (U+00D0) for Đ. "tcvn3", "vni", "viqr" and "unmarked" are said of a whole passage that looks so.
 */
export const SPELLING_RULES = [
  "notASyllable",
  "unlikelyHere",
  "joined",
  "split",
  "confused",
  "doubled",
  "invisible",
  "foreignLetter",
  "tcvn3",
  "vni",
  "viqr",
  "unmarked",
] as const;
export type SpellingRule = (typeof SPELLING_RULES)[number];

/** Words never flagged: my words, the newsroom's, and those silenced in this story. Compared in NFC, lower case. */
export interface KnownWords {
  has(word: string): boolean;
}

export interface Checker {
  /** Flags of a passage in text order, never overlapping. */
  check(text: string, known: KnownWords): readonly Flag[];
}

/** A whole story, as the readers take it which need more than one passage at a time. */
export interface StoryText {
  readonly passages: readonly Passage[];
  readonly language: "vi" | "en";
  /** The day it is meant for in the newsroom's time zone, "2026-11-24": offices are looked up for it. */
  readonly day: string;
}

/** Reads whole stories. It remembers passages it has read, so that a story with one changed is quickly read again. */
export interface StoryReader {
  /** Flags by passage, each in text order, never overlapping. */
  read(story: StoryText): readonly (readonly Flag[])[];
}
