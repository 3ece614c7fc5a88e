import type { Waits } from "../../../node/library/waits.ts";

/** Waits so short that a test need not. */
export const QUICK: Waits = {
  sync: 10,
  index: 10,
  files: 10,
  filesMost: 50,
  probe: 20,
  watch: 50,
  idle: 60_000,
};
