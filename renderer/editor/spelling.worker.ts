import {
  createChecker,
  readersFor,
  type Checker,
  type Flag,
  type HouseStyle,
  type NameRegister,
  type Passage,
  type Readers,
  type StoryText,
} from "#core/language";
import countsAddress from "../../assets/language/vi-counts.bin?url";
import fitAddress from "../../assets/language/vi-fit.bin?url";
import { englishReaderFor } from "./english.ts";

/** What the page asks the reader over the shoulder. */
export type ReadRequest =
  /** By what is read from now on. */
  | { readonly kind: "rules"; readonly rules: ReadingRules }
  /**
   * To read a story as it is now: its passages by number, in the order of the page, and those which were not sent before.
   * It takes the place of what was asked before.
   */
  | {
      readonly kind: "story";
      readonly id: number;
      readonly order: readonly number[];
      readonly fresh: readonly (readonly [number, Passage])[];
      readonly language: StoryText["language"];
      readonly day: string;
    };

export interface ReadingRules {
  /** Words which are never flagged, as somebody wrote them: my words, and the newsroom's. */
  readonly words: readonly string[];
  readonly newsroomWords: readonly string[];
  readonly style: HouseStyle;
  readonly names: NameRegister;
}

type StoryRequest = Extract<ReadRequest, { kind: "story" }>;

/** Flags of some passages of the story that was asked for, by number; those that are as they were are left out. */
export interface ReadAnswer {
  readonly id: number;
  readonly flags: readonly (readonly [number, readonly Flag[]])[];
  /** Whether the whole story has been read with this. */
  readonly last: boolean;
  /** The checker's data could not be read, or it broke off; nothing is flagged then. */
  readonly failed: boolean;
}

/** Passages read before anything is said: small, so that the first flags of a long story come soon. */
const BATCH = 40;

const checker: Promise<Checker> = Promise.all([bytesAt(countsAddress), bytesAt(fitAddress)]).then(
  ([counts, fit]) => createChecker({ counts, fit }),
);
// Each request awaits it and says so; a page that asks nothing need not hear of it.
checker.catch(() => undefined);

let rules: ReadingRules | null = null;
let readers: Promise<Readers> | null = null;
const passages = new Map<number, Passage>();
/** Those which are still to be read for the first time, the newest last. */
const unread = new Set<number>();
/** The flags that were sent last, as JSON. */
const sent = new Map<number, string>();
let newest = 0;

addEventListener("message", ({ data: request }: MessageEvent<ReadRequest>) => {
  if (request.kind === "rules") {
    rules = request.rules;
    readers = null;
    for (const number of passages.keys()) unread.add(number);
    return;
  }
  newest = request.id;
  const kept = new Set(request.order);
  for (const number of passages.keys()) {
    if (kept.has(number)) continue;
    passages.delete(number);
    unread.delete(number);
    sent.delete(number);
  }
  for (const [number, passage] of request.fresh) {
    passages.set(number, passage);
    unread.add(number);
  }
  void answer(request);
});

async function answer({ id, order, language, day }: StoryRequest): Promise<void> {
  const say = (numbers: readonly number[], found: readonly (readonly Flag[])[], last: boolean) => {
    const flags = numbers
      .map((number, index) => [number, found[index]!] as const)
      .filter(([number, found]) => {
        const said = JSON.stringify(found);
        if (sent.get(number) === said) return false;
        sent.set(number, said);
        return true;
      });
    postMessage({ id, flags, last, failed: false } satisfies ReadAnswer);
  };
  try {
    const { spelling, known, together } = await (readers ??= readersNow(rules!));
    if (newest !== id) return;
    // A long story that is new here is read in parts first. Whoever asked anew meanwhile waits for no more of them.
    while (unread.size > BATCH) {
      const part = [...unread].slice(0, BATCH);
      const found = spelling.read({ passages: part.map((number) => passages.get(number)!), language, day });
      for (const number of part) unread.delete(number);
      say(part, found, false);
      await new Promise((resolve) => setTimeout(resolve));
      if (newest !== id) return;
    }
    const story = { passages: order.map((number) => passages.get(number)!), language, day };
    const english = await englishReaderFor(story, known);
    if (newest !== id) return;
    const found = together(english).read(story);
    unread.clear();
    say(order, found, true);
  } catch (error) {
    // Whoever asked waits for an answer, and is told by it.
    console.error(error);
    postMessage({ id, flags: [], last: true, failed: true } satisfies ReadAnswer);
  }
}

async function readersNow({ words, newsroomWords, style, names }: ReadingRules): Promise<Readers> {
  return readersFor(await checker, { style, names, words: [...words, ...newsroomWords] });
}

async function bytesAt(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return new Uint8Array(await answer.arrayBuffer());
}
