import { assertNever, type FileFault } from "#core/bridge";
import { registerWarningSaid, STYLE_RULE_NAMES, type Told } from "#core/language";
import type { Language } from "./text.ts";

type FileRefused = Extract<FileFault, { kind: "fileRefused" }>;

/** What is wrong with a file of the newsroom, a line for each place: "newsroom/style.json: …". */
export function newsroomFaultText(fault: FileFault, language: Language): readonly string[] {
  if (fault.kind === "cellsRefused")
    return fault.warnings.map((warning) => `${fault.path}: ${registerWarningSaid(warning)[language]}`);
  const kept: Told = { vi: "Không soát theo tệp này.", en: "It was not held to." };
  return [`${fault.path}: ${reasonOf(fault.problem)[language]} ${kept[language]}`];
}

function reasonOf(problem: FileRefused["problem"]): Told {
  switch (problem.kind) {
    case "fileUnreadable":
      return {
        vi: "Không đọc được. Hãy xem quyền đọc, và tệp có lưu ở dạng UTF-8 không.",
        en: "It cannot be read. Check its permissions, and that it is saved as UTF-8.",
      };
    case "styleNotJson":
      return {
        vi: `Viết sai từ dòng ${problem.line}: thiếu hoặc thừa dấu phẩy, ngoặc hay dấu nháy.`,
        en: `It cannot be read from line ${problem.line} on: a comma, bracket or quotation mark is missing or too many.`,
      };
    case "styleTooLong":
      return { vi: "Quá dài để là một bộ quy cách.", en: "It is too long to be a house style." };
    case "styleNewer":
      return {
        vi: `Do bản Morasse mới hơn lưu (phiên bản ${problem.version}). Hãy cập nhật Morasse.`,
        en: `It was saved by a later Morasse (version ${problem.version}). Update Morasse.`,
      };
    case "styleFieldUnknown": {
      const { vi, en } = ruleNamed(problem);
      return {
        vi: `Có chỗ Morasse không biết: ${vi}. Hãy xem lại chính tả hoặc xóa chỗ ấy.`,
        en: `It has a field which Morasse does not know: ${en}. Check how it is spelled, or take it out.`,
      };
    }
    case "styleFieldWrong": {
      const { vi, en } = ruleNamed(problem);
      return {
        vi: `Chưa đúng ở ${vi}: phải là ${problem.allowed.vi}.`,
        en: `It is not right at ${en}: that has to be ${problem.allowed.en}.`,
      };
    }
    case "registerHeaderMissing":
      return {
        vi: "Không thấy cột “tên” ở dòng 1, là dòng ghi tên các cột.",
        en: "Line 1, which names the columns, has no column “name”.",
      };
    case "registerQuoteOpen":
      return {
        vi: `Dấu ngoặc kép mở ở dòng ${problem.line} không được đóng.`,
        en: `The quotation mark opened in line ${problem.line} is never closed.`,
      };
    case "registerTooLarge":
      return {
        vi: `Quá lớn: danh bạ nhận nhiều nhất ${problem.mostCharacters} ký tự.`,
        en: `It is too large: a list of names takes ${problem.mostCharacters} characters at most.`,
      };
    default:
      return assertNever(problem);
  }
}

function ruleNamed({ rule, field }: Extract<FileRefused["problem"], { field: string }>): Told {
  if (rule === null) return { vi: `“${field}”`, en: `“${field}”` };
  const name = STYLE_RULE_NAMES[rule];
  return { vi: `quy tắc “${name.vi}” (${field})`, en: `the rule “${name.en}” (${field})` };
}
