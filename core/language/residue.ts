import { syllableOf, withoutTones, withTone, type Tone } from "./syllable.ts";

/**
 * The syllable somebody typed with an input method that was off or stumbled: "tieengs", "d9u7o7ng2",
 * "ddang", "đuowngf", or null when the keys give no legal syllable other than what stands there.
 *
 * Telex and VNI as UniKey documents them, with every key allowed after the letters it belongs to.
 */
export function typedSyllable(form: string): string | null {
  const { base, tones } = withoutTones(form);
  const read = /\d/.test(base) ? readVni(base) : readTelex(base);
  if (read === null) return null;
  const tone = read.tone || (tones[0] ?? 0);
  const found = syllableOf(withTone(read.letters, tone as Tone));
  return found !== null && found.spelling !== form ? found.spelling : null;
}

/** Legal syllables of the letters with a tone that stands on the wrong letter: "tuỷên" gives "tuyển". */
export function movedTone(form: string): string | null {
  const { base, tones } = withoutTones(form);
  const found = tones.length === 1 ? syllableOf(withTone(base, tones[0]!)) : null;
  return found !== null && found.spelling !== form ? found.spelling : null;
}

interface Keys {
  readonly letters: string;
  readonly tone: Tone;
}

const TELEX_TONES: Readonly<Record<string, Tone>> = { s: 1, f: 2, r: 3, x: 4, j: 5 };
const HATS: Readonly<Record<string, string>> = { a: "â", e: "ê", o: "ô" };
const HORNS: Readonly<Record<string, string>> = { a: "ă", o: "ơ", u: "ư" };

function readTelex(keys: string): Keys | null {
  let letters = "";
  let tone: Tone = 0;
  let used = false;
  for (const key of keys) {
    const hasVowel = /[aăâeêioôơuưy]/.test(letters);
    const toneKey = TELEX_TONES[key];
    const next =
      key === "w"
        ? withHorns(letters)
        : key === "d" && letters.startsWith("d")
          ? `đ${letters.slice(1)}`
          : HATS[key] !== undefined && letters.includes(key)
            ? replaceLast(letters, key, HATS[key])
            : null;
    if (toneKey !== undefined && hasVowel) tone = toneKey;
    else if (next !== null) letters = next;
    else {
      letters += key;
      continue;
    }
    used = true;
  }
  return used ? { letters, tone } : null;
}

function readVni(keys: string): Keys | null {
  let letters = "";
  let tone: Tone = 0;
  for (const key of keys) {
    if (/[1-5]/.test(key)) tone = Number(key) as Tone;
    else if (key === "9") letters = letters.replace("d", "đ");
    else if (key === "6" || key === "8" || key === "7") {
      const marked =
        key === "6" ? withHat(letters) : key === "7" ? withHorns(letters, "ou") : withHorns(letters, "a");
      if (marked === null) return null;
      letters = marked;
    } else if (/\p{N}/u.test(key)) return null;
    else letters += key;
  }
  return { letters, tone };
}

/** w: both letters of uo, else the last a, o or u. */
function withHorns(letters: string, on = "aou"): string | null {
  if (on.includes("o") && /[uư][oơ]/.test(letters) && !/ươ/.test(letters))
    return letters.replace(/[uư][oơ]/, "ươ");
  const plain = [...letters].findLast((letter) => on.includes(letter));
  // In ua the horn is the u's: mưa.
  const wanted = plain === "a" && on.includes("u") && /[^q]ua$/.test(letters) ? "u" : plain;
  return wanted === undefined ? null : replaceLast(letters, wanted, HORNS[wanted]!);
}

function withHat(letters: string): string | null {
  const plain = [...letters].findLast((letter) => letter in HATS);
  return plain === undefined ? null : replaceLast(letters, plain, HATS[plain]!);
}

function replaceLast(letters: string, letter: string, by: string): string {
  const at = letters.lastIndexOf(letter);
  return letters.slice(0, at) + by + letters.slice(at + letter.length);
}
