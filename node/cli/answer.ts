/** How a command ended. */
export const EXIT = { done: 0, problem: 1, usage: 2, held: 3 } as const;

/** What a command says when it ends: for a person, or as one JSON object. */
export interface Answer {
  readonly code: (typeof EXIT)[keyof typeof EXIT];
  /** Lines for a person; a problem goes to standard error, anything else to standard output. */
  readonly lines: readonly string[];
  /** Fields of the JSON object besides `ok`. */
  readonly json: Readonly<Record<string, unknown>>;
}

export function finished(lines: readonly string[], json: Readonly<Record<string, unknown>>): Answer {
  return { code: EXIT.done, lines, json };
}

/** @param problem what went wrong: its kind and facts, for a program that reads the answer, with the sentence. */
export function refused(
  code: (typeof EXIT)[keyof typeof EXIT],
  lines: readonly string[],
  problem: Readonly<{ kind: string; [fact: string]: unknown }>,
): Answer {
  return { code, lines, json: { problem: { ...problem, message: lines.join("\n") } } };
}
