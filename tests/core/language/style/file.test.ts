import fc from "fast-check";
import { expect, test } from "vitest";
import {
  changesBetween,
  DEFAULT_HOUSE_STYLE,
  houseStyleFrom,
  houseStyleText,
  sameStyle,
  STYLE_RULES,
  withRulesFrom,
  type HouseStyle,
} from "#core/language";
import { styleWith } from "./style-with.ts";

function read(text: string): HouseStyle {
  const outcome = houseStyleFrom(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

function problemIn(text: string) {
  const outcome = houseStyleFrom(text);
  return outcome.ok ? null : outcome.problem;
}

const TEXT = houseStyleText(DEFAULT_HOUSE_STYLE);

const words = fc
  .tuple(fc.string({ unit: "grapheme", maxLength: 10 }), fc.constantFrom("UBND", "hoà", "5", "Mát-xcơ-va"))
  .map(([rest, word]) => (word + rest.replace(/\s/gu, " ")).trim())
  .filter((text) => /^(?!\s)(?=.*[\p{L}\p{N}]).*\S$/u.test(text));
const saying = fc.record({ vi: words, en: words }, { requiredKeys: ["vi"] });

const style: fc.Arbitrary<HouseStyle> = fc
  .record({
    name: words,
    on: fc.boolean(),
    source: saying,
    names: fc.array(words, { maxLength: 4 }),
    placement: fc.constantFrom("old" as const, "new" as const, "asWritten" as const),
    abbreviations: fc.array(fc.record({ short: words, full: words }), { maxLength: 4 }),
    banned: fc.array(fc.record({ wrong: words, right: fc.array(words, { maxLength: 3 }), why: saying }), {
      maxLength: 4,
    }),
    most: fc.integer({ min: 10, max: 300 }),
  })
  .map(({ name, on, source, names, placement, abbreviations, banned, most }) => ({
    ...styleWith({
      tonePlacement: { on, placement, protected: names, source },
      abbreviations: { on, entries: abbreviations, source },
      banned: { on, entries: banned },
      leadLength: { on, most, source },
    }),
    name,
  }));

test("H1 what is written is read back the same, and written again the same", () => {
  fc.assert(
    fc.property(style, (given) => {
      const text = houseStyleText(given);
      const back = read(text);
      expect(back).toEqual(given);
      expect(sameStyle(back, given)).toBe(true);
      expect(houseStyleText(back)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test("H1 every entry of a list has its own line, and the order does not depend on who wrote it", () => {
  expect(TEXT).toContain('\n        { "short": "VMTD", "full": "vững mạnh toàn diện" },\n');
  expect(TEXT).toContain('\n      "form": "1.000,5",\n');
  expect(read(TEXT)).toEqual(DEFAULT_HOUSE_STYLE);
  const { rules, ...rest } = DEFAULT_HOUSE_STYLE;
  const turned = {
    rules: Object.fromEntries(
      Object.entries(rules)
        .reverse()
        .map(([rule, choices]) => [rule, Object.fromEntries(Object.entries(choices).reverse())]),
    ) as HouseStyle["rules"],
    ...rest,
  };
  expect(houseStyleText(turned)).toBe(TEXT);
  expect(read(`\ufeff${TEXT}`)).toEqual(DEFAULT_HOUSE_STYLE);
});

test("H2 the line that is no JSON is named", () => {
  const lines = TEXT.split("\n");
  const at = lines.findIndex((line) => line.includes('"VMTD"'));
  const withLine = (line: string) => [...lines.slice(0, at), line, ...lines.slice(at + 1)].join("\n");
  expect(problemIn(withLine('{ "short": "VMTD", full: "vững mạnh toàn diện" },'))).toEqual({
    kind: "styleNotJson",
    line: at + 1,
  });
  // Without its comma, the next line is the one that may not begin there.
  expect(problemIn(withLine('{ "short": "VMTD", "full": "vững mạnh toàn diện" }'))).toEqual({
    kind: "styleNotJson",
    line: at + 2,
  });
  expect(problemIn(withLine('{ "short": "VMTD", "full": "vững mạnh },'))).toMatchObject({ line: at + 1 });
  expect(problemIn("")).toEqual({ kind: "styleNotJson", line: 1 });
  expect(problemIn(TEXT.trimEnd().slice(0, -1))).toMatchObject({ kind: "styleNotJson" });
  expect(problemIn(`${TEXT}}`)).toEqual({ kind: "styleNotJson", line: lines.length });
});

test("H2 a wrong field is named with its rule and with what may stand there", () => {
  expect(problemIn(TEXT.replace('"placement": "asWritten"', '"placement": "oldest"'))).toMatchObject({
    kind: "styleFieldWrong",
    rule: "tonePlacement",
    field: "rules.tonePlacement.placement",
    allowed: { vi: 'một trong: "old", "new", "asWritten"', en: 'one of: "old", "new", "asWritten"' },
  });
  expect(problemIn(TEXT.replace('"most": 50', '"most": 5'))).toMatchObject({
    rule: "leadLength",
    field: "rules.leadLength.most",
    allowed: { vi: "từ 10 trở lên" },
  });
  expect(problemIn(TEXT.replace('"most": 50', '"most": "năm mươi"'))).toMatchObject({
    allowed: { vi: "một số nguyên" },
  });
  expect(problemIn(TEXT.replace('"short": "VMTD"', '"short": " VMTD"'))).toMatchObject({
    rule: "abbreviations",
    field: "rules.abbreviations.entries[0].short",
  });
  expect(problemIn(TEXT.replace('"short": "VMTD", ', ""))).toMatchObject({
    field: "rules.abbreviations.entries[0].short",
  });
  expect(problemIn("[]")).toMatchObject({ kind: "styleFieldWrong", rule: null, field: "" });
  expect(problemIn('{ "version": 1, "name": "Báo" }')).toMatchObject({ field: "rules" });
});

test("H2 what a newer program wrote is refused by name and number", () => {
  expect(problemIn(TEXT.replace('"version": 1', '"version": 2'))).toEqual({ kind: "styleNewer", version: 2 });
  expect(problemIn(TEXT.replace('"on": true', '"on": true, "mode": 1'))).toEqual({
    kind: "styleFieldUnknown",
    rule: "tonePlacement",
    field: "rules.tonePlacement.mode",
  });
  expect(problemIn(TEXT.replace('"dates": {', '"days": {'))).toEqual({
    kind: "styleFieldUnknown",
    rule: null,
    field: "rules.days",
  });
  expect(problemIn(`"${"a".repeat(10_000_001)}"`)).toMatchObject({ kind: "styleTooLong" });
});

test("H2 no text makes the reading of the file throw", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.nat(TEXT.length).map((at) => TEXT.slice(0, at)),
      ),
      fc.string({ maxLength: 3 }),
      (text, more) => {
        const outcome = houseStyleFrom(text + more);
        if (!outcome.ok && outcome.problem.kind === "styleNotJson") {
          expect(outcome.problem.line).toBeLessThanOrEqual((text + more).split("\n").length);
          expect(() => JSON.parse(text + more) as unknown).toThrow();
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("H3 a rule which the file leaves out is off", () => {
  const short = read('{ "version": 1, "name": "Báo Quân khu", "rules": {} }');
  expect(STYLE_RULES.every((rule) => !short.rules[rule].on)).toBe(true);
  expect(short.rules.abbreviations.entries).toEqual(DEFAULT_HOUSE_STYLE.rules.abbreviations.entries);
});

test("H4 where two newsrooms differ is told rule by rule, in words", () => {
  const mine = styleWith({ dates: { form: "22-11" } });
  const theirs = styleWith({
    dates: { form: "22/11" },
    percent: { on: false },
    abbreviations: {
      entries: [
        ...DEFAULT_HOUSE_STYLE.rules.abbreviations.entries,
        { short: "KHCN", full: "khoa học và công nghệ" },
      ],
    },
  });
  const changes = changesBetween(mine, theirs);
  expect(changes.map(({ rule }) => rule)).toEqual(["dates", "percent", "abbreviations"]);
  expect(changes[0]).toMatchObject({
    name: { vi: "Ngày tháng" },
    mine: { vi: "Cách viết: 22-11" },
    theirs: { vi: "Cách viết: 22/11" },
  });
  expect(changes[1]).toMatchObject({ mine: { vi: "Trạng thái: bật" }, theirs: { en: "State: off" } });
  expect(changes[2]).toMatchObject({
    mine: { vi: "Mục: không có mục riêng" },
    theirs: { vi: "Mục: KHCN = khoa học và công nghệ" },
  });
  expect(sameStyle(mine, mine)).toBe(true);
  const taken = withRulesFrom(mine, theirs, ["dates"]);
  expect(changesBetween(taken, theirs).map(({ rule }) => rule)).toEqual(["percent", "abbreviations"]);
});
