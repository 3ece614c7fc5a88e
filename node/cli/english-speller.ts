import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { openEnglishSpeller, type EnglishFiles, type EnglishSpeller } from "#core/language";

/** Each file of the English speller, the package it comes from and its path there. */
const FILES = {
  "hunspell.wasm": ["hunspell-wasm", "../wasm/hunspell.wasm"],
  "en.aff": ["dictionary-en", "index.aff"],
  "en.dic": ["dictionary-en", "index.dic"],
  "en-gb.dic": ["dictionary-en-gb", "index.dic"],
} as const;

type FileName = keyof typeof FILES;

let opened: Promise<EnglishSpeller> | undefined;

/** The English speller, opened the first time it is asked for. */
export function loadEnglishSpeller(): Promise<EnglishSpeller> {
  return (opened ??= open());
}

async function open(): Promise<EnglishSpeller> {
  return openEnglishSpeller(englishFiles());
}

/** The files by name, for the build to lay beside its bundles: `dist/english`. */
export function englishAssets(): readonly { readonly name: FileName; readonly bytes: Uint8Array }[] {
  const require = createRequire(import.meta.url);
  return (Object.keys(FILES) as FileName[]).map((name) => {
    const [pack, path] = FILES[name];
    return { name, bytes: readFileSync(join(dirname(require.resolve(pack)), path)) };
  });
}

/** Beside the bundles, which are in `dist/cli` and `dist/electron`; run from the sources, of the packages. */
function englishFiles(): EnglishFiles {
  const folder = join(import.meta.dirname, "../english");
  const bytes: Readonly<Record<string, Uint8Array>> = existsSync(folder)
    ? Object.fromEntries(Object.keys(FILES).map((name) => [name, readFileSync(join(folder, name))]))
    : Object.fromEntries(englishAssets().map((asset) => [asset.name, asset.bytes]));
  const file = (name: FileName): Uint8Array => bytes[name]!;
  return {
    wasm: file("hunspell.wasm"),
    affixes: file("en.aff"),
    words: [file("en.dic"), file("en-gb.dic")],
  };
}
