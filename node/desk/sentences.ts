import { assertNever } from "#core/bridge";
import type { PackageProblem } from "#core/exchange";
import { codeOf, type Holder, type LibraryOpenProblem } from "#node/library";

type Language = "vi" | "en";

/** Why a story package was not opened. @param file its name. */
export function packageProblemText(file: string, problem: PackageProblem, language: Language): string {
  const vi = language === "vi";
  const left = vi ? "Thư viện không thay đổi." : "The library is unchanged.";
  switch (problem.kind) {
    case "notAPackage":
      return vi
        ? `“${file}” không phải là gói bài của Morasse. ${left} Hãy xin người gửi gửi lại tệp .morasse.`
        : `“${file}” is no story package of Morasse. ${left} Ask the sender for the .morasse file again.`;
    case "packageNewer":
      return vi
        ? `“${file}” do một phiên bản Morasse mới hơn tạo ra. ${left} Hãy cập nhật Morasse rồi mở lại.`
        : `“${file}” was made by a later version of Morasse. ${left} Update Morasse and open it again.`;
    case "packageDamaged":
      return vi
        ? `Gói bài “${file}” bị hỏng ở ${problem.file}. ${left} Hãy chép lại tệp hoặc xin người gửi gửi lại.`
        : `The package “${file}” is damaged at ${problem.file}. ${left} Copy it again or ask the sender for it again.`;
    case "packageTooLarge": {
      const size = Math.ceil(problem.sizeBytes / 1_000_000);
      const most = Math.floor(problem.mostBytes / 1_000_000);
      return vi
        ? `Gói bài “${file}” quá lớn (${size} MB, tối đa ${most} MB). ${left} Hãy xin người gửi bớt ảnh.`
        : `The package “${file}” is too large (${size} MB, at most ${most} MB). ${left} Ask the sender for fewer pictures.`;
    }
    default:
      return assertNever(problem);
  }
}

/** Why a desk does not open: its library, or the folder of settings and words. */
export type DeskOpenProblem =
  LibraryOpenProblem | { readonly kind: "dataNotWritable"; readonly path: string };

/** What is wrong with a library and what to do, as a host says it before there is any screen. */
export function libraryProblemText(problem: DeskOpenProblem, language: Language): string {
  return language === "vi" ? inVietnamese(problem) : inEnglish(problem);
}

function inVietnamese(problem: DeskOpenProblem): string {
  switch (problem.kind) {
    case "libraryHeld":
      return `Thư viện này đang mở ở ${holderIn(problem.by, "vi")}.`;
    case "notCreatable":
      return `Không tạo được thư mục ${problem.path}. Hãy kiểm tra tên và quyền của thư mục chứa nó, hoặc chọn thư mục khác bằng --library.`;
    case "dataNotWritable":
      return `Không ghi được vào thư mục cài đặt ${problem.path}. Hãy kiểm tra tên và quyền của thư mục, hoặc chọn thư mục khác bằng --data.`;
    case "diskFull":
      return `Ổ đĩa đã đầy, không ghi được vào ${problem.path}. Hãy xóa bớt tệp rồi mở lại; bài đã lưu không mất.`;
    case "notWritable":
      return `Không ghi được vào thư mục ${problem.path}. Hãy kiểm tra quyền của thư mục hoặc chọn thư mục khác bằng --library.`;
    case "libraryGone":
      return `Không tìm thấy thư mục ${problem.path}. Hãy cắm lại ổ đĩa hoặc chọn thư mục khác bằng --library.`;
    case "storyUnknown":
      return `Không có bài nào là "${problem.id}" trong thư viện.`;
    case "storyUnreadable":
      return `Không đọc được bài trong ${problem.path}: ${unreadableText(problem, "vi")}. Các bài khác không bị ảnh hưởng.`;
    default:
      return assertNever(problem);
  }
}

function inEnglish(problem: DeskOpenProblem): string {
  switch (problem.kind) {
    case "libraryHeld":
      return `This library is open in ${holderIn(problem.by, "en")}.`;
    case "notCreatable":
      return `The folder ${problem.path} cannot be created there. Check its name and the permissions of the folder above it, or choose another with --library.`;
    case "dataNotWritable":
      return `The folder of settings ${problem.path} cannot be written. Check its name and permissions, or choose another with --data.`;
    case "diskFull":
      return `The disk is full: ${problem.path} cannot be written. Make room and start again; saved stories are safe.`;
    case "notWritable":
      return `The folder ${problem.path} cannot be written. Check its permissions or choose another with --library.`;
    case "libraryGone":
      return `The folder ${problem.path} is not there. Plug the disk in again or choose another with --library.`;
    case "storyUnknown":
      return `No story of the library is "${problem.id}".`;
    case "storyUnreadable":
      return `The story in ${problem.path} cannot be read: ${unreadableText(problem, "en")}. No other story is affected.`;
    default:
      return assertNever(problem);
  }
}

function unreadableText(
  { missing, why }: Extract<DeskOpenProblem, { kind: "storyUnreadable" }>,
  language: Language,
): string {
  const vi = language === "vi";
  switch (why) {
    case "absent":
      return vi ? `thiếu ${missing}` : `${missing} is missing`;
    case "damaged":
      return vi ? `${missing} bị hỏng` : `${missing} is damaged`;
    case "newer":
      return vi
        ? `${missing} do một phiên bản Morasse mới hơn ghi`
        : `${missing} was written by a later Morasse`;
    default:
      return assertNever(why);
  }
}

/**
 * What is wrong with the options of a command. @param error what `parseArgs` of Node threw; its own sentences are
 * English, so only its code and the option it names are taken.
 */
export function optionProblemText(error: unknown, language: Language): string {
  const said = error instanceof Error ? error.message : String(error);
  const vi = language === "vi";
  const option = /'(?:-\w, )?(--?[^' ]+)/.exec(said)?.[1] ?? "";
  const word = /'([^']*)'/.exec(said)?.[1] ?? "";
  switch (codeOf(error)) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return vi ? `Không có tùy chọn ${option}.` : `There is no option ${option}.`;
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
      if (said.includes("does not take"))
        return vi ? `Tùy chọn ${option} không nhận giá trị.` : `The option ${option} takes no value.`;
      return vi ? `Tùy chọn ${option} thiếu giá trị.` : `The option ${option} lacks its value.`;
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return vi ? `Không hiểu “${word}”.` : `“${word}” is not understood.`;
    default:
      return said;
  }
}

const HOLDERS: Readonly<Record<Holder["host"], Readonly<Record<Language, string>>>> = {
  electron: { vi: "cửa sổ Morasse", en: "the Morasse window" },
  loopback: { vi: "Morasse trong trình duyệt", en: "Morasse in a browser" },
  cli: { vi: "lệnh morasse", en: "a morasse command" },
};

function holderIn(holder: Holder | null, language: Language): string {
  if (holder === null) return language === "vi" ? "một chương trình khác" : "another program";
  const process = language === "vi" ? `tiến trình ${holder.pid}` : `process ${holder.pid}`;
  return `${HOLDERS[holder.host][language]} (${process})`;
}
