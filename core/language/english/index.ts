export { languageOfText } from "./guess.ts";
export { createEnglishReader, hasEnglish, vietnameseOf } from "./reader.ts";
export { englishRunsIn } from "./runs.ts";
export type { EnglishSpeller } from "./speller.ts";
export { grammarFlags, withGrammar, type GrammarLint } from "./grammar.ts";
