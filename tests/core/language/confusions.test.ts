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
  ["Bà con cần giành thời gian cho con.", "giành thời gian > dành thời gian"],
  ["Em dành huy chương bạc môn bơi.", "dành huy chương > giành huy chương"],
  ["Trọng tải rút thẻ vàng thứ hai.", "Trọng tải rút > Trọng tài rút"],
  ["Đội nhà được hưởng quả phạt gốc.", "phạt gốc > phạt góc"],
  ["Ông cuối đầu nhận lỗi trước tòa.", "cuối đầu > cúi đầu"],
  ["Cô dậy học ở xã vùng cao.", "dậy học > dạy học"],
  ["Cháu phát biểu trước viện kiểm soát nhân dân.", "viện kiểm soát > viện kiểm sát"],
])("L13 common mix-ups of the news: %s", (text, flag) => {
  expect(found(text)).toEqual([flag]);
});

test.each([
  "Cậu thức dậy học bài từ năm giờ.",
  "Đó là phút cuối đầu tiên anh được vào sân.",
  "Nhà máy dùng hết công suất phát điện.",
  "Vùng này có tiềm năng xuất khẩu trái cây.",
  "Hai bên tập trung sức lực cho việc này.",
  "Mẹ để dành tấm vé làm kỷ niệm.",
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
