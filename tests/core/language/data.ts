import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createChecker, type Flag } from "#core/language";

export const PAIRS = new Uint8Array(
  readFileSync(resolve(import.meta.dirname, "../../../assets/language/vi-pairs.bin")),
);

const checker = createChecker(PAIRS);

export function flagsIn(text: string, ...known: readonly string[]): readonly Flag[] {
  return checker.check(text, new Set(known));
}
