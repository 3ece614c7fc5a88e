/** How a command ended. `unread` and `newsroom` are said by `check`, for which 1 means that something was found. */
export const EXIT = { done: 0, problem: 1, usage: 2, held: 3, unread: 4, newsroom: 5 } as const;

type Fields = Readonly<Record<string, unknown>>;

/** What a command says when it ends: for a person, or as one JSON object. */
export interface Answer {
  readonly code: (typeof EXIT)[keyof typeof EXIT];
  /** Lines for a person; a problem goes to standard error, a report and anything else to standard output. */
  readonly lines: readonly string[];
  /** Beside a report: what kept it from being whole, for standard error. */
  readonly complaints?: readonly string[];
  /** Fields of the JSON object besides `ok`; or a report: an object for each file, each on a line. */
  readonly json: Fields | readonly Fields[];
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
