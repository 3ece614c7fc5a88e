import * as Y from "yjs";
import { base64Of, type Bridge, type LibraryProblem, type Outcome } from "#core/bridge";
import type { Saved } from "./port.ts";

/** What a courier asks of the host. */
type Append = Bridge["story"]["append"];

/** Updates typed within this time travel as one. */
const GATHER_MS = 50;
/** Waits between tries while the host or its disk does not answer. */
const BACK_OFF_MS = [400, 800, 1600, 3200, 5000] as const;

/**
 * Carries a story's updates to the host, one call at a time, in order. Nothing is dropped: what the host has
 * not confirmed stays in memory and is tried again, for ever.
 *
 * `push` is called inside the key handler and only puts bytes into an array.
 */
export class Courier {
  readonly #id: string;
  readonly #append: Append;
  readonly #heard = new Set<() => void>();
  #waiting: Uint8Array[] = [];
  /** Sent and not yet confirmed. */
  #travelling: Uint8Array | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #saved: Saved = { kind: "saved", at: null };
  #problem: LibraryProblem | null = null;

  constructor(id: string, append: Append) {
    this.#id = id;
    this.#append = append;
  }

  saved(): Saved {
    return this.#saved;
  }

  /** What the library answered last, when it could not take the changes; null when it took them or was not there. */
  problem(): LibraryProblem | null {
    return this.#problem;
  }

  /** Calls back when `saved()` changes; returns the way to stop. */
  onSaved(heard: () => void): () => void {
    this.#heard.add(heard);
    return () => this.#heard.delete(heard);
  }

  push(update: Uint8Array): void {
    this.#waiting.push(update);
    this.#timer ??= setTimeout(this.#send, GATHER_MS);
  }

  /** Everything the host has not confirmed, as one update; null when there is nothing. */
  unsent(): Uint8Array | null {
    const all = this.#travelling === null ? this.#waiting : [this.#travelling, ...this.#waiting];
    return all.length === 0 ? null : Y.mergeUpdates(all);
  }

  /** Sends now instead of in a moment. Called when the screen goes away, and when the host came back. */
  flush(): void {
    if (this.#waiting.length === 0 || this.#travelling !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#send();
  }

  /** Puts one update, which holds all that the host lacks, in the place of everything waiting. */
  replace(update: Uint8Array | null): void {
    this.#waiting = update === null ? [] : [update];
    if (this.#travelling === null && update === null) this.#say({ kind: "saved", at: this.#lastSavedAt() });
    else this.flush();
  }

  /** Resolves when everything is with the host. */
  async settled(): Promise<void> {
    if (this.unsent() === null) return;
    this.flush();
    await new Promise<void>((resolve) => {
      const stop = this.onSaved(() => {
        if (this.unsent() !== null) return;
        stop();
        resolve();
      });
    });
  }

  #lastSavedAt(): Date | null {
    return this.#saved.kind === "saved" ? this.#saved.at : null;
  }

  readonly #send = (): void => {
    this.#timer = null;
    if (this.#travelling !== null || this.#waiting.length === 0) return;
    const update = this.#waiting.length === 1 ? this.#waiting[0]! : Y.mergeUpdates(this.#waiting);
    this.#travelling = update;
    this.#waiting = [];
    if (this.#failures === 0) this.#say({ kind: "saving" });
    // A rejected call means that the host is not there; it may even have taken the update. Sending a Yjs
    // update twice changes nothing, so it is simply sent again.
    this.#append({ id: this.#id, update: base64Of(update) }).then(
      (answer) => this.#answered(answer),
      () => this.#failed(null),
    );
  };

  #answered(answer: Outcome<{ readonly savedAt: string }, LibraryProblem>): void {
    if (!answer.ok) {
      this.#failed(answer.problem);
      return;
    }
    this.#failures = 0;
    this.#problem = null;
    this.#travelling = null;
    if (this.#waiting.length > 0) {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#send, GATHER_MS);
      this.#say({ kind: "saving" });
    } else this.#say({ kind: "saved", at: new Date(answer.value.savedAt) });
  }

  #failed(problem: LibraryProblem | null): void {
    this.#problem = problem;
    if (this.#travelling !== null) this.#waiting.unshift(this.#travelling);
    this.#travelling = null;
    const waitMs = BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)]!;
    this.#failures += 1;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#send, waitMs);
    this.#say({ kind: "waiting" });
  }

  #say(saved: Saved): void {
    this.#saved = saved;
    for (const heard of [...this.#heard]) heard();
  }
}
