import type { Told } from "../checker.ts";
import type { Occurrence } from "./finding.ts";

/** What each finding says: whole sentences, naming what stands there and what the newsroom writes. */
export const findingSaid = {
  numbers: (wrong: string, right: string): Told => ({
    vi: `Số “${wrong}” hãy viết là “${right}” theo cách viết số của tòa soạn.`,
    en: `The newsroom writes the number “${wrong}” as “${right}”.`,
  }),
  dashSpaces: (dash: string): Told => ({
    vi: `Dấu “${dash}” giữa hai vế cần có dấu cách ở cả hai bên.`,
    en: `A “${dash}” between words has a space on both sides.`,
  }),
  nestedQuote: (wrong: string, right: string): Told => ({
    vi: `Trong ngoặc kép, hãy dùng dấu ‘ ’ cho lời dẫn bên trong: ${right} thay cho ${wrong}.`,
    en: `A quotation within a quotation takes ‘ ’: ${right} for ${wrong}.`,
  }),
  dots: (wrong: string): Told => ({
    vi: `“${wrong}” không phải dấu chấm, cũng không phải dấu ba chấm.`,
    en: `“${wrong}” is neither a full stop nor an ellipsis.`,
  }),
  spaceBeforeDots: (): Told => ({
    vi: "Trước dấu ba chấm thừa một dấu cách.",
    en: "There is a space too many before the ellipsis.",
  }),
  spaceAfterDots: (): Told => ({
    vi: "Sau dấu ba chấm thiếu một dấu cách.",
    en: "There is no space after the ellipsis.",
  }),
  spaceBefore: (mark: string): Told => ({
    vi: `Trước dấu “${mark}” thừa dấu cách.`,
    en: `There is a space too many before “${mark}”.`,
  }),
  spaceInside: (): Told => ({
    vi: "Bên trong dấu ngoặc thừa dấu cách.",
    en: "There is a space too many inside the brackets or quotation marks.",
  }),
  doubleSpace: (): Told => ({
    vi: "Giữa hai chữ thừa dấu cách.",
    en: "There is a space too many between two words.",
  }),
  spaceMissing: (mark: string): Told => ({
    vi: `Sau dấu “${mark}” thiếu một dấu cách.`,
    en: `There is no space after “${mark}”.`,
  }),
  organisation: (wrong: string, right: string): Told => ({
    vi: `Tên cơ quan, tổ chức “${wrong}” hãy viết hoa là “${right}”.`,
    en: `The name of this body takes its capitals so: “${right}”, not “${wrong}”.`,
  }),
  office: (wrong: string, right: string): Told => ({
    vi: `Chức danh “${wrong}” chỉ viết hoa chữ đầu của mỗi phần: “${right}”.`,
    en: `This title has a capital too many: “${right}”, not “${wrong}”.`,
  }),
  abbreviation: (short: string, full: string): Told => ({
    vi: `“${short}” xuất hiện lần đầu, hãy viết đầy đủ: “${full}”.`,
    en: `“${short}” is used for the first time here; write it out: “${full}”.`,
  }),
  foreignNames: (wrong: string, right: readonly string[]): Told => ({
    vi: `Tòa soạn viết tên “${wrong}” là ${quoted(right, "hoặc")}.`,
    en: `The newsroom writes the name “${wrong}” as ${quoted(right, "or")}.`,
  }),
  preferred: (wrong: string, right: readonly string[], why: Told | null): Told => ({
    vi: reasoned(`Thay cho “${wrong}”, hãy viết ${quoted(right, "hoặc")}.`, why?.vi),
    en: reasoned(`Write ${quoted(right, "or")} for “${wrong}”.`, why?.en),
  }),
  banned: (wrong: string, right: readonly string[], why: Told | null): Told => ({
    vi: reasoned(
      right.length === 0
        ? `Tòa soạn không dùng “${wrong}”.`
        : `Tòa soạn không dùng “${wrong}”; hãy viết ${quoted(right, "hoặc")}.`,
      why?.vi,
    ),
    en: reasoned(
      right.length === 0
        ? `The newsroom does not print “${wrong}”.`
        : `The newsroom does not print “${wrong}”; write ${quoted(right, "or")}.`,
      why?.en,
    ),
  }),
  leadLength: (words: number, most: number): Told => ({
    vi: `Sapo dài ${words} chữ; tòa soạn giới hạn ${most} chữ, từ đây là phần vượt quá.`,
    en: `The lead has ${words} words, and at most ${most} are allowed; it runs over from here.`,
  }),
  sentenceLength: (words: number, most: number): Told => ({
    vi: `Câu này viết liền ${words} chữ không có dấu chấm hay chấm phẩy; tòa soạn giới hạn ${most} chữ, hãy tách câu.`,
    en: `This sentence runs for ${words} words without a full stop or semicolon; at most ${most} are allowed. Split it.`,
  }),
};

/** What an occurrence is one of, as the subject of its sentence. */
const SUBJECTS: Readonly<Record<string, Told>> = {
  tonePlacement: { vi: "Vị trí dấu thanh của", en: "The tone mark of" },
  iOrY: { vi: "Cách viết i hay y của", en: "The i or y of" },
  dates: { vi: "Cách viết ngày tháng", en: "The date" },
  units: { vi: "Khoảng cách giữa số và đơn vị ở", en: "The space before the unit in" },
  percent: { vi: "Cách viết phần trăm", en: "The percentage" },
  currency: { vi: "Cách viết số tiền", en: "The sum" },
  dashes: { vi: "Cách dùng dấu gạch ở", en: "The dash in" },
  ellipses: { vi: "Cách viết dấu ba chấm", en: "The ellipsis" },
  offices: { vi: "Cách viết hoa chức danh", en: "The capital of" },
  foreignNames: { vi: "Cách viết tên nước ngoài", en: "The foreign name" },
};

/**
 * Of an occurrence against the rule.
 *
 * @param settledBy "house" where the newsroom has chosen, "story" where the rest of the story is written otherwise.
 */
export function occurrenceSaid(
  { rule }: Pick<Occurrence, "rule">,
  wrong: string,
  right: string,
  settledBy: "house" | "story",
): Told {
  if (rule === "quotes") return quoteSaid(right, settledBy);
  const subject = SUBJECTS[rule]!;
  return settledBy === "house"
    ? {
        vi: `${subject.vi} “${wrong}” khác quy tắc của tòa soạn; hãy viết “${right}”.`,
        en: `${subject.en} “${wrong}” is not the newsroom's way; write “${right}”.`,
      }
    : {
        vi: `${subject.vi} “${wrong}” không nhất quán với phần còn lại của tin; hãy viết “${right}”.`,
        en: `${subject.en} “${wrong}” differs from the rest of the story; write “${right}”.`,
      };
}

function quoteSaid(right: string, settledBy: "house" | "story"): Told {
  return settledBy === "house"
    ? {
        vi: `Tòa soạn dùng dấu ${right} ở đây.`,
        en: `The newsroom uses the mark ${right} here.`,
      }
    : {
        vi: `Phần còn lại của tin dùng dấu ${right}; hãy dùng một kiểu ngoặc kép.`,
        en: `The rest of the story uses the mark ${right}; keep to one kind of quotation marks.`,
      };
}

function quoted(words: readonly string[], or: string): string {
  return words.map((word) => `“${word}”`).join(` ${or} `);
}

function reasoned(said: string, why: string | undefined): string {
  return why === undefined
    ? said
    : `${said} ${why[0]!.toUpperCase()}${why.slice(1)}${/[.!?…]$/.test(why) ? "" : "."}`;
}
