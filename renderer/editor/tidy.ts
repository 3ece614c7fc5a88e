/**
 * Making pasted text clean. Only what comes from outside is tidied, at the moment it is pasted; what is typed
 * never is.
 */

/** Characters which carry nothing on a news page: soft hyphen, zero-width signs, byte order mark, controls. */
const STRAY = /[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * One run of pasted text: composed (NFC), strays away. A no-break space stays between a figure and what belongs
 * to it ("10 000", "5 km") and is a plain space elsewhere; U+202F, which some input methods leave behind, goes, but
 * for a space between figures.
 */
export function tidied(text: string): string {
  return text
    .normalize("NFC")
    .replace(STRAY, "")
    .replace(/(?<=\d)\u202f(?=\d)/g, "\u00a0")
    .replace(/\u202f/g, "")
    .replace(/\u00a0/g, (_, at: number, all: string) => {
      const belongs = /\d/.test(all[at - 1] ?? "") && /[\p{L}\d%]/u.test(all[at + 1] ?? "");
      return belongs ? "\u00a0" : " ";
    })
    .replace(/[\u2000-\u200a\u205f\u3000\t]/g, " ");
}

/** A line of pasted text which becomes a paragraph. */
export interface PastedLine {
  readonly text: string;
  /** How many empty lines stood before it: a site's text has a hole where a picture was. */
  readonly emptyBefore: number;
}

/** The lines of a plain text, tidied, empty ones left out. */
export function linesOf(text: string): readonly PastedLine[] {
  const lines: PastedLine[] = [];
  let emptyBefore = 0;
  for (const raw of text.split(/\r\n?|[\n\u2028\u2029\u0085]/)) {
    const line = tidied(raw).trim();
    if (line === "") emptyBefore += 1;
    else {
      lines.push({ text: line, emptyBefore });
      emptyBefore = 0;
    }
  }
  return lines;
}
