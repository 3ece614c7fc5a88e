import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf, writeWhole } from "#node/library";

/** A list of words: a text file anybody can read and edit, one word or phrase on a line. */
export interface Words {
  /** In the order of the file, NFC, none twice. */
  list(): readonly string[];
  /** Adds words at the end and takes others out, in one writing. */
  change(add: readonly string[], remove: readonly string[]): Promise<readonly string[]>;
  /** Reads the file again: it may have been edited by hand. */
  readAgain(): Promise<readonly string[]>;
}

/**
 * Opens a word list; no file is an empty list. Lines that begin with "#" are notes and are kept.
 *
 * @param mode who may read the file, before the umask: the user alone for my words, everybody for the newsroom's.
 */
export async function openWords(path: string, mode = 0o600): Promise<Words> {
  const words = wordsUnread(path, mode);
  await words.readAgain();
  return words;
}

/** The same before anything is read: its list is empty until `readAgain`. */
export function wordsUnread(path: string, mode: number): Words {
  let lines: readonly string[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  return {
    list: () => wordsOf(lines),
    change: (add, remove) => {
      const mine = turn.then(async () => {
        const gone = new Set(remove.map(plainWord));
        // Read again: the file may have been edited by hand since.
        const stay = (await linesAt(path)).filter((line) => !gone.has(line));
        const known = new Set(stay);
        const more = [...new Set(add.map(plainWord))].filter((word) => word !== "" && !known.has(word));
        const changed = [...stay, ...more];
        await mkdir(dirname(path), { recursive: true });
        await writeWhole(path, changed.map((line) => `${line}\n`).join(""), mode);
        lines = changed;
        return wordsOf(lines);
      });
      turn = mine.catch(() => undefined); // Who asked hears of it; the next change is not held up.
      return mine;
    },
    readAgain: async () => {
      await turn;
      lines = await linesAt(path);
      return wordsOf(lines);
    },
  };
}

async function linesAt(path: string): Promise<readonly string[]> {
  try {
    return linesOf(await readFile(path, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => (line.startsWith("#") ? line : plainWord(line)))
    .filter((line) => line !== "");
}

function wordsOf(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.filter((line) => !line.startsWith("#")))];
}

/** One line, NFC, single spaces; a leading "#" would make it a note. */
function plainWord(word: string): string {
  return word
    .normalize("NFC")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/^#+\s*/, "");
}
