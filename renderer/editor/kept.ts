import type { PictureNotes } from "#core/media";

/**
 * What was offered and not yet answered, kept on this desk by story: it stands again when the story is opened again. It
 * is no part of the story, which would count as changed by it.
 */

/** An offer and the line it stood beside. */
export interface KeptOffer {
  readonly kind: "headline" | "lead" | "caption" | "byline" | "furniture";
  /** For furniture how many lines it is. */
  readonly lines?: number;
  /** By which its line is known: see `markOf`. */
  readonly mark: string;
}

/** What a picture's file says of itself, and which picture that is. */
export interface KeptNotes {
  readonly sha256: string;
  readonly notes: PictureNotes;
}

/** What a line is known by: its length and its beginning. */
export function markOf(line: string): string {
  return `${line.length} ${line.slice(0, 80)}`;
}

export function keptOffers(storyId: string): readonly KeptOffer[] {
  const kept = read(offersUnder(storyId));
  return Array.isArray(kept) ? (kept as readonly KeptOffer[]) : [];
}

export function keepOffers(storyId: string, offers: readonly KeptOffer[]): void {
  write(offersUnder(storyId), offers.length === 0 ? null : offers);
}

/** The notes of a story's pictures, by slot. */
export function keptNotes(storyId: string): Readonly<Record<string, KeptNotes>> {
  const kept = read(notesUnder(storyId));
  return typeof kept === "object" && kept !== null ? (kept as Readonly<Record<string, KeptNotes>>) : {};
}

/** @param notes null when they were used, dismissed, or are another picture's. */
export function keepNotes(storyId: string, figureId: string, notes: KeptNotes | null): void {
  const { [figureId]: before, ...others } = keptNotes(storyId);
  if (notes === null && before === undefined) return;
  const all = notes === null ? others : { ...others, [figureId]: notes };
  write(notesUnder(storyId), Object.keys(all).length === 0 ? null : all);
}

function offersUnder(storyId: string): string {
  return `morasse:offers:${storyId}`;
}

function notesUnder(storyId: string): string {
  return `morasse:notes:${storyId}`;
}

function read(name: string): unknown {
  const kept = localStorage.getItem(name);
  if (kept === null) return null;
  try {
    return JSON.parse(kept) as unknown;
  } catch (error) {
    console.error(error);
    return null;
  }
}

function write(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch (error) {
    // The browser's store is full: the offers stand until the story is closed, as they would without it.
    console.error(error);
  }
}
