import type { Node } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { pictureAddress } from "#core/bridge";
import { hasLabel } from "#core/exchange";
import { textNow, useLanguage } from "../text/index.ts";
import { refusalText } from "./arrival-text.ts";
import type { Arrival } from "./arrivals.ts";
import { element, icon } from "./dom.ts";
import { figureAround, missingIn, pictureOf, textIn, type FoundFigure } from "./figures.ts";
import type { Page } from "./page.ts";
import { chooseFiles, notesFor, removePicture, removeSlot, useNotes } from "./slots.ts";

/** Width in CSS pixels of the page's measure, twice for dense screens. */
const SHOWN_WIDTH_PX = 1600;

/**
 * The frame of a slot, in plain DOM: what is asked while it is empty, the picture when it is filled, what is
 * missing, and what can be done. It holds no typed text; that stands beside it in plain nodes.
 */
export class PictureView implements NodeView {
  readonly dom: HTMLElement;
  readonly #page: Page;
  readonly #getPos: () => number | undefined;
  #stopHearing: () => void;
  #figureId = "";
  /** What is drawn now, to draw again only what changed. */
  #drawn = "";

  constructor(page: Page, node: Node, _view: EditorView, getPos: () => number | undefined) {
    this.#page = page;
    this.#getPos = getPos;
    this.dom = element("div", { class: "picture", contenteditable: "false", draggable: "true" });
    this.dom.addEventListener("dragstart", () => this.#selectFigure());
    this.dom.addEventListener("keydown", (event) => this.#onKey(event));
    this.#stopHearing = () => undefined;
    page.speakers.add(this.refresh);
    this.#draw();
  }

  update(node: Node): boolean {
    if (node.type.name !== "picture") return false;
    this.#draw();
    return true;
  }

  /** Draws again what other nodes decide: want, missing parts, alt text. Called while the writer rests. */
  readonly refresh = (): void => this.#draw();

  stopEvent(event: Event): boolean {
    // Buttons are the frame's own; drops and drags are the page's.
    if (/^(drag|drop)/.test(event.type)) return false;
    return event.target instanceof Element && event.target.closest("button, input") !== null;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#page.speakers.delete(this.refresh);
    this.#stopHearing();
  }

  #figure(): FoundFigure | null {
    const pos = this.#getPos();
    return pos === undefined ? null : figureAround(this.#page.view().state.doc.resolve(pos));
  }

  /** Dragging the frame carries the whole figure. */
  #selectFigure(): void {
    const figure = this.#figure();
    const view = this.#page.view();
    if (figure !== null)
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, figure.pos)));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    const pos = this.#getPos();
    const view = this.#page.view();
    if (pos === undefined) return;
    event.preventDefault();
    view.focus();
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
  }

  #draw(): void {
    const figure = this.#figure();
    if (figure === null) return;
    const id = String(figure.node.attrs["id"]);
    if (id !== this.#figureId) {
      this.#stopHearing();
      this.#figureId = id;
      this.#stopHearing = this.#page.arrivals.on(id, this.refresh);
    }
    const picture = pictureOf(figure.node);
    const onItsWay = this.#page.arrivals.of(id);
    const said = notesFor(this.#page, figure.node);
    const arrival = onItsWay?.kind === "notes" && said === null ? null : onItsWay;
    const missing = missingIn(figure.node);
    const want = String(figure.node.attrs["want"]);
    const alt = textIn(figure.node, "altText");
    const drawn = JSON.stringify([picture, arrival, missing, want, alt, useLanguage.getState().language]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;

    const focused = this.dom.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset["act"]
      : undefined;
    const words = textNow().editor;
    this.dom.classList.toggle("is-empty", picture === null);
    const parts: HTMLElement[] = [];
    if (picture === null) parts.push(this.#emptyFrame(id, want, this.#marks(missing)));
    else {
      const image = this.dom.querySelector("img") ?? element("img", { draggable: "false" });
      const address = pictureAddress(this.#page.session.id, picture, SHOWN_WIDTH_PX);
      if (image.getAttribute("src") !== address) image.src = address;
      image.width = picture.widthPx;
      image.height = picture.heightPx;
      image.alt = alt;
      image.onerror = () => this.dom.classList.add("is-lost");
      image.onload = () => this.dom.classList.remove("is-lost");
      parts.push(image, element("p", { class: "picture-lost" }, words.pictureLost));
      parts.push(
        element(
          "div",
          { class: "picture-acts" },
          this.#button("choose", words.replacePicture, () => chooseFiles(this.#page, id)),
          this.#button("empty", words.commands.removePicture, () => removePicture(this.#page, id)),
          this.#button("remove", words.commands.removeSlot, () => removeSlot(this.#page, id)),
        ),
      );
    }
    if (picture !== null) parts.push(this.#marks(missing));
    const status = this.#status(id, arrival);
    if (status !== null) parts.push(status);
    this.dom.replaceChildren(...parts);
    if (focused !== undefined) this.dom.querySelector<HTMLElement>(`[data-act="${focused}"]`)?.focus();
  }

  #emptyFrame(id: string, want: string, marks: HTMLElement): HTMLElement {
    const words = textNow().editor;
    const asked = this.#button("want", want === "" ? words.wantPlaceholder : want, () =>
      this.#page.rooms.want?.open(id),
    );
    asked.className = want === "" ? "slot-want is-blank" : "slot-want";
    asked.title = words.commands.wantSlot;
    return element(
      "div",
      { class: "slot-frame" },
      icon("camera"),
      asked,
      element(
        "div",
        { class: "slot-acts" },
        this.#button("choose", words.commands.fillSlot, () => chooseFiles(this.#page, id)),
        this.#button("remove", words.commands.removeSlot, () => removeSlot(this.#page, id)),
      ),
      element("p", { class: "slot-hint" }, words.slotHint),
      marks,
    );
  }

  #marks(missing: ReturnType<typeof missingIn>): HTMLElement {
    const words = textNow().editor;
    const all = ["picture", "caption", "credit", "altText"] as const;
    const said =
      missing.length === 0
        ? words.nothingMissing
        : words.missing(missing.map((part) => words.parts[part]).join(", "));
    const marks = all.map((part) =>
      element("span", { class: missing.includes(part) ? "is-missing" : "is-there" }, words.parts[part]),
    );
    return element("div", { class: "slot-marks", role: "img", "aria-label": said, title: said }, ...marks);
  }

  #status(id: string, arrival: Arrival | null): HTMLElement | null {
    const words = textNow().editor;
    const { arrivals } = this.#page;
    switch (arrival?.kind) {
      case undefined:
        return null;
      case "taking":
        return element(
          "div",
          { class: "slot-status is-taking", role: "status" },
          words.takingPicture(arrival.file, megabytes(arrival.sizeBytes)),
          element("span", { class: "slot-progress" }),
        );
      case "hostGone":
        return element(
          "div",
          { class: "slot-status is-problem", role: "alert" },
          words.hostGone(arrival.file),
          this.#button("again", words.tryAgain, () => arrivals.again(id)),
          this.#button("dismiss", words.close, () => arrivals.dismiss(id)),
        );
      case "refused":
        return element(
          "div",
          { class: "slot-status is-problem", role: "alert" },
          refusalText(arrival.problem),
          ...(arrival.again === null
            ? [this.#button("other", words.chooseOther, () => chooseFiles(this.#page, id))]
            : [this.#button("again", words.tryAgain, () => arrivals.again(id))]),
          this.#button("dismiss", words.close, () => arrivals.dismiss(id)),
        );
      case "notes": {
        const { caption, credit, altText } = arrival.notes;
        const shown = [
          caption,
          credit === "" || hasLabel(credit) ? credit : `${words.creditPrefix} ${credit}`,
          altText,
        ]
          .filter((text) => text !== "")
          .join(" · ");
        const use = this.#button("notes", words.commands.useNotes, () =>
          useNotes(this.#page, id, arrival.notes),
        );
        return element(
          "div",
          { class: "slot-status is-offer", role: "status" },
          element("span", { class: "slot-notes", title: shown }, shown),
          use,
          this.#button("dismiss", words.dismiss, () => arrivals.dismiss(id)),
        );
      }
    }
  }

  #button(act: string, label: string, run: () => void): HTMLButtonElement {
    const button = element("button", { type: "button", "data-act": act }, label);
    button.addEventListener("click", run);
    return button;
  }
}

/** "12,4 MB" in the screen's language. */
function megabytes(sizeBytes: number): string {
  const format = new Intl.NumberFormat(useLanguage.getState().language, { maximumFractionDigits: 1 });
  return `${format.format(sizeBytes / 1_000_000)} MB`;
}
