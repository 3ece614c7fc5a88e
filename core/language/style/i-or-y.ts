import type { Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";
import { casedLike } from "./phrases.ts";
import { isCommonWord } from "./tone-placement.ts";

/**
 * Sino-Vietnamese syllables written both ways, i first. Native words that are only ever written with i (mì, tí, bí, chì)
 * are not here, nor are vi and sĩ, which those who write y write with i.
 */
const PAIRS =
  "lí lý; kĩ kỹ; kỉ kỷ; kì kỳ; kí ký; mĩ mỹ; tỉ tỷ; hi hy; qui quy; quí quý; quỉ quỷ; quì quỳ; quĩ quỹ; quị quỵ";

/** Where such a syllable is a native word, always with i: what stands right before it | right after it. */
const NATIVE: Readonly<Record<string, readonly [before: string, after: string]>> = {
  lí: ["thiên nhu", "nhí lắc láu"],
  kì: ["", "cọ kèo kẹo đà nhông lưng kịch"],
  kí: ["nửa một hai ba mấy vài", "lô"],
  mĩ: ["", "miều"],
  tỉ: ["tỉ", "tỉ mỉ tê"],
  hi: ["hi", "hi ha hí hửng hóp"],
};

/** Words that begin sentences and are no one's name, unlike Lý, Kỷ, Mỹ or Quý. */
const COMMON_FIRST = new Set("kỹ kĩ tỷ tỉ qui quy".split(" "));

interface Pair {
  readonly i: string;
  readonly y: string;
}

const BY_FORM: ReadonlyMap<string, Pair> = new Map(
  PAIRS.split("; ").flatMap((both) => {
    const [i = "", y = ""] = both.split(" ");
    return [i, y].map((form) => [form, { i, y }] as const);
  }),
);

/**
 * Every word that can end in i or in y. After qu both schools write y (Decision 240/QĐ of the Ministry of Education, 1984,
 * keeps uy), so that "qui" is against either.
 */
export function iOrYs(page: Page): readonly Occurrence[] {
  const found: Occurrence[] = [];
  page.tokens.forEach((token, at) => {
    const { start, end, form } = token;
    const pair = BY_FORM.get(form);
    if (!pair || !isCommonWord(page, at, COMMON_FIRST) || isNative(page, at, pair) || page.isKept(start, end))
      return;
    const standing = page.text.slice(start, end);
    const withI = pair.i.startsWith("q") ? pair.y : pair.i;
    const spelled = { i: casedLike(standing, withI), y: casedLike(standing, pair.y) };
    if (pair.i.startsWith("q")) {
      const way = form === pair.i ? "ui" : "uy";
      found.push({
        rule: "iOrY",
        start,
        end,
        group: pair.y,
        form: way,
        spelled: { ...spelled, ui: pair.i, uy: pair.y },
      });
    } else {
      found.push({ rule: "iOrY", start, end, group: pair.y, form: form === pair.i ? "i" : "y", spelled });
    }
  });
  return found;
}

function isNative({ tokens }: Page, at: number, { i }: Pair): boolean {
  const native = NATIVE[i];
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  if (i === "kí" && before?.kind === "number") return true;
  if (!native) return false;
  return (
    native[0].split(" ").includes(before?.form || "\n") || native[1].split(" ").includes(after?.form || "\n")
  );
}
