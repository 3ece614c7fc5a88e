import type { LetterCase } from "../tokens.ts";
import type { EnglishSpeller } from "./speller.ts";
import { isFunctionWord } from "./vocabulary.ts";

const MOST_SUGGESTIONS = 5;

/** What may have been meant by a word, best first, at most five, none twice. */
export function suggestionsFor(form: string, speller: EnglishSpeller): readonly string[] {
  const meant = speller.suggest(form).filter((spelling) => spelling !== form && !isTorn(spelling));
  const halved = meant.filter((spelling) => isHalfOfDouble(form, spelling));
  return [...new Set([...halved, ...meant])].slice(0, MOST_SUGGESTIONS);
}

/**
 * The common words which a word with a capital was meant for, and none where it may well be a name: only slips of the
 * hand that hardly make a name count, two letters swapped ("Teh"), one left out inside ("Goverment") or doubled. "Macron"
 * and "Starmer" are one letter from "Macro" and "Starter", and no slips.
 */
export function slipsMeant(form: string, speller: EnglishSpeller): readonly string[] {
  return suggestionsFor(form, speller).filter(
    (spelling) => !/[ -]/.test(spelling) && isSlipOf(form, spelling),
  );
}

/** "hapy" of "happy", "acording" of "according": one of two equal letters left out, which is the commonest slip of all. */
function isHalfOfDouble(form: string, meant: string): boolean {
  if (meant.length !== form.length + 1) return false;
  for (let at = 1; at < meant.length; at++) {
    if (meant[at] === meant[at - 1] && meant.slice(0, at) + meant.slice(at + 1) === form) return true;
  }
  return false;
}

function isSlipOf(form: string, meant: string): boolean {
  let at = 0;
  while (at < form.length && form[at] === meant[at]) at++;
  const behind = form.slice(at);
  if (form.length === meant.length) return behind === `${meant[at + 1]}${meant[at]}${meant.slice(at + 2)}`;
  if (form.length < meant.length) return at > 0 && behind !== "" && behind === meant.slice(at + 1);
  return form[at] === form[at - 1] && form.slice(at + 1) === meant.slice(at);
}

/** "mooncakes", "frontline": two words in one, of four letters at least each, as English makes new ones every day. */
export function isCompound(form: string, speller: EnglishSpeller): boolean {
  return speller.suggest(form).some((spelling) => {
    const parts = spelling.split(/[ -]/);
    return parts.length === 2 && parts.join("") === form && parts.every((part) => part.length >= 4);
  });
}

/** "t eh", "occur-ed": a word torn where one part is no word of two letters is never what was meant. */
function isTorn(spelling: string): boolean {
  const parts = spelling.toLowerCase().split(/[ -]/);
  return parts.length > 1 && parts.some((part) => part.length < 3 && !isFunctionWord(part));
}

/** In the capitals of what stands there; names keep theirs. */
export function inTheCapitalsOf(letterCase: LetterCase, spelling: string): string {
  if (letterCase === "loud") return spelling.toUpperCase();
  return letterCase === "first" ? spelling[0]!.toUpperCase() + spelling.slice(1) : spelling;
}
