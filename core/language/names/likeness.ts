import { bare, spelled, syllableOf, withoutTones } from "../syllable.ts";

/** Onsets after which i and y are two spellings of one sound: Lý and Lí, Mỹ and Mĩ, quý and quí. */
const I_OR_Y = ["h", "k", "l", "m", "s", "t", "v", "qu"];

const MOST_REMEMBERED = 50_000;
const keys = new Map<string, string>();

/**
 * What a word of a name is compared by: its spelling with the tone placed the new way and i for y, since both ways of
 * either are right ("Hòa" and "Hoà", "Sỹ" and "Sĩ"). Takes NFC, lower case.
 */
export function nameKey(form: string): string {
  const known = keys.get(form);
  if (known !== undefined) return known;
  const syllable = syllableOf(form);
  let key = form;
  if (syllable !== null) {
    const { spelling, onset, rime, tone } = syllable;
    key = rime === "y" && I_OR_Y.includes(onset) ? spelled(onset, "i", tone) : spelling;
  }
  if (keys.size >= MOST_REMEMBERED) keys.clear();
  keys.set(form, key);
  return key;
}

/**
 * How two different words of a name may be one, misspelt: "mark" when they differ in marks alone (Hoà, Hoa), "letter" when
 * one letter is amiss, and it is one that ear or dialect mistakes, or one of them is no syllable (Hằng, Hằn; Nguyễn,
 * Nguyễnn); "anyLetter" when one letter makes another good syllable of it (Linh, Minh).
 */
export type Likeness = "mark" | "letter" | "anyLetter";

/** Of keys that differ; null when they are not alike. */
export function likenessOf(one: string, other: string): Likeness | null {
  if (Math.abs(one.length - other.length) > 2) return null;
  const [bareOne, bareOther] = [bare(one), bare(other)];
  if (bareOne === bareOther) return "mark";
  if (!isOneLetterOff(bareOne, bareOther)) return null;
  const [a, b] = [syllableOf(one), syllableOf(other)];
  if (a === null && b === null) {
    const isWord = Math.min(one.length, other.length) >= LEAST_FOREIGN;
    return isWord && !ENDINGS.test(endsOf(bareOne, bareOther)) ? "letter" : null;
  }
  if (a === null || b === null) return Math.min(one.length, other.length) >= 2 ? "letter" : null;
  if (a.tone !== b.tone) return null;
  const [baseOne, baseOther] = [withoutTones(one).base, withoutTones(other).base];
  if (!isOneLetterOff(baseOne, baseOther)) return null;
  return areMistaken(a, b) ? "letter" : "anyLetter";
}

/** Shorter foreign words differ by a letter too often: Iran, Iraq. */
const LEAST_FOREIGN = 5;
/** Endings that tell man from woman or one from many, or a person from a people: Mario, Maria. */
const ENDINGS = /^(?:[aeio]?[ns]?\|[aeio]?[ns]?)$/;

function endsOf(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return `${one.slice(at)}|${other.slice(at)}`;
}

const ONSETS = "s x, ch tr, d gi, d r, gi r, l n, d v, c k, g gh, ng ngh".split(", ");
const CODAS = "n ng, n nh, c t, ch c, ch t, i y, o u".split(", ");

type Parts = NonNullable<ReturnType<typeof syllableOf>>;

/** Only the onset differs, or only the end of the rime, and in a way that dialects mix. */
function areMistaken(one: Parts, other: Parts): boolean {
  if (one.rime === other.rime) return isPair(ONSETS, one.onset, other.onset);
  return (
    one.onset === other.onset &&
    CODAS.some((pair) => {
      const [a, b] = pair.split(" ") as [string, string];
      return endsDiffer(one.rime, other.rime, a, b) || endsDiffer(other.rime, one.rime, a, b);
    })
  );
}

function endsDiffer(one: string, other: string, end: string, otherEnd: string): boolean {
  const [stem, otherStem] = [one.slice(0, -end.length), other.slice(0, -otherEnd.length)];
  return one.endsWith(end) && other.endsWith(otherEnd) && stem === otherStem;
}

function isPair(pairs: readonly string[], one: string, other: string): boolean {
  return pairs.includes(`${one} ${other}`) || pairs.includes(`${other} ${one}`);
}

/** One letter put in, left out, changed, or two swapped. */
export function isOneLetterOff(one: string, other: string): boolean {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || long === short) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at++;
  if (long.length > short.length) return long.slice(at + 1) === short.slice(at);
  if (long.slice(at + 1) === short.slice(at + 1)) return true;
  return (
    long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2)
  );
}
