import { createSpotlight } from "@mantine/spotlight";

/** The command palette can be asked for before its screen is drawn. */
export const [paletteStore, palette] = createSpotlight();

export function openPalette(): void {
  palette.open();
}
