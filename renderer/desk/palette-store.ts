import { createSpotlight } from "@mantine/spotlight";
import { flushSync } from "react-dom";

const [store, palette] = createSpotlight();

/** The command palette can be asked for before its screen is drawn. */
export const paletteStore = store;

/** Opens the palette with the keyboard in it at once: the next key must not be written into the story. */
export function openPalette(): void {
  flushSync(() => palette.open());
  document.querySelector<HTMLElement>(".palette-search")?.focus();
}
