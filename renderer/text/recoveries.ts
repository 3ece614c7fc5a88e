import { assertNever, type Recovery } from "#core/bridge";
import type { ScreenLanguage } from "./language.ts";
import { told, type Told } from "./problems.ts";

/** What was mended or found when a story was opened, and the files it is about, for those who want to look. */
export interface RecoveryTold extends Told {
  readonly files: readonly string[];
}

/**
 * Each damage once. A log that was cut and a copy read in its place are one damage: what was lost with the one
 * was brought back by the other.
 *
 * @param time writes an instant the way the screen does.
 */
export function recoveriesTold(
  recovered: readonly Recovery[],
  language: ScreenLanguage,
  time: (instant: string) => string,
): readonly RecoveryTold[] {
  const copy = recovered.find((one) => one.kind === "readFromJson");
  const cut = recovered.find((one) => one.kind === "logCut");
  if (copy === undefined || cut === undefined)
    return recovered.map((recovery) => recoveryTold(recovery, language, time));
  const both: RecoveryTold = {
    ...told(language, {
      vi: [
        "Nhật ký của bài hỏng một chỗ; phần sau chỗ hỏng được lấy lại từ bản sao gần nhất.",
        "",
        "Hãy đọc lại bài một lượt.",
      ],
      en: [
        "The story’s log was damaged at one place; what came after it was taken from the last copy.",
        "",
        "Read the story once through.",
      ],
    }),
    files: [cut.keptAside, copy.path],
  };
  const others = recovered.filter((one) => one !== copy && one !== cut);
  return [both, ...others.map((recovery) => recoveryTold(recovery, language, time))];
}

function recoveryTold(
  recovery: Recovery,
  language: ScreenLanguage,
  time: (instant: string) => string,
): RecoveryTold {
  switch (recovery.kind) {
    case "logCut": {
      const until = recovery.lastGoodAt;
      return {
        ...told(language, {
          vi: [
            "Nhật ký của bài hỏng một chỗ và đã được sửa.",
            until === null
              ? "Phần trước chỗ hỏng còn nguyên."
              : `Mọi thứ lưu đến ${time(until)} còn nguyên; những chữ gõ sau đó có thể thiếu.`,
            "Hãy đọc lại đoạn cuối.",
          ],
          en: [
            "The story’s log was damaged at one place and has been mended.",
            until === null
              ? "Everything before that place is kept."
              : `Everything saved up to ${time(until)} is kept; what was typed after it may be missing.`,
            "Read the last part again.",
          ],
        }),
        files: [recovery.keptAside],
      };
    }
    case "readFromJson":
      return {
        ...told(language, {
          vi: [
            "Nhật ký của bài không còn; bài được đọc lại từ bản sao gần nhất.",
            "Chữ, ảnh và chú thích trong bản sao còn đủ.",
            "Hãy đọc lại bài một lượt.",
          ],
          en: [
            "The story’s log was gone; the story was read from its last copy.",
            "Text, pictures and captions of that copy are here.",
            "Read the story once through.",
          ],
        }),
        files: [recovery.path],
      };
    case "foreignFiles":
      return {
        ...told(language, {
          vi: [
            "Trong thư mục của bài có tệp lạ.",
            "Các tệp đó được giữ nguyên, bài không bị ảnh hưởng.",
            "Nếu không cần, bạn có thể dời chúng đi.",
          ],
          en: [
            "There are unknown files in the story’s folder.",
            "They are left alone and do not touch the story.",
            "Move them away if you do not need them.",
          ],
        }),
        files: recovery.files,
      };
    case "picturesMissing": {
      const count = recovery.files.length;
      return {
        ...told(language, {
          vi: [
            `Thiếu ${count} ảnh gốc trong thư mục của bài.`,
            "Chữ và chú thích còn nguyên.",
            "Hãy thả lại các ảnh đó vào ô ảnh trước khi xuất bản; thẻ Ảnh chỉ rõ ô nào.",
          ],
          en: [
            `${count === 1 ? "An original picture is" : `${count} original pictures are`} missing in the story’s folder.`,
            "Text and captions are kept.",
            "Drop the pictures into their slots again before publishing; the Pictures tab says which.",
          ],
        }),
        files: recovery.files,
      };
    }
    default:
      return assertNever(recovery);
  }
}
