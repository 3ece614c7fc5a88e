import type { Checker, Flag, KnownWords, StoryReader } from "./checker.ts";
import { vietnameseOf } from "./english/reader.ts";
import { withoutMeant } from "./memory.ts";

/**
 * How everything that is read comes together: each reader raises its flags, and where two speak about the same words only
 * one of them is heard.
 */

/** Texts whose spelling flags are remembered. */
const MOST_REMEMBERED = 5_000;

/** Vietnamese spelling of whole stories: what is Vietnamese in them, and no form which the story means. */
export function createSpellingReader(checker: Checker, known: KnownWords): StoryReader {
  const remembered = new Map<string, readonly Flag[]>();
  const flagsOf = (text: string): readonly Flag[] => {
    const before = remembered.get(text);
    if (before !== undefined) return before;
    const flags = checker.check(text, known);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, flags);
    return flags;
  };
  return {
    read: ({ passages, language }) =>
      withoutMeant(
        passages.map((passage) => {
          const text = vietnameseOf(passage, language);
          return text === "" ? [] : flagsOf(text);
        }),
      ),
  };
}

/** Several readers as one. Where their flags overlap, the reader that comes first is heard. */
export function readersTogether(readers: readonly StoryReader[]): StoryReader {
  return {
    read: (story) => {
      const found = readers.map((reader) => reader.read(story));
      return story.passages.map((_passage, index) => apart(found.map((flags) => flags[index] ?? [])));
    },
  };
}

/** Flags in text order without those that overlap one of an earlier list. */
function apart(lists: readonly (readonly Flag[])[]): readonly Flag[] {
  return lists.reduce((heard, list) => between(heard, list), []);
}

/** The flags of `heard`, and of `others` those that stand in its gaps; both in text order, and so is what comes out. */
function between(heard: readonly Flag[], others: readonly Flag[]): readonly Flag[] {
  if (heard.length === 0 || others.length === 0) return heard.length === 0 ? others : heard;
  const flags: Flag[] = [];
  let next = 0;
  for (const other of others) {
    while (next < heard.length && heard[next]!.end <= other.start) flags.push(heard[next++]!);
    if (next === heard.length || other.end <= heard[next]!.start) flags.push(other);
  }
  return [...flags, ...heard.slice(next)];
}
