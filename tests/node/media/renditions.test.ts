import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { renditionsOf, takePicture, type MadeRendition } from "#node/media";
import { emptyPng, noise } from "./pictures.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "morasse-renditions-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function original(bytes: Buffer, name = "original") {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const taken = await takePicture(name, bytes);
  if (!taken.ok) throw new Error(taken.problem.kind);
  return { path, picture: taken.value.picture };
}

async function madeOf(bytes: Buffer, cache = "cache"): Promise<readonly MadeRendition[]> {
  const made = await renditionsOf(await original(bytes), join(folder, cache));
  if (!made.ok) throw new Error(made.problem.kind);
  return made.value;
}

test.each([
  [2600, [480, 1024, 1600, 2400]],
  [1024, [480, 1024]],
  [1500, [480, 1024, 1500]],
  [300, [300]],
  [1, [1]],
])("M9 an original of %i pixels comes in widths of %j", async (width, widths) => {
  const made = await madeOf(await noise(width, 20, "jpg"));
  expect(made.map((rendition) => rendition.widthPx)).toEqual(widths);
  for (const rendition of made) {
    const bytes = await readFile(rendition.path);
    const header = await sharp(bytes).metadata();
    expect([header.width, header.height]).toEqual([rendition.widthPx, rendition.heightPx]);
    expect(bytes.length).toBe(rendition.sizeBytes);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(rendition.sha256);
  }
});

test("M9 a strip of 40,000 rows still has a web size", async () => {
  const made = await madeOf(emptyPng(600, 40_000, 40_000));
  expect(made.length).toBeGreaterThan(0);
  for (const rendition of made) expect(rendition.heightPx).toBeLessThanOrEqual(16_000);
});

test("M10 a picture turned by EXIF stands upright", async () => {
  // Red above, blue below, as seen; stored lying on its side.
  const seen = await sharp({ create: { width: 100, height: 200, channels: 3, background: "#0000ff" } })
    .composite([
      { input: { create: { width: 100, height: 100, channels: 3, background: "#ff0000" } }, left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
  const stored = await sharp(seen).rotate(270).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const [made] = await madeOf(stored);
  expect([made!.widthPx, made!.heightPx]).toEqual([100, 200]);
  const { data, info } = await sharp(made!.path).raw().toBuffer({ resolveWithObject: true });
  expect(data[0]!).toBeGreaterThan(200);
  expect(data[(info.height - 1) * info.width * 3 + 2]!).toBeGreaterThan(200);
});

test("M10 place, camera and every other note are gone", async () => {
  const bytes = await sharp(await noise(600, 400, "jpg"))
    .withExif({
      IFD0: { Make: "Canon", Artist: "Mai" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "21/1 1/1 40/1" },
    })
    .withIccProfile("p3")
    .toBuffer();
  expect((await sharp(bytes).metadata()).exif).toBeDefined();
  for (const rendition of await madeOf(bytes)) {
    const header = await sharp(rendition.path).metadata();
    expect(header.exif ?? header.xmp ?? header.iptc ?? header.icc).toBeUndefined();
    expect(header.space).toBe("srgb");
  }
});

test("M10 a CMYK original becomes sRGB", async () => {
  const cmyk = await sharp(await noise(300, 200, "png"))
    .toColourspace("cmyk")
    .jpeg()
    .toBuffer();
  expect((await sharp(cmyk).metadata()).space).toBe("cmyk");
  const [made] = await madeOf(cmyk);
  expect((await sharp(made!.path).metadata()).space).toBe("srgb");
});

test("M11 the same original gives the same bytes", async () => {
  const bytes = await noise(1300, 900, "jpg");
  const [first, second] = [await madeOf(bytes, "one"), await madeOf(bytes, "two")];
  expect(second.map((made) => made.sha256)).toEqual(first.map((made) => made.sha256));
});

test("M12 what is kept is found, what was damaged is made again", async () => {
  const source = await original(await noise(1200, 800, "jpg"));
  const cache = join(folder, "cache");
  const first = await renditionsOf(source, cache);
  if (!first.ok) throw new Error();
  await rm(source.path);
  // Found without the original …
  expect(await renditionsOf(source, cache)).toEqual(first);
  const path = first.value[1]!.path;
  const good = await readFile(path);
  await writeFile(source.path, await noise(1200, 800, "jpg"));
  // … but neither flipped nor shortened nor without the list.
  const flipped = Buffer.from(good);
  flipped[good.length >> 1]! ^= 1;
  for (const bad of [flipped, good.subarray(0, 50), Buffer.alloc(0)]) {
    await writeFile(path, bad);
    expect((await renditionsOf(source, cache)).ok).toBe(false);
  }
});

test("M12 a cache with a flipped byte, no list or a torn list is mended", async () => {
  const source = await original(await noise(1200, 800, "jpg"));
  const cache = join(folder, "cache");
  const first = await renditionsOf(source, cache);
  if (!first.ok) throw new Error();
  const list = (await readdir(cache)).find((name) => name.endsWith(".json"))!;
  for (const damage of [
    () => writeFile(first.value[0]!.path, "junk"),
    () => rm(join(cache, list)),
    () => writeFile(join(cache, list), "[{"),
    () => writeFile(join(cache, list), "[null]"),
    () => rm(cache, { recursive: true }),
  ]) {
    await damage();
    expect(await renditionsOf(source, cache)).toEqual(first);
    expect(
      createHash("sha256")
        .update(await readFile(first.value[0]!.path))
        .digest("hex"),
    ).toBe(first.value[0]!.sha256);
  }
  expect((await readdir(cache)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("M12 several who ask at once get the same files", async () => {
  const source = await original(await noise(1200, 800, "jpg"));
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => renditionsOf(source, join(folder, "cache"))),
  );
  for (const answer of answers) expect(answer).toBe(answers[0]);
});

test("M13 what shines through stays PNG, what only could is JPEG", async () => {
  const background = { r: 10, g: 20, b: 30, alpha: 0.5 };
  const through = await sharp({ create: { width: 600, height: 300, channels: 4, background } })
    .png()
    .toBuffer();
  const solid = await sharp({ create: { width: 600, height: 300, channels: 4, background: "#102030" } })
    .png()
    .toBuffer();
  expect((await madeOf(through)).map((made) => made.mimeType)).toEqual(["image/png", "image/png"]);
  expect((await madeOf(solid)).map((made) => made.mimeType)).toEqual(["image/jpeg", "image/jpeg"]);
});

test("M14 an original that is missing or altered is reported", async () => {
  const source = await original(await noise(600, 400, "jpg"));
  const problem = { ok: false, problem: { kind: "pictureDamaged", file: "original" } };
  await writeFile(source.path, await noise(600, 400, "jpg"));
  expect(await renditionsOf(source, join(folder, "cache"))).toEqual(problem);
  await rm(source.path);
  expect(await renditionsOf(source, join(folder, "cache"))).toEqual(problem);
});
