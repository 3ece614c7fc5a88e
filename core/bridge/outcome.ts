/** What comes back from a question that can go wrong on a good day. */
export type Outcome<Value, Problem> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export function done<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function failed<Problem>(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** For the default of a switch over kinds: a new kind without its case is a type error here. */
export function assertNever(value: never): never {
  throw new TypeError(`Unknown kind: ${JSON.stringify(value)}`);
}
