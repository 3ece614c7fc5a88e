import type { Finding, Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";
import type { RulesOfStyle } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

/** Ellipses of three dots or of one character; those of two or of many dots, and the space around them. */
export function ellipsesIn(
  page: Page,
  { form, spaceAfter }: RulesOfStyle["ellipses"],
): { readonly findings: readonly Finding[]; readonly occurrences: readonly Occurrence[] } {
  const { text } = page;
  const findings: Finding[] = [];
  const occurrences: Occurrence[] = [];
  /** Where the dots are not even an ellipsis, `says` tells so, and how they are mended is still the form's to say. */
  const add = (start: number, end: number, dots: string, space: string, says?: Occurrence["says"]): void => {
    const spelled = { "...": `...${space}`, "…": `…${space}` };
    const place = { rule: "ellipses", start, end, group: "", spelled } as const;
    if (says === undefined) occurrences.push({ ...place, form: dots });
    else occurrences.push({ ...place, form: "other", says, otherwise: dots === "…" ? "…" : "..." });
  };
  for (const { 0: dots, index } of text.matchAll(/[.…]+/g)) {
    const end = index + dots.length;
    if (dots === "." || page.isOpaque(index, end)) continue;
    const [before, after] = [text[index - 1] ?? "", text[end] ?? ""];
    const isBetweenWords = /\p{L}/u.test(before) && /\p{L}/u.test(after);
    if (dots === "..") {
      if (!/[\p{L}\p{N}”"’),]/u.test(before) || /[\p{L}\p{N}/]/u.test(after)) continue;
      const suggestions = [".", form === "…" ? "…" : "..."];
      findings.push({ rule: "ellipses", start: index, end, suggestions, says: findingSaid.dots(dots) });
    } else if (dots !== "..." && dots !== "…") {
      // A row of dots alone is a line to be filled in.
      if (!/[\p{L}\p{N}”"’),]/u.test(before)) continue;
      add(index, end, dots, spaceAfter && isBetweenWords ? " " : "", findingSaid.dots(dots));
    } else if (
      /[ \u00a0]/.test(before) &&
      /\p{L}/u.test(text[index - 2] ?? "") &&
      !/[\p{L}\p{N}]/u.test(after)
    ) {
      add(index - 1, end, dots, "", findingSaid.spaceBeforeDots());
    } else if (spaceAfter && isBetweenWords) {
      add(index, end, dots, " ", findingSaid.spaceAfterDots());
    } else {
      add(index, end, dots, "");
    }
  }
  return { findings, occurrences };
}
