import type { Stretch } from "../checker.ts";
import { amountsIn, isCountedAt } from "./amounts.ts";
import type { Finding } from "./finding.ts";
import type { Page } from "./page.ts";
import type { RulesOfStyle } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

type Mark = "." | ",";

/** A number taken apart: which mark stands between thousands and which before the decimals, where it has them. */
interface Parts {
  readonly whole: string;
  readonly decimals: string | null;
  readonly thousands: Mark | null;
  readonly point: Mark | null;
}

/**
 * Numbers that are written the other way round (1,000,000 and 22.8), and long ones whose thousands are not set apart. Only
 * amounts are judged; a number whose marks can be read in two ways (1,250) is left alone.
 */
export function numbersIn(page: Page, style: RulesOfStyle["numbers"]): readonly Finding[] {
  const house: { readonly thousands: Mark; readonly point: Mark } =
    style.form === "1.000,5" ? { thousands: ".", point: "," } : { thousands: ",", point: "." };
  return amountsIn(page).flatMap(({ numbers, digitsEnd, before }) => {
    const isCounted = isCountedAt(page.text, digitsEnd);
    return numbers.flatMap((number): readonly Finding[] => {
      const standing = page.text.slice(number.start, number.end);
      const parts = partsOf(standing, isCounted);
      if (!parts) return [];
      const wrongMarks =
        (parts.thousands !== null && parts.thousands !== house.thousands) ||
        (parts.point !== null && parts.point !== house.point);
      const isYear = before === "năm" && parts.whole.length === 4;
      const isLong =
        isCounted && !isYear && parts.thousands === null && parts.whole.length >= style.groupFrom;
      if (!wrongMarks && !isLong) return [];
      const grouped =
        parts.thousands !== null || isLong ? groupedBy(parts.whole, house.thousands) : parts.whole;
      return [
        found(number, standing, grouped + (parts.decimals === null ? "" : house.point + parts.decimals)),
      ];
    });
  });
}

function found({ start, end }: Stretch, wrong: string, right: string): Finding {
  return { rule: "numbers", start, end, suggestions: [right], says: findingSaid.numbers(wrong, right) };
}

function partsOf(number: string, isCounted: boolean): Parts | null {
  const whole = number.replace(/[.,]/g, "");
  if (/^\d+$/.test(number)) {
    return number.startsWith("0") ? null : { whole: number, decimals: null, thousands: null, point: null };
  }
  const both = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)([.,])(\d+)$/.exec(number);
  if (both && both[2] !== both[3]) {
    const [, digits = "", thousands, point, decimals = ""] = both;
    return {
      whole: digits.replace(/[.,]/g, ""),
      decimals,
      thousands: thousands as Mark,
      point: point as Mark,
    };
  }
  const groups = /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/.exec(number);
  if (groups) {
    const mark = groups[1] as Mark;
    const isCertain = number.length > 7 || number.endsWith("000");
    return isCertain ? { whole, decimals: null, thousands: mark, point: null } : null;
  }
  const decimal = /^(\d{1,3})([.,])(\d{1,2}|\d{4,9})$/.exec(number);
  if (!decimal || !isCounted) return null;
  return { whole: decimal[1]!, decimals: decimal[3]!, thousands: null, point: decimal[2] as Mark };
}

function groupedBy(digits: string, mark: Mark): string {
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(mark);
}
