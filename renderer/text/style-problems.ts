import { assertNever } from "#core/bridge";
import { STYLE_RULE_NAMES, type HouseStyleProblem, type StyleRule } from "#core/language";
import type { ScreenLanguage } from "./language.ts";
import { told, type Told } from "./problems.ts";

/** Why a file was not taken as a house style, and where it is wrong. */
export function styleProblemTold(file: string, problem: HouseStyleProblem, language: ScreenLanguage): Told {
  switch (problem.kind) {
    case "styleTooLong":
      return told(language, {
        vi: [
          `Tệp ${file} quá dài để là một bộ quy cách.`,
          "Quy cách đang dùng còn nguyên.",
          "Hãy xem có chọn nhầm tệp không.",
        ],
        en: [
          `${file} is too long to be a house style.`,
          "The style in use is as it was.",
          "See whether it is the right file.",
        ],
      });
    case "styleNotJson":
      return told(language, {
        vi: [
          `Tệp ${file} viết sai từ dòng ${problem.line}: thiếu hoặc thừa dấu phẩy, ngoặc hay dấu nháy.`,
          "Quy cách đang dùng còn nguyên.",
          `Hãy mở tệp bằng trình soạn thảo văn bản, sửa dòng ${problem.line} hoặc dòng ngay trên, rồi đọc lại.`,
        ],
        en: [
          `${file} cannot be read from line ${problem.line} on: a comma, bracket or quotation mark is missing or too many.`,
          "The style in use is as it was.",
          `Open the file in a text editor, mend line ${problem.line} or the one above it, and read it again.`,
        ],
      });
    case "styleNewer":
      return told(language, {
        vi: [
          `Tệp ${file} do bản Morasse mới hơn lưu (phiên bản ${problem.version}).`,
          "Quy cách đang dùng còn nguyên.",
          "Hãy cập nhật Morasse trên máy này, rồi đọc lại tệp.",
        ],
        en: [
          `${file} was saved by a later Morasse (version ${problem.version}).`,
          "The style in use is as it was.",
          "Update Morasse on this desk, and read the file again.",
        ],
      });
    case "styleFieldUnknown": {
      const { vi, en } = placeOf(problem.rule, problem.field);
      return told(language, {
        vi: [
          `Tệp ${file} có chỗ Morasse không biết: ${vi}.`,
          "Quy cách đang dùng còn nguyên.",
          "Hãy xem lại chính tả của chỗ ấy hoặc xóa nó khỏi tệp, rồi đọc lại.",
        ],
        en: [
          `${file} has a field which Morasse does not know: ${en}.`,
          "The style in use is as it was.",
          "Check how it is spelled or take it out of the file, and read it again.",
        ],
      });
    }
    case "styleFieldWrong": {
      const { vi, en } = placeOf(problem.rule, problem.field);
      return told(language, {
        vi: [
          `Tệp ${file} có chỗ chưa đúng: ${vi}.`,
          "Quy cách đang dùng còn nguyên.",
          `Chỗ ấy phải là ${problem.allowed.vi}. Hãy sửa trong tệp, rồi đọc lại.`,
        ],
        en: [
          `${file} is not right in one place: ${en}.`,
          "The style in use is as it was.",
          `It has to be ${problem.allowed.en}. Mend it in the file, and read it again.`,
        ],
      });
    }
    default:
      return assertNever(problem);
  }
}

/** "quy tắc “Chữ viết tắt”, mục thứ 4 (rules.abbreviations.entries[3].short)" */
function placeOf(rule: StyleRule | null, field: string): { readonly vi: string; readonly en: string } {
  const index = /\[(\d+)\]/.exec(field)?.[1];
  const nth = index === undefined ? null : Number(index) + 1;
  const inFile = field === "" ? "" : ` (${field})`;
  const [vi, en] =
    rule === null
      ? ["ngoài các quy tắc", "outside the rules"]
      : [`quy tắc “${STYLE_RULE_NAMES[rule].vi}”`, `the rule “${STYLE_RULE_NAMES[rule].en}”`];
  return nth === null
    ? { vi: vi + inFile, en: en + inFile }
    : { vi: `${vi}, mục thứ ${nth}${inFile}`, en: `${en}, entry ${nth}${inFile}` };
}
