import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languageOf } from "#core/article";
import {
  createChecker,
  createEnglishReader,
  dayOf,
  FLAG_KINDS,
  hasEnglish,
  isDay,
  MOST_WEIGHED,
  readersFor,
  silencedForm,
  type Checker,
  type Flag,
  type FlagKind,
  type LaidDown,
  type Readers,
  type StoryReader,
  type StoryText,
} from "#core/language";
import type { PackedFile } from "#core/exchange";
import { newsroomIn, newsroomOf } from "#node/desk";
import { EXIT, refused, type Answer } from "./answer.ts";
import { checkText } from "./check-text.ts";
import { checkedFile, linesOf, type CheckedFile, type Line } from "./checked-file.ts";
import { loadEnglishSpeller } from "./english-speller.ts";
import { Recent } from "./recent.ts";
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
  /** The day stories are meant for, "2026-11-24"; where not given that on which a package was made, else today. */
  readonly day: string | undefined;
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
  if (options.day !== undefined && !isDay(options.day))
    return refused(EXIT.usage, [text.wrongDay(options.day)], { kind: "usage" });
  const ours = await newsroomIn(options.libraryDir);
  const complaints = ours.faults.map(({ path }) => text.newsroomRefused(path));
  const newsrooms = newsroomsBy(shippedChecker(), ours);
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
    const { laidDown, readers } = newsrooms.of(read.value.newsroom);
    if (laidDown !== ours)
      complaints.push(...laidDown.faults.map(({ path }) => text.packedNewsroomRefused(file, path)));
    const day = options.day ?? dayOf(new Date(read.value.madeAt ?? options.now));
    const flags = await flagsIn(read.value, byLine, day, readers);
    const findings = findingsOf(flags, textLines, language).filter(({ kind }) => kinds.has(kind));
    if (findings.length > 0) code = EXIT.problem;
    for (const { line, column, message } of findings) lines.push(`${file}:${line}:${column}: ${message}`);
    objects.push({ file, findings, ...(unread.length > 0 && { linesNotReadWhole: unread }) });
  }
  if (code === EXIT.done) lines.push(text.nothingFound);
  return { code, lines, complaints, json: objects };
}

type ReaderFor = (story: StoryText) => Promise<StoryReader>;

type NewsroomRead = Awaited<ReturnType<typeof newsroomIn>>;

interface OneNewsroom {
  readonly laidDown: NewsroomRead;
  readonly readers: ReaderFor;
}

/** Newsrooms of packages whose readers are kept: some 20 MB for each with ten thousand names. */
const MOST_KEPT = 2;

/** What the packages' newsrooms lay down and what reads by it; packages that bring the same files share it. */
function newsroomsBy(
  checker: Checker,
  ours: NewsroomRead,
): { of(files: readonly PackedFile[]): OneNewsroom } {
  const own: OneNewsroom = { laidDown: ours, readers: readersBy(checker, ours) };
  const kept = new Recent<OneNewsroom>(MOST_KEPT);
  return {
    of: (files) => {
      if (files.length === 0) return own;
      const hash = createHash("sha256");
      for (const { path, bytes } of files) hash.update(`${path} ${bytes.length}\n`).update(bytes);
      return kept.get(hash.digest("hex"), () => {
        const laidDown = newsroomOf(files, ours);
        return { laidDown, readers: readersBy(checker, laidDown) };
      });
    },
  };
}

/** What reads a story by what a newsroom laid down. The English dictionaries are opened where there is English. */
function readersBy(checker: Checker, laidDown: LaidDown): ReaderFor {
  let readers: Readers | null = null;
  let english: StoryReader | null = null;
  return async (story) => {
    readers ??= readersFor(checker, laidDown);
    if (hasEnglish(story)) english ??= createEnglishReader(await loadEnglishSpeller(), readers.known);
    return readers.together(english);
  };
}

/** The flags of a file at their places in its text, in its order. */
async function flagsIn(
  { passages, language, silenced }: CheckedFile,
  byLine: boolean,
  day: string,
  readerFor: (story: StoryText) => Promise<StoryReader>,
): Promise<readonly Flag[]> {
  const quiet = new Set(silenced);
  const stories = byLine ? passages.map((one) => [one]) : [passages];
  const flags: Flag[] = [];
  for (const story of stories) {
    const text = { passages: story.map(({ passage }) => passage), language, day };
    const found = (await readerFor(text)).read(text);
    for (const [index, { start }] of story.entries()) {
      if (start === null) continue;
      for (const flag of found[index]!.filter((flag) => !quiet.has(silencedForm(flag))))
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
