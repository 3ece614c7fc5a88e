import type { Told } from "../checker.ts";

/** What is said of an English word: no dictionary holds it, or it stands twice in a row. */
export type EnglishRule = "misspelt" | "repeated";

const SENTENCES: Readonly<Record<EnglishRule, (wrong: string) => Told>> = {
  misspelt: (wrong) => ({
    vi: `“${wrong}” không có trong từ điển tiếng Anh, có thể viết sai.`,
    en: `“${wrong}” is not in the English dictionaries and may be misspelt.`,
  }),
  repeated: (wrong) => ({
    vi: `“${wrong}”: một từ tiếng Anh viết hai lần liền nhau.`,
    en: `“${wrong}”: the same word stands twice in a row.`,
  }),
};

export function englishSaid(rule: EnglishRule, wrong: string): Told {
  return SENTENCES[rule](wrong);
}
