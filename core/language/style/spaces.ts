import { isSyllable } from "../syllable.ts";
import type { Finding } from "./finding.ts";
import type { Page } from "./page.ts";
import type { RulesOfStyle } from "./rules.ts";
import { findingSaid } from "./sentences.ts";

type Wanted = RulesOfStyle["spaces"];

/** Spaces too many and spaces missing. What stands at the two ends of a passage is not looked at: somebody is typing. */
export function spacesIn(page: Page, wanted: Wanted): readonly Finding[] {
  return [...spacesTooMany(page, wanted), ...(wanted.afterMarks ? spacesMissing(page) : [])];
}

function spacesTooMany(page: Page, wanted: Wanted): readonly Finding[] {
  const { text } = page;
  const opening = new Set(page.quotations.map(({ start }) => start));
  const closing = new Set(page.quotations.map(({ end }) => end - 1));
  const found: Finding[] = [];
  for (const { 0: spaces, index } of text.matchAll(/[ \u00a0]+/g)) {
    const end = index + spaces.length;
    const [before, after] = [text[index - 1] ?? "\n", text[end] ?? "\n"];
    if (/\s/.test(before) || /\s/.test(after)) continue;
    const isInsideEnd =
      closing.has(end) || (")]".includes(after) && !"([".includes(before) && isBracketed(text, index));
    const add = (start: number, to: number, right: string, says: Finding["says"]): void => {
      found.push({ rule: "spaces", start, end: to, suggestions: [right], says });
    };
    if (wanted.beforeMarks && isMarkAfterSpace(text, index, end)) {
      const right = /\p{L}/u.test(text[end + 1] ?? " ") ? `${after} ` : after;
      add(index, end + 1, right, findingSaid.spaceBefore(after));
    } else if (wanted.insideBrackets && isInsideEnd) {
      add(index, end + 1, after, findingSaid.spaceInside());
    } else if (
      wanted.insideBrackets &&
      (opening.has(index - 1) || ("([".includes(before) && !")]".includes(after)))
    ) {
      add(index - 1, end, before, findingSaid.spaceInside());
    } else if (wanted.double && spaces.length > 1) {
      add(index, end, " ", findingSaid.doubleSpace());
    }
  }
  return found;
}

/** A mark that ends something: " ,", also where the space has changed sides (" ,anh"); but no smiley, no ".vn", no " ..." and no "2 : 1". */
function isMarkAfterSpace(text: string, spaces: number, at: number): boolean {
  if (!",.;:!?".includes(text[at] ?? "\n")) return false;
  const [before, after] = [text[spaces - 1]!, text[at + 1] ?? " "];
  const isEnd = /[\s”"’)»]/.test(after) || (text[at] !== "." && /[!?]/.test(after));
  if (!isEnd && !(",;".includes(text[at]!) && /\p{L}/u.test(after))) return false;
  if (text[at] === ":" && /\d/.test(before) && /^\s\d/.test(text.slice(at + 1, at + 3))) return false;
  return !/[:;([]/.test(before) && !(text[at] === ":" && after === ")");
}

/** The text before has an open bracket, so that what follows is no smiley and no "a )". */
function isBracketed(text: string, at: number): boolean {
  const line = text.slice(Math.max(0, at - 300), at);
  return (
    Math.max(line.lastIndexOf("("), line.lastIndexOf("[")) >
    Math.max(line.lastIndexOf(")"), line.lastIndexOf("]"))
  );
}

/** "nói,anh" and "xong.Tuy nhiên": the mark stands between two Vietnamese words, so that it is no abbreviation and no address. */
function spacesMissing(page: Page): readonly Finding[] {
  const { text, tokens } = page;
  const found: Finding[] = [];
  for (let at = 1; at < tokens.length; at++) {
    const [left, right] = [wordBefore(page, at), tokens[at]!];
    if (left === null || right.kind !== "word" || right.start !== left.end + 1) continue;
    const mark = text[left.end]!;
    if (!",.;:!?".includes(mark) || !isVietnamese(left.form) || !isVietnamese(right.form)) continue;
    if (mark === "." && (left.letterCase !== "lower" || right.letterCase !== "first")) continue;
    if (page.isOpaque(left.end, left.end + 1)) continue;
    found.push({
      rule: "spaces",
      start: left.end,
      end: left.end + 1,
      suggestions: [`${mark} `],
      says: findingSaid.spaceMissing(mark),
    });
  }
  return found;
}

/** The word before a token, over the boundary which a mark makes. */
function wordBefore({ tokens }: Page, at: number) {
  const before = tokens[at - 1]?.kind === "boundary" ? tokens[at - 2] : tokens[at - 1];
  return before?.kind === "word" ? before : null;
}

function isVietnamese(form: string): boolean {
  return form.length > 1 && isSyllable(form);
}
