import type { Language } from "../../article/index.ts";
import { isFunctionWord } from "./vocabulary.ts";
import { englishWordsOf } from "./words.ts";

/** As much of a text as says what it is in, in UTF-16 units. */
const READ = 20_000;

/**
 * The language of a text that says nothing of it: English when every seventh word at least is one that English
 * grammar is made of and no more than every fourth has a mark, as names have; else Vietnamese, however little there is.
 */
export function languageOfText(text: string): Language {
  const words = englishWordsOf(text.slice(0, READ)).filter(({ form }) => form !== "");
  const small = words.filter(({ form }) => isFunctionWord(form)).length;
  const marked = words.filter((word) => word.marked).length;
  return small > 0 && small * 7 >= words.length && marked * 4 <= words.length ? "en" : "vi";
}
