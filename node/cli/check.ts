import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languageOf } from "#core/article";
import {
  createChecker,
  createEnglishReader,
  dayOf,
  FLAG_KINDS,
  hasEnglish,
  MOST_WEIGHED,
  readersFor,
  type Checker,
  type Flag,
  type FlagKind,
  type LaidDown,
  type Readers,
  type StoryReader,
  type StoryText,
} from "#core/language";
import { newsroomIn, newsroomOf } from "#node/desk";
import { EXIT, refused, type Answer } from "./answer.ts";
import { checkText } from "./check-text.ts";
import { checkedFile, linesOf, type CheckedFile, type Line } from "./checked-file.ts";
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
  /** Folder of the library whose newsroom says by which style, names and words is read; it need not be there. */
  readonly libraryDir: string;
  readonly stdin: () => Promise<Uint8Array>;
  readonly language: Language;
  readonly now: Date;
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

/** `morasse check`: what the reader over the shoulder finds in text files, Word documents and story packages. */
export async function checkFiles(options: CheckOptions): Promise<Answer> {
  const { files, language, byLine } = options;
  const text = checkText[language];
  if (files.length === 0) return refused(EXIT.usage, [text.fileMissing], { kind: "usage" });
  const kinds = new Set(options.kinds?.split(",").map((kind) => kind.trim()) ?? FLAG_KINDS);
  const strange = [...kinds].find((kind) => !(FLAG_KINDS as readonly string[]).includes(kind));
  if (strange !== undefined)
    return refused(EXIT.usage, [text.wrongKind(strange, FLAG_KINDS.join(", "))], { kind: "usage" });
  if (options.textLanguage !== undefined && languageOf(options.textLanguage) === null)
    return refused(EXIT.usage, [text.wrongLanguage(options.textLanguage)], { kind: "usage" });
  const ours = await newsroomIn(options.libraryDir);
  const complaints = ours.faults.map(({ path }) => text.newsroomRefused(path));
  const readers = readersBy(shippedChecker());
  const lines: string[] = [];
  const objects: Readonly<Record<string, unknown>>[] = [];
  let code: Answer["code"] = EXIT.done;
  for (const file of files) {
    const read = await checkedFile(file, options.textLanguage, options.stdin);
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
    const laidDown = read.value.newsroom.length === 0 ? ours : newsroomOf(read.value.newsroom, ours);
    const flags = await flagsIn(read.value, byLine, options.now, (story) => readers(laidDown, story));
    const findings = findingsOf(flags, textLines, language).filter(({ kind }) => kinds.has(kind));
    if (findings.length > 0) code = EXIT.problem;
    for (const { line, column, message } of findings) lines.push(`${file}:${line}:${column}: ${message}`);
    objects.push({ file, findings, ...(unread.length > 0 && { linesNotReadWhole: unread }) });
  }
  if (code === EXIT.done) lines.push(text.nothingFound);
  return { code, lines, complaints, json: objects };
}

type ReaderFor = (laidDown: LaidDown, story: StoryText) => Promise<StoryReader>;

/** What reads a story by what a newsroom laid down; made once for each. The English dictionaries are opened where there is English. */
function readersBy(checker: Checker): ReaderFor {
  const made = new Map<LaidDown, { readonly readers: Readers; english: StoryReader | null }>();
  return async (laidDown, story) => {
    const own = made.get(laidDown) ?? { readers: readersFor(checker, laidDown), english: null };
    made.set(laidDown, own);
    if (hasEnglish(story)) own.english ??= createEnglishReader(await loadEnglishSpeller(), own.readers.known);
    return own.readers.together(own.english);
  };
}

/** The flags of a file at their places in its text, in its order. */
async function flagsIn(
  { passages, language }: CheckedFile,
  byLine: boolean,
  now: Date,
  readerFor: (story: StoryText) => Promise<StoryReader>,
): Promise<readonly Flag[]> {
  const day = dayOf(now);
  const stories = byLine ? passages.map((one) => [one]) : [passages];
  const flags: Flag[] = [];
  for (const story of stories) {
    const text = { passages: story.map(({ passage }) => passage), language, day };
    const found = (await readerFor(text)).read(text);
    for (const [index, { start }] of story.entries()) {
      if (start === null) continue;
      for (const flag of found[index]!)
        flags.push({ ...flag, start: flag.start + start, end: flag.end + start });
    }
  }
  return flags;
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

/** Two folders up, from the sources, from `dist/cli` and from `dist/electron`. */
function shippedChecker(): Checker {
  const bytes = (name: string): Uint8Array =>
    readFileSync(join(import.meta.dirname, "../../assets/language", name));
  return createChecker({ counts: bytes("vi-counts.bin"), fit: bytes("vi-fit.bin") });
}
