import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { articleOf, languageOf, textOf } from "#core/article";
import { failed, done, type Outcome } from "#core/bridge";
import { plainLineOf, textOfDocx, unpacked, type DocxProblem, type PackageProblem } from "#core/exchange";
import {
  createChecker,
  createEnglishReader,
  FLAG_KINDS,
  flagsOfStory,
  foreignStretches,
  hasEnglish,
  languageOfText,
  MOST_WEIGHED,
  vietnameseOf,
  type Checker,
  type Flag,
  type FlagKind,
  type ForeignStretch,
  type StoryText,
} from "#core/language";
import { readLog } from "#core/library";
import { codeOf, docOf } from "#node/library";
import { EXIT, refused, type Answer } from "./answer.ts";
import { checkText } from "./check-text.ts";
import { loadEnglishSpeller } from "./english-speller.ts";
import type { Language } from "./text.ts";

export interface CheckOptions {
  readonly files: readonly string[];
  /** Kinds to report, joined by commas; all of them when not given. */
  readonly kinds: string | undefined;
  /** Each line is a text of its own. */
  readonly byLine: boolean;
  /** What texts are in that do not say it, "vi" or "en"; guessed when not given. */
  readonly textLanguage: string | undefined;
  readonly stdin: () => Promise<Uint8Array>;
  readonly language: Language;
}

/** Something found in a file. Offsets are UTF-16 units of its text, `end` exclusive; line and column count from 1. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly kind: FlagKind;
  readonly rule: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

/** The kinds that there is a reader for so far. */
const CHECKED_KINDS: ReadonlySet<string> = new Set<FlagKind>(["spelling", "confusion", "english"]);

/** Why a file could not be checked. */
export type FileProblem =
  | PackageProblem
  | DocxProblem
  | { readonly kind: "fileMissing" | "fileUnreadable" | "isFolder" | "fileNotText" | "noStory" };

/** `morasse check`: what the reader over the shoulder finds in text files, Word documents and story packages. */
export async function checkFiles(options: CheckOptions): Promise<Answer> {
  const { files, language } = options;
  const text = checkText[language];
  if (files.length === 0) return refused(EXIT.usage, [text.fileMissing], { kind: "usage" });
  const kinds = new Set(options.kinds?.split(",").map((kind) => kind.trim()) ?? FLAG_KINDS);
  const strange = [...kinds].find((kind) => !(FLAG_KINDS as readonly string[]).includes(kind));
  if (strange !== undefined)
    return refused(EXIT.usage, [text.wrongKind(strange, FLAG_KINDS.join(", "))], { kind: "usage" });
  if (options.textLanguage !== undefined && languageOf(options.textLanguage) === null)
    return refused(EXIT.usage, [text.wrongLanguage(options.textLanguage)], { kind: "usage" });
  const checker = shippedChecker();
  const lines: string[] = [];
  const silent = [...kinds].filter((kind) => !CHECKED_KINDS.has(kind));
  const complaints =
    silent.length > 0 && options.kinds !== undefined ? [text.notChecked(silent.join(", "))] : [];
  const objects: Readonly<Record<string, unknown>>[] = [];
  let code: Answer["code"] = EXIT.done;
  for (const file of files) {
    const read = await textOfFile(file, options);
    if (!read.ok) {
      const message = text.problem(read.problem, file);
      code = EXIT.problem;
      complaints.push(message);
      objects.push({ file, findings: [], problem: { ...read.problem, message } });
      continue;
    }
    const textLines = linesOf(read.value.text);
    const unread = linesTooLong(textLines);
    if (unread.length > 0) {
      code = EXIT.problem;
      complaints.push(text.notWhole(file, unread, MOST_WEIGHED));
    }
    const flags = await flagsIn(textLines, read.value, checker, options);
    const findings = findingsOf(flags, textLines, language).filter(({ kind }) => kinds.has(kind));
    if (findings.length > 0) code = EXIT.problem;
    for (const { line, column, message } of findings) lines.push(`${file}:${line}:${column}: ${message}`);
    objects.push({ file, findings, ...(unread.length > 0 && { linesNotReadWhole: unread }) });
  }
  if (code === EXIT.done) lines.push(text.nothingFound);
  return { code, lines, complaints, json: objects };
}

/** A text read from a file, and what it is in. */
interface FileText {
  readonly text: string;
  readonly language: Language;
  /** What is marked as being in another language: offsets into the text. */
  readonly foreign: readonly ForeignStretch[];
}

/** The flags of a text in its order, at their places in it. */
async function flagsIn(
  textLines: readonly Line[],
  { language, foreign }: FileText,
  checker: Checker,
  { byLine }: CheckOptions,
): Promise<readonly Flag[]> {
  const passages = textLines.map(({ start, text }) => ({
    place: "paragraph" as const,
    text,
    foreign: foreign
      .map((stretch) => ({
        ...stretch,
        start: Math.max(0, stretch.start - start),
        end: Math.min(text.length, stretch.end - start),
      }))
      .filter((stretch) => stretch.start < stretch.end),
  }));
  const stories: readonly StoryText[] = (byLine ? passages.map((one) => [one]) : [passages]).map((story) => ({
    passages: story,
    language,
    day: "",
  }));
  const vietnamese = stories.flatMap((story) =>
    flagsOfStory(
      checker,
      story.passages.map((passage) => vietnameseOf(passage, language)),
    ),
  );
  const reader = stories.some(hasEnglish)
    ? createEnglishReader(await loadEnglishSpeller(), new Set<string>())
    : null;
  const english = stories.flatMap((story) => reader?.read(story) ?? story.passages.map(() => []));
  return textLines.flatMap(({ start }, line) =>
    [...vietnamese[line]!, ...english[line]!]
      .sort((a, b) => a.start - b.start)
      .map((flag) => ({ ...flag, start: flag.start + start, end: flag.end + start })),
  );
}

function findingsOf(
  flags: readonly Flag[],
  textLines: readonly Line[],
  language: Language,
): readonly Finding[] {
  let line = 0;
  return flags.map((flag): Finding => {
    while ((textLines[line + 1]?.start ?? Infinity) <= flag.start) line++;
    const { start, end, kind, rule, suggestions } = flag;
    const column = start - textLines[line]!.start + 1;
    const message = checkText[language].message(flag);
    return { start, end, line: line + 1, column, kind, rule, message, suggestions };
  });
}

/** Numbers of the lines, from 1, that hold more words than are weighed. */
function linesTooLong(lines: readonly Line[]): readonly number[] {
  return lines.flatMap(({ text }, index) =>
    (text.match(/\S+/g)?.length ?? 0) > MOST_WEIGHED ? [index + 1] : [],
  );
}

/** A line of a text with its end, and where in the text it begins. */
interface Line {
  readonly start: number;
  readonly text: string;
}

/** CR, LF and both together end a line. */
function linesOf(text: string): readonly Line[] {
  const starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)];
  return starts.map((start, line) => ({ start, text: text.slice(start, starts[line + 1] ?? text.length) }));
}

async function textOfFile(
  file: string,
  { stdin, textLanguage }: CheckOptions,
): Promise<Outcome<FileText, FileProblem>> {
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
  if (kind === ".morasse") return textOfPackage(bytes);
  const read = kind === ".docx" ? textOfDocx(bytes) : plainText(bytes);
  if (!read.ok) return read;
  const text = read.value;
  return done({ text, language: languageOf(textLanguage) ?? languageOfText(text), foreign: [] });
}

/** UTF-8, or UTF-16 with its mark; a mark at the front is not part of the text. */
function plainText(bytes: Uint8Array): Outcome<string, FileProblem> {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return done(new TextDecoder(mark, { fatal: true }).decode(bytes));
  } catch {
    return failed({ kind: "fileNotText" }); // fatal says this alone
  }
}

function textOfPackage(bytes: Uint8Array): Outcome<FileText, FileProblem> {
  const opened = unpacked(bytes, (content) => createHash("sha256").update(content).digest("hex"));
  if (!opened.ok) return opened;
  const log = opened.value.files.find(({ path }) => path === "story.log");
  if (log === undefined) return failed({ kind: "noStory" });
  const doc = docOf(readLog(log.bytes).frames);
  const article = articleOf(opened.value.id, doc);
  doc.destroy();
  const { language } = article.details;
  const line = plainLineOf(article);
  return done({ text: textOf(line), language, foreign: foreignStretches(line, language) });
}

/** Two folders up, from the sources, from `dist/cli` and from `dist/electron`. */
function shippedChecker(): Checker {
  const bytes = (name: string): Uint8Array =>
    readFileSync(join(import.meta.dirname, "../../assets/language", name));
  return createChecker({ counts: bytes("vi-counts.bin"), fit: bytes("vi-fit.bin") });
}
