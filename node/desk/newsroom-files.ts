import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  done,
  failed,
  NEWSROOM_FILES,
  type Brought,
  type LibraryProblem,
  type Newsroom,
  type NewsroomFault,
  type NewsroomPart,
  type Outcome,
} from "#core/bridge";
import type { PackedFile } from "#core/exchange";
import {
  DEFAULT_HOUSE_STYLE,
  houseStyleFrom,
  houseStyleText,
  mergedRegisters,
  PROVINCE_REGISTER,
  registerFrom,
  registerTable,
  sameStyle,
  type HouseStyle,
  type LaidDown,
  type NameRegister,
  wordsInFile,
} from "#core/language";
import { codeOf, diskProblemOf, writeWhole } from "#node/library";
import { wordsUnread, type Words } from "./words.ts";

/** The folder of a library with the files which the newsroom owns. */
export const NEWSROOM_DIR = "newsroom";
/** Inside it: what a package brought, until somebody has decided on it. */
const BROUGHT_DIR = "brought";

/** What the newsroom of a library has laid down, kept in three files that a person can read and edit. */
export interface NewsroomStore {
  now(): Newsroom;
  /** Reads the files again: they may have been edited by hand. */
  read(): Promise<Newsroom>;
  saveStyle(style: HouseStyle): Promise<Outcome<Newsroom, LibraryProblem>>;
  saveNames(names: NameRegister): Promise<Outcome<Newsroom, LibraryProblem>>;
  changeWords(add: readonly string[], remove: readonly string[]): Promise<Outcome<Newsroom, LibraryProblem>>;
  /** The files that travel with a story: those which the newsroom has. */
  files(): Promise<readonly PackedFile[]>;
  /**
   * Keeps what a package brought and this newsroom does not have, for somebody to decide on. Nothing of it holds until then.
   */
  bring(files: readonly PackedFile[]): Promise<Outcome<Newsroom, LibraryProblem>>;
  /** Takes the named parts of what was brought over (a style takes the place of ours, names and words are added), and drops the rest. */
  decide(taken: readonly NewsroomPart[]): Promise<Outcome<Newsroom, LibraryProblem>>;
}

/** What holds in a newsroom, and what is wrong with its files. */
interface NewsroomRead extends LaidDown {
  readonly faults: readonly NewsroomFault[];
}

/** What the newsroom of a library has laid down, read without touching anything. */
export async function newsroomIn(libraryDir: string): Promise<NewsroomRead> {
  const pathOf = (part: NewsroomPart): string => join(libraryDir, NEWSROOM_DIR, NEWSROOM_FILES[part]);
  const words = wordsUnread(pathOf("words"), 0o666);
  const read = await readFiles(pathOf, words, NOTHING_LAID_DOWN);
  return { ...read, words: words.list() };
}

/** What the files of a package lay down; what they leave out or cannot say is as in ours. */
export function newsroomOf(files: readonly PackedFile[], ours: NewsroomRead): NewsroomRead {
  const textOf = (part: NewsroomPart): string | null => {
    const file = files.find(({ path }) => path === `${NEWSROOM_DIR}/${NEWSROOM_FILES[part]}`);
    return file === undefined ? null : new TextDecoder().decode(file.bytes);
  };
  const style = houseStyleFrom(textOf("style") ?? "");
  const names = registerFrom(textOf("names") ?? "");
  const words = textOf("words");
  return {
    style: style.ok ? style.value : ours.style,
    names: names.ok ? names.value.register : ours.names,
    words: words === null ? ours.words : wordsInFile(words),
    faults: ours.faults,
  };
}

interface Read {
  readonly style: HouseStyle;
  readonly names: NameRegister;
  readonly faults: readonly NewsroomFault[];
}

const NOTHING_LAID_DOWN: Read = { style: DEFAULT_HOUSE_STYLE, names: PROVINCE_REGISTER, faults: [] };

/**
 * Opens the newsroom's files in a library. A file that is not there is as in a new newsroom; one that cannot be read is told,
 * and put aside before another is written in its place.
 *
 * @param told hears of every change.
 */
export async function openNewsroomFiles(
  libraryDir: string,
  now: () => Date,
  told: (newsroom: Newsroom) => void,
): Promise<NewsroomStore> {
  const dir = join(libraryDir, NEWSROOM_DIR);
  const pathOf = (part: NewsroomPart): string => join(dir, NEWSROOM_FILES[part]);
  const words = wordsUnread(pathOf("words"), 0o666);
  let laidDown = await readFiles(pathOf, words, NOTHING_LAID_DOWN);
  let brought = await readBrought(dir, laidDown, words);

  const newsroom = (): Newsroom => ({ ...laidDown, words: words.list(), brought });
  let turn: Promise<unknown> = Promise.resolve();
  /** One change after another; a disk in trouble is the answer. */
  const change = (act: () => Promise<void>): Promise<Outcome<Newsroom, LibraryProblem>> => {
    const mine = turn.then(async () => {
      try {
        await mkdir(dir, { recursive: true });
        await act();
      } catch (error) {
        const problem = diskProblemOf(error, dir);
        if (problem === null) throw error;
        return failed(problem);
      }
      told(newsroom());
      return done(newsroom());
    });
    turn = mine.catch(() => undefined); // Who asked hears of it; the next change is not held up.
    return mine;
  };
  const putAside = async (part: NewsroomPart): Promise<void> => {
    if (!laidDown.faults.some(({ path }) => path === pathOf(part))) return;
    const stamp = now().toISOString().replaceAll(/[:.]/g, "-");
    await rename(pathOf(part), `${pathOf(part)}.damaged-${stamp}`);
  };
  const write = async (part: "style" | "names", text: string): Promise<void> => {
    await putAside(part);
    await writeWhole(pathOf(part), text);
    laidDown = await readFiles(pathOf, words, laidDown);
  };

  return {
    now: newsroom,
    read: async () => {
      await turn;
      laidDown = await readFiles(pathOf, words, laidDown);
      told(newsroom());
      return newsroom();
    },
    saveStyle: (style) => change(() => write("style", houseStyleText(style))),
    saveNames: (names) => change(() => write("names", registerTable(names))),
    changeWords: (add, remove) => change(async () => void (await words.change(add, remove))),
    files: async () => {
      const files: PackedFile[] = [];
      for (const part of PARTS) {
        const bytes = await bytesAt(pathOf(part));
        if (bytes !== null) files.push({ path: `${NEWSROOM_DIR}/${NEWSROOM_FILES[part]}`, bytes });
      }
      return files;
    },
    bring: (files) =>
      change(async () => {
        const coming = PARTS.flatMap((part) => {
          const file = files.find(({ path }) => path === `${NEWSROOM_DIR}/${NEWSROOM_FILES[part]}`);
          return file === undefined ? [] : [{ part, bytes: file.bytes }];
        });
        if (coming.length === 0) return;
        await mkdir(join(dir, BROUGHT_DIR), { recursive: true });
        for (const { part, bytes } of coming)
          await writeWhole(join(dir, BROUGHT_DIR, NEWSROOM_FILES[part]), bytes);
        brought = await readBrought(dir, laidDown, words);
        if (brought === null) await rm(join(dir, BROUGHT_DIR), { recursive: true });
      }),
    decide: (taken) =>
      change(async () => {
        const { style = null, names = null, words: more = null } = brought ?? {};
        if (taken.includes("style") && style !== null) await write("style", houseStyleText(style));
        if (taken.includes("names") && names !== null)
          await write("names", registerTable(mergedRegisters(laidDown.names, names).register));
        if (taken.includes("words") && more !== null) await words.change(more, []);
        await rm(join(dir, BROUGHT_DIR), { recursive: true, force: true });
        brought = null;
      }),
  };
}

const PARTS = Object.keys(NEWSROOM_FILES) as readonly NewsroomPart[];

/** What the files say. In the place of one that is refused stays what was read before. */
async function readFiles(pathOf: (part: NewsroomPart) => string, words: Words, before: Read): Promise<Read> {
  const faults: NewsroomFault[] = [];
  const refuse = (part: NewsroomPart) =>
    faults.push({ kind: "fileRefused", path: pathOf(part), problem: { kind: "fileUnreadable" } });
  const read = async <Value>(
    part: NewsroomPart,
    none: Value,
    kept: Value,
    parse: (
      text: string,
      path: string,
    ) => Outcome<Value, (NewsroomFault & { kind: "fileRefused" })["problem"]>,
  ): Promise<Value> => {
    const path = pathOf(part);
    let text: string | null;
    try {
      const bytes = await bytesAt(path);
      text = bytes === null ? null : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      // No rights, a folder in its place, no UTF-8: whatever it is, a person has to look at the file.
      refuse(part);
      return kept;
    }
    if (text === null) return none;
    const parsed = parse(text, path);
    if (parsed.ok) return parsed.value;
    faults.push({ kind: "fileRefused", path, problem: parsed.problem });
    return kept;
  };
  const style = await read("style", DEFAULT_HOUSE_STYLE, before.style, houseStyleFrom);
  const names = await read<NameRegister>("names", PROVINCE_REGISTER, before.names, (text, path) => {
    const parsed = registerFrom(text);
    if (!parsed.ok) return parsed;
    const { register } = parsed.value;
    // Namesakes told apart by their notes are as the register itself is written: nothing of them was refused.
    const warnings = parsed.value.warnings.filter(({ fault }) => fault !== "namesake");
    if (warnings.length > 0) faults.push({ kind: "cellsRefused", path, warnings });
    return done(register);
  });
  await words.readAgain().catch(() => refuse("words")); // As above.
  return { style, names, faults };
}

/** What lies there from a package and differs from ours; null where nothing does. What cannot be read is not there. */
async function readBrought(dir: string, ours: Read, words: Words): Promise<Brought | null> {
  const textOf = async (part: NewsroomPart): Promise<string | null> => {
    const bytes = await bytesAt(join(dir, BROUGHT_DIR, NEWSROOM_FILES[part]));
    return bytes === null ? null : new TextDecoder().decode(bytes);
  };
  const [styleText, table, wordText] = [await textOf("style"), await textOf("names"), await textOf("words")];
  const style = styleText === null ? null : houseStyleFrom(styleText);
  const register = table === null ? null : registerFrom(table);
  const known = new Set(words.list());
  const more = wordText === null ? [] : wordsInFile(wordText).filter((word) => !known.has(word));
  const brought: Brought = {
    style: style?.ok === true && !sameStyle(ours.style, style.value) ? style.value : null,
    names:
      register?.ok === true && bringsNames(ours.names, register.value.register)
        ? register.value.register
        : null,
    words: more.length > 0 ? more : null,
  };
  return brought.style === null && brought.names === null && brought.words === null ? null : brought;
}

function bringsNames(ours: NameRegister, theirs: NameRegister): boolean {
  const { register } = mergedRegisters(ours, theirs);
  return registerTable(register) !== registerTable(ours);
}

/** Null where there is no such file. */
async function bytesAt(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}
