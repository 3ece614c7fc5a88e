import { standsAlone } from "./amounts.ts";
import type { Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";

/** Words right before a day and month. */
const DAY_WORDS = new Set("ngày sáng trưa chiều tối đêm hôm mùng mồng nay qua mai khuya".split(" "));
/** Words before those that make of them a span: "mỗi ngày 2-3 lần". */
const SPAN_WORDS = new Set("mỗi một hai ba mấy hằng hàng từng cả nửa".split(" "));
/** Words between two dates of a row: "từ ngày 12-11 đến 14-11". */
const ROW_WORDS = new Set("đến và tới hoặc".split(" "));
/** What is counted after two numbers: "ngày uống 2-3 viên". */
const COUNTED = new Set(
  (
    "lần viên giờ tiếng phút người chiếc lượt chuyến ca bữa cốc ly lít gói trang con cái bài chục trăm nghìn ngàn triệu tỷ tỉ " +
    "tấn tạ kg km ha m cm đồng độ phần buổi tuần tháng năm"
  ).split(" "),
);

const DAY_MONTH = /^(0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|1[0-2])(?:\2([12]\d{3}))?$/;
const MONTH_YEAR = /^(0?[1-9]|1[0-2])([-/.])([12]\d{3})$/;

/**
 * Every date in figures. A day and month alone is one only after a word for a day ("ngày", "sáng", …) or in a row of
 * dates: 1/2, 24/7, 2-1 and 5-7 are something else. Numbers of laws have their own form and are none.
 */
export function datesIn(page: Page): readonly Occurrence[] {
  const { text, tokens } = page;
  const found: Occurrence[] = [];
  let lastDate = -1;
  tokens.forEach(({ kind, start, end }, at) => {
    if (kind !== "number" || end - start > 10 || !standsAlone(text, start, end) || page.isOpaque(start, end))
      return;
    const standing = text.slice(start, end);
    const mark = markOf(page, at, standing, lastDate);
    if (mark === null) return;
    lastDate = at;
    const form = mark === "-" ? "22-11" : mark === "/" ? "22/11" : "22.11";
    const spelled = { "22-11": standing.replaceAll(mark, "-"), "22/11": standing.replaceAll(mark, "/") };
    found.push({ rule: "dates", start, end, group: "", form, spelled });
  });
  return found;
}

/** What stands between the parts of the date, or null when it is none. */
function markOf(page: Page, at: number, standing: string, lastDate: number): "-" | "/" | "." | null {
  const before = wordAt(page, at - 1);
  const monthYear = MONTH_YEAR.exec(standing);
  if (monthYear) return before === "tháng" && monthYear[2] !== "." ? (monthYear[2] as "-" | "/") : null;
  const parts = DAY_MONTH.exec(standing);
  if (!parts) return null;
  const mark = parts[2] as "-" | "/" | ".";
  const told = isToldADay(page, at, before, lastDate);
  if (parts[4] !== undefined) return mark !== "." || told ? mark : null;
  return told && mark !== "." && !COUNTED.has(wordAt(page, at + 1)) && page.text[page.tokens[at]!.end] !== "%"
    ? mark
    : null;
}

function isToldADay(page: Page, at: number, before: string, lastDate: number): boolean {
  if (DAY_WORDS.has(before)) {
    return !SPAN_WORDS.has(wordAt(page, at - 2)) && page.tokens[at - 2]?.kind !== "number";
  }
  return lastDate === at - 2 && lastDate >= 0 && (ROW_WORDS.has(before) || before === ",");
}

/** The word at a token in lower case; what stands there of another kind, as it is. */
function wordAt({ text, tokens }: Page, at: number): string {
  const token = tokens[at];
  if (!token) return "";
  if (token.kind === "word") return token.form;
  return token.kind === "number" ? "0" : (text[token.start] ?? "");
}
