import type { Flag, Passage } from "#core/language";
import type { ReadAnswer, ReadRequest } from "./spelling.worker.ts";

/** A text to be read and what in it is marked as being in another language. */
export type ReadText = Pick<Passage, "text" | "foreign">;

/** How many passages go to the worker at once: small, so that what the writer just wrote need not queue for long. */
const BATCH = 40;
/** Texts whose flags are remembered. */
const MOST_REMEMBERED = 5000;

function keyOf({ text, foreign = [] }: ReadText): string {
  return foreign.length === 0 ? text : JSON.stringify([text, foreign]);
}

/** Reads texts in a worker and remembers what it found; the same text is not read twice. */
export class Reader {
  readonly #heard: () => void;
  #worker: Worker | null = null;
  #known: readonly string[] = [];
  #language: "vi" | "en" = "vi";
  #flags = new Map<string, readonly Flag[]>();
  #wanted: ReadText[] = [];
  #asked: { readonly id: number; readonly texts: readonly ReadText[] } | null = null;
  #lastId = 0;
  /** "again": started anew, and has not yet said that it works. */
  #state: "works" | "failed" | "again" = "works";

  /** @param heard called when flags of wanted texts arrived, and when the reader failed or works again. */
  constructor(heard: () => void) {
    this.#heard = heard;
  }

  /** Whether nothing is read because the reader does not work. */
  get failed(): boolean {
    return this.#state !== "works";
  }

  /** Starts a reader that failed anew; `read` may be asked again at once. */
  startAnew(): void {
    if (this.#state === "works") return;
    this.#worker?.terminate();
    this.#worker = null;
    this.#state = "again";
    // An empty page too wants to know whether there is a reader again.
    this.#ask([]);
  }

  /** My words, NFC and lower case, and what the story is in. Texts are read again when either changes. */
  know(words: readonly string[], language: "vi" | "en"): void {
    const isSame = words.length === this.#known.length && words.every((word, at) => word === this.#known[at]);
    if (isSame && language === this.#language) return;
    this.#known = words;
    this.#language = language;
    this.#flags.clear();
    this.#asked = null;
  }

  /** The flags of a text; null when it has not been read yet. */
  flagsOf(text: ReadText): readonly Flag[] | null {
    return this.#flags.get(keyOf(text)) ?? null;
  }

  /** Asks for these texts, first one first; replaces what was asked before and not yet begun. */
  read(texts: readonly ReadText[]): void {
    const under = new Set(this.#asked?.texts.map(keyOf) ?? []);
    const wanted = new Map(texts.map((text) => [keyOf(text), text]));
    this.#wanted = [...wanted].flatMap(([key, text]) => (under.has(key) ? [] : [text]));
    this.#next();
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#wanted = [];
    this.#asked = null;
  }

  #next(): void {
    if (this.#asked !== null || this.#wanted.length === 0 || this.#state === "failed") return;
    this.#ask(this.#wanted.splice(0, BATCH));
  }

  #ask(texts: readonly ReadText[]): void {
    this.#lastId += 1;
    this.#asked = { id: this.#lastId, texts };
    const request: ReadRequest = {
      id: this.#lastId,
      known: this.#known,
      language: this.#language,
      passages: texts.map(({ text, foreign = [] }, index) => ({ key: String(index), text, foreign })),
    };
    this.#workerNow().postMessage(request);
  }

  #workerNow(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL("./spelling.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<ReadAnswer>) => this.#answered(event.data));
    worker.addEventListener("error", (event) => {
      console.error(event.message);
      this.#fail();
    });
    return (this.#worker = worker);
  }

  #answered({ id, flags, failed }: ReadAnswer): void {
    if (failed) return this.#fail();
    this.#state = "works";
    // An answer under words which have changed since is not to the point any more.
    if (this.#asked?.id === id) {
      if (this.#flags.size > MOST_REMEMBERED) this.#flags.clear();
      for (const { key, flags: found } of flags)
        this.#flags.set(keyOf(this.#asked.texts[Number(key)]!), found);
      this.#asked = null;
    }
    this.#heard();
    this.#next();
  }

  #fail(): void {
    this.#state = "failed";
    this.#asked = null;
    this.#heard();
  }
}
