import { strFromU8, unzipSync } from "fflate";
import { done, failed, type Outcome } from "../bridge/outcome.ts";

/** Why a file could not be read as a Word document. */
export type DocxProblem =
  /** Not a zip, or a zip without Word's text in it. */
  | { readonly kind: "notADocx" }
  /** Its text is larger unpacked than is taken. */
  | { readonly kind: "docxTooLarge"; readonly sizeBytes: number; readonly mostBytes: number };

const MAIN_PART = "word/document.xml";
const MOST_TEXT_BYTES = 64 * 1024 * 1024;

/**
 * The text of a Word document (ECMA-376, part 1, section 17): its paragraphs, table cells too, each on a line
 * of its own. What was deleted with tracked changes is not in it, what was inserted is.
 */
export function textOfDocx(bytes: Uint8Array): Outcome<string, DocxProblem> {
  let sizeBytes = 0;
  let part: Uint8Array | undefined;
  try {
    part = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== MAIN_PART) return false;
        sizeBytes = originalSize;
        return originalSize <= MOST_TEXT_BYTES;
      },
    })[MAIN_PART];
  } catch {
    // fflate throws on anything that is no zip; there is nothing more to say about such a file.
    return failed({ kind: "notADocx" });
  }
  if (sizeBytes > MOST_TEXT_BYTES)
    return failed({ kind: "docxTooLarge", sizeBytes, mostBytes: MOST_TEXT_BYTES });
  return part === undefined ? failed({ kind: "notADocx" }) : done(textIn(strFromU8(part)));
}

/** Text runs, tabs, breaks and ends of paragraphs; `w:delText` and field codes are elements of other names. */
const PIECES = /<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr|noBreakHyphen)(?:\s[^<>]*)?\/>|<\/w:p>/g;

function textIn(xml: string): string {
  let text = "";
  for (const [piece, run, sign] of xml.matchAll(PIECES)) {
    if (run !== undefined) text += decoded(run);
    else if (piece === "</w:p>" || sign === "br" || sign === "cr") text += "\n";
    else text += sign === "tab" ? "\t" : "\u2011";
  }
  return text;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (_sign, decimal, hex, name) => {
      if (typeof name === "string") return NAMED[name]!;
      const code = typeof decimal === "string" ? Number(decimal) : parseInt(String(hex), 16);
      return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
    },
  );
}
