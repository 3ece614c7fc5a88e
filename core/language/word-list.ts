/** Longest word or phrase of a list, in UTF-16 units. */
export const LONGEST_WORD = 100;

/** The lines of a file of words: notes, which begin with "#", as they are, and the others as words: composed, with single spaces. */
export function wordLines(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/)
    .map((line) => (line.startsWith("#") ? line : plainWord(line)))
    .filter((line) => line !== "");
}

/** The words among such lines, in their order, none twice and none that is too long. */
export function wordsAmong(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.filter((line) => !line.startsWith("#") && line.length <= LONGEST_WORD))];
}

/** The words in a file of words, one on a line. */
export function wordsInFile(text: string): readonly string[] {
  return wordsAmong(wordLines(text));
}

/**
 * The words in a file which somebody chose. A Hunspell dictionary, "vi.dic", is read too: its first line may be a number, and
 * what stands behind a "/" are marks of its own.
 *
 * @returns also how many lines were left out because they are too long for a word.
 */
export function wordsToImport(
  text: string,
  fileName: string,
): { readonly words: readonly string[]; readonly tooLong: number } {
  const given = wordLines(text);
  const lines = /\.dic$/i.test(fileName) ? dictionaryWords(given) : given;
  const tooLong = lines.filter((line) => !line.startsWith("#") && line.length > LONGEST_WORD).length;
  return { words: wordsAmong(lines), tooLong };
}

function dictionaryWords(lines: readonly string[]): readonly string[] {
  const entries = /^\d+$/.test(lines[0] ?? "") ? lines.slice(1) : lines;
  return entries.map((line) => plainWord(line.replace(/(?<!\\)\/.*/, ""))).filter((line) => line !== "");
}

function plainWord(line: string): string {
  return line.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}
