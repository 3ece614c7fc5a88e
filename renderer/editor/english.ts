import {
  createEnglishReader,
  hasEnglish,
  type KnownWords,
  type StoryReader,
  type StoryText,
} from "#core/language";

/** Reads no English where there is none. */
const SILENT: StoryReader = { read: ({ passages }) => passages.map(() => []) };

const readers = new WeakMap<KnownWords, StoryReader>();

/**
 * What reads the English of this story. The dictionaries are loaded the first time there is some to read: a desk that
 * writes Vietnamese alone never has them in memory.
 *
 * @param known words never flagged; the reader of the same words is the same, and remembers what it has read.
 */
export async function englishReaderFor(story: StoryText, known: KnownWords): Promise<StoryReader> {
  if (!hasEnglish(story)) return SILENT;
  const { loadEnglishSpeller } = await import("./english-speller.ts");
  const speller = await loadEnglishSpeller();
  const reader = readers.get(known) ?? createEnglishReader(speller, known);
  readers.set(known, reader);
  return reader;
}
