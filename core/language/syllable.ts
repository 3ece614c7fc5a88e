/**
 * The Vietnamese syllable as sound rules: onset, rime and tone, and how each is spelled. Every legal
 * spelling is generated from the rules; there is no word list.
 *
 * Source of the rules: the sound system as taught (âm đầu, âm đệm, âm chính, âm cuối, thanh), and the two
 * tone placements of a glided open rime: hòa, thủy (old) and hoà, thuỷ (new).
 */
export interface Syllable {
  /** Composed, lower case, tone placed the new way ("hoà", "thuỷ", "quý"). */
  readonly spelling: string;
  /** As written: "ngh" and "ng" differ, "gi" of "gì" is "g". */
  readonly onset: string;
  /** Glide, nucleus and coda without tone: "oang", "uyên". */
  readonly rime: string;
  readonly tone: Tone;
}

/** 0 level (ngang), 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

export const TONES: readonly Tone[] = [0, 1, 2, 3, 4, 5];
const TONE_MARKS = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"] as const;

/** Which codas each nucleus takes; "" is an open syllable. Off-glides (i, y, o, u) count as codas. */
const PLAIN_RIMES: Readonly<Record<string, string>> = {
  a: " i y o u m n p t c ng ch nh",
  ă: "m n p t c ng",
  â: "y u m n p t c ng",
  e: " o m n p t c ng",
  ê: " u m n p t ch nh",
  i: " u m n p t ch nh a",
  iê: "u m n p t c ng",
  o: " i m n p t c ng",
  oo: "ng c",
  ô: " i m n p t c ng",
  ơ: " i m n p t",
  u: " i m n p t c ng a",
  uô: "i m n t c ng",
  ư: " u i m n t c ng a",
  ươ: "i u m n p t c ng",
};

/** The same after the glide, spelled o before a, ă, e and u elsewhere. */
const GLIDED_RIMES: Readonly<Record<string, string>> = {
  oa: " i y o m n p t c ng ch nh",
  oă: "m n p t c ng",
  oe: " o n t m",
  uâ: "y n t ng",
  uê: " ch nh n",
  uơ: "",
  uy: " t n ch nh u a p",
  uyê: "n t",
};

/** What follows "qu", whose u is the glide of any nucleus but the rounded ones. */
const QU_RIMES: Readonly<Record<string, string>> = {
  a: " i y o u m n p t c ng ch nh",
  ă: "m n p t c ng",
  â: "y n t ng",
  e: " o n t",
  ê: " n t ch nh",
  i: " t n p ch nh u",
  y: " t n p ch nh u",
  yê: "n t",
  ô: "c",
  ơ: " n t i",
};

const FRONT = /^[eêiy]/;
const BACK_ONSETS = ["c", "g", "ng"];
const FRONT_ONSETS = ["k", "gh", "ngh"];
const FREE_ONSETS = "b ch d đ h kh l m n nh p ph r s t th tr v x".split(" ");

/** Onsets after which the open rime i is also written y: lý, kỹ, mỹ, tỷ, sỹ, hy. */
const Y_ONSETS = ["h", "k", "l", "m", "s", "t", "v"];

/** Every legal syllable by each of its spellings: both tone placements, NFC, lower case. */
function allSyllables(): ReadonlyMap<string, Syllable> {
  const bySpelling = new Map<string, Syllable>();
  for (const [onset, rime] of onsetsWithRimes()) {
    for (const tone of TONES) {
      if (/[ptc]$|ch$/.test(rime) && tone !== 1 && tone !== 5) continue;
      const spelling = spelled(onset, rime, tone);
      const syllable: Syllable = { spelling, onset, rime, tone };
      if (!bySpelling.has(spelling)) bySpelling.set(spelling, syllable);
      const old = oldSpelling(spelling);
      if (old !== spelling && !bySpelling.has(old)) bySpelling.set(old, syllable);
    }
  }
  return bySpelling;
}

let table: ReadonlyMap<string, Syllable> | undefined;

/** The syllable spelled so (NFC, lower case, either tone placement), or null when there is none. */
export function syllableOf(spelling: string): Syllable | null {
  table ??= allSyllables();
  return table.get(spelling) ?? null;
}

export function isSyllable(spelling: string): boolean {
  return syllableOf(spelling) !== null;
}

let plain: ReadonlySet<string> | undefined;

/** Whether a syllable is spelled so when all its marks are left out: "nguyen" of "nguyễn", "duc" of "đức". */
export function isPlainSyllable(form: string): boolean {
  table ??= allSyllables();
  plain ??= new Set([...table.keys()].map(bare));
  return plain.has(form);
}

function* onsetsWithRimes(): Generator<readonly [onset: string, rime: string]> {
  const plain = rimesOf(PLAIN_RIMES);
  const glided = rimesOf(GLIDED_RIMES);
  for (const rime of [...plain, ...glided]) {
    const wide = FRONT.test(rime);
    for (const onset of [...FREE_ONSETS, ...(wide ? FRONT_ONSETS : BACK_ONSETS)]) yield [onset, rime];
    // gi swallows the i of its rime: gì, gìn, giếng.
    if (rime.startsWith("i")) yield ["g", rime];
    else if (!rime.startsWith("uy") && !rime.startsWith("y")) yield ["gi", rime];
    // Without an onset iê is written yê; ia stays.
    yield rime.startsWith("iê") ? ["", `y${rime.slice(1)}`] : ["", rime];
  }
  for (const rime of rimesOf(QU_RIMES)) yield ["qu", rime];
  for (const onset of ["", ...Y_ONSETS]) yield [onset, "y"];
}

function rimesOf(table: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(table).flatMap(([nucleus, codas]) => codas.split(" ").map((coda) => nucleus + coda));
}

/** Onset and rime with the tone on its letter, the new way. */
export function spelled(onset: string, rime: string, tone: Tone): string {
  return onset + toned(rime, tone, onset === "qu");
}

/** Puts a tone on a rime: on the marked vowel, else on the middle or the one before the coda. */
function toned(rime: string, tone: Tone, afterQu = false): string {
  if (tone === 0) return rime;
  const letters = [...rime];
  const vowels = letters.flatMap((letter, index) => ("aăâeêioôơuưy".includes(letter) ? [index] : []));
  const at = placeOf(letters, vowels, afterQu);
  if (at === undefined) return rime;
  letters[at] = (letters[at]! + TONE_MARKS[tone]).normalize("NFC");
  return letters.join("");
}

function placeOf(
  letters: readonly string[],
  vowels: readonly number[],
  afterQu: boolean,
): number | undefined {
  const marked = vowels.findLast((index) => "ăâêôơư".includes(letters[index]!));
  if (marked !== undefined) return marked;
  if (vowels.length < 2) return vowels[0];
  if (vowels.length === 3 && !afterQu) return vowels[1];
  const closed = vowels.at(-1)! < letters.length - 1;
  const pair = `${letters[vowels[0]!]}${letters[vowels[1]!]}`;
  if (closed || (!afterQu && ["oa", "oe", "uy", "oo"].includes(pair))) return vowels[1];
  return vowels[0];
}

const OLD_WAY: Readonly<Record<string, string>> = {
  oà: "òa",
  oá: "óa",
  oả: "ỏa",
  oã: "õa",
  oạ: "ọa",
  oè: "òe",
  oé: "óe",
  oẻ: "ỏe",
  oẽ: "õe",
  oẹ: "ọe",
  uỳ: "ùy",
  uý: "úy",
  uỷ: "ủy",
  uỹ: "ũy",
  uỵ: "ụy",
};

/** The spelling with the tone the old way: "thuỷ" gives "thủy", "quý" and all others stay. */
export function oldSpelling(spelling: string): string {
  if (spelling.startsWith("qu")) return spelling;
  const open = OLD_WAY[spelling.slice(-2)];
  return open === undefined ? spelling : spelling.slice(0, -2) + open;
}

/**
 * Letters without tones, and the tones that were on them in order: "tuỷên" gives "tuyên" and [3]. Takes
 * and gives composed text.
 */
export function withoutTones(text: string): { readonly base: string; readonly tones: readonly Tone[] } {
  const tones: Tone[] = [];
  const base = text
    .normalize("NFD")
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, (mark) => {
      tones.push(TONE_MARKS.indexOf(mark as (typeof TONE_MARKS)[number]) as Tone);
      return "";
    })
    .normalize("NFC");
  return { base, tones };
}

/**
 * Base letters with that tone on the letter it belongs on, whatever the syllable: "tuyên" and 3 give
 * "tuyển". The result need not be a legal syllable.
 */
export function withTone(base: string, tone: Tone): string {
  const onset = /^(?:ngh|ng|nh|ch|tr|th|ph|gh|gi(?=[aăâeêioôơuưy])|qu|kh|[bcdđghklmnprstvx])?/.exec(base)![0];
  return spelled(onset, base.slice(onset.length), tone);
}

/** Letters without any mark, đ as d: "đường" gives "duong". */
export function bare(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("đ", "d")
    .normalize("NFC");
}
