import type { Checker, Flag, KnownWords } from "./checker.ts";
import { candidatesFrom, type Candidate, type CandidatesOf } from "./candidates.ts";
import { confusionsIn, type ConfusionFound } from "./confusions.ts";
import { disguiseOf, type Disguise } from "./encodings.ts";
import { countsOf } from "./counts.ts";
import { isSole, makesPhrase, oddsOf, SPEAK_ABOVE } from "./decision.ts";
import {
  evidenceOf,
  idOf,
  standingAt,
  type RankedCandidate,
  type Reading,
  type Standing,
} from "./evidence.ts";
import { fitOf } from "./fit.ts";
import { knownForm } from "./known-form.ts";
import { isLoanword } from "./loanwords.ts";
import { odditiesIn, type Oddity } from "./oddities.ts";
import { isOfPhrase, meantAt } from "./phrases.ts";
import { movedTone, typedSyllable } from "./residue.ts";
import { spellingSaid } from "./spelling-sentences.ts";
import { spacingSlips, type SpacingSlip } from "./spacing.ts";
import { bare, oldSpelling, syllableOf } from "./syllable.ts";
import { asMeant, tokensOf, type Token } from "./tokens.ts";

/** The bytes of the files in `assets/language`. */
export interface LanguageData {
  /** `vi-counts.bin`. */
  readonly counts: Uint8Array;
  /** `vi-fit.bin`. */
  readonly fit: Uint8Array;
}

/**
 * The Vietnamese checker over the packed counts and the learned fit.
 *
 * @throws {LanguageDataError} when the bytes are not those files.
 */
export function createChecker(data: LanguageData): Checker {
  const { read, candidatesOf } = opened(data);
  return {
    check: (text, known) => {
      const disguise = disguiseOf(text);
      if (disguise !== null) return [disguiseFlag(text, disguise)];
      const reading = read(text);
      return flagsOf(text, reading, candidatesOf, known);
    },
  };
}

/** For training: the evidence on every word that may be a slip, and where the word begins. */
export function readerOf(
  data: LanguageData,
): (text: string) => readonly { readonly evidence: readonly number[]; readonly start: number }[] {
  const { read, candidatesOf } = opened(data);
  return (text) => {
    const reading = read(text);
    return suspectsOf(reading, candidatesOf).map(({ at, evidence }) => ({
      evidence,
      start: reading.tokens[at]!.start,
    }));
  };
}

function opened(data: LanguageData): {
  readonly read: (text: string) => Reading;
  readonly candidatesOf: CandidatesOf;
} {
  const counts = countsOf(data.counts);
  const fit = fitOf(data.fit, counts);
  return {
    candidatesOf: candidatesFrom(counts),
    read: (text) => {
      const tokens = tokensOf(text);
      return { tokens, counts, fit, ids: tokens.map((token) => idOf(token, counts)) };
    },
  };
}

/** A foreign word or abbreviation seen this often in news is known; marked ones are more often slips. */
const LEAST_KNOWN_PLAIN = 2_000;
const LEAST_KNOWN_MARKED = 400;
/** In a line all in capitals an abbreviation looks like any word. */
const LEAST_KNOWN_LOUD = 20;
const MOST_SUGGESTIONS = 5;
/** A candidate that stands worse than the word by more than this is not worth a second look. */
const LEAST_GAIN = -2;
/** Capitals hide names and abbreviations: so much more it takes in a line all in capitals, by what the word may be. */
const LOUD_NAMED = 3;
const LOUD_PLAIN = 2.5;

/** After these a name begins, of a person or a place. */
const BEFORE_NAMES = new Set(
  (
    "ông bà anh chị em cô chú bác cháu cụ thầy tướng sĩ nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn lương mai tô đào trương lâm " +
    "văn thị xã huyện tỉnh quận phường thôn bản làng buôn núi sông đảo đèo cầu chùa đền sân tp"
  ).split(" "),
);

/** A word that may be a slip, with what might have been meant. */
interface Suspect {
  readonly at: number;
  readonly best: readonly RankedCandidate[];
  readonly evidence: readonly number[];
  /** Syllables of the fixed phrase which the first one makes with its neighbours; 0 for none. */
  readonly phrase: number;
  /** By how much the phrase's syllable gains less than the best other one. */
  readonly behind: number;
}

/** A suspect the decision speaks of. */
interface Slip extends Suspect {
  readonly odds: number;
}

/**
 * Most words of one passage that are weighed against others. Beyond it the checker is quiet, so that no
 * text takes long: a paragraph of sixteen pages.
 */
export const MOST_WEIGHED = 8_000;

/** Every judged word for which something else could stand, whatever the decision says of it. */
function suspectsOf(reading: Reading, candidatesOf: CandidatesOf): readonly Suspect[] {
  const suspects: Suspect[] = [];
  let weighed = 0;
  for (const at of reading.tokens.keys()) {
    if (!isJudged(reading, at) || isOfPhrase(reading, at)) continue;
    if (weighed++ >= MOST_WEIGHED) break;
    const suspect = suspectAt(reading, at, candidatesOf);
    if (suspect) suspects.push(suspect);
  }
  return suspects;
}

function suspectAt(reading: Reading, at: number, candidatesOf: CandidatesOf): Suspect | null {
  const candidates = candidatesOf(reading.tokens[at]!.form);
  const standing = standingAt(reading, at, candidates);
  const first = standing.best[0];
  if (!first || first.gain < LEAST_GAIN) return null;
  return (
    phraseSuspectAt(reading, at, candidates, standing) ?? {
      at,
      best: standing.best,
      evidence: evidenceOf(reading, at, standing),
      phrase: 0,
      behind: 0,
    }
  );
}

/** The same where a fixed phrase says what was meant. */
function phraseSuspectAt(
  reading: Reading,
  at: number,
  candidates: readonly Candidate[],
  { best }: Standing,
): Suspect | null {
  const meant = meantAt(reading, at, candidates);
  if (meant === null) return null;
  const alone = standingAt(reading, at, [meant.candidate]);
  const first = alone.best[0];
  if (!first) return null;
  const evidence = evidenceOf(reading, at, alone);
  const behind = best[0]!.gain - first.gain;
  if (!makesPhrase(oddsOf(evidence), first, meant.length, behind)) return null;
  const others = best.filter(({ id }) => id !== first.id);
  return { at, best: [first, ...others], evidence, phrase: meant.length, behind };
}

/** Two to twelve letters, or digits after a letter: the longest syllable in Telex keys has ten. */
const VIETNAMESE =
  /^[a-zđàáâãèéêìíòóôõùúýăĩũơư\u1ea1-\u1ef9][a-zđàáâãèéêìíòóôõùúýăĩũơư\u1ea1-\u1ef9\d]{1,11}$/;

/** Lower-case words, and capitalised ones where a sentence begins; no names, nothing foreign. */
function isJudged(reading: Reading, at: number): boolean {
  const token = reading.tokens[at]!;
  if (token.kind !== "word" || token.joined || token.letterCase === "other") return false;
  if (token.letterCase === "first" && reading.tokens[at - 1]!.kind !== "boundary") return false;
  if (!VIETNAMESE.test(token.form)) return false;
  if (/[0-9]/.test(token.form))
    return isVniResidue(token.form) && !(token.letterCase === "loud" && token.form.length < 4);
  return !isForeign(reading, at);
}

/** "tie6ng1" and "ha1t", but neither "h1n1" nor "m2" nor "a4". */
function isVniResidue(form: string): boolean {
  return (
    form.length >= 3 && typedSyllable(form) !== null && (/[a-z][6-9]/.test(form) || /\D{2}[1-5]$/.test(form))
  );
}

/** What no counts and no neighbours need be asked about: words among foreign words, names and units. */
function isForeign({ tokens, ids, counts }: Reading, at: number): boolean {
  const token = tokens[at]!;
  const plain = bare(token.form) === token.form;
  const neighbours = [tokens[at - 1]!, tokens[at + 1]!];
  if (syllableOf(token.form) !== null)
    return plain && neighbours.every((neighbour) => isForeignWord(neighbour));
  if (movedTone(token.form) !== null) return false;
  if (isLoanword(token.form)) return true;
  if (!plain) return counts.countOf(ids[at]!) >= LEAST_KNOWN_MARKED;
  const loud = token.letterCase === "loud";
  if (counts.countOf(ids[at]!) >= (loud ? LEAST_KNOWN_LOUD : LEAST_KNOWN_PLAIN)) return true;
  if (isUnit(tokens[at - 1]!, token) || (loud && !/[aeiouy]/.test(token.form))) return true;
  return neighbours.every(
    (neighbour) =>
      isForeignWord(neighbour) || (neighbour.letterCase !== "lower" && neighbour.letterCase !== "loud"),
  );
}

/** "300 lb" and "cm". */
function isUnit(before: Token, { form }: Token): boolean {
  return form.length <= 3 && (before.kind === "number" || (form.length === 2 && !/[aeiouy]/.test(form)));
}

function isForeignWord(token: Token): boolean {
  return token.kind === "word" && syllableOf(token.form) === null && bare(token.form) === token.form;
}

/** How much more it takes to flag a word of a headline in capitals, which may be part of a name or an abbreviation. */
function moreWhenLoud({ tokens }: Reading, at: number): number {
  const { letterCase, form } = tokens[at]!;
  if (letterCase !== "loud") return 0;
  if (syllableOf(form) === null && bare(form) === form) return LOUD_PLAIN;
  return isNamed(tokens, at) ? LOUD_NAMED : 0;
}

/** Whether a word may be of a name: one of the three after a title or a family name. */
function isNamed(tokens: readonly Token[], at: number): boolean {
  return [1, 2, 3].some((back) => at >= back && BEFORE_NAMES.has(tokens[at - back]!.form));
}

/**
 * The slips, strongest first. A slip spoils the standing of the words beside it: each is read as corrected
 * before its neighbours are judged for good.
 */
function slipsOf(reading: Reading, candidatesOf: CandidatesOf, known: KnownWords): readonly Slip[] {
  const ids = [...reading.ids];
  const corrected: Reading = { ...reading, ids };
  const speaks = ({ at, odds, best: [first, second], phrase, behind }: Slip): boolean => {
    const heard = odds - moreWhenLoud(reading, at);
    if (heard > SPEAK_ABOVE || (phrase > 0 && makesPhrase(heard, first!, phrase, behind))) return true;
    const lead = second ? first!.gain - second.gain : Infinity;
    return syllableOf(reading.tokens[at]!.form) !== null && isSole(heard, first!, lead);
  };
  const withOdds = (suspect: Suspect): Slip => ({ ...suspect, odds: oddsOf(suspect.evidence) });
  const open = new Map<number, Slip>();
  for (const suspect of suspectsOf(reading, candidatesOf)) {
    const slip = withOdds(suspect);
    if (speaks(slip) && !known.has(reading.tokens[slip.at]!.form)) open.set(slip.at, slip);
  }
  const slips: Slip[] = [];
  for (const { at: first } of [...open.values()].sort((a, b) => b.odds - a.odds)) {
    const slip = open.get(first);
    if (!slip) continue;
    slips.push(slip);
    open.delete(first);
    ids[first] = slip.best[0]!.id;
    for (const near of [first - 2, first - 1, first + 1, first + 2]) {
      if (!open.has(near)) continue;
      const again = suspectAt(corrected, near, candidatesOf);
      const still = again && withOdds(again);
      if (still && speaks(still)) open.set(near, still);
      else open.delete(near);
    }
  }
  return slips.sort((a, b) => a.at - b.at);
}

function flagsOf(
  text: string,
  reading: Reading,
  candidatesOf: CandidatesOf,
  known: KnownWords,
): readonly Flag[] {
  const { tokens } = reading;
  const isKnown = (first: number, last: number): boolean =>
    known.has(formOf(text, tokens[first]!, tokens[last]!));
  const taken = new Set<number>();
  const free = <Found extends { readonly first: number; readonly last: number }>(found: readonly Found[]) =>
    found.filter(({ first, last }) => {
      if (isKnown(first, last) || taken.has(first) || taken.has(last)) return false;
      for (let at = first; at <= last; at++) taken.add(at);
      return true;
    });
  const confusions = free(confusionsIn(text, tokens));
  const spacing = free(spacingSlips(text, reading));
  const slips = slipsOf(reading, candidatesOf, known).filter(({ at }) => !taken.has(at));
  for (const { at } of slips) taken.add(at);
  const oddities = free(odditiesIn(text, tokens));
  const oldWay = writesOldWay(tokens);
  const found = [
    ...confusions.map((confusion) => confusionFlag(text, reading, confusion, oldWay)),
    ...spacing.map((slip) => spacingFlag(text, reading, slip, oldWay)),
    ...slips.map((slip) => flagOf(text, reading, slip, taken, oldWay)),
    ...oddities.map((oddity) => oddityFlag(text, tokens, oddity)),
  ].sort((a, b) => a.start - b.start);
  const flags: Flag[] = [];
  for (const flag of found) {
    const clear = flag.start >= (flags.at(-1)?.end ?? 0);
    if (clear && !known.has(knownForm(flag.wrong))) flags.push(flag);
  }
  return flags;
}

function confusionFlag(
  text: string,
  { tokens }: Reading,
  { first, last, confusion }: ConfusionFound,
  oldWay: boolean,
): Flag {
  const [start, end] = [tokens[first]!.start, tokens[last]!.end];
  const right = confusion.right.map((word) => (oldWay ? oldSpelling(word) : word)).join(" ");
  const wrong = text.slice(start, end);
  return {
    start,
    end,
    wrong,
    kind: "confusion",
    rule: "confused",
    says: spellingSaid("confused", wrong, confusion.why),
    suggestions: [cased(right, tokens[first]!).normalize("NFC")],
  };
}

/** One flag for all of a passage, which no word of it can be read before. */
function disguiseFlag(text: string, rule: Disguise): Flag {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const wrong = text.slice(start, end);
  return { start, end, wrong, kind: "spelling", rule, says: spellingSaid(rule, wrong), suggestions: [] };
}

function oddityFlag(text: string, tokens: readonly Token[], { first, last, rule, right }: Oddity): Flag {
  const [start, end] = [tokens[first]!.start, tokens[last]!.end];
  const wrong = text.slice(start, end);
  const says = spellingSaid(rule, wrong);
  return { start, end, wrong, kind: "spelling", rule, says, suggestions: [right.normalize("NFC")] };
}

function formOf(text: string, first: Token, last: Token): string {
  return knownForm(text.slice(first.start, last.end));
}

function spacingFlag(text: string, { tokens }: Reading, slip: SpacingSlip, oldWay: boolean): Flag {
  const [first, last] = [tokens[slip.first]!, tokens[slip.last]!];
  const placed = oldWay ? slip.right.split(" ").map(oldSpelling).join(" ") : slip.right;
  const wrong = text.slice(first.start, last.end);
  return {
    start: first.start,
    end: last.end,
    wrong,
    kind: "spelling",
    rule: slip.rule,
    says: spellingSaid(slip.rule, wrong),
    suggestions: [cased(placed, first).normalize("NFC")],
  };
}

/** In the capitals of what stands there. */
function cased(spelling: string, { letterCase }: Token): string {
  if (letterCase === "loud") return spelling.toUpperCase();
  return letterCase === "first" ? spelling[0]!.toUpperCase() + spelling.slice(1) : spelling;
}

/**
 * The flag covers the syllable; where it exists but does not fit, it also covers the neighbour which says
 * so, because "han" alone looks right and "han chế" does not.
 */
function flagOf(
  text: string,
  reading: Reading,
  slip: Slip,
  taken: ReadonlySet<number>,
  oldWay: boolean,
): Flag {
  const token = reading.tokens[slip.at]!;
  const legal = syllableOf(token.form) !== null;
  const witness = legal ? witnessOf(text, reading, slip, taken) : null;
  const start = witness === -1 ? reading.tokens[slip.at - 1]!.start : token.start;
  const end = witness === 1 ? reading.tokens[slip.at + 1]!.end : token.end;
  const before = asMeant(text.slice(start, token.start));
  const after = asMeant(text.slice(token.end, end));
  const suggestions = slip.best.slice(0, MOST_SUGGESTIONS).map(({ spelling }) => {
    const placed = oldWay ? oldSpelling(spelling) : spelling;
    return (before + cased(placed, token) + after).normalize("NFC");
  });
  const wrong = text.slice(start, end);
  const rule = legal ? "unlikelyHere" : "notASyllable";
  return {
    start,
    end,
    wrong,
    kind: "spelling",
    rule,
    says: spellingSaid(rule, wrong),
    suggestions,
  };
}

/** The neighbour, before (-1) or after (1), that stands with the candidate far more often than with the form. */
function witnessOf(
  text: string,
  { tokens, ids, counts }: Reading,
  slip: Suspect,
  taken: ReadonlySet<number>,
): -1 | 1 | null {
  const best = slip.best[0]!;
  const bond = (side: -1 | 1): number => {
    const neighbour = tokens[slip.at + side]!;
    const token = tokens[slip.at]!;
    const between =
      side === 1 ? text.slice(token.end, neighbour.start) : text.slice(neighbour.end, token.start);
    if (neighbour.kind !== "word" || neighbour.letterCase === "other" || between !== " ") return 0;
    if (taken.has(slip.at + side) || syllableOf(neighbour.form) === null) return 0;
    const id = ids[slip.at + side]!;
    const pair = counts.countOfPair(side === 1 ? counts.pairOf(best.id, id) : counts.pairOf(id, best.id));
    return (pair * counts.total) / ((counts.countOf(id) + 1) * (counts.countOf(best.id) + 1));
  };
  const [left, right] = [bond(-1), bond(1)];
  if (Math.max(left, right) < LEAST_BOND) return null;
  return left > right ? -1 : 1;
}

/** How many times oftener than by chance two syllables must meet for one to vouch for the other. */
const LEAST_BOND = 30;

/** The text's own tone placement: "hòa" and "thủy" (old) unless it writes "hoà" and "thuỷ" more often. */
function writesOldWay(tokens: readonly Token[]): boolean {
  let lead = 0;
  for (const { form } of tokens) {
    const syllable = syllableOf(form);
    if (syllable === null || oldSpelling(syllable.spelling) === syllable.spelling) continue;
    lead += syllable.spelling === form ? -1 : 1;
  }
  return lead >= 0;
}
