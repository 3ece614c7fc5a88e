import { expect, test } from "vitest";
import { flagsOfStory, found, told } from "./newsroom.ts";

const HYPHEN = { dates: { form: "22-11" as const } };
const STROKE = { dates: { form: "22/11" as const } };

test("H12 dates follow the newsroom's choice", () => {
  expect(found("Ngày 22/11, sáng 23/11/2026 và trong tháng 6/2026.", HYPHEN)).toEqual([
    "22/11 > 22-11",
    "23/11/2026 > 23-11-2026",
    "6/2026 > 6-2026",
  ]);
  expect(found("Từ ngày 12-11 đến 14-11, tối qua 15-11 và nay 16-11.", STROKE)).toEqual([
    "12-11 > 12/11",
    "14-11 > 14/11",
    "15-11 > 15/11",
    "16-11 > 16/11",
  ]);
  expect(found("Họp ngày 22.11.2026 (23.11 vẫn họp).", STROKE)).toEqual(["22.11.2026 > 22/11/2026"]);
});

test("H12 without a choice only the form which the story has less often is flagged", () => {
  const flags = flagsOfStory([
    ["lead", "Ngày 22-11, hội nghị khai mạc."],
    ["paragraph", "Đến ngày 24/11, hội nghị bế mạc; ngày 25-11 các đoàn ra về."],
  ]);
  expect(flags.map((ofPassage) => told(ofPassage))).toEqual([[], ["24/11 > 24-11"]]);
  expect(found("Ngày 22/11 và ngày 23/11.")).toEqual([]);
  expect(found("Ngày 22/11 và ngày 23-11.")).toEqual(["23-11 > 23/11"]);
});

test.each([
  "Thắng 2-1, tỷ số 3/4, có 1/2 số người phục vụ 24/7.",
  "Mỗi ngày 2-3 lần, uống ngày 5-7 viên, một ngày 1/2 bát.",
  "Nghị định 30/2020/NĐ-CP, Quyết định số 12/11/QĐ, điện thoại 091-11-22.",
  "Lúc 14h30, tọa độ 10-11-12-13, biển số 30A-11-12, mã SP-22-11-2026, năm 2015-2020.",
  "Tệp ngay-22-11.pdf và https://bao.vn/ngày/22/11/2026/tin.html",
  "Tối 32/11 và ngày 15/13.",
])("H12 no date: %s", (text) => {
  expect([...found(text, HYPHEN, "dates"), ...found(text, STROKE, "dates")]).toEqual([]);
});

test("H13 amounts written the other way round, and long ones not set apart, are flagged", () => {
  expect(found("Có 1,000,000 người, 25000 hộ, nhiệt độ 22.8 °C và 1,234.5 tấn.")).toEqual([
    "1,000,000 > 1.000.000",
    "25000 > 25.000",
    "22.8 > 22,8",
    "1,234.5 > 1.234,5",
  ]);
  const english = { numbers: { form: "1,000.5" as const } };
  expect(found("Có 1.000.000 người, 1,5 triệu đồng và 2.5 tấn.", english)).toEqual([
    "1.000.000 > 1,000,000",
    "1,5 > 1.5",
  ]);
  expect(found("Có 1500 người.", { numbers: { groupFrom: 4 } })).toEqual(["1500 > 1.500"]);
  expect(found("Từ 15000-20000 người.")).toEqual(["15000 > 15.000", "20000 > 20.000"]);
});

test.each([
  "Có 1.000.000 người, 1,5 triệu đồng, 0,002 °C, 2.802 km, 70-90%.",
  "Công nghiệp 4.0, chương 2.1, phiên bản 14.5, mục 1.250, điểm 8.5.",
  "Gọi 0912345678 người nhận, số 12345678, năm 2026, năm 1945 người dân, A340-50000 người, lô 1,250 tấn.",
  `Dãy số ${"1".repeat(50)} người.`,
  "Máy chủ 192.168.1.1, tỷ lệ 16:9, 14h30, tài khoản 123456789.",
])("H13 no number is flagged: %s", (text) => {
  expect(found(text, { numbers: { groupFrom: 4 } }, "numbers")).toEqual([]);
});

test("H14 the space before units and percent signs", () => {
  expect(found("Dài 5km, rộng 20 ha, nặng 3kg.", { units: { form: "5 km" } })).toEqual([
    "5km > 5 km",
    "3kg > 3 kg",
  ]);
  expect(found("Dài 5 km, rộng 50 m².", { units: { form: "5km" } })).toEqual(["5 km > 5km", "50 m² > 50m²"]);
  expect(found("Dài 5 km, rộng 2 km, nặng 3kg, nóng 35°C.")).toEqual(["3kg > 3 kg"]);
  expect(found("Tăng 5 %, từ 70-90%.")).toEqual(["5 % > 5%"]);
  expect(found("Tăng 5%.", { percent: { form: "5 %" } })).toEqual(["5% > 5 %"]);
  expect(found("Cao 1m75, mạng 5G, 14h30, 5mot, A5m, khổ 5m/2.", { units: { form: "5 km" } })).toEqual([]);
});

test("H15 currency: one form for đồng and one for foreign money", () => {
  expect(found("Giá 5.000đ, 70.000 VNĐ, 3 triệu vnd và 2 tỷ đồng.", {}, "currency")).toEqual([
    "5.000đ > 5.000 đồng",
    "70.000 VNĐ > 70.000 đồng",
    "3 triệu vnd > 3 triệu đồng",
  ]);
  expect(found("Giá $5, 6$, USD 7, 8 usd, US$9 triệu, 10 USD và €3.", {}, "currency")).toEqual([
    "$5 > 5 USD",
    "6$ > 6 USD",
    "USD 7 > 7 USD",
    "8 usd > 8 USD",
    "US$9 triệu > 9 triệu USD",
    "€3 > 3 EUR",
  ]);
  expect(
    found("Giá 10 USD và 2.000 đồng.", { currency: { foreign: "USD 5", dong: "VND" } }, "currency"),
  ).toEqual(["10 USD > USD 10", "2.000 đồng > 2.000 VND"]);
});

test("H15 money without a choice: what the story has less often", () => {
  const changed = { currency: { foreign: "asWritten" as const, dong: "asWritten" as const } };
  expect(found("Giá USD 5, USD 6 và 7 USD; 500 VND, 600 VND, 700 đồng.", changed)).toEqual([
    "7 USD > USD 7",
    "700 đồng > 700 VND",
  ]);
});

test.each([
  "Đội được 3đ sau 2 trận; 200 đồng chí và 300 đồng bào dự; 5 đ.",
  "Đổi 1 USD 25.000 đồng; tỷ giá USD/VND; mã A$AP; hàng đi 5.000 đầu.",
])("H15 no money: %s", (text) => {
  expect(
    found(text, { currency: { dong: "VND" } }, "currency").filter((told) => !told.includes("25.000")),
  ).toEqual([]);
});

test("H16 the dash between two amounts or years", () => {
  const range = { dashes: { range: "5-7" as const } };
  expect(found("Từ 20 - 25 m, 5–7%, giai đoạn 2016 – 2020.", range, "dashes")).toEqual([
    "20 - 25 > 20-25",
    "5–7 > 5-7",
    "2016 – 2020 > 2016-2020",
  ]);
  expect(found("Từ 20-25 m.", { dashes: { range: "5 – 7" } }, "dashes")).toEqual(["20-25 > 20 – 25"]);
  expect(found("Từ 20-25 m, 30-40 m và 50 - 60 m.", {}, "dashes")).toEqual(["50 - 60 > 50-60"]);
});

test.each([
  "Thắng 2-1 và 2 - 2, ngày 22-11, mùa 2014-15, gọi 028-3822-1234, COVID-19, 787-9.",
  "Tệp 2016-2020.pdf và https://bao.vn/2016-2020",
])("H16 no range: %s", (text) => {
  expect(found(text, { dashes: { range: "5–7" } }, "dashes")).toEqual([]);
});

test("H16 the dash between words has a space on both sides and one form", () => {
  expect(found("Anh ấy -người lính- trở về.", {}, "dashes")).toEqual([" - >  - ", "-  >  - "]);
  expect(found("Anh ấy – người lính – trở về - hôm qua.", {}, "dashes")).toEqual(["- > –"]);
  expect(found("Anh ấy - người lính.", { dashes: { aside: "–" } }, "dashes")).toEqual(["- > –"]);
  expect(found("Anh ấy -- người lính.", {}, "dashes")).toEqual(["-- > –"]);
});

test.each([
  "Phát triển kinh tế - xã hội, quốc phòng - an ninh, tuyến Hà Nội - Hải Phòng.",
  "- Anh nói gì?",
  "Mát-xcơ-va, Covid-19 và số 258/TB– CSĐT.",
])("H16 notions, names and the dash of speech stay: %s", (text) => {
  expect(found(text, { dashes: { aside: "–" } }, "dashes")).toEqual([]);
});

test("H15 of a sum that says its currency twice nobody can tell which is meant", () => {
  for (const foreign of ["5 USD", "USD 5"] as const) {
    expect(found("Giá $5 USD và US$7 usd.", { currency: { foreign } }, "currency")).toEqual([]);
  }
  expect(found("Giá $5 và 7 usd.", {}, "currency")).toEqual(["$5 > 5 USD", "7 usd > 7 USD"]);
});
