import { widthAt } from "../tokens.ts";

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
/** Pieces which are put together before there are more of them. */
const MOST_PIECES = 10_000;

/**
 * Composes letter by letter, a letter being what begins with anything but a mark or the second part of a Korean
 * syllable: nothing else is ever composed with what stands before it (Unicode Standard, section 3.12). Only letters with
 * marks are remembered, four numbers for each: a text may have millions of letters and one mark.
 */
export function composedOf(given: string): Composed {
  if (!JOINING.test(given)) return { text: given, givenAt: (offset) => offset };
  const places = new Places();
  const done: string[] = [];
  let pieces: string[] = [];
  let [length, at] = [0, 0];
  const put = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
    if (pieces.length < MOST_PIECES) return;
    done.push(pieces.join(""));
    pieces = [];
  };
  const marks = new RegExp(JOINING, "gu");
  for (let mark = marks.exec(given); mark !== null; mark = marks.exec(given)) {
    const start = mark.index > at ? startBefore(given, mark.index) : mark.index;
    let end = mark.index;
    while (end < given.length && isJoining(given.codePointAt(end)!)) end += widthAt(given, end);
    const letter = given.slice(start, end);
    put(given.slice(at, start));
    const composed = end - start > MOST_JOINED ? letter : letter.normalize("NFC");
    places.add(length, length + composed.length, start, end);
    put(composed);
    at = marks.lastIndex = end;
  }
  put(given.slice(at));
  const text = [...done, pieces.join("")].join("");
  return { text, givenAt: (offset) => (offset > text.length ? null : places.givenAt(offset)) };
}

/** Letters that begin and end elsewhere in one text than in the other, in order. */
class Places {
  /** For each the beginning and end in the composed text, then in the given one. */
  #numbers = new Uint32Array(64);
  #count = 0;

  add(...numbers: readonly [start: number, end: number, givenStart: number, givenEnd: number]): void {
    if ((this.#count + 1) * 4 > this.#numbers.length) {
      const longer = new Uint32Array(this.#numbers.length * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers.set(numbers, this.#count * 4);
    this.#count += 1;
  }

  givenAt(offset: number): number | null {
    let [from, to] = [0, this.#count];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#numbers[middle * 4]! <= offset) from = middle + 1;
      else to = middle;
    }
    if (from === 0) return offset;
    const [start, end, givenStart, givenEnd] = this.#numbers.subarray(
      (from - 1) * 4,
      from * 4,
    ) as unknown as [number, number, number, number];
    if (offset === start) return givenStart;
    return offset < end ? null : offset - end + givenEnd;
  }
}

/** Marks, and vowels and finals of Korean and of Kirat Rai, which compose without being marks. */
const JOINING = /[\p{M}\u1160-\u11ff\u{16d63}-\u{16d6a}]/u;

function isJoining(code: number): boolean {
  return code >= 0x300 && JOINING.test(String.fromCodePoint(code));
}

/** Where the character before an offset begins. */
function startBefore(text: string, at: number): number {
  return at >= 2 && widthAt(text, at - 2) === 2 ? at - 2 : at - 1;
}
