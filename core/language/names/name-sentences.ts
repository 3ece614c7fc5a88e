import { assertNever } from "../../bridge/outcome.ts";
import type { Told } from "../checker.ts";

/** The rules of names and titles, by the words `Flag.rule` has for them. */
export const NAME_RULES = [
  "nameMisspelt",
  "titleNotOfDate",
  "rankNotOfDate",
  "oldName",
  "nameInTwoForms",
  "titleMissing",
] as const;
export type NameRule = (typeof NAME_RULES)[number];

/** What a rule found, as far as its sentence tells it. Dates are the register's: "2021-04". */
export type NameSaid =
  | { readonly rule: "nameMisspelt"; readonly wrong: string; readonly right: string }
  | {
      readonly rule: "titleNotOfDate";
      readonly wrong: string;
      readonly name: string;
      /** The office of the day, if there is one. */
      readonly right: string | null;
      /** When the office ended or was to begin, where the person had it or will have it. */
      readonly until: string | null;
      readonly from: string | null;
    }
  | {
      readonly rule: "rankNotOfDate";
      readonly wrong: string;
      readonly name: string;
      readonly right: string | null;
    }
  | {
      readonly rule: "oldName";
      readonly wrong: string;
      readonly right: string;
      readonly until: string;
      readonly isPlace: boolean;
    }
  | {
      readonly rule: "nameInTwoForms";
      readonly wrong: string;
      readonly right: string;
      /** The story says which form is right: it has that one oftener. */
      readonly sure: boolean;
      /** A caption has the one, the text the other. */
      readonly beside: boolean;
    }
  | { readonly rule: "titleMissing"; readonly wrong: string; readonly title: string };

/** The sentence of a flag, in both languages of the screen. */
export function nameSaid(said: NameSaid): Told {
  switch (said.rule) {
    case "nameMisspelt":
      return {
        vi: `Sổ tên của tòa soạn viết “${said.right}”. Hãy kiểm tra lại “${said.wrong}”.`,
        en: `The newsroom's register has “${said.right}”. Please check “${said.wrong}”.`,
      };
    case "titleNotOfDate":
      return { vi: titleVi(said), en: titleEn(said) };
    case "rankNotOfDate":
      return said.right === null
        ? {
            vi: `Theo sổ tên, cấp bậc của ${said.name} vào ngày này không phải là ${said.wrong}. Hãy kiểm tra lại.`,
            en: `By the register, ${said.name} does not hold the rank “${said.wrong}” on this day. Please check.`,
          }
        : {
            vi: `Theo sổ tên, cấp bậc của ${said.name} vào ngày này là ${said.right}.`,
            en: `By the register, the rank of ${said.name} on this day is “${said.right}”.`,
          };
    case "oldName":
      if (said.isPlace)
        return {
          vi: `“${said.wrong}” là tên dùng đến ${dayVi(said.until)}; nay là ${said.right}. Nói về vùng đất trước đây hãy ghi thêm “(cũ)”, nói về chính quyền hiện nay hãy dùng tên mới.`,
          en: `“${said.wrong}” was the name until ${said.until}; today it is ${said.right}. Add “(cũ)” where the former place is meant, and write the new name of today's government.`,
        };
      return {
        vi: `“${said.wrong}” là tên cũ, dùng đến ${dayVi(said.until)}. Tên hiện nay là ${said.right}.`,
        en: `“${said.wrong}” was the name until ${said.until}. Today it is ${said.right}.`,
      };
    case "nameInTwoForms":
      if (!said.sure)
        return {
          vi: `Bài viết tên này theo hai cách: “${said.right}” và “${said.wrong}”, mỗi cách một lần. Hãy kiểm tra xem cách nào đúng.`,
          en: `The story writes this name in two ways, “${said.right}” and “${said.wrong}”, each once. Please check which is right.`,
        };
      return said.beside
        ? {
            vi: `Chú thích viết “${said.wrong}”, còn trong bài là “${said.right}”. Hãy thống nhất một cách viết.`,
            en: `The caption has “${said.wrong}”, the text “${said.right}”. Please make them one.`,
          }
        : {
            vi: `Tên này còn được viết là “${said.right}” trong cùng bài. Hãy thống nhất một cách viết.`,
            en: `This story also writes the name “${said.right}”. Please make them one.`,
          };
    case "titleMissing":
      return {
        vi: `${said.wrong} được nhắc đến lần đầu mà chưa có chức danh. Theo sổ tên: ${said.title}.`,
        en: `${said.wrong} is mentioned first without a title. By the register: ${said.title}.`,
      };
    default:
      return assertNever(said);
  }
}

type TitleSaid = Extract<NameSaid, { rule: "titleNotOfDate" }>;

function titleVi({ wrong, name, right, until, from }: TitleSaid): string {
  const now = right === null ? "Hãy kiểm tra lại." : `Chức vụ vào ngày này: ${right}.`;
  if (until !== null) return `Theo sổ tên, ${name} giữ chức ${wrong} đến ${dayVi(until)}. ${now}`;
  if (from !== null) return `Theo sổ tên, ${name} giữ chức ${wrong} từ ${dayVi(from)}. ${now}`;
  return `Theo sổ tên, người giữ chức ${wrong} không phải là ${name}. ${now}`;
}

function titleEn({ wrong, name, right, until, from }: TitleSaid): string {
  const now = right === null ? "Please check." : `The office on this day: ${right}.`;
  if (until !== null) return `By the register, ${name} was ${wrong} until ${until}. ${now}`;
  if (from !== null) return `By the register, ${name} is ${wrong} from ${from}. ${now}`;
  return `By the register, ${wrong} is somebody else than ${name}. ${now}`;
}

/** "ngày 30-6-2025", "tháng 6-2025", "năm 2025". */
function dayVi(date: string): string {
  const parts = date.split("-").map(Number).reverse();
  return `${["năm", "tháng", "ngày"][parts.length - 1]} ${parts.join("-")}`;
}
