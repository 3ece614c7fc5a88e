import type { Told } from "../checker.ts";
import { fieldsOf } from "./file.ts";
import { STYLE_RULE_NAMES, styleChoiceName, styleFieldName } from "./labels.ts";
import { STYLE_RULES, type HouseStyle, type StyleRule } from "./rules.ts";

/** A rule on which two newsrooms differ, in words: only what differs is told. */
export interface StyleChange {
  readonly rule: StyleRule;
  readonly name: Told;
  /** "Cách viết: 22-11", entries of lists which only this side has: "Mục: VMTD = vững mạnh toàn diện". */
  readonly mine: Told;
  readonly theirs: Told;
}

/** More entries of a list are counted and not told. */
const MOST_TOLD = 8;

/** The rules that differ, in the order of the file. The name of the rule set is none of them. */
export function changesBetween(mine: HouseStyle, theirs: HouseStyle): readonly StyleChange[] {
  return STYLE_RULES.flatMap((rule) => {
    const [here, there] = [valuesOf(mine, rule), valuesOf(theirs, rule)];
    const fields = fieldsOf(rule).filter((field) => keyOf(here[field]) !== keyOf(there[field]));
    if (fields.length === 0) return [];
    return [
      {
        rule,
        name: STYLE_RULE_NAMES[rule],
        mine: toldTogether(fields.map((field) => fieldTold(field, here[field], there[field]))),
        theirs: toldTogether(fields.map((field) => fieldTold(field, there[field], here[field]))),
      },
    ];
  });
}

/** Whether two newsrooms lay down the same, whatever they call it. */
export function sameStyle(one: HouseStyle, other: HouseStyle): boolean {
  return changesBetween(one, other).length === 0;
}

/** Mine, with these rules as they are in theirs. */
export function withRulesFrom(mine: HouseStyle, theirs: HouseStyle, taken: readonly StyleRule[]): HouseStyle {
  const rules = taken.map((rule) => [rule, theirs.rules[rule]] as const);
  return { ...mine, rules: { ...mine.rules, ...Object.fromEntries(rules) } };
}

function valuesOf({ rules }: HouseStyle, rule: StyleRule): Readonly<Record<string, unknown>> {
  return rules[rule];
}

/** Fields of entries in one order, so that only their values tell entries apart. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function fieldTold(field: string, value: unknown, other: unknown): Told {
  const name = styleFieldName(field);
  const told = Array.isArray(value) && Array.isArray(other) ? listTold(value, other) : valueTold(value);
  return { vi: `${name.vi}: ${told.vi}`, en: `${name.en}: ${told.en}` };
}

/** The entries which the other list lacks; of two lists that differ in their order alone, that they do. */
function listTold(entries: readonly unknown[], others: readonly unknown[]): Told {
  const known = new Set(others.map(keyOf));
  const own = entries.filter((entry) => !known.has(keyOf(entry)));
  if (own.length === 0) {
    return entries.length === others.length
      ? { vi: "cùng các mục, khác thứ tự", en: "the same, in another order" }
      : { vi: "không có mục riêng", en: "nothing of its own" };
  }
  const more = own.length - MOST_TOLD;
  const told = own.slice(0, MOST_TOLD).map(valueTold);
  return {
    vi: told.map(({ vi }) => vi).join("; ") + (more > 0 ? `; và ${more} mục khác` : ""),
    en: told.map(({ en }) => en).join("; ") + (more > 0 ? `; and ${more} more` : ""),
  };
}

function valueTold(value: unknown): Told {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return styleChoiceName(value);
  const entry = value as Readonly<Record<string, unknown>>;
  if (typeof entry["vi"] === "string") return { vi: entry["vi"], en: String(entry["en"] ?? entry["vi"]) };
  if ("name" in entry) {
    const name = String(entry["name"]);
    return entry["lower"] === true
      ? { vi: `${name} (hoặc viết thường)`, en: `${name} (or in small letters)` }
      : same(name);
  }
  if ("short" in entry) return same(`${String(entry["short"])} = ${String(entry["full"])}`);
  const right = [entry["right"]].flat().join(", ");
  return same(`${String(entry["wrong"])} → ${right === "" ? "∅" : right}`);
}

function same(text: string): Told {
  return { vi: text, en: text };
}

function toldTogether(parts: readonly Told[]): Told {
  return { vi: parts.map(({ vi }) => vi).join(". "), en: parts.map(({ en }) => en).join(". ") };
}
