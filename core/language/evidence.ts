import type { Candidate } from "./candidates.ts";
import { BOUNDARY_ID, NUMBER_ID, type PairCounts } from "./pairs.ts";
import { bare, syllableOf, withoutTones } from "./syllable.ts";
import type { Token } from "./tokens.ts";

/** A passage as the counts see it: one id for each token. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly ids: readonly number[];
  readonly counts: PairCounts;
}

/** A candidate with what speaks for it: log of how much likelier it is here, less its cost. */
export interface RankedCandidate extends Candidate {
  readonly gain: number;
}

/** The id a token has in the counts; 0 for a word they do not know. */
export function idOf(token: Token, counts: PairCounts): number {
  if (token.kind === "boundary") return BOUNDARY_ID;
  if (token.kind === "number") return NUMBER_ID;
  return counts.idOf(syllableOf(token.form)?.spelling ?? token.form);
}

/** As many as are offered, and one more. */
const MOST_RANKED = 6;

/** The candidates that stand best between the neighbours, against what is there, best first. */
export function ranked(
  reading: Reading,
  at: number,
  candidates: readonly Candidate[],
): readonly RankedCandidate[] {
  const likelihood = likelihoodAt(reading, at);
  const present = likelihood(reading.ids[at]!);
  const top: RankedCandidate[] = [];
  for (const { id, spelling, cost } of candidates) {
    const gain = likelihood(id) - present - cost;
    if (top.length === MOST_RANKED && gain <= top[MOST_RANKED - 1]!.gain) continue;
    const place = top.findIndex((other) => other.gain < gain);
    top.splice(place < 0 ? top.length : place, 0, { id, spelling, cost, gain });
    if (top.length > MOST_RANKED) top.pop();
  }
  return top;
}

/** Log of P(word | before) P(after | word), smoothed towards how frequent the words are at all. */
function likelihoodAt({ ids, counts }: Reading, at: number): (id: number) => number {
  const [before, after] = [ids[at - 1]!, ids[at + 1]!];
  const all = counts.total + 40_000;
  const beforeCount = counts.countOf(before);
  const beforeWeight = weightOf(beforeCount);
  const afterAlone = (counts.countOf(after) + 0.5) / all;
  return (id) => {
    const count = counts.countOf(id);
    const weight = weightOf(count);
    const given =
      (counts.pairCount(before, id) + (beforeWeight * (count + 0.5)) / all) / (beforeCount + beforeWeight);
    const then = (counts.pairCount(id, after) + weight * afterAlone) / (count + weight);
    return Math.log(given * then);
  };
}

/** How many unseen neighbours a word is taken to have had: more for the frequent ones. */
function weightOf(count: number): number {
  return 8 + 2 * Math.sqrt(count);
}

/**
 * What the decision looks at, for the best candidate: how well form and candidate stand here, how frequent
 * everything is, and what kind of place it is. The order is that of the weights in `decision.ts`.
 */
export function evidenceOf(
  reading: Reading,
  at: number,
  best: readonly RankedCandidate[],
): readonly number[] {
  const { tokens, ids, counts } = reading;
  const [first, second] = best;
  const token = tokens[at]!;
  const id = ids[at]!;
  const [before, after] = [ids[at - 1]!, ids[at + 1]!];
  const [farBefore, farAfter] = [ids[at - 2] ?? 0, ids[at + 2] ?? 0];
  const log = Math.log1p;
  const pair = (a: number, b: number): number => log(counts.pairCount(a, b));
  const neighbours = [tokens[at - 1]!, tokens[at + 1]!];
  return [
    first!.gain,
    first!.gain + first!.cost,
    first!.cost,
    second ? Math.min(15, first!.gain - second.gain) : 15,
    log(counts.countOf(id)),
    log(counts.countOf(first!.id)),
    pair(before, id),
    pair(id, after),
    pair(before, first!.id),
    pair(first!.id, after),
    pair(farBefore, before),
    pair(after, farAfter),
    log(counts.countOf(before)),
    log(counts.countOf(after)),
    likelihoodAt(reading, at)(id),
    Number(before === BOUNDARY_ID || before === NUMBER_ID),
    Number(after === BOUNDARY_ID || after === NUMBER_ID),
    Number(token.letterCase !== "lower"),
    Number(neighbours.some((neighbour) => neighbour.letterCase !== "lower")),
    Number(isUnknown(neighbours[0]!)),
    Number(isUnknown(neighbours[1]!)),
    Number(syllableOf(token.form) !== null),
    Number(bare(token.form) === token.form),
    Number(withoutTones(token.form).tones.length === 0),
    Number(isTwoSyllables(token.form)),
    token.form.length,
    first!.spelling.length,
  ];
}

/** No syllable itself, but two in one: "điốt", "ôxi", "hạnchế". */
function isTwoSyllables(form: string): boolean {
  if (syllableOf(form) !== null) return false;
  for (let at = 1; at < form.length; at++) {
    if (syllableOf(form.slice(0, at)) !== null && syllableOf(form.slice(at)) !== null) return true;
  }
  return false;
}

function isUnknown(token: Token): boolean {
  return token.kind === "word" && syllableOf(token.form) === null;
}
