/** What a file is by its content: a picture the program takes, one it knows and refuses, or no picture. */
export type PictureFormat =
  | { readonly taken: true; readonly extension: TakenExtension }
  /** Short lower-case name for the reporter's sentence: "svg", "heic", "pdf", "psd", "raw", "bmp" … */
  | { readonly taken: false; readonly format: string };

export type TakenExtension = "jpg" | "png" | "webp" | "avif" | "gif" | "tiff";

/**
 * The format of a file by its first bytes, whatever its name says; null when it is no picture.
 *
 * Camera raw files are mostly TIFF inside; they are told apart by their maker's marks and by the DNG
 * version tag, so that a raw file is not taken for the small preview it carries. Signatures: the format's
 * own specification; HEIF and AVIF brands: ISO/IEC 23008-12 and AV1 Image File Format, section 6.
 */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return take("jpg");
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return take("png");
  if (hasText(bytes, 0, "GIF87a") || hasText(bytes, 0, "GIF89a")) return take("gif");
  if (hasText(bytes, 0, "RIFF") && hasText(bytes, 8, "WEBP")) return take("webp");
  if (hasText(bytes, 4, "ftyp")) return formatOfBrands(bytes);
  return formatOfTiff(bytes) ?? refusedFormatOf(bytes);
}

const REFUSED_SIGNATURES: readonly (readonly [offset: number, text: string, format: string])[] = [
  [0, "%PDF-", "pdf"],
  [0, "8BPS", "psd"],
  [0, "%!PS", "eps"],
  [0, "FUJIFILMCCD-RAW", "raw"],
  [0, "IIU\u0000", "raw"],
  [0, "IIRO", "raw"],
  [0, "IIRS", "raw"],
  [0, "MMOR", "raw"],
  [0, "FOVb", "raw"],
  [4, "JXL \r\n", "jxl"],
  [4, "jP  \r\n", "jp2"],
];

function refusedFormatOf(bytes: Uint8Array): PictureFormat | null {
  const known = REFUSED_SIGNATURES.find(([offset, text]) => hasText(bytes, offset, text));
  if (known) return refuse(known[2]);
  // A bare JPEG XL stream has two bytes only; a bitmap says the length of its second header at 14.
  if (startsWith(bytes, 0, [0xff, 0x0a])) return refuse("jxl");
  if (hasText(bytes, 0, "BM") && bytes.length >= 26 && startsWith(bytes, 15, [0, 0, 0])) return refuse("bmp");
  if (startsWith(bytes, 0, [0, 0, 1, 0]) && bytes.length > 22) return refuse("ico");
  return isSvg(bytes) ? refuse("svg") : null;
}

/** ISO base media: the major brand, then the compatible ones, in the box that opens the file. */
function formatOfBrands(bytes: Uint8Array): PictureFormat | null {
  const boxEnd = Math.min(bytes.length, uint(bytes, 0, 4, false), 256);
  const brands = new Set<string>();
  for (let at = 8; at + 4 <= boxEnd; at += 4) {
    if (at !== 12) brands.add(textAt(bytes, at, 4));
  }
  if (brands.has("avif") || brands.has("avis")) return take("avif");
  if (brands.has("crx ")) return refuse("raw");
  if (["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"].some((brand) => brands.has(brand))) {
    return refuse("heic");
  }
  return null;
}

const TAG_MAKE = 271;
const TAG_SUB_IFDS = 330;
const TAG_NEW_SUBFILE_TYPE = 254;
const TAG_DNG_VERSION = 50706;

/** TIFF 6.0 or BigTIFF; raw when the first directory is the preview of a camera's picture. */
function formatOfTiff(bytes: Uint8Array): PictureFormat | null {
  const little = hasText(bytes, 0, "II");
  if (!little && !hasText(bytes, 0, "MM")) return null;
  const version = uint(bytes, 2, 2, little);
  if (version === 43) return take("tiff");
  if (version !== 42) return null;
  if (hasText(bytes, 8, "CR")) return refuse("raw");
  const directory = uint(bytes, 4, 4, little);
  const count = Math.min(uint(bytes, directory, 2, little), 512);
  const tags = new Map<number, number>();
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    tags.set(uint(bytes, at, 2, little), uint(bytes, at + 8, 4, little));
  }
  const preview = tags.get(TAG_NEW_SUBFILE_TYPE) === 1 && tags.has(TAG_SUB_IFDS) && tags.has(TAG_MAKE);
  return preview || tags.has(TAG_DNG_VERSION) ? refuse("raw") : take("tiff");
}

/** An svg element opens the text, after the marks XML allows before it. */
function isSvg(bytes: Uint8Array): boolean {
  const utf16 = startsWith(bytes, 0, [0xff, 0xfe]) || startsWith(bytes, 0, [0xfe, 0xff]);
  let head = textAt(bytes, 0, 16_384);
  if (utf16) head = head.replaceAll("\u0000", "").slice(2);
  let at = head.startsWith("ï»¿") ? 3 : 0;
  for (;;) {
    while (at < head.length && /\s/.test(head[at]!)) at++;
    const rest = head.slice(at, at + 9).toLowerCase();
    if (/^<(?:[a-z]+:)?svg[\s>/]/.test(head.slice(at, at + 24).toLowerCase())) return true;
    const close = rest.startsWith("<?")
      ? "?>"
      : rest.startsWith("<!--")
        ? "-->"
        : rest.startsWith("<!doctype")
          ? ">"
          : null;
    const end = close === null ? -1 : head.indexOf(close, at);
    if (close === null || end < 0) return false;
    if (rest.startsWith("<!doctype") && head.slice(at, end).includes("[")) {
      const subset = head.indexOf("]>", at);
      if (subset < 0) return /<svg[\s>]/.test(head);
      at = subset + 2;
    } else at = end + close.length;
  }
}

function take(extension: TakenExtension): PictureFormat {
  return { taken: true, extension };
}

function refuse(format: string): PictureFormat {
  return { taken: false, format };
}

function startsWith(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return textAt(bytes, at, text.length) === text;
}

/** Bytes as Latin-1 text: one character a byte. */
function textAt(bytes: Uint8Array, at: number, length: number): string {
  let text = "";
  for (const byte of bytes.subarray(at, at + length)) text += String.fromCharCode(byte);
  return text;
}

/** An unsigned number; bytes beyond the end read as 0. */
function uint(bytes: Uint8Array, at: number, length: number, little: boolean): number {
  let value = 0;
  for (let index = 0; index < length; index++) {
    value = value * 256 + (bytes[at + (little ? length - 1 - index : index)] ?? 0);
  }
  return value;
}
