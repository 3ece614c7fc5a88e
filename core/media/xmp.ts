/** What the XMP packet of a picture says; "" where it says nothing. */
export interface XmpNotes {
  /** dc:description. */
  readonly caption: string;
  /** photoshop:Credit. */
  readonly credit: string;
  /** dc:creator, several joined by ", ". */
  readonly byline: string;
  /** Iptc4xmpCore:AltTextAccessibility. */
  readonly altText: string;
}

const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
const IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";

/** Longest packet read: those of real pictures are a few kilobytes, retouching histories a few hundred. */
const MOST_XMP_BYTES = 4 * 1024 * 1024;

/**
 * Reads the four properties of an XMP packet (ISO 16684-1) whether they stand as elements or as attributes,
 * under whatever prefix the packet gives their namespaces. In a language alternative "x-default" is taken,
 * else Vietnamese, else the first. It is a scanner, not an XML reader: a packet that is cut or not
 * well-formed gives what can be read of it, and nothing outside the packet is ever looked at.
 */
export function xmpNotesOf(packet: Uint8Array): XmpNotes {
  const text = packetText(packet.subarray(0, MOST_XMP_BYTES));
  const values = (namespace: string, name: string): readonly string[] =>
    prefixesOf(text, namespace).flatMap((prefix) => valuesOf(text, `${prefix}:${name}`));
  return {
    caption: values(DUBLIN_CORE, "description")[0] ?? "",
    credit: values(PHOTOSHOP, "Credit")[0] ?? "",
    byline: values(DUBLIN_CORE, "creator").join(", "),
    altText: values(IPTC_CORE, "AltTextAccessibility")[0] ?? "",
  };
}

function packetText(packet: Uint8Array): string {
  const bigEndian = packet[0] === 0xfe && packet[1] === 0xff;
  const littleEndian = packet[0] === 0xff && packet[1] === 0xfe;
  return new TextDecoder(bigEndian ? "utf-16be" : littleEndian ? "utf-16le" : "utf-8").decode(packet);
}

/** Most prefixes of one namespace that are looked for; a packet has one. */
const MOST_PREFIXES = 4;

/** The prefixes the packet declares for a namespace. */
function prefixesOf(text: string, namespace: string): readonly string[] {
  const prefixes = new Set<string>();
  for (
    let at = text.indexOf(namespace);
    at >= 0 && prefixes.size < MOST_PREFIXES;
    at = text.indexOf(namespace, at + 1)
  ) {
    const declared = /xmlns:([A-Za-z_][\w.-]{0,63})\s*=\s*["']$/.exec(text.slice(Math.max(0, at - 90), at));
    if (declared) prefixes.add(declared[1]!);
  }
  return [...prefixes];
}

/** What was found at one place, and where to look on. */
interface Found {
  readonly values: readonly string[];
  readonly end: number;
}

/** The values of the first property of that name which has any, language alternatives best first. */
function valuesOf(text: string, name: string): readonly string[] {
  for (let at = text.indexOf(name); at >= 0;) {
    const found = text[at - 1] === "<" ? elementAt(text, name, at) : attributeAt(text, name, at);
    if (found.values.length > 0) return found.values;
    at = text.indexOf(name, found.end);
  }
  return [];
}

function attributeAt(text: string, name: string, at: number): Found {
  const after = at + name.length;
  const opening = /^\s{0,8}=\s{0,8}(["'])/.exec(text.slice(after, after + 20));
  if (!opening || !/\s/.test(text[at - 1] ?? "")) return { values: [], end: after };
  const start = after + opening[0].length;
  const end = text.indexOf(opening[1]!, start);
  return end < 0 ? { values: [], end: text.length } : { values: filled([text.slice(start, end)]), end };
}

function elementAt(text: string, name: string, at: number): Found {
  const after = at + name.length;
  if (!/[\s>]/.test(text[after] ?? "")) return { values: [], end: after };
  const open = text.indexOf(">", after);
  const close = text.indexOf(`</${name}`, after);
  // Without an end here there is none further on either.
  if (open < 0 || close < 0) return { values: [], end: text.length };
  if (close < open) return { values: [], end: open };
  const inner = text.slice(open + 1, close);
  const items = itemsOf(inner);
  if (items.length === 0) return { values: filled([inner.replace(/<[^<>]*>/g, "")]), end: close };
  const rank = (language: string): number => (language === "x-default" ? 0 : /^vi\b/i.test(language) ? 1 : 2);
  const best = items.toSorted((a, b) => rank(a.language) - rank(b.language));
  return { values: filled(best.map((item) => item.value)), end: close };
}

function itemsOf(inner: string): readonly { readonly language: string; readonly value: string }[] {
  const items = [];
  for (let at = inner.indexOf("<rdf:li"); at >= 0; at = inner.indexOf("<rdf:li", at + 1)) {
    const open = inner.indexOf(">", at);
    if (open < 0) break;
    if (inner[open - 1] === "/") continue;
    const close = inner.indexOf("</rdf:li", open);
    if (close < 0) break;
    const language = /xml:lang\s*=\s*["']([\w-]{1,32})["']/.exec(inner.slice(at, open))?.[1] ?? "";
    items.push({ language, value: inner.slice(open + 1, close).replace(/<[^<>]*>/g, "") });
  }
  return items;
}

function filled(raw: readonly string[]): readonly string[] {
  return raw.map((value) => unescaped(value).trim()).filter((value) => value !== "");
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (all, hex, decimal, name) => {
      if (typeof name === "string") return NAMED[name.toLowerCase()] ?? all;
      const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
