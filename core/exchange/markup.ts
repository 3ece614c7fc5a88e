/**
 * A strict reader of small XHTML: well-formed elements, double-quoted attributes, text and the five
 * entities of XML. No comments, no declarations, no processing instructions, nothing mended: what is not
 * plain is refused with its place, so that what is accepted can only mean one thing.
 */

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

/** Why a text is not the markup we read; the message says what and where, counted in characters from 1. */
export class MarkupError extends RangeError {
  override readonly name = "MarkupError";
}

const DEEPEST = 40;
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*="[^"<]*")*)\s*(\/?)>/y;
const ATTRIBUTE = /\s+([a-z][a-z0-9-]*)="([^"<]*)"/g;
const TEXT = /[^<]+/y;

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

/** @throws {MarkupError} */
export function elementsOf(markup: string): readonly (Element | string)[] {
  const root: Open = { name: "", attributes: new Map(), children: [] };
  const open: Open[] = [root];
  for (let at = 0; at < markup.length;) {
    const here = open.at(-1)!;
    TEXT.lastIndex = at;
    const text = TEXT.exec(markup);
    if (text) {
      here.children.push(decoded(text[0], at));
      at = TEXT.lastIndex;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(markup);
    if (!tag) throw new MarkupError(`unreadable markup at character ${at + 1}: ${shortened(markup, at)}`);
    const [, closing, name, attributes, empty] = tag as unknown as [string, string, string, string, string];
    if (closing !== "") {
      if (here.name !== name || attributes !== "" || empty !== "") {
        throw new MarkupError(`</${name}> at character ${at + 1} closes nothing that is open`);
      }
      open.pop();
    } else {
      const made: Open = { name, attributes: attributesOf(attributes, at), children: [] };
      here.children.push(made);
      if (empty === "") open.push(made);
      if (open.length > DEEPEST)
        throw new MarkupError(`elements nested deeper than ${DEEPEST} at character ${at + 1}`);
    }
    at = TAG.lastIndex;
  }
  if (open.length > 1) throw new MarkupError(`<${open.at(-1)!.name}> is never closed`);
  return root.children;
}

function attributesOf(source: string, at: number): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value] of source.matchAll(ATTRIBUTE)) {
    if (attributes.has(name!)) throw new MarkupError(`attribute ${name} twice at character ${at + 1}`);
    attributes.set(name!, decoded(value!, at));
  }
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string, at: number): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:([a-z]+)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));|&/g, (sign, name, decimal, hex) => {
    const code = decimal === undefined ? (hex === undefined ? -1 : parseInt(hex, 16)) : Number(decimal);
    const character = name === undefined ? characterOf(code) : NAMED[name as string];
    if (character === undefined) {
      throw new MarkupError(`unknown entity ${String(sign)} near character ${at + 1}`);
    }
    return character;
  });
}

/** Undefined for what XML 1.0 does not allow as a character (section 2.2). */
function characterOf(code: number): string | undefined {
  const allowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return allowed ? String.fromCodePoint(code) : undefined;
}

function shortened(markup: string, at: number): string {
  return markup.slice(at, at + 40).replace(/\s+/g, " ");
}
