/**
 * Work that comes round again: one run after the other, never two at once, woken by a timer. An error of one run is
 * told and never keeps the next one from coming.
 */
export class Round {
  readonly #work: (all: boolean) => Promise<number | null>;
  readonly #tell: (error: unknown) => void;
  /** How long to wait after a run that failed, in milliseconds. */
  readonly #afterErrorMs: number;
  #last: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #timerAt = Infinity;
  #ended = false;

  /** @param work is told whether to do everything now or what is due; answers when it wants to run next, if at all. */
  constructor(
    work: (all: boolean) => Promise<number | null>,
    tell: (error: unknown) => void,
    afterErrorMs: number,
  ) {
    this.#work = work;
    this.#tell = tell;
    this.#afterErrorMs = afterErrorMs;
  }

  /** Sees to it that a run begins within the given time. */
  wake(inMs: number): void {
    const at = performance.now() + inMs;
    if (this.#ended || at >= this.#timerAt) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#timerAt = Infinity;
      void this.run(false);
    }, inMs);
    this.#timer.unref();
  }

  /** Runs after the runs that were asked for before; never rejected. */
  run(all: boolean): Promise<void> {
    this.#last = this.#last.then(async () => {
      try {
        const next = await this.#work(all);
        if (next !== null) this.wake(next);
      } catch (error) {
        this.#tell(error);
        this.wake(this.#afterErrorMs);
      }
    });
    return this.#last;
  }

  /** No timer wakes it any more; `run` still works. */
  end(): void {
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
