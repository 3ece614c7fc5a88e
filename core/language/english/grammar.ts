import { knownForm } from "../known-form.ts";
import type { Flag, KnownWords } from "../checker.ts";
import { inTheCapitalsOf } from "./suggestions.ts";

/** What a grammar checker says of a place in a text. */
export interface GrammarLint {
  /** In characters (Unicode code points) of the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The kind of fault by its name in Harper: "Agreement". */
  readonly kind: string;
  /** One English sentence or two; what it quotes stands between backticks. */
  readonly message: string;
  /** What could stand there instead, best first; "" where it is better left out. */
  readonly replacements: readonly string[];
}

/**
 * The kinds that are faults, and what is said of them in Vietnamese before the explanation. Those of style, readability,
 * formatting and capitals are left to the newsroom, and spelling and typing to the speller, which knows Vietnamese names.
 */
const FAULTS: Readonly<Record<string, string>> = {
  Agreement: "Các từ tiếng Anh ở đây có thể không hợp nhau về số hoặc ngôi",
  BoundaryError: "Từ tiếng Anh ở đây có thể bị tách hoặc viết liền sai",
  Eggcorn: "Cụm từ tiếng Anh này có thể bị nhớ nhầm",
  Grammar: "Có thể sai ngữ pháp tiếng Anh",
  Malapropism: "Có thể nhầm với một từ tiếng Anh đọc gần giống",
  Miscellaneous: "Có thể sai tiếng Anh",
  Nonstandard: "Tiếng Anh chuẩn không viết như vậy",
  Punctuation: "Dấu câu hoặc dấu lược tiếng Anh ở đây có thể sai",
  Redundancy: "Tiếng Anh ở đây có thể thừa từ",
  Usage: "Cách dùng từ tiếng Anh ở đây có thể sai",
  WordChoice: "Có thể chọn nhầm từ tiếng Anh",
  WordOrder: "Trật tự từ tiếng Anh ở đây có thể sai",
};

const MOST_SUGGESTIONS = 5;

/** The faults of a text as flags, in order and never overlapping. */
export function grammarFlags(
  text: string,
  lints: readonly GrammarLint[],
  known: KnownWords,
): readonly Flag[] {
  const places = placesOf(text);
  const flags: Flag[] = [];
  for (const lint of [...lints].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const fault = FAULTS[lint.kind];
    const [start, end] = [places[lint.start], places[lint.end]];
    if (fault === undefined || start === undefined || end === undefined) continue;
    const wrong = text.slice(start, end);
    const isLeft = known.has(knownForm(wrong)) || isName(text, start) || /[\n\r]/.test(wrong);
    if (isLeft || start >= end || start < (flags.at(-1)?.end ?? 0)) continue;
    flags.push({
      start,
      end,
      wrong,
      kind: "english",
      rule: `grammar:${lint.kind}`,
      says: saidOf(fault, lint.message),
      suggestions: suggestionsOf(wrong, lint.replacements),
    });
  }
  return flags;
}

/** What the speller found, and of what the grammar checker found that which stands elsewhere. */
export function withGrammar(spelling: readonly Flag[], grammar: readonly Flag[]): readonly Flag[] {
  const apart = grammar.filter(({ start, end }) =>
    spelling.every((flag) => flag.end <= start || flag.start >= end),
  );
  return [...spelling, ...apart].sort((a, b) => a.start - b.start);
}

/** A capital where no sentence begins: the "An" of "Hội An" is no article. */
function isName(text: string, at: number): boolean {
  return (
    /^\p{Lu}/u.test(text.slice(at, at + 2)) &&
    !/(?:^|[.!?…:"“”‘(\n]\s*)$/.test(text.slice(Math.max(0, at - 3), at))
  );
}

/** UTF-16 offset of each character, and of the end. */
function placesOf(text: string): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  return [...places, at];
}

function saidOf(fault: string, message: string): Flag["says"] {
  const said = message.replace(/`([^`]*)`/g, "‘$1’").trim();
  return { vi: `${fault}: “${said}”`, en: said };
}

/** In the capital of what stands there; a suggestion without a letter is no word to put in. */
function suggestionsOf(wrong: string, replacements: readonly string[]): readonly string[] {
  const isCapital = /^\p{Lu}/u.test(wrong);
  const suggestions = replacements
    .filter((replacement) => replacement.trim() !== "")
    .map((replacement) => inTheCapitalsOf(isCapital ? "first" : "lower", replacement))
    .filter((replacement) => replacement !== wrong);
  return [...new Set(suggestions)].slice(0, MOST_SUGGESTIONS);
}
