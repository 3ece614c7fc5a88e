import { textNow, useLanguage } from "../text/index.ts";
import { element, placeUnder } from "./dom.ts";
import type { Mark } from "./flags.ts";
import type { Page } from "./page.ts";

/** What a writer can do with a flag. */
export interface FlagActs {
  take(mark: Mark, suggestion: string): void;
  ignoreHere(mark: Mark): void;
  ignoreInStory(mark: Mark): void;
  add(mark: Mark): void;
  go(direction: 1 | -1): void;
  /** The word was selected to show it: what is typed next must not replace it. */
  leaveWord(): void;
}

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

/** The card over a flag: why it was raised, suggestions numbered 1 to 5, then ignore here, ignore in the story, add. */
export function flagCard(page: Page, acts: FlagActs): FlagCard {
  const card = element("div", { class: "page-card flag-card", role: "dialog" });
  card.hidden = true;
  page.layer.append(card);
  let shown: Mark | null = null;

  const close = () => {
    if (shown === null) return;
    shown = null;
    card.hidden = true;
    card.replaceChildren();
  };
  const back = () => {
    close();
    page.view().focus();
    acts.leaveWord();
  };
  /** What a number does: 1 to 5 take a suggestion, 6 to 8 are the acts below them. */
  const carryOut = (number: number): boolean => {
    if (shown === null) return false;
    const mark = shown;
    const suggestion = number <= MOST_SUGGESTIONS ? mark.flag.suggestions[number - 1] : undefined;
    const act =
      suggestion === undefined
        ? [acts.ignoreHere, acts.ignoreInStory, acts.add][number - MOST_SUGGESTIONS - 1]
        : () => acts.take(mark, suggestion);
    if (act === undefined) return false;
    close();
    if (suggestion === undefined) acts.leaveWord();
    act(mark);
    return true;
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === "Escape") back();
    else if (event.key === "F7") acts.go(event.shiftKey ? -1 : 1);
    else if (/^[1-8]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
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

  const numbered = (number: number, label: string, attributes: Readonly<Record<string, string>> = {}) => {
    const made = element("button", { type: "button", "aria-keyshortcuts": String(number), ...attributes });
    made.append(element("kbd", { "aria-hidden": "true" }, String(number)), label);
    made.addEventListener("click", () => carryOut(number));
    // The caret stays where it is while a button is pressed with the mouse.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    return made;
  };

  const draw = (mark: Mark) => {
    const words = textNow().editor;
    const { wrong, suggestions } = mark.flag;
    const list = element("ol", { class: "flag-suggestions", "aria-label": words.flagSuggestions });
    for (const [index, suggestion] of suggestions.slice(0, MOST_SUGGESTIONS).entries()) {
      list.append(element("li", {}, numbered(index + 1, suggestion, { lang: "vi" })));
    }
    card.setAttribute("aria-label", words.flagTitle(wrong));
    card.replaceChildren(
      element(
        "p",
        { class: "flag-reason", id: "flag-reason" },
        mark.flag.says[useLanguage.getState().language],
      ),
      suggestions.length > 0 ? list : element("p", { class: "flag-none" }, words.flagNoSuggestion),
      element(
        "div",
        { class: "flag-acts" },
        ...[words.flagIgnoreHere, words.flagIgnoreInStory, words.flagAdd].map((label, index) =>
          numbered(MOST_SUGGESTIONS + 1 + index, label),
        ),
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
