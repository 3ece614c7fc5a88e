import type { EnglishSpeller } from "./speller.ts";

/** What Emscripten's start takes, which the package does not say. */
type Start = (options: { readonly wasmBinary: Uint8Array }) => Promise<unknown>;

/** The bytes that make an English speller. */
export interface EnglishFiles {
  /** `hunspell.wasm` of hunspell-wasm. */
  readonly wasm: Uint8Array;
  /** `index.aff` of dictionary-en. */
  readonly affixes: Uint8Array;
  /** `index.dic` of dictionary-en and of dictionary-en-gb: their affixes are the same, so they are one dictionary. */
  readonly words: readonly Uint8Array[];
}

/** Words whose suggestions are remembered: they are what takes long, some 20 ms each. */
const MOST_REMEMBERED = 5_000;

/**
 * Opens Hunspell over these dictionaries; a word is right when one of them has it. Takes about a tenth of a second. Its
 * code, 56 kB, is loaded here and not with this module: most stories have no English.
 */
export async function openEnglishSpeller({ wasm, affixes, words }: EnglishFiles): Promise<EnglishSpeller> {
  const [{ Hunspell }, { default: started }] = await Promise.all([
    import("hunspell-wasm"),
    import("hunspell-wasm/wasm/hunspell.js"),
  ]);
  const engine = await (started as Start)({ wasmBinary: wasm });
  const read = new TextDecoder();
  const dictionary = unionOf(words.map((bytes) => read.decode(bytes)));
  const hunspell = new Hunspell(engine, read.decode(affixes), dictionary);
  const suggested = new Map<string, readonly string[]>();
  return {
    check: (word) => hunspell.testSpelling(word),
    suggest: (word) => {
      const before = suggested.get(word);
      if (before !== undefined) return before;
      if (suggested.size >= MOST_REMEMBERED) suggested.clear();
      const found = hunspell.getSpellingSuggestions(word);
      suggested.set(word, found);
      return found;
    },
  };
}

/** One `.dic` of several: their number, then every line once (man 5 hunspell). */
function unionOf(dictionaries: readonly string[]): string {
  const lines = new Set(
    dictionaries.flatMap((dictionary) => dictionary.split("\n").slice(1)).filter((line) => line !== ""),
  );
  return `${lines.size}\n${[...lines].join("\n")}\n`;
}
