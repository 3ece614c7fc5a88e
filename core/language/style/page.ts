import type { Passage, PassagePlace, Stretch } from "../checker.ts";
import { tokensOf, type Token } from "../tokens.ts";
import { opaqueIn } from "./opaque.ts";
import type { PhraseTable } from "./phrases.ts";
import { quotationsIn, type Quotation } from "./quotations.ts";

/** A passage made ready for the rules: composed, cut into tokens, with what is not to be touched. */
export interface Page {
  readonly place: PassagePlace;
  /** In NFC; all offsets of rules are into this. */
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly quotations: readonly Quotation[];
  /** Nothing here is judged by any rule: addresses, file names, code. */
  isOpaque(from: number, to: number): boolean;
  /** The words here keep their spelling: quoted titles, protected names, and all that is opaque. */
  isKept(from: number, to: number): boolean;
}

const OPAQUE = 1;
const KEPT = 2;

/** A quotation this long is speech and no title. */
const MOST_TITLE_LENGTH = 80;

/**
 * @param text the passage in NFC.
 * @param protectedNames names whose spelling stands, in the capitals of the list.
 */
export function pageOf(place: Passage["place"], text: string, protectedNames: PhraseTable<string>): Page {
  const tokens = tokensOf(text);
  const quotations = quotationsIn(text);
  const cover = new Uint8Array(text.length);
  for (const { start, end } of opaqueIn(text)) cover.fill(OPAQUE, start, end);
  const kept = [
    ...quotations.filter((quotation) => isTitle(text, quotation)),
    ...protectedNames
      .foundIn(text, tokens)
      .filter(({ start, end, entry }) => text.slice(start, end) === entry),
  ];
  for (const { start, end } of kept) {
    for (let at = start; at < end; at++) cover[at]! |= KEPT;
  }
  const isCovered = (from: number, to: number, by: number): boolean => {
    for (let at = from; at < to; at++) if ((cover[at]! & by) !== 0) return true;
    return false;
  };
  return {
    place,
    text,
    tokens,
    quotations,
    isOpaque: (from, to) => isCovered(from, to, OPAQUE),
    isKept: (from, to) => isCovered(from, to, OPAQUE | KEPT),
  };
}

/** “Đất nước đứng lên”, but no whole sentence and nothing that somebody says: after a colon, or “…”, ông nói. */
function isTitle(text: string, { start, end }: Stretch): boolean {
  if (end - start > MOST_TITLE_LENGTH) return false;
  const said = text.slice(start + 1, end - 1).trim();
  if (!/^\p{Lu}/u.test(said) || /[.!?…,]$/.test(said)) return false;
  const isSpeech = beginsSentence(text, start) && text[end] === ",";
  return !isSpeech && !/:\s*$/.test(text.slice(Math.max(0, start - 3), start));
}

/** Whether a sentence begins at this offset, or what somebody says. */
export function beginsSentence(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at).trimEnd();
  return before === "" ? at <= 4 || text.slice(at - 4, at).includes("\n") : /[.!?…:“"‘(]$/.test(before);
}
