import {
  createChecker,
  vietnameseOf,
  type Checker,
  type Flag,
  type ForeignStretch,
  type KnownWords,
  type StoryText,
} from "#core/language";
import countsAddress from "../../assets/language/vi-counts.bin?url";
import fitAddress from "../../assets/language/vi-fit.bin?url";
import { englishReaderFor } from "./english.ts";

/** What the page asks the reader over the shoulder: to read these passages, knowing these words. */
export interface ReadRequest {
  readonly id: number;
  /** Texts to read; a key comes back with the flags. */
  readonly passages: readonly ReadPassage[];
  /** What the story is in. */
  readonly language: "vi" | "en";
  /** My words, NFC and lower case. */
  readonly known: readonly string[];
}

export interface ReadPassage {
  readonly key: string;
  readonly text: string;
  readonly foreign: readonly ForeignStretch[];
}

export interface ReadAnswer {
  readonly id: number;
  readonly flags: readonly { readonly key: string; readonly flags: readonly Flag[] }[];
  /** The checker's data could not be read, or it broke off; nothing is flagged then. */
  readonly failed: boolean;
}

const checker: Promise<Checker | null> = Promise.all([bytesAt(countsAddress), bytesAt(fitAddress)])
  .then(([counts, fit]) => createChecker({ counts, fit }))
  .catch((error: unknown) => {
    console.error(error);
    return null;
  });

async function bytesAt(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return new Uint8Array(await answer.arrayBuffer());
}

addEventListener("message", (event: MessageEvent<ReadRequest>) => {
  void answer(event.data);
});

async function answer({ id, passages, language, known }: ReadRequest): Promise<void> {
  const reader = await checker;
  const words: KnownWords = new Set(known);
  let said: ReadAnswer = { id, failed: true, flags: [] };
  try {
    if (reader !== null) {
      const story: StoryText = {
        passages: passages.map((passage) => ({ place: "paragraph", ...passage })),
        language,
        day: "",
      };
      const english = (await englishReaderFor(story, words)).read(story);
      const flags = passages.map((passage, at) => {
        const vietnamese = reader.check(vietnameseOf(passage, language), words);
        return {
          key: passage.key,
          flags: [...vietnamese, ...english[at]!].sort((a, b) => a.start - b.start),
        };
      });
      said = { id, failed: false, flags };
    }
  } catch (error) {
    // Whoever asked waits for an answer, and is told by it.
    console.error(error);
  }
  postMessage(said);
}
