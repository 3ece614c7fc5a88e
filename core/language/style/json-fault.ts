/**
 * The line, from 1, on which a text stops being JSON; null when it is JSON. The engines' own messages name a place only
 * sometimes, and a person who edits a file by hand needs it always.
 */
export function jsonFaultLine(text: string): number | null {
  const open: ("{" | "[")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    at = endOfSpace(text, at);
    if (at >= text.length) return wanted === "end" ? null : lineOf(text, at);
    const length = lengthOfPiece(text, at);
    const next: Wanted | null = length === 0 ? null : after(text[at]!, wanted, open);
    if (next === null) return lineOf(text, at);
    wanted = next;
    at += length;
  }
}

type Wanted = "value" | "valueOrClose" | "key" | "keyOrClose" | "colon" | "commaOrClose" | "end";

const PIECE =
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function lengthOfPiece(text: string, at: number): number {
  PIECE.lastIndex = at;
  return PIECE.test(text) ? PIECE.lastIndex - at : 0;
}

/** What may follow a piece that begins with this character, or null when it may not stand here at all. */
function after(first: string, wanted: Wanted, open: ("{" | "[")[]): Wanted | null {
  const closed = (): Wanted => (open.length === 0 ? "end" : "commaOrClose");
  const isValue = wanted === "value" || wanted === "valueOrClose";
  switch (first) {
    case "{":
    case "[":
      if (!isValue) return null;
      open.push(first);
      return first === "{" ? "keyOrClose" : "valueOrClose";
    case "}":
      if (open.at(-1) !== "{" || (wanted !== "keyOrClose" && wanted !== "commaOrClose")) return null;
      open.pop();
      return closed();
    case "]":
      if (open.at(-1) !== "[" || (wanted !== "valueOrClose" && wanted !== "commaOrClose")) return null;
      open.pop();
      return closed();
    case ",":
      if (wanted !== "commaOrClose") return null;
      return open.at(-1) === "{" ? "key" : "value";
    case ":":
      return wanted === "colon" ? "value" : null;
    case '"':
      if (wanted === "key" || wanted === "keyOrClose") return "colon";
      return isValue ? closed() : null;
    default:
      return isValue ? closed() : null;
  }
}

function endOfSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text[at]!)) at++;
  return at;
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
