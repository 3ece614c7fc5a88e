import { textNow, useLanguage } from "../text/index.ts";
import { element, placeUnder } from "./dom.ts";
import type { Mark } from "./flags.ts";
import type { Page } from "./page.ts";

/** What a writer can do with a flag. */
export interface FlagActs {
  take(mark: Mark, suggestion: string): void;
  /** How many flags the same mend applies to, this one among them. */
  alike(mark: Mark): number;
  takeAlike(mark: Mark): void;
  ignoreHere(mark: Mark): void;
  ignoreInStory(mark: Mark): void;
  add(mark: Mark, list: WordList): void;
  /** Shows where the newsroom lays down what the flag says: its rules of style, its names. */
  showRule(mark: Mark): void;
  go(direction: 1 | -1): void;
  /** The word was selected to show it: what is typed next must not replace it. */
  leaveWord(): void;
}

/** Words which are never flagged: the writer's, or the newsroom's. */
export type WordList = "mine" | "newsroom";

export interface FlagCard {
  /** @param focus whether the keyboard goes to the card (asked by key), or stays in the text (clicked). */
  open(mark: Mark, focus: boolean): void;
  close(): void;
  /** The text changed while the card stood open beside it. */
  textChanged(): void;
  /** The caret moved: a card beside the text stays while it is in the flagged word. */
  caretMoved(head: number): void;
  /**
   * A key typed in the text while the card stands open: Esc closes. A digit is text there (it is a tone in VNI); it takes
   * a suggestion only while the card itself has the keyboard.
   */
  keyFromText(event: KeyboardEvent): boolean;
}

const MOST_SUGGESTIONS = 5;

/** Something a number does while the card has the keyboard. */
interface Act {
  readonly number: number;
  readonly label: string;
  /** The suggestion it takes, as it stands in the text. */
  readonly suggestion?: string;
  run(): void;
}

/**
 * The card over a flag: why it was raised and by which rule, suggestions numbered 1 to 5, then ignore here (6), ignore in
 * the story (7), what the flag's kind has besides (8, 9), and mend all alike (0).
 */
export function flagCard(page: Page, acts: FlagActs): FlagCard {
  const card = element("div", { class: "page-card flag-card", role: "dialog" });
  card.hidden = true;
  page.layer.append(card);
  let shown: Mark | null = null;
  let offered: readonly Act[] = [];

  const close = () => {
    if (shown === null) return;
    shown = null;
    offered = [];
    card.hidden = true;
    card.replaceChildren();
  };
  const back = () => {
    close();
    page.view().focus();
    acts.leaveWord();
  };
  const carryOut = (number: number): boolean => {
    const act = offered.find((one) => one.number === number);
    if (act === undefined) return false;
    close();
    if (act.suggestion === undefined) acts.leaveWord();
    act.run();
    return true;
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === "Escape") back();
    else if (event.key === "F7") acts.go(event.shiftKey ? -1 : 1);
    else if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      return carryOut(Number(event.key));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event.key === "ArrowDown" ? 1 : -1);
    else return false;
    return true;
  };
  const walk = (by: 1 | -1) => {
    const buttons = [...card.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  card.addEventListener("keydown", (event) => {
    if (event.isComposing || !onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  card.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to instanceof Node && card.contains(to)) return;
    if (!card.hidden && document.activeElement !== null && card.contains(document.activeElement)) return;
    // Focus that goes nowhere (the window was left) keeps the card.
    if (to !== null) close();
  });

  const numbered = ({ number, label, suggestion }: Act) => {
    const made = element("button", { type: "button", "aria-keyshortcuts": String(number) });
    const said = suggestion === undefined ? {} : { lang: page.view().dom.lang };
    made.append(
      element("kbd", { "aria-hidden": "true" }, String(number)),
      element("span", { class: "flag-act", ...said }, label),
    );
    made.addEventListener("click", () => carryOut(number));
    // The caret stays where it is while a button is pressed with the mouse.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    return made;
  };

  const draw = (mark: Mark) => {
    const words = textNow().editor;
    const { language } = useLanguage.getState();
    const { wrong, says, source } = mark.flag;
    offered = actsFor(mark, acts);
    const suggestions = offered.filter(({ suggestion }) => suggestion !== undefined);
    const list = element("ol", { class: "flag-suggestions", "aria-label": words.flagSuggestions });
    for (const act of suggestions) list.append(element("li", {}, numbered(act)));
    card.setAttribute("aria-label", words.flagTitle(wrong));
    card.replaceChildren(
      element("p", { class: "flag-reason", id: "flag-reason" }, says[language]),
      ...(source === undefined
        ? []
        : [element("p", { class: "flag-source" }, words.flagSource(source[language]))]),
      suggestions.length > 0 ? list : element("p", { class: "flag-none" }, words.flagNoSuggestion),
      element(
        "div",
        { class: "flag-acts" },
        ...offered.filter(({ suggestion }) => suggestion === undefined).map(numbered),
      ),
    );
    card.setAttribute("aria-describedby", "flag-reason");
  };

  return {
    open(mark, focus) {
      shown = mark;
      draw(mark);
      card.hidden = false;
      placeUnder(card, page.layer, page.view().coordsAtPos(mark.from));
      if (focus) card.querySelector("button")?.focus();
    },
    close,
    textChanged() {
      if (shown !== null && !card.contains(document.activeElement)) close();
    },
    caretMoved(head) {
      if (shown === null || card.contains(document.activeElement)) return;
      // The browser may report a click after the card was opened by it.
      if (head < shown.from || head > shown.to) close();
    },
    keyFromText(event) {
      if (shown === null || card.contains(document.activeElement)) return false;
      return event.key === "Escape" && onKey(event);
    },
  };
}

function actsFor(mark: Mark, acts: FlagActs): readonly Act[] {
  const words = textNow().editor;
  const { kind, suggestions } = mark.flag;
  const takes = suggestions.slice(0, MOST_SUGGESTIONS).map((suggestion, index): Act => ({
    number: index + 1,
    label: shownSpaces(suggestion) || words.flagTakeOut,
    suggestion,
    run: () => acts.take(mark, suggestion),
  }));
  const act = (number: number, label: string, run: () => void): Act => ({ number, label, run });
  const byKind: readonly Act[] =
    kind === "style"
      ? [act(9, words.flagShowStyle, () => acts.showRule(mark))]
      : kind === "name"
        ? [act(9, words.flagShowNames, () => acts.showRule(mark))]
        : [
            act(8, words.flagAdd, () => acts.add(mark, "mine")),
            act(9, words.flagAddNewsroom, () => acts.add(mark, "newsroom")),
          ];
  const alike = suggestions.length === 0 ? 0 : acts.alike(mark);
  return [
    ...takes,
    act(6, words.flagIgnoreHere, () => acts.ignoreHere(mark)),
    act(7, words.flagIgnoreInStory, () => acts.ignoreInStory(mark)),
    ...byKind,
    ...(alike > 1 ? [act(0, words.flagTakeAlike(alike), () => acts.takeAlike(mark))] : []),
  ];
}

/** Spaces at the ends can be what a mend is about: they are shown as "␣". */
function shownSpaces(suggestion: string): string {
  return suggestion.replaceAll(/^\s+|\s+$/g, (spaces) => "␣".repeat(spaces.length));
}
