import type { HouseStyle, Saying } from "./rules.ts";
import { ABBREVIATIONS, BANNED, MISSPELT_NAMES, OFFICES, ORGANISATIONS, PREFERRED } from "./default-words.ts";

const NEWSROOM: Saying = { vi: "Quy tắc của tòa soạn", en: "The newsroom's own rule" };
const DECREE: Saying = {
  vi: "Nghị định 30/2020/NĐ-CP, Phụ lục II (viết hoa)",
  en: "Decree 30/2020/NĐ-CP, Annex II (capitals)",
};

/**
 * What a Vietnamese news site may begin with. Where newspapers differ, only what a story itself writes in two ways is
 * flagged; nothing that most of them print is.
 */
export const DEFAULT_HOUSE_STYLE: HouseStyle = {
  version: 1,
  name: "Quy tắc chung",
  rules: {
    tonePlacement: { on: true, placement: "asWritten", protected: [], source: NEWSROOM },
    iOrY: { on: true, ending: "asWritten", protected: [], source: NEWSROOM },
    dates: { on: true, form: "asWritten", source: NEWSROOM },
    numbers: { on: true, form: "1.000,5", groupFrom: 5, source: NEWSROOM },
    units: { on: true, form: "asWritten", source: NEWSROOM },
    percent: { on: true, form: "5%", source: NEWSROOM },
    currency: { on: true, dong: "đồng", foreign: "5 USD", source: NEWSROOM },
    dashes: { on: true, range: "asWritten", aside: "asWritten", source: NEWSROOM },
    quotes: { on: true, marks: "asWritten", nested: "any", source: NEWSROOM },
    ellipses: { on: true, form: "asWritten", spaceAfter: true, source: NEWSROOM },
    spaces: {
      on: true,
      double: true,
      beforeMarks: true,
      afterMarks: true,
      insideBrackets: true,
      source: NEWSROOM,
    },
    organisations: { on: true, names: ORGANISATIONS, source: DECREE },
    offices: { on: true, first: "asWritten", titles: OFFICES, source: NEWSROOM },
    abbreviations: { on: true, entries: ABBREVIATIONS, source: NEWSROOM },
    foreignNames: { on: true, entries: MISSPELT_NAMES, source: NEWSROOM },
    preferred: { on: true, entries: PREFERRED, source: NEWSROOM },
    banned: { on: true, entries: BANNED, source: NEWSROOM },
    leadLength: { on: true, most: 50, source: NEWSROOM },
    sentenceLength: { on: true, most: 60, source: NEWSROOM },
  },
};
