import { setTimeout as pause } from "node:timers/promises";

export interface SettlingOptions {
  readonly now: () => Date;
  /** When an earlier try ended without an answer; what it sent may still be on its way into the site. */
  readonly unclearSince: string | null;
  /** How long after that a site may still be working on what it got. */
  readonly settleMs?: number;
  readonly signal?: AbortSignal;
}

/** A 3,600 px picture was seen to be worked on for 3 s after the sender had given up. */
export const SETTLE_MS = 6_000;

/**
 * Waits, once, until a site must have finished what an earlier try sent; true when it had to. Without an
 * unclear earlier try nothing is waited for.
 */
export function settleOnce({ unclearSince, settleMs = SETTLE_MS, now, signal }: SettlingOptions) {
  let settled = unclearSince === null;
  return async (): Promise<boolean> => {
    if (settled || unclearSince === null) return false;
    const leftMs = Date.parse(unclearSince) + settleMs - now().getTime();
    if (leftMs > 0)
      await pause(Math.min(leftMs, settleMs), undefined, signal ? { signal } : {}).catch(() => undefined);
    settled = true;
    return true;
  };
}
