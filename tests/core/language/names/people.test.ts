import { expect, test } from "vitest";
import {
  createChecker,
  DEFAULT_HOUSE_STYLE,
  knownFrom,
  PROVINCE_REGISTER,
  readersFor,
  withProvinces,
} from "#core/language";
import { DATA } from "../data.ts";
import { DAY, flagged, reading, registerOf } from "./desk.ts";

const REGISTER = registerOf(
  "người,Phan Văn Giang,,,Đại tướng,Bộ trưởng,Bộ Quốc phòng,08/04/2021,,",
  "người,Phan Văn Giang,,,,Tổng Tham mưu trưởng,Quân đội nhân dân Việt Nam,2016,01/06/2021,",
  "người,Nguyễn Văn Hòa,,,,Bí thư,Tỉnh ủy Bình An,2020,30/6/2026,",
  "người,Nguyễn Văn Hòa,,,,Chủ tịch,UBND tỉnh Bình An,1/7/2026,,",
  "người,Trần Sỹ Thanh,,,,Chủ tịch,UBND thành phố Hà Nội,2022-07-22,,",
  "người,Lê Văn Tám,,,Trung tướng,,,2024,,",
  "người,Lê Văn Tám,,,Thiếu tướng,,,2018,2023,",
  "người,Đỗ Thị Lan,,,,Giám đốc,Sở Y tế,2027,,",
  "người,Đỗ Thị Lán,,,PGS.TS,,,,,",
  "tổ chức,Bộ Quốc phòng,,,,,,,,",
);
const flags = (...lines: readonly string[]) => flagged(REGISTER, ...lines);
const first = (line: string, day?: string) => reading(REGISTER, [line], day)[0];

test.each([
  ["Bộ trưởng Phan Văn Gianh dự lễ.", "Phan Văn Gianh", "Phan Văn Giang"],
  ["Bộ trưởng Bộ Quốc phòng Phan Văn Giàng dự lễ.", "Phan Văn Giàng", "Phan Văn Giang"],
  ["Đại tướng Pham Văn Giang dự lễ.", "Pham Văn Giang", "Phan Văn Giang"],
  ["Chủ tịch Nguyên Văn Hòa dự lễ.", "Nguyên Văn Hòa", "Nguyễn Văn Hòa"],
  ["Tại lễ có Nguyen Van Hoa phát biểu.", "Nguyen Van Hoa", "Nguyễn Văn Hòa"],
  ["tít: BỘ TRƯỞNG PHAN VĂN GIÂNG THĂM BÌNH AN", "PHAN VĂN GIÂNG", "PHAN VĂN GIANG"],
  ["ảnh: Ông Nguyễn Văn Hoá tại lễ.", "Nguyễn Văn Hoá", "Nguyễn Văn Hòa"],
  ["UBND TP Hà Nội, Chủ tịch UBND TP Hà Nội Trần Sỹ Thành.", "Trần Sỹ Thành", "Trần Sỹ Thanh"],
  ["Theo Bộ Quốc phong, bão đã tan.", "Bộ Quốc phong", "Bộ Quốc phòng"],
])("N8 a name a mark or a letter off: %s", (line, wrong, right) => {
  expect(first(line)).toMatchObject({ rule: "nameMisspelt", wrong, suggestions: [right] });
});

test.each([
  "Anh Nguyễn Văn Hoa bị thương nhẹ.",
  "Ông Nguyễn Văn Hoa (52 tuổi) bị thương nhẹ.",
  "Giám đốc Sở Xây dựng Nguyễn Văn Hoa cho biết.",
  "Xe đi vào đường Nguyễn Văn Hoa.",
  "Ông Nguyễn Văn Hoài, ông Nguyễn Văn Hòa Bình và ông Nguyễn Hòa.",
  "Bộ trưởng Bộ Quốc phòng Phan Văn Giang dự lễ.",
])("N8 is somebody or something else: %s", (line) => {
  expect(flags(line)).toEqual([]);
});

test("N8 a province is found a mark off where the text says that it is one", () => {
  const provinces = (line: string) =>
    reading(PROVINCE_REGISTER, [line]).map(({ suggestions }) => suggestions);
  expect(provinces("Lãnh đạo tỉnh Quảng Ngải đã đến.")).toEqual([["Quảng Ngãi"]]);
  expect(provinces("Ca sĩ Quang Ngãi đã đến.")).toEqual([]);
});

test("N8 a place of the newsroom's own is found a mark off, and a longer one a letter off", () => {
  const places = registerOf("địa danh,Buôn Ma Thuột,Ban Mê Thuột,,,,,,,", "địa danh,Hội An,,,,,,,,");
  const found = (line: string) =>
    reading(places, [line]).map(({ wrong, suggestions }) => [wrong, ...suggestions]);
  expect(found("Mưa ở Buôn Ma Thuộc hôm nay.")).toEqual([["Buôn Ma Thuộc", "Buôn Ma Thuột"]]);
  expect(found("Phố cổ Hội Ăn đông khách.")).toEqual([["Hội Ăn", "Hội An"]]);
  expect(found("Ban Mê Thuột và Hội An. Ông Hội Ăn về.")).toEqual([]);
});

test("N8 a place in small letters is found where the text says that it is one", () => {
  const found = (line: string) =>
    reading(PROVINCE_REGISTER, [line]).map(({ wrong, suggestions }) => [wrong, ...suggestions]);
  expect(found("Thành phố Cần thơ mưa.")).toEqual([["Thành phố Cần thơ", "Thành phố Cần Thơ"]]);
  expect(found("Mưa ở thành phố Cần thơ.")).toEqual([["Cần thơ", "Cần Thơ"]]);
  expect(found("Lãnh đạo tỉnh Quảng trị đến.")).toEqual([["Quảng trị", "Quảng Trị"]]);
  expect(found("Thành phố Hồ Chí minh nắng.")).toEqual([["Thành phố Hồ Chí minh", "Thành phố Hồ Chí Minh"]]);
  expect(found("TP Cần Thơ, TP.HCM, ở Yên Bài, về Kiến Giang. Sơn la hét.")).toEqual([]);
});

test("N6 the provinces hold beside a register that does not have them, and give way to one that does", () => {
  const own = registerOf("người,Lê Văn Tám,,,,,,,,", "nơi,Đồng Nai,,Biên Hòa,,,,,1976,");
  const names = withProvinces(own);
  expect(names).toHaveLength(2 + 33);
  expect(names.filter(({ name }) => name === "Đồng Nai")).toEqual([own[1]]);
  const readers = readersFor(createChecker(DATA), { style: DEFAULT_HOUSE_STYLE, names: own, words: [] });
  const passages = [{ place: "paragraph" as const, text: "Công an tỉnh Quảng Nam họp." }];
  const [flags] = readers.together(null).read({ passages, language: "vi", day: DAY });
  expect(flags).toMatchObject([{ rule: "oldName", wrong: "tỉnh Quảng Nam" }]);
});

test("N9 tone placement and i or y make no other name, and two registered people a mark apart are both right", () => {
  expect(flags("Chủ tịch UBND tỉnh Bình An Nguyễn Văn Hoà, Chủ tịch UBND TP Hà Nội Trần Sĩ Thanh.")).toEqual(
    [],
  );
  expect(flags("Bác sĩ Đỗ Thị Lan gặp PGS.TS Đỗ Thị Lán.")).toEqual([]);
});

test("N10 an office that was another day's gives way to that of the day, or to “nguyên”", () => {
  expect(first("Theo Tổng Tham mưu trưởng Phan Văn Giang, bão đã tan.")).toMatchObject({
    rule: "titleNotOfDate",
    wrong: "Tổng Tham mưu trưởng",
    suggestions: ["Bộ trưởng Bộ Quốc phòng", "nguyên Tổng Tham mưu trưởng"],
  });
  expect(first("Theo bí thư Phan Văn Giang, bão đã tan.")).toBeUndefined();
  expect(first("Đại tướng Phan Văn Giang, tổng tham mưu trưởng, dự lễ.")).toMatchObject({
    wrong: "tổng tham mưu trưởng",
    suggestions: ["bộ trưởng Bộ Quốc phòng", "nguyên tổng tham mưu trưởng"],
  });
  expect(first("Giám đốc Sở Y tế Đỗ Thị Lan nói.")).toMatchObject({
    rule: "titleNotOfDate",
    wrong: "Giám đốc Sở Y tế",
    suggestions: [],
  });
  expect(first("Bộ trưởng Quốc phòng Nguyễn Văn Hòa nói.")).toBeUndefined();
  expect(first("Bộ trưởng Bộ Quốc phòng Nguyễn Văn Hòa nói.")).toMatchObject({
    rule: "titleNotOfDate",
    suggestions: ["Chủ tịch UBND tỉnh Bình An"],
  });
});

test("N10 offices are found as they are written: shortened, with abbreviations, after the name", () => {
  expect(flags("Bộ trưởng Quốc phòng Phan Văn Giang nói.")).toEqual([]);
  expect(flags("Chủ tịch Ủy ban nhân dân TP. Hà Nội Trần Sỹ Thanh nói.")).toEqual([]);
  expect(flags("Chủ tịch UBND Hà Nội Trần Sỹ Thanh nói.")).toEqual([]);
  expect(flags("Ông Nguyễn Văn Hòa, Bí thư Tỉnh ủy Bình An cho biết.")).toEqual([
    "titleNotOfDate Bí thư Tỉnh ủy Bình An",
  ]);
  expect(flags("Ông Nguyễn Văn Hòa - Bí thư Tỉnh ủy Bình An - cho biết.")).toEqual([
    "titleNotOfDate Bí thư Tỉnh ủy Bình An",
  ]);
  expect(flags("tít: BÍ THƯ TỈNH ỦY BÌNH AN NGUYỄN VĂN HÒA THĂM DÂN")).toEqual([
    "titleNotOfDate BÍ THƯ TỈNH ỦY BÌNH AN",
  ]);
});

test.each([
  "Nguyên Tổng Tham mưu trưởng Phan Văn Giang dự lễ.",
  "Ông Phan Văn Giang, nguyên Tổng Tham mưu trưởng, dự lễ.",
  "Năm 2018, Tổng Tham mưu trưởng Phan Văn Giang dự lễ.",
  "Ngày 1-6-2021, Tổng Tham mưu trưởng Phan Văn Giang dự lễ.",
  "Tổng Tham mưu trưởng khi đó, Phan Văn Giang, dự lễ cùng Tổng Tham mưu trưởng Phan Văn Giang.",
  "Đảng ủy cử Thiếu tướng Lê Văn Tám, lúc đó là trung đoàn trưởng.",
])("N10 looks back and is left alone: %s", (line) => {
  expect(reading(REGISTER, [line]).filter(({ rule }) => rule !== "titleMissing")).toEqual([]);
});

test("N10 the day of the story decides, and a date in part is doubted in favour of the text", () => {
  const line = "Tổng Tham mưu trưởng Phan Văn Giang dự lễ.";
  expect(first(line, "2021-06-01")).toBeUndefined();
  expect(first(line, "2021-06-02")).toMatchObject({ rule: "titleNotOfDate" });
  expect(first(line, "2016-01-01")).toBeUndefined();
  expect(first(line, "2015-12-31")).toMatchObject({ rule: "titleNotOfDate", suggestions: [] });
  expect(first("Thiếu tướng Lê Văn Tám dự lễ.", "2023-12-31")).toBeUndefined();
});

test("N10 a rank of another time gives way to that of the day", () => {
  expect(first("Thiếu tướng Lê Văn Tám dự lễ.")).toMatchObject({
    rule: "rankNotOfDate",
    wrong: "Thiếu tướng",
    suggestions: ["Trung tướng"],
  });
  expect(first("Thượng tướng Phan Văn Giang, Bộ trưởng Bộ Quốc phòng.")).toMatchObject({
    rule: "rankNotOfDate",
    suggestions: ["Đại tướng"],
  });
  expect(flags("TS Đỗ Thị Lán dự lễ.")).toEqual([]);
});

test.each([
  ["Thứ trưởng Bộ Quốc phòng Phan Văn Giang nói.", "Thứ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Quốc phòng"],
  ["Thứ trưởng Phan Văn Giang nói.", "Thứ trưởng", "Bộ trưởng Bộ Quốc phòng"],
  ["Bộ trưởng Bộ Y tế Phan Văn Giang nói.", "Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Quốc phòng"],
  ["Ông Phan Văn Giang, Thứ trưởng Quốc phòng, nói.", "Thứ trưởng Quốc phòng", "Bộ trưởng Bộ Quốc phòng"],
  [
    "Phó Chủ tịch UBND Hà Nội Trần Sỹ Thanh nói.",
    "Phó Chủ tịch UBND Hà Nội",
    "Chủ tịch UBND thành phố Hà Nội",
  ],
])("N10 chief and deputy, and two ministries, are not one: %s", (line, wrong, right) => {
  expect(first(line)).toMatchObject({ rule: "titleNotOfDate", wrong, suggestions: [right] });
});

test.each([
  "Phó Bí thư Quân ủy Trung ương, Đại tướng Phan Văn Giang nói.",
  "Ủy viên Bộ Chính trị, Bộ trưởng Phan Văn Giang nói.",
  "Phó Chủ tịch HĐND TP Hà Nội Trần Sỹ Thanh nói.",
  "Trưởng đoàn Phan Văn Giang, Phó Bí thư Thành ủy Trần Sỹ Thanh nói.",
])("N10 one may have several offices: %s", (line) => {
  expect(flags(line)).toEqual([]);
});

test.each([
  ["Chủ tịch UBND xã,xã Tân Lập", "Chủ tịch UBND xã Tân Lập Nguyễn Thị Hoa nói."],
  ["Chủ tịch UBND xã,xã Tân Lập", "Chủ tịch xã Nguyễn Thị Hoa nói."],
  ["Chủ tịch UBND xã,xã Tân Lập", "Chủ tịch Nguyễn Thị Hoa nói."],
  ["Chủ tịch,UBND xã Tân Lập", "Chủ tịch xã Tân Lập Nguyễn Thị Hoa nói."],
  ["Chủ tịch,UBND xã Tân Lập", "Chủ tịch UBND xã Nguyễn Thị Hoa nói."],
])("N8 an office may be cut in two anywhere: %s in %s", (office, line) => {
  const register = registerOf(`người,Nguyễn Thị Hòa,,,,${office},,,`);
  expect(reading(register, [line])).toMatchObject([
    { rule: "nameMisspelt", wrong: "Nguyễn Thị Hoa", suggestions: ["Nguyễn Thị Hòa"] },
  ]);
  expect(reading(register, ["Nguyễn Thị Hòa đến dự."])).toMatchObject([
    { rule: "titleMissing", suggestions: ["Chủ tịch UBND xã Tân Lập Nguyễn Thị Hòa"] },
  ]);
  // The given name alone is that of the register, however the story has it before.
  expect(
    flagged(register, "Bà Nguyễn Thị Hoa, Chủ tịch UBND xã Tân Lập, nói. Bà Hoà về. Bà Hòa đi."),
  ).toEqual(["nameMisspelt Nguyễn Thị Hoa"]);
});

test("N10 the dates of a row are those of its rank too, but who retires keeps it", () => {
  const register = registerOf(
    "người,Trần Quốc Toản,,,Thiếu tá,Trưởng Công an phường,,,30/6/2025,",
    "người,Trần Quốc Toản,,,Trung tá,Phó giám đốc,,1/7/2025,,",
    "người,Ngô Xuân Lịch,,,Đại tướng,Bộ trưởng,Bộ Quốc phòng,2016,7/4/2021,",
  );
  const on = (line: string, day?: string) =>
    reading(register, [line], day).map(({ rule, wrong, suggestions }) => [rule, wrong, ...suggestions]);
  expect(on("Thiếu tá Trần Quốc Toản cho biết.")).toEqual([["rankNotOfDate", "Thiếu tá", "Trung tá"]]);
  expect(on("Thiếu tá Trần Quốc Toản cho biết.", "2025-06-30")).toEqual([]);
  expect(on("Trung tá Trần Quốc Toản cho biết.", "2025-06-30")).toEqual([
    ["rankNotOfDate", "Trung tá", "Thiếu tá"],
  ]);
  expect(on("Trung tá, Trưởng Công an phường Trần Quốc Toản cho biết.")).toEqual([
    ["titleNotOfDate", "Trưởng Công an phường", "Phó giám đốc", "nguyên Trưởng Công an phường"],
  ]);
  expect(on("Đại tướng Ngô Xuân Lịch dự lễ.")).toEqual([]);
});

test("N11 the first mention in the text wants a title", () => {
  expect(
    reading(REGISTER, [
      "tít: Phan Văn Giang dự lễ",
      "ảnh: Phan Văn Giang.",
      "Sáng nay, ông Phan Văn Giang dự lễ.",
    ]),
  ).toEqual([
    {
      passage: 2,
      rule: "titleMissing",
      wrong: "ông Phan Văn Giang",
      suggestions: ["bộ trưởng Bộ Quốc phòng Phan Văn Giang", "đại tướng Phan Văn Giang"],
    },
  ]);
  expect(first("Phan Văn Giang dự lễ.")?.suggestions).toEqual([
    "Bộ trưởng Bộ Quốc phòng Phan Văn Giang",
    "Đại tướng Phan Văn Giang",
  ]);
  expect(flags("Đại tướng Phan Văn Giang dự lễ.", "Phan Văn Giang nói.")).toEqual([]);
  // The office is that of the next one.
  expect(flags("Phan Văn Giang, Bí thư Lê Văn Ba dự lễ.")).toEqual(["titleMissing Phan Văn Giang"]);
  expect(flags("Nhà báo Phan Văn Giang dự lễ.")).toEqual([]);
  expect(flags("Phan Văn Giang (Bộ trưởng Bộ Quốc phòng) dự lễ.")).toEqual([]);
  // Nobody knows of an office that day.
  expect(flags("Đỗ Thị Lan dự lễ.")).toEqual([]);
  expect(flags("Ông A, Bộ trưởng Phan Văn Giang và Lê Văn Tám dự lễ.")).toEqual(["titleMissing Lê Văn Tám"]);
});

test("N7 the checker of spelling is told every form", () => {
  const register = registerOf("người,Lê Nươc,Nươc,,,,,,,", "nơi,Huế,,Thừa Thiên,,,,,,");
  expect(knownFrom(register)).toEqual(["lê nươc", "nươc", "huế", "thừa thiên"]);
  const checker = createChecker(DATA);
  const text = "Giống lúa nươc nổi được giữ gìn.";
  expect(checker.check(text, new Set<string>())).toHaveLength(1);
  expect(checker.check(text, new Set(knownFrom(register)))).toEqual([]);
});

test("N10 an English story is read for names and not for Vietnamese titles", () => {
  expect(reading(REGISTER, ["President Phan Văn Giàng met Nguyen Van Hoa."], undefined, "en")).toMatchObject([
    { rule: "nameMisspelt", wrong: "Phan Văn Giàng" },
  ]);
});

test("N10 in an English story no Vietnamese title and no former name is flagged", () => {
  const texts = ["Bộ trưởng Bộ Công an Phan Văn Giang", "UBND tỉnh Bình Phước"];
  const register = [...REGISTER, ...PROVINCE_REGISTER];
  const rules = (language: "vi" | "en") =>
    new Set(
      texts.flatMap((text) =>
        reading(register, [`${text} met them.`], undefined, language).map(({ rule }) => rule),
      ),
    );
  expect(rules("vi").has("oldName")).toBe(true);
  expect([...rules("en")]).toEqual([]);
});
