import type { HeadSort } from "./vocabulary.ts";
import type { NameWord } from "./words.ts";

/** Where a rank, an office or an occupation is named, without the body that may follow. */
export interface Head {
  readonly first: number;
  readonly last: number;
  readonly sort: HeadSort;
}

/** Phrases by their keys, and how many words the longest has that begins so. */
export interface HeadTable {
  readonly sorts: ReadonlyMap<string, HeadSort>;
  readonly longest: ReadonlyMap<string, number>;
}

export function headTable(phrases: Iterable<readonly [key: string, sort: HeadSort]>): HeadTable {
  const sorts = new Map(phrases);
  const longest = new Map<string, number>();
  for (const phrase of sorts.keys()) {
    const words = phrase.split(" ");
    longest.set(words[0]!, Math.max(longest.get(words[0]!) ?? 0, words.length));
  }
  return { sorts, longest };
}

/** Every head in order, the longest at each place, never overlapping; "Phó" belongs to the head after it. */
export function headsIn(words: readonly NameWord[], table: HeadTable): readonly Head[] {
  const heads: Head[] = [];
  for (let at = 0; at < words.length; at++) {
    const deputy = words[at]!.key === "phó" && words[at + 1]?.gap === "space";
    const head = headAt(words, at, table) ?? (deputy ? headAt(words, at + 1, table) : null);
    if (!head) continue;
    heads.push({ ...head, first: at });
    at = head.last;
  }
  return heads;
}

function headAt(words: readonly NameWord[], first: number, { sorts, longest }: HeadTable): Head | null {
  const most = longest.get(words[first]!.key) ?? 0;
  let [key, found]: [string, Head | null] = ["", null];
  for (let at = first; at < first + most && at < words.length; at++) {
    const { key: word, gap } = words[at]!;
    // "GS.TS", "PGS, TS": degrees are joined by more than spaces.
    if (at > first && gap !== "space" && gap !== "dot") break;
    key = at === first ? word : `${key} ${word}`;
    const sort = sorts.get(key);
    if (sort) found = { first, last: at, sort };
  }
  return found;
}
