import type { LibraryProblem } from "#core/bridge";
import type { ScreenLanguage } from "./language.ts";
import { libraryProblemTold, told, type Told } from "./problems.ts";

/**
 * Why the library did not keep a picture. Unlike what is typed, the picture does not go in by itself once the trouble is
 * over: it is asked for again, or given again.
 */
export function pictureNotKeptTold(problem: LibraryProblem, language: ScreenLanguage): Told {
  const { what, ...usual } = libraryProblemTold(problem, language);
  const first = REMEDIES[problem.kind];
  if (first === undefined) return { what, ...usual };
  return told(language, {
    vi: [
      what,
      "Ảnh chưa được nhận vào bài; ô ảnh và chữ đã gõ còn nguyên.",
      `${first.vi} rồi bấm “Thử lại” hoặc thả ảnh vào lại. Nếu đóng bài trước đó thì phải thả lại ảnh.`,
    ],
    en: [
      what,
      "The picture is not in the story; its slot and what was typed are unchanged.",
      `${first.en}, then press “Try again” or drop the picture again. If you close the story before, the picture must be dropped again.`,
    ],
  });
}

const REMEDIES: Readonly<Partial<Record<LibraryProblem["kind"], Readonly<Record<ScreenLanguage, string>>>>> =
  {
    diskFull: { vi: "Hãy xóa bớt tệp trên ổ đĩa", en: "Free some space on the disk" },
    notWritable: { vi: "Hãy kiểm tra quyền ghi của thư mục", en: "Check the folder’s permissions" },
    libraryGone: {
      vi: "Hãy cắm lại ổ đĩa hoặc nối lại thư mục mạng",
      en: "Plug the drive back in or reconnect the share",
    },
  };
