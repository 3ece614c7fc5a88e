import { assertNever } from "#core/bridge";
import type { Flag } from "#core/language";
import type { FileProblem } from "./checked-file.ts";
import type { Language } from "./text.ts";

/** The sentences of `morasse check`. */
export interface CheckText {
  readonly fileMissing: string;
  readonly nothingFound: string;
  wrongKind(kind: string, kinds: string): string;
  wrongLanguage(language: string): string;
  wrongDay(day: string): string;
  /** Before what is found in the text that a picture is described by, which no page prints. */
  readonly altText: string;
  libraryMissing(path: string): string;
  /** @param lines numbers of the lines that are longer than what is read. */
  notWhole(file: string, lines: readonly number[], words: number): string;
  /** What is wrong with a flagged place, and what was probably meant. */
  message(flag: Flag): string;
  problem(problem: FileProblem, file: string): string;
}

const en: CheckText = {
  fileMissing: "Which file? Give text files, Word documents (.docx) or story packages (.morasse).",
  nothingFound: "Nothing found.",
  wrongKind: (kind, kinds) => `There is no kind "${kind}": ${kinds}.`,
  wrongLanguage: (language) => `There is no language "${language}": vi, en.`,
  wrongDay: (day) => `“${day}” is no day. Give it as 2026-11-24.`,
  altText: "Alt text: ",
  libraryMissing: (path) =>
    `There is no library in ${path}, so no house style to check by. Nothing was read; check --library.`,
  notWhole: (file, lines, words) =>
    `In ${file} only the first ${words} words of line ${lines.join(", ")} were read. Break it into paragraphs and check again.`,
  message: ({ says, suggestions: [best] }) => withBest(says.en, best),
  problem: (problem, file) => {
    switch (problem.kind) {
      case "fileMissing":
        return `There is no file ${file}. Is the name right?`;
      case "isFolder":
        return `${file} is a folder. Give the name of a file.`;
      case "fileUnreadable":
        return `The file ${file} cannot be read. Check its permissions.`;
      case "fileNotText":
        return `The file ${file} is no text in UTF-8 or UTF-16. Save it as UTF-8 and try again.`;
      case "notADocx":
        return `The file ${file} is not a Word document, or it is damaged. Save it anew as .docx and try again.`;
      case "docxTooLarge":
        return `The Word document ${file} holds more text than is taken (64 MB). Check it in parts.`;
      case "noStory":
        return `The package ${file} holds no story. Ask for it to be made anew.`;
      case "notAPackage":
        return `The file ${file} is not a story package. Ask for it to be sent again.`;
      case "packageNewer":
        return `The package ${file} was made by a newer Morasse. Update Morasse and try again.`;
      case "packageDamaged":
        return `The package ${file} is damaged (${problem.file}). Ask for it to be sent again.`;
      case "packageTooLarge":
        return `The package ${file} is larger than is taken.`;
      default:
        return assertNever(problem);
    }
  },
};

const vi: CheckText = {
  fileMissing: "Soát tệp nào? Hãy cho tên tệp văn bản, tệp Word (.docx) hoặc gói bài (.morasse).",
  nothingFound: "Không thấy lỗi nào.",
  wrongKind: (kind, kinds) => `Không có loại lỗi "${kind}": ${kinds}.`,
  wrongLanguage: (language) => `Không có ngôn ngữ "${language}": vi, en.`,
  wrongDay: (day) => `“${day}” không phải là ngày. Hãy viết như 2026-11-24.`,
  altText: "Văn bản thay ảnh: ",
  libraryMissing: (path) =>
    `Không có thư viện ở ${path} nên không có quy cách để soát. Chưa đọc tệp nào; hãy xem lại --library.`,
  notWhole: (file, lines, words) =>
    `Trong ${file} chỉ soát ${words} chữ đầu của dòng ${lines.join(", ")}. Hãy ngắt thành đoạn ngắn hơn rồi soát lại.`,
  message: ({ says, suggestions: [best] }) => withBest(says.vi, best),
  problem: (problem, file) => {
    switch (problem.kind) {
      case "fileMissing":
        return `Không có tệp ${file}. Hãy xem lại tên tệp.`;
      case "isFolder":
        return `${file} là thư mục. Hãy cho tên một tệp.`;
      case "fileUnreadable":
        return `Không đọc được tệp ${file}. Hãy xem lại quyền đọc của tệp.`;
      case "fileNotText":
        return `Tệp ${file} không phải văn bản UTF-8 hay UTF-16. Hãy lưu lại ở dạng UTF-8 rồi thử lại.`;
      case "notADocx":
        return `Tệp ${file} không phải tệp Word hoặc đã hỏng. Hãy lưu lại thành .docx rồi thử lại.`;
      case "docxTooLarge":
        return `Tệp Word ${file} có quá nhiều chữ (trên 64 MB). Hãy chia nhỏ rồi soát từng phần.`;
      case "noStory":
        return `Gói ${file} không có bài nào. Hãy nhờ người gửi đóng gói lại.`;
      case "notAPackage":
        return `Tệp ${file} không phải gói bài. Hãy nhờ người gửi gửi lại.`;
      case "packageNewer":
        return `Gói ${file} do bản Morasse mới hơn tạo ra. Hãy cập nhật Morasse rồi thử lại.`;
      case "packageDamaged":
        return `Gói ${file} bị hỏng (${problem.file}). Hãy nhờ người gửi gửi lại.`;
      case "packageTooLarge":
        return `Gói ${file} lớn hơn mức nhận được.`;
      default:
        return assertNever(problem);
    }
  },
};

/** The reason, then what was probably meant: "…thừa một dấu cách → thiết". */
function withBest(reason: string, best: string | undefined): string {
  return best === undefined ? reason : `${reason.replace(/\.$/, "")} → ${best}`;
}

export const checkText: Readonly<Record<Language, CheckText>> = { vi, en };
