import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf, writeWhole } from "#node/library";

/** The writer's own words: a text file anybody can read and edit, one word or phrase on a line. */
export interface Words {
  /** In the order of the file, NFC, none twice. */
  list(): readonly string[];
  add(word: string): Promise<readonly string[]>;
  remove(word: string): Promise<readonly string[]>;
}

/** Opens the word list; no file is an empty list. Lines that begin with "#" are notes and are kept. */
export async function openWords(path: string): Promise<Words> {
  let lines = await linesOf(path);
  let turn: Promise<unknown> = Promise.resolve();
  const change = (act: (now: readonly string[]) => readonly string[]): Promise<readonly string[]> => {
    const mine = turn.then(async () => {
      // Read again: the file may have been edited by hand since.
      const changed = act(await linesOf(path));
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, changed.map((line) => `${line}\n`).join(""), 0o600);
      lines = changed;
      return wordsOf(lines);
    });
    turn = mine.catch(() => undefined); // Who asked hears of it; the next change is not held up.
    return mine;
  };
  return {
    list: () => wordsOf(lines),
    add: (word) => {
      const plain = plainWord(word);
      return change((now) => (plain === "" || now.includes(plain) ? now : [...now, plain]));
    },
    remove: (word) => {
      const plain = plainWord(word);
      return change((now) => now.filter((line) => line !== plain));
    },
  };
}

async function linesOf(path: string): Promise<readonly string[]> {
  try {
    const text = await readFile(path, "utf8");
    return text
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/)
      .map((line) => (line.startsWith("#") ? line : plainWord(line)))
      .filter((line) => line !== "");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
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
