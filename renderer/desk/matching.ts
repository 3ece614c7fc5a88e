import { plainLetters } from "#core/article";

/** Each typed word begins a word of the name, marks or no marks. */
export function matches(name: string, query: string): boolean {
  const words = plain(name).split(/\s+/);
  return plain(query)
    .split(/\s+/)
    .filter((part) => part !== "")
    .every((part) => words.some((word) => word.startsWith(part)));
}

function plain(text: string): string {
  return plainLetters(text).toLowerCase();
}
