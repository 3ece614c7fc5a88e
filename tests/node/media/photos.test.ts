import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { renditionsOf, takePicture } from "#node/media";

/** Real photographs of many cameras and agencies, kept beside the repository. */
const PHOTOS = resolve(import.meta.dirname, "../../../../shared/photos");
const there = existsSync(PHOTOS);
if (!there) console.info(`Skipped the tests on real photographs: ${PHOTOS} is not there.`);
const files = there
  ? readdirSync(PHOTOS).filter((name) => /\.(jpe?g|avif|heic|png|webp|tiff?)$/i.test(name))
  : [];

test.skipIf(!there).each(files.length > 0 ? files : [""])("M1 %s gets the right answer", async (file) => {
  const path = join(PHOTOS, file);
  const bytes = readFileSync(path);
  const taken = await takePicture(file, bytes);
  if (file.endsWith(".heic")) {
    expect(taken).toEqual({ ok: false, problem: { kind: "formatNotTaken", file, format: "heic" } });
    return;
  }
  if (!taken.ok) throw new Error(`${file}: ${taken.problem.kind}`);
  expect(taken.value.picture.extension).toBe(file.endsWith(".avif") ? "avif" : "jpg");
  for (const part of [0.5, 0.95]) {
    const cut = bytes.subarray(0, Math.floor(bytes.length * part));
    expect(await takePicture(file, cut)).toEqual({ ok: false, problem: { kind: "pictureDamaged", file } });
  }
  const cache = await mkdtemp(join(tmpdir(), "morasse-photos-"));
  try {
    const made = await renditionsOf({ path, picture: taken.value.picture }, cache);
    if (!made.ok) throw new Error(`${file}: ${made.problem.kind}`);
    const upright = taken.value.picture.widthPx / taken.value.picture.heightPx;
    for (const rendition of made.value) {
      // One row may be rounded away.
      const [low, high] = [-1, 1].map((row) => rendition.widthPx / (rendition.heightPx - row!));
      expect(upright).toBeGreaterThanOrEqual(low!);
      expect(upright).toBeLessThanOrEqual(high!);
    }
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
});

test.skipIf(!there)("M6 the notes of two agency photographs are those their tools show", async () => {
  const notesOf = async (file: string) => {
    const taken = await takePicture(file, readFileSync(join(PHOTOS, file)));
    return taken.ok ? taken.value.notes : taken.problem;
  };
  expect(await notesOf("iptc-agency-photographer-example.jpg")).toMatchObject({
    caption: expect.stringMatching(/^This statue .* completed in 1920\.$/),
    credit: "Mugwum Press",
  });
  expect(await notesOf("iptc-staff-photographer-example.jpg")).toMatchObject({
    caption: expect.stringMatching(/^After digging .* onions\.$/),
    credit: "Big Newspaper",
  });
});

test.skipIf(!there)("M5 photographs lying on their side are measured upright", async () => {
  for (const [file, widthPx, heightPx] of [
    ["landscape_6.jpg", 600, 450],
    ["portrait_8.jpg", 450, 600],
  ] as const) {
    expect(await takePicture(file, readFileSync(join(PHOTOS, file)))).toMatchObject({
      ok: true,
      value: { picture: { widthPx, heightPx } },
    });
  }
});
