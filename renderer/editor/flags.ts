import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { languageOf, type Language } from "#core/article";
import { foreignStretches, PLACES, type Flag, type ForeignStretch, type PassagePlace } from "#core/language";

/** A flag and where it stands in the document now. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly flag: Flag;
  /** The same for the mark wherever it moves: what is painted for it is known under this. */
  readonly self: symbol;
}

/**
 * The flags after a change: those behind it move along, those it touches go (their passage is read again when the
 * writer rests), the others stay. Cheap enough for the way of a key.
 */
export function flagsAfter(marks: readonly Mark[], tr: Transaction): readonly Mark[] {
  if (!tr.docChanged || marks.length === 0) return marks;
  let now = marks;
  for (const { start, oldEnd, newEnd } of rangesOf(tr)) {
    const by = newEnd - oldEnd;
    now = now.flatMap((mark) => {
      if (mark.to < start) return [mark];
      if (mark.from > oldEnd) return [by === 0 ? mark : { ...mark, from: mark.from + by, to: mark.to + by }];
      return [];
    });
  }
  return now;
}

interface Changed {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

function rangesOf(tr: Transaction): readonly Changed[] {
  // What comes from another screen, and undo, replaces the whole document; only the difference has changed.
  const sync = tr.getMeta(ySyncPluginKey) as { readonly isChangeOrigin?: boolean } | undefined;
  if (sync?.isChangeOrigin === true) {
    const start = tr.before.content.findDiffStart(tr.doc.content);
    if (start === null) return [];
    const end = tr.before.content.findDiffEnd(tr.doc.content)!;
    // Repeated text can make the ends overlap the start.
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    return [{ start, oldEnd: end.a + overlap, newEnd: end.b + overlap }];
  }
  return tr.steps.flatMap((_step, index) => {
    const ranges: Changed[] = [];
    tr.mapping.maps[index]!.forEach((start, oldEnd, _newStart, newEnd) => {
      ranges.push({ start, oldEnd, newEnd: start + (newEnd - _newStart) });
    });
    // The last range first, so the earlier ones still stand at their places.
    return ranges.reverse();
  });
}

/** A typed place of the page. */
export interface TypedPlace {
  readonly node: Node;
  readonly place: PassagePlace;
  /** Position of its first letter. */
  readonly start: number;
}

/** Every typed place of the document in order, empty ones left out. */
export function placesOf(doc: Node): readonly TypedPlace[] {
  const places: TypedPlace[] = [];
  doc.descendants((node, pos, parent) => {
    if (!node.isTextblock) return true;
    if (node.content.size > 0) places.push({ node, place: placeOf(node, parent), start: pos + 1 });
    return false;
  });
  return places;
}

const IS_PLACE: ReadonlySet<string> = new Set(PLACES);

function placeOf(node: Node, parent: Node | null): PassagePlace {
  if (parent?.type.name === "blockquote") return "quote";
  if (parent?.type.name === "listItem") return "item";
  const { name } = node.type;
  return isPlace(name) ? name : "paragraph";
}

function isPlace(name: string): name is PassagePlace {
  return IS_PLACE.has(name);
}

/** The stretches of a typed place which are marked as being in another language than the story; places as in `textOfNode`. */
export function foreignIn(node: Node, story: Language): readonly ForeignStretch[] {
  const spans = node.children.map((child) => {
    const mark = child.marks.find(({ type }) => type.name === "language");
    const language = languageOf(mark?.attrs["lang"]);
    return { text: child.text ?? "\n", ...(language !== null && { language }) };
  });
  return foreignStretches(spans, story);
}

/** Index of the top-level block a position is in. */
export function blockAt(doc: Node, pos: number): number {
  return doc.resolve(pos).index(0);
}
