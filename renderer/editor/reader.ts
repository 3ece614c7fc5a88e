import type { Flag, Passage, StoryText } from "#core/language";
import type { ReadAnswer, ReadingRules, ReadRequest } from "./spelling.worker.ts";

/** Texts whose flags are remembered. */
const MOST_REMEMBERED = 5_000;

/** Reads a story in a worker and remembers what it found. The same passage object is not sent and read twice. */
export class Reader {
  readonly #heard: () => void;
  #worker: Worker | null = null;
  #rules: ReadingRules | null = null;
  /** Numbers of the passages which the worker holds. */
  #numbers = new Map<Passage, number>();
  #flags = new Map<number, readonly Flag[]>();
  /** What was last said of a text: it may come back by an undo, and is then marked before the worker has answered. */
  #remembered = new Map<string, readonly Flag[]>();
  #lastNumber = 0;
  #lastId = 0;
  #language: StoryText["language"] | null = null;
  /** The first question since the story is in this language. */
  #firstOfLanguage = 0;
  #asked: StoryText | null = null;
  /** "again": started anew, and has not yet said that it works. */
  #state: "works" | "failed" | "again" = "works";
  #isReading = false;

  /** @param heard called when flags of the story arrived, and when the reader failed or works again. */
  constructor(heard: () => void) {
    this.#heard = heard;
  }

  /** Whether nothing is read because the reader does not work. */
  get failed(): boolean {
    return this.#state !== "works";
  }

  /** Whether the story that was asked for last is not yet read to its end. */
  get isReading(): boolean {
    return this.#isReading;
  }

  /** Starts a reader that failed anew. */
  startAnew(): void {
    if (this.#state === "works") return;
    this.#forget();
    this.#state = "again";
    // An empty page too wants to know whether there is a reader again.
    this.#ask(this.#asked ?? { passages: [], language: "vi", day: "" });
  }

  /** By what is read. The same values are nothing new; with others the story is read again when it is next asked for. */
  rule(rules: ReadingRules): void {
    if (this.#rules !== null && isSameRules(rules, this.#rules)) return;
    this.#rules = rules;
    this.#remembered.clear();
    this.#asked = null;
    this.#worker?.postMessage({ kind: "rules", rules } satisfies ReadRequest);
  }

  /** The flags of a passage; null when it has not been read yet. */
  flagsOf(passage: Passage): readonly Flag[] | null {
    const number = this.#numbers.get(passage);
    const answered = number === undefined ? undefined : this.#flags.get(number);
    return answered ?? this.#remembered.get(contentOf(passage, this.#language)) ?? null;
  }

  /** Asks for a story as it is now; the same story is not asked for twice. */
  read(story: StoryText): void {
    if (this.#rules === null) throw new TypeError("A story is read before it is said by which rules.");
    if (this.#state === "failed" || isSameStory(story, this.#asked)) return;
    this.#ask(story);
  }

  stop(): void {
    this.#forget();
  }

  #ask(story: StoryText): void {
    this.#asked = story;
    this.#lastId += 1;
    this.#isReading = true;
    // What was said of a passage of a Vietnamese story says nothing of it in an English one.
    const isOther = story.language !== this.#language;
    if (isOther) this.#firstOfLanguage = this.#lastId;
    this.#language = story.language;
    const before = isOther ? new Map<Passage, number>() : this.#numbers;
    const fresh: [number, Passage][] = [];
    const numbers = new Map<Passage, number>();
    const order = story.passages.map((passage) => {
      let number = numbers.get(passage) ?? before.get(passage);
      if (number === undefined) {
        number = this.#lastNumber += 1;
        fresh.push([number, passage]);
      }
      numbers.set(passage, number);
      return number;
    });
    this.#numbers = numbers;
    const kept = new Set(order);
    for (const number of this.#flags.keys()) if (!kept.has(number)) this.#flags.delete(number);
    const { language, day } = story;
    this.#post({ kind: "story", id: this.#lastId, order, fresh, language, day });
  }

  #post(request: ReadRequest): void {
    if (this.#worker === null) {
      this.#worker = new Worker(new URL("./spelling.worker.ts", import.meta.url), { type: "module" });
      this.#worker.addEventListener("message", (event: MessageEvent<ReadAnswer>) =>
        this.#answered(event.data),
      );
      this.#worker.addEventListener("error", (event) => {
        console.error(event.message);
        this.#fail();
      });
      if (this.#rules !== null)
        this.#worker.postMessage({ kind: "rules", rules: this.#rules } satisfies ReadRequest);
    }
    this.#worker.postMessage(request);
  }

  #answered({ id, flags, last, failed }: ReadAnswer): void {
    if (failed) return this.#fail();
    this.#state = "works";
    if (id < this.#firstOfLanguage) return;
    // A passage is the same under every question, so what an overtaken answer says of it still holds.
    const found = new Map(flags);
    if (this.#remembered.size > MOST_REMEMBERED) this.#remembered.clear();
    for (const [passage, number] of this.#numbers) {
      const said = found.get(number);
      if (said === undefined) continue;
      this.#flags.set(number, said);
      this.#remembered.set(contentOf(passage, this.#language), said);
    }
    if (last && id === this.#lastId) this.#isReading = false;
    this.#heard();
  }

  #fail(): void {
    this.#forget();
    this.#state = "failed";
    this.#heard();
  }

  #forget(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#numbers = new Map();
    this.#flags.clear();
    this.#isReading = false;
  }
}

/** What a text says depends on where it stands and what its story is in. */
function contentOf({ place, text, foreign = [] }: Passage, story: StoryText["language"] | null): string {
  return `${story} ${place} ${foreign.map(({ start, end, language }) => `${start}-${end} ${language}`).join()}\n${text}`;
}

/** By identity: what has not changed is the same value, however large it is. */
function isSameRules(one: ReadingRules, other: ReadingRules): boolean {
  return (
    one.words === other.words &&
    one.newsroomWords === other.newsroomWords &&
    one.style === other.style &&
    one.names === other.names
  );
}

function isSameStory(one: StoryText, other: StoryText | null): boolean {
  return (
    other !== null &&
    one.language === other.language &&
    one.day === other.day &&
    one.passages.length === other.passages.length &&
    one.passages.every((passage, index) => passage === other.passages[index])
  );
}
