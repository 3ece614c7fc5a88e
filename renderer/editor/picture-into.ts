import * as Y from "yjs";
import { BODY, type Picture } from "#core/article";
import type { StorySession } from "./port.ts";
import { LOCAL } from "./session.ts";

/**
 * Puts an arrived picture into its slot in the document itself, when no page shows the story any more. A slot that is
 * gone takes nothing.
 */
export function pictureInto({ doc, undo }: StorySession, figureId: string, picture: Picture): void {
  const figure = figureIn(doc.getXmlFragment(BODY), figureId);
  if (figure === null) return;
  undo.stopCapturing();
  doc.transact(() => {
    const there = figure
      .toArray()
      .find((part) => part instanceof Y.XmlElement && part.nodeName === "picture");
    const element = there instanceof Y.XmlElement ? there : new Y.XmlElement("picture");
    if (element !== there) figure.insert(0, [element]);
    // As the editor writes them: numbers stay numbers.
    for (const [name, value] of Object.entries(picture)) element.setAttribute(name, value as string);
  }, LOCAL);
  undo.stopCapturing();
}

function figureIn(parent: Y.XmlFragment, id: string): Y.XmlElement | null {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (child.nodeName === "figure" && child.getAttribute("id") === id) return child;
    const inside = figureIn(child, id);
    if (inside !== null) return inside;
  }
  return null;
}
