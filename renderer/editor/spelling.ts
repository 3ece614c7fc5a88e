import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection, type EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { QUIET, detailsOf, type Language } from "#core/article";
import {
  alike,
  knownForm,
  dayOf,
  knownWords,
  withGrammar,
  type NameRegister,
  type Flag,
  type FlagKind,
  type Passage,
  type PassagePlace,
} from "#core/language";
import { firstPublishedAt } from "#core/publishing";
import { textNow } from "../text/index.ts";
import { flagCard, type FlagCard, type WordList } from "./flag-card.ts";
import { blockAt, flagsAfter, foreignIn, placesOf, type Mark } from "./flags.ts";
import { GrammarReader } from "./grammar.ts";
import type { FlagRoom, Page } from "./page.ts";
import type { PageFlag } from "./port.ts";
import { quietOn, silenceInStory, silencePlace } from "./quiet.ts";
import { Reader } from "./reader.ts";
import { LOCAL } from "./session.ts";
import { step } from "./slots.ts";
import { textOfNode, usePage } from "./state.ts";

/**
 * Spelling flags on the page. They are painted with the CSS highlight registry over ranges of the text: the
 * text's own nodes are never split or replaced, wherever the caret is. Nothing is read on the way of a key; in the
 * frame after it the flags which it touched go, and the others keep the ranges they have, which move with the text.
 */
const key = new PluginKey<readonly Mark[]>("spelling");

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

/** After so long without a key the word at the caret is no longer being typed. */
const WORD_RESTS_MS = 3000;

class Spelling implements FlagRoom {
  readonly card: FlagCard;
  readonly #page: Page;
  readonly #view: EditorView;
  readonly #reader: Reader;
  /** Reads English for grammar; null while nobody asked for that. */
  #grammar: GrammarReader | null = null;
  readonly #stops: (() => void)[];
  /** What is painted now, by the mark's own symbol. */
  readonly #painted = new Map<symbol, { readonly range: Range; readonly kind: FlagKind }>();
  #repaint = false;
  /** Who waits for everything to be read. */
  #waiting: (() => void)[] = [];
  /** The document as it was last looked at. */
  #looked: unknown = null;
  /** The document when a card put the caret behind its word: until it changes, no word is being typed there. */
  #left: unknown = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(page: Page, view: EditorView) {
    this.#page = page;
    this.#view = view;
    this.#reader = new Reader(() => this.#look());
    this.card = flagCard(page, {
      take: (mark, suggestion) => this.#take([[mark, suggestion]]),
      alike: (mark) => this.#alike(mark).length,
      takeAlike: (mark) => this.#take(this.#alike(mark)),
      ignoreHere: (mark) => this.#silence(() => silencePlace(view.state, mark.flag, mark.to)),
      ignoreInStory: (mark) => this.#silence(() => silenceInStory(page.session.doc, mark.flag)),
      add: (mark, list) => void this.#add(mark, list),
      showRule: (mark) => page.desk().showRule(mark.flag),
      go: (direction) => void this.go(direction),
      leaveWord: () => this.#leaveWord(),
    });
    const quiet = page.session.doc.getMap(QUIET);
    const silenced = () => page.pulse.beat();
    quiet.observe(silenced);
    this.#stops = [page.pulse.onRest(() => this.#look()), () => quiet.unobserve(silenced)];
    page.pulse.beat();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#resting);
    this.#reader.stop();
    this.#grammar?.stop();
    this.#release();
    this.card.close();
    for (const self of [...this.#painted.keys()]) this.#unpaint(self);
  }

  /** After each change of the state: flags which went are unpainted at once, the rest waits. */
  changed(before: EditorState): void {
    const { state } = this.#view;
    if (before.doc !== state.doc) this.card.textChanged();
    else if (!before.selection.eq(state.selection)) this.card.caretMoved(state.selection.head);
    const marks = marksIn(state);
    if (marks === marksIn(before) && before.doc === state.doc) return;
    if (this.#painted.size > 0 && !this.#repaint) {
      this.#repaint = true;
      requestAnimationFrame(() => {
        this.#repaint = false;
        this.#paintMarks();
      });
    }
  }

  any(): boolean {
    const { state } = this.#view;
    // A change takes the flags it touches along until the writer rests: the key that asks for them comes before that.
    const unlooked = this.#looked !== null && this.#looked !== state.doc;
    return marksIn(state).length > 0 || unlooked || this.#failed;
  }

  go(direction: 1 | -1): boolean {
    if (this.#looked !== this.#view.state.doc) this.#look();
    const { state } = this.#view;
    const marks = marksIn(state);
    if (marks.length === 0) {
      const { flagNone, checkerFailed } = textNow().editor;
      this.#page.desk().notify(this.#failed ? checkerFailed : flagNone);
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
    this.#paintMarks({ shown: next });
    this.card.open(next, true);
    return true;
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#look();
    });
  }

  #release(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  get #failed(): boolean {
    return this.#reader.failed || this.#grammar?.failed === true;
  }

  startAnew(): void {
    this.#reader.startAnew();
    this.#grammar?.startAnew();
    this.#look();
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
    return this.#painted.has(mark.self);
  }

  /** While the writer rests: what has changed is read, what is known is marked. */
  #look(): void {
    const { state } = this.#view;
    if (this.#view.isDestroyed) return;
    this.#looked = state.doc;
    const { settings, words, newsroom } = this.#page.desk();
    const { language } = detailsOf(this.#page.session.doc);
    if (!settings.checkSpelling) {
      this.#wantGrammar(false);
      if (marksIn(state).length > 0) this.#set([]);
      if (usePage.getState().checkerFailed) usePage.setState({ checkerFailed: false });
      this.#release();
      return;
    }
    const { style, names, words: newsroomWords } = newsroom;
    this.#reader.rule({ words, newsroomWords, style, names });
    const isQuiet = quietOn(state, this.#page.session.doc);
    const places = placesOf(state.doc);
    const passages = places.map(({ node, place }) => passageOf(node, place, language));
    this.#wantGrammar(settings.checkGrammar && language === "en");
    this.#grammar?.read(passages, this.#knownOf(words, newsroomWords, names));
    this.#reader.read({ passages, language, day: this.#day() });
    const marks: Mark[] = [];
    const before = new Map(marksIn(state).map((mark) => [`${mark.from} ${mark.flag.wrong}`, mark]));
    for (const [index, { start }] of places.entries()) {
      const passage = passages[index]!;
      const flags = this.#flagsOf(passage);
      if (flags === null) {
        // Flags which still stand over their word stay until the new text is read: F7 may come before that.
        marks.push(...marksIn(state).filter((mark) => standsIn(mark, passage.text, start)));
      }
      for (const flag of flags ?? []) {
        const from = start + flag.start;
        const to = start + flag.end;
        if (isQuiet(flag, to)) continue;
        const old = before.get(`${from} ${flag.wrong}`);
        // The same flag on a passage that was read again: what is painted for it stays as it is.
        const self = old?.flag.rule === flag.rule ? old.self : Symbol("flag");
        marks.push(old?.flag === flag ? old : { from, to, flag, self });
      }
    }
    const failed = this.#failed;
    if (usePage.getState().checkerFailed !== failed) usePage.setState({ checkerFailed: failed });
    this.#set(marks);
    if ((!this.#reader.isReading && this.#grammar?.isReading !== true) || failed) this.#release();
  }

  #known: { readonly of: readonly unknown[]; readonly words: readonly string[] } | null = null;

  /** Words and names that are never flagged; made anew only where one of the lists is another. */
  #knownOf(mine: readonly string[], newsroom: readonly string[], names: NameRegister): readonly string[] {
    const of = [mine, newsroom, names];
    if (this.#known === null || this.#known.of.some((list, index) => list !== of[index])) {
      this.#known = { of, words: knownWords([...mine, ...newsroom], names) };
    }
    return this.#known.words;
  }

  /** The day the story was first published, else today: a correction of an old story is read as the story was. */
  #day(): string {
    const published = firstPublishedAt(this.#page.session.opened.receipts);
    return dayOf(published === null ? new Date() : new Date(published));
  }

  /** The flags of a passage, those of grammar as soon as they are there; null when it has not been read otherwise. */
  #flagsOf(passage: Passage): readonly Flag[] | null {
    const flags = this.#reader.flagsOf(passage);
    return flags === null || this.#grammar === null
      ? flags
      : withGrammar(flags, this.#grammar.flagsOf(passage));
  }

  #wantGrammar(wanted: boolean): void {
    if (wanted) this.#grammar ??= new GrammarReader(() => this.#look());
    else {
      this.#grammar?.stop();
      this.#grammar = null;
    }
  }

  #set(marks: readonly Mark[]): void {
    const { state } = this.#view;
    const old = marksIn(state);
    if (old.length !== marks.length || marks.some((mark, index) => mark !== old[index])) {
      this.#view.dispatch(state.tr.setMeta(key, marks).setMeta("addToHistory", false));
    }
    this.#paintMarks({ exact: true });
    const { doc } = this.#view.state;
    const flags: readonly PageFlag[] = marks
      .filter((mark) => this.#isShown(mark))
      .map(({ from, to, flag }) => ({ ...flag, from, to, block: blockAt(doc, from) }));
    const said = usePage.getState().flags;
    if (said.length > 0 || flags.length > 0) usePage.setState({ flags });
  }

  /**
   * Paints every flag but one under the word that is being typed.
   *
   * @param exact looks at every place anew, while the writer rests; else only what is plainly gone is painted again.
   */
  #paintMarks({ shown, exact = false }: { readonly shown?: Mark; readonly exact?: boolean } = {}): void {
    if (this.#view.isDestroyed) return;
    const { state } = this.#view;
    const { empty, head } = state.selection;
    const typing = (mark: Mark) =>
      empty &&
      state.doc !== this.#left &&
      this.#view.hasFocus() &&
      mark.from <= head &&
      head <= mark.to &&
      mark !== shown;
    clearTimeout(this.#resting);
    const left = new Set(this.#painted.keys());
    for (const mark of marksIn(state)) {
      left.delete(mark.self);
      const painted = this.#painted.get(mark.self);
      // A change that is no typing may have drawn the text anew: the old range is then empty or too short.
      const stands = painted !== undefined && lengthOf(painted.range) === mark.to - mark.from;
      if (stands && !exact) continue;
      if (painted === undefined && typing(mark)) {
        this.#resting = setTimeout(() => this.#rested(state.doc), WORD_RESTS_MS);
        continue;
      }
      const range = this.#rangeOf(mark);
      if (stands && range !== null && isSame(range, painted.range)) continue;
      this.#unpaint(mark.self);
      if (range !== null) this.#paint(mark, range);
    }
    for (const self of left) this.#unpaint(self);
  }

  /** No key for a while: the word at the caret is done, and is marked where it stands; only an underline is drawn. */
  #rested(doc: unknown): void {
    if (this.#view.isDestroyed || this.#view.state.doc !== doc) return;
    if (this.#view.composing) {
      this.#resting = setTimeout(() => this.#rested(doc), WORD_RESTS_MS);
      return;
    }
    this.#left = doc;
    this.#look();
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

  #paint({ self, flag: { kind } }: Mark, range: Range): void {
    this.#painted.set(self, { range, kind });
    let highlight = CSS.highlights.get(`flag-${kind}`);
    if (highlight === undefined) {
      highlight = new Highlight();
      highlight.type = "spelling-error";
      CSS.highlights.set(`flag-${kind}`, highlight);
    }
    highlight.add(range);
  }

  #unpaint(self: symbol): void {
    const painted = this.#painted.get(self);
    if (painted === undefined) return;
    this.#painted.delete(self);
    CSS.highlights.get(`flag-${painted.kind}`)?.delete(painted.range);
  }

  /** Puts suggestions in the place of what is flagged, as one step; the caret goes behind the first. */
  #take(mends: readonly (readonly [Mark, string])[]): void {
    const { state } = this.#view;
    const { tr } = state;
    const [first] = mends;
    if (first === undefined) return;
    // From the end, so that the places before stay where they are.
    for (const [{ from, to }, suggestion] of mends.toSorted(([one], [other]) => other.from - one.from)) {
      if (suggestion === "") tr.delete(from, to);
      else tr.insertText(suggestion, from, to);
    }
    tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(first[0].to)));
    step(this.#view, tr.scrollIntoView());
    this.#view.focus();
  }

  /** The flags that the same mend applies to, this one first, each with what mends it. */
  #alike({ self, flag }: Mark): readonly (readonly [Mark, string])[] {
    const marks = marksIn(this.#view.state);
    const like = new Set(alike(flag, [marks.map((mark) => mark.flag)]).map((found) => found.flag));
    return marks
      .filter((mark) => mark.self === self || like.has(mark.flag))
      .toSorted((one, other) => Number(other.self === self) - Number(one.self === self))
      .map((mark) => [mark, mark.flag.suggestions[0]!]);
  }

  #leaveWord(): void {
    const { doc, selection, tr } = this.#view.state;
    this.#left = doc;
    if (!selection.empty) this.#view.dispatch(tr.setSelection(TextSelection.create(doc, selection.to)));
  }

  /** Silences flags as an undo step of its own. */
  #silence(silence: () => void): void {
    const { doc, undo } = this.#page.session;
    undo.stopCapturing();
    doc.transact(silence, LOCAL);
    undo.stopCapturing();
    this.#view.focus();
    this.#look();
  }

  async #add(mark: Mark, list: WordList): Promise<void> {
    this.#view.focus();
    try {
      await this.#page.desk().addWord(knownForm(mark.flag.wrong), list);
    } catch (error) {
      console.error(error);
      this.#page.desk().notify(textNow().editor.flagNotAdded);
    }
    this.#page.pulse.beat();
  }
}

function isSame(one: Range, other: Range): boolean {
  return (
    one.startContainer === other.startContainer &&
    one.startOffset === other.startOffset &&
    one.endContainer === other.endContainer &&
    one.endOffset === other.endOffset
  );
}

/** How much text a range holds, in UTF-16 units as positions count it. */
function lengthOf(range: Range): number {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  return startContainer === endContainer && startContainer instanceof Text
    ? endOffset - startOffset
    : String(range).length;
}

/** Whether a mark is in the place of this text and still over the word it was raised for. */
function standsIn({ from, to, flag }: Mark, text: string, start: number): boolean {
  return from >= start && to <= start + text.length && text.slice(from - start, to - start) === flag.wrong;
}

const passagesKnown = new WeakMap<Node, { readonly passage: Passage; readonly story: Language }>();

/** A typed place as the reader takes it: the same object for as long as nothing in it changes. */
function passageOf(node: Node, place: PassagePlace, story: Language): Passage {
  const known = passagesKnown.get(node);
  if (known?.passage.place === place && known.story === story) return known.passage;
  const foreign = foreignIn(node, story);
  const passage: Passage = { place, text: textOfNode(node), ...(foreign.length > 0 && { foreign }) };
  passagesKnown.set(node, { passage, story });
  return passage;
}

function marksIn(state: EditorState): readonly Mark[] {
  return key.getState(state) ?? [];
}
