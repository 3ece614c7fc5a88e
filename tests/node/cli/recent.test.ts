import { expect, test } from "vitest";
import { Recent } from "../../../node/cli/recent.ts";

test("C17 the readers of packages with one newsroom are made once, and no more than the last are kept", () => {
  const made: string[] = [];
  const recent = new Recent<string>(2);
  const ask = (key: string) => recent.get(key, () => (made.push(key), key));
  for (const key of ["a", "b", "a", "b", "c", "b"]) expect(ask(key)).toBe(key);
  expect(made).toEqual(["a", "b", "c"]);
  ask("a");
  expect(made).toEqual(["a", "b", "c", "a"]);
});
