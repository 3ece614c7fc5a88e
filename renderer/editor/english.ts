import { createEnglishReader, hasEnglish, type Flag, type KnownWords, type Passage } from "#core/language";

/**
 * The flags of the English in these passages of a story, by passage. The dictionaries are loaded the first time there
 * is some to read: a desk that writes Vietnamese alone never has them in memory.
 */
export async function englishFlags(
  passages: readonly Omit<Passage, "place">[],
  language: "vi" | "en",
  known: KnownWords,
): Promise<readonly (readonly Flag[])[]> {
  const story = {
    passages: passages.map((passage): Passage => ({ ...passage, place: "paragraph" })),
    language,
    day: "",
  };
  if (!hasEnglish(story)) return passages.map(() => []);
  const { loadEnglishSpeller } = await import("./english-speller.ts");
  return createEnglishReader(await loadEnglishSpeller(), known).read(story);
}
