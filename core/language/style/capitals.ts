import type { Finding, Occurrence } from "./finding.ts";
import { beginsSentence, type Page } from "./page.ts";
import type { PhraseFound, PhraseTable } from "./phrases.ts";
import type { RulesOfStyle } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

type Organisation = RulesOfStyle["organisations"]["names"][number];

/** Organisations whose capitals are not those of the list. Tone placement and i or y stay as the story has them. */
export function organisationsIn(
  page: Page,
  table: PhraseTable<Organisation>,
  titles: PhraseTable<string>,
): readonly Finding[] {
  const titleEnds = new Set(titles.foundIn(page.text, page.tokens).map(({ last }) => last));
  return table.foundIn(page.text, page.tokens).flatMap((found): readonly Finding[] => {
    const { start, end, entry } = found;
    const standing = page.text.slice(start, end);
    if (isLoud(standing) || page.isKept(start, end)) return [];
    // "Bộ Trưởng Bộ Y Tế": the capital before is that of the title.
    if (isInsideName(page, found) && !titleEnds.has(found.first - 1)) return [];
    if (entry.lower && standing === standing.toLowerCase()) return [];
    const right = inCapitalsOf(standing, entry.name);
    if (right === standing) return [];
    return [
      {
        rule: "organisations",
        start,
        end,
        suggestions: [right],
        says: findingSaid.organisation(standing, right),
      },
    ];
  });
}

/** Titles with a capital inside where the list has none, wherever they stand: "Thủ Tướng", "Bộ Trưởng". */
export function officeCapitalsIn(page: Page, table: PhraseTable<string>): readonly Finding[] {
  return table.foundIn(page.text, page.tokens).flatMap((found): readonly Finding[] => {
    const { start, end, entry } = found;
    const standing = page.text.slice(start, end);
    const right = withoutInnerCapitals(standing, entry);
    if (right === standing || isLoud(standing) || page.isKept(start, end)) return [];
    // Before a name the rule of the first letter speaks of all of them.
    if (isAfterCapital(page, found) || isJudgedByFirst(page, found)) return [];
    return [{ rule: "offices", start, end, suggestions: [right], says: findingSaid.office(standing, right) }];
  });
}

/**
 * Titles right before a person's name, in the middle of a sentence. Elsewhere a title may be anyone's, and its capital
 * means something.
 */
export function officesIn(page: Page, table: PhraseTable<string>): readonly Occurrence[] {
  return table.foundIn(page.text, page.tokens).flatMap((found): readonly Occurrence[] => {
    const { start, end, entry } = found;
    const standing = page.text.slice(start, end);
    if (!isJudgedByFirst(page, found)) return [];
    const upper = inCapitalsOf(standing, entry);
    const lower = standing.toLowerCase();
    const first = /^\p{Lu}/u.test(standing) ? "upper" : "lower";
    const isWrongInside = withoutInnerCapitals(standing, entry) !== standing;
    const form = isWrongInside ? "inside" : first;
    return [
      {
        rule: "offices",
        start,
        end,
        group: entry.toLowerCase(),
        form,
        spelled: { upper, lower },
        ...(isWrongInside && { otherwise: first }),
      },
    ];
  });
}

/** Whether the first letter of the title is one of a choice: before a name, in the middle of a sentence. */
function isJudgedByFirst(page: Page, found: PhraseFound<string>): boolean {
  const { start, end, first } = found;
  return !(
    beginsSentence(page.text, start) ||
    isLoud(page.text.slice(start, end)) ||
    page.isKept(start, end) ||
    !isBeforeName(page, found) ||
    isInsideName(page, found) ||
    page.tokens[first - 1]?.form === "ban"
  );
}

/** In small letters what the list has in small letters, but for the first letter of all. */
function withoutInnerCapitals(standing: string, listed: string): string {
  const words = listed.match(/\p{L}+/gu) ?? [];
  let at = 0;
  return standing.replace(/\p{L}+/gu, (word) => {
    const index = at++;
    return index > 0 && /^\p{Ll}/u.test(words[index] ?? "") ? word.toLowerCase() : word;
  });
}

/** Right after a word with a capital: "Nguyễn Tiến Sĩ". */
function isAfterCapital({ text, tokens }: Page, { first, start }: PhraseFound<unknown>): boolean {
  const before = tokens[first - 1];
  return before?.kind === "word" && before.letterCase === "first" && text.slice(before.end, start) === " ";
}

/** The letters that stand there with the capitals of the list, word by word. */
function inCapitalsOf(standing: string, listed: string): string {
  const capitals = listed.match(/\p{L}+/gu) ?? [];
  let at = 0;
  return standing.replace(/\p{L}+/gu, (word) => {
    const isCapital = /^\p{Lu}/u.test(capitals[at++] ?? "");
    return (isCapital ? word[0]!.toUpperCase() : word[0]!.toLowerCase()) + word.slice(1).toLowerCase();
  });
}

function isLoud(standing: string): boolean {
  return standing === standing.toUpperCase();
}

/** Part of a person's name: "Trần Quốc Hội". */
function isInsideName({ text, tokens }: Page, { first, start }: PhraseFound<unknown>): boolean {
  const before = tokens[first - 1];
  if (before?.kind !== "word" || before.letterCase !== "first" || text.slice(before.end, start) !== " ")
    return false;
  return tokens[first - 2]?.kind !== "boundary";
}

/** Countries of two words: "tổng thống Hoa Kỳ" names no person. */
const COUNTRIES = new Set(
  (
    "việt nam;hoa kỳ;trung quốc;hàn quốc;triều tiên;nhật bản;thái lan;ấn độ;ba lan;hà lan;phần lan;thụy sĩ;thụy điển;" +
    "thổ nhĩ;bồ đào;tây ban;liên bang;liên hợp;hồng kông;hong kong;đài loan;ai cập;miến điện"
  ).split(";"),
);

/** Two words or more with first capitals follow, as in a name. */
function isBeforeName({ text, tokens }: Page, { last, end }: PhraseFound<unknown>): boolean {
  const [one, two] = [tokens[last + 1], tokens[last + 2]];
  return (
    one?.kind === "word" &&
    two?.kind === "word" &&
    one.letterCase === "first" &&
    two.letterCase === "first" &&
    !COUNTRIES.has(`${one.form} ${two.form}`) &&
    text.slice(end, one.start) === " " &&
    text.slice(one.end, two.start) === " "
  );
}
