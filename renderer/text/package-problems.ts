import { assertNever } from "#core/bridge";
import type { PackageProblem } from "#core/exchange";
import type { ScreenLanguage } from "./language.ts";
import { told, type Told } from "./problems.ts";

/** Why a story package was not opened. @param file its name. */
export function packageProblemTold(file: string, problem: PackageProblem, language: ScreenLanguage): Told {
  const unchanged = { vi: "Thư viện không thay đổi.", en: "The library is unchanged." };
  switch (problem.kind) {
    case "notAPackage":
      return told(language, {
        vi: [
          `“${file}” không phải là gói bài của Morasse.`,
          unchanged.vi,
          "Hãy chọn tệp .morasse, hoặc nhờ người gửi chuyển lại.",
        ],
        en: [
          `“${file}” is no story package of Morasse.`,
          unchanged.en,
          "Choose a .morasse file, or ask the sender for it again.",
        ],
      });
    case "packageNewer":
      return told(language, {
        vi: [
          `“${file}” do một phiên bản Morasse mới hơn tạo ra.`,
          unchanged.vi,
          "Hãy cập nhật Morasse rồi mở lại gói bài.",
        ],
        en: [
          `“${file}” was made by a later version of Morasse.`,
          unchanged.en,
          "Update Morasse, then open it again.",
        ],
      });
    case "packageDamaged":
      return told(language, {
        vi: [
          `Gói bài “${file}” bị hỏng ở ${problem.file}.`,
          unchanged.vi,
          "Hãy chép lại tệp từ USB, hoặc nhờ người gửi chuyển lại.",
        ],
        en: [
          `The package “${file}” is damaged at ${problem.file}.`,
          unchanged.en,
          "Copy it from the stick again, or ask the sender for it again.",
        ],
      });
    case "packageTooLarge": {
      const size = Math.ceil(problem.sizeBytes / 1_000_000);
      const most = Math.floor(problem.mostBytes / 1_000_000);
      return told(language, {
        vi: [
          `Gói bài “${file}” quá lớn: ${size} MB, tối đa ${most} MB.`,
          unchanged.vi,
          "Hãy nhờ người gửi bớt ảnh trong gói.",
        ],
        en: [
          `The package “${file}” is too large: ${size} MB, at most ${most} MB.`,
          unchanged.en,
          "Ask the sender to put fewer pictures into it.",
        ],
      });
    }
    default:
      return assertNever(problem);
  }
}
