import { textInLanguage, type Flag, type Passage } from "#core/language";
import type { GrammarAnswer, GrammarRequest } from "./grammar.worker.ts";

/** Texts whose flags are remembered. */
const MOST_REMEMBERED = 2_000;
/** Longest text that is read, in UTF-16 units: some two hundred sentences, of which Harper takes up to 50 ms for each. */
export const MOST_CHARACTERS = 20_000;

type Read = Pick<Passage, "text" | "foreign">;

/**
 * Reads English stories for grammar with Harper, in a worker of its own: some 290 MB from the first question until `stop`,
 * so it is made only where the newsroom asks for it.
 */
export class GrammarReader {
  readonly #heard: () => void;
  #worker: Worker | null = null;
  #known: readonly string[] = [];
  readonly #flags = new Map<string, readonly Flag[]>();
  #wanted: readonly string[] = [];
  #asked: { readonly id: number; readonly text: string } | null = null;
  #lastId = 0;
  #failed = false;

  /** @param heard called when flags of wanted texts arrived, and when the reader failed. */
  constructor(heard: () => void) {
    this.#heard = heard;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** Whether not everything that was asked for last has been read. */
  get isReading(): boolean {
    return this.#asked !== null;
  }

  /** What is known of a passage of an English story so far. */
  flagsOf(passage: Read): readonly Flag[] {
    return this.#flags.get(englishOf(passage)) ?? [];
  }

  /**
   * Asks for these passages of an English story, first one first; replaces what was asked before and not yet begun.
   *
   * @param known words never flagged, NFC and lower case; the same list where they are the same.
   */
  read(passages: readonly Read[], known: readonly string[]): void {
    if (known !== this.#known) {
      this.#known = known;
      this.#worker?.postMessage({ kind: "known", known } satisfies GrammarRequest);
      this.#flags.clear();
      this.#asked = null;
    }
    this.#wanted = [...new Set(passages.map(englishOf))].filter(
      (text) =>
        text !== "" && text.length <= MOST_CHARACTERS && text !== this.#asked?.text && !this.#flags.has(text),
    );
    this.#next();
  }

  /** Tries again what failed, when it is next asked for something. */
  startAnew(): void {
    this.stop();
    this.#failed = false;
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#asked = null;
    this.#wanted = [];
  }

  #next(): void {
    const [text, ...others] = this.#wanted;
    if (text === undefined || this.#asked !== null || this.#failed) return;
    this.#wanted = others;
    this.#lastId += 1;
    this.#asked = { id: this.#lastId, text };
    this.#workerNow().postMessage({ kind: "text", ...this.#asked } satisfies GrammarRequest);
  }

  #workerNow(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL("./grammar.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<GrammarAnswer>) => this.#answered(event.data));
    worker.addEventListener("error", (event) => {
      console.error(event.message);
      this.#fail();
    });
    worker.postMessage({ kind: "known", known: this.#known } satisfies GrammarRequest);
    return (this.#worker = worker);
  }

  #answered({ id, flags }: GrammarAnswer): void {
    if (flags === null) return this.#fail();
    // An answer under words which have changed since is not to the point any more.
    if (this.#asked?.id === id) {
      if (this.#flags.size >= MOST_REMEMBERED) this.#flags.clear();
      this.#flags.set(this.#asked.text, flags);
      this.#asked = null;
    }
    this.#next();
    this.#heard();
  }

  #fail(): void {
    this.stop();
    this.#failed = true;
    this.#heard();
  }
}

function englishOf(passage: Read): string {
  return textInLanguage(passage, "en", "en");
}
