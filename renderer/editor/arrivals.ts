import type { Bridge, LibraryProblem } from "#core/bridge";
import { MOST_PICTURE_BYTES, type PictureProblem } from "#core/media";
import type { Picture } from "#core/article";
import { keepNotes, keptNotes, type KeptNotes } from "./kept.ts";

/**
 * Pictures on their way into slots: what each slot shows until its picture is in the story. None of this is
 * part of the document; the slot itself is, and stays whatever happens to the file.
 */
export type Arrival =
  | { readonly kind: "taking"; readonly file: string; readonly sizeBytes: number }
  /** The file could not be taken; it is kept for another try when trying again can help. */
  | {
      readonly kind: "refused";
      readonly problem: PictureProblem | LibraryProblem;
      readonly again: File | null;
    }
  /** The host went away on the way. */
  | { readonly kind: "hostGone"; readonly file: string; readonly again: File }
  /** In the slot; the file says something of itself which is offered. */
  | ({ readonly kind: "notes" } & KeptNotes);

/** What arrivals need of the page, which may be shut before they are all in. */
export interface ArrivalsPage {
  /** Puts an arrived picture into its slot. */
  put(figureId: string, picture: Picture): void;
  /** The story is kept until this is done. */
  expect(work: Promise<void>): void;
  /** A file was carried, and there is something to say about it. */
  arrived(arrival: Arrival): void;
}

export class Arrivals {
  readonly #storyId: string;
  readonly #add: Bridge["pictures"]["add"];
  readonly #arrivals = new Map<string, Arrival>();
  readonly #heard = new Map<string, Set<() => void>>();
  readonly #queue: { readonly figureId: string; readonly file: File }[] = [];
  readonly #page: ArrivalsPage;
  #busy = false;

  constructor(storyId: string, add: Bridge["pictures"]["add"], page: ArrivalsPage) {
    this.#storyId = storyId;
    this.#add = add;
    this.#page = page;
    for (const [figureId, kept] of Object.entries(keptNotes(storyId)))
      this.#arrivals.set(figureId, { kind: "notes", ...kept });
  }

  of(figureId: string): Arrival | null {
    return this.#arrivals.get(figureId) ?? null;
  }

  /** Calls back when what a slot shows changes; returns the way to stop. */
  on(figureId: string, heard: () => void): () => void {
    const all = this.#heard.get(figureId) ?? new Set();
    this.#heard.set(figureId, all.add(heard));
    return () => all.delete(heard);
  }

  /** Takes a file for a slot. Files are taken one after the other, in the order they were given. */
  take(figureId: string, file: File): void {
    const problem = problemOf(file);
    if (problem !== null) {
      this.#say(figureId, { kind: "refused", problem, again: null });
      return;
    }
    this.#say(figureId, { kind: "taking", file: file.name, sizeBytes: file.size });
    this.#queue.push({ figureId, file });
    if (!this.#busy) this.#page.expect(this.#work());
  }

  again(figureId: string): void {
    const arrival = this.of(figureId);
    if (arrival?.kind === "hostGone") this.take(figureId, arrival.again);
    if (arrival?.kind === "refused" && arrival.again !== null) this.take(figureId, arrival.again);
  }

  dismiss(figureId: string): void {
    this.#say(figureId, null);
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const arrival = await this.#carry(next.figureId, next.file);
      this.#say(next.figureId, arrival);
      if (arrival !== null) this.#page.arrived(arrival);
    }
    this.#busy = false;
  }

  async #carry(figureId: string, file: File): Promise<Arrival | null> {
    let answer;
    try {
      answer = await this.#add({ storyId: this.#storyId, file });
    } catch (error) {
      console.error(error);
      return { kind: "hostGone", file: file.name, again: file };
    }
    if (!answer.ok) {
      return { kind: "refused", problem: answer.problem, again: mayHelp(answer.problem) ? file : null };
    }
    const { picture, notes } = answer.value;
    this.#page.put(figureId, picture);
    const says = notes.caption + notes.credit + notes.altText !== "";
    return says ? { kind: "notes", sha256: picture.sha256, notes } : null;
  }

  #say(figureId: string, arrival: Arrival | null): void {
    if (arrival === null) this.#arrivals.delete(figureId);
    else this.#arrivals.set(figureId, arrival);
    const kept = arrival?.kind === "notes" ? { sha256: arrival.sha256, notes: arrival.notes } : null;
    keepNotes(this.#storyId, figureId, kept);
    for (const heard of [...(this.#heard.get(figureId) ?? [])]) heard();
  }
}

/** What is plain without asking the host; it would refuse the call instead of answering. */
function problemOf(file: File): PictureProblem | null {
  if (file.size === 0) return { kind: "emptyFile", file: file.name };
  if (file.size > MOST_PICTURE_BYTES) {
    return { kind: "fileTooLarge", file: file.name, sizeBytes: file.size, mostBytes: MOST_PICTURE_BYTES };
  }
  return null;
}

/** Whether the same file may be taken at another time: the disk was the matter, not the picture. */
function mayHelp(problem: PictureProblem | LibraryProblem): boolean {
  return ["diskFull", "notWritable", "libraryGone"].includes(problem.kind);
}
