import { expect, test } from "vitest";
import { createChecker, LanguageDataError } from "#core/language";
import { DATA, flagsIn } from "./data.ts";

const SLIP = "Báo cáo nêu rõ những han chế trong công tác quản lý.";

test("L2 a flag covers the syllable and the neighbour that says so", () => {
  const start = SLIP.indexOf("han chế");
  expect(flagsIn(SLIP)).toMatchObject([
    { start, end: start + 7, wrong: "han chế", kind: "spelling", rule: "unlikelyHere" },
  ]);
});

test("L1 a flag on no syllable covers it alone", () => {
  const [flag] = flagsIn("Nhu cầu về nươc sạch tăng nhanh.");
  expect(flag).toMatchObject({ wrong: "nươc", kind: "spelling", rule: "notASyllable" });
});

test.each([
  "Ông Trumb gặp bà Merkal và ông Puten tại Parix.",
  "HAN CHẾ, UBNND, VMTDD và LLVVT",
  "Chuyến bay VN1234 dài 300 lb, 25 nm và 12 kwh",
  "Gửi về toasoan@hanche.vn, xem www.hanche.vn/hoat-dongg hoặc C:\\thuư\\mục",
  "Ca khúc “yesterday once more” và phim “gone with the wind”",
  "Món sushi, ramen và sashimi rất đắt khách.",
  "Dịch covid-19 và virus h1n1, mẫu a4, đường m2",
  "Mã số: abc_xyz, #hanche, e-mail, x-quang, cà-phê",
])("L4 left alone: %s", (text) => {
  expect(flagsIn(text).map((flag) => flag.wrong)).toEqual([]);
});

test("L5 neither tone placement nor i and y is a slip", () => {
  for (const text of [
    "Hai nước giữ gìn hòa bình ở vùng biên.",
    "Hai nước giữ gìn hoà bình ở vùng biên.",
    "Nhà máy thủy điện xả lũ, uỷ ban nhân dân xã hỗ trợ người dân.",
    "Công ty ký hợp đồng với đối tác nước ngoài.",
    "Công ty kí hợp đồng với đối tác nước ngoài.",
  ]) {
    expect(flagsIn(text), text).toEqual([]);
  }
});

test("L5 what is offered is placed as the text places its tones", () => {
  const offered = (text: string) => flagsIn(text).flatMap((flag) => flag.suggestions[0] ?? []);
  expect(offered("Nhà máy thuy điện vừa được khánh thành.")).toEqual(["thủy điện"]);
  expect(offered("Để hoà giải, uỷ ban mời nhà máy thuy điện đến họp.")).toEqual(["thuỷ điện"]);
});

test("L6 capitals are kept", () => {
  const [flag] = flagsIn("Han chế lớn nhất là thiếu vốn đầu tư.");
  expect(flag).toMatchObject({ wrong: "Han chế", start: 0 });
  expect(flag!.suggestions[0]).toBe("Hạn chế");
});

test("L6 at most five, all different, none what stands there", () => {
  for (const text of [SLIP, "Người dân cần nâng cao ý thưc.", "Đoàn đã vượt qua nhiều khó khan."]) {
    for (const flag of flagsIn(text)) {
      expect(flag.suggestions.length).toBeGreaterThan(0);
      expect(flag.suggestions.length).toBeLessThanOrEqual(5);
      expect(new Set(flag.suggestions).size).toBe(flag.suggestions.length);
      expect(flag.suggestions).not.toContain(flag.wrong);
    }
  }
});

test("L8 a word the writer knows is not flagged", () => {
  expect(flagsIn(SLIP, "han")).toEqual([]);
  expect(flagsIn(SLIP, "han chế")).toEqual([]);
  expect(flagsIn(SLIP.normalize("NFD"), "han chế")).toEqual([]);
  expect(flagsIn("Han chế lớn nhất là thiếu vốn đầu tư.", "han chế")).toEqual([]);
  expect(flagsIn(SLIP, "hạn chế", "chế")).toHaveLength(1);
});

test("L10 damaged data is refused by name", () => {
  const page = new TextEncoder().encode("<!doctype html><title>404</title>");
  for (const file of ["counts", "fit"] as const) {
    const whole = DATA[file];
    for (const bytes of [
      new Uint8Array(0),
      page,
      whole.subarray(0, 30),
      whole.subarray(0, whole.length - 9),
    ]) {
      expect(() => createChecker({ ...DATA, [file]: bytes }), `${file}, ${bytes.length} bytes`).toThrow(
        LanguageDataError,
      );
    }
  }
});
