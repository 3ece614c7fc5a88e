import { WINDOWS_1252_HIGH } from "../media/index.ts";

/**
 * Text without HTML's character references, "h&oacute;a &amp; &#8211;": numbers, and the names that editors and servers
 * write for Vietnamese text. What is none stays as it is.
 */
export function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,8}));?/gi,
    (sign, decimal, hex, name) => {
      if (typeof name === "string") return NAMED[name] ?? String(sign);
      const code = typeof decimal === "string" ? Number(decimal) : parseInt(String(hex), 16);
      if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252_HIGH[code - 0x80] ?? "";
      return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
        ? "\ufffd"
        : String.fromCodePoint(code);
    },
  );
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ensp: "\u2002",
  emsp: "\u2003",
  thinsp: "\u2009",
  shy: "\u00ad",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  sbquo: "‚",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  prime: "′",
  Prime: "″",
  middot: "·",
  bull: "•",
  times: "×",
  minus: "−",
  deg: "°",
  copy: "©",
  reg: "®",
  trade: "™",
  euro: "€",
  ...latinNames(),
};

/** Latin letters with a mark which HTML names: "agrave" is à. Vietnamese and European names of people need them. */
function latinNames(): Readonly<Record<string, string>> {
  const marks = { grave: "\u0300", acute: "\u0301", circ: "\u0302", tilde: "\u0303", uml: "\u0308" };
  const names: Record<string, string> = {
    ETH: "Ð",
    eth: "ð",
    Dstrok: "Đ",
    dstrok: "đ",
    ccedil: "ç",
    Ccedil: "Ç",
    aring: "å",
    Aring: "Å",
    oslash: "ø",
    Oslash: "Ø",
    abreve: "ă",
    Abreve: "Ă",
  };
  for (const letter of "AEIOUYaeiouyNn") {
    for (const [name, mark] of Object.entries(marks)) {
      names[`${letter}${name}`] = `${letter}${mark}`.normalize("NFC");
    }
  }
  return names;
}
