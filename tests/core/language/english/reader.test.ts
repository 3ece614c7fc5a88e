import { createEnglishReader } from "#core/language";
import { describe, expect, test } from "vitest";
import { flagsOf, wrongIn } from "./data.ts";

test("G1 a misspelt word is flagged, what was meant first, and why in both languages", () => {
  const text = "The goverment said it would recieve the reprot.";
  const [first] = flagsOf([text])[0]!;
  expect(first).toEqual({
    start: 4,
    end: 13,
    wrong: "goverment",
    kind: "english",
    rule: "misspelt",
    says: {
      vi: "“goverment” không có trong từ điển tiếng Anh, có thể viết sai.",
      en: "“goverment” is not in the English dictionaries and may be misspelt.",
    },
    suggestions: ["government"],
  });
  expect(wrongIn(text)).toEqual([
    ["goverment", "government"],
    ["recieve", "receive"],
    ["reprot", "report"],
  ]);
});

test("G1 one of two equal letters left out is what was meant first", () => {
  expect(wrongIn("They were hapy with it, acording to the ministry.")).toEqual([
    ["hapy", "happy"],
    ["acording", "according"],
  ]);
});

test("G7 a long paragraph with many slips is read", () => {
  const slips = "The goverment said it would recieve the reprot and then read it to all. ";
  expect(wrongIn(slips.repeat(60))).toHaveLength(180);
});

/** News as an English desk in Hanoi writes it. */
const CLEAN = [
  "HÀ NỘI — Prime Minister Phạm Minh Chính on Tuesday asked ministries to speed up the disbursement of public investment.",
  "Nguyen Thi Lan, 34, who runs a homestay in Sa Pa, said typhoon Yagi had wiped out her savings.",
  "Truong My Lan, chairwoman of Van Thinh Phat, was sentenced in April for embezzling VND304 trillion.",
  "Kylian Mbappe scored twice as Real Madrid thrashed Osasuna 4-0 at the Bernabeu. Ancelotti praised him.",
  "The áo dài, nón lá and cải lương performances and ca trù songs drew 2,000 visitors; they ate banh mi, pho and bun cha.",
  "Macron met Starmer. Blinken left on Friday. Modi stayed. Zelensky thanked both.",
  "Salinity of 4 grammes per litre reached 60–70km inland, on H5N1, 5G, mp3, Covid-19 and the 1990s.",
  "See http://vi.example/goverment, goverment@vi.example, #goverment and goverment.docx and/or AT&T.",
  "Foreign Minister Bui Thanh Son met US Secretary of State Antony Blinken in Vientiane, Laos, on the sidelines.",
  "The naïve café owner re-elected the co-founder of an agro-forestry start-up.",
  "La vie est belle et nous sommes heureux de vivre dans ce pays magnifique.",
  "Shoppers bought mooncakes and pomelos from the housemates.",
  "ODA, FDI, UBND, VCCI and MARD.",
];

test.each(CLEAN)("G2 nothing is said of “%s”", (text) => {
  expect(wrongIn(text)).toEqual([]);
});

test.each([
  ["Goverment spending rose.", "Goverment", "Government"],
  ["He agreed. Teh end.", "Teh", "The"],
  ["Goverment Announces New Tax Plan for Farmers", "Goverment", "Government"],
  ["GOVERMENT ANNOUNCES NEW TAX PLAN", "GOVERMENT", "GOVERNMENT"],
  ["He said: “Untill then we wait.”", "Untill", "Until"],
])("G2 a capital that says nothing hides no slip: “%s”", (text, wrong, right) => {
  expect(wrongIn(text)).toEqual([[wrong, right]]);
});

test("G2 a name that stands elsewhere in the story is one wherever it stands; bylines and credits are names", () => {
  expect(wrongIn("Untill was named.")).toEqual([["Untill", "Until"]]);
  expect(flagsOf(["Untill was named.", "They chose Untill."])).toEqual([[], []]);
  expect(
    flagsOf([
      { place: "byline", text: "goverment" },
      { place: "credit", text: "goverment" },
      { place: "caption", text: "the goverment" },
    ]).map((flags) => flags.length),
  ).toEqual([0, 0, 1]);
});

describe("G3 in a Vietnamese story", () => {
  const read = (text: string) => wrongIn(text, { language: "vi" });

  test.each([
    "Ông nói “the goverment of the people was here” rồi đi.",
    "Sách viết: The goverment that was elected by them.",
  ])("a run that is clearly English is read: %s", (text) => {
    expect(read(text)).toEqual([["goverment", "government"]]);
  });

  test.each([
    "Câu lạc bộ Manchester Unitedd thắng Real Madird 2-0.",
    "Ông dùng iphonee và ứng dụng grabb, nghe rock và rol.",
    "Loài Panthera tigris corbetti sống ở đó.",
    "Dung lượng 5 gbb, tốc độ 20 kmm/h, theo goverment.",
    "Toi di hoc o truong lang, cai nha la cua toi.",
    "Cuốn The Lord of the Rngs của Tolkien.",
    "Bài thơ “la vie en rose avec toi for ever” của Pháp.",
  ])("nothing else is flagged: %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  test("what is marked as English is read, a single word too", () => {
    const text = "Ông gọi đó là goverment, không phải reprot.";
    const at = text.indexOf("goverment");
    const foreign = [{ start: at, end: at + 9, language: "en" as const }];
    expect(wrongIn(text, { language: "vi", foreign })).toEqual([["goverment", "government"]]);
  });
});

test("G10 what is marked as Vietnamese in an English story is not read as English", () => {
  const text = "He called it nha que and left the goverment.";
  expect(wrongIn(text.replace("nha que", "quee nhaa"))).toHaveLength(3);
  const foreign = [{ start: 13, end: 22, language: "vi" as const }];
  expect(wrongIn(text.replace("nha que", "quee nhaa"), { foreign })).toEqual([["goverment", "government"]]);
});

test.each([
  "The colour of the organisation’s centre; he travelled by tyre.",
  "The color of the organization’s center; he traveled by tire.",
  "Digitalisation, tokenised, decarbonising.",
])("G4 both spellings are right: %s", (text) => {
  expect(wrongIn(text)).toEqual([]);
});

test("G5 apostrophes and hyphens", () => {
  expect(wrongIn("It’s the ministers’ and the boss's plan; they don't, won’t, o’clock, 'twas.")).toEqual([]);
  expect(wrongIn("A well-knwon plan")).toEqual([["knwon", "known"]]);
  expect(wrongIn("It does’nt matter")).toEqual([["does’nt", "doesn’t"]]);
  expect(wrongIn("It does'nt matter")).toEqual([["does'nt", "doesn't"]]);
  expect(wrongIn("the goverment’s plan")).toEqual([["goverment’s", "government’s"]]);
});

test("G8 a word the writer knows is right, in its capitals and with its possessive", () => {
  const known = new Set(["quee", "untill"]);
  expect(wrongIn("the quee and the quee’s. Untill came. Quee’s car.", { known })).toEqual([]);
  expect(wrongIn("the quee")).toHaveLength(1);
});

test("G9 a word twice in a row is flagged, once is offered", () => {
  expect(wrongIn("He read the the plan. The the end.")).toEqual([
    ["the the", "the"],
    ["The the", "The"],
  ]);
  expect(wrongIn("She had had enough, that that is; New York New York, Duran Duran, no no.")).toEqual([]);
  expect(wrongIn("the, the")).toEqual([]);
});

test("G7 no more than two thousand passages are remembered", () => {
  let asked = 0;
  const counting = { check: () => (asked += 1) > 0, suggest: () => [] };
  const reader = createEnglishReader(counting, new Set());
  const read = (text: string): boolean => {
    const before = asked;
    reader.read({ passages: [{ place: "paragraph", text }], language: "en", day: "2026-11-24" });
    return asked > before;
  };
  expect(read("first passage")).toBe(true);
  expect(read("first passage")).toBe(false);
  for (let at = 0; at < 2_000; at++) read(`other passage ${at}`);
  expect(read("first passage")).toBe(true);
});
