import { repairedText, utf8 } from "./mojibake.ts";

/** What the IPTC-IIM block of a picture says; "" where it says nothing. */
export interface IimNotes {
  /** 2:120 Caption/Abstract. */
  readonly caption: string;
  /** 2:110 Credit. */
  readonly credit: string;
  /** 2:80 By-line, several joined by ", ". */
  readonly byline: string;
}

/**
 * Reads an IPTC-IIM 4.2 block, bare or inside the Photoshop resources of a JPEG's APP13 segment.
 *
 * 1:90 (coded character set) is honoured; but many programs write UTF-8 without saying so, and some say
 * UTF-8 and write something else, so bytes that are valid UTF-8 are read as UTF-8, and the rest as the
 * Vietnamese or the Western Windows character set. A block cut short gives what was read before the cut;
 * nothing throws.
 */
export function iimNotesOf(block: Uint8Array): IimNotes {
  const captions: string[] = [];
  const credits: string[] = [];
  const bylines: string[] = [];
  for (const { record, dataset, value } of dataSetsOf(datasetsIn(block))) {
    if (record !== 2) continue;
    if (dataset === 120) captions.push(textOfBytes(value));
    if (dataset === 110) credits.push(textOfBytes(value));
    if (dataset === 80) bylines.push(textOfBytes(value));
  }
  return { caption: joined(captions, "\n"), credit: joined(credits, ", "), byline: joined(bylines, ", ") };
}

interface DataSet {
  readonly record: number;
  readonly dataset: number;
  readonly value: Uint8Array;
}

/** Most data sets read of one block: a real one has under a hundred. */
const MOST_DATA_SETS = 2_000;

function* dataSetsOf(bytes: Uint8Array): Generator<DataSet> {
  let at = 0;
  for (let read = 0; read < MOST_DATA_SETS && at + 5 <= bytes.length && bytes[at] === 0x1c; read++) {
    const record = bytes[at + 1]!;
    const dataset = bytes[at + 2]!;
    let length = bytes[at + 3]! * 256 + bytes[at + 4]!;
    at += 5;
    // Extended data set (IIM 4.2, section 1.5.2): the length of the length, then the length.
    if (length & 0x8000) {
      const lengthBytes = length & 0x7fff;
      if (lengthBytes > 4 || at + lengthBytes > bytes.length) return;
      length = 0;
      for (let index = 0; index < lengthBytes; index++) length = length * 256 + bytes[at + index]!;
      at += lengthBytes;
    }
    if (at + length > bytes.length) return;
    yield { record, dataset, value: bytes.subarray(at, at + length) };
    at += length;
  }
}

const IPTC_RESOURCE = 0x0404;

/** The bare data sets: of the Photoshop image resource 0x0404, or of the block itself. */
function datasetsIn(block: Uint8Array): Uint8Array {
  if (block[0] === 0x1c) return block;
  let at = signatureAt(block, 0);
  while (at >= 0 && at + 12 <= block.length) {
    const id = block[at + 4]! * 256 + block[at + 5]!;
    // The name is a Pascal string padded to an even length, its length byte included.
    const nameLength = (block[at + 6]! + 2) & ~1;
    const sizeAt = at + 6 + nameLength;
    let size = 0;
    for (let index = 0; index < 4; index++) size = size * 256 + (block[sizeAt + index] ?? 0);
    if (id === IPTC_RESOURCE) return block.subarray(sizeAt + 4, sizeAt + 4 + size);
    at = signatureAt(block, sizeAt + 4 + size);
  }
  return new Uint8Array(0);
}

/** Where the next "8BIM" stands, from `from` on; -1 when there is none. */
function signatureAt(block: Uint8Array, from: number): number {
  for (let at = from; at + 4 <= block.length; at++) {
    if (block[at] === 0x38 && block[at + 1] === 0x42 && block[at + 2] === 0x49 && block[at + 3] === 0x4d) {
      return at;
    }
  }
  return -1;
}

function textOfBytes(bytes: Uint8Array): string {
  const text = utf8(bytes) ?? vietnameseWindows(bytes) ?? new TextDecoder("windows-1252").decode(bytes);
  return repairedText(text);
}

/**
 * Windows-1258 when it reads as Vietnamese: it alone writes tones as separate marks after a vowel, where
 * Windows-1252 has letters that never stand so.
 */
function vietnameseWindows(bytes: Uint8Array): string | null {
  const text = new TextDecoder("windows-1258").decode(bytes);
  const tones = text.match(/[\u0300\u0301\u0303\u0309\u0323]/g)?.length ?? 0;
  const onVowels = text.match(/[aăâeêioôơuưy][\u0300\u0301\u0303\u0309\u0323]/gi)?.length ?? 0;
  return tones > 0 && tones === onVowels ? text : null;
}

function joined(texts: readonly string[], separator: string): string {
  return texts
    .map((text) => text.replaceAll("\u0000", "").trim())
    .filter((text) => text !== "")
    .join(separator);
}
