/** Blocks and line breaks of pasted HTML which a story has no place for: tables, and breaks that only make room. */

const BLOCKS =
  "p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, figure, figcaption, table, div, section, article, pre, hr";

/**
 * Lays tables out as lines: each row one paragraph, its cells joined by a dash. A table of one column only is a page's
 * frame: its content stays as it is.
 *
 * @returns how many tables were laid out as lines.
 */
export function linesFromTables(document: Document, body: Element): number {
  let laidOut = 0;
  // The innermost first.
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const rows = [...table.querySelectorAll("tr")].map((row) =>
      [...row.children].filter((cell) => /^t[dh]$/.test(cell.localName) && !isBlank(cell)),
    );
    const isFrame = rows.every((cells) => cells.length < 2);
    if (!isFrame) laidOut += 1;
    const lines: Node[] = [...table.querySelectorAll("caption")].map((title) =>
      paragraphOf(document, [...title.childNodes]),
    );
    for (const cells of rows) {
      if (cells.length === 0) continue;
      if (isFrame) lines.push(...contentOf(document, cells[0]!));
      else {
        lines.push(
          paragraphOf(
            document,
            cells.flatMap((cell, index) => [...(index === 0 ? [] : [" – "]), ...lineOf(cell)]),
          ),
        );
      }
    }
    table.replaceWith(...lines);
  }
  return laidOut;
}

/** Takes out line breaks which stand between blocks or end one, and paragraphs which hold nothing. */
export function withoutRoom(body: Element): void {
  for (const rest of [...body.querySelectorAll("br")]) {
    if (isEdge(beside(rest, "previousSibling")) && isEdge(beside(rest, "nextSibling"))) rest.remove();
  }
  for (const line of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")].reverse()) {
    if (isBlank(line)) line.remove();
  }
}

function contentOf(document: Document, cell: Element): readonly Node[] {
  return cell.querySelector(BLOCKS) === null
    ? [paragraphOf(document, [...cell.childNodes])]
    : [...cell.childNodes];
}

/** What a cell holds as one line: blocks and breaks in it are apart by a space. */
function lineOf(cell: Element): readonly (Node | string)[] {
  for (const rest of [...cell.querySelectorAll("br")]) rest.replaceWith(" ");
  for (const block of [...cell.querySelectorAll(BLOCKS)].reverse()) {
    block.replaceWith(...block.childNodes, " ");
  }
  const { lastChild } = cell;
  if (lastChild?.nodeType === Node.TEXT_NODE) lastChild.nodeValue = (lastChild.nodeValue ?? "").trimEnd();
  return [...cell.childNodes];
}

function paragraphOf(document: Document, content: readonly (Node | string)[]): Element {
  const line = document.createElement("p");
  line.append(...content);
  return line;
}

/** Neither words nor a picture. */
function isBlank(element: Element): boolean {
  return (element.textContent ?? "").trim() === "" && element.querySelector("img, [data-part]") === null;
}

/** The neighbour of a node, white space left out. */
function beside(node: Node, side: "previousSibling" | "nextSibling"): Node | null {
  let other = node[side];
  while (other !== null && other.nodeType !== Node.ELEMENT_NODE && (other.nodeValue ?? "").trim() === "") {
    other = other[side];
  }
  return other;
}

function isEdge(node: Node | null): boolean {
  return node === null || (node instanceof Element && node.matches(`br, ${BLOCKS}`));
}
