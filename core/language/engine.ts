import type { Checker, Flag, KnownWords } from "./checker.ts";
import { candidatesFrom, type CandidatesOf } from "./candidates.ts";
import { isSlip } from "./decision.ts";
import { evidenceOf, idOf, ranked, type RankedCandidate, type Reading } from "./evidence.ts";
import { pairCountsOf } from "./pairs.ts";
import { movedTone, typedSyllable } from "./residue.ts";
import { bare, oldSpelling, syllableOf } from "./syllable.ts";
import { tokensOf, type Token } from "./tokens.ts";

/**
 * The Vietnamese checker over the packed pair counts (the bytes of `assets/language/vi-pairs.bin`).
 *
 * @throws {PairCountsError} when the bytes are not that file.
 */
export function createChecker(bytes: Uint8Array): Checker {
  const { read, candidatesOf } = opened(bytes);
  return {
    check: (text, known) => {
      const reading = read(text);
      return flagsOf(text, reading, suspectsOf(reading, candidatesOf), known);
    },
  };
}

/** For training: the evidence on every word that may be a slip, and where the word begins. */
export function readerOf(
  bytes: Uint8Array,
): (text: string) => readonly { readonly evidence: readonly number[]; readonly start: number }[] {
  const { read, candidatesOf } = opened(bytes);
  return (text) => {
    const reading = read(text);
    return suspectsOf(reading, candidatesOf).map(({ at, evidence }) => ({
      evidence,
      start: reading.tokens[at]!.start,
    }));
  };
}

function opened(bytes: Uint8Array): {
  readonly read: (text: string) => Reading;
  readonly candidatesOf: CandidatesOf;
} {
  const counts = pairCountsOf(bytes);
  return {
    candidatesOf: candidatesFrom(counts),
    read: (text) => {
      const tokens = tokensOf(text);
      return { tokens, counts, ids: tokens.map((token) => idOf(token, counts)) };
    },
  };
}

/** A foreign word or abbreviation seen this often in news is known; marked ones are more often slips. */
const LEAST_KNOWN_PLAIN = 60;
const LEAST_KNOWN_MARKED = 100;
/** A syllable seen this often with both neighbours is at home, and is looked at no further. */
const AT_HOME = 20;
const MOST_SUGGESTIONS = 5;

/** A word that may be a slip, with what might have been meant. */
interface Suspect {
  readonly at: number;
  readonly best: readonly RankedCandidate[];
  readonly evidence: readonly number[];
}

/**
 * Most words of one passage that are weighed against others: in prose about seven of a hundred are, so this
 * is a passage of fifty thousand words. Beyond it the checker is quiet, so that no text takes long.
 */
const MOST_WEIGHED = 4_000;

/** Every judged word for which something else could stand, whatever the decision says of it. */
function suspectsOf(reading: Reading, candidatesOf: CandidatesOf): readonly Suspect[] {
  const suspects: Suspect[] = [];
  let weighed = 0;
  for (const at of reading.tokens.keys()) {
    if (!isJudged(reading, at) || isAtHome(reading, at)) continue;
    if (weighed++ >= MOST_WEIGHED) break;
    const best = ranked(reading, at, candidatesOf(reading.tokens[at]!.form));
    if (best[0] && best[0].gain > 0) suspects.push({ at, best, evidence: evidenceOf(reading, at, best) });
  }
  return suspects;
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
  return /[0-9]/.test(token.form) ? isVniResidue(token.form) : !isForeign(reading, at);
}

/** "tie6ng1" and "ha1t", but neither "h1n1" nor "m2" nor "a4". */
function isVniResidue(form: string): boolean {
  return (
    form.length >= 3 && typedSyllable(form) !== null && (/[a-z][6-9]/.test(form) || /\D{2}[1-5]$/.test(form))
  );
}

/** Keys of a marked syllable that no foreign word would have: a doubled vowel or d, or w, and a tone. */
function isTelexResidue(form: string): boolean {
  return /aa|ee|oo|w|^dd/.test(form) && /[sfrxj]/.test(form.slice(1)) && typedSyllable(form) !== null;
}

function isForeign({ tokens, ids, counts }: Reading, at: number): boolean {
  const token = tokens[at]!;
  const plain = bare(token.form) === token.form;
  const neighbours = [tokens[at - 1]!, tokens[at + 1]!];
  if (syllableOf(token.form) !== null)
    return plain && neighbours.every((neighbour) => isForeignWord(neighbour));
  if (movedTone(token.form) !== null) return false;
  if (isTelexResidue(token.form)) return false;
  if (plain && (token.letterCase !== "lower" || isUnit(tokens[at - 1]!, token))) return true;
  const least = plain ? LEAST_KNOWN_PLAIN : LEAST_KNOWN_MARKED;
  if (counts.countOf(ids[at]!) >= least) return true;
  return (
    plain && neighbours.some((neighbour) => isForeignWord(neighbour) || neighbour.letterCase !== "lower")
  );
}

/** "300 lb", "kWh" and whatever else no vowel is in. */
function isUnit(before: Token, { form }: Token): boolean {
  return (before.kind === "number" && form.length <= 3) || !/[aeiouy]/.test(form);
}

function isForeignWord(token: Token): boolean {
  return token.kind === "word" && syllableOf(token.form) === null && bare(token.form) === token.form;
}

/** Seen with both neighbours, each time more often than chance alone would bring the two together. */
function isAtHome({ tokens, ids, counts }: Reading, at: number): boolean {
  const together = (first: number, second: number): boolean => {
    const pair = counts.pairCount(first, second);
    return pair >= AT_HOME && pair * counts.total >= counts.countOf(first) * counts.countOf(second);
  };
  return (
    syllableOf(tokens[at]!.form) !== null &&
    together(ids[at - 1]!, ids[at]!) &&
    together(ids[at]!, ids[at + 1]!)
  );
}

function flagsOf(
  text: string,
  reading: Reading,
  suspects: readonly Suspect[],
  known: KnownWords,
): readonly Flag[] {
  const slips = suspects.filter(
    (suspect) => isSlip(suspect.evidence) && !known.has(reading.tokens[suspect.at]!.form),
  );
  const taken = new Set(slips.map((slip) => slip.at));
  const oldWay = writesOldWay(reading.tokens);
  const flags: Flag[] = [];
  for (const slip of slips) {
    const flag = flagOf(text, reading, slip, taken, oldWay);
    const clear = flag.start >= (flags.at(-1)?.end ?? 0);
    if (clear && !known.has(flag.wrong.normalize("NFC").toLowerCase())) flags.push(flag);
  }
  return flags;
}

/**
 * The flag covers the syllable; where it exists but does not fit, it also covers the neighbour which says
 * so, because "han" alone looks right and "han chế" does not.
 */
function flagOf(
  text: string,
  reading: Reading,
  slip: Suspect,
  taken: ReadonlySet<number>,
  oldWay: boolean,
): Flag {
  const token = reading.tokens[slip.at]!;
  const legal = syllableOf(token.form) !== null;
  const witness = legal ? witnessOf(text, reading, slip, taken) : null;
  const start = witness === -1 ? reading.tokens[slip.at - 1]!.start : token.start;
  const end = witness === 1 ? reading.tokens[slip.at + 1]!.end : token.end;
  const before = text.slice(start, token.start);
  const after = text.slice(token.end, end);
  const suggestions = slip.best.slice(0, MOST_SUGGESTIONS).map(({ spelling }) => {
    const placed = oldWay ? oldSpelling(spelling) : spelling;
    const cased = token.letterCase === "first" ? placed[0]!.toUpperCase() + placed.slice(1) : placed;
    return (before + cased + after).normalize("NFC");
  });
  return {
    start,
    end,
    wrong: text.slice(start, end),
    kind: legal ? "confusion" : "spelling",
    reason: legal ? "unlikelyHere" : "notASyllable",
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
    const pair = side === 1 ? counts.pairCount(best.id, id) : counts.pairCount(id, best.id);
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
