import { createChecker, type Checker, type Flag, type KnownWords, type Passage } from "#core/language";
import pairsAddress from "../../assets/language/vi-pairs.bin?url";

/** What the page asks the reader over the shoulder: to read these passages, knowing these words. */
export interface ReadRequest {
  readonly id: number;
  readonly passages: readonly Passage[];
  /** My words, NFC and lower case. */
  readonly known: readonly string[];
}

export interface ReadAnswer {
  readonly id: number;
  readonly flags: readonly { readonly key: string; readonly flags: readonly Flag[] }[];
  /** The checker's data could not be read, or it broke off; nothing is flagged then. */
  readonly failed: boolean;
}

const checker: Promise<Checker | null> = fetch(pairsAddress)
  .then(async (answer) => {
    if (!answer.ok) throw new Error(`${answer.status} for ${pairsAddress}`);
    return createChecker(new Uint8Array(await answer.arrayBuffer()));
  })
  .catch((error: unknown) => {
    console.error(error);
    return null;
  });

addEventListener("message", (event: MessageEvent<ReadRequest>) => {
  void answer(event.data);
});

async function answer({ id, passages, known }: ReadRequest): Promise<void> {
  const reader = await checker;
  const words: KnownWords = new Set(known);
  let said: ReadAnswer = { id, failed: true, flags: [] };
  try {
    if (reader !== null) {
      const flags = passages.map(({ key, text }) => ({ key, flags: reader.check(text, words) }));
      said = { id, failed: false, flags };
    }
  } catch (error) {
    // Whoever asked waits for an answer, and is told by it.
    console.error(error);
  }
  postMessage(said);
}
