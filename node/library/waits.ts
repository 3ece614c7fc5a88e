/** Waiting times in milliseconds. */
export interface Waits {
  /** From an append to the flush of the log. */
  readonly sync: number;
  /** From a change to the list and the search. */
  readonly index: number;
  /** From the last change to story.json and story.html, and at most, while somebody types on and on. */
  readonly files: number;
  readonly filesMost: number;
  /** Between two looks at a library that is away or full, and at one that is well. */
  readonly probe: number;
  readonly watch: number;
  /** How long a story nobody uses is kept open. */
  readonly idle: number;
}

export const WAITS: Waits = {
  sync: 800,
  index: 500,
  files: 1_500,
  filesMost: 15_000,
  probe: 1_000,
  watch: 2_000,
  idle: 120_000,
};
