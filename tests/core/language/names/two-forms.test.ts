import { expect, test } from "vitest";
import { createNameReader, PROVINCE_REGISTER } from "#core/language";
import { DAY, flagged, reading, registerOf } from "./desk.ts";

const flags = (...lines: readonly string[]) => flagged([], ...lines);

test("N12 the rarer form is flagged, and the other offered as it is written", () => {
  expect(
    reading([], ["Ông Đỗ Mạnh Cường nuôi cá.", "Ông Đỗ Mạnh Cường bán cá.", "Ông Đổ Mạnh Cường về."]),
  ).toEqual([{ passage: 2, rule: "nameInTwoForms", wrong: "Đổ Mạnh Cường", suggestions: ["Đỗ Mạnh Cường"] }]);
  expect(
    flags("Ông Đổ Mạnh Cường nuôi cá.", "Ông Đỗ Mạnh Cường về. Mưa to. Ông Đỗ Mạnh Cường ở lại."),
  ).toEqual(["nameInTwoForms Đổ Mạnh Cường"]);
  // Once against once the later one.
  expect(flags("Bà Trần Thị Hằng trồng cam.", "Bà Trần Thị Hằn bán cam.")).toEqual([
    "nameInTwoForms Trần Thị Hằn",
  ]);
  expect(flags("Theo Nguyên Văn Gấu, trời mưa.", "Ông Nguyễn Văn Gấu về.")).toEqual([
    "nameInTwoForms Nguyên Văn Gấu",
  ]);
});

test("N12 of two forms that stand as often none is offered, and both are told", () => {
  const story = { language: "vi", day: DAY } as const;
  const passages = ["Bà Trần Thị Hằng trồng cam.", "Bà Trần Thị Hằn bán cam."].map((text) => ({
    place: "paragraph" as const,
    text,
  }));
  const [, [flag] = []] = createNameReader([]).read({ ...story, passages });
  expect(flag).toMatchObject({ wrong: "Trần Thị Hằn", suggestions: [] });
  expect(flag!.says.vi).toContain("“Trần Thị Hằng” và “Trần Thị Hằn”");
  expect(flag!.says.en).toContain("“Trần Thị Hằng” and “Trần Thị Hằn”");
});

test.each([
  ["Chủ tịch UBND xã Lê Minh Tuấn nói.", "Lê Minh Tuân", "Lê Minh Tuấn"],
  ["Theo UBND huyện Hà Văn Lâm đến.", "Hà Văn Lam", "Hà Văn Lâm"],
  ["Bí thư Đảng ủy phường Trần Văn Nam nói.", "Trần Văn Năm", "Trần Văn Nam"],
  ["Phó Chủ tịch HĐND thành phố Trần Văn Nam nói.", "Trần Văn Năm", "Trần Văn Nam"],
  ["Trưởng thôn Lê Minh Tuấn nói.", "Lê Minh Tuân", "Lê Minh Tuấn"],
  ["Chủ tịch Ủy ban MTTQ Việt Nam xã Tân Lập Lê Minh Tuấn nói.", "Lê Minh Tuân", "Lê Minh Tuấn"],
])("N12 after an office of a unit stands its holder: %s", (line, wrong, right) => {
  expect(reading([], [`${line} Ông ${wrong} đã đi. Ông ${right} ở lại.`])).toEqual([
    { passage: 0, rule: "nameInTwoForms", wrong, suggestions: [right] },
  ]);
});

test.each([
  "Xã Lê Minh Xuân có mưa. Chủ tịch UBND xã Lê Minh Xuân, ông Trần Văn Ba, nói.",
  "Chủ tịch UBND phường Nguyễn Trãi họp. Ông Nguyễn Trải về.",
  "Đoàn đến thăm xã Lê Minh Tuấn. Ông Lê Minh Tuân về.",
])("N12 a ward called after somebody is no person: %s", (line) => {
  expect(flags(line)).toEqual([]);
});

test("N12 a caption is compared with the text, wherever it stands", () => {
  expect(flags("ảnh: Chị Lê Thị Loan.", "Chị Lê Thị Lan ra đồng.")).toEqual(["nameInTwoForms Lê Thị Loan"]);
  expect(flags("ảnh: Trung tướng Dương Đình Thống.", "Trung tướng Dương Đình Thông chủ trì.")).toEqual([
    "nameInTwoForms Dương Đình Thống",
  ]);
  expect(
    flags("tít: TRẦN THỊ HẰN TRỒNG CAM SẠCH", "Bà Trần Thị Hằng trồng cam. Bà Trần Thị Hằng bán."),
  ).toEqual(["nameInTwoForms TRẦN THỊ HẰN"]);
});

test("N12 foreign names and streets are names too", () => {
  expect(flags("Tổng thống Emmanuel Macron đến.", "Emanuel Macron về.")).toEqual([
    "nameInTwoForms Emanuel Macron",
  ]);
  expect(flags("Xe rẽ vào đường Nguyễn Trãi.", "Đường hầm ở đường Nguyễn Trải mở.")).toEqual([
    "nameInTwoForms Nguyễn Trải",
  ]);
  expect(flags("Xe rẽ vào đường Nguyễn Trãi.", "Ông Nguyễn Trải về.")).toEqual([]);
});

test.each([
  [["Hai chị em Trần Thị Hoa và Trần Thị Hòa ra đồng."]],
  [["Anh Lê Văn Hùng (52 tuổi) về.", "Anh Lê Văn Hưng (47 tuổi) đi."]],
  [["Ông Lê Thanh Hà về.", "Bà Lê Thanh Hạ đi."]],
  [["Giám đốc Sở Y tế Lê Văn Hùng về.", "Bí thư Tỉnh ủy Lê Văn Hưng đi."]],
  [["Đại tá Lê Văn Hùng về.", "Thượng úy Lê Văn Hưng đi."]],
  [["mục: Lê Văn Hùng", "mục: Lê Văn Hưng"]],
  [["Chị Lê Thị Linh về.", "Chị Lê Thị Minh đi."]],
  [["Anh Lê Văn Hùng về. Mưa. Lê Văn Hùng ở.", "Anh Lê Văn Hưng đi. Nắng. Lê Văn Hưng ở."]],
  [["Ông Nguyễn Văn Hoà về.", "Ông Nguyễn Văn Hòa đi."]],
  [["Cầu thủ Mario Rossini đến.", "Ca sĩ Maria Rossini đi."]],
])("N12 are two people, or one name: %j", (lines) => {
  expect(flags(...lines)).toEqual([]);
});

test("N13 a given name alone a mark off is flagged when nobody bears it", () => {
  expect(reading([], ["Ông Nguyễn Văn Hòa nuôi cá. Ông Hòa bán cá.", "Ông Hoá về."])).toEqual([
    { passage: 1, rule: "nameInTwoForms", wrong: "Hoá", suggestions: ["Hòa"] },
  ]);
  expect(flags("Ông Nguyễn Văn Hòa nuôi cá.", "Ông Hoà về.")).toEqual([]);
  expect(flags("Ông Nguyễn Văn Hòa gặp ông Lê Văn Hoá.", "Ông Hoá về.")).toEqual([]);
  expect(flags("Ông Nguyễn Văn Hòa nuôi cá.", "Bà Hoa về.")).toEqual([]);
  expect(flags("Ông Nguyễn Văn Hòa nuôi cá.", "Ông Hoa về. Mưa. Ông Hoa ở lại.")).toEqual([]);
  expect(flagged(registerOf("người,Lê Tú,,,,,,,,"), "Ông Lê Tú nuôi cá. Ông Tư về.")).toEqual([
    "nameMisspelt Tư",
  ]);
});

const REGISTER = [
  ...PROVINCE_REGISTER,
  ...registerOf("tổ chức,Bộ Nông nghiệp và Môi trường,,Bộ Tài nguyên và Môi trường,,,,,28/02/2025,"),
];

test("N14 an old name gives way to that of today", () => {
  expect(
    reading(REGISTER, [
      "UBND tỉnh Bình Phước đã họp với Bộ Tài nguyên và Môi trường.",
      "Chủ tịch tỉnh Quảng Nam Lê Văn Ba nói với Tỉnh ủy Hậu Giang.",
    ]),
  ).toEqual([
    {
      passage: 0,
      rule: "oldName",
      wrong: "tỉnh Bình Phước",
      suggestions: ["tỉnh Bình Phước (cũ)", "tỉnh Đồng Nai"],
    },
    {
      passage: 0,
      rule: "oldName",
      wrong: "Bộ Tài nguyên và Môi trường",
      suggestions: ["Bộ Nông nghiệp và Môi trường"],
    },
    {
      passage: 1,
      rule: "oldName",
      wrong: "tỉnh Quảng Nam",
      suggestions: ["tỉnh Quảng Nam (cũ)", "thành phố Đà Nẵng"],
    },
    { passage: 1, rule: "oldName", wrong: "Hậu Giang", suggestions: ["Hậu Giang (cũ)", "Cần Thơ"] },
  ]);
  expect(reading(REGISTER, ["UBND tỉnh Bình Phước họp."], "2025-06-30")).toEqual([]);
  expect(reading(REGISTER, ["UBND tỉnh Bình Phước họp."], "2025-07-01")).toHaveLength(1);
});

test.each([
  "Thủy điện Hòa Bình xả lũ.",
  "Cao tốc Hòa Bình - Mộc Châu thông xe.",
  "Kẹo dừa Bến Tre và vải thiều Bắc Giang bán chạy.",
  "Trận đấu giữa Bình Dương và Nam Định.",
  "Hội đồng hương Thái Bình họp mặt.",
  "Nông dân Hậu Giang lãi 40 triệu.",
  "Du khách chụp ảnh ở Hà Giang, nước lũ ở Quảng Nam.",
  "Thành phố Hải Dương và TP Nam Định có mưa.",
  "Phường Bình Dương và xã Thái Bình đã họp.",
  "Gió từ Thái Bình Dương thổi vào.",
  "Ông Hòa Bình nuôi cá.",
  "Tỉnh Đồng Nai gồm cả Bình Phước cũ.",
  "Tỉnh Bình Phước (cũ) có rừng.",
  "Trước đây, tỉnh Bình Phước có rừng.",
  "Năm 1997, tỉnh Bình Phước được lập.",
  "Cầu thủ CLB Nam Định ghi bàn.",
  "Tỉnh Hà Nam của Trung Quốc có lũ.",
  "Thành phố Hồ Chí Minh, TP HCM và Đồng Nai.",
])("N14 is no old name here: %s", (line) => {
  expect(flagged(REGISTER, line)).toEqual([]);
});
