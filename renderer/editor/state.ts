import type { Node } from "@tiptap/pm/model";
import { create } from "zustand";
import { wordsIn } from "#core/article";
import type { PageState } from "./port.ts";

/** What the page tells the desk. Written while the writer rests, never on the way of a key. */
export const usePage = create<PageState>(() => ({
  editor: null,
  session: null,
  flags: [],
  checkerFailed: false,
  offers: 0,
  words: 0,
  revision: 0,
  caret: 0,
  saved: { kind: "saved", at: null },
}));

const counted = new WeakMap<Node, number>();
const LEFT_OUT: ReadonlySet<string> = new Set(["figure", "byline"]);

/** Chữ of the page, as `wordCountOf` counts them; unchanged blocks are not counted again. */
export function wordsOn(doc: Node): number {
  let words = 0;
  doc.forEach((block) => {
    if (!LEFT_OUT.has(block.type.name)) words += wordsOf(block);
  });
  return words;
}

function wordsOf(node: Node): number {
  const known = counted.get(node);
  if (known !== undefined) return known;
  let words = 0;
  if (node.isTextblock) words = wordsIn(textOfNode(node));
  else {
    node.forEach((child) => {
      if (!LEFT_OUT.has(child.type.name)) words += wordsOf(child);
    });
  }
  counted.set(node, words);
  return words;
}

/** The typed text of a place, one UTF-16 unit for each position inside it: a line break is "\n". */
export function textOfNode(node: Node): string {
  return node.textBetween(0, node.content.size, undefined, "\n");
}
