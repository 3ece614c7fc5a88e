import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createChecker, type Flag, type LanguageData } from "#core/language";

/** The bytes of a file in `assets/language`. */
function asset(name: string): Uint8Array {
  return new Uint8Array(readFileSync(resolve(import.meta.dirname, "../../../assets/language", name)));
}

export const DATA: LanguageData = { counts: asset("vi-counts.bin"), fit: asset("vi-fit.bin") };

const checker = createChecker(DATA);

export function flagsIn(text: string, ...known: readonly string[]): readonly Flag[] {
  return checker.check(text, new Set(known));
}
