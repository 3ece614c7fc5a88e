import { mkdir, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { textOfBytes } from "#core/bridge";
import { wordLines, wordsAmong } from "#core/language";
import { codeOf, writeWhole } from "#node/library";
import { asideOf } from "./aside.ts";

/** A list of words: a text file anybody can read and edit, one word or phrase on a line. */
export interface Words {
  /** In the order of the file, NFC, none twice. */
  list(): readonly string[];
  /**
   * Adds words at the end and takes others out, in one writing. A file that cannot be read is put aside first; what was read
   * before goes on.
   */
  change(add: readonly string[], remove: readonly string[]): Promise<WordsChanged>;
  /** Reads the file again: it may have been edited by hand. Where it cannot be read its words stay as they were. */
  readAgain(): Promise<void>;
  /** Whether the file could not be read when it was last looked at. */
  readonly isUnreadable: boolean;
}

export interface WordsChanged {
  readonly words: readonly string[];
  /** Where the file was put that could not be read; null where it could. */
  readonly aside: string | null;
}

/**
 * Opens a word list; no file is an empty list. Lines that begin with "#" are notes and are kept.
 *
 * @param mode who may read the file, before the umask: the user alone for my words, everybody for the newsroom's.
 */
export async function openWords(path: string, now: () => Date, mode = 0o600): Promise<Words> {
  const words = wordsUnread(path, now, mode);
  await words.readAgain();
  return words;
}

/** The same before anything is read: its list is empty until `readAgain`. */
export function wordsUnread(path: string, now: () => Date, mode: number): Words {
  let lines: readonly string[] = [];
  let isUnreadable = false;
  let turn: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<void> => {
    const found = await linesAt(path);
    isUnreadable = found === null;
    if (found !== null) lines = found;
  };
  return {
    list: () => wordsAmong(lines),
    get isUnreadable() {
      return isUnreadable;
    },
    change: (add, remove) => {
      const mine = turn.then(async () => {
        await look(); // It may have been edited by hand since.
        const aside = isUnreadable ? asideOf(path, now()) : null;
        if (aside !== null) await rename(path, aside);
        const gone = new Set(remove.flatMap(typedWords));
        const stay = lines.filter((line) => !gone.has(line));
        const known = new Set(stay);
        const more = [...new Set(add.flatMap(typedWords))].filter((word) => !known.has(word));
        const changed = [...stay, ...more];
        await mkdir(dirname(path), { recursive: true });
        await writeWhole(path, changed.map((line) => `${line}\n`).join(""), mode);
        lines = changed;
        isUnreadable = false;
        return { words: wordsAmong(lines), aside };
      });
      turn = mine.catch(() => undefined); // Who asked hears of it; the next change is not held up.
      return mine;
    },
    readAgain: async () => {
      await turn;
      await look();
    },
  };
}

/** Null where there is something that cannot be read as a text: no rights, a folder, another encoding. */
async function linesAt(path: string): Promise<readonly string[] | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return codeOf(error) === "ENOENT" ? [] : null; // Whatever it is, a person has to look at the file.
  }
  const text = textOfBytes(bytes);
  return text === null ? null : wordLines(text);
}

/** One line; a leading "#" would make it a note. */
function typedWords(word: string): readonly string[] {
  return wordLines(word.replaceAll(/\s+/g, " ").replace(/^[\s#]+/, ""));
}
