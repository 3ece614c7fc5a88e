import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { ROOT } from "./steps.ts";

/** Makes every icon file from the two drawings in `assets/icons`. */
const DIR = join(ROOT, "assets", "icons");

/** Sizes of a desktop file's icons (Icon Theme Specification 0.13), in pixels. */
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const WINDOWS = [16, 24, 32, 48, 64, 128, 256] as const;

/** Types of an icns file whose content is PNG, and the size of each in pixels. */
const MAC = [
  ["icp4", 16],
  ["icp5", 32],
  ["ic11", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic08", 256],
  ["ic13", 256],
  ["ic09", 512],
  ["ic14", 512],
  ["ic10", 1024],
] as const;

async function pngOf(name: string, sizePx: number): Promise<Buffer> {
  const svg = readFileSync(join(DIR, `${name}.svg`));
  // Drawn at the wanted size, not shrunk: the density scales the drawing's 512 units.
  return sharp(svg, { density: (72 * sizePx) / 512 })
    .resize(sizePx, sizePx)
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** An ICO file of PNG images (Windows Vista and later): directory of 16 bytes an image, then the images. */
function icoOf(images: readonly { readonly sizePx: number; readonly png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let at = head.length;
  images.forEach(({ sizePx, png }, index) => {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(sizePx % 256, entry);
    head.writeUInt8(sizePx % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += png.length;
  });
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/** An ICNS file: "icns", whole length, then type, length and content of each image, big-endian. */
function icnsOf(images: readonly { readonly type: string; readonly png: Buffer }[]): Buffer {
  const parts = images.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, "ascii");
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write("icns", 0, "ascii");
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

mkdirSync(join(DIR, "png"), { recursive: true });
for (const sizePx of LINUX) {
  writeFileSync(join(DIR, "png", `${sizePx}x${sizePx}.png`), await pngOf("morasse", sizePx));
}
for (const name of ["morasse", "package"]) {
  const windows = await Promise.all(
    WINDOWS.map(async (sizePx) => ({ sizePx, png: await pngOf(name, sizePx) })),
  );
  writeFileSync(join(DIR, `${name}.ico`), icoOf(windows));
  const mac = await Promise.all(
    MAC.map(async ([type, sizePx]) => ({ type, png: await pngOf(name, sizePx) })),
  );
  writeFileSync(join(DIR, `${name}.icns`), icnsOf(mac));
}
