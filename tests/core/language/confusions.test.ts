import { expect, test } from "vitest";
import { flagsIn } from "./data.ts";

const found = (text: string) =>
  flagsIn(text)
    .filter(({ kind }) => kind === "confusion")
    .map(({ wrong, suggestions }) => `${wrong} > ${suggestions.join(", ")}`);

test("L13 what is often written for something else is flagged, with why", () => {
  expect(found("Hai xã sẽ sát nhập trong quý tới.")).toEqual(["sát nhập > sáp nhập"]);
  expect(found("Sát nhập hai trường là việc cần làm.")).toEqual(["Sát nhập > Sáp nhập"]);
  expect(found("VIỆC SÁT NHẬP HAI XÃ SẼ XONG")).toEqual(["SÁT NHẬP > SÁP NHẬP"]);
  expect(found("Đoàn khách đến thăm quan nhà cổ rồi chia xẻ cảm nghĩ.")).toEqual([
    "thăm quan > tham quan",
    "chia xẻ > chia sẻ",
  ]);
  expect(found("Ông cứ lập đi lập lại một câu.")).toEqual(["lập đi lập lại > lặp đi lặp lại"]);
  expect(found("Tỉ xuất sinh giảm dần.")).toEqual(["Tỉ xuất > Tỷ suất"]);
  const [flag] = flagsIn("Hai xã sẽ sát nhập trong quý tới.");
  expect(flag).toMatchObject({ rule: "confused" });
  expect(flag!.says.vi).toContain("sáp");
});

test.each([
  "Bác sĩ cho biết bệnh nhân bị viêm bàng quang cấp.",
  "Họ cùng đến thăm quan chức của tỉnh.",
  "Tiêu chuẩn đoán định tuổi cây còn chưa rõ.",
  "Lịch sử lý luận phê bình là môn khó.",
  "Ông tìm cách che dấu vết của vụ việc.",
  "Đề án điều chỉnh chu kỳ tưới cho lúa.",
  "Sát, nhập và xuất là ba việc khác nhau.",
])("L13 no confusion where the same syllables belong to other words: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test("L13 a confusion the writer knows is not flagged", () => {
  const known = flagsIn("Hai xã sẽ sát nhập trong quý tới.", "sát nhập").filter(
    ({ kind }) => kind === "confusion",
  );
  expect(known).toEqual([]);
});
