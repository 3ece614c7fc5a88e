import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { hasLabel } from "#core/exchange";
import { textNow } from "../text/index.ts";
import { figuresIn, partPos, textIn } from "./figures.ts";
import type { Page } from "./page.ts";

const key = new PluginKey<DecorationSet>("labels");

/**
 * Names the empty headings for those who hear the page, and marks a credit which was typed with its label, so that the
 * page shows the label once, as it is printed. Only attributes of the line change, and only while the writer rests and
 * composes nothing.
 */
export function labelsOf(page: Page): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, labels) => (tr.getMeta(key) as DecorationSet | undefined) ?? labels.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      const stop = page.pulse.onRest(() => label(view));
      page.pulse.beat();
      return { destroy: stop };
    },
  });
}

function label(view: EditorView): void {
  if (view.isDestroyed || view.composing) return;
  const words = textNow().editor;
  const names: Readonly<Record<string, string>> = {
    headline: words.headlinePlaceholder,
    crosshead: words.crossheadPlaceholder,
  };
  const labels: Decoration[] = [];
  view.state.doc.forEach((node, pos) => {
    const name = names[node.type.name];
    if (name === undefined || node.content.size > 0) return;
    labels.push(Decoration.node(pos, pos + node.nodeSize, { "aria-label": name }, { name }));
  });
  for (const figure of figuresIn(view.state.doc)) {
    const pos = partPos(figure, "credit");
    if (pos === null || !hasLabel(textIn(figure.node, "credit"))) continue;
    const end = pos + view.state.doc.nodeAt(pos)!.nodeSize;
    labels.push(Decoration.node(pos, end, { class: "is-labelled" }, { name: "credit" }));
  }
  const inOrder = (some: readonly Decoration[]) => some.toSorted((one, other) => one.from - other.from);
  const wanted = inOrder(labels);
  const now = inOrder(key.getState(view.state)?.find() ?? []);
  const same =
    now.length === wanted.length &&
    now.every((one, index) => one.from === wanted[index]!.from && nameOf(one) === nameOf(wanted[index]!));
  if (same) return;
  const set = DecorationSet.create(view.state.doc, labels);
  view.dispatch(view.state.tr.setMeta(key, set).setMeta("addToHistory", false));
}

function nameOf(label: Decoration): string {
  return (label.spec as { readonly name: string }).name;
}
