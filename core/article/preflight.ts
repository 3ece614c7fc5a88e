import { bylineOf, figuresOf, headlineOf, leadOf, textOf, type Article } from "./article.ts";
import { wordsIn } from "./words.ts";

/**
 * The newsroom's rules before publishing: what an article must have to be sent.
 *
 * Facts from Vietnamese newsroom rules (a lead of at most 50 chữ; a caption on every picture). Each rule
 * blocks, warns or is off by the newsroom's setting; nothing is ever mended by the check itself.
 */

/** Longest headline that is sent, in characters: far more than a newspaper prints or a phone shows. */
export const MOST_HEADLINE_CHARACTERS = 300;

export const RULES = [
  "headlineMissing",
  "headlineRepeated",
  "headlineTooLong",
  "leadMissing",
  "leadRepeated",
  "leadTooLong",
  "sectionMissing",
  "slotEmpty",
  "captionMissing",
  "captionRepeated",
  "creditMissing",
  "altTextMissing",
  "bylineMissing",
  "textMissing",
  "spellingOpen",
  "englishOpen",
  "namesOpen",
  "styleOpen",
] as const;

export type Rule = (typeof RULES)[number];

/** What breaking a rule means: it stops publishing, it is said, or it is not looked at. */
export type Weight = "block" | "warn" | "off";

export interface PreflightRules {
  readonly weights: Readonly<Record<Rule, Weight>>;
  /** Longest headline in characters. */
  readonly headlineCharacters: number;
  /** Longest lead in chữ. */
  readonly leadWords: number;
}

export const DEFAULT_RULES: PreflightRules = {
  weights: {
    headlineMissing: "block",
    headlineRepeated: "warn",
    headlineTooLong: "warn",
    leadMissing: "block",
    leadRepeated: "warn",
    leadTooLong: "warn",
    sectionMissing: "block",
    slotEmpty: "block",
    captionMissing: "block",
    captionRepeated: "warn",
    creditMissing: "block",
    altTextMissing: "warn",
    bylineMissing: "warn",
    textMissing: "block",
    spellingOpen: "warn",
    englishOpen: "warn",
    namesOpen: "warn",
    styleOpen: "warn",
  },
  // About 20 chữ.
  headlineCharacters: 120,
  leadWords: 50,
};

/** Where a finding is mended: a block of the page (by its index), a part of a figure, or a detail. */
export type Place =
  | { readonly at: "block"; readonly index: number }
  | {
      readonly at: "figure";
      readonly figureId: string;
      readonly part: "picture" | "caption" | "credit" | "altText";
    }
  | { readonly at: "headline" | "lead" | "byline" | "text" }
  | { readonly at: "detail"; readonly field: "section" };

export interface Finding {
  /** "spellingUnread" is no rule of a newsroom's: the checker does not work, so nobody knows what it would have found. */
  readonly rule: Rule | "spellingUnread";
  readonly weight: "block" | "warn";
  readonly place: Place;
  /**
   * A number for the sentence: headlines, characters in the headline, leads, chữ in the lead, open flags; which
   * picture, counted from 1.
   */
  readonly count?: number;
  /** The most that may be, for a headline that is too long. */
  readonly most?: number;
  /** What the slot asks for, to name an empty one. */
  readonly want?: string;
}

/** One open flag of the reader over the shoulder, as far as the preflight needs it. */
export interface OpenFlag {
  /** Index of the top-level block it is in. */
  readonly block: number;
  /** What was read for, as `FlagKind` of `#core/language` has it. */
  readonly kind: "spelling" | "confusion" | "english" | "name" | "style";
}

/** Which rule an open flag breaks: what is written for something else is a slip of spelling too. */
const RULE_OF_KIND: Readonly<Record<OpenFlag["kind"], Rule>> = {
  spelling: "spellingOpen",
  confusion: "spellingOpen",
  english: "englishOpen",
  name: "namesOpen",
  style: "styleOpen",
};
const FLAG_RULES: readonly Rule[] = ["spellingOpen", "englishOpen", "namesOpen", "styleOpen"];

/**
 * Everything the article lacks, in the order of the page, details last. Empty means ready to send.
 *
 * @param flags open flags, in any order; those of one rule make one finding at the first of them. Null when the checker does
 *   not work: that is said unless spelling is off, and never blocks.
 */
export function preflight(
  article: Article,
  rules: PreflightRules,
  flags: readonly OpenFlag[] | null,
): readonly Finding[] {
  const findings: Finding[] = [];
  const say = (rule: Rule, place: Place, more: { count?: number; want?: string } = {}) => {
    const weight = rules.weights[rule];
    if (weight !== "off") findings.push({ rule, weight, place, ...more });
  };

  if (headlineOf(article) === "") say("headlineMissing", { at: "headline" });
  const typed = (kind: "headline" | "lead" | "paragraph") =>
    article.blocks.filter((block) => block.kind === kind && textOf(block.text).trim() !== "").length;
  const headlines = typed("headline");
  if (headlines > 1) say("headlineRepeated", { at: "headline" }, { count: headlines });
  findings.push(...headlineLength(article, rules));

  const lead = leadOf(article);
  const leadWords = wordsIn(lead);
  const leads = typed("lead");
  if (lead === "") say("leadMissing", { at: "lead" });
  if (leads > 1) say("leadRepeated", { at: "lead" }, { count: leads });
  if (leadWords > rules.leadWords) say("leadTooLong", { at: "lead" }, { count: leadWords });

  if (typed("paragraph") === 0) say("textMissing", { at: "text" });

  for (const [index, figure] of figuresOf(article).entries()) {
    const count = index + 1;
    const place = (part: "picture" | "caption" | "credit" | "altText"): Place => ({
      at: "figure",
      figureId: figure.id,
      part,
    });
    if (figure.picture === null) {
      say("slotEmpty", place("picture"), { count, want: figure.want });
      continue;
    }
    if (textOf(figure.caption).trim() === "") say("captionMissing", place("caption"), { count });
    if (figure.captions !== undefined) say("captionRepeated", place("caption"), { count });
    if (textOf(figure.credit).trim() === "") say("creditMissing", place("credit"), { count });
    if (textOf(figure.altText).trim() === "") say("altTextMissing", place("altText"), { count });
  }

  if (bylineOf(article) === "") say("bylineMissing", { at: "byline" });
  if (article.details.section === "") say("sectionMissing", { at: "detail", field: "section" });
  if (flags === null) {
    if (rules.weights.spellingOpen !== "off")
      findings.push({ rule: "spellingUnread", weight: "warn", place: { at: "text" } });
    return findings;
  }
  for (const rule of FLAG_RULES) {
    const broken = flags.filter(({ kind }) => RULE_OF_KIND[kind] === rule);
    if (broken.length === 0) continue;
    const index = broken.reduce((first, { block }) => Math.min(first, block), Infinity);
    say(rule, { at: "block", index }, { count: broken.length });
  }
  return findings;
}

/** What is wrong with the headline's length. One that no site has room for is not sent, whatever the rule weighs. */
function headlineLength(article: Article, rules: PreflightRules): readonly Finding[] {
  const weight = rules.weights.headlineTooLong;
  const count = [...headlineOf(article)].length;
  const isOver = count > MOST_HEADLINE_CHARACTERS;
  const most = isOver ? MOST_HEADLINE_CHARACTERS : rules.headlineCharacters;
  if (weight === "off" || count <= most) return [];
  return [
    { rule: "headlineTooLong", weight: isOver ? "block" : weight, place: { at: "headline" }, count, most },
  ];
}

/** Whether nothing stops publishing. */
export function mayPublish(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.weight !== "block");
}
