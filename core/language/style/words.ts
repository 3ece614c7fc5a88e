import type { Told } from "../checker.ts";
import type { Finding } from "./finding.ts";
import type { Page } from "./page.ts";
import { casedLike, phraseTable, type PhraseTable } from "./phrases.ts";
import { saidIn, type RulesOfStyle, type Saying } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

/** An entry of the three lists of words. */
interface WordEntry {
  readonly rule: "foreignNames" | "preferred" | "banned";
  readonly wrong: string;
  readonly right: readonly string[];
  readonly why: Saying | null;
}

/** The words which a newsroom does not print. One table for the three lists: the longest entry speaks. */
export function wordTable({ foreignNames, preferred, banned }: RulesOfStyle): PhraseTable<WordEntry> {
  const entries: WordEntry[] = [];
  if (banned.on) entries.push(...banned.entries.map((entry) => ({ rule: "banned" as const, ...entry })));
  if (preferred.on) {
    entries.push(
      ...preferred.entries.map(({ wrong, right, why }) => ({
        rule: "preferred" as const,
        wrong,
        right: [right],
        why,
      })),
    );
  }
  if (foreignNames.on) {
    entries.push(
      ...foreignNames.entries.map(({ wrong, right }) => ({
        rule: "foreignNames" as const,
        wrong,
        right: [right],
        why: null,
      })),
    );
  }
  return phraseTable(entries, ({ wrong }) => wrong);
}

const MOST_OFFERED = 5;

export function wordsIn(page: Page, table: PhraseTable<WordEntry>): readonly Finding[] {
  return table.foundIn(page.text, page.tokens).flatMap(({ start, end, entry }): readonly Finding[] => {
    const standing = page.text.slice(start, end);
    const right = entry.right
      .map((words) => (entry.rule === "foreignNames" ? words : casedLike(standing, words)))
      .slice(0, MOST_OFFERED);
    // "Youtube" finds "YouTube" too, and hoà what should be hòa.
    if (right.includes(standing) || page.isKept(start, end)) return [];
    const why: Told | null = entry.why && saidIn(entry.why);
    return [
      {
        rule: entry.rule,
        start,
        end,
        suggestions: right,
        says: findingSaid[entry.rule](standing, right, why),
      },
    ];
  });
}
