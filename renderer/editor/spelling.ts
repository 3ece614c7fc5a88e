import { Plugin, PluginKey, TextSelection, type EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { QUIET, detailsOf } from "#core/article";
import type { FlagKind } from "#core/language";
import { textNow } from "../text/index.ts";
import { flagCard, type FlagCard } from "./flag-card.ts";
import { blockAt, flagsAfter, placesOf, type Mark } from "./flags.ts";
import type { FlagRoom, Page } from "./page.ts";
import type { PageFlag } from "./port.ts";
import { Reader } from "./reader.ts";
import { LOCAL } from "./session.ts";
import { step } from "./slots.ts";
import { textOfNode, usePage } from "./state.ts";

/**
 * Spelling flags on the page. They are painted with the CSS highlight registry over ranges of the text: the
 * text's own nodes are never split or replaced, wherever the caret is. Nothing is read or painted on the way
 * of a key; a flag that a key touches only goes.
 */
const key = new PluginKey<readonly Mark[]>("spelling");

const KINDS: readonly FlagKind[] = ["spelling", "confusion", "style", "name", "english"];

export function spellingOf(page: Page): Plugin<readonly Mark[]> {
  return new Plugin<readonly Mark[]>({
    key,
    state: {
      init: () => [],
      apply: (tr, marks) => (tr.getMeta(key) as readonly Mark[] | undefined) ?? flagsAfter(marks, tr),
    },
    view(view) {
      const spelling = new Spelling(page, view);
      page.rooms.flags = spelling;
      return {
        update: (_view, before) => spelling.changed(before),
        destroy: () => {
          spelling.stop();
          page.rooms.flags = null;
        },
      };
    },
    props: {
      handleClick: (_view, pos) => {
        if (page.rooms.flags instanceof Spelling) page.rooms.flags.openAt(pos, false);
        return false;
      },
      handleKeyDown: (_view, event) => {
        if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey)
          return false;
        return page.rooms.flags instanceof Spelling && page.rooms.flags.card.keyFromText(event);
      },
    },
  });
}

class Spelling implements FlagRoom {
  readonly card: FlagCard;
  readonly #page: Page;
  readonly #view: EditorView;
  readonly #reader: Reader;
  readonly #stops: (() => void)[];
  /** What is painted now, by mark. */
  #painted = new Map<Mark, Range>();
  #repaint = false;

  constructor(page: Page, view: EditorView) {
    this.#page = page;
    this.#view = view;
    this.#reader = new Reader(() => this.#look());
    this.card = flagCard(page, {
      take: (mark, suggestion) => this.#take(mark, suggestion),
      ignore: (mark) => this.#ignore(mark),
      add: (mark) => void this.#add(mark),
      go: (direction) => void this.go(direction),
    });
    const quiet = page.session.doc.getMap(QUIET);
    const silenced = () => page.pulse.beat();
    quiet.observe(silenced);
    this.#stops = [page.pulse.onRest(() => this.#look()), () => quiet.unobserve(silenced)];
    page.pulse.beat();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#reader.stop();
    this.card.close();
    this.#painted.clear();
    this.#paint();
  }

  /** After each change of the state: flags which went are unpainted at once, the rest waits. */
  changed(before: EditorState): void {
    const { state } = this.#view;
    if (!before.selection.eq(state.selection) || before.doc !== state.doc) this.card.textChanged();
    const marks = marksIn(state);
    if (marks === marksIn(before) && before.doc === state.doc) return;
    // A transaction that is no typing may have drawn the text anew; its ranges are made again in the next frame.
    if (this.#painted.size > 0 && !this.#repaint) {
      this.#repaint = true;
      requestAnimationFrame(() => {
        this.#repaint = false;
        this.#paintMarks();
      });
    }
  }

  any(): boolean {
    return marksIn(this.#view.state).length > 0;
  }

  go(direction: 1 | -1): boolean {
    const { state } = this.#view;
    const marks = marksIn(state);
    if (marks.length === 0) {
      this.#page.desk().notify(textNow().editor.flagNone);
      return true;
    }
    const { from, to } = state.selection;
    const next =
      direction === 1
        ? (marks.find((mark) => mark.from >= to && mark.to !== to) ?? marks[0]!)
        : (marks.findLast((mark) => mark.to <= from && mark.from !== from) ?? marks.at(-1)!);
    this.#view.dispatch(
      state.tr.setSelection(TextSelection.create(state.doc, next.from, next.to)).scrollIntoView(),
    );
    this.#paintMarks(next);
    this.card.open(next, true);
    return true;
  }

  openHere(): boolean {
    return this.openAt(this.#view.state.selection.from, true);
  }

  openAt(pos: number, focus: boolean): boolean {
    const mark = marksIn(this.#view.state).find(
      (one) => one.from <= pos && pos <= one.to && this.#isShown(one),
    );
    if (mark === undefined) return false;
    this.card.open(mark, focus);
    return true;
  }

  #isShown(mark: Mark): boolean {
    return this.#painted.has(mark);
  }

  /** While the writer rests: what has changed is read, what is known is marked. */
  #look(): void {
    const { state } = this.#view;
    if (this.#view.isDestroyed) return;
    const { settings, words } = this.#page.desk();
    const { language } = detailsOf(this.#page.session.doc);
    if (!settings.checkSpelling || language === "en") {
      if (marksIn(state).length > 0) this.#set([]);
      return;
    }
    this.#reader.know(words.map(formOf));
    const quiet = this.#page.session.doc.getMap(QUIET);
    const unread: string[] = [];
    const marks: Mark[] = [];
    const before = new Map(marksIn(state).map((mark) => [`${mark.from} ${mark.flag.wrong}`, mark]));
    for (const { node, start } of placesOf(state.doc)) {
      const text = textOfNode(node);
      const flags = this.#reader.flagsOf(text);
      if (flags === null) unread.push(text);
      for (const flag of flags ?? []) {
        if (quiet.has(formOf(flag.wrong))) continue;
        const from = start + flag.start;
        marks.push(before.get(`${from} ${flag.wrong}`) ?? { from, to: start + flag.end, flag });
      }
    }
    if (unread.length > 0) this.#reader.read(unread);
    this.#set(marks);
  }

  #set(marks: readonly Mark[]): void {
    const { state } = this.#view;
    const old = marksIn(state);
    if (old.length !== marks.length || marks.some((mark, index) => mark !== old[index])) {
      this.#view.dispatch(state.tr.setMeta(key, marks).setMeta("addToHistory", false));
    }
    this.#paintMarks();
    const { doc } = this.#view.state;
    const flags: readonly PageFlag[] = [...this.#painted.keys()].map(({ from, to, flag }) => ({
      ...flag,
      from,
      to,
      block: blockAt(doc, from),
    }));
    const said = usePage.getState().flags;
    if (said.length > 0 || flags.length > 0) usePage.setState({ flags });
  }

  /** Paints every flag but one under the word that is being typed. */
  #paintMarks(shown?: Mark): void {
    if (this.#view.isDestroyed) return;
    const { state } = this.#view;
    const { empty, head } = state.selection;
    const typing = (mark: Mark) =>
      empty && this.#view.hasFocus() && mark.from <= head && head <= mark.to && mark !== shown;
    const painted = new Map<Mark, Range>();
    for (const mark of marksIn(state)) {
      if (typing(mark) && !this.#painted.has(mark)) continue;
      const range = this.#rangeOf(mark);
      if (range !== null) painted.set(mark, range);
    }
    this.#painted = painted;
    this.#paint();
  }

  #rangeOf({ from, to }: Mark): Range | null {
    const start = this.#view.domAtPos(from, 1);
    const end = this.#view.domAtPos(to, -1);
    if (!this.#view.dom.contains(start.node) || !this.#view.dom.contains(end.node)) return null;
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  }

  #paint(): void {
    for (const kind of KINDS) {
      const ranges = [...this.#painted].filter(([{ flag }]) => flag.kind === kind).map(([, range]) => range);
      if (ranges.length === 0) CSS.highlights.delete(`flag-${kind}`);
      else {
        const highlight = new Highlight(...ranges);
        highlight.type = "spelling-error";
        CSS.highlights.set(`flag-${kind}`, highlight);
      }
    }
  }

  #take(mark: Mark, suggestion: string): void {
    const { state } = this.#view;
    const tr = state.tr.insertText(suggestion, mark.from, mark.to);
    tr.setSelection(TextSelection.create(tr.doc, mark.from + suggestion.length));
    step(this.#view, tr.scrollIntoView());
    this.#view.focus();
  }

  #ignore(mark: Mark): void {
    const { doc, undo } = this.#page.session;
    undo.stopCapturing();
    doc.transact(() => doc.getMap(QUIET).set(formOf(mark.flag.wrong), true), LOCAL);
    undo.stopCapturing();
    this.#view.focus();
    this.#look();
  }

  async #add(mark: Mark): Promise<void> {
    this.#view.focus();
    try {
      await this.#page.bridge.words.add({ word: formOf(mark.flag.wrong) });
    } catch (error) {
      console.error(error);
      this.#page.desk().notify(textNow().editor.flagNotAdded);
    }
    this.#page.pulse.beat();
  }
}

function marksIn(state: EditorState): readonly Mark[] {
  return key.getState(state) ?? [];
}

/** The form under which words are known: NFC, lower case. */
function formOf(word: string): string {
  return word.normalize("NFC").toLowerCase();
}
