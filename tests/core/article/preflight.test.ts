import { expect, test } from "vitest";
import * as Y from "yjs";
import {
  BODY,
  DEFAULT_RULES,
  RULES,
  articleOf,
  documentOf,
  figuresOf,
  lineOf,
  mayPublish,
  preflight,
  textOf,
  type Article,
  type Block,
  type OpenFlag,
  type Rule,
  type Weight,
} from "#core/article";
import { STORY_ID, article, block, figure } from "../exchange/articles.ts";

const WHOLE = article(
  [
    block("headline", "Nước lên sớm"),
    block("lead", "Con nước lên sớm hơn mọi năm."),
    block("paragraph", "Bà con kê đồ lên cao."),
    figure(1, "Bến sông sáng nay", "Thu Hà"),
    block("byline", "THU HÀ"),
  ],
  { section: "thoi-su" },
);

const rulesOf = (of: Article, flags: OpenFlag[] = []) =>
  preflight(of, DEFAULT_RULES, flags).map(({ rule }) => rule);
const without = (kind: Block["kind"]): Article => ({
  ...WHOLE,
  blocks: WHOLE.blocks.filter((one) => one.kind !== kind),
});
const withFigure = (change: object): Article => ({
  ...WHOLE,
  blocks: WHOLE.blocks.map((one) => (one.kind === "figure" ? { ...one, ...change } : one)),
});
const withMore = (...more: Block[]): Article => ({ ...WHOLE, blocks: [...WHOLE.blocks, ...more] });

/** An article for each rule, which breaks it and no other. */
const FLAG_RULES = ["spellingOpen", "englishOpen", "namesOpen", "styleOpen"] as const;
const BROKEN: Readonly<Record<Exclude<Rule, (typeof FLAG_RULES)[number]>, Article>> = {
  headlineMissing: without("headline"),
  headlineTooLong: {
    ...WHOLE,
    blocks: WHOLE.blocks.map((one) => (one.kind === "headline" ? block("headline", "ắ".repeat(121)) : one)),
  },
  headlineRepeated: withMore(block("headline", "Tít hai"), block("headline", " ")),
  leadMissing: without("lead"),
  leadRepeated: withMore(block("lead", "Sa-pô hai."), block("lead", "")),
  leadTooLong: {
    ...WHOLE,
    blocks: WHOLE.blocks.map((one) => (one.kind === "lead" ? block("lead", "chữ ".repeat(51)) : one)),
  },
  sectionMissing: { ...WHOLE, details: { ...WHOLE.details, section: "" } },
  slotEmpty: withFigure({ picture: null }),
  captionMissing: withFigure({ caption: [] }),
  captionRepeated: withFigure({ captions: 2 }),
  creditMissing: withFigure({ credit: lineOf(" ") }),
  altTextMissing: withFigure({ altText: [] }),
  bylineMissing: without("byline"),
  textMissing: without("paragraph"),
};

test("A6 an article that has everything has no findings, and each thing it lacks is one", () => {
  expect(rulesOf(WHOLE)).toEqual([]);
  for (const [rule, broken] of Object.entries(BROKEN)) expect(rulesOf(broken), rule).toEqual([rule]);
  const flags: OpenFlag[] = [
    { block: 4, kind: "spelling" },
    { block: 2, kind: "confusion" },
    { block: 5, kind: "style" },
    { block: 3, kind: "style" },
    { block: 1, kind: "name" },
    { block: 4, kind: "english" },
  ];
  const open = (rule: Rule, index: number, count: number) => ({
    rule,
    weight: "warn",
    place: { at: "block", index },
    count,
  });
  expect(preflight(WHOLE, DEFAULT_RULES, flags)).toEqual([
    open("spellingOpen", 2, 2),
    open("englishOpen", 4, 1),
    open("namesOpen", 1, 1),
    open("styleOpen", 3, 2),
  ]);
  expect(preflight(WHOLE, DEFAULT_RULES, null)).toEqual([
    { rule: "spellingUnread", weight: "warn", place: { at: "text" } },
  ]);
  expect([...Object.keys(BROKEN), ...FLAG_RULES].sort()).toEqual([...RULES].sort());
});

test("A6 a rule that is off finds nothing, and only one that blocks stops publishing", () => {
  for (const [rule, broken] of Object.entries(BROKEN)) {
    const weighed = (weight: Weight) =>
      preflight(broken, { ...DEFAULT_RULES, weights: { ...DEFAULT_RULES.weights, [rule]: weight } }, []);
    expect(weighed("off"), rule).toEqual([]);
    expect(mayPublish(weighed("warn")), rule).toBe(true);
    expect(mayPublish(weighed("block")), rule).toBe(false);
  }
  // A checker that does not work stops nobody, however heavy what it would have found.
  const unread = (weight: Weight) =>
    preflight(WHOLE, { ...DEFAULT_RULES, weights: { ...DEFAULT_RULES.weights, spellingOpen: weight } }, null);
  expect(unread("off")).toEqual([]);
  expect(mayPublish(unread("block"))).toBe(true);
});

test("A5 a second caption is read after the first and said at its picture", () => {
  const doc = documentOf(WHOLE);
  const slot = doc
    .getXmlFragment(BODY)
    .toArray()
    .find((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === "figure")!;
  for (const text of ["Nước lên", ""]) {
    const caption = new Y.XmlElement("caption");
    caption.insert(0, [new Y.XmlText(text)]);
    slot.insert(slot.length, [caption]);
  }
  const read = articleOf(STORY_ID, doc);
  const [one] = figuresOf(read);
  expect(textOf(one!.caption)).toBe("Bến sông sáng nay Nước lên");
  expect(one!.captions).toBe(2);
  expect(preflight(read, DEFAULT_RULES, [])).toEqual([
    {
      rule: "captionRepeated",
      weight: "warn",
      place: { at: "figure", figureId: one!.id, part: "caption" },
      count: 1,
    },
  ]);
  expect(preflight(BROKEN.leadRepeated, DEFAULT_RULES, [])).toEqual([
    { rule: "leadRepeated", weight: "warn", place: { at: "lead" }, count: 2 },
  ]);
});

test("A6 a headline is warned of from the newsroom's length on, and blocked where no site takes it", () => {
  const found = (characters: number, rules = DEFAULT_RULES) => {
    const headline = block("headline", "ắ".repeat(characters));
    const blocks = WHOLE.blocks.map((one) => (one.kind === "headline" ? headline : one));
    return preflight({ ...WHOLE, blocks }, rules, []).map(({ weight, count, most }) => [weight, count, most]);
  };
  expect(found(120)).toEqual([]);
  expect(found(121)).toEqual([["warn", 121, 120]]);
  expect(found(300)).toEqual([["warn", 300, 120]]);
  expect(found(301)).toEqual([["block", 301, 300]]);
  const blocking = { ...DEFAULT_RULES.weights, headlineTooLong: "block" } as const;
  expect(found(81, { ...DEFAULT_RULES, weights: blocking, headlineCharacters: 80 })).toEqual([
    ["block", 81, 80],
  ]);
  expect(found(301, { ...DEFAULT_RULES, weights: { ...blocking, headlineTooLong: "off" } })).toEqual([]);
});
