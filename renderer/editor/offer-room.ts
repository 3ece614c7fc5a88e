import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { textNow } from "../text/index.ts";
import { partAs } from "./blocks.ts";
import { element } from "./dom.ts";
import { textIn } from "./figures.ts";
import { keepOffers, keptOffers, markOf, type KeptOffer } from "./kept.ts";
import { offersIn, type Offer, type OfferedBlock } from "./offers.ts";
import type { OfferRoom, Page } from "./page.ts";
import { isInsertion } from "./paste.ts";
import { captionHere, step } from "./slots.ts";
import { textOfNode, usePage } from "./state.ts";
import type { PastedLine } from "./tidy.ts";

/** An offer beside a block. */
interface Standing {
  readonly offer: Offer;
  /** Position before the block. */
  readonly pos: number;
}

const key = new PluginKey<readonly Standing[]>("offers");

/** Offers beside pasted blocks, as chips over the paper: the text itself is not touched by them. */
export function offersOf(page: Page): Plugin<readonly Standing[]> {
  return new Plugin<readonly Standing[]>({
    key,
    state: {
      init: () => [],
      apply: (tr, standing) => (tr.getMeta(key) as readonly Standing[] | undefined) ?? moved(standing, tr),
    },
    view(view) {
      const room = new Offers(page, view);
      page.rooms.offers = room;
      return {
        update: (_view, before) => room.changed(before),
        destroy: () => {
          room.stop();
          page.rooms.offers = null;
        },
      };
    },
  });
}

/** Offers go along with their blocks; one whose block is gone, or is no paragraph any more, goes. */
function moved(standing: readonly Standing[], tr: Transaction): readonly Standing[] {
  if (!tr.docChanged || standing.length === 0) return standing;
  // Undo and other screens replace the whole document: what was offered is found again by its place.
  const sync = tr.getMeta(ySyncPluginKey) as { readonly isChangeOrigin?: boolean } | undefined;
  const map = (pos: number) =>
    sync?.isChangeOrigin === true ? throughDifference(pos, tr) : tr.mapping.map(pos);
  return standing.flatMap(({ offer, pos }) => {
    const at = map(pos);
    const node = at === null || at > tr.doc.content.size ? null : tr.doc.nodeAt(at);
    if (at === null || node == null || node.content.size === 0) return [];
    return isFor(node, offer) ? [{ offer, pos: at }] : [];
  });
}

/** Whether an offer may stand beside a block: a paragraph, or a headline which is to be the lead. */
function isFor(node: Node, { kind }: Pick<Offer, "kind">): boolean {
  return node.type.name === "paragraph" || (node.type.name === "headline" && kind === "lead");
}

function throughDifference(pos: number, tr: Transaction): number | null {
  const start = tr.before.content.findDiffStart(tr.doc.content);
  if (start === null || pos < start) return pos;
  const end = tr.before.content.findDiffEnd(tr.doc.content);
  return end === null || pos < end.a ? null : pos + end.b - end.a;
}

class Offers implements OfferRoom {
  readonly #page: Page;
  readonly #view: EditorView;
  readonly #box: HTMLElement;
  readonly #stops: (() => void)[];
  #lines: readonly PastedLine[] = [];
  /** What is kept for the next opening of the story; null until what was kept stands again. */
  #kept: string | null = null;

  constructor(page: Page, view: EditorView) {
    this.#page = page;
    this.#view = view;
    this.#box = element("div", { class: "page-offers", role: "group" });
    this.#box.hidden = true;
    page.layer.append(this.#box);
    const sized = new ResizeObserver(() => this.#draw());
    sized.observe(view.dom);
    const draw = () => this.#draw();
    page.speakers.add(draw);
    this.#stops = [
      page.pulse.onRest(() => {
        this.#keep();
        this.#draw();
      }),
      () => sized.disconnect(),
      () => page.speakers.delete(draw),
      () => this.#box.remove(),
    ];
    // The story is drawn when all parts of the page are there.
    queueMicrotask(() => this.#standAgain());
  }

  stop(): void {
    this.#keep();
    for (const stop of this.#stops) stop();
  }

  pasted(lines: readonly PastedLine[]): void {
    this.#lines = lines;
  }

  changed(before: EditorState): void {
    const { state } = this.#view;
    if (standingIn(state) !== standingIn(before)) requestAnimationFrame(() => this.#draw());
  }

  /** Looks for offers among the top-level blocks a paste has put between two positions. */
  look(from: number, to: number): void {
    const { state } = this.#view;
    const fresh = new Set<number>();
    const blocks: OfferedBlock[] = [];
    const places: number[] = [];
    const lines = [...this.#lines];
    this.#lines = [];
    state.doc.forEach((node, pos, index) => {
      const isFigure = node.type.name === "figure";
      const text = node.isTextblock ? textOfNode(node) : node.textBetween(0, node.content.size, " ", " ");
      const inside = pos + node.nodeSize > from && pos < to;
      if (inside) fresh.add(index);
      const line = inside ? lines.findIndex((one) => one.text === text.trim()) : -1;
      const emptyBefore = line === -1 ? 0 : (lines.splice(0, line + 1).at(-1)?.emptyBefore ?? 0);
      blocks.push({
        kind: node.type.name,
        text: isFigure ? "" : text,
        emptyBefore,
        ...(isFigure ? { wantsCaption: textIn(node, "caption") === "" } : {}),
      });
      places.push(pos);
    });
    const standing = offersIn(blocks, fresh).map((offer) => ({ offer, pos: places[offer.index]! }));
    const kept = standingIn(state).filter(({ pos }) => !standing.some((one) => one.pos === pos));
    const all = [...kept, ...standing].sort((a, b) => a.pos - b.pos);
    this.#view.dispatch(state.tr.setMeta(key, all).setMeta("addToHistory", false));
  }

  any(): boolean {
    return standingIn(this.#view.state).length > 0;
  }

  /** Takes the offer at the caret; goes to the next one when there is none here. */
  accept(): boolean {
    const here = this.#here();
    if (here === null) return this.next();
    this.#take(here);
    return true;
  }

  dismiss(): boolean {
    const here = this.#here();
    if (here === null) return false;
    this.#drop(here);
    return true;
  }

  next(): boolean {
    const { state } = this.#view;
    const standing = standingIn(state);
    const { from } = state.selection;
    const next = standing.find(({ pos }) => pos > from) ?? standing[0];
    if (next === undefined) return false;
    this.#view.dispatch(
      state.tr.setSelection(TextSelection.create(state.doc, next.pos + 1)).scrollIntoView(),
    );
    this.#view.focus();
    return true;
  }

  #here(): Standing | null {
    const { state } = this.#view;
    const { $from } = state.selection;
    if ($from.depth === 0) return null;
    return standingIn(state).find(({ pos }) => pos === $from.before(1)) ?? null;
  }

  /** Puts what was kept beside the lines it stood beside. */
  #standAgain(): void {
    if (this.#view.isDestroyed) return;
    const kept = [...keptOffers(this.#page.session.id)];
    this.#kept = JSON.stringify(kept);
    if (kept.length === 0) return;
    const { state } = this.#view;
    const all = [...standingIn(state)];
    state.doc.forEach((node, pos, index) => {
      if (!node.isTextblock || all.some((one) => one.pos === pos)) return;
      const mark = markOf(textOfNode(node));
      const at = kept.findIndex((one) => one.mark === mark && isFor(node, one));
      if (at === -1) return;
      const [{ kind, lines = 1 }] = kept.splice(at, 1) as [KeptOffer];
      all.push({ pos, offer: kind === "furniture" ? { kind, index, lines } : { kind, index } });
    });
    all.sort((one, other) => one.pos - other.pos);
    this.#view.dispatch(state.tr.setMeta(key, all).setMeta("addToHistory", false));
  }

  /** Never on the way of a key: while the writer rests, and when an offer is answered. */
  #keep(): void {
    if (this.#kept === null) return;
    const { state } = this.#view;
    const offers = standingIn(state).map(({ offer, pos }): KeptOffer => {
      const mark = markOf(textOfNode(state.doc.nodeAt(pos)!));
      return offer.kind === "furniture"
        ? { kind: offer.kind, mark, lines: offer.lines }
        : { kind: offer.kind, mark };
    });
    const now = JSON.stringify(offers);
    if (now === this.#kept) return;
    this.#kept = now;
    keepOffers(this.#page.session.id, offers);
  }

  #take(standing: Standing): void {
    const view = this.#view;
    const { state } = view;
    const { offer, pos } = standing;
    this.#drop(standing);
    if (offer.kind === "furniture") {
      const tr = view.state.tr.delete(pos, state.doc.content.size);
      if (tr.doc.content.size === 0) tr.insert(0, state.schema.nodes["paragraph"]!.create());
      step(view, tr.scrollIntoView());
    } else {
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos + 1)));
      const change = offer.kind === "caption" ? captionHere : partAs(offer.kind);
      change(view.state, (tr) => step(view, tr), view);
    }
    view.focus();
    // On to the next one, so that a whole pasted story is done by the same key again and again.
    if (this.any()) this.next();
  }

  #drop(standing: Standing): void {
    const { state } = this.#view;
    const rest = standingIn(state).filter((one) => one !== standing);
    this.#view.dispatch(state.tr.setMeta(key, rest).setMeta("addToHistory", false));
    this.#keep();
  }

  #draw(): void {
    if (this.#view.isDestroyed) return;
    const standing = standingIn(this.#view.state);
    if (usePage.getState().offers !== standing.length) usePage.setState({ offers: standing.length });
    if (standing.length === 0 && this.#box.childElementCount === 0) return;
    const words = textNow().editor;
    this.#box.setAttribute("aria-label", words.offersLabel);
    this.#box.hidden = standing.length === 0;
    const origin = this.#page.layer.getBoundingClientRect();
    const here = this.#here();
    const chips = standing.flatMap((one) => {
      const dom = this.#view.nodeDOM(one.pos);
      if (!(dom instanceof HTMLElement)) return [];
      const spot = dom.getBoundingClientRect();
      const chip = element("div", { class: "offer" });
      chip.style.top = `${spot.top - origin.top}px`;
      chip.style.height = `${spot.height}px`;
      const { offer } = one;
      const label =
        offer.kind === "furniture" ? words.offers.furniture(offer.lines) : words.offers[offer.kind];
      const take = element("button", { type: "button", title: words.offerKeys }, label);
      if (one === here) {
        take.append(element("kbd", { "aria-hidden": "true" }, "Alt+Enter"));
        take.setAttribute("aria-keyshortcuts", "Alt+Enter");
      }
      take.addEventListener("click", () => this.#take(one));
      const drop = element("button", { type: "button", "aria-label": `${words.dismiss}: ${label}` }, "×");
      drop.addEventListener("click", () => this.#drop(one));
      chip.append(element("span", { class: "offer-acts" }, take, drop));
      return [chip];
    });
    this.#box.replaceChildren(...chips);
  }
}

/** Hears of a paste and looks for offers once the page has taken it in. */
export function pasteHeard(page: Page): Plugin {
  return new Plugin({
    appendTransaction: (transactions) => {
      for (const tr of transactions) {
        if (!isInsertion(tr)) continue;
        let from = Number.POSITIVE_INFINITY;
        let to = 0;
        tr.mapping.maps.forEach((map, index) => {
          map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
            const rest = tr.mapping.slice(index + 1);
            from = Math.min(from, rest.map(newStart, -1));
            to = Math.max(to, rest.map(newEnd, 1));
          });
        });
        const room = page.rooms.offers;
        if (to > 0 && room instanceof Offers) queueMicrotask(() => room.look(from, to));
      }
      return null;
    },
  });
}

function standingIn(state: EditorState): readonly Standing[] {
  return key.getState(state) ?? [];
}
