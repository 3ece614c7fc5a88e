import { z } from "zod";
import type { Told } from "../checker.ts";

/** Every rule of house style, in the order of the file and of the screen. */
export const STYLE_RULES = [
  "tonePlacement",
  "iOrY",
  "dates",
  "numbers",
  "units",
  "percent",
  "currency",
  "dashes",
  "quotes",
  "ellipses",
  "spaces",
  "organisations",
  "offices",
  "abbreviations",
  "foreignNames",
  "preferred",
  "banned",
  "leadLength",
  "sentenceLength",
] as const;
export type StyleRule = (typeof STYLE_RULES)[number];

/** Written differently by every newsroom: follow what the story itself writes most often. */
export const AS_WRITTEN = "asWritten";

/** The version of the file which this program writes; it refuses a later one by its number. */
export const HOUSE_STYLE_VERSION = 1;

export const MOST_ENTRIES = 5_000;
export const MOST_CHARACTERS = 300;

/** A sentence or name in Vietnamese, in English where somebody has put it so. */
export const Saying = z.strictObject({
  vi: z.string().min(1).max(MOST_CHARACTERS),
  en: z.string().min(1).max(MOST_CHARACTERS).optional(),
});
export type Saying = z.infer<typeof Saying>;

/** In both languages: in Vietnamese twice where nobody has put it into English. */
export function saidIn({ vi, en }: Saying): Told {
  return { vi, en: en ?? vi };
}

/** Something that can stand in a story: no space around it, and a letter or digit in it. */
const Words = z
  .string()
  .max(MOST_CHARACTERS)
  .regex(/^(?!\s)(?=.*[\p{L}\p{N}]).*\S$/u);

function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z.array(entry).max(MOST_ENTRIES).readonly();
}

/** What every rule has: whether it is on, its choices, and where it was laid down. */
function rule<Choices extends z.ZodRawShape>(choices: Choices) {
  return z.strictObject({ on: z.boolean(), ...choices, source: Saying });
}

/**
 * What a newsroom has agreed on, rule by rule. A choice is named by what it looks like ("22-11", "5 km"), so that the
 * file can be read without a manual.
 */
export const HouseStyle = z.strictObject({
  version: z.literal(HOUSE_STYLE_VERSION),
  /** What the newsroom calls its rules. */
  name: z.string().min(1).max(MOST_CHARACTERS),
  rules: z.strictObject({
    /** "old" is hòa and thủy, "new" hoà and thuỷ. */
    tonePlacement: rule({
      placement: z.enum(["old", "new", AS_WRITTEN]),
      protected: listOf(Words),
    }),
    /** "i" is kĩ thuật and lí do, "y" kỹ thuật and lý do. */
    iOrY: rule({ ending: z.enum(["i", "y", AS_WRITTEN]), protected: listOf(Words) }),
    dates: rule({ form: z.enum(["22-11", "22/11", AS_WRITTEN]) }),
    numbers: rule({
      form: z.enum(["1.000,5", "1,000.5"]),
      /** Thousands are set apart from so many digits on; 5 leaves "1500 người" alone. */
      groupFrom: z.int().min(4).max(9),
    }),
    units: rule({ form: z.enum(["5 km", "5km", AS_WRITTEN]) }),
    percent: rule({ form: z.enum(["5%", "5 %", AS_WRITTEN]) }),
    currency: rule({
      dong: z.enum(["đồng", "VND", AS_WRITTEN]),
      foreign: z.enum(["5 USD", "USD 5", AS_WRITTEN]),
    }),
    dashes: rule({
      range: z.enum(["5-7", "5–7", "5 - 7", "5 – 7", AS_WRITTEN]),
      /** Between words, with a space on both sides. */
      aside: z.enum(["-", "–", "—", AS_WRITTEN]),
    }),
    quotes: rule({
      marks: z.enum(["“ ”", '" "', AS_WRITTEN]),
      nested: z.enum(["‘ ’", "any"]),
    }),
    ellipses: rule({ form: z.enum(["...", "…", AS_WRITTEN]), spaceAfter: z.boolean() }),
    spaces: rule({
      double: z.boolean(),
      beforeMarks: z.boolean(),
      afterMarks: z.boolean(),
      insideBrackets: z.boolean(),
    }),
    organisations: rule({
      /** Each in the newsroom's capitals; `lower` where the words are also written without any. */
      names: listOf(z.strictObject({ name: Words, lower: z.boolean() })),
    }),
    /** Of a title right before a person's name. */
    offices: rule({ first: z.enum(["upper", "lower", AS_WRITTEN]), titles: listOf(Words) }),
    abbreviations: rule({ entries: listOf(z.strictObject({ short: Words, full: Words })) }),
    foreignNames: rule({ entries: listOf(z.strictObject({ wrong: Words, right: Words })) }),
    preferred: rule({ entries: listOf(z.strictObject({ wrong: Words, right: Words, why: Saying })) }),
    /** `right` may be empty: then the words are flagged and nothing is offered. */
    banned: rule({
      entries: listOf(z.strictObject({ wrong: Words, right: listOf(Words), why: Saying })),
    }),
    /** In chữ. */
    leadLength: rule({ most: z.int().min(10).max(300) }),
    sentenceLength: rule({ most: z.int().min(10).max(300) }),
  }),
});
export type HouseStyle = z.infer<typeof HouseStyle>;

export type RulesOfStyle = HouseStyle["rules"];
