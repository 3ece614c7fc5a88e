/** A text in NFC which remembers where everything stood in the text as it was given. */
export interface Composed {
  readonly text: string;
  /**
   * Offset into the given text, for an offset into `text` at which a character begins or the text ends; null where
   * something that belongs together would be cut.
   */
  givenAt(offset: number): number | null;
}

/** More marks on one letter than any language writes are left as they stand: putting them in order takes too long. */
const MOST_JOINED = 32;

/**
 * Composes letter by letter, a letter being what begins with anything but a mark or the second part of a Korean
 * syllable: nothing else is ever composed with what stands before it (Unicode Standard, section 3.12).
 */
export function composedOf(given: string): Composed {
  if (!JOINING.test(given)) return { text: given, givenAt: (offset) => offset };
  const starts = new Map<number, number>();
  const pieces: string[] = [];
  let length = 0;
  for (let at = 0; at < given.length;) {
    const start = at;
    at += widthAt(given, at);
    while (at < given.length && isJoining(given.codePointAt(at)!)) at += widthAt(given, at);
    const piece = given.slice(start, at);
    const composed = at - start > MOST_JOINED ? piece : piece.normalize("NFC");
    starts.set(length, start);
    pieces.push(composed);
    length += composed.length;
  }
  starts.set(length, given.length);
  return { text: pieces.join(""), givenAt: (offset) => starts.get(offset) ?? null };
}

/** Marks, and vowels and finals of Korean and of Kirat Rai, which compose without being marks. */
const JOINING = /[\p{M}\u1160-\u11ff\u{16d63}-\u{16d6a}]/u;

function isJoining(code: number): boolean {
  return code >= 0x300 && JOINING.test(String.fromCodePoint(code));
}

function widthAt(text: string, at: number): 1 | 2 {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}
