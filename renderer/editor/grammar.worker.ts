import { LocalLinter, SuggestionKind, type Lint } from "harper.js";
import { slimBinary } from "harper.js/slimBinary";
import { grammarFlags, type Flag, type GrammarLint } from "#core/language";

export type GrammarRequest =
  /** A text of an English story to read for grammar. */
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  /** Words never flagged in what is asked for from now on, NFC and lower case. */
  | { readonly kind: "known"; readonly known: readonly string[] };

export interface GrammarAnswer {
  readonly id: number;
  /** Null when the checker could not be loaded, or broke off. */
  readonly flags: readonly Flag[] | null;
}

let known: ReadonlySet<string> = new Set();

const linter: Promise<LocalLinter | null> = opened().catch((error: unknown) => {
  console.error(error);
  return null;
});

async function opened(): Promise<LocalLinter> {
  const made = new LocalLinter({ binary: slimBinary });
  await made.setup();
  // Hunspell spells; this one takes Vietnamese names for slips.
  await made.setLintConfig({ ...(await made.getDefaultLintConfig()), SpellCheck: false });
  return made;
}

addEventListener("message", (event: MessageEvent<GrammarRequest>) => {
  if (event.data.kind === "known") known = new Set(event.data.known);
  else void answer(event.data);
});

async function answer({ id, text }: GrammarRequest & { readonly kind: "text" }): Promise<void> {
  const reader = await linter;
  let said: GrammarAnswer = { id, flags: null };
  try {
    if (reader !== null) {
      const lints = await reader.lint(text, { language: "plaintext" });
      said = { id, flags: grammarFlags(text, lints.map(lintOf), known) };
    }
  } catch (error) {
    // Whoever asked waits for an answer, and is told by it.
    console.error(error);
  }
  postMessage(said);
}

function lintOf(lint: Lint): GrammarLint {
  const span = lint.span();
  const found = {
    start: span.start,
    end: span.end,
    kind: lint.lint_kind(),
    message: lint.message(),
    replacements: lint.suggestions().map((suggestion) => {
      const text = suggestion.get_replacement_text();
      return suggestion.kind() === SuggestionKind.InsertAfter ? lint.get_problem_text() + text : text;
    }),
  };
  lint.free();
  return found;
}
