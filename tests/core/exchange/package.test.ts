import { createHash } from "node:crypto";
import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { packed, unpacked, type StoryPackage } from "#core/exchange";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const text = (value: string) => new TextEncoder().encode(value);
const picture = new Uint8Array(5_000).map((_, at) => (at * 31) % 251);

const story: StoryPackage = {
  id: "0b9b6a3e-4c0e-4b52-9a39-0c3d6f8f2a11",
  madeAt: "2026-11-22T07:00:00.000Z",
  files: [
    { path: "story.log", bytes: text("log") },
    { path: "story.json", bytes: text("{}") },
    { path: `pictures/${sha256(picture)}.jpg`, bytes: picture },
    { path: "receipts/2026-11-22T07-00-00Z-site.json", bytes: text("{}") },
  ],
};

test("E20 a package holds the story's files byte for byte", () => {
  expect(unpacked(packed(story, sha256), sha256)).toEqual({ ok: true, value: story });
});

test("E20 what does not belong to a story stays out of its package", () => {
  const stray = { path: "../../.bashrc", bytes: text("rm -rf") };
  const note = { path: "notes.txt", bytes: text("private") };
  const read = unpacked(packed({ ...story, files: [...story.files, stray, note] }, sha256), sha256);
  expect(read).toEqual({ ok: true, value: story });
});

test("E21 a changed byte anywhere is noticed, and no bytes at all make it throw", () => {
  const good = packed(story, sha256);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = good.slice();
      bytes[at]! ^= flip;
      const read = unpacked(bytes, sha256);
      // Times and flags of the zip may change without harm; what is read must be what was packed.
      if (read.ok) expect(read.value.files).toEqual(story.files);
    }),
    { numRuns: 400 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !unpacked(bytes, sha256).ok));
});

test("E21 a zip that is no package, a later one and a path that leaves the folder are refused", () => {
  const zip = (manifest: unknown) =>
    zipSync({ "manifest.json": text(JSON.stringify(manifest)), "story.log": text("log") });
  const file = { path: "story.log", sizeBytes: 3, sha256: sha256(text("log")) };
  const whole = { format: 1, id: story.id, madeAt: story.madeAt, files: [file] };
  expect(unpacked(zip(whole), sha256).ok).toBe(true);
  expect(unpacked(zipSync({ a: text("b") }), sha256)).toEqual({
    ok: false,
    problem: { kind: "notAPackage" },
  });
  expect(unpacked(zip({ ...whole, format: 2 }), sha256)).toEqual({
    ok: false,
    problem: { kind: "packageNewer" },
  });
  expect(unpacked(zip({ ...whole, files: [{ ...file, path: "../story.log" }] }), sha256)).toEqual({
    ok: false,
    problem: { kind: "notAPackage" },
  });
  expect(unpacked(zip({ ...whole, files: [{ ...file, sha256: sha256(text("lag")) }] }), sha256)).toEqual({
    ok: false,
    problem: { kind: "packageDamaged", file: "story.log" },
  });
});

test("E21 a small file that unpacks to a huge one is refused before it is unpacked", () => {
  const bomb = zipSync({ "story.log": new Uint8Array(3_000_000) });
  expect(bomb.length).toBeLessThan(20_000);
  expect(unpacked(bomb, sha256, 1_000_000)).toEqual({
    ok: false,
    problem: { kind: "packageTooLarge", sizeBytes: 3_000_000, mostBytes: 1_000_000 },
  });
});

test("E21 an id in capitals is refused: it would be another folder on one system and the same on another", () => {
  const shouted = packed({ ...story, id: story.id.toUpperCase() }, sha256);
  expect(unpacked(shouted, sha256)).toEqual({ ok: false, problem: { kind: "notAPackage" } });
});
