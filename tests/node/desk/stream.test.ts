import { expect, test } from "vitest";
import { streamOf } from "../../../node/desk/stream.ts";

/** Something that tells, and how many listen to it. */
function teller() {
  const listeners = new Set<(told: number) => void>();
  return {
    listen: (heard: (told: number) => void) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    tell: (told: number) => listeners.forEach((heard) => heard(told)),
    count: () => listeners.size,
  };
}

test("D7 a stream hears what is told before it is read, in order, and stops listening when let go of", async () => {
  const { listen, tell, count } = teller();
  const stream = streamOf(listen, undefined, [0]);
  tell(1);
  tell(2);
  const heard: number[] = [];
  for await (const told of stream) {
    heard.push(told);
    if (told === 2) setTimeout(() => tell(3));
    if (told === 3) break;
  }
  expect(heard).toEqual([0, 1, 2, 3]);
  expect(count()).toBe(0);
});

test("D7 a screen that goes away ends its stream, also while it waits", async () => {
  const { listen, count } = teller();
  const gone = new AbortController();
  const stream = streamOf(listen, gone.signal);
  const next = stream.next();
  gone.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(count()).toBe(0);
  expect(await streamOf(listen, gone.signal).next()).toEqual({ done: true, value: undefined });
  expect(count()).toBe(0);
});
