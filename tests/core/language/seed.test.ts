import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { flagsIn } from "./data.ts";

/** An article as a news site printed it, kept beside the repository. */
const SEED = resolve(import.meta.dirname, "../../../../shared/story/seed-article.txt");
/** Sentences taken to be clean, one JSON object a line. */
const CLEAN = resolve(import.meta.dirname, "../../../../shared/language/dev/clean.jsonl");

for (const path of [SEED, CLEAN]) {
  if (!existsSync(path)) console.info(`Skipped the test on ${path}: it is not there.`);
}

test.skipIf(!existsSync(SEED))("L2 L3 the article of a news site has one flag, the slip in it", () => {
  const text = readFileSync(SEED, "utf8");
  for (const passages of [[text], text.split("\n"), [text.normalize("NFD")], [text.replaceAll("\n", " ")]]) {
    const flags = passages.flatMap((passage) => flagsIn(passage));
    expect(flags.map((flag) => flag.wrong.normalize("NFC"))).toEqual(["han chế"]);
    expect(flags[0]).toMatchObject({ kind: "spelling", rule: "unlikelyHere" });
    expect(flags[0]!.suggestions[0]).toBe("hạn chế");
  }
});

test.skipIf(!existsSync(CLEAN))("L3 fewer than one flag in two thousand clean words", () => {
  const texts = readFileSync(CLEAN, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => String(JSON.parse(line).text));
  const words = texts.reduce((sum, text) => sum + (text.match(/\p{L}[\p{L}\p{M}\d]*/gu)?.length ?? 0), 0);
  const flags = texts.reduce((sum, text) => sum + flagsIn(text).length, 0);
  expect(words).toBeGreaterThan(30_000);
  expect((1000 * flags) / words).toBeLessThan(0.5);
});
