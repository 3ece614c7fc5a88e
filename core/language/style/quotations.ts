import type { Stretch } from "../checker.ts";

/** Two quotation marks and what stands between them: the marks are its first and its last character. */
export interface Quotation extends Stretch {
  /** 1 outside, 2 within another, … */
  readonly depth: number;
}

const OPENING = "“«„";
const CLOSING = "”»";

/** A text with more marks open at once than this is no prose. */
const MOST_DEPTH = 20;

/**
 * The quotations in the order of their first marks. A straight mark opens or closes by what stands beside it. A mark
 * without its other half is none: speech may go on in the next paragraph, and 5" is a length.
 */
export function quotationsIn(text: string): readonly Quotation[] {
  const open: number[] = [];
  const found: Quotation[] = [];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (mark === "\n") open.length = 0;
    if (mark !== '"' && !OPENING.includes(mark) && !CLOSING.includes(mark)) continue;
    if (opens(text, at, open.length > 0)) {
      if (open.length < MOST_DEPTH) open.push(at);
    } else {
      const start = open.pop();
      if (start !== undefined) found.push({ start, end: at + 1, depth: open.length + 1 });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function opens(text: string, at: number, isOneOpen: boolean): boolean {
  const mark = text[at]!;
  if (mark !== '"') return OPENING.includes(mark);
  const before = /[\s([{“«„–—-]/.test(text[at - 1] ?? " ");
  const after = /[\s)\]},.;:!?…”»–—-]/.test(text[at + 1] ?? " ");
  if (before !== after) return before;
  return !isOneOpen;
}
