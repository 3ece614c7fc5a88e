import { isSyllable, spelled, syllableOf, telexOf, TONES, withoutTones, withTone } from "#core/language";

/** A whole number from 0 to below `limit`, seeded (mulberry32), so that training can be repeated. */
export type Chance = (limit: number) => number;

export function chanceFrom(seed: number): Chance {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
}

type Slip = (word: string, chance: Chance) => string | null;

/** Kinds of slips and how often each is made of a hundred or so: tones first, as in real newsrooms. */
const SLIPS: readonly (readonly [share: number, slip: Slip])[] = [
  [22, toneLost],
  [20, toneWrong],
  [16, hoiForNga],
  [12, shapeWrong],
  [6, marksLost],
  [14, replaced("tr ch, ch tr, s x, x s, gi d, d gi, r d, d r, l n, n l, gi r, v d, d đ", "start")],
  [7, replaced("ng n, n ng, t c, c t, nh n, n nh, ch t, i y", "end")],
  [
    7,
    replaced(
      "iêu iu, ươu iêu, ươ ư, uô u, iê i, ai ay, ao au, âu ao, ay ây, ui uôi, oi ôi, ôi ơi, ăn ân, om ôm, " +
        "êch ich, ênh inh, ip iêp, im iêm, oai ai, oan an, uân ân",
      "inside",
    ),
  ],
  [7, telexLeft],
  [3, vniLeft],
  [6, keyMissed],
  [6, keyDropped],
  [5, keyAdded],
  [5, keysSwapped],
  [6, toneMoved],
];
const ALL_SHARES = SLIPS.reduce((sum, [share]) => sum + share, 0);

/** A word with one slip of a random kind, or null when that kind does not fit the word. */
export function slipOf(word: string, chance: Chance): string | null {
  let left = chance(ALL_SHARES);
  const [, slip] = SLIPS.find(([share]) => (left -= share) < 0)!;
  const wrong = slip(word, chance);
  const known = wrong === null ? null : (syllableOf(wrong)?.spelling ?? wrong);
  return known === null || known === syllableOf(word)?.spelling || wrong!.length < 2 ? null : wrong;
}

function pick<Value>(values: readonly Value[], chance: Chance): Value | null {
  return values.length === 0 ? null : values[chance(values.length)]!;
}

function toneLost(word: string): string | null {
  const { base, tones } = withoutTones(word);
  return tones.length > 0 ? base : null;
}

function toneWrong(word: string, chance: Chance): string | null {
  const { base, tones } = withoutTones(word);
  const stopped = /([cpt]|ch)$/.test(base);
  return withTone(
    base,
    pick(
      TONES.filter((tone) => tone !== (tones[0] ?? 0) && (!stopped || tone % 4 === 1)),
      chance,
    ) ?? 1,
  );
}

function hoiForNga(word: string): string | null {
  const { base, tones } = withoutTones(word);
  return tones[0] === 3 ? withTone(base, 4) : tones[0] === 4 ? withTone(base, 3) : null;
}

const OTHER_SHAPES: Readonly<Record<string, string>> = {
  ă: "aâ",
  â: "aă",
  ê: "e",
  ô: "oơ",
  ơ: "oô",
  ư: "u",
  đ: "d",
};

function shapeWrong(word: string, chance: Chance): string | null {
  const { base, tones } = withoutTones(word);
  const at = pick(
    [...base].flatMap((letter, index) => (letter in OTHER_SHAPES ? [index] : [])),
    chance,
  );
  if (at === null) return null;
  const other = pick([...OTHER_SHAPES[base[at]!]!], chance)!;
  return withTone(base.slice(0, at) + other + base.slice(at + 1), tones[0] ?? 0);
}

function marksLost(word: string): string | null {
  const bare = word.normalize("NFD").replace(/\p{M}/gu, "").replace("đ", "d");
  return bare === word ? null : bare;
}

function replaced(table: string, where: "start" | "end" | "inside"): Slip {
  const pairs = table.split(", ").map((pair) => pair.split(" ") as [string, string]);
  return (word, chance) => {
    const syllable = syllableOf(word);
    if (syllable === null) return null;
    const { onset, rime, tone } = syllable;
    if (where === "start") {
      const pair = pick(
        pairs.filter(([from]) => from === onset),
        chance,
      );
      return pair && spelled(pair[1], rime, tone);
    }
    const fitting = pairs.filter(([from]) =>
      where === "inside" ? rime.includes(from) : rime.endsWith(from),
    );
    const pair = pick(
      fitting.filter(([from]) => !(from === "n" && rime.endsWith("ng"))),
      chance,
    );
    return (
      pair &&
      spelled(onset, rime.replace(where === "end" ? new RegExp(`${pair[0]}$`) : pair[0], pair[1]), tone)
    );
  };
}

function telexLeft(word: string, chance: Chance): string | null {
  const { base, tones } = withoutTones(word);
  const way = chance(10);
  if (way < 5) return telexOf(word);
  if (way < 8) return tones.length > 0 ? base + telexOf(word).slice(-1) : null;
  const at = pick(
    [...base].flatMap((letter, index) => ("đâêôươă".includes(letter) ? [index] : [])),
    chance,
  );
  return at === null ? null : withTone(base, tones[0] ?? 0).replace(base[at]!, telexOf(base[at]!));
}

const VNI: Readonly<Record<string, string>> = {
  ă: "a8",
  â: "a6",
  ê: "e6",
  ô: "o6",
  ơ: "o7",
  ư: "u7",
  đ: "d9",
};

function vniLeft(word: string, chance: Chance): string | null {
  const { base, tones } = withoutTones(word);
  const tone = tones.length > 0 ? String(tones[0]) : "";
  return (chance(10) < 6 ? base.replace(/[ăâêôơưđ]/g, (letter) => VNI[letter]!) : base) + tone;
}

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

function beside(key: string, chance: Chance): string {
  const row = ROWS.find((keys) => keys.includes(key)) ?? ROWS[0]!;
  return row[Math.max(0, Math.min(row.length - 1, row.indexOf(key) + (chance(2) ? 1 : -1)))]!;
}

function keyMissed(word: string, chance: Chance): string | null {
  const at = pick(
    [...word].flatMap((letter, index) => (/[a-z]/.test(letter) ? [index] : [])),
    chance,
  );
  return at === null ? null : word.slice(0, at) + beside(word[at]!, chance) + word.slice(at + 1);
}

function keyDropped(word: string, chance: Chance): string | null {
  const at = chance(word.length);
  return word.length < 3 ? null : word.slice(0, at) + word.slice(at + 1);
}

function keyAdded(word: string, chance: Chance): string | null {
  const at = chance(word.length);
  const added = chance(2) ? word[at]! : beside(marksLost(word[at]!) ?? word[at]!, chance);
  return word.slice(0, at + 1) + added + word.slice(at + 1);
}

function keysSwapped(word: string, chance: Chance): string | null {
  const at = chance(word.length - 1);
  const [first, second] = [word[at]!, word[at + 1] ?? ""];
  return word.length < 3 || first === second ? null : word.slice(0, at) + second + first + word.slice(at + 2);
}

const MARKS = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];

function toneMoved(word: string, chance: Chance): string | null {
  const { base, tones } = withoutTones(word);
  if (tones.length === 0) return null;
  const places = [...base].flatMap((letter, index) => ("aăâeêioôơuưy".includes(letter) ? [index] : []));
  const at = pick(places, chance)!;
  const moved = (base.slice(0, at + 1) + MARKS[tones[0]!]! + base.slice(at + 1)).normalize("NFC");
  return isSyllable(moved) ? null : moved;
}
