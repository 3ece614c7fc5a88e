import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  createEnglishReader,
  openEnglishSpeller,
  type Flag,
  type ForeignStretch,
  type KnownWords,
  type Passage,
} from "#core/language";

function packaged(name: string): Uint8Array {
  return new Uint8Array(readFileSync(resolve(import.meta.dirname, "../../../../node_modules", name)));
}

export const speller = await openEnglishSpeller({
  wasm: packaged("hunspell-wasm/wasm/hunspell.wasm"),
  affixes: packaged("dictionary-en/index.aff"),
  words: [packaged("dictionary-en/index.dic"), packaged("dictionary-en-gb/index.dic")],
});

interface Story {
  readonly language?: "vi" | "en";
  readonly known?: KnownWords;
}

/** The flags of a story's passages, all of them paragraphs where they are texts alone. */
export function flagsOf(
  passages: readonly (string | Passage)[],
  { language = "en", known = new Set() }: Story = {},
): readonly (readonly Flag[])[] {
  return createEnglishReader(speller, known).read({
    passages: passages.map((passage) =>
      typeof passage === "string" ? { place: "paragraph", text: passage } : passage,
    ),
    language,
    day: "2026-11-24",
  });
}

/** What is flagged in one paragraph, with the first that is offered. */
export function wrongIn(text: string, story: Story & { readonly foreign?: readonly ForeignStretch[] } = {}) {
  const { foreign } = story;
  const passage: Passage = { place: "paragraph", text, ...(foreign && { foreign }) };
  return flagsOf([passage], story)[0]!.map(({ wrong, suggestions }) => [wrong, suggestions[0]]);
}
