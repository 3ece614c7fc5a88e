import { expect, test } from "vitest";
import { DEFAULT_HOUSE_STYLE } from "#core/language";
import { flagsIn, flagsOfStory, found, told } from "./newsroom.ts";

const OLD = { tonePlacement: { placement: "old" as const } };
const NEW = { tonePlacement: { placement: "new" as const } };
const WITH_Y = { iOrY: { ending: "y" as const } };
const WITH_I = { iOrY: { ending: "i" as const } };

test("H10 tone placement follows the newsroom's choice", () => {
  expect(found("Tòa án hủy bản án, mở khoá cho thuỷ điện.", OLD)).toEqual(["khoá > khóa", "thuỷ > thủy"]);
  expect(found("Tòa án hủy bản án, mở khoá cho thuỷ điện.", NEW)).toEqual(["Tòa > Toà", "hủy > huỷ"]);
  expect(found("Quý khách khỏe, quỳ xuống, ngoài xoài, hoàn toàn.", NEW)).toEqual(["khỏe > khoẻ"]);
});

test("H10 without a choice only what the story writes less often is flagged, in all its passages", () => {
  const flags = flagsOfStory([
    ["headline", "Khởi động nhà máy thủy điện"],
    ["paragraph", "Hai bên thỏa thuận xóa nợ."],
    ["caption", "Nhà máy thuỷ điện."],
  ]);
  expect(flags.map((ofPassage) => told(ofPassage))).toEqual([[], [], ["thuỷ > thủy"]]);
  expect(flags[2]![0]!.says.vi).toContain("không nhất quán");
  expect(found("Hai bên thoả thuận xoá nợ.")).toEqual([]);
});

test.each([
  "Tập đoàn Hòa Phát, bà Thúy và ông Lê Văn Hóa đến Thanh Hóa.",
  "Hòa nói rằng Thủy đã về.",
  "Vở kịch “Hòa bình và khóa cửa” được diễn lại.",
  "Xem tại https://bao.vn/thủy-điện và tệp khóa.docx nhé.",
])("H10 names, titles and addresses keep their tones: %s", (text) => {
  expect(found(text, NEW, "tonePlacement")).toEqual([]);
});

test("H10 what somebody says in quotation marks is no title", () => {
  expect(found("“Chúng tôi đã xóa nợ”, ông Nam nói. Bà đáp: “Họ đã khóa cửa”", NEW, "tonePlacement")).toEqual(
    ["xóa > xoá", "khóa > khoá"],
  );
});

test("H10 protected names keep their tones, in the capitals of the list alone", () => {
  const changed = { tonePlacement: { placement: "new" as const, protected: ["hòa nhạc"] } };
  expect(found("Buổi hòa nhạc diễn ra hòa bình.", changed)).toEqual(["hòa > hoà"]);
});

test("H11 i or y follows the newsroom's choice, in Sino-Vietnamese syllables", () => {
  expect(found("Kĩ thuật, lí do và thế kỉ này.", WITH_Y)).toEqual(["Kĩ > Kỹ", "lí > lý", "kỉ > kỷ"]);
  expect(found("Kỹ thuật, lý do và thế kỷ này.", WITH_I)).toEqual(["Kỹ > Kĩ", "lý > lí", "kỷ > kỉ"]);
  expect(found("Dòng dõi quí tộc qui định.", WITH_Y)).toEqual(["quí > quý", "qui > quy"]);
  expect(found("Dòng dõi quí tộc qui định.", WITH_I)).toEqual(["quí > quý", "qui > quy"]);
  expect(found("Có lý do, có lý lẽ và lí trí.")).toEqual(["lí > lý"]);
  expect(found("Ba tỉ đồng là con số có lý.")).toEqual([]);
});

test.each([
  "Cô làm việc tỉ mỉ, kì cọ sàn nhà, mua ba kí cam và cười hi hi.",
  "Bác sĩ ăn mì, bé tí bị chì màu vây.",
  "Ông Lí, bà Mĩ và anh Kì ở nước Mĩ.",
])("H11 native words and names stay: %s", (text) => {
  expect(found(text, WITH_Y)).toEqual([]);
});

test("H20 organisations are written in the newsroom's capitals, the story's own letters kept", () => {
  expect(found("Theo Bộ Giáo Dục và Đào tạo, việc này đã xong.")).toEqual([
    "Bộ Giáo Dục và Đào tạo > Bộ Giáo dục và Đào tạo",
  ]);
  expect(found("Theo Uỷ Ban Nhân Dân tỉnh.")).toEqual(["Uỷ Ban Nhân Dân > Uỷ ban nhân dân"]);
  expect(found("Thứ trưởng bộ Y tế cho biết.")).toEqual(["bộ Y tế > Bộ Y tế"]);
  expect(found("Các ủy ban nhân dân và quốc hội nhiều nước.")).toEqual([]);
  expect(found("UỶ BAN NHÂN DÂN TỈNH HỌP; ông Trần Quốc Hội dự.")).toEqual([]);
  const [flag] = flagsIn("Theo Bộ Y Tế, dịch đã lui.");
  expect(flag).toMatchObject({
    rule: "organisations",
    source: { vi: expect.stringContaining("Nghị định 30/2020") },
  });
});

test("H20 a title right before a name takes the newsroom's capital", () => {
  const upper = { offices: { first: "upper" as const } };
  const text = "Hôm qua, chủ tịch Nguyễn Văn Nam gặp Giám đốc Lê Hoàng Anh; một chủ tịch khác vắng mặt.";
  expect(found(text, upper, "offices")).toEqual(["chủ tịch > Chủ tịch"]);
  expect(found(text, { offices: { first: "lower" } }, "offices")).toEqual(["Giám đốc > giám đốc"]);
  expect(found("Ông gặp tổng thống Hoa Kỳ và ban giám đốc Manchester United.", upper)).toEqual([]);
  expect(
    found(
      "Chiều qua, Bộ trưởng Lê Hoàng Anh nói. Sau đó bộ trưởng Lê Hoàng Anh đi, Bộ trưởng Lê Hoàng Anh về.",
    ),
  ).toEqual(["bộ trưởng > Bộ trưởng"]);
});

test("H21 an abbreviation is written out where lead and text use it first", () => {
  const flags = flagsOfStory([
    ["headline", "Xây dựng đơn vị VMTD"],
    ["caption", "Đơn vị VMTD ra quân."],
    ["lead", "Năm qua, các đơn vị VMTD tăng."],
    ["paragraph", "Xây dựng đơn vị VMTD là nhiệm vụ. LLVT tỉnh cùng làm."],
  ]);
  expect(flags.map((ofPassage) => told(ofPassage))).toEqual([
    [],
    [],
    ["VMTD > vững mạnh toàn diện (VMTD)"],
    ["LLVT > Lực lượng vũ trang (LLVT)"],
  ]);
  expect(flags[2]![0]!.suggestions).toEqual(["vững mạnh toàn diện (VMTD)", "vững mạnh toàn diện"]);
});

test.each([
  "Đơn vị vững mạnh toàn diện (VMTD) tăng; đơn vị VMTD giữ vững.",
  "Đơn vị VMTD (vững mạnh toàn diện) tăng; đơn vị VMTD giữ vững.",
  "Quyết định số 15/QĐ-UBND và địa chỉ ubnd@tinh.vn.",
  "Ủy Ban Nhân Dân họp. UBND quyết định.",
  "Kỳ họp HĐND-UBND và trang UBND-TP.",
])("H21 what is written out, or part of a number of a document, is not flagged: %s", (text) => {
  expect(found(text, {}, "abbreviations")).toEqual([]);
});

const LISTS = {
  banned: {
    entries: [
      { wrong: "dân đen", right: ["người dân"], why: { vi: "từ này coi thường người dân" } },
      { wrong: "tóm gọn", right: [], why: { vi: "Đây là tiếng lóng.", en: "This is slang." } },
    ],
  },
  preferred: { entries: [{ wrong: "hàng năm", right: "hằng năm", why: { vi: "“hằng” là luôn luôn." } }] },
  foreignNames: {
    entries: [
      { wrong: "Mát-xcơ-va", right: "Moscow" },
      { wrong: "iphone", right: "iPhone" },
    ],
  },
};

test("H20 a title has no capital inside where the list has none, wherever it stands", () => {
  expect(found("Thủ Tướng Phạm Minh Chính họp.")).toEqual(["Thủ Tướng > Thủ tướng"]);
  expect(found("Ông là Bộ Trưởng Bộ y tế.")).toEqual(["Bộ Trưởng > Bộ trưởng", "Bộ y tế > Bộ Y tế"]);
  expect(found("Bộ Trưởng Bộ Y Tế Đào Hồng Lan nói.")).toEqual([
    "Bộ Trưởng > Bộ trưởng",
    "Bộ Y Tế > Bộ Y tế",
  ]);
  expect(found("Sáng nay, Thủ Tướng Phạm Minh Chính họp.")).toEqual(["Thủ Tướng > Thủ tướng"]);
  expect(found("Sáng nay, thủ Tướng Phạm Minh Chính họp.")).toEqual(["thủ Tướng > thủ tướng"]);
  expect(found("Sáng nay, Thủ Tướng Phạm Minh Chính họp.", { offices: { first: "lower" } })).toEqual([
    "Thủ Tướng > thủ tướng",
  ]);
  expect(found("Tổng bí thư và Tổng Bí thư, THỦ TƯỚNG, “Đại Tướng Nhà Quê”.")).toEqual([]);
  expect(found("Mưa. Nguyễn Tiến Sĩ về. Hồ Chủ Tịch.")).toEqual([]);
});

test("H22 a story keeps to one writing of a foreign name, the one it has oftener", () => {
  expect(found("Ở Moscow có tuyết. Tại Mátxcơva, Moscow và Moskva trời lạnh.")).toEqual([
    "Mátxcơva > Moscow",
    "Moskva > Moscow",
  ]);
  expect(found("Ông Zelensky nói. Ông Zelenskiy, ông Zelenskyy im lặng.")).toEqual([
    "Zelenskiy > Zelensky",
    "Zelenskyy > Zelensky",
  ]);
  expect(found("Ở Mátxcơva có tuyết, Mát-xcơ-va lạnh.")).toEqual(["Mát-xcơ-va > Mátxcơva"]);
  expect(found("Ở Kiev có tuyết, báo Kyiv Independent viết.")).toEqual([]);
  expect(found("Moscow, Moskva.", { foreignNames: { on: false } })).toEqual([]);
});

test("H22 the lists hold to begin with what a news desk is told again and again", () => {
  expect(found("Họ tái khởi động lại máy vào ngày sinh nhật trên đường quốc lộ 1.")).toEqual([
    "tái khởi động lại > tái khởi động",
    "ngày sinh nhật > sinh nhật",
    "đường quốc lộ > quốc lộ",
  ]);
  const { preferred, banned, foreignNames } = DEFAULT_HOUSE_STYLE.rules;
  for (const { entries } of [preferred, banned, foreignNames]) {
    const wrongs = entries.map(({ wrong }) => wrong);
    expect(new Set(wrongs).size).toBe(wrongs.length);
    for (const { wrong, right } of entries) expect([right].flat().filter((one) => one === wrong)).toEqual([]);
  }
  // Common words which begin alike are no entries.
  expect(found("Cô gái gọi điện, mẹ thấy con hoang mang, con nghiện sách; fan của đội hâm mộ anh.")).toEqual(
    [],
  );
});

test("H22 words of the newsroom's lists are flagged with the reason, in the capitals of the text", () => {
  expect(found("Hàng năm, dân đen kêu. HÀNG NĂM họ kêu.", LISTS)).toEqual([
    "Hàng năm > Hằng năm",
    "dân đen > người dân",
    "HÀNG NĂM > HẰNG NĂM",
  ]);
  const [flag] = flagsIn("Công an tóm gọn băng trộm.", LISTS);
  expect(flag).toMatchObject({ rule: "banned", suggestions: [] });
  expect(flag!.says.vi).toContain("Đây là tiếng lóng.");
  expect(flagsIn("Bọn dân đen.", LISTS)[0]!.says.vi).toBe(
    "Tòa soạn không dùng “dân đen”; hãy viết “người dân”. Từ này coi thường người dân.",
  );
  expect(found("Từ hàng, năm nay, xuất đi.", LISTS)).toEqual([]);
});

test("H22 foreign names are written as the newsroom writes them", () => {
  expect(found("Tới Mát-xcơ-va mua Iphone, không phải iPhone hay iphonegate.", LISTS)).toEqual([
    "Mát-xcơ-va > Moscow",
    "Iphone > iPhone",
  ]);
  expect(found("Xem phim “Mát-xcơ-va không tin những giọt nước mắt”.", LISTS)).toEqual([]);
});

test("H23 a sapo beyond its length is flagged from the first chữ too many", () => {
  const lead = Array.from({ length: 52 }, (_, at) => `chữ${at + 1}`).join(" ");
  const [flags] = flagsOfStory([["lead", lead]]);
  expect(told(flags!)).toEqual(["chữ51 > ?"]);
  expect(flags![0]!.says.vi).toBe("Sapo dài 52 chữ; tòa soạn giới hạn 50 chữ, từ đây là phần vượt quá.");
  expect(flagsOfStory([["paragraph", lead]], {})[0]).toEqual([]);
});

test("H23 a sentence beyond its length is flagged at its first chữ that is free", () => {
  const long = (words: number) => `${"chữ ".repeat(words - 1)}cuối`;
  const most = { sentenceLength: { most: 20 } };
  expect(told(flagsIn(`Câu ngắn. Đây là ${long(20)}. Hết câu.`, most))).toEqual(["Đây > ?"]);
  expect(found(`${long(15)}; ${long(15)}.`, most)).toEqual([]);
  const flags = flagsIn(`Hàng năm ${long(20)}.`, { ...LISTS, ...most });
  expect(told(flags)).toEqual(["Hàng năm > Hằng năm", "chữ > ?"]);
  expect(flagsOfStory([["headline", long(30)]], most)[0]).toEqual([]);
});
