import { assertNever, type LibraryProblem } from "#core/bridge";
import type { PictureProblem } from "#core/media";
import type { ScreenLanguage } from "./language.ts";

/**
 * What a person is told when something did not go as wished: what happened, whether anything is lost ("" when
 * nobody would think so), and what to do now.
 */
export interface Told {
  readonly what: string;
  readonly lost: string;
  readonly todo: string;
}

/** A told problem in one paragraph. */
export function paragraphOf(told: Told): string {
  return [told.what, told.lost, told.todo].filter((part) => part !== "").join(" ");
}

type Words = readonly [what: string, lost: string, todo: string];

/** One problem in the language of the screen. */
export function told(language: ScreenLanguage, words: { readonly vi: Words; readonly en: Words }): Told {
  const [what, lost, todo] = words[language];
  return { what, lost, todo };
}

/** Why a file was not taken as a picture, in one paragraph. */
export function pictureProblemText(problem: PictureProblem, language: ScreenLanguage): string {
  return paragraphOf(pictureProblemTold(problem, language));
}

export function pictureProblemTold(problem: PictureProblem, language: ScreenLanguage): Told {
  switch (problem.kind) {
    case "emptyFile":
      return told(language, {
        vi: [
          `Tệp “${problem.file}” rỗng, không có gì bên trong.`,
          "Bài không thay đổi.",
          "Hãy chép lại ảnh từ máy ảnh hoặc nhờ người gửi chuyển lại.",
        ],
        en: [
          `The file “${problem.file}” is empty.`,
          "The story is unchanged.",
          "Copy the picture again from the camera, or ask the sender for it again.",
        ],
      });
    case "notAPicture":
      return told(language, {
        vi: [
          `Tệp “${problem.file}” không phải là ảnh, dù tên tệp có vẻ như vậy.`,
          "Bài không thay đổi.",
          "Hãy chọn một ảnh JPEG, PNG, WebP, AVIF, GIF hoặc TIFF.",
        ],
        en: [
          `The file “${problem.file}” is not a picture, whatever its name says.`,
          "The story is unchanged.",
          "Choose a JPEG, PNG, WebP, AVIF, GIF or TIFF picture.",
        ],
      });
    case "pictureDamaged":
      return told(language, {
        vi: [
          `Ảnh “${problem.file}” bị hỏng: tệp đứt giữa chừng hoặc không đọc được.`,
          "Bài không thay đổi.",
          "Hãy chép lại từ thẻ nhớ hoặc xin bản gốc.",
        ],
        en: [
          `The picture “${problem.file}” is damaged: it stops half-way or cannot be read.`,
          "The story is unchanged.",
          "Copy it again from the card, or ask for the original.",
        ],
      });
    case "formatNotTaken":
      return told(language, {
        vi: [
          `Chưa nhận được ảnh dạng ${problem.format.toUpperCase()} (“${problem.file}”).`,
          "Bài không thay đổi.",
          "Hãy xuất ảnh ra JPEG rồi thả vào lại.",
        ],
        en: [
          `${problem.format.toUpperCase()} files are not taken (“${problem.file}”).`,
          "The story is unchanged.",
          "Export the picture as JPEG and drop it again.",
        ],
      });
    case "tooManyPixels": {
      const size = Math.round(problem.megapixels);
      return told(language, {
        vi: [
          `Ảnh “${problem.file}” có ${size} triệu điểm ảnh, vượt mức tối đa (${problem.most} triệu).`,
          "Bài không thay đổi.",
          "Hãy thu nhỏ ảnh rồi thả vào lại.",
        ],
        en: [
          `The picture “${problem.file}” has ${size} megapixels; at most ${problem.most} are taken.`,
          "The story is unchanged.",
          "Make it smaller and drop it again.",
        ],
      });
    }
    case "fileTooLarge":
      return told(language, {
        vi: [
          `Tệp “${problem.file}” nặng ${megabytes(problem.sizeBytes)} MB, vượt mức tối đa (${megabytes(problem.mostBytes)} MB).`,
          "Bài không thay đổi.",
          "Hãy lưu ảnh thành JPEG nhẹ hơn rồi thả vào lại.",
        ],
        en: [
          `The file “${problem.file}” is ${megabytes(problem.sizeBytes)} MB; at most ${megabytes(problem.mostBytes)} MB is taken.`,
          "The story is unchanged.",
          "Save it as a lighter JPEG and drop it again.",
        ],
      });
    default:
      return assertNever(problem);
  }
}

export function libraryProblemTold(problem: LibraryProblem, language: ScreenLanguage): Told {
  switch (problem.kind) {
    case "diskFull":
      return told(language, {
        vi: [
          `Ổ đĩa chứa thư viện đã đầy (${problem.path}).`,
          "Chữ vừa gõ được giữ trong cửa sổ này, chưa mất gì.",
          "Hãy xóa bớt tệp trên ổ đĩa; chương trình sẽ tự lưu tiếp. Đừng đóng cửa sổ trước khi thấy “Đã lưu”.",
        ],
        en: [
          `The disk that holds the library is full (${problem.path}).`,
          "What was typed is kept in this window; nothing is lost yet.",
          "Free some space; saving goes on by itself. Do not close the window before it says “Saved”.",
        ],
      });
    case "notWritable":
      return told(language, {
        vi: [
          `Không ghi được vào thư mục thư viện (${problem.path}).`,
          "Chữ vừa gõ được giữ trong cửa sổ này, chưa mất gì.",
          "Hãy kiểm tra quyền ghi của thư mục. Đừng đóng cửa sổ trước khi thấy “Đã lưu”.",
        ],
        en: [
          `The library’s folder cannot be written to (${problem.path}).`,
          "What was typed is kept in this window; nothing is lost yet.",
          "Check the folder’s permissions. Do not close the window before it says “Saved”.",
        ],
      });
    case "libraryGone":
      return told(language, {
        vi: [
          `Không còn thấy thư mục thư viện (${problem.path}).`,
          "Chữ vừa gõ được giữ trong cửa sổ này, chưa mất gì.",
          "Hãy cắm lại ổ đĩa hoặc nối lại thư mục mạng; chương trình sẽ tự lưu tiếp.",
        ],
        en: [
          `The library’s folder is not there any more (${problem.path}).`,
          "What was typed is kept in this window; nothing is lost yet.",
          "Plug the drive back in or reconnect the share; saving goes on by itself.",
        ],
      });
    case "storyUnknown":
      return told(language, {
        vi: [
          "Bài này không còn trong thư viện.",
          "",
          "Có thể thư mục của bài đã bị chuyển đi. Hãy tìm trong thùng rác hoặc tìm theo tít.",
        ],
        en: [
          "This story is not in the library any more.",
          "",
          "Its folder may have been moved. Look in the trash, or search for its headline.",
        ],
      });
    case "storyUnreadable":
      return told(language, {
        vi: [
          `Không đọc được bài này: ${UNREADABLE.vi[problem.why](problem.missing, problem.path)}.`,
          "Mọi tệp trong thư mục còn nguyên.",
          problem.why === "newer"
            ? "Hãy cập nhật Morasse rồi mở lại bài."
            : `Hãy chép lại ${problem.missing} từ bản sao lưu rồi mở lại bài.`,
        ],
        en: [
          `This story cannot be read: ${UNREADABLE.en[problem.why](problem.missing, problem.path)}.`,
          "All files in the folder are left as they are.",
          problem.why === "newer"
            ? "Update Morasse and open the story again."
            : `Bring ${problem.missing} back from a backup and open the story again.`,
        ],
      });
    default:
      return assertNever(problem);
  }
}

const UNREADABLE = {
  vi: {
    absent: (file: string, path: string) => `trong thư mục ${path} thiếu ${file}`,
    damaged: (file: string, path: string) => `${file} trong thư mục ${path} bị hỏng`,
    newer: (file: string, path: string) =>
      `${file} trong thư mục ${path} do một phiên bản Morasse mới hơn ghi`,
  },
  en: {
    absent: (file: string, path: string) => `${file} is missing in ${path}`,
    damaged: (file: string, path: string) => `${file} in ${path} is damaged`,
    newer: (file: string, path: string) => `${file} in ${path} was written by a later version of Morasse`,
  },
} as const;

function megabytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}
