import { amountsIn, digitsOf, scaleAt, UNIT } from "./amounts.ts";
import type { Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";

/** Every number with the symbol of a unit: "5 km" and "5km". */
export function unitsIn(page: Page): readonly Occurrence[] {
  return amountsIn(page).flatMap(({ start, digitsEnd }) => {
    UNIT.lastIndex = digitsEnd;
    const unit = UNIT.exec(page.text);
    if (!unit) return [];
    const number = page.text.slice(start, digitsEnd);
    const [, space = "", symbol = ""] = unit;
    return [
      {
        rule: "units",
        start,
        end: UNIT.lastIndex,
        // Degrees have their own custom.
        group: symbol.startsWith("°") ? "degrees" : "",
        form: space === "" ? "5km" : "5 km",
        spelled: { "5 km": `${number} ${symbol}`, "5km": number + symbol },
      },
    ];
  });
}

/** Every number with a sign for percent. */
export function percentsIn({ text, isOpaque }: Page): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (let sign = text.indexOf("%"); sign !== -1; sign = text.indexOf("%", sign + 1)) {
    const parts = /(\d[\d.,]{0,20})([ \u00a0]?)$/.exec(text.slice(Math.max(0, sign - 24), sign));
    if (!parts || isOpaque(sign, sign + 1)) continue;
    const [standing, number = "", space = ""] = parts;
    found.push({
      rule: "percent",
      start: sign - standing.length,
      end: sign + 1,
      group: "",
      form: space === "" ? "5%" : "5 %",
      spelled: { "5%": `${number}%`, "5 %": `${number} %` },
    });
  }
  return found;
}

const DONG = /([ \u00a0]?)(đồng|VNĐ|VND|vnđ|vnd|Vnđ|đ|₫)(?![\p{L}\p{N}\p{M}])/uy;
/** After these "đồng" is no money: "200 đồng chí". */
const NO_MONEY = /[ \u00a0](?:chí|đội|nghiệp|minh|hồ|loạt|thời|ý|bào|bằng|hương|tiền|xu)(?![\p{L}\p{M}])/uy;

/** Sums in đồng: "5.000 đồng", "5.000 VND", "5.000đ". A small number with đ may be points, and is left alone. */
export function dongsIn(page: Page): readonly Occurrence[] {
  return amountsIn(page).flatMap(({ start, numbers, digitsEnd }) => {
    const { text } = page;
    const scale = scaleAt(text, digitsEnd);
    DONG.lastIndex = digitsEnd + scale.length;
    const money = DONG.exec(text);
    const last = numbers.at(-1)!;
    const number = text.slice(last.start, last.end);
    if (!money || number.startsWith("00") || (scale === "" && digitsOf(number) < 3)) return [];
    const end = DONG.lastIndex;
    NO_MONEY.lastIndex = end;
    if (money[2] === "đồng" && NO_MONEY.test(text)) return [];
    const amount = text.slice(start, digitsEnd + scale.length);
    const spaced = money[1] !== "" ? money[2]! : `glued ${money[2]}`;
    return [
      {
        rule: "currency",
        start,
        end,
        group: "dong",
        form: spaced,
        spelled: { đồng: `${amount} đồng`, VND: `${amount} VND` },
        otherwise: "đồng",
      },
    ];
  });
}

const SYMBOLS: Readonly<Record<string, string>> = {
  $: "USD",
  us$: "USD",
  usd: "USD",
  eur: "EUR",
  "€": "EUR",
  "£": "GBP",
  gbp: "GBP",
  "¥": "JPY",
  jpy: "JPY",
};
const CODE_AFTER =
  /([ \u00a0]?)(USD|usd|Usd|US\$|\$|EUR|eur|€|GBP|£|JPY|¥)(?![\p{L}\p{N}\p{M}$€£¥]|[ \u00a0](?:USD|EUR|GBP|JPY|[$€£¥]))/uy;
/** In "1 USD 25.000" and "5 triệu USD 25.000" the code belongs to the number before it. */
const CODE_BEFORE =
  /(?:^|(?<!\d|nghìn|ngàn|vạn|triệu|tỷ|tỉ)[ \u00a0]|[(“"])(US\$|USD|usd|Usd|\$|EUR|eur|€|GBP|£|JPY|¥)([ \u00a0]?)$/u;
/** Of the text before a number: more than a code, a space and what may stand before them. */
const LEAD_LENGTH = 14;

/** Sums in foreign money: "5 USD", "USD 5", "$5", "5 triệu usd". */
export function foreignSumsIn(page: Page): readonly Occurrence[] {
  return amountsIn(page).flatMap(({ start, digitsEnd }) => {
    const { text } = page;
    const scale = scaleAt(text, digitsEnd);
    const amount = text.slice(start, digitsEnd + scale.length);
    CODE_AFTER.lastIndex = digitsEnd + scale.length;
    const after = CODE_AFTER.exec(text);
    const lead = text.slice(Math.max(0, start - LEAD_LENGTH), start);
    const before = CODE_BEFORE.exec(lead);
    // Of two numbers in a row nobody can say which the code is of.
    if (/(?:\d|nghìn|ngàn|vạn|triệu|tỷ|tỉ)[ \u00a0]$/.test(lead)) return [];
    // "$5 USD" says it twice; which of the two is meant to stay is the writer's to say.
    if (after && before) return [];
    const symbol = after?.[2] ?? before?.[1];
    if (symbol === undefined) return [];
    const code = SYMBOLS[symbol.toLowerCase()]!;
    const isSpaced = (after ? after[1] : before?.[2]) !== "";
    const place = after ? "5 USD" : "USD 5";
    return [
      {
        rule: "currency",
        start: after || !before ? start : start - symbol.length - before[2]!.length,
        end: after ? CODE_AFTER.lastIndex : digitsEnd + scale.length,
        group: "foreign",
        form: symbol === code && isSpaced ? place : "other",
        spelled: { "5 USD": `${amount} ${code}`, "USD 5": `${code} ${amount}` },
        otherwise: "5 USD",
      },
    ];
  });
}
