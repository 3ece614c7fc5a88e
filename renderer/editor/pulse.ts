/**
 * Calls back when the writer rests: everything that is not needed to put a letter on the page happens here
 * (counting, marks of the slots, offers, spelling), so none of it is on the way of a key.
 */
export class Pulse {
  readonly #restMs: number;
  readonly #listeners = new Set<() => void>();
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopped = false;

  /** @param restMs how long nothing may have happened before it counts as rest. */
  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  /** Calls back at each rest after something happened; returns the way to stop. */
  onRest(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something happened. Cheap: a running timer is not set anew, it looks at the time when it rings. */
  beat(): void {
    this.#last = performance.now();
    if (!this.#stopped) this.#timer ??= setTimeout(this.#ring, this.#restMs);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  readonly #ring = (): void => {
    const restedMs = performance.now() - this.#last;
    if (restedMs < this.#restMs - 1) {
      this.#timer = setTimeout(this.#ring, this.#restMs - restedMs);
      return;
    }
    this.#timer = null;
    for (const listener of [...this.#listeners]) {
      requestIdleCallback(
        () => {
          if (!this.#stopped) listener();
        },
        { timeout: 300 },
      );
    }
  };
}
