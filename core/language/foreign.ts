import type { Language, Span } from "../article/index.ts";
import type { ForeignStretch, Passage } from "./checker.ts";

/** The stretches of a line which are marked as being in another language than the story; neighbours are one. */
export function foreignStretches(
  line: readonly Pick<Span, "text" | "language">[],
  story: Language,
): readonly ForeignStretch[] {
  const stretches: ForeignStretch[] = [];
  let start = 0;
  for (const { text, language } of line) {
    const end = start + text.length;
    const last = stretches.at(-1);
    if (language !== undefined && language !== story && text !== "") {
      if (last?.end === start && last.language === language)
        stretches[stretches.length - 1] = { ...last, end };
      else stretches.push({ start, end, language });
    }
    start = end;
  }
  return stretches;
}

/** What hides a stretch: it stands between no two words that belong together. */
const HIDDEN = "\n";

/**
 * A passage with everything hidden which is not in that language, as long as before, so that places in it are places in
 * the passage: what a checker of one language reads. "" where nothing is left to read.
 */
export function textInLanguage(
  { text, foreign = [] }: Pick<Passage, "text" | "foreign">,
  language: Language,
  story: Language,
): string {
  let shown = "";
  let at = 0;
  const take = (end: number, spoken: Language): void => {
    if (end > at) shown += spoken === language ? text.slice(at, end) : HIDDEN.repeat(end - at);
    at = Math.max(at, end);
  };
  for (const stretch of foreign) {
    take(stretch.start, story);
    take(stretch.end, stretch.language);
  }
  take(text.length, story);
  return shown.trim() === "" ? "" : shown;
}
