import { oldSpelling, syllableOf } from "../syllable.ts";
import type { Token } from "../tokens.ts";
import type { Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";
import { casedLike } from "./phrases.ts";

/** Words that begin sentences and are no one's name, unlike Hòa, Thủy, Thúy or Hóa. */
const COMMON_FIRST = new Set(
  "tòa toà khóa khoá xóa xoá tỏa toả thỏa thoả hủy huỷ tùy tuỳ khỏe khoẻ lũy luỹ".split(" "),
);

/** Every word whose tone can be placed in two ways: "hòa" (old) and "hoà" (new). Names keep their spelling. */
export function tonePlacements(page: Page): readonly Occurrence[] {
  const found: Occurrence[] = [];
  page.tokens.forEach((token, at) => {
    if (!isCommonWord(page, at, COMMON_FIRST)) return;
    const { start, end, form } = token;
    const placed = syllableOf(form)?.spelling;
    if (placed === undefined || oldSpelling(placed) === placed || page.isKept(start, end)) return;
    const standing = page.text.slice(start, end);
    const old = oldSpelling(placed);
    found.push({
      rule: "tonePlacement",
      start,
      end,
      group: "",
      form: form === old ? "old" : "new",
      spelled: { old: casedLike(standing, old), new: casedLike(standing, placed) },
    });
  });
  return found;
}

/** A word in small letters, or one that begins a sentence, begins no name and is not one. */
export function isCommonWord({ tokens }: Page, at: number, commonFirst: ReadonlySet<string>): boolean {
  const token = tokens[at]!;
  if (token.kind !== "word" || token.joined) return false;
  if (token.letterCase === "lower") return true;
  const next: Token | undefined = tokens[at + 1];
  const begins =
    tokens[at - 1]?.kind === "boundary" && next?.kind !== "boundary" && next?.letterCase === "lower";
  return token.letterCase === "first" && begins && commonFirst.has(token.form);
}
