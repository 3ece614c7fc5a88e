import { expect, test } from "vitest";
import {
  alike,
  createStyleReader,
  DEFAULT_HOUSE_STYLE,
  STYLE_RULES,
  type Passage,
  type StoryText,
} from "#core/language";
import { flagsIn, flagsOfStory, found } from "./newsroom.ts";
import { styleWith, type Changed } from "./style-with.ts";

/** Sentences as careful newspapers print them, of every kind the rules look at. */
const CLEAN = [
  "Ngày 22-11, Thường vụ Đảng ủy Quân khu tổ chức Hội nghị kiểm điểm tự phê bình và phê bình năm 2021.",
  "Trung tướng Trịnh Văn Quyết, Ủy viên Trung ương Đảng, dự và chỉ đạo; Trung tướng Dương Đình Thông chủ trì hội nghị.",
  "Theo Bộ Giáo dục và Đào tạo, 1.250.000 thí sinh dự thi, tăng 2,5% so với năm 2025, trong đó 70-90% đỗ.",
  "Giá vàng ở mức 85,5 triệu đồng/lượng, giá dầu 82,3 USD/thùng; xe chạy 80 km/h trên quãng đường dài 253 km.",
  "“Chúng tôi đã chuẩn bị từ sáng 20-11”, ông Nguyễn Văn Nam nói; vở “Hòa bình và khát vọng” sẽ diễn lúc 19h30.",
  "Phát triển kinh tế - xã hội gắn với quốc phòng - an ninh là nhiệm vụ của cả hệ thống chính trị...",
  "Nghị định 30/2020/NĐ-CP có hiệu lực; đội tuyển thắng 2-1; 1/2 số người phục vụ 24/7 tại TP.HCM.",
  "Đơn vị vững mạnh toàn diện (VMTD) nhiều hơn năm trước; các đơn vị VMTD được khen thưởng.",
  "Bạn đọc gửi thư về toasoan@bao.vn hoặc gọi 024.3822.1234 (giờ hành chính).",
];

test("H6 clean newspaper text is silent, sentence by sentence and as one story", () => {
  for (const text of CLEAN) expect(found(text)).toEqual([]);
  expect(flagsOfStory(CLEAN.map((text) => ["paragraph", text] as const)).flat()).toEqual([]);
});

/** A sentence against each rule, and the choice it is against. */
const AGAINST: Readonly<Record<(typeof STYLE_RULES)[number], readonly [text: string, changed: Changed]>> = {
  tonePlacement: ["Nhà máy thuỷ điện.", { tonePlacement: { placement: "old" } }],
  iOrY: ["Có lí do.", { iOrY: { ending: "y" } }],
  dates: ["Ngày 22/11.", { dates: { form: "22-11" } }],
  numbers: ["Có 25000 người.", {}],
  units: ["Dài 5km.", { units: { form: "5 km" } }],
  percent: ["Tăng 5 %.", {}],
  currency: ["Giá $5.", {}],
  dashes: ["Anh -người lính.", {}],
  quotes: ['Nói "vâng".', { quotes: { marks: "“ ”" } }],
  ellipses: ["Cam, quýt....", {}],
  spaces: ["Hai  chữ.", {}],
  organisations: ["Theo bộ Y tế.", {}],
  offices: ["Gặp chủ tịch Nguyễn Văn Nam.", { offices: { first: "upper" } }],
  abbreviations: ["Đơn vị VMTD.", {}],
  foreignNames: ["Sang Phillipines.", {}],
  preferred: ["Giải pháp tối ưu nhất.", {}],
  banned: ["Giúp người tàn tật.", {}],
  leadLength: ["Sapo có mười một chữ thì dài hơn mười chữ đấy.", { leadLength: { most: 10 } }],
  sentenceLength: ["Câu có mười một chữ thì dài hơn mười chữ đấy.", { sentenceLength: { most: 10 } }],
};

test.each(STYLE_RULES)("H5 a finding of %s says which rule, what, why and where it was laid down", (rule) => {
  const [text, changed] = AGAINST[rule];
  const place = rule === "leadLength" ? "lead" : "paragraph";
  const flags = flagsOfStory([[place, text]], {
    ...changed,
    [rule]: { ...changed[rule], source: { vi: "Sổ tay, mục 3" } },
  })[0]!.filter((flag) => flag.rule === rule);
  expect(flags.length).toBeGreaterThan(0);
  for (const flag of flags) {
    expect(flag.kind).toBe("style");
    expect(flag.says.vi).toMatch(/^[\p{Lu}“].*[.?!]$/u);
    expect(flag.says.en).toMatch(/^[\p{Lu}“].*[.?!]$/u);
    expect(flag.source).toEqual({ vi: "Sổ tay, mục 3", en: "Sổ tay, mục 3" });
    expect(flag.suggestions.length).toBeLessThanOrEqual(5);
  }
});

test.each(STYLE_RULES)("H7 %s says nothing when it is off", (rule) => {
  const [text, changed] = AGAINST[rule];
  const place = rule === "leadLength" ? "lead" : "paragraph";
  const off = { ...changed, [rule]: { ...changed[rule], on: false } };
  expect(flagsOfStory([[place, text]], off)[0]!.filter((flag) => flag.rule === rule)).toEqual([]);
});

test("H9 of marks and figures, all flags of the rule are alike, each with its own mend", () => {
  const flags = flagsOfStory(
    [
      ["lead", "Ngày 22/11, dài 5km."],
      ["paragraph", "Ngày 23/11 và ngày 24/11."],
    ],
    { dates: { form: "22-11" }, units: { form: "5 km" } },
  );
  const same = alike(flags[1]![0]!, flags);
  expect(same.map(({ passage, flag }) => [passage, flag.wrong, flag.suggestions[0]])).toEqual([
    [0, "22/11", "22-11"],
    [1, "23/11", "23-11"],
    [1, "24/11", "24-11"],
  ]);
});

test("H9 of words, the same word is alike in any capitals, and what offers nothing is not", () => {
  const preferred = {
    entries: [
      { wrong: "hàng năm", right: "hằng năm", why: { vi: "Vì vậy." } },
      { wrong: "hàng ngày", right: "hằng ngày", why: { vi: "Vì vậy." } },
    ],
  };
  const flags = flagsOfStory([["paragraph", "Hàng năm và hàng ngày, rồi hàng năm."]], { preferred });
  expect(alike(flags[0]![0]!, flags).map(({ flag }) => flag.suggestions[0])).toEqual([
    "Hằng năm",
    "hằng năm",
  ]);
  const banned = { entries: [{ wrong: "dân đen", right: [], why: { vi: "Vì vậy." } }] };
  const others = flagsOfStory([["paragraph", "Bọn dân đen."]], { banned });
  expect(alike(others[0]![0]!, others)).toEqual([]);
});

test("H27 a story with one passage changed is read as if it were new", () => {
  const reader = createStyleReader(styleWith({ dates: { form: "asWritten" } }));
  const story = (...texts: readonly string[]): StoryText => ({
    passages: texts.map((text): Passage => ({ place: "paragraph", text })),
    language: "vi",
    day: "2026-11-24",
  });
  const stories = [
    story("Ngày 22-11, khai mạc.", "Đơn vị VMTD.", "Ngày 23/11, họp."),
    story("Ngày 22/11, khai mạc.", "Đơn vị VMTD.", "Ngày 23/11, họp."),
    story("Đơn vị VMTD.", "Đơn vị VMTD."),
    { ...story("Ngày 22-11, khai mạc.", "Đơn vị VMTD.", "Ngày 23/11, họp."), language: "en" as const },
  ];
  for (const each of [...stories, ...stories]) {
    expect(reader.read(each)).toEqual(createStyleReader(DEFAULT_HOUSE_STYLE).read(each));
  }
});

test("H27 reading on remembers no more than some long stories", () => {
  const reader = createStyleReader(DEFAULT_HOUSE_STYLE);
  for (let at = 0; at < 60; at++) {
    const text = `Ngày ${at}. ${"Chữ nghĩa rõ ràng. ".repeat(3000)}`;
    expect(
      reader.read({ passages: [{ place: "paragraph", text }], language: "vi", day: "2026-11-24" }),
    ).toEqual([[]]);
  }
  expect(flagsIn("Ngày 22-11, khai mạc.")).toEqual([]);
});

test("H27 of what has been read no more is remembered than some thirty long stories", () => {
  const reader = createStyleReader(DEFAULT_HOUSE_STYLE);
  const passage = (letter: string, characters: number) => {
    let looked = 0;
    const text = letter.repeat(characters);
    return {
      looks: () => looked,
      place: "paragraph" as const,
      get text() {
        looked += 1;
        return text;
      },
    };
  };
  const read = (one: ReturnType<typeof passage>): number => {
    const before = one.looks();
    reader.read({ passages: [one], language: "vi", day: "2026-11-24" });
    return one.looks() - before;
  };
  const [small, large] = [passage("a", 1_000_000), passage("b", 1_500_000)];
  const first = read(small);
  const again = read(small);
  expect(again).toBeLessThan(first);
  read(large);
  expect(read(small)).toBeGreaterThan(again);
});
