import {
  textOfBytes,
  type Bridge,
  type LibraryProblem,
  type NamesProblem,
  type Newsroom,
  type Outcome,
} from "#core/bridge";
import type { Flag } from "#core/language";
import { ask, tellProblem } from "../desk/ask.tsx";
import { useHost } from "../desk/host.ts";
import { saveFile } from "../desk/save-file.ts";
import { showNewsroom } from "../desk/room.ts";
import { libraryProblemTold, textNow, useLanguage } from "../text/index.ts";

/** What the desk does with the newsroom's files. */

/** Changes them; a disk in trouble is told. @returns whether the change was kept. */
export async function changeNewsroom(
  change: (bridge: Bridge) => Promise<Outcome<Newsroom, LibraryProblem | NamesProblem>>,
): Promise<boolean> {
  const outcome = await ask(change);
  if (outcome === null) return false;
  if (outcome.ok) useHost.setState({ newsroom: outcome.value });
  else if (outcome.problem.kind === "namesTooMany")
    tellProblem(textNow().newsroom.broughtTooMany(outcome.problem.name));
  else tellProblem(libraryProblemTold(outcome.problem, useLanguage.getState().language));
  return outcome.ok;
}

/** Adds a word which is never flagged again. @throws when it was not kept. */
export async function addWord(word: string, list: "mine" | "newsroom"): Promise<void> {
  const { bridge } = useHost.getState();
  if (bridge === null) throw new TypeError("The page is shown before the host has answered.");
  const change = { add: [word], remove: [] };
  if (list === "mine") return useHost.setState({ words: await bridge.words.change(change) });
  const outcome = await bridge.newsroom.changeWords(change);
  if (!outcome.ok) throw new Error(`The newsroom's words were not saved: ${outcome.problem.kind}`);
  useHost.setState({ newsroom: outcome.value });
}

/** Shows where the newsroom lays down what a flag says. */
export function showRule({ kind, rule, wrong }: Flag): void {
  if (kind === "name") showNewsroom("names", wrong);
  else showNewsroom("style", rule);
}

/** Saves a text where the browser saves files. */
export function saveText(name: string, content: string, type: string): void {
  saveFile(name, new Blob([content], { type }));
}

/** Lets a person choose a text file. @returns its name and text, the text null when it cannot be read as one; null when none was chosen. */
export function chooseTextFile(
  accept: string,
): Promise<{ readonly name: string; readonly text: string | null } | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("cancel", () => resolve(null));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file === undefined) return resolve(null);
      void textOfFile(file).then((text) => resolve({ name: file.name, text }));
    });
    input.click();
  });
}

/** Null where it is no text, and where it cannot be read any more: moved, or on a stick that was pulled. */
export async function textOfFile(file: Pick<File, "arrayBuffer">): Promise<string | null> {
  try {
    return textOfBytes(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    console.error(error);
    return null;
  }
}
