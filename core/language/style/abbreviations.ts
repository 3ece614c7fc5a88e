import type { PassagePlace, Stretch } from "../checker.ts";
import type { Finding } from "./finding.ts";
import { beginsSentence, type Page } from "./page.ts";
import type { PhraseTable } from "./phrases.ts";
import type { RulesOfStyle } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

type Abbreviation = RulesOfStyle["abbreviations"]["entries"][number];

/** An abbreviation or its full form in a passage. */
export interface Mention extends Stretch {
  readonly short: string;
  /** null where the full form stands. */
  readonly finding: Finding | null;
}

/** Where a reader reads on from one passage to the next. A headline may be short, and a caption is read out of order. */
const READ_IN_ORDER: ReadonlySet<PassagePlace> = new Set(["lead", "paragraph", "quote", "item"]);

/** Abbreviations and full forms of a passage in text order, for the story to find the first. */
export function mentionsIn(
  page: Page,
  shorts: PhraseTable<Abbreviation>,
  fulls: PhraseTable<Abbreviation>,
): readonly Mention[] {
  if (!READ_IN_ORDER.has(page.place)) return [];
  const { text, tokens } = page;
  const found: Mention[] = [];
  for (const { start, end, entry } of fulls.foundIn(text, tokens)) {
    found.push({ start, end, short: entry.short, finding: null });
  }
  for (const { start, end, entry } of shorts.foundIn(text, tokens)) {
    if (text.slice(start, end) !== entry.short || page.isKept(start, end)) continue;
    const full = beginsSentence(text, start)
      ? entry.full[0]!.toUpperCase() + entry.full.slice(1)
      : entry.full;
    found.push({
      start,
      end,
      short: entry.short,
      finding: {
        rule: "abbreviations",
        start,
        end,
        suggestions: [`${full} (${entry.short})`, full],
        says: findingSaid.abbreviation(entry.short, entry.full),
      },
    });
  }
  return found
    .sort((a, b) => a.start - b.start)
    .map((mention, at, all) => explained(text, mention, all[at + 1]));
}

/** "VMTD (vững mạnh toàn diện)" explains itself: it counts as the full form. */
function explained(text: string, mention: Mention, next: Mention | undefined): Mention {
  const isExplained = next?.short === mention.short && /^\s?\($/.test(text.slice(mention.end, next.start));
  return isExplained ? { ...mention, finding: null } : mention;
}

/** By passage, the first use of each abbreviation which the story has not written in full before it. */
export function notExpanded(mentions: readonly (readonly Mention[])[]): readonly (readonly Finding[])[] {
  const met = new Set<string>();
  return mentions.map((ofPassage) =>
    ofPassage.flatMap(({ short, finding }) => {
      const isFirst = !met.has(short);
      met.add(short);
      return isFirst && finding ? [finding] : [];
    }),
  );
}
