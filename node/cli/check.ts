import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { languageOf } from "#core/article";
import {
  createChecker,
  createEnglishReader,
  dayOf,
  FLAG_KINDS,
  hasEnglish,
  isDay,
  MOST_READ,
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
import { newsroomFaultText } from "./newsroom-text.ts";
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
  /** Folder of the library whose newsroom says by which style, names and words is read. */
  readonly libraryDir: string;
  /** Somebody named that folder: then it has to be there. */
  readonly libraryNamed: boolean;
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
  /** "altText" for what stands after the text, since no page prints it. */
  readonly place?: "altText";
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
  if (options.libraryNamed && !existsSync(options.libraryDir)) {
    const problem = { kind: "libraryMissing", path: options.libraryDir };
    return refused(EXIT.newsroom, [text.libraryMissing(options.libraryDir)], problem);
  }
  const ours = await newsroomIn(options.libraryDir);
  const complaints = ours.faults.flatMap((fault) => newsroomFaultText(fault, language));
  const newsrooms = newsroomsBy(shippedChecker(), ours);
  const lines: string[] = [];
  const objects: Readonly<Record<string, unknown>>[] = [];
  const ends = new Set<Answer["code"]>(ours.faults.length > 0 ? [EXIT.newsroom] : []);
  for (const file of files) {
    const read = await checkedFile(file, options.textLanguage, options.stdin);
    if (!read.ok) {
      const message = text.problem(read.problem, file);
      ends.add(EXIT.unread);
      complaints.push(message);
      objects.push({ file, findings: [], problem: { ...read.problem, message } });
      continue;
    }
    const textLines = linesOf(read.value.text);
    const unread = linesTooLong(textLines);
    if (unread.length > 0) {
      ends.add(EXIT.unread);
      complaints.push(text.notWhole(file, unread, MOST_WEIGHED));
    }
    const { laidDown, readers } = newsrooms.of(read.value.newsroom);
    const faults = laidDown === ours ? [] : laidDown.faults;
    if (faults.length > 0) ends.add(EXIT.newsroom);
    for (const fault of faults)
      complaints.push(...newsroomFaultText(fault, language).map((said) => `${file}: ${said}`));
    const day = options.day ?? dayOf(new Date(read.value.madeAt ?? options.now));
    const flags = await flagsIn(read.value, byLine, day, readers);
    const findings = findingsOf(flags, textLines, language).filter(({ kind }) => kinds.has(kind));
    if (findings.length > 0) ends.add(EXIT.problem);
    for (const { line, column, message } of findings) lines.push(`${file}:${line}:${column}: ${message}`);
    objects.push({ file, findings, ...(unread.length > 0 && { linesNotReadWhole: unread }) });
  }
  if (!ends.has(EXIT.problem) && !ends.has(EXIT.unread)) lines.push(text.nothingFound);
  // What was not read, or not by the newsroom's rules, weighs more than what was found.
  const code = [EXIT.unread, EXIT.newsroom, EXIT.problem].find((end) => ends.has(end)) ?? EXIT.done;
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

/** A flag at its place in a file, and whether it is in a text that a picture is described by. */
type FlagInFile = Flag & { readonly isAlt: boolean };

/** The flags of a file at their places in its text, in its order. */
async function flagsIn(
  { passages, language, silenced }: CheckedFile,
  byLine: boolean,
  day: string,
  readerFor: ReaderFor,
): Promise<readonly FlagInFile[]> {
  const quiet = new Set(silenced);
  const stories = byLine ? passages.map((one) => [one]) : [passages];
  const flags: FlagInFile[] = [];
  for (const story of stories) {
    const text = { passages: story.map(({ passage }) => passage), language, day };
    const found = (await readerFor(text)).read(text);
    for (const [index, { start, passage }] of story.entries()) {
      const isAlt = passage.place === "altText";
      for (const flag of found[index]!.filter((flag) => !quiet.has(silencedForm(flag))))
        flags.push({ ...flag, isAlt, start: flag.start + start, end: flag.end + start });
    }
  }
  // Alt texts are read where the story has them, and stand behind its text.
  return flags.toSorted((a, b) => a.start - b.start);
}

function findingsOf(
  flags: readonly FlagInFile[],
  textLines: readonly Line[],
  language: Language,
): readonly Finding[] {
  let line = 0;
  return flags.map((flag): Finding => {
    while ((textLines[line + 1]?.start ?? Infinity) <= flag.start) line++;
    const { start, end, kind, rule, suggestions, isAlt } = flag;
    const column = start - textLines[line]!.start + 1;
    const message = `${isAlt ? checkText[language].altText : ""}${checkText[language].message(flag)}`;
    const place = isAlt ? ({ place: "altText" } as const) : {};
    return { start, end, line: line + 1, column, kind, rule, ...place, message, suggestions };
  });
}

/** Numbers of the lines, from 1, that hold more words than are weighed, or more characters than are read. */
function linesTooLong(lines: readonly Line[]): readonly number[] {
  return lines.flatMap(({ text }, index) =>
    text.length > MOST_READ || (text.match(/\S+/g)?.length ?? 0) > MOST_WEIGHED ? [index + 1] : [],
  );
}

/** Two folders up, from the sources, from `dist/cli` and from `dist/electron`. */
function shippedChecker(): Checker {
  const bytes = (name: string): Uint8Array =>
    readFileSync(join(import.meta.dirname, "../../assets/language", name));
  return createChecker({ counts: bytes("vi-counts.bin"), fit: bytes("vi-fit.bin") });
}
