import type { Stretch } from "../checker.ts";
import type { Page } from "./page.ts";

/** A number, or two with a hyphen between, as one token: "5.000", "5km", "70-90". */
export interface Amount extends Stretch {
  /** Each number of it, digits with their dots and commas. */
  readonly numbers: readonly Stretch[];
  /** Where the last number ends: a unit may be glued to it. */
  readonly digitsEnd: number;
  /** The word before it in lower case, one space away, or "". */
  readonly before: string;
}

/** A longer number is no amount. */
const MOST_LENGTH = 40;

const AMOUNT = /^(\d[\d.,]*)(?:-(\d[\d.,]*))?(\p{L}[\p{L}\d²³]*(?:\/\p{L}+)?)?$/u;

/**
 * The numbers of a page that stand by themselves. Dates with strokes, telephone numbers, numbers of laws and of models
 * ("30/2020/NĐ-CP", "A340-500", "0912-345-678") are none.
 */
export function amountsIn(page: Page): readonly Amount[] {
  const { text, tokens } = page;
  return tokens.flatMap((token, at) => {
    const { kind, start, end } = token;
    if (kind !== "number" || end - start > MOST_LENGTH || !standsAlone(text, start, end)) return [];
    const parts = AMOUNT.exec(text.slice(start, end));
    if (!parts || page.isOpaque(start, end)) return [];
    const [, one = "", two] = parts;
    const numbers = [{ start, end: start + one.length }];
    if (two !== undefined) {
      const from = start + one.length + 1;
      numbers.push({ start: from, end: from + two.length });
    }
    const previous = tokens[at - 1];
    const near = previous?.kind === "word" && /^[ \u00a0]$/.test(text.slice(previous.end, start));
    return [{ start, end, numbers, digitsEnd: numbers.at(-1)!.end, before: near ? previous.form : "" }];
  });
}

/** Neither the end of a longer thing ("A340-500", "1–2") nor the beginning of one. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? " ";
  if (/[\p{L}\p{N}\p{M}]/u.test(before)) return false;
  if (/[-/.,:+_–]/.test(before) && /[\p{L}\p{N}\p{M}]/u.test(text[start - 2] ?? " ")) return false;
  return !(/[-/.,:+_–'’]/.test(text[end] ?? " ") && /[\p{L}\p{N}]/u.test(text[end + 1] ?? " "));
}

/** Units as symbols, longest first; those of one letter that may mean something else (l, t, s, h) are left out. */
const SYMBOLS =
  "km²/h km/h km² km2 km³ km3 m/s m² m2 m³ m3 cm² cm2 cm³ cm3 mm² mm2 mm3 km cm mm nm kg mg µg μg kWh MWh GWh kW MW GW kV " +
  "mAh kHz MHz GHz Hz KB MB GB TB Mbps Gbps kcal lít/giây ml ha °C °F ℃ m g";
export const UNIT = new RegExp(
  `([ \\u00a0]?)(${SYMBOLS.replaceAll(" ", "|")})(?![\\p{L}\\p{N}\\p{M}²³/])`,
  "uy",
);

const SCALE = "nghìn|ngàn|vạn|triệu|tỷ|tỉ";
/** What is counted or measured: a number before one of these is an amount and no name, year, score or version. */
const COUNTED = new RegExp(
  `[ \\u00a0]?(?:%|(?:${SCALE}|trăm|chục|phần trăm|độ|đồng|đô la|euro|USD|EUR|VND|VNĐ|người|hộ|dân|lượt|ca|tấn|tạ|yến|cân|` +
    "hecta|héc ta|lít|mét|cây số|ki-lô-mét|hải lý|dặm|chiếc|căn|con|cái|cuốn|bản|bài|suất|phần|vé|học sinh|sinh viên|" +
    "doanh nghiệp|công nhân|chiến sĩ|quân nhân|phụ nữ|trẻ em|tỷ đồng)(?![\\p{L}\\p{M}])|" +
    `(?:${SYMBOLS.replaceAll(" ", "|")})(?![\\p{L}\\p{N}\\p{M}²³/]))`,
  "uy",
);

/** Whether what stands at this offset is a unit, a scale, a currency or something counted. */
export function isCountedAt(text: string, at: number): boolean {
  COUNTED.lastIndex = at;
  return COUNTED.test(text);
}

/** " triệu" and the like at this offset, or "". */
export function scaleAt(text: string, at: number): string {
  SCALE_AT.lastIndex = at;
  return SCALE_AT.exec(text)?.[0] ?? "";
}
const SCALE_AT = new RegExp(`[ \\u00a0](?:${SCALE})(?![\\p{L}\\p{M}])`, "uy");

/** How many digits a number has, its marks left out: for telling small from large. */
export function digitsOf(number: string): number {
  return number.replace(/\D/g, "").length;
}
