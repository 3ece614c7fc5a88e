import type { Candidate } from "./candidates.ts";
import { BOUNDARY_ID, NUMBER_ID, type Counts } from "./counts.ts";
import type { Fit } from "./fit.ts";
import { bare, syllableOf, withoutTones } from "./syllable.ts";
import type { Token } from "./tokens.ts";

/** A passage as the counts see it: one id for each token. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly ids: readonly number[];
  readonly counts: Counts;
  readonly fit: Fit;
}

/** A candidate with what speaks for it: log of how much likelier it is here, less its cost. */
export interface RankedCandidate extends Candidate {
  readonly gain: number;
}

/** What is known of one place: how what stands there fits, and what could stand there, best first. */
export interface Standing {
  readonly likelihood: number;
  readonly best: readonly RankedCandidate[];
  /** Log of the share of what stands there among all that could, by likelihood and cost. */
  readonly share: number;
  /** The same by the learned fit, from each of its views and all together. */
  readonly fitShares: readonly number[];
  /** By how much the best candidate fits better, by each view. */
  readonly fitGains: readonly number[];
}

/** The id a token has in the counts; 0 for a word they do not know. */
export function idOf(token: Token, counts: Counts): number {
  if (token.kind === "boundary") return BOUNDARY_ID;
  if (token.kind === "number") return NUMBER_ID;
  return counts.idOf(syllableOf(token.form)?.spelling ?? token.form);
}

/** As many as are offered, and one more. */
const MOST_RANKED = 6;
/** What the learned fit weighs beside the counts in the order of candidates. */
const FIT_WEIGHT = 0.3;

/** A candidate so much less likely than what stands there is not looked at more closely. */
const LEAST_WORTH_A_LOOK = -9;

/** Weighs the candidates against what stands there. */
export function standingAt(reading: Reading, at: number, candidates: readonly Candidate[]): Standing {
  const { ids, fit } = reading;
  const likelihood = likelihoodAt(reading, at);
  const fitAt = fit.at(ids, at);
  const scores = new Float64Array(3);
  const present = likelihood(ids[at]!);
  fitAt(ids[at]!, scores);
  const presentFit = [...scores];
  const presentScore = present + FIT_WEIGHT * sumOf(scores);
  const top: (RankedCandidate & { readonly fits: readonly number[] })[] = [];
  let all = 1;
  const allFits = [1, 1, 1, 1];
  for (const { id, spelling, cost } of candidates) {
    const likely = likelihood(id);
    if (likely - present - cost < LEAST_WORTH_A_LOOK) continue;
    fitAt(id, scores);
    const gain = likely + FIT_WEIGHT * sumOf(scores) - presentScore - cost;
    all += Math.exp(Math.min(50, gain));
    let together = -cost;
    for (let view = 0; view < 3; view++) {
      const better = scores[view]! - presentFit[view]!;
      together += better / 2;
      allFits[view]! += Math.exp(Math.min(50, better - cost));
    }
    allFits[3]! += Math.exp(Math.min(50, together));
    if (top.length === MOST_RANKED && gain <= top[MOST_RANKED - 1]!.gain) continue;
    const place = top.findIndex((other) => other.gain < gain);
    top.splice(place < 0 ? top.length : place, 0, { id, spelling, cost, gain, fits: [...scores] });
    if (top.length > MOST_RANKED) top.pop();
  }
  return {
    likelihood: present,
    best: top,
    share: -Math.log(all),
    fitShares: allFits.map((sum) => -Math.log(sum)),
    fitGains: presentFit.map((score, view) => (top[0] ? top[0].fits[view]! - score : 0)),
  };
}

function sumOf(scores: Float64Array): number {
  return scores[0]! + scores[1]! + scores[2]!;
}

/** Log of P(word | two before) P(after | before, word) P(second after | word, after), each smoothed. */
function likelihoodAt({ ids, counts }: Reading, at: number): (id: number) => number {
  const [farBefore, before] = [ids[at - 2] ?? 0, ids[at - 1]!];
  const [after, farAfter] = [ids[at + 1]!, ids[at + 2]];
  const all = counts.total + 40_000;
  const pairBefore = counts.pairOf(farBefore, before);
  const pairAfter = farAfter === undefined ? -1 : counts.pairOf(after, farAfter);
  const alone = (id: number): number => (counts.countOf(id) + 0.5) / all;
  const [afterAlone, farAfterAlone] = [alone(after), farAfter === undefined ? 0 : alone(farAfter)];
  const farAfterGiven = given(counts, counts.countOf(after), pairAfter, farAfterAlone);
  return (id) => {
    const count = counts.countOf(id);
    const pairIn = counts.pairOf(before, id);
    const pairOut = counts.pairOf(id, after);
    const here = given(counts, counts.countOf(before), pairIn, alone(id));
    const then = given(counts, count, pairOut, afterAlone);
    let product = givenTwo(counts, pairBefore, id, here) * givenTwo(counts, pairIn, after, then);
    if (farAfter !== undefined) product *= givenTwo(counts, pairOut, farAfter, farAfterGiven);
    return Math.log(product);
  };
}

/** P(second | first), smoothed towards how frequent the second is at all. */
function given(counts: Counts, firstCount: number, pair: number, secondAlone: number): number {
  // How many unseen neighbours a word is taken to have had: more for the frequent ones.
  const unseen = 8 + 2 * Math.sqrt(firstCount);
  return (counts.countOfPair(pair) + unseen * secondAlone) / (firstCount + unseen);
}

/** P(third | pair), smoothed towards P(third | second). */
function givenTwo(counts: Counts, pair: number, third: number, thirdGiven: number): number {
  const count = counts.countOfPair(pair);
  const unseen = 4 + 3 * Math.sqrt(count);
  return (counts.tripleCount(pair, third) + unseen * thirdGiven) / (count + unseen);
}

/**
 * What the decision looks at, for the best candidate: how well form and candidate stand here, how frequent
 * everything is, and what kind of place it is. The order is that of the weights in `weights.ts`.
 */
export function evidenceOf(reading: Reading, at: number, standing: Standing): readonly number[] {
  const { tokens, ids, counts } = reading;
  const [first, second] = standing.best;
  const token = tokens[at]!;
  const id = ids[at]!;
  const best = first!.id;
  const [before, after] = [ids[at - 1]!, ids[at + 1]!];
  const [farBefore, farAfter] = [ids[at - 2] ?? 0, ids[at + 2] ?? 0];
  const log = Math.log1p;
  const pair = (a: number, b: number): number => log(counts.countOfPair(counts.pairOf(a, b)));
  const triple = (a: number, b: number, c: number): number => log(counts.tripleCount(counts.pairOf(a, b), c));
  const neighbours = [tokens[at - 1]!, tokens[at + 1]!];
  return [
    first!.gain,
    first!.gain + first!.cost,
    first!.cost,
    second ? Math.min(15, first!.gain - second.gain) : 15,
    standing.share,
    ...standing.fitShares,
    ...standing.fitGains,
    log(counts.countOf(id)),
    log(counts.countOf(best)),
    pair(before, id),
    pair(id, after),
    pair(before, best),
    pair(best, after),
    triple(farBefore, before, id),
    triple(before, id, after),
    triple(id, after, farAfter),
    triple(farBefore, before, best),
    triple(before, best, after),
    triple(best, after, farAfter),
    pair(farBefore, before),
    pair(after, farAfter),
    log(counts.countOf(before)),
    log(counts.countOf(after)),
    standing.likelihood,
    Number(before === BOUNDARY_ID || before === NUMBER_ID),
    Number(after === BOUNDARY_ID || after === NUMBER_ID),
    Number(isCapital(token)),
    Number(neighbours.some(isCapital)),
    Number(isUnknown(neighbours[0]!)),
    Number(isUnknown(neighbours[1]!)),
    Number(syllableOf(token.form) !== null),
    Number(bare(token.form) === token.form),
    Number(withoutTones(token.form).tones.length === 0),
    Number(isTwoSyllables(token.form)),
    token.form.length,
    first!.spelling.length,
    Number(neighbours.some((neighbour) => isReduplication(token.form, neighbour))),
    Number(neighbours.some((neighbour) => isReduplication(first!.spelling, neighbour))),
  ];
}

/** A capital that says something: in a headline all in capitals it does not. */
function isCapital({ letterCase }: Token): boolean {
  return letterCase !== "lower" && letterCase !== "loud";
}

/** "lẫm chẫm", "lanh lảnh": words made of a syllable and its echo, with the same onset or the same rime. */
function isReduplication(form: string, { form: other, letterCase }: Token): boolean {
  const [one, two] = [
    syllableOf(form),
    letterCase === "lower" || letterCase === "loud" ? syllableOf(other) : null,
  ];
  if (one === null || two === null) return false;
  return (one.onset === two.onset && one.onset !== "") || (one.rime === two.rime && one.rime.length > 1);
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
