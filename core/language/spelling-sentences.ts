import type { SpellingRule, Told } from "./checker.ts";

/** Why a Vietnamese word was flagged, by rule. */
const SENTENCES: Readonly<Record<SpellingRule, (wrong: string) => Told>> = {
  notASyllable: (wrong) => ({
    vi: `“${wrong}” không đúng chính tả tiếng Việt.`,
    en: `“${wrong}” is not a Vietnamese syllable.`,
  }),
  unlikelyHere: (wrong) => ({
    vi: `“${wrong}” có vẻ không hợp ở đây: có thể thiếu dấu hoặc gõ nhầm.`,
    en: `“${wrong}” hardly ever stands here; a mark may be missing or wrong.`,
  }),
  joined: (wrong) => ({
    vi: `“${wrong}” có vẻ thiếu một dấu cách.`,
    en: `“${wrong}” seems to lack a space.`,
  }),
  split: (wrong) => ({
    vi: `“${wrong}” có vẻ thừa một dấu cách.`,
    en: `“${wrong}” seems to have a space too many.`,
  }),
  confused: (wrong) => ({
    vi: `“${wrong}” là cách viết nhầm thường gặp.`,
    en: `“${wrong}” is a common mix-up.`,
  }),
  doubled: (wrong) => ({
    vi: `“${wrong}” có vẻ thừa một chữ lặp lại.`,
    en: `“${wrong}” seems to have the same word twice.`,
  }),
  invisible: (wrong) => ({
    vi: `Trong “${wrong}” có ký tự không nhìn thấy, thường do chép từ trang web hoặc PDF.`,
    en: `“${wrong}” holds a character that cannot be seen, as copying from web pages and PDF files leaves.`,
  }),
  foreignLetter: (wrong) => ({
    vi: `“${wrong}” viết bằng chữ Ð của tiếng Iceland (U+00D0), không phải chữ Đ; tìm kiếm sẽ không thấy.`,
    en: `“${wrong}” has the Icelandic letter Ð (U+00D0) for Đ; a search will not find it.`,
  }),
  tcvn3: () => ({
    vi: "Đoạn này có vẻ gõ bằng bảng mã TCVN3 (ABC), không phải Unicode. Hãy chuyển mã rồi soát lại.",
    en: "This passage seems to be in the encoding TCVN3 (ABC) and not in Unicode. Convert it and check again.",
  }),
  vni: () => ({
    vi: "Đoạn này có vẻ gõ bằng bảng mã VNI, không phải Unicode. Hãy chuyển mã rồi soát lại.",
    en: "This passage seems to be in the encoding VNI and not in Unicode. Convert it and check again.",
  }),
  viqr: () => ({
    vi: "Đoạn này có vẻ gõ bằng bảng mã VIQR, không phải Unicode. Hãy chuyển mã rồi soát lại.",
    en: "This passage seems to be in the encoding VIQR and not in Unicode. Convert it and check again.",
  }),
  unmarked: () => ({
    vi: "Đoạn này có vẻ là tiếng Việt không dấu.",
    en: "This passage seems to be Vietnamese without its marks.",
  }),
};

/**
 * The sentence of a spelling flag.
 *
 * @param why what the rule has to say besides: part of a sentence, without capital and full stop.
 */
export function spellingSaid(rule: SpellingRule, wrong: string, why: Told | null = null): Told {
  const said = SENTENCES[rule](wrong);
  if (why === null) return said;
  return { vi: `${said.vi} ${sentenceOf(why.vi)}`, en: `${said.en} ${sentenceOf(why.en)}` };
}

function sentenceOf(part: string): string {
  return `${part[0]!.toUpperCase()}${part.slice(1)}.`;
}
