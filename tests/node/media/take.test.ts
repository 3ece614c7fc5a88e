import { expect, test } from "vitest";
import sharp from "sharp";
import { takePicture } from "#node/media";
import { emptyPng, iimBlock, noise, withSegment, xmpPacket, type Encoding } from "./pictures.ts";

const EXTENSIONS: readonly (readonly [Encoding, string])[] = [
  ["jpg", "jpg"],
  ["progressive jpg", "jpg"],
  ["png", "png"],
  ["interlaced png", "png"],
  ["webp", "webp"],
  ["avif", "avif"],
  ["gif", "gif"],
  ["tiff", "tiff"],
];

async function problemOf(name: string, bytes: Uint8Array): Promise<unknown> {
  const taken = await takePicture(name, bytes);
  return taken.ok ? "taken" : taken.problem;
}

test.each(EXTENSIONS)("M1 a %s is taken under whatever name it comes", async (encoding, extension) => {
  const taken = await takePicture("notes.txt", await noise(64, 40, encoding));
  expect(taken).toMatchObject({
    ok: true,
    value: { picture: { extension, widthPx: 64, heightPx: 40 }, notes: { caption: "" } },
  });
});

test("M2 a text named .jpg is no picture", async () => {
  expect(await problemOf("anh.jpg", Buffer.from("Danh sách đại biểu dự họp"))).toEqual({
    kind: "notAPicture",
    file: "anh.jpg",
  });
});

test("M2 a file without a byte is empty", async () => {
  expect(await problemOf("anh.jpg", new Uint8Array(0))).toEqual({ kind: "emptyFile", file: "anh.jpg" });
});

test.each([
  [
    "svg",
    `<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
  ],
  ["svg", `\ufeff\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg/>`],
  ["heic", "\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic"],
  ["pdf", "%PDF-1.7\n"],
  ["psd", "8BPS\u0000\u0001"],
  ["raw", "II*\u0000\u0010\u0000\u0000\u0000CR\u0002\u0000"],
  ["raw", "\u0000\u0000\u0000\u0018ftypcrx \u0000\u0000\u0000\u0001crx isom"],
  ["raw", "FUJIFILMCCD-RAW 0201"],
])("M2 a %s is refused by its format", async (format, content) => {
  expect(await problemOf("anh.jpg", Buffer.from(content))).toEqual({
    kind: "formatNotTaken",
    file: "anh.jpg",
    format,
  });
});

test("M2 a file over 100 MB is too large, and is not looked into", async () => {
  const sizeBytes = 100 * 1024 * 1024 + 1;
  expect(await problemOf("anh.jpg", new Uint8Array(sizeBytes))).toEqual({
    kind: "fileTooLarge",
    file: "anh.jpg",
    sizeBytes,
    mostBytes: sizeBytes - 1,
  });
});

test.each([
  ["true", 15_000],
  ["a lie", 1],
])("M3 300 megapixels are refused from the header, be it %s", async (_, rows) => {
  const bytes = emptyPng(20_000, 15_000, rows);
  expect(bytes.length).toBeLessThan(400_000);
  const before = process.memoryUsage().rss;
  expect(await problemOf("anh.png", bytes)).toEqual({
    kind: "tooManyPixels",
    file: "anh.png",
    megapixels: 300,
    most: 150,
  });
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
});

test("M3 a header that promises 144 megapixels of which three rows come is damaged", async () => {
  expect(await problemOf("anh.png", emptyPng(12_000, 12_000, 3))).toMatchObject({ kind: "pictureDamaged" });
});

test.each(EXTENSIONS)("M4 a %s cut at any place is damaged", async (encoding) => {
  const whole = await noise(200, 150, encoding);
  for (const part of [0.1, 0.5, 0.95, 0.999]) {
    const cut = whole.subarray(0, Math.floor(whole.length * part));
    expect(await problemOf("anh", cut), `cut at ${part}`).toEqual({ kind: "pictureDamaged", file: "anh" });
  }
});

test("M4 a JPEG cut and closed again, or filled up with zeros, is damaged", async () => {
  const whole = await noise(200, 150, "jpg");
  const half = whole.subarray(0, whole.length >> 1);
  const closed = Buffer.concat([half, Buffer.from([0xff, 0xd9])]);
  const filled = Buffer.concat([half, Buffer.alloc(half.length)]);
  expect(await problemOf("anh.jpg", closed)).toMatchObject({ kind: "pictureDamaged" });
  expect(await problemOf("anh.jpg", filled)).toMatchObject({ kind: "pictureDamaged" });
});

test("M4 the harmless padding of some cameras is forgiven", async () => {
  const whole = await noise(200, 150, "progressive jpg");
  const padded = Buffer.concat([whole.subarray(0, -2), Buffer.from([1, 2, 3, 4, 5, 6]), whole.subarray(-2)]);
  expect(await problemOf("anh.jpg", padded)).toBe("taken");
  expect(await problemOf("anh.jpg", Buffer.concat([whole, Buffer.alloc(1000, 7)]))).toBe("taken");
});

test("M5 the size is that of the picture held upright", async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const bytes = await sharp(await noise(60, 40, "jpg"))
      .withMetadata({ orientation })
      .toBuffer();
    const turned = orientation >= 5;
    expect(await takePicture("anh.jpg", bytes)).toMatchObject({
      ok: true,
      value: { picture: { widthPx: turned ? 40 : 60, heightPx: turned ? 60 : 40 } },
    });
  }
});

test.each(["gif", "webp"] as const)("M5 an animated %s is as large as one frame", async (format) => {
  const frames = [await noise(30, 20, "png"), await noise(30, 20, "png"), await noise(30, 20, "png")];
  const bytes = await sharp(frames, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
  expect((await sharp(bytes).metadata()).pages).toBe(3);
  expect(await takePicture("anh", bytes)).toMatchObject({
    ok: true,
    value: { picture: { widthPx: 30, heightPx: 20 } },
  });
});

test("M6 caption, credit and alt text of the file are offered", async () => {
  const xmp = xmpPacket(`
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Quang cảnh buổi lễ</rdf:li></rdf:Alt></dc:description>
    <dc:creator><rdf:Seq><rdf:li>Lê Thị Hoa</rdf:li></rdf:Seq></dc:creator>
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Hàng người đứng chào cờ</rdf:li>
    </rdf:Alt></Iptc4xmpCore:AltTextAccessibility>`);
  const notes = { caption: "Quang cảnh buổi lễ", credit: "Lê Thị Hoa", altText: "Hàng người đứng chào cờ" };
  for (const encoding of ["jpg", "png", "webp", "avif", "tiff"] as const) {
    const bytes = await sharp(await noise(20, 20, encoding))
      .withXmp(xmp.toString("utf8"))
      .toBuffer();
    expect(await takePicture("anh", bytes), encoding).toMatchObject({ ok: true, value: { notes } });
  }
});

test("M6 what XMP leaves out is read from IIM", async () => {
  const block = iimBlock(
    [
      [120, Buffer.from("Trao quà cho học sinh")],
      [80, Buffer.from("Văn Nam")],
    ],
    true,
  );
  const bytes = withSegment(await noise(20, 20, "jpg"), 0xed, block);
  expect(await takePicture("anh.jpg", bytes)).toMatchObject({
    ok: true,
    value: { notes: { caption: "Trao quà cho học sinh", credit: "Văn Nam", altText: "" } },
  });
});

test("M8 a picture with broken metadata is taken without notes", async () => {
  const jpeg = await noise(20, 20, "jpg");
  const junk = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 37) & 255));
  const xmp = Buffer.concat([
    Buffer.from("http://ns.adobe.com/xap/1.0/\u0000"),
    Buffer.from("<x:xmpmeta <<<"),
    junk,
  ]);
  const iim = Buffer.concat([Buffer.from("Photoshop 3.0\u00008BIM\u0004\u0004"), junk]);
  const exif = Buffer.concat([Buffer.from("Exif\u0000\u0000II*\u0000\u00ff\u00ff\u00ff\u007f"), junk]);
  const bytes = withSegment(withSegment(withSegment(jpeg, 0xed, iim), 0xe1, xmp), 0xe1, exif);
  expect(await takePicture("anh.jpg", bytes)).toMatchObject({
    ok: true,
    value: { picture: { widthPx: 20 }, notes: { caption: "", credit: "" } },
  });
});
