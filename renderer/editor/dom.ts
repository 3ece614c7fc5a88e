/** Small pieces of plain DOM for what stands beside the typed text. */

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; texts become text nodes, so nothing is ever read as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (globalThis.Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const PATHS = {
  // Drawn for this program on a 24 px grid.
  camera: "M4 8h3l2-3h6l2 3h3v11H4z M12 10.5a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4z",
} as const;

export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Puts a card under a place of the page (above it where there is no room), inside its layer. */
export function placeUnder(
  card: HTMLElement,
  layer: HTMLElement,
  spot: { readonly left: number; readonly top: number; readonly bottom: number },
): void {
  const box = layer.getBoundingClientRect();
  const left = Math.max(8, Math.min(spot.left - box.left, box.width - card.offsetWidth - 8));
  const room = roomFor(layer);
  card.style.maxHeight = `${room.bottom - room.top - 8}px`;
  card.style.overflowY = "auto";
  const [below, above] = [spot.bottom + 6, spot.top - card.offsetHeight - 6];
  // Where it fits on neither side it lies over the word: what can be done stays in sight.
  const lowest = room.bottom - card.offsetHeight - 4;
  const top = below <= lowest ? below : above >= room.top ? above : Math.max(room.top + 4, lowest);
  card.style.left = `${left}px`;
  card.style.top = `${top - box.top}px`;
}

/** What is in sight of the page, between the bars of the desk. */
function roomFor(layer: HTMLElement): { readonly top: number; readonly bottom: number } {
  for (let at = layer.parentElement; at !== null; at = at.parentElement) {
    if (!/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowY)) continue;
    const { top, bottom } = at.getBoundingClientRect();
    return { top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) };
  }
  return { top: 0, bottom: innerHeight };
}
