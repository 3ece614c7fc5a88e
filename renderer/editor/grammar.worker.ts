import { LocalLinter, SuggestionKind, type Lint } from "harper.js";
import { slimBinary } from "harper.js/slimBinary";
import { grammarFlags, textInLanguage, type GrammarLint, type KnownWords } from "#core/language";
import type { ReadAnswer, ReadRequest } from "./spelling.worker.ts";

/** Asked and answering as the worker for spelling does: passages of a story, and their flags. */
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

addEventListener("message", (event: MessageEvent<ReadRequest>) => {
  void answer(event.data);
});

async function answer({ id, passages, language, known }: ReadRequest): Promise<void> {
  const reader = await linter;
  const words: KnownWords = new Set(known);
  let said: ReadAnswer = { id, failed: true, flags: [] };
  try {
    if (reader !== null) {
      const flags: ReadAnswer["flags"][number][] = [];
      for (const passage of passages) {
        const text = textInLanguage(passage, "en", language);
        const lints = text === "" ? [] : await reader.lint(text, { language: "plaintext" });
        flags.push({ key: passage.key, flags: grammarFlags(text, lints.map(lintOf), words) });
      }
      said = { id, failed: false, flags };
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
