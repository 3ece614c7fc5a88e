import type { Told } from "../checker.ts";
import type { StyleRule } from "./rules.ts";

/** What each rule is called on a screen. */
export const STYLE_RULE_NAMES: Readonly<Record<StyleRule, Told>> = {
  tonePlacement: { vi: "Vị trí dấu thanh", en: "Tone placement" },
  iOrY: { vi: "Viết i hay y", en: "I or y" },
  dates: { vi: "Ngày tháng", en: "Dates" },
  numbers: { vi: "Số", en: "Numbers" },
  units: { vi: "Số và đơn vị", en: "Units" },
  percent: { vi: "Phần trăm", en: "Percent" },
  currency: { vi: "Tiền tệ", en: "Currency" },
  dashes: { vi: "Dấu gạch", en: "Dashes" },
  quotes: { vi: "Ngoặc kép", en: "Quotation marks" },
  ellipses: { vi: "Dấu ba chấm", en: "Ellipses" },
  spaces: { vi: "Dấu cách", en: "Spaces" },
  organisations: { vi: "Viết hoa tên cơ quan, tổ chức", en: "Capitals of organisations" },
  offices: { vi: "Viết hoa chức danh", en: "Capitals of titles" },
  abbreviations: { vi: "Chữ viết tắt", en: "Abbreviations" },
  foreignNames: { vi: "Tên nước ngoài", en: "Foreign names" },
  preferred: { vi: "Từ nên dùng", en: "Preferred words" },
  banned: { vi: "Từ không dùng", en: "Banned words" },
  leadLength: { vi: "Độ dài sapo", en: "Length of the lead" },
  sentenceLength: { vi: "Độ dài câu", en: "Length of sentences" },
};

/** What each field of a rule is called. */
const FIELD_NAMES: Readonly<Record<string, Told>> = {
  on: { vi: "Trạng thái", en: "State" },
  placement: { vi: "Dấu thanh", en: "Tone mark" },
  protected: { vi: "Tên giữ nguyên", en: "Protected names" },
  ending: { vi: "Chữ cuối", en: "Last letter" },
  form: { vi: "Cách viết", en: "Form" },
  groupFrom: { vi: "Tách hàng nghìn từ số chữ số", en: "Thousands set apart from digits" },
  dong: { vi: "Tiền Việt Nam", en: "Vietnamese money" },
  foreign: { vi: "Ngoại tệ", en: "Foreign money" },
  range: { vi: "Giữa hai số", en: "Between numbers" },
  aside: { vi: "Giữa hai vế câu", en: "Between words" },
  marks: { vi: "Dấu ngoài", en: "Outer marks" },
  nested: { vi: "Dấu trong", en: "Inner marks" },
  spaceAfter: { vi: "Cách sau dấu ba chấm", en: "Space after the ellipsis" },
  double: { vi: "Dấu cách đôi", en: "Double spaces" },
  beforeMarks: { vi: "Cách trước dấu câu", en: "Spaces before marks" },
  afterMarks: { vi: "Thiếu cách sau dấu câu", en: "Spaces missing after marks" },
  insideBrackets: { vi: "Cách bên trong ngoặc", en: "Spaces inside brackets" },
  names: { vi: "Tên", en: "Names" },
  first: { vi: "Chữ đầu", en: "First letter" },
  titles: { vi: "Chức danh", en: "Titles" },
  entries: { vi: "Mục", en: "Entries" },
  most: { vi: "Nhiều nhất", en: "At most" },
  source: { vi: "Nguồn", en: "Source" },
};

/** Choices whose name in the file is not already what it looks like. */
const CHOICE_NAMES: Readonly<Record<string, Told>> = {
  old: { vi: "kiểu cũ (hòa, thủy)", en: "old (hòa, thủy)" },
  new: { vi: "kiểu mới (hoà, thuỷ)", en: "new (hoà, thuỷ)" },
  asWritten: { vi: "theo số đông trong tin", en: "as most of the story" },
  upper: { vi: "viết hoa", en: "capital" },
  lower: { vi: "viết thường", en: "small" },
  any: { vi: "tùy ý", en: "any" },
  true: { vi: "bật", en: "on" },
  false: { vi: "tắt", en: "off" },
};

export function styleFieldName(field: string): Told {
  return FIELD_NAMES[field] ?? { vi: field, en: field };
}

/** A choice as a screen shows it: "kiểu cũ (hòa, thủy)", or "22-11" as it is in the file. */
export function styleChoiceName(value: string | number | boolean): Told {
  const text = String(value);
  return CHOICE_NAMES[text] ?? { vi: text, en: text };
}
