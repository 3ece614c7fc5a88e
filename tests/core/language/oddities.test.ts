import { expect, test } from "vitest";
import { flagsIn } from "./data.ts";

const read = (text: string) =>
  flagsIn(text).map(({ start, wrong, rule, suggestions }) => [start, wrong, rule, suggestions[0]]);

test("L19 an invisible character hides no slip and is taken out with it", () => {
  expect(read("Nêu rõ những h\u200ban chế trong quản lý.")).toEqual([
    [13, "h\u200ban chế", "unlikelyHere", "hạn chế"],
  ]);
  expect(read("Nêu rõ những han ch\u00adế trong quản lý.")).toEqual([
    [13, "han", "unlikelyHere", "hạn"],
    [17, "ch\u00adế", "invisible", "chế"],
  ]);
  expect(read("Nêu rõ những hạn\u200bchế trong quản lý.")).toEqual([
    [13, "hạn\u200bchế", "joined", "hạn chế"],
  ]);
});

test("L19 an invisible character in a word is told, beside one it is not", () => {
  expect(read("Báo cáo nêu rõ kết qu\u00adả đạt được.")).toEqual([[19, "qu\u00adả", "invisible", "quả"]]);
  expect(read("Báo cáo\u200b nêu rõ \ufeffkết quả đạt được. 👨\u200d👩\u200d👧")).toEqual([]);
});

test("L19 Ð for Đ is told, alone or with a slip", () => {
  expect(read("Người dân Ðà Nẵng ra ðường.")).toEqual([
    [10, "Ðà", "foreignLetter", "Đà"],
    [21, "ðường", "foreignLetter", "đường"],
  ]);
  expect(read("Ðội tuyễn thắng đậm trên sân nhà.")).toEqual([
    [0, "Ðội", "foreignLetter", "Đội"],
    [4, "tuyễn", "unlikelyHere", "tuyển"],
  ]);
  expect(read("Cầu thủ Ðorðević ra sân.")).toEqual([]);
});

test("L20 a word of grammar is not said twice", () => {
  expect(read("Cơ quan chức năng xử lý nghiêm các các trường hợp vi phạm.")).toEqual([
    [31, "các các", "doubled", "các"],
  ]);
  expect(read("Và và những người ở lại giữ làng.")).toEqual([[0, "Và và", "doubled", "Và"]]);
});

test.each([
  "Nhà nhà, người người đi sắm Tết, ai ai cũng vui.",
  "Ngày ngày, bầu trời xanh xanh, xe từ từ lăn bánh.",
  "Chim bay là là mặt nước, tiếng máy chạy đều đều.",
  "Anh nói về khái niệm và, và hoặc.",
])("L20 said twice on purpose: %s", (text) => {
  expect(read(text)).toEqual([]);
});
