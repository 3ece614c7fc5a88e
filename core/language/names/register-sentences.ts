import type { Told } from "../checker.ts";
import type { RegisterFault, RegisterWarning } from "./register-table.ts";

/** What is wrong with a cell, and what became of it. */
const FAULTS: Readonly<Record<RegisterFault, Told>> = {
  unknownKind: {
    vi: "không phải người, tổ chức hay địa danh; bỏ cả dòng",
    en: "no person, organisation or place; the row is left out",
  },
  nameMissing: {
    vi: "thiếu tên; bỏ cả dòng",
    en: "no name; the row is left out",
  },
  tooLong: {
    vi: "dài quá 200 chữ cái; bỏ ô này",
    en: "longer than 200 characters; the cell is left out",
  },
  notADate: {
    vi: "không phải ngày; bỏ mục mang ngày ấy",
    en: "no date; what it dates is left out",
  },
  endsBeforeItBegins: {
    vi: "ngày cuối ở trước ngày đầu; bỏ mục mang hai ngày ấy",
    en: "the last day is before the first; what they date is left out",
  },
  nothingToDate: {
    vi: "có ngày mà dòng không có chức vụ, cấp bậc hay tên cũ nào; bỏ ngày này",
    en: "a date without office, rank or former name; it is left out",
  },
  officeMissing: {
    vi: "có cơ quan mà thiếu chức vụ; bỏ ô này",
    en: "a body without an office; the cell is left out",
  },
  notForThisKind: {
    vi: "không dùng cho loại này; bỏ ô này",
    en: "not for this kind; the cell is left out",
  },
  unknownColumn: {
    vi: "cột không có trong danh bạ; bỏ ô này",
    en: "the list has no such column; the cell is left out",
  },
  namesake: {
    vi: "trùng tên với dòng trên nhưng khác ghi chú; coi là người khác",
    en: "the name of a row above with another note; taken for somebody else",
  },
  whichNamesake: {
    vi: "ở trên có nhiều người tên này; gán cho người gần nhất",
    en: "several above have this name; given to the nearest",
  },
  tooMany: {
    vi: "vượt số lượng nhận được; bỏ ô này",
    en: "more than is taken; the cell is left out",
  },
};

const MOST_SHOWN = 60;

/** One cell that was not taken: where it is, what stands in it, what became of it. */
export function registerWarningSaid({ line, column, fault, value }: RegisterWarning): Told {
  const cell =
    value === "" ? "" : `“${value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value}” `;
  const { vi, en } = FAULTS[fault];
  return {
    vi: `Dòng ${line}${column === "" ? "" : `, cột “${column}”`}: ${cell}${vi}.`,
    en: `Line ${line}${column === "" ? "" : `, column “${column}”`}: ${cell}${en}.`,
  };
}
