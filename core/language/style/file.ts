import type { z } from "zod";
import { done, failed, type Outcome } from "../../bridge/outcome.ts";
import type { Told } from "../checker.ts";
import { DEFAULT_HOUSE_STYLE } from "./default-style.ts";
import { jsonFaultLine } from "./json-fault.ts";
import {
  HOUSE_STYLE_VERSION,
  HouseStyle,
  MOST_CHARACTERS,
  MOST_ENTRIES,
  STYLE_RULES,
  type StyleRule,
} from "./rules.ts";

/** Why a file is no house style. `field` is where: "rules.abbreviations.entries[3].short". */
export type HouseStyleProblem =
  | { readonly kind: "styleTooLong"; readonly characters: number; readonly most: number }
  | { readonly kind: "styleNotJson"; readonly line: number }
  | { readonly kind: "styleNewer"; readonly version: number }
  | { readonly kind: "styleFieldUnknown"; readonly rule: StyleRule | null; readonly field: string }
  | {
      readonly kind: "styleFieldWrong";
      readonly rule: StyleRule | null;
      readonly field: string;
      /** What may stand there, as a part of a sentence. */
      readonly allowed: Told;
    };

/** In UTF-16 units: all lists full of long entries stay below it. */
export const MOST_STYLE_CHARACTERS = 10_000_000;

/**
 * The house style in a file. A rule which the file leaves out is off, with the program's own choices: what a newsroom has
 * not laid down is not held against its stories. Anything the program does not know is refused by name.
 */
export function houseStyleFrom(text: string): Outcome<HouseStyle, HouseStyleProblem> {
  if (text.length > MOST_STYLE_CHARACTERS) {
    return failed({ kind: "styleTooLong", characters: text.length, most: MOST_STYLE_CHARACTERS });
  }
  const json = text.replace(/^\ufeff/, "");
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    // JSON.parse says no more than that it failed; where, is looked for here.
    return failed({ kind: "styleNotJson", line: jsonFaultLine(json) ?? 1 });
  }
  if (isRecord(raw) && typeof raw["version"] === "number" && raw["version"] > HOUSE_STYLE_VERSION) {
    return failed({ kind: "styleNewer", version: raw["version"] });
  }
  const parsed = HouseStyle.safeParse(withAllRules(raw));
  return parsed.success ? done(parsed.data) : failed(problemOf(parsed.error.issues[0]!));
}

/** The file of a house style: rules and fields in the order of the program, every entry of a list on its own line. */
export function houseStyleText({ version, name, rules }: HouseStyle): string {
  const ruleTexts = STYLE_RULES.map((rule) => {
    const values: Readonly<Record<string, unknown>> = rules[rule];
    const fields = fieldsOf(rule).map(
      (field) => `      ${JSON.stringify(field)}: ${valueText(values[field])}`,
    );
    return `    ${JSON.stringify(rule)}: {\n${fields.join(",\n")}\n    }`;
  });
  return `{\n  "version": ${version},\n  "name": ${JSON.stringify(name)},\n  "rules": {\n${ruleTexts.join(",\n")}\n  }\n}\n`;
}

/** The fields of a rule in the order of the file: "on", its choices, "source". */
export function fieldsOf(rule: StyleRule): readonly string[] {
  return Object.keys(HouseStyle.shape.rules.shape[rule].shape);
}

function valueText(value: unknown): string {
  if (!Array.isArray(value)) return inline(value);
  if (value.length === 0) return "[]";
  return `[\n${value.map((entry) => `        ${inline(entry)}`).join(",\n")}\n      ]`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{ ${fields.map(([key, field]) => `${JSON.stringify(key)}: ${inline(field)}`).join(", ")} }`;
}

function withAllRules(raw: unknown): unknown {
  if (!isRecord(raw) || !isRecord(raw["rules"])) return raw;
  const given = raw["rules"];
  const left = STYLE_RULES.filter((rule) => !Object.hasOwn(given, rule));
  const off = left.map((rule) => [rule, { ...DEFAULT_HOUSE_STYLE.rules[rule], on: false }] as const);
  return { ...raw, rules: { ...given, ...Object.fromEntries(off) } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Issue = z.core.$ZodIssue;

function problemOf(issue: Issue): HouseStyleProblem {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const rule = ruleIn(path);
  if (issue.code === "unrecognized_keys") {
    const unknown = [...path, issue.keys[0]!];
    return { kind: "styleFieldUnknown", rule, field: fieldAt(unknown) };
  }
  return { kind: "styleFieldWrong", rule, field: fieldAt(path), allowed: allowedBy(issue) };
}

function ruleIn(path: readonly (string | number)[]): StyleRule | null {
  return path[0] === "rules" ? (STYLE_RULES.find((rule) => rule === path[1]) ?? null) : null;
}

function fieldAt(path: readonly (string | number)[]): string {
  return path
    .map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join("");
}

/** What the file may say in the place of an issue. */
function allowedBy(issue: Issue): Told {
  switch (issue.code) {
    case "invalid_value": {
      const values = issue.values.map((value) => JSON.stringify(value)).join(", ");
      return { vi: `một trong: ${values}`, en: `one of: ${values}` };
    }
    case "too_small":
      return issue.origin === "string"
        ? SOME_TEXT
        : { vi: `từ ${issue.minimum} trở lên`, en: `${issue.minimum} or more` };
    case "too_big":
      if (issue.origin === "string") return SOME_TEXT;
      return issue.origin === "array"
        ? { vi: `nhiều nhất ${MOST_ENTRIES} mục`, en: `at most ${MOST_ENTRIES} entries` }
        : { vi: `đến ${issue.maximum}`, en: `up to ${issue.maximum}` };
    case "invalid_format":
      return {
        vi: `chữ nằm trên một dòng, không có dấu cách ở hai đầu, dài nhất ${MOST_CHARACTERS} ký tự`,
        en: `words on one line without spaces around them, at most ${MOST_CHARACTERS} characters`,
      };
    case "invalid_type":
      return TYPES[issue.expected as keyof typeof TYPES] ?? TYPES.object;
    default:
      return TYPES.object;
  }
}

const SOME_TEXT: Told = {
  vi: `chữ, dài từ 1 đến ${MOST_CHARACTERS} ký tự`,
  en: `text of 1 to ${MOST_CHARACTERS} characters`,
};

const TYPES = {
  string: SOME_TEXT,
  boolean: { vi: "true (bật) hoặc false (tắt)", en: "true (on) or false (off)" },
  number: { vi: "một số nguyên", en: "a whole number" },
  int: { vi: "một số nguyên", en: "a whole number" },
  array: { vi: "một danh sách trong [ ]", en: "a list in [ ]" },
  object: { vi: "một nhóm mục trong { }", en: "a group of fields in { }" },
} as const satisfies Readonly<Record<string, Told>>;
