import type { Head } from "./heads.ts";
import type { Mention } from "./mentions.ts";
import type { Reading } from "./reading.ts";
import { isFormerMark } from "./vocabulary.ts";
import { endOfPhrase } from "./words.ts";

/** A rank, office or occupation which the text gives a person, with the body that may follow it. */
export interface TitleSeen extends Head {
  /** Last word of the phrase: up to the name before it, up to the next sign after it. */
  readonly end: number;
  /** "before" directly before the name, "chain" further before behind a comma, "after" in apposition. */
  readonly side: "before" | "chain" | "after";
  /** The text says that it was held once: "nguyên Bộ trưởng". */
  readonly former: boolean;
}

/** Words of an office with its body at most: "Phó Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam…". */
const MOST_OFFICE_WORDS = 18;
const MOST_TITLES = 6;

/** What the text calls a person: "Đại tướng, Bộ trưởng Bộ Quốc phòng Phan Văn Giang, Ủy viên Bộ Chính trị". */
export function titlesOf(reading: Reading, mention: Mention): readonly TitleSeen[] {
  return [...titlesBefore(reading, mention), ...titlesAfter(reading, mention)];
}

function titlesBefore({ words, heads, mentions }: Reading, mention: Mention): readonly TitleSeen[] {
  const seen: TitleSeen[] = [];
  let next = mention.first;
  let side: TitleSeen["side"] = "before";
  let at = countBefore(heads, next) - 1;
  // "ông" between office and name is no office.
  if (mention.before !== "" && mention.sort !== "thing" && words[next]!.gap === "space") next--;
  while (seen.length < MOST_TITLES && at >= 0) {
    const head = heads[at]!;
    if (head.last >= next || next - head.first > MOST_OFFICE_WORDS) break;
    const phrase = endOfPhrase(words, head.last);
    // "PGS.TS. Nguyễn Văn A", "TS, BS Nguyễn Văn A": after a rank a sign may stand.
    const reaches =
      phrase >= next ||
      (head.sort === "rank" && head.last + 1 === next && ["dot", "comma"].includes(words[next]!.gap));
    // "Bộ trưởng Nguyễn Văn B và Nguyễn Văn A": the office is the other one's.
    if (!reaches || hasPerson(mentions, head.last + 1, Math.min(next, mention.row) - 1)) break;
    const former = isFormerMark(words[head.first - 1]?.key ?? "") && words[head.first]!.gap === "space";
    seen.push({ ...head, end: next - 1, side, former });
    next = head.first - (former ? 1 : 0);
    const gap = words[next]?.gap;
    if (gap === "comma") side = "chain";
    else if (gap !== "space" && gap !== "dot") break;
    at--;
  }
  return seen;
}

function titlesAfter(reading: Reading, { last }: Mention): readonly TitleSeen[] {
  const { words, heads, mentions } = reading;
  const seen: TitleSeen[] = [];
  for (let from = last + 1; from < words.length && seen.length < MOST_TITLES;) {
    if (!["comma", "dash", "open"].includes(words[from]!.gap)) break;
    const former = isFormerMark(words[from]!.key);
    const head = headFrom(heads, from + (former ? 1 : 0));
    if (!head) break;
    const end = endOfPhrase(words, head.last) - 1;
    // "…, Bộ trưởng Nguyễn Văn B": the office is the next one's.
    if (hasPerson(mentions, head.last + 1, end)) break;
    seen.push({ ...head, end, side: "after", former });
    from = end + 1;
  }
  return seen;
}

function hasPerson(mentions: readonly Mention[], from: number, to: number): boolean {
  for (let at = countBefore(mentions, from); at < mentions.length && mentions[at]!.first <= to; at++) {
    if (mentions[at]!.sort === "person") return true;
  }
  return false;
}

function headFrom(heads: readonly Head[], word: number): Head | undefined {
  const head = heads[countBefore(heads, word)];
  return head?.first === word ? head : undefined;
}

/** How many stretches of words end before a word; they are in order and apart. */
function countBefore(stretches: readonly { readonly last: number }[], word: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.last < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
