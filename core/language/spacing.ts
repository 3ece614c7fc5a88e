import type { Reading } from "./evidence.ts";
import { isLoanword } from "./loanwords.ts";
import { bare, syllableOf, withoutTones } from "./syllable.ts";
import type { Token } from "./tokens.ts";

/** A space that is missing ("hạnchế") or too much ("thiế t bị"). */
export interface SpacingSlip {
  /** The tokens it spans: one that should be two, or two that should be one. */
  readonly first: number;
  readonly last: number;
  readonly rule: "joined" | "split";
  /** As it should be, in canonical spelling and lower case. */
  readonly right: string;
}

/**
 * Syllables which news puts side by side this often may have lost their space. Foreign words are written in one
 * with hardly a tone ("môđun", "ôtô"), so without tones it takes more.
 */
const LEAST_SIDE_BY_SIDE = 20;
const LEAST_SIDE_BY_SIDE_TONELESS = 300;
/** A word which the counts know this often is a word by itself: "karaoke". */
const LEAST_KNOWN = 40;
/** Letters that stand by themselves more often than this are a word or a unit, and no torn part. */
const MOST_OF_A_PART = 2_000;
/** A whole syllable must be this frequent, and be known beside a neighbour, before parts of it are joined. */
const LEAST_WHOLE = 50;
const LEAST_BESIDE = 20;
/** Log of how much likelier the whole is than its parts, where both parts are syllables themselves. */
const LEAST_GAIN_OF_WHOLE = 12;

/** Missing and superfluous spaces, in text order. */
export function spacingSlips(text: string, reading: Reading): readonly SpacingSlip[] {
  const slips: SpacingSlip[] = [];
  for (let at = 1; at < reading.tokens.length - 1; at++) {
    const token = reading.tokens[at]!;
    if (token.kind !== "word" || token.joined || token.letterCase === "other") continue;
    const apart = partsOf(reading, at);
    if (apart !== null) slips.push({ first: at, last: at, rule: "joined", right: apart });
    const whole = wholeOf(text, reading, at);
    if (whole !== null) slips.push({ first: at, last: at + 1, rule: "split", right: whole });
  }
  return slips.filter(({ first }, index) => first > (slips[index - 1]?.last ?? -1));
}

/** The two syllables in a word that is none, the pair that is met most. */
function partsOf({ tokens, ids, counts }: Reading, at: number): string | null {
  const { form } = tokens[at]!;
  if (
    form.length < 4 ||
    isLoanword(form) ||
    syllableOf(form) !== null ||
    counts.countOf(ids[at]!) >= LEAST_KNOWN
  )
    return null;
  let most = withoutTones(form).tones.length === 0 ? LEAST_SIDE_BY_SIDE_TONELESS : LEAST_SIDE_BY_SIDE;
  let parts: string | null = null;
  for (let cut = 2; cut <= form.length - 2; cut++) {
    const [left, right] = [syllableOf(form.slice(0, cut)), syllableOf(form.slice(cut))];
    if (left === null || right === null) continue;
    const [first, second] = [counts.idOf(left.spelling), counts.idOf(right.spelling)];
    const together = counts.countOfPair(counts.pairOf(first, second));
    if (together < most || together * counts.total < 5 * counts.countOf(first) * counts.countOf(second))
      continue;
    most = together;
    parts = `${left.spelling} ${right.spelling}`;
  }
  return parts;
}

/** The syllable which this word and the next are torn parts of. */
function wholeOf(text: string, reading: Reading, at: number): string | null {
  const { tokens, ids, counts } = reading;
  const [left, right] = [tokens[at]!, tokens[at + 1]!];
  if (right.kind !== "word" || right.joined || text.slice(left.end, right.start) !== " ") return null;
  if (right.letterCase !== (left.letterCase === "loud" ? "loud" : "lower")) return null;
  const whole = syllableOf(left.form + right.form);
  if (whole === null || bare(whole.spelling) === whole.spelling) return null;
  const id = counts.idOf(whole.spelling);
  if (counts.countOf(id) < LEAST_WHOLE) return null;
  const [before, after] = [ids[at - 1]!, ids[at + 2] ?? 0];
  const beside = Math.max(
    before > 2 ? counts.countOfPair(counts.pairOf(before, id)) : 0,
    after > 2 ? counts.countOfPair(counts.pairOf(id, after)) : 0,
  );
  if (beside < LEAST_BESIDE || tokens[at - 1]!.kind === "number") return null;
  const torn =
    [left, right].some((part) => isNoWord(part)) && [left, right].every((part) => isTorn(reading, part));
  if (torn) return whole.spelling;
  if (counts.pairOf(ids[at]!, ids[at + 1]!) >= 0) return null;
  if (syllableOf(left.form) === null || syllableOf(right.form) === null) return null;
  const alone = (word: number): number => (counts.countOf(word) + 0.5) / counts.total;
  const pair = (a: number, b: number): number =>
    (counts.countOfPair(counts.pairOf(a, b)) + 20 * alone(b)) / (counts.countOf(a) + 20);
  const gain =
    Math.log(pair(before, id) * pair(id, after)) -
    Math.log(pair(before, ids[at]!) * pair(ids[at]!, ids[at + 1]!) * pair(ids[at + 1]!, after));
  return gain > LEAST_GAIN_OF_WHOLE ? whole.spelling : null;
}

function isNoWord({ form }: Token): boolean {
  return syllableOf(form) === null;
}

/** A syllable, or letters nobody knows as a word. */
function isTorn({ counts }: Reading, { form }: Token): boolean {
  return syllableOf(form) !== null || form.length === 1 || counts.countOf(counts.idOf(form)) < MOST_OF_A_PART;
}
