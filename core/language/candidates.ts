import type { Counts } from "./counts.ts";
import { movedTone, typedSyllable } from "./residue.ts";
import { bare, spelled, syllableOf, TONES, withoutTones, withTone, type Syllable } from "./syllable.ts";

/** A syllable that may have been meant, and how far it is from what stands there: smaller is nearer. */
export interface Candidate {
  readonly id: number;
  readonly spelling: string;
  readonly cost: number;
}

export type CandidatesOf = (form: string) => readonly Candidate[];

/** Cost of one slip, on the scale of natural logarithms: what the neighbours must make up for. */
const COST = {
  residue: -0.5,
  movedTone: -3,
  hoiNga: 2.6,
  toneLost: 3,
  toneWrong: 4,
  shapeWrong: 4,
  allMarksLost: 4.2,
  onset: 3.6,
  coda: 4,
  vowel: 5,
  keyBeside: 4.6,
  key: 5.2,
  letter: 6.5,
} as const;

/** Candidates rarer than this in the counts are not offered. */
const LEAST_COUNT = 5;
const MOST_REMEMBERED = 20_000;

/** Onsets which are mistaken for each other by ear, by dialect or by spelling rule. */
const ONSETS = pairsBothWays("ch tr, s x, d gi, d r, gi r, l n, d v, gi v, c k, c qu, g gh, ng ngh, d đ");
const CODAS = pairsBothWays("ng n, t c, nh n, ch t, nh ng, i y, o u");
const VOWELS = pairsBothWays(
  "iêu iu, ươu iêu, ươ ư, uô u, iê i, yê iê, ai ay, ao au, âu ao, ay ây, ui uôi, ưi ươi, oi ôi, ôi ơi, " +
    "ăn ân, om ôm, êch ich, ênh inh, ip iêp, im iêm, oai ai, oan an, uân ân, ươ iê, au âu, e ê, o ơ",
);

/** Keys that touch on a QWERTY board. */
const BESIDE: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "q:wa w:qes e:wrd r:etf t:ryg y:tuh u:yij i:uok o:ipl p:o a:sqz s:adwx d:sfec f:dgrv g:fhtb h:gjyn " +
    "j:hkum k:jli l:ko z:ax x:zsc c:xvd v:cfb b:vgn n:bhm m:n"
  )
    .split(" ")
    .map((entry) => entry.split(":")),
);
const KEYS = Object.keys(BESIDE);

/** The candidates of any form, nearest first; remembered, because a text repeats its words. */
export function candidatesFrom(counts: Counts): CandidatesOf {
  const byKeys = new Map<string, Candidate[]>();
  const byBare = new Map<string, Candidate[]>();
  for (const [id, word] of counts.words.entries()) {
    if (counts.countOf(id) < LEAST_COUNT || syllableOf(word)?.spelling !== word) continue;
    const candidate = { id, spelling: word, cost: 0 };
    add(byKeys, telexOf(word), candidate);
    add(byBare, bare(word), candidate);
  }
  const remembered = new Map<string, readonly Candidate[]>();
  return (form) => {
    const known = remembered.get(form);
    if (known) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const found = candidatesOf(form, counts, byKeys, byBare);
    remembered.set(form, found);
    return found;
  };
}

function candidatesOf(
  form: string,
  counts: Counts,
  byKeys: ReadonlyMap<string, readonly Candidate[]>,
  byBare: ReadonlyMap<string, readonly Candidate[]>,
): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const offer = (spelling: string | null, cost: number): void => {
    const syllable = spelling === null ? null : syllableOf(spelling);
    if (syllable === null || sameWord(syllable.spelling, form)) return;
    const id = counts.idOf(syllable.spelling);
    if (counts.countOf(id) < LEAST_COUNT) return;
    const before = found.get(syllable.spelling);
    if (!before || cost < before.cost)
      found.set(syllable.spelling, { id, spelling: syllable.spelling, cost });
  };
  offer(typedSyllable(form), COST.residue);
  offer(movedTone(form), COST.movedTone);
  const { base, tones } = withoutTones(form.replace(/\p{N}/gu, ""));
  const tone = tones[0] ?? 0;
  for (const { spelling } of byBare.get(bare(base)) ?? []) {
    offer(spelling, markCost(base, tone, syllableOf(spelling)!));
  }
  const legal = syllableOf(form);
  if (legal) offerSoundAlikes(legal, offer);
  else {
    for (const other of TONES) offer(withTone(base, other), other === tone ? 0.5 : COST.toneWrong);
  }
  const keys = telexOf(form);
  for (const [edited, cost] of oneKeyAway(keys)) {
    for (const { spelling } of byKeys.get(edited) ?? []) offer(spelling, cost);
  }
  const letters = bare(base);
  for (const [edited] of oneKeyAway(letters)) {
    for (const { spelling } of byBare.get(edited) ?? []) {
      const sameTone = syllableOf(spelling)!.tone === tone;
      if (sameTone || !legal) offer(spelling, COST.letter + (sameTone || letters === form ? 0 : 2));
    }
  }
  return [...found.values()].sort((a, b) => a.cost - b.cost);
}

/** The same letters under other marks. */
function markCost(base: string, tone: number, other: Syllable): number {
  const otherBase = withoutTones(other.spelling).base;
  if (otherBase === base) {
    if (tone === 0) return COST.toneLost;
    return (tone === 3 && other.tone === 4) || (tone === 4 && other.tone === 3)
      ? COST.hoiNga
      : COST.toneWrong;
  }
  if (tone === 0 && bare(base) === base) return COST.allMarksLost;
  return COST.shapeWrong + (tone === other.tone ? 0 : 1.5);
}

function offerSoundAlikes(
  { onset, rime, tone }: Syllable,
  offer: (spelling: string, cost: number) => void,
): void {
  for (const other of ONSETS.get(onset) ?? []) offer(spelled(other, rime, tone), COST.onset);
  for (const [coda, others] of CODAS) {
    if (!rime.endsWith(coda) || (coda === "n" && rime.endsWith("ng"))) continue;
    for (const other of others) {
      offer(spelled(onset, rime.slice(0, -coda.length) + other, tone), COST.coda);
    }
  }
  for (const [vowel, others] of VOWELS) {
    if (!rime.includes(vowel)) continue;
    for (const other of others) offer(spelled(onset, rime.replace(vowel, other), tone), COST.vowel);
  }
}

/** Every string one slip of the fingers away: a key dropped, doubled or added, swapped, or missed. */
function* oneKeyAway(keys: string): Generator<readonly [edited: string, cost: number]> {
  for (let at = 0; at <= keys.length; at++) {
    const head = keys.slice(0, at);
    const key = keys[at];
    if (key !== undefined) {
      yield [head + keys.slice(at + 1), COST.keyBeside];
      const next = keys[at + 1];
      if (next !== undefined) yield [head + next + key + keys.slice(at + 2), COST.keyBeside];
      for (const other of KEYS) {
        const beside = BESIDE[key]?.includes(other) ?? false;
        yield [head + other + keys.slice(at + 1), beside ? COST.keyBeside : COST.key + 1.5];
      }
    }
    for (const other of KEYS) yield [head + other + keys.slice(at), COST.key];
  }
}

const MARKED_KEYS: Readonly<Record<string, string>> = {
  ă: "aw",
  â: "aa",
  ê: "ee",
  ô: "oo",
  ơ: "ow",
  ư: "uw",
  đ: "dd",
};

/** The keys of a syllable in Telex, the tone last: "hạn" gives "hanj". */
export function telexOf(form: string): string {
  const { base, tones } = withoutTones(form);
  return base.replace(/[ăâêôơưđ]/g, (letter) => MARKED_KEYS[letter]!) + "sfrxj".charAt((tones[0] ?? 0) - 1);
}

/** Spelling variants of one word: tone placement, and i or y at the end of an open syllable. */
function sameWord(a: string, b: string): boolean {
  return wordKey(a) === wordKey(b);
}

export function wordKey(form: string): string {
  const syllable = syllableOf(form);
  if (syllable === null) return form;
  return syllable.rime === "y" ? spelled(syllable.onset, "i", syllable.tone) : syllable.spelling;
}

function pairsBothWays(table: string): ReadonlyMap<string, readonly string[]> {
  const pairs = new Map<string, string[]>();
  for (const entry of table.split(", ")) {
    const [a = "", b = ""] = entry.split(" ");
    add(pairs, a, b);
    add(pairs, b, a);
  }
  return pairs;
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
