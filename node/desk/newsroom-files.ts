import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  done,
  failed,
  NEWSROOM_FILES,
  textOfBytes,
  type Brought,
  type FileFault,
  type LibraryProblem,
  type NamesProblem,
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
  NameRegister,
  PROVINCE_REGISTER,
  registerFrom,
  registerTable,
  sameStyle,
  tooManyOf,
  withChange,
  wordLines,
  wordsAmong,
  type HouseStyle,
  type LaidDown,
} from "#core/language";
import { codeOf, diskProblemOf, writeWhole } from "#node/library";
import { asideOf } from "./aside.ts";
import { wordsUnread } from "./words.ts";

/** The folder of a library with the files which the newsroom owns. */
export const NEWSROOM_DIR = "newsroom";
/** Inside it: a folder for what each package brought, until somebody has decided on it. */
const BROUGHT_DIR = "brought";
/** Packages whose newsrooms wait to be decided on at most; the oldest goes for one more. */
const MOST_BROUGHT = 20;

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
   * What cannot be read is left in the package.
   */
  bring(files: readonly PackedFile[]): Promise<Outcome<Newsroom, LibraryProblem>>;
  /** Takes the named parts of what one package brought over (a style takes the place of ours, names and words are added), and drops the rest. */
  decide(
    id: string,
    taken: readonly NewsroomPart[],
  ): Promise<Outcome<Newsroom, LibraryProblem | NamesProblem>>;
}

/** What holds in a newsroom, and what is wrong with its files. */
interface NewsroomRead extends LaidDown {
  readonly faults: readonly FileFault[];
}

/** What the newsroom of a library has laid down, read without touching anything. */
export async function newsroomIn(libraryDir: string): Promise<NewsroomRead> {
  const pathOf = (part: NewsroomPart): string => join(libraryDir, NEWSROOM_DIR, NEWSROOM_FILES[part]);
  const read = await readFiles(pathOf, NOTHING_LAID_DOWN);
  const { bytes } = await fileAt(pathOf("words"));
  const text = bytes === null ? "" : textIn(bytes);
  const faults = text === null ? [unreadable(pathOf("words"))] : [];
  return { ...read, words: wordsAmong(wordLines(text ?? "")), faults: [...read.faults, ...faults] };
}

/** What the files of a package lay down; what they leave out or cannot say is as in ours. The faults are those of the package. */
export function newsroomOf(files: readonly PackedFile[], ours: LaidDown): NewsroomRead {
  const bytesOf = (part: NewsroomPart): Uint8Array | null =>
    files.find(({ path }) => path === packedPath(part))?.bytes ?? null;
  const style = styleOf(bytesOf("style"), packedPath("style"), { none: ours.style, kept: ours.style });
  const names = namesOf(bytesOf("names"), packedPath("names"), { none: ours.names, kept: ours.names });
  const words = bytesOf("words");
  const text = words === null ? null : textOfBytes(words);
  return {
    style: style.value,
    names: names.value,
    words: text === null ? ours.words : wordsAmong(wordLines(text)),
    faults: [
      ...style.faults,
      ...names.faults,
      ...(words !== null && text === null ? [unreadable(packedPath("words"))] : []),
    ],
  };
}

function packedPath(part: NewsroomPart): string {
  return `${NEWSROOM_DIR}/${NEWSROOM_FILES[part]}`;
}

interface Read {
  readonly style: HouseStyle;
  readonly names: NameRegister;
  readonly faults: readonly FileFault[];
  /** Hashes of the files as they were read; null where there was none that could be. */
  readonly seen: Readonly<Record<"style" | "names", string | null>>;
}

const NOTHING_LAID_DOWN: Read = {
  style: DEFAULT_HOUSE_STYLE,
  names: PROVINCE_REGISTER,
  faults: [],
  seen: { style: null, names: null },
};

/**
 * Opens the newsroom's files in a library. A file that is not there is as in a new newsroom; one that cannot be read is told,
 * and put aside before another is written in its place. So is one that was edited by hand since it was read; names which
 * were changed in it are taken over.
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
  const words = wordsUnread(pathOf("words"), now, 0o666);
  let laidDown = NOTHING_LAID_DOWN;
  /** What was put aside since the library was opened. */
  let asides: readonly NewsroomFault[] = [];
  const readAll = async (): Promise<void> => {
    laidDown = await readFiles(pathOf, laidDown);
    await words.readAgain();
  };
  await readAll();
  let brought = await readBrought(dir, laidDown, words.list());

  const newsroom = (): Newsroom => ({
    style: laidDown.style,
    names: laidDown.names,
    words: words.list(),
    faults: [...laidDown.faults, ...(words.isUnreadable ? [unreadable(pathOf("words"))] : []), ...asides],
    brought,
  });
  let turn: Promise<unknown> = Promise.resolve();
  /** One change after another; a disk in trouble is the answer. */
  const change = <Problem>(
    act: () => Promise<Problem | null>,
  ): Promise<Outcome<Newsroom, LibraryProblem | Problem>> => {
    const mine = turn.then(async () => {
      try {
        await mkdir(dir, { recursive: true });
        const problem = await act();
        if (problem !== null) return failed(problem);
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
  const keptAside = (part: NewsroomPart, aside: string): void => {
    asides = [...asides, { kind: "keptAside", path: pathOf(part), aside }];
  };
  /** Writes one of the files. Another version than the one that was read last, or one with faults, is put aside first. */
  const write = async (part: "style" | "names", text: string): Promise<null> => {
    const isRead = (await fileAt(pathOf(part))).seen === laidDown.seen[part];
    const isFaulty = laidDown.faults.some(({ path }) => path === pathOf(part));
    if (!isRead || isFaulty) {
      const aside = asideOf(pathOf(part), now());
      if (await movedAside(pathOf(part), aside)) keptAside(part, aside);
    }
    await writeWhole(pathOf(part), text);
    await readAll();
    return null;
  };
  /** The names to be saved, with what was changed by hand in the file since it was read. */
  const withEdited = async (names: NameRegister): Promise<NameRegister> => {
    const onDisk = await readFiles(pathOf, laidDown);
    if (onDisk.seen.names === null || onDisk.seen.names === laidDown.seen.names) return names;
    const edited = withChange(onDisk.names, laidDown.names, names, (theirs, mine) =>
      mergedEntry(mine, theirs),
    );
    const checked = NameRegister.safeParse(edited);
    return checked.success ? checked.data : names;
  };
  const changeWords = async (add: readonly string[], remove: readonly string[]): Promise<null> => {
    const { aside } = await words.change(add, remove);
    if (aside !== null) keptAside("words", aside);
    return null;
  };

  return {
    now: newsroom,
    read: async () => {
      await turn;
      await readAll();
      told(newsroom());
      return newsroom();
    },
    saveStyle: (style) => change<never>(() => write("style", houseStyleText(style))),
    saveNames: (names) => change<never>(async () => write("names", registerTable(await withEdited(names)))),
    changeWords: (add, remove) => change<never>(() => changeWords(add, remove)),
    files: async () => {
      const files: PackedFile[] = [];
      for (const part of PARTS) {
        const bytes = await bytesAt(pathOf(part));
        if (bytes !== null) files.push({ path: packedPath(part), bytes });
      }
      return files;
    },
    bring: (files) =>
      change<never>(async () => {
        const coming = PARTS.flatMap((part) => {
          const file = files.find(({ path }) => path === packedPath(part));
          return file === undefined ? [] : [{ part, bytes: file.bytes }];
        });
        const id = `${now().toISOString().replaceAll(":", "-")}_${hashOf(coming)}`;
        // The same files brought once more are no other newsroom.
        if (brought.some((one) => one.id.endsWith(`_${hashOf(coming)}`))) return null;
        const one = broughtIn(id, laidDown, words.list(), (part) => {
          const bytes = coming.find((file) => file.part === part)?.bytes;
          return bytes === undefined ? null : textOfBytes(bytes);
        });
        if (one === null) return null;
        await mkdir(join(dir, BROUGHT_DIR, id), { recursive: true });
        for (const { part, bytes } of coming)
          await writeWhole(join(dir, BROUGHT_DIR, id, NEWSROOM_FILES[part]), bytes);
        for (const old of brought.slice(0, -(MOST_BROUGHT - 1))) await rmBrought(dir, old.id);
        brought = [...brought.slice(-(MOST_BROUGHT - 1)), one];
        return null;
      }),
    decide: (id, taken) =>
      change<NamesProblem>(async () => {
        const one = brought.find((each) => each.id === id);
        if (one === undefined) return null; // Decided on another screen meanwhile.
        const { style, names, words: more } = one;
        if (taken.includes("names") && names !== null) {
          const merged = mergedRegisters(laidDown.names, names).register;
          const tooMany = tooManyOf(merged);
          if (tooMany !== null) return { kind: "namesTooMany", name: tooMany };
          await write("names", registerTable(await withEdited(merged)));
        }
        if (taken.includes("style") && style !== null) await write("style", houseStyleText(style));
        if (taken.includes("words") && more !== null) await changeWords(more, []);
        await rmBrought(dir, id);
        brought = await readBrought(dir, laidDown, words.list());
        return null;
      }),
  };
}

function mergedEntry(mine: NameRegister[number], theirs: NameRegister[number]): NameRegister[number] {
  return mergedRegisters([mine], [theirs]).register[0]!;
}

/** False where nothing lies there. */
async function movedAside(path: string, aside: string): Promise<boolean> {
  try {
    await rename(path, aside);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function unreadable(path: string): FileFault {
  return { kind: "fileRefused", path, problem: { kind: "fileUnreadable" } };
}

const PARTS = Object.keys(NEWSROOM_FILES) as readonly NewsroomPart[];

/** What the files of style and names say. In the place of one that is refused stays what was read before. */
async function readFiles(pathOf: (part: NewsroomPart) => string, before: Read): Promise<Read> {
  const [styleFile, namesFile] = [await fileAt(pathOf("style")), await fileAt(pathOf("names"))];
  const style = styleOf(styleFile.bytes, pathOf("style"), { none: DEFAULT_HOUSE_STYLE, kept: before.style });
  const names = namesOf(namesFile.bytes, pathOf("names"), { none: PROVINCE_REGISTER, kept: before.names });
  return {
    style: style.value,
    names: names.value,
    faults: [...style.faults, ...names.faults],
    seen: { style: styleFile.seen, names: namesFile.seen },
  };
}

/** Null where there is no file. */
type FileBytes = Uint8Array | "unreadable" | null;

/** A file as it is now, and its hash; null where there is none that can be read. */
async function fileAt(path: string): Promise<{ readonly bytes: FileBytes; readonly seen: string | null }> {
  try {
    const bytes = await bytesAt(path);
    return { bytes, seen: bytes === null ? null : createHash("sha256").update(bytes).digest("hex") };
  } catch {
    // No rights, a folder in its place: whatever it is, a person has to look at the file.
    return { bytes: "unreadable", seen: null };
  }
}

function textIn(bytes: Uint8Array | "unreadable"): string | null {
  return bytes === "unreadable" ? null : textOfBytes(bytes);
}

/** What a file says, or what holds in its place: `none` where there is no file, `kept` where it is refused. */
interface PartRead<Value> {
  readonly value: Value;
  readonly faults: readonly FileFault[];
}

function styleOf(
  bytes: FileBytes,
  path: string,
  { none, kept }: { readonly none: HouseStyle; readonly kept: HouseStyle },
): PartRead<HouseStyle> {
  if (bytes === null) return { value: none, faults: [] };
  const text = textIn(bytes);
  if (text === null) return { value: kept, faults: [unreadable(path)] };
  const parsed = houseStyleFrom(text);
  return parsed.ok
    ? { value: parsed.value, faults: [] }
    : { value: kept, faults: [{ kind: "fileRefused", path, problem: parsed.problem }] };
}

function namesOf(
  bytes: FileBytes,
  path: string,
  { none, kept }: { readonly none: NameRegister; readonly kept: NameRegister },
): PartRead<NameRegister> {
  if (bytes === null) return { value: none, faults: [] };
  const text = textIn(bytes);
  if (text === null) return { value: kept, faults: [unreadable(path)] };
  const parsed = registerFrom(text);
  if (!parsed.ok) return { value: kept, faults: [{ kind: "fileRefused", path, problem: parsed.problem }] };
  // Namesakes told apart by their notes are as the register itself is written: nothing of them was refused.
  const warnings = parsed.value.warnings.filter(({ fault }) => fault !== "namesake");
  const faults: readonly FileFault[] = warnings.length > 0 ? [{ kind: "cellsRefused", path, warnings }] : [];
  return { value: parsed.value.register, faults };
}

/** What lies there from packages and differs from ours, oldest first. What says nothing else, or cannot be read, is not there. */
async function readBrought(dir: string, ours: Read, words: readonly string[]): Promise<readonly Brought[]> {
  const found: Brought[] = [];
  for (const id of (await namesIn(join(dir, BROUGHT_DIR))).toSorted()) {
    const texts = new Map<NewsroomPart, string | null>();
    for (const part of PARTS) {
      const bytes = await bytesAt(join(dir, BROUGHT_DIR, id, NEWSROOM_FILES[part]));
      texts.set(part, bytes === null ? null : textOfBytes(bytes));
    }
    const one = broughtIn(id, ours, words, (part) => texts.get(part) ?? null);
    if (one === null) await rmBrought(dir, id);
    else found.push(one);
  }
  return found;
}

function broughtIn(
  id: string,
  ours: Read,
  words: readonly string[],
  textOf: (part: NewsroomPart) => string | null,
): Brought | null {
  const [styleText, table] = [textOf("style"), textOf("names")];
  const style = styleText === null ? null : houseStyleFrom(styleText);
  const register = table === null ? null : registerFrom(table);
  const known = new Set(words);
  const more = wordsAmong(wordLines(textOf("words") ?? "")).filter((word) => !known.has(word));
  const brought: Brought = {
    id,
    at: id.slice(0, id.lastIndexOf("_")).replace(/T(\d\d)-(\d\d)-/, "T$1:$2:"),
    style: style?.ok === true && !sameStyle(ours.style, style.value) ? style.value : null,
    names:
      register?.ok === true && bringsNames(ours.names, register.value.register)
        ? register.value.register
        : null,
    words: more.length > 0 ? more : null,
  };
  return brought.style === null && brought.names === null && brought.words === null ? null : brought;
}

async function rmBrought(dir: string, id: string): Promise<void> {
  await rm(join(dir, BROUGHT_DIR, id), { recursive: true, force: true });
  if ((await namesIn(join(dir, BROUGHT_DIR))).length === 0)
    await rm(join(dir, BROUGHT_DIR), { recursive: true, force: true });
}

/** Folders alone, by their names. */
async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/** Of files in the order of the parts: the same for the same bytes alone. */
function hashOf(files: readonly { readonly part: NewsroomPart; readonly bytes: Uint8Array }[]): string {
  const hash = createHash("sha256");
  for (const { part, bytes } of files) hash.update(`${part} ${bytes.length}\n`).update(bytes);
  return hash.digest("hex").slice(0, 16);
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
