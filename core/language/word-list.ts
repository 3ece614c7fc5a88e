/** Longest word or phrase of a list, in UTF-16 units. */
const LONGEST = 100;

/**
 * The words in a file of words, NFC, none twice, in its order: one on a line, lines that begin with "#" are notes. A
 * Hunspell dictionary is read too: its first line is a number, and what stands behind a "/" are marks of its own.
 */
export function wordsInFile(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const isHunspell = /^\s*\d+\s*$/.test(lines[0] ?? "");
  const words = (isHunspell ? lines.slice(1) : lines)
    .filter((line) => !line.startsWith("#"))
    .map((line) => (isHunspell ? line.replace(/(?<!\\)\/.*/, "") : line))
    .map((line) => line.normalize("NFC").replaceAll(/\s+/g, " ").trim())
    .filter((word) => word !== "" && word.length <= LONGEST);
  return [...new Set(words)];
}
