/**
 * What is told from now on, as a stream: it listens at once, not at the first `next()`, keeps what is
 * told meanwhile, and stops listening when it is let go of or `signal` says so.
 */
export function streamOf<Told>(
  listen: (heard: (told: Told) => void) => () => void,
  signal: AbortSignal | undefined,
  first: readonly Told[] = [],
): AsyncIteratorObject<Told, undefined, void> {
  const waiting: Told[] = [...first];
  let ended = false;
  let wake: (() => void) | null = null;
  const stop = listen((told) => {
    waiting.push(told);
    wake?.();
  });
  const end = () => {
    if (ended) return;
    ended = true;
    stop();
    wake?.();
  };
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end, { once: true });
  return {
    next: async () => {
      while (waiting.length === 0 && !ended) {
        await new Promise<void>((resolve) => (wake = resolve));
        wake = null;
      }
      const told = ended ? undefined : waiting.shift();
      return told === undefined ? { done: true, value: undefined } : { done: false, value: told };
    },
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
    throw: async (error) => {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      end();
    },
  };
}
