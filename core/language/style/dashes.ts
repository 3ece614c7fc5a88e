import { isCountedAt } from "./amounts.ts";
import type { Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";
import { findingSaid } from "./sentences.ts";

const DASH = /[-–—]+/g;
const SPACE = /[ \u00a0]/;
/** Long enough for a number, short enough to be looked at again for each dash. */
const MOST_NUMBER = 12;

/**
 * First words of what is joined with a spaced hyphen into one notion ("kinh tế - xã hội"): that is no aside, whatever the
 * newsroom's dash for asides.
 */
const COUPLED = new Set(
  (
    "kinh tế;chính trị;văn hóa;văn hoá;xã hội;quốc phòng;an ninh;khoa học;công nghệ;công nghiệp;nông nghiệp;thương mại;" +
    "kỹ thuật;kĩ thuật;giáo dục;đào tạo;y tế;du lịch;dịch vụ;lao động;thương binh;tài chính;ngân hàng"
  ).split(";"),
);

/** Dashes between two amounts or years, and dashes between words. */
export function dashesIn(page: Page): readonly Occurrence[] {
  const { text } = page;
  const occurrences: Occurrence[] = [];
  for (const { 0: dash, index } of text.matchAll(DASH)) {
    const end = index + dash.length;
    if (dash.length > 2 || page.isOpaque(index, end)) continue;
    const range = dash.length === 1 ? rangeAt(page, index) : null;
    if (range) {
      occurrences.push(range);
      continue;
    }
    const [spaceBefore, spaceAfter] = [SPACE.test(text[index - 1] ?? ""), SPACE.test(text[end] ?? "")];
    const [left, right] = [text[index - (spaceBefore ? 2 : 1)] ?? "", text[end + (spaceAfter ? 1 : 0)] ?? ""];
    if (!isWordEnd(left) || !/[\p{L}“"‘(]/u.test(right)) continue;
    const isHalfSpaced = spaceBefore !== spaceAfter && /\p{L}/u.test(left) && /\p{L}/u.test(right);
    if (isHalfSpaced && !isOfDocument(text, index)) {
      occurrences.push({
        rule: "dashes",
        start: index - (spaceBefore ? 1 : 0),
        end: end + (spaceAfter ? 1 : 0),
        group: "aside",
        form: "other",
        spelled: { "-": " - ", "–": " – ", "—": " — " },
        otherwise: ["-", "–", "—"].includes(dash) ? dash : "–",
        says: findingSaid.dashSpaces(dash),
      });
    } else if (spaceBefore && spaceAfter && !isCoupled(text, index, end)) {
      occurrences.push({
        rule: "dashes",
        start: index,
        end,
        group: "aside",
        form: dash,
        spelled: { "-": "-", "–": "–", "—": "—" },
        otherwise: "–",
      });
    }
  }
  return occurrences;
}

/** The number of a document goes on: "258/TB– CSĐT". */
function isOfDocument(text: string, at: number): boolean {
  return /\/\S* ?$/.test(text.slice(Math.max(0, at - MOST_NUMBER), at));
}

function isWordEnd(character: string): boolean {
  return /[\p{L}\p{N}”"’)!?.,…%]/u.test(character);
}

/** “kinh tế - xã hội”, and two names: “Hà Nội - Hải Phòng”. */
function isCoupled(text: string, start: number, end: number): boolean {
  const left = /(\p{L}+) (\p{L}+) $/u.exec(text.slice(Math.max(0, start - 24), start));
  const right = /^ (\p{L}+)(?: (\p{L}+))?/u.exec(text.slice(end, end + 24));
  if (!right) return false;
  if (left && /^\p{Lu}/u.test(left[2]!) && /^\p{Lu}/u.test(right[1]!)) return true;
  const isNotion = (one = "", two = ""): boolean => COUPLED.has(`${one} ${two}`.toLowerCase());
  return isNotion(left?.[1], left?.[2]) || isNotion(right[1], right[2]);
}

/** "5-7 km", "5 – 7%", "2016-2017": never a score, a date, a telephone number. */
function rangeAt({ text }: Page, dash: number): Occurrence | null {
  const left = /(?:^|[\s(“"])(\d[\d.,]*)([ \u00a0]?)$/.exec(
    text.slice(Math.max(0, dash - MOST_NUMBER - 2), dash),
  );
  const right = /^([ \u00a0]?)(\d[\d.,]*)/.exec(text.slice(dash + 1, dash + 2 + MOST_NUMBER));
  if (!left || !right) return null;
  const number = right[2]!.replace(/[.,]$/, "");
  const end = dash + 1 + right[1]!.length + number.length;
  if (/[-–/:\d]/.test(text[end] ?? "") || !(isYears(left[1]!, number) || isCountedAt(text, end))) return null;
  const start = dash - left[2]!.length - left[1]!.length;
  const mark = text[dash]!;
  const spaces = left[2] !== "" && right[1] !== "" ? " " : "";
  const even = (left[2] === "") === (right[1] === "");
  return {
    rule: "dashes",
    start,
    end,
    group: "range",
    form: even ? `5${spaces}${mark}${spaces}7` : "other",
    spelled: Object.fromEntries(["-", "–", " - ", " – "].map((way) => [`5${way}7`, left[1] + way + number])),
    otherwise: "5-7",
  };
}

function isYears(one: string, two: string): boolean {
  return [one, two].every((year) => /^(?:1\d|20)\d\d$/.test(year)) && Number(one) < Number(two);
}
