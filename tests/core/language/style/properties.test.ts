import fc from "fast-check";
import { expect, test } from "vitest";
import { createStyleReader, DEFAULT_HOUSE_STYLE, type Flag, type HouseStyle } from "#core/language";
import { styleWith } from "./style-with.ts";

const STRICT = styleWith({
  tonePlacement: { placement: "new", protected: ["Hòa Phát"] },
  iOrY: { ending: "y" },
  dates: { form: "22/11" },
  numbers: { groupFrom: 4 },
  units: { form: "5 km" },
  percent: { form: "5 %" },
  currency: { dong: "VND", foreign: "USD 5" },
  dashes: { range: "5–7", aside: "–" },
  quotes: { marks: "“ ”", nested: "‘ ’" },
  ellipses: { form: "…" },
  offices: { first: "upper" },
  sentenceLength: { most: 10 },
});

const STYLES: readonly HouseStyle[] = [
  DEFAULT_HOUSE_STYLE,
  STRICT,
  styleWith({
    tonePlacement: { placement: "old" },
    iOrY: { ending: "i" },
    dates: { form: "22-11" },
    numbers: { form: "1,000.5" },
    units: { form: "5km" },
    dashes: { range: "5 - 7", aside: "-" },
    quotes: { marks: '" "' },
    ellipses: { form: "..." },
    offices: { first: "lower" },
  }),
];

const PIECES =
  "ngày 22-11 22/11/2026 6-2026 tháng 1/2 24/7 5km 5 km 20 - 25 m 70-90% 5 % 1.000.000 1,5 25000 người 22.8 triệu đồng 5.000đ VNĐ $5 " +
  'USD 6$ – - -- — “ ” " ‘ ’ « » ... … .. .... , . ; : ! ? ( ) [ ] hoà hòa thuỷ Thủy Hòa Phát kĩ kỹ lí do tỉ mỉ quí Bộ Y Tế UBND VMTD ' +
  "vững mạnh toàn diện (VMTD) chủ tịch Nguyễn Văn Nam tối ưu nhất Phillipines https://a.vn/5km a@b.vn #hoà tệp.docx " +
  "30/2020/NĐ-CP Covid-19 14h30 e\u0301\u0302 😀 \u200d \ud800 שלום \u0301 \u1112\u1161";

const text = fc
  .array(
    fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom(...PIECES.split(" ")) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
      { weight: 1, arbitrary: fc.constantFrom("  ", "\n", "\u00a0", "") },
    ),
    { maxLength: 30 },
  )
  .chain((parts) => fc.constantFrom(parts.join(" "), parts.join("")));

const places = fc.constantFrom("headline" as const, "lead" as const, "paragraph" as const);
const story = fc.array(fc.record({ place: places, text }), { maxLength: 4 });
const style = fc.nat(STYLES.length - 1);
const readers = STYLES.map(createStyleReader);

type Passages = readonly { readonly place: "headline" | "lead" | "paragraph"; readonly text: string }[];

function read(passages: Passages, of: number): readonly (readonly Flag[])[] {
  return readers[of]!.read({ passages, language: "vi", day: "2026-11-24" });
}

test("H25 flags stand exactly where they say, in order, apart", () => {
  fc.assert(
    fc.property(story, style, (passages, of) => {
      read(passages, of).forEach((flags, at) => {
        let before = 0;
        for (const flag of flags) {
          expect(flag.start).toBeGreaterThanOrEqual(before);
          expect(flag.end).toBeGreaterThan(flag.start);
          expect(passages[at]!.text.slice(flag.start, flag.end)).toBe(flag.wrong);
          expect(flag.suggestions).not.toContain(flag.wrong);
          expect(new Set(flag.suggestions).size).toBe(flag.suggestions.length);
          before = flag.end;
        }
      });
    }),
    { numRuns: 500 },
  );
});

test("H25 composed and decomposed text get the same flags", () => {
  const inForm = (passages: Passages, form: "NFC" | "NFD") =>
    passages.map(({ place, text: given }) => ({ place, text: given.normalize(form) }));
  const says = ({ wrong, rule, suggestions, says: said }: Flag) => [
    wrong.normalize("NFC"),
    rule,
    suggestions.map((suggestion) => suggestion.normalize("NFC")),
    said,
  ];
  fc.assert(
    fc.property(story, style, (passages, of) => {
      const [composed, decomposed] = [inForm(passages, "NFC"), inForm(passages, "NFD")];
      const [a, b] = [read(composed, of), read(decomposed, of)];
      expect(b.map((flags) => flags.map(says))).toEqual(a.map((flags) => flags.map(says)));
      b.forEach((flags, at) =>
        flags.forEach((flag, index) => {
          const before = decomposed[at]!.text.slice(0, flag.start).normalize("NFC");
          expect(before).toBe(composed[at]!.text.slice(0, a[at]![index]!.start));
        }),
      );
    }),
    { numRuns: 500 },
  );
});

test("H8 what is offered first is not flagged again by the same rule", () => {
  fc.assert(
    fc.property(story, style, fc.nat(), (passages, of, pick) => {
      const flags = read(passages, of).flatMap((ofPassage, passage) =>
        ofPassage.map((flag) => ({ passage, flag })),
      );
      const offering = flags.filter(({ flag }) => flag.suggestions.length > 0);
      if (offering.length === 0) return;
      const { passage, flag } = offering[pick % offering.length]!;
      const mend = flag.suggestions[0]!;
      const mended = passages.map((each, at) =>
        at === passage
          ? { ...each, text: each.text.slice(0, flag.start) + mend + each.text.slice(flag.end) }
          : each,
      );
      const again = read(mended, of)[passage]!.filter(
        (other) =>
          other.rule === flag.rule && other.start < flag.start + mend.length && other.end > flag.start,
      );
      expect(again.map(({ wrong, suggestions }) => [wrong, suggestions])).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("H8 mending everything that can be mended comes to an end", () => {
  fc.assert(
    fc.property(text, style, (given, of) => {
      let now = given;
      for (let round = 0; round < 12; round++) {
        const flags = read([{ place: "paragraph", text: now }], of)[0]!.filter(
          ({ suggestions }) => suggestions.length > 0,
        );
        if (flags.length === 0) return;
        for (const { start, end, suggestions } of [...flags].reverse()) {
          now = now.slice(0, start) + suggestions[0]! + now.slice(end);
        }
      }
      expect(now).toBe("mended");
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["a word of two million letters", "a".repeat(2e6)],
  ["a million syllables without a space", "hoà".repeat(333_333)],
  ["only marks", "\u0301\u0323".repeat(500_000)],
  ["letters each with marks", "a\u0323\u0301".repeat(300_000)],
  ["only pictographs", "😀".repeat(500_000)],
  ["right to left", "שלום ".repeat(200_000)],
  ["halves of characters", "\ud800x \udc00".repeat(200_000)],
  ["a number of a million digits", "1".repeat(1e6)],
  ["numbers", "1.000 ".repeat(80_000)],
  ["dots", ".".repeat(1e6)],
  ["dots before a letter", `${".".repeat(1e6)}a`],
  ["dots and letters", "a..".repeat(150_000)],
  ["ellipses and quotation marks", "…”".repeat(200_000)],
  ["dashes", "- ".repeat(500_000)],
  ["percent signs", "5 %".repeat(100_000)],
  ["straight quotation marks", '" '.repeat(200_000)],
  ["opening quotation marks", "“".repeat(1e6)],
  ["spaces", " ".repeat(1e6)],
  ["spaces and brackets", "( ) ".repeat(250_000)],
  ["line ends", "\r\n\u2028".repeat(300_000)],
  ["slips", "Ngày 22/11 , thuỷ 5%.".repeat(20_000)],
  ["abbreviations", "VMTD ".repeat(80_000)],
])("H26 %s are read to the end", (_, given) => {
  const began = performance.now();
  for (const of of STYLES.keys()) {
    for (const flag of read([{ place: "lead", text: given }], of)[0]!) {
      if (given.slice(flag.start, flag.end) !== flag.wrong) expect(flag).toBe("where it says");
    }
  }
  expect(performance.now() - began).toBeLessThan(15_000);
});
