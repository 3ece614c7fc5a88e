import { createSpotlight } from "@mantine/spotlight";

const [store, palette] = createSpotlight();

/** The command palette can be asked for before its screen is drawn. */
export const paletteStore = store;

export function openPalette(): void {
  palette.open();
}
