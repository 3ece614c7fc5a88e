import * as Y from "yjs";
import { MOST_UPDATE_BYTES, base64Of, type Bridge, type LibraryProblem, type Outcome } from "#core/bridge";
import { isLost } from "../bridge/index.ts";
import type { Saved } from "./port.ts";

/** What a courier asks of the host. */
type Append = Bridge["story"]["append"];

/** Updates typed within this time travel as one. */
const GATHER_MS = 50;
/** Waits between tries while the host or its disk does not answer. */
const BACK_OFF_MS = [400, 800, 1600, 3200, 5000] as const;
/** Most bytes gathered into one call: well below what the host takes in one (`MOST_UPDATE_BYTES`). */
const MOST_GATHERED_BYTES = 4 * 1024 * 1024;

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
  #travelling: readonly Uint8Array[] = [];
  /** Updates of a load which the host refused: each goes alone now, so that one bad one stops none of the others. */
  readonly #alone = new Set<Uint8Array>();
  /** Updates which the host refused by themselves. Asked again like all others, behind them. */
  readonly #refused = new Set<Uint8Array>();
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
    // What was refused waits for long; what is typed since goes before it.
    const before = this.#refused.size === 0 ? -1 : this.#waiting.findIndex((one) => this.#refused.has(one));
    if (before !== -1) {
      this.#waiting.splice(before, 0, update);
      if (before === 0 && this.#travelling.length === 0) this.#again(GATHER_MS);
      return;
    }
    this.#waiting.push(update);
    this.#timer ??= setTimeout(this.#send, GATHER_MS);
  }

  /** Everything the host has not confirmed, oldest first. */
  unsent(): readonly Uint8Array[] {
    return [...this.#travelling, ...this.#waiting];
  }

  /** Sends now instead of in a moment. Called when the screen goes away, and when the host came back. */
  flush(): void {
    if (this.#waiting.length === 0 || this.#travelling.length > 0) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#send();
  }

  /**
   * Puts one update, which holds all that the host lacks, in the place of everything waiting. One too long for a call is
   * not taken while what waits says the same in shorter ones.
   */
  replace(update: Uint8Array | null): void {
    if (update !== null && update.length > MOST_UPDATE_BYTES && this.#waiting.length > 0) return this.flush();
    this.#waiting = update === null ? [] : [update];
    this.#alone.clear();
    this.#refused.clear();
    if (this.#travelling.length === 0 && update === null)
      this.#say({ kind: "saved", at: this.#lastSavedAt() });
    else this.flush();
  }

  /** Resolves when everything is with the host. */
  async settled(): Promise<void> {
    if (this.unsent().length === 0) return;
    this.flush();
    await new Promise<void>((resolve) => {
      const stop = this.onSaved(() => {
        if (this.unsent().length > 0) return;
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
    if (this.#travelling.length > 0 || this.#waiting.length === 0) return;
    const load = this.#waiting.splice(0, this.#loadLength());
    this.#travelling = load;
    if (this.#failures === 0 && this.#refused.size === 0) this.#say({ kind: "saving" });
    // A call lost with the host may even have been carried out. Sending a Yjs update twice changes nothing, so it is
    // simply sent again.
    this.#append({
      id: this.#id,
      update: base64Of(load.length === 1 ? load[0]! : Y.mergeUpdates(load)),
    }).then(
      (answer) => this.#answered(answer),
      (error: unknown) => (isLost(error) ? this.#failed(null) : this.#turnedAway(error)),
    );
  };

  /** How many of the waiting updates go in the next call. */
  #loadLength(): number {
    let bytes = 0;
    const next = this.#waiting.findIndex((update, index) => {
      bytes += update.length;
      return index > 0 && (bytes > MOST_GATHERED_BYTES || this.#alone.has(update));
    });
    if (this.#alone.has(this.#waiting[0]!)) return 1;
    return next === -1 ? this.#waiting.length : next;
  }

  #answered(answer: Outcome<{ readonly savedAt: string }, LibraryProblem>): void {
    if (!answer.ok) {
      this.#failed(answer.problem);
      return;
    }
    this.#failures = 0;
    this.#problem = null;
    for (const update of this.#travelling) {
      this.#alone.delete(update);
      this.#refused.delete(update);
    }
    this.#travelling = [];
    if (this.#waiting.length === 0) this.#say({ kind: "saved", at: new Date(answer.value.savedAt) });
    else if (this.#waiting.every((update) => this.#refused.has(update))) {
      this.#again(BACK_OFF_MS.at(-1)!);
      this.#say({ kind: "refused" });
    } else {
      this.#again(GATHER_MS);
      this.#say({ kind: this.#refused.size > 0 ? "refused" : "saving" });
    }
  }

  #failed(problem: LibraryProblem | null): void {
    this.#problem = problem;
    this.#waiting.unshift(...this.#travelling);
    this.#backOff();
    this.#say({ kind: "waiting" });
  }

  /** The host is there and does not take the call: a fault of the program, and no wait will mend it. */
  #turnedAway(error: unknown): void {
    console.error(error);
    this.#problem = null;
    const load = this.#travelling;
    for (const update of load) this.#alone.add(update);
    if (load.length > 1) this.#waiting.unshift(...load);
    else {
      for (const update of load) this.#refused.add(update);
      this.#waiting.push(...load);
    }
    this.#backOff();
    this.#say({ kind: "refused" });
  }

  #backOff(): void {
    this.#travelling = [];
    this.#again(BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)]!);
    this.#failures += 1;
  }

  #again(waitMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#send, waitMs);
  }

  #say(saved: Saved): void {
    this.#saved = saved;
    for (const heard of [...this.#heard]) heard();
  }
}
