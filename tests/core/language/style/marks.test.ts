import { expect, test } from "vitest";
import { flagsOfStory, found, told } from "./newsroom.ts";

test("H17 quotation marks are of one kind", () => {
  expect(found('Ông nói "vâng" rồi đi.', { quotes: { marks: "“ ”" } })).toEqual(['" > “', '" > ”']);
  expect(found("Ông nói “vâng” rồi đi.", { quotes: { marks: '" "' } })).toEqual(['“ > "', '” > "']);
  const flags = flagsOfStory([
    ["paragraph", "Ông nói “vâng” rồi “không”."],
    ["paragraph", 'Bà nói "vâng".'],
  ]);
  expect(flags.map((ofPassage) => told(ofPassage))).toEqual([[], ['" > “', '" > ”']]);
  expect(found('Ông nói «vâng» và "không".')).toEqual(['« > "', '» > "']);
});

test("H17 a mark without its other half, and a length in inches, are left alone", () => {
  expect(found('Màn hình 5" và 6.1" rất nét.', { quotes: { marks: "“ ”" } })).toEqual([]);
  expect(found("“Đoạn này còn tiếp.", { quotes: { marks: '" "' } })).toEqual([]);
});

test("H17 a quotation within a quotation takes its own marks where the newsroom wants it", () => {
  const text = "Ông nói: “Tôi đọc “Đất rừng” rồi”.";
  expect(found(text, { quotes: { nested: "‘ ’" } })).toEqual(["“ > ‘", "” > ’"]);
  expect(found(text)).toEqual([]);
  expect(found('Ông đọc: "“Đất rừng” là sách hay".')).toEqual([]);
});

test("H18 ellipses have three dots or are one character", () => {
  expect(found("Cam, quýt… rồi bưởi.", { ellipses: { form: "..." } })).toEqual(["… > ..."]);
  expect(found("Cam, quýt... rồi bưởi.", { ellipses: { form: "…" } })).toEqual(["... > …"]);
  expect(found("Cam... Quýt... Bưởi…")).toEqual(["… > ..."]);
  expect(found("Cam, quýt.... rồi bưởi..")).toEqual([".... > ...", ".. > ."]);
});

test("H18 the spaces around an ellipsis", () => {
  expect(found("Cam, quýt ... rồi bưởi...cả chanh.")).toEqual([" ... > ...", "... > ... "]);
  expect(found("Cam...cả chanh.", { ellipses: { spaceAfter: false } })).toEqual([]);
  expect(found("[...] “... rồi thôi”, cam,... xong. Ký tên: ............")).toEqual([]);
});

test("H19 spaces doubled, before marks, missing after them, and inside brackets", () => {
  expect(found("Hai  chữ , ba chữ ;bốn chữ.Năm chữ:sáu.")).toEqual([
    "   >  ",
    " , > ,",
    " ; > ; ",
    ". > . ",
    ": > : ",
  ]);
  expect(found("Ông ( 50 tuổi ) nói “ vâng ” rồi.")).toEqual(["(  > (", " ) > )", "“  > “", " ” > ”"]);
  expect(found('Rồi " thôi ".')).toEqual(['"  > "', ' " > "']);
});

test.each([
  "Lúc 12:30, tỷ số 2 : 1, giá 1.000,5 đồng, TP.HCM, v.v.",
  "Viết tới a@b.vn, xem bao.vn, https://bao.vn/a,b và #tin,mới.",
  "Vui quá :) :-) và .net, ông Nguyễn V.A.",
  " Đầu và cuối đoạn ",
  "Danh sách:\n  - một",
  "[ ] chưa xong, 1 ) việc đầu, hàm f(x,anh)",
])("H19 no space is asked for or refused: %s", (text) => {
  expect(found(text, {}, "spaces")).toEqual([]);
});

test("H19 each kind of space is the newsroom's to switch off", () => {
  const text = "Hai  chữ , ba chữ:bốn ( năm ).";
  const off = { double: false, beforeMarks: false, afterMarks: false, insideBrackets: false };
  expect(found(text, { spaces: off })).toEqual([]);
  expect(found(text, { spaces: { ...off, double: true } })).toEqual(["   >  "]);
  expect(found(text, { spaces: { ...off, insideBrackets: true } })).toEqual(["(  > (", " ) > )"]);
});

test("H24 addresses, hashtags, file names and code are never touched", () => {
  const text =
    "https://bao.vn/5km/22/11?a=5%20b,c. Gửi  a.b@c.vn , #thuỷ,điện IMG_5km.jpg báo-5km.docx x=5km `5km` @thuỷ,hoà";
  expect(found(text, { units: { form: "5 km" }, tonePlacement: { placement: "old" } })).toEqual([
    "   >  ",
    " , > ,",
  ]);
});

test("H24 the marks of the sentence after an address are the sentence's", () => {
  expect(found("Xem https://bao.vn/tin.... Hết.")).toEqual([".... > ..."]);
});

test("H24 another language is judged by no rule of Vietnamese", () => {
  const text = "He ran 5km on 22/11 , thuỷ 5 %.";
  const changed = { units: { form: "5 km" as const }, tonePlacement: { placement: "old" as const } };
  expect(told(flagsOfStory([["paragraph", text]], changed, "en")[0]!)).toEqual([" , > ,"]);
  const foreign = [{ start: 0, end: 20, language: "en" as const }];
  expect(told(flagsOfStory([{ place: "paragraph", text, foreign }], changed)[0]!)).toEqual([" , > ,"]);
  const part = {
    place: "paragraph",
    text: `He ran 5km. ${text}`,
    foreign: [{ start: 0, end: 11, language: "en" }],
  } as const;
  expect(told(flagsOfStory([part], changed)[0]!)).toEqual([
    "5km > 5 km",
    " , > ,",
    "thuỷ > thủy",
    "5 % > 5%",
  ]);
});
