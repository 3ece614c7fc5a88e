import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { articleOf, languageOf, silencedIn } from "#core/article";
import { done, failed, textOfBytes, type Outcome } from "#core/bridge";
import {
  printedTextOf,
  textOfDocx,
  unpacked,
  type DocxProblem,
  type PackageProblem,
  type PackedFile,
} from "#core/exchange";
import { languageOfText, passagesOf, withinReach, type Passage } from "#core/language";
import { readLog } from "#core/library";
import { codeOf, docOf } from "#node/library";
import type { Language } from "./text.ts";

/** Why a file could not be checked. */
export type FileProblem =
  | PackageProblem
  | DocxProblem
  | { readonly kind: "fileMissing" | "fileUnreadable" | "isFolder" | "fileNotText" | "noStory" };

/** A file to be checked: its text, and what of it is read. */
export interface CheckedFile {
  /** Behind what a page prints stands what it does not print (alt texts), a line each. */
  readonly text: string;
  readonly language: Language;
  /** In the order of the story, each with where it begins in the text. */
  readonly passages: readonly { readonly start: number; readonly passage: Passage }[];
  /** Forms which the writers of a package's story silenced in all of it. */
  readonly silenced: readonly string[];
  /** When a package was made, ISO 8601; null for what does not say a time. */
  readonly madeAt: string | null;
  /** What a package brings of its newsroom. */
  readonly newsroom: readonly PackedFile[];
}

/** A line of a text without its end, and where in the text it begins. */
export interface Line {
  readonly start: number;
  readonly text: string;
}

/** CR, LF and both together end a line. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const end of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ start, text: text.slice(start, end.index) });
    start = end.index + end[0].length;
  }
  return [...lines, { start, text: text.slice(start) }];
}

/**
 * Reads a text (UTF-8, UTF-16), a Word document or a story package.
 *
 * @param textLanguage what a text is in that does not say it; guessed where that is not given.
 */
export async function checkedFile(
  file: string,
  textLanguage: string | undefined,
  stdin: () => Promise<Uint8Array>,
): Promise<Outcome<CheckedFile, FileProblem>> {
  let bytes: Uint8Array;
  try {
    bytes = file === "-" ? await stdin() : await readFile(file);
  } catch (error) {
    const kinds: Readonly<Record<string, "fileMissing" | "isFolder">> = {
      ENOENT: "fileMissing",
      EISDIR: "isFolder",
    };
    return failed({ kind: kinds[codeOf(error) ?? ""] ?? "fileUnreadable" });
  }
  const kind = extname(file).toLowerCase();
  if (kind === ".morasse") return packageRead(bytes);
  const read = kind === ".docx" ? textOfDocx(bytes) : done(textOfBytes(bytes));
  if (!read.ok) return read;
  const text = read.value;
  if (text === null) return failed({ kind: "fileNotText" });
  const passages = linesOf(text).map(({ start, text }) => ({
    start,
    passage: { place: "paragraph" as const, text: withinReach(text) },
  }));
  const language = languageOf(textLanguage) ?? languageOfText(text);
  return done({ text, language, passages, silenced: [], madeAt: null, newsroom: [] });
}

function packageRead(bytes: Uint8Array): Outcome<CheckedFile, FileProblem> {
  const opened = unpacked(bytes, (content) => createHash("sha256").update(content).digest("hex"));
  if (!opened.ok) return opened;
  const { id, madeAt, files } = opened.value;
  const log = files.find(({ path }) => path === "story.log");
  if (log === undefined) return failed({ kind: "noStory" });
  const doc = docOf(readLog(log.bytes).frames);
  const article = articleOf(id, doc);
  const silenced = silencedIn(doc);
  doc.destroy();
  const printed = printedTextOf(article, { slots: "all" });
  let [text, next] = [printed.text, 0];
  const passages = passagesOf(article).map((passage) => {
    const line = printed.lines[next];
    if (line?.block === passage.block && line.place === passage.place) {
      next += 1;
      return { start: line.start, passage };
    }
    const start = text.length + 1;
    text += `\n${passage.text}`;
    return { start, passage };
  });
  const newsroom = files.filter(({ path }) => path.startsWith("newsroom/"));
  const { language } = article.details;
  return done({ text, language, passages, silenced, madeAt, newsroom });
}
