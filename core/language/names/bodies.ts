import { isSyllable } from "../syllable.ts";
import { phraseKey } from "./vocabulary.ts";
import { keyOf, type NameWord } from "./words.ts";

/** How the names of organisations begin, in keys. */
const BEGINNINGS = /* @__PURE__ */ beginnings(
  `
  bộ; sở; ban; cục; tổng cục; chi cục; vụ; viện; hội; hội đồng; ủy ban; ubnd; hđnd; công an; tập đoàn; tổng
  công ty; công ty; trường; đại học; học viện; bệnh viện; quân khu; quân đoàn; sư đoàn; lữ đoàn; quân chủng;
  binh chủng; binh đoàn; liên đoàn; liên đoàn lao động; ngân hàng; tòa án; viện kiểm sát; đài; báo; trung
  tâm; đảng ủy; tỉnh ủy; thành ủy; huyện ủy; mặt trận; văn phòng; thanh tra; quân ủy; phòng
`,
);

function beginnings(phrases: string): ReadonlySet<string> {
  return new Set(phrases.split(";").map(phraseKey));
}

const MOST_BEGINNING = 4;
/** Small words within such a name, before a word with a capital. */
const WITHIN = new Set([
  "và",
  "tỉnh",
  "thành",
  "phố",
  "huyện",
  "xã",
  "phường",
  "quận",
  "thị",
  "trấn",
  "của",
  "nhân",
  "dân",
]);
/** "Ban cán sự đảng": after these a small word is not the other half of a pair. */
const SHORT_BODIES = new Set(["ban", "bộ", "sở", "cục", "vụ"]);
const MOST_WORDS = 14;

/** The last word of an organisation's name that begins at a word; null when none does. */
export function organisationAt(
  words: readonly NameWord[],
  first: number,
  isPlace: (key: string) => boolean,
): number | null {
  if (!words[first]!.capital) return null;
  let after = -1;
  for (let last = first; last < Math.min(words.length, first + MOST_BEGINNING); last++) {
    if (last > first && words[last]!.gap !== "space") break;
    if (BEGINNINGS.has(keyOf(words, first, last))) after = last;
  }
  if (after < 0) return null;
  const last = endOfBody(words, after + 1, isPlace);
  return last > after ? last : null;
}

/**
 * The last word of what a body or an office is of, from a word on: each part begins with a capital, and a part of one
 * syllable takes the next one with it, for such names are written "Quốc phòng", "Y tế", "Giáo dục và Đào tạo".
 * One before `from` when nothing of it stands there.
 */
export function endOfBody(
  words: readonly NameWord[],
  from: number,
  isPlace: (key: string) => boolean,
): number {
  let last = from - 1;
  for (let at = from; at < Math.min(words.length, from + MOST_WORDS);) {
    if (words[at]!.gap !== "space") break;
    if (!words[at]!.capital) {
      const next = nextCapital(words, at);
      if (next === null) break;
      at = next;
      continue;
    }
    let end = at;
    while (end < from + MOST_WORDS && words[end + 1]?.capital && words[end + 1]!.gap === "space") end++;
    let start = at;
    while (start < end && SHORT_BODIES.has(words[start]!.key)) start++;
    const small = words[end + 1];
    const takes =
      start === end &&
      isSyllable(words[end]!.key) &&
      !isPlace(words[end]!.key) &&
      small?.gap === "space" &&
      !small.capital &&
      isSyllable(small.key) &&
      !WITHIN.has(small.key) &&
      !SHORT_BODIES.has(words[end]!.key);
    last = takes ? end + 1 : end;
    at = last + 1;
  }
  return last;
}

/** Over "và", "tỉnh", "thành phố" to the word with a capital after them. */
function nextCapital(words: readonly NameWord[], from: number): number | null {
  for (let at = from; at < from + 3 && at < words.length && words[at]!.gap === "space"; at++) {
    if (words[at]!.capital) return at;
    if (!WITHIN.has(words[at]!.key)) return null;
  }
  return null;
}
