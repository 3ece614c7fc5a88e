import type { Finding, Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";
import type { RulesOfStyle } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

/** Both marks of each quotation; a mark without its other half is left to the writer. */
export function quoteMarksIn(
  page: Page,
  { nested }: RulesOfStyle["quotes"],
): { readonly findings: readonly Finding[]; readonly occurrences: readonly Occurrence[] } {
  const findings: Finding[] = [];
  const occurrences: Occurrence[] = [];
  const addMark = (at: number, curly: "“" | "”", depth: number): void => {
    if (page.isOpaque(at, at + 1)) return;
    const standing = page.text[at]!;
    const place = { rule: "quotes", start: at, end: at + 1 } as const;
    if (nested === "‘ ’" && depth % 2 === 0) {
      const single = curly === "“" ? "‘" : "’";
      findings.push({ ...place, suggestions: [single], says: findingSaid.nestedQuote(standing, single) });
      return;
    }
    // Within a quotation other marks are what tells the two apart.
    if (depth > 1) return;
    const form = standing === '"' ? '" "' : standing === curly ? "“ ”" : "other";
    occurrences.push({
      ...place,
      group: "marks",
      form,
      spelled: { "“ ”": curly, '" "': '"' },
      otherwise: "“ ”",
    });
  };
  for (const { start, end, depth } of page.quotations) {
    addMark(start, "“", depth);
    addMark(end - 1, "”", depth);
  }
  return { findings, occurrences };
}
