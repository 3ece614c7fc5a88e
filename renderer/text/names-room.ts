import { assertNever } from "#core/bridge";
import {
  registerWarningSaid,
  type HouseStyleProblem,
  type NameEntry,
  type RegisterConflict,
  type RegisterProblem,
  type RegisterWarning,
} from "#core/language";
import type { ScreenLanguage } from "./language.ts";
import { told, type Told } from "./problems.ts";

/** Sentences of the room's part for names and titles. */
const vi = {
  why: "Ai giữ chức gì, cấp bậc nào, từ bao giờ; tổ chức và địa danh trước kia tên gì. Mọi bài được soát theo danh bạ này.",
  add: "Thêm tên",
  learn: "Học tên từ các bài đã có",
  undo: "Hoàn tác",
  close: "Đóng",
  kind: "Loại",
  all: "Tất cả",
  kinds: { person: "Người", organisation: "Tổ chức", place: "Địa danh" } satisfies Record<
    NameEntry["kind"],
    string
  >,
  search: "Tìm trong danh bạ",
  searchHint: "Tên, chức vụ, cơ quan… có dấu hay không đều được",
  shown: (count: number) => `${dotted(count)} tên`,
  cut: (shown: number, count: number) =>
    `${dotted(count)} tên, ${shown} tên đầu được hiện ở đây. Gõ vào ô tìm để thu hẹp.`,
  list: "Danh bạ",
  open: (name: string) => `Sửa ${name}`,
  remove: (name: string) => `Bỏ ${name} khỏi danh bạ`,
  removed: (name: string) => `Đã bỏ ${name} khỏi danh bạ.`,
  formerly: (names: string) => `trước là ${names}`,

  none: "Danh bạ chưa có tên nào",
  noneWhy: "Ghi tên, chức vụ và cấp bậc ở đây một lần; bài nào viết sai tên hay nhầm chức danh sẽ được nhắc.",
  nonePeople: "Chưa có người nào trong danh bạ",
  nonePeopleWhy:
    "Thêm từng người, nhập bảng tính tòa soạn đang giữ, hoặc để máy đọc các bài đã có và đề nghị tên.",
  noneOfKind: "Chưa có tên nào thuộc loại này",
  noneFound: (typed: string) => `Không có tên nào khớp với “${typed}”`,
  near: (typed: string) => `Không có tên nào khớp hẳn với “${typed}”. Gần giống:`,
  noneFoundWhy: "Có thể tên này chưa được ghi vào danh bạ, hoặc ghi khác đi.",
  addTyped: (typed: string) => `Thêm “${typed}”`,
  showAll: "Hiện cả danh bạ",

  name: "Tên",
  nameMissing: "Cần có tên.",
  others: "Tên khác",
  othersHint: "Bút danh, tên gọi tắt, chữ viết tắt; Enter sau mỗi tên",
  ranks: "Cấp bậc, học hàm, học vị",
  rank: "Cấp bậc",
  rankMissing: "Có ngày mà thiếu cấp bậc.",
  rankAdd: "Thêm cấp bậc",
  offices: "Chức vụ",
  title: "Chức vụ",
  titleMissing: "Cần ghi chức vụ.",
  body: "Cơ quan",
  officeAdd: "Thêm chức vụ",
  former: "Tên cũ",
  formerName: "Tên cũ",
  formerMissing: "Có ngày mà thiếu tên cũ.",
  formerAdd: "Thêm tên cũ",
  from: "Từ ngày",
  until: "Đến hết ngày",
  dateHint: "8/4/2026",
  datesWhy:
    "Ngày ghi đủ hay một phần đều được: 8/4/2026, 4/2026, 2026. Để trống ngày cuối khi còn đương nhiệm.",
  dateWrong: "Không có ngày này. Hãy ghi 8/4/2026, 4/2026 hoặc 2026.",
  datesTurned: "Ngày cuối ở trước ngày đầu.",
  note: "Ghi chú",
  noteHint: "Phân biệt những người trùng tên",
  tooLong: "Dài quá 200 chữ cái.",
  tooMany: "Mỗi tên có nhiều nhất 100 mục.",
  namesake:
    "Danh bạ đã có tên này. Nếu là hai người khác nhau, hãy ghi chú để phân biệt, và ghi chú cả ở tên đã có.",
  lineRemove: (what: string, at: number) => `Bỏ ${what.toLowerCase()} ${at}`,
  ofLine: (what: string, at: number) => `${what} ${at}`,
  save: "Lưu",
  cancel: "Thôi",
  saved: (name: string) => `Đã lưu ${name}.`,
  left: (name: string) => `Chỗ đang sửa ở ${name === "" ? "tên mới" : name} chưa được lưu.`,
  back: "Mở lại",
  titleNew: "Tên mới",

  importTitle: (file: string) => `Nhập từ ${file}`,
  importFound: (all: number, more: number) =>
    all === 0
      ? "Tệp không có tên nào."
      : more === 0
        ? `Tệp có ${dotted(all)} tên, tất cả đã có trong danh bạ.`
        : `Tệp có ${dotted(all)} tên, trong đó ${dotted(more)} tên chưa có trong danh bạ.`,
  importNothing: "Danh bạ không có gì để thêm.",
  warnings: (count: number) => `${dotted(count)} ô không nhập được; mọi ô khác đều được nhập`,
  warningsMore: (count: number) => `Còn ${dotted(count)} ô nữa.`,
  conflicts: (count: number) => `${dotted(count)} chỗ tệp nói khác danh bạ`,
  conflictsWhy: "Chưa chọn thì giữ như danh bạ đang có.",
  conflictsMine: "Giữ hết của danh bạ",
  conflictsTheirs: "Lấy hết của tệp",
  conflictsMore: (count: number) =>
    `Còn ${dotted(count)} chỗ nữa không hiện ở đây; hai nút trên chọn cho cả những chỗ ấy.`,
  conflict: ({ name, about }: Pick<RegisterConflict, "name" | "about">) =>
    `${name}: ${{ office: "chức vụ", rank: "cấp bậc", formerName: "tên cũ", note: "ghi chú" }[about]}`,
  mine: "Danh bạ",
  theirs: "Tệp",
  importAct: "Nhập vào danh bạ",
  imported: (added: number) =>
    added === 0 ? "Đã bổ sung danh bạ." : `Đã nhập ${dotted(added)} tên mới vào danh bạ.`,
  importTooMuch: (file: string): Told => ({
    what: `Chưa nhập được ${file}: nhập vào thì có tên vượt quá 100 chức vụ hay tên cũ, hoặc danh bạ vượt 100.000 tên.`,
    lost: "Danh bạ còn nguyên.",
    todo: "Hãy chia tệp thành phần nhỏ hơn rồi nhập lại.",
  }),
  notUtf8: (file: string): Told => ({
    what: `Không đọc được tệp ${file}: không phải văn bản UTF-8.`,
    lost: "Danh bạ còn nguyên.",
    todo: "Trong bảng tính, hãy lưu ở dạng “CSV UTF-8” rồi nhập lại.",
  }),
  within: (from: string, until: string) =>
    from !== "" && until !== ""
      ? `${from} – ${until}`
      : from !== ""
        ? `từ ${from}`
        : until !== ""
          ? `đến ${until}`
          : "không ghi ngày",

  learnTitle: "Tên gặp trong các bài đã có",
  learnWhy: "Chỉ đọc, không sửa bài nào. Chọn những tên đúng để ghi vào danh bạ; ngày giữ chức ghi thêm sau.",
  learnGoing: (read: number, all: number) => `Đã đọc ${dotted(read)}/${dotted(all)} bài`,
  learnDone: (read: number, names: number) =>
    names === 0
      ? `Đã đọc ${dotted(read)} bài: không có tên nào chưa có trong danh bạ.`
      : `Đã đọc ${dotted(read)} bài: ${dotted(names)} tên chưa có trong danh bạ.`,
  learnStopped: (read: number, names: number) =>
    `Đã dừng sau ${dotted(read)} bài: ${dotted(names)} tên chưa có trong danh bạ.`,
  learnCut: (shown: number) => `Bảng dưới đây chỉ hiện ${shown} tên gặp nhiều nhất.`,
  learnUnread: (count: number) => `${dotted(count)} bài không đọc được.`,
  learnStop: "Dừng",
  learnAll: "Chọn tất cả tên đang hiện",
  learnTake: (count: number) => (count === 0 ? "Thêm tên đã chọn" : `Thêm ${dotted(count)} tên đã chọn`),
  learnTaken: (count: number) => `Đã thêm ${dotted(count)} tên vào danh bạ.`,
  learnTimes: "Số lần",
  learnTitles: "Chức danh đã gặp",
  learnChoose: (name: string) => `Chọn ${name}`,
  learnForms: (forms: string) => `Cũng viết: ${forms}`,
  learnSlips: (slips: string) => `Có lẽ viết nhầm: ${slips}`,
  times: (text: string, count: number) => `${text} (${count} lần)`,

  faultCells: (path: string, count: number) =>
    `Tệp ${path}: ${dotted(count)} ô chưa dùng được, mọi ô khác đang được dùng. Hãy sửa tệp rồi bấm “Đọc lại các tệp”; nếu lưu danh bạ ở đây trước, tệp cũ được cất bên cạnh.`,
  faultShow: "Xem từng ô",
};

const en: typeof vi = {
  why: "Who holds which office and rank, since when; what organisations and places were called before. Every story is read by it.",
  add: "Add a name",
  learn: "Learn names from past stories",
  undo: "Undo",
  close: "Close",
  kind: "Kind",
  all: "All",
  kinds: { person: "People", organisation: "Organisations", place: "Places" },
  search: "Search the names",
  searchHint: "Name, office, body… with or without marks",
  shown: (count) => (count === 1 ? "1 name" : `${comma(count)} names`),
  cut: (shown, count) => `${comma(count)} names, the first ${shown} of them here. Type to narrow them down.`,
  list: "Names",
  open: (name) => `Edit ${name}`,
  remove: (name) => `Remove ${name}`,
  removed: (name) => `${name} was removed.`,
  formerly: (names) => `formerly ${names}`,

  none: "There are no names yet",
  noneWhy: "Put a name, its office and rank here once; a story that gets them wrong is told so.",
  nonePeople: "There are no people yet",
  nonePeopleWhy:
    "Add one after another, import the newsroom’s spreadsheet, or have past stories read for names.",
  noneOfKind: "There are no names of this kind yet",
  noneFound: (typed) => `No name matches “${typed}”`,
  near: (typed) => `No name matches “${typed}” in full. Close to it:`,
  noneFoundWhy: "It may not be in the list yet, or be written differently there.",
  addTyped: (typed) => `Add “${typed}”`,
  showAll: "Show all names",

  name: "Name",
  nameMissing: "A name is needed.",
  others: "Other names",
  othersHint: "Pen names, short forms, abbreviations; Enter after each",
  ranks: "Ranks and degrees",
  rank: "Rank",
  rankMissing: "There is a date, but no rank.",
  rankAdd: "Add a rank",
  offices: "Offices",
  title: "Office",
  titleMissing: "An office is needed.",
  body: "Body",
  officeAdd: "Add an office",
  former: "Former names",
  formerName: "Former name",
  formerMissing: "There is a date, but no name.",
  formerAdd: "Add a former name",
  from: "From",
  until: "Until",
  dateHint: "2026-04-08",
  datesWhy:
    "Dates may be whole or in part: 2026-04-08, 2026-04, 2026; typed 8/4/2026 is 8 April. No last day: still in office.",
  dateWrong: "No such day. Write 2026-04-08, 2026-04 or 2026.",
  datesTurned: "The last day is before the first.",
  note: "Note",
  noteHint: "Tells namesakes apart",
  tooLong: "Longer than 200 characters.",
  tooMany: "A name has 100 of these at most.",
  namesake:
    "This name is there already. If they are two, write a note that tells them apart, and one at the other name too.",
  lineRemove: (what, at) => `Remove ${what.toLowerCase()} ${at}`,
  ofLine: (what, at) => `${what} ${at}`,
  save: "Save",
  cancel: "Cancel",
  saved: (name) => `${name} was saved.`,
  left: (name) => `Changes to ${name === "" ? "the new name" : name} were not saved.`,
  back: "Open again",
  titleNew: "New name",

  importTitle: (file) => `Import from ${file}`,
  importFound: (all, more) =>
    all === 0
      ? "The file has no names."
      : `The file has ${all === 1 ? "1 name" : `${comma(all)} names`}; ${
          more === 0 ? (all === 1 ? "it is here already." : "all are here already.") : `${comma(more)} new.`
        }`,
  importNothing: "There is nothing to add.",
  warnings: (count) => `${count === 1 ? "1 cell" : `${comma(count)} cells`} cannot be taken; all others are`,
  warningsMore: (count) => `And ${comma(count)} more.`,
  conflicts: (count) =>
    `The file differs from the list in ${count === 1 ? "1 place" : `${comma(count)} places`}`,
  conflictsWhy: "Without a choice the list stays as it is.",
  conflictsMine: "Keep all of the list’s",
  conflictsTheirs: "Take all of the file’s",
  conflictsMore: (count) =>
    `And ${comma(count)} more that are not shown; the two buttons choose for them too.`,
  conflict: ({ name, about }) =>
    `${name}: ${{ office: "office", rank: "rank", formerName: "former name", note: "note" }[about]}`,
  mine: "List",
  theirs: "File",
  importAct: "Import",
  imported: (added) =>
    added === 0
      ? "The names were completed."
      : `${added === 1 ? "1 new name" : `${comma(added)} new names`} imported.`,
  importTooMuch: (file) => ({
    what: `${file} cannot be imported: a name would have more than 100 offices or former names, or the list more than 100,000 names.`,
    lost: "The list is as it was.",
    todo: "Split the file into smaller ones and import those.",
  }),
  notUtf8: (file) => ({
    what: `${file} cannot be read: it is no text in UTF-8.`,
    lost: "The list is as it was.",
    todo: "Save it from the spreadsheet as “CSV UTF-8” and import it again.",
  }),
  within: (from, until) =>
    from !== "" && until !== ""
      ? `${from} to ${until}`
      : from !== ""
        ? `from ${from}`
        : until !== ""
          ? `until ${until}`
          : "no dates",

  learnTitle: "Names met in past stories",
  learnWhy: "No story is changed. Choose the names that are right; dates of office can be added later.",
  learnGoing: (read, all) => `${comma(read)} of ${comma(all)} stories read`,
  learnDone: (read, names) =>
    `${read === 1 ? "1 story" : `${comma(read)} stories`} read: ${
      names === 0 ? "no name that is not in the list." : `${comma(names)} not in the list.`
    }`,
  learnStopped: (read, names) =>
    `Stopped after ${read === 1 ? "1 story" : `${comma(read)} stories`}: ${comma(names)} names not in the list.`,
  learnCut: (shown) => `The table shows the ${shown} met most often.`,
  learnUnread: (count) =>
    count === 1 ? "1 story could not be read." : `${comma(count)} stories could not be read.`,
  learnStop: "Stop",
  learnAll: "Choose all that are shown",
  learnTake: (count) =>
    count === 0 ? "Add those chosen" : count === 1 ? "Add 1 name" : `Add ${comma(count)} names`,
  learnTaken: (count) => (count === 1 ? "1 name was added." : `${comma(count)} names were added.`),
  learnTimes: "Times",
  learnTitles: "Titles met",
  learnChoose: (name) => `Choose ${name}`,
  learnForms: (forms) => `Also written: ${forms}`,
  learnSlips: (slips) => `Slips, most likely: ${slips}`,
  times: (text, count) => `${text} (${count === 1 ? "once" : `${count} times`})`,

  faultCells: (path, count) =>
    `${path}: ${count === 1 ? "1 cell" : `${comma(count)} cells`} cannot be used; all others are. Mend the file and press “Read the files again”; if the list is saved here first, the old file is kept beside it.`,
  faultShow: "Show each cell",
};

export const namesRoomText = { vi, en };

/** Why a table was not taken as a register, in whole. @param lost what became of the names. */
export function registerProblemTold(problem: RegisterProblem, file: string, language: ScreenLanguage): Told {
  const [keptVi, keptEn] = ["Danh bạ còn nguyên.", "The list is as it was."];
  switch (problem.kind) {
    case "registerHeaderMissing":
      return told(language, {
        vi: [
          `Không thấy cột “tên” ở dòng đầu của ${file}.`,
          keptVi,
          "Dòng đầu phải là tên các cột: loại, tên, tên khác, tên cũ, cấp bậc, chức vụ, cơ quan, từ ngày, đến ngày, ghi chú. Chỉ cột “tên” là bắt buộc.",
        ],
        en: [
          `The first line of ${file} has no column “name”.`,
          keptEn,
          "The first line names the columns: kind, name, other names, former name, rank, office, body, from, until, note. Only “name” is needed.",
        ],
      });
    case "registerQuoteOpen":
      return told(language, {
        vi: [
          `Dấu ngoặc kép mở ở dòng ${problem.line} của ${file} không được đóng, nên không rõ các ô sau đó.`,
          keptVi,
          "Hãy đóng dấu ngoặc kép ở dòng ấy, hoặc bỏ nó đi.",
        ],
        en: [
          `The quotation mark opened in line ${problem.line} of ${file} is never closed, so no cell after it is sure.`,
          keptEn,
          "Close it in that line, or take it out.",
        ],
      });
    case "registerTooLarge":
      return told(language, {
        vi: [
          `${file} quá lớn: danh bạ nhận nhiều nhất ${dotted(problem.mostCharacters)} ký tự.`,
          keptVi,
          "Hãy chia tệp thành phần nhỏ hơn, hoặc xem lại đây có đúng là danh bạ.",
        ],
        en: [
          `${file} is too large: the list takes ${comma(problem.mostCharacters)} characters at most.`,
          keptEn,
          "Split the file, or look whether it is the right one.",
        ],
      });
    default:
      return assertNever(problem);
  }
}

/** The same for the newsroom's own file: what was read before goes on holding. */
export function registerFileTold(
  problem: RegisterProblem | HouseStyleProblem | { readonly kind: "fileUnreadable" },
  path: string,
  language: ScreenLanguage,
): Told {
  const kept =
    language === "vi"
      ? "Danh bạ đọc được lần trước vẫn đang dùng; tệp không bị sửa. Nếu lưu danh bạ ở đây, tệp cũ được cất bên cạnh."
      : "The names read before still hold, and the file is untouched. If the list is saved here, the old file is kept beside it.";
  switch (problem.kind) {
    case "registerHeaderMissing":
    case "registerQuoteOpen":
    case "registerTooLarge":
      return { ...registerProblemTold(problem, path, language), lost: kept };
    default:
      return {
        ...told(language, {
          vi: [`Không đọc được tệp ${path}.`, "", "Hãy xem tệp có lưu ở dạng UTF-8 và có quyền đọc không."],
          en: [`${path} cannot be read.`, "", "See that it is saved as UTF-8 and may be read."],
        }),
        lost: kept,
      };
  }
}

/** One cell that was not taken: where it is, what stands in it, what became of it. */
export function registerWarningText(warning: RegisterWarning, language: ScreenLanguage): string {
  return registerWarningSaid(warning)[language];
}

function dotted(count: number): string {
  return count.toLocaleString("vi-VN");
}

function comma(count: number): string {
  return count.toLocaleString("en-GB");
}
