/** Characters of Windows-1252 at 0x80 to 0x9F; the five free places keep their control character. */
export const WINDOWS_1252_HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const BYTE_OF = new Map([...WINDOWS_1252_HIGH].map((character, index) => [character, 0x80 + index]));

/** What Vietnamese and its neighbours are written with, also when read wrong twice: Latin, marks, symbols. */
const NEWSROOM =
  /^[\u0000-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u214f\p{Script=Latin}\p{Script=Inherited}]*$/u;

/** Another script is believed in a run only: one letter of it may be a Latin letter and two quotes. */
const FOREIGN_RUN = /(?:(?!\p{Script=Latin})\p{L}){4}/u;

/**
 * Text whose UTF-8 bytes were once read as Latin-1 or Windows-1252, put right: "Háº¡n cháº¿" gives
 * "Hạn chế". Any other text comes back as it is.
 *
 * Safe because text that is not damaged so is practically never valid UTF-8 when written in Windows-1252:
 * every marked letter would have to be followed by just the right symbols. Where it is after all ("ì””" has
 * the bytes of one Korean syllable), the reading must look like what a newsroom writes. Twice damaged text is
 * put right twice.
 */
export function repairedText(text: string): string {
  let best = text;
  for (let round = 0; round < 2; round++) {
    const bytes = bytesOnceRead(best);
    const once = bytes && utf8(bytes);
    if (once === null || once === best || !believable(once)) return best;
    best = once;
  }
  return best;
}

function believable(text: string): boolean {
  return NEWSROOM.test(text) || FOREIGN_RUN.test(text);
}

/** The bytes as UTF-8 text, or null when they are none. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The single bytes this text was read from, or null when a character has none or all are ASCII. */
function bytesOnceRead(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  let high = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code < 0x100 ? code : BYTE_OF.get(text[at]!);
    if (byte === undefined) return null;
    if (byte >= 0x80) high = true;
    bytes[at] = byte;
  }
  return high ? bytes : null;
}
