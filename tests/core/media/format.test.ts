import fc from "fast-check";
import { expect, test } from "vitest";
import { formatOf } from "#core/media";

function bytes(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

/** A little-endian TIFF whose first directory has these tags, each with a value. */
function tiff(...tags: readonly (readonly [tag: number, value: number])[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(10 + tags.length * 12));
  out.setUint32(0, 0x49492a00);
  out.setUint32(4, 8, true);
  out.setUint16(8, tags.length, true);
  tags.forEach(([tag, value], index) => {
    out.setUint16(10 + index * 12, tag, true);
    out.setUint32(10 + index * 12 + 8, value, true);
  });
  return new Uint8Array(out.buffer);
}

test.each([
  ["\xff\xd8\xff\xe0", "jpg"],
  ["\x89PNG\r\n\x1a\n", "png"],
  ["GIF89a", "gif"],
  ["RIFF\0\0\0\0WEBPVP8 ", "webp"],
  ["\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf", "avif"],
  ["\0\0\0\x20ftypmif1\0\0\0\0mif1avifmiaf", "avif"],
  ["MM\0*\0\0\0\x08\0\0", "tiff"],
  ["II+\0\x08\0\0\0", "tiff"],
])("M1 %j is taken as %s", (head, extension) => {
  expect(formatOf(bytes(head))).toEqual({ taken: true, extension });
});

test.each([
  ["\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"],
  ["\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "heic"],
  ["\0\0\0\x0cJXL \r\n\x87\n", "jxl"],
  ["\0\0\0\x0cjP  \r\n\x87\n", "jp2"],
  ["%!PS-Adobe-3.0 EPSF", "eps"],
  [`BM\x46\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10\0\0\0\x10\0\0\0`, "bmp"],
  ["<svg:svg xmlns:svg='x'>", "svg"],
  [
    `<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg>`,
    "svg",
  ],
  ["\xff\xfe<\0s\0v\0g\0 \0", "svg"],
])("M2 %j is refused as %s", (head, format) => {
  expect(formatOf(bytes(head))).toEqual({ taken: false, format });
});

test("M2 a camera's raw file is not taken for the preview in it", () => {
  expect(formatOf(tiff([254, 1], [271, 0], [330, 0]))).toEqual({ taken: false, format: "raw" });
  expect(formatOf(tiff([254, 0], [50706, 0x00000401]))).toEqual({ taken: false, format: "raw" });
  expect(formatOf(tiff([254, 0], [271, 0]))).toEqual({ taken: true, extension: "tiff" });
});

test.each([
  "",
  "Danh sách đại biểu",
  "<html><body><svg></svg></body></html>",
  "<!-- never closed <svg>",
  "RIFF\0\0\0\0WAVE",
  "\0\0\0\x18ftypmp42\0\0\0\0isom",
  "BMW",
  "PK\x03\x04",
])("M2 %j is no picture", (head) => {
  expect(formatOf(bytes(head))).toBeNull();
});

test("M1 no bytes throw", () => {
  const heads = ["", "II*\0", "MM\0*", "\0\0\0\x20ftyp", "<!DOCTYPE svg [", "<?xml ", "RIFF"];
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, rest) => {
      formatOf(Uint8Array.from([...bytes(head), ...rest]));
    }),
    { numRuns: 500 },
  );
});
