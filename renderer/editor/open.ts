import { Editor, Extension } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { Plugin } from "@tiptap/pm/state";
import { ySyncPlugin } from "@tiptap/y-tiptap";
import { BODY, DETAILS, detailsOf, type Place } from "#core/article";
import type { Bridge } from "#core/bridge";
import { textNow, useLanguage } from "../text/index.ts";
import { Arrivals } from "./arrivals.ts";
import { sentenceOf } from "./arrival-text.ts";
import { element } from "./dom.ts";
import { historyOf } from "./history.ts";
import { keysOf } from "./keys.ts";
import { labelsOf } from "./labels.ts";
import { linkRoom } from "./link.ts";
import { pressOnPaper } from "./margin.ts";
import { registerPage, type DeskValues, type Page } from "./page.ts";
import { pictureGuard } from "./picture-guard.ts";
import { PictureView } from "./picture-view.ts";
import { pictureInto } from "./picture-into.ts";
import { offersOf, pasteHeard } from "./offer-room.ts";
import { pasteOf } from "./paste.ts";
import { placePos } from "./place.ts";
import type { StorySession } from "./port.ts";
import { Pulse } from "./pulse.ts";
import { SCHEMA } from "./schema.ts";
import { putPicture } from "./slots.ts";
import { spellingOf } from "./spelling.ts";
import { usePage, wordsOn } from "./state.ts";
import { wantRoom } from "./want.ts";

/** How long a writer pauses before the page is counted and looked at. */
const REST_MS = 250;

/** A story shown for writing. */
export interface OpenPage {
  readonly editor: Editor;
  /** Settings or words changed. */
  deskChanged(): void;
  goTo(place: Place): void;
  close(): void;
}

/**
 * Shows a story in an element, once: from here on the page draws itself, without React.
 *
 * @param desk asked whenever the desk's values are needed, so they may change.
 */
export function openPage(
  host: HTMLElement,
  bridge: Bridge,
  session: StorySession,
  desk: () => DeskValues,
): OpenPage {
  const paper = element("div", { class: "story-page" });
  const layer = element("div", { class: "page-layer" });
  const mount = element("div", { class: "page-text" });
  paper.append(mount, layer);
  host.append(paper);

  const pulse = new Pulse(REST_MS);
  // What was said of this story goes with it from the screen.
  const said = new Set<() => void>();
  const notify = (sentence: string) => {
    const takeBack = desk().notify(sentence);
    said.add(takeBack);
    return takeBack;
  };
  const page: Page = {
    session,
    bridge,
    arrivals: new Arrivals(session.id, (input) => bridge.pictures.add(input), {
      put(figureId, picture) {
        if (editor.isDestroyed) pictureInto(session, figureId, picture);
        else putPicture(editor.view, figureId, picture);
      },
      expect: (work) => session.expect(work),
      arrived(arrival) {
        // The slot which would say it is not on the screen any more.
        const sentence = sentenceOf(arrival);
        if (editor.isDestroyed && sentence !== null) desk().notify(sentence);
      },
    }),
    pulse,
    layer,
    desk: () => ({ ...desk(), notify }),
    view: () => editor.view,
    speakers: new Set(),
    rooms: { want: null, link: null, flags: null, offers: null },
  };

  const editor = new Editor({
    element: null,
    extensions: [...SCHEMA, pageExtension(page)],
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    // Their keys, delete reports and focus transactions would run for every key; the page has its own.
    enableCoreExtensions: {
      keymap: false,
      delete: false,
      focusEvents: false,
      drop: false,
      paste: false,
      textDirection: false,
    },
    editorProps: {
      attributes: {
        class: "page-sheet",
        spellcheck: "false",
        autocorrect: "off",
        autocapitalize: "off",
        "aria-multiline": "true",
        "aria-label": textNow().editor.page,
      },
    },
  });
  registerPage(editor, page);
  editor.mount(mount);
  paper.addEventListener("mousedown", (event) => {
    if (event.target === paper || event.target === mount) pressOnPaper(editor.view, event);
  });
  page.rooms.want = wantRoom(page);
  page.rooms.link = linkRoom(page);

  const speak = () => {
    sayPlaceholders(paper);
    editor.view.dom.setAttribute("aria-label", textNow().editor.page);
    sayLanguage(session, editor.view.dom);
    for (const speaker of page.speakers) speaker();
  };
  speak();
  const stops = [
    useLanguage.subscribe(speak),
    pulse.onRest(watcher(page)),
    session.onSaved(() => usePage.setState({ saved: session.saved() })),
    onDetails(session, () => pulse.beat()),
  ];
  usePage.setState({
    editor,
    session,
    flags: [],
    checkerFailed: false,
    offers: 0,
    words: wordsOn(editor.state.doc),
    revision: usePage.getState().revision + 1,
    saved: session.saved(),
  });

  return {
    editor,
    deskChanged: () => pulse.beat(),
    goTo: (place) => goTo(page, place),
    close() {
      for (const stop of stops) stop();
      for (const takeBack of said) takeBack();
      pulse.stop();
      if (usePage.getState().editor === editor) {
        usePage.setState({
          editor: null,
          session: null,
          flags: [],
          checkerFailed: false,
          offers: 0,
          words: 0,
        });
      }
      editor.destroy();
      paper.remove();
    },
  };
}

function pageExtension(page: Page) {
  return Extension.create({
    name: "page",
    addProseMirrorPlugins() {
      return [
        ySyncPlugin(page.session.doc.getXmlFragment(BODY)) as Plugin,
        historyOf(page.session.undo),
        pictureGuard(),
        spellingOf(page),
        labelsOf(page),
        offersOf(page),
        pasteHeard(page),
        pasteOf(page, this.editor.schema),
        keysOf(this.editor),
        dropCursor({ color: false, class: "page-drop", width: 2 }),
        gapCursor(),
        new Plugin({
          props: {
            nodeViews: { picture: (node, view, getPos) => new PictureView(page, node, view, getPos) },
          },
          view: () => ({
            update(view, before) {
              // Nothing else happens on the way of a key: the page is looked at when the writer rests.
              if (view.state.doc !== before.doc || !view.state.selection.eq(before.selection))
                page.pulse.beat();
            },
          }),
        }),
      ];
    },
  });
}

/** Looks at the page at each rest: what the desk is told, and what the slots show. */
function watcher(page: Page): () => void {
  let seen: { readonly doc: unknown; readonly details: string } | null = null;
  return () => {
    const { dom, state } = page.view();
    const details = JSON.stringify(page.session.doc.getMap(DETAILS).toJSON());
    const changed = seen === null || seen.doc !== state.doc || seen.details !== details;
    const { revision, caret } = usePage.getState();
    usePage.setState({
      caret: caret + 1,
      ...(changed ? { words: wordsOn(state.doc), revision: revision + 1 } : {}),
    });
    if (!changed) return;
    if (seen?.details !== details) sayLanguage(page.session, dom);
    seen = { doc: state.doc, details };
    for (const speaker of page.speakers) speaker();
  };
}

/** The story's own language: for the reader of the screen, and for what the site prints before a credit. */
function sayLanguage(session: StorySession, dom: HTMLElement): void {
  const { language } = detailsOf(session.doc);
  dom.lang = language;
  dom.style.setProperty("--say-credit-prefix", JSON.stringify(language === "vi" ? "Ảnh: " : "Photo: "));
}

function onDetails(session: StorySession, heard: () => void): () => void {
  const details = session.doc.getMap(DETAILS);
  details.observe(heard);
  return () => details.unobserve(heard);
}

/** Placeholders are text of the style sheet, so the empty places stay empty for the input method. */
function sayPlaceholders(paper: HTMLElement): void {
  const words = textNow().editor;
  const said = {
    "--say-headline": words.headlinePlaceholder,
    "--say-lead": words.leadPlaceholder,
    "--say-text": words.textPlaceholder,
    "--say-crosshead": words.crossheadPlaceholder,
    "--say-byline": words.bylinePlaceholder,
    "--say-caption": words.captionPlaceholder,
    "--say-credit": words.creditPlaceholder,
    "--say-alt-text": words.altTextPlaceholder,
    "--say-alt-prefix": `${words.altTextPrefix} `,
  };
  for (const [name, text] of Object.entries(said)) paper.style.setProperty(name, JSON.stringify(text));
}

function goTo(page: Page, place: Place): void {
  const view = page.view();
  const selection = placePos(view.state.doc, place);
  view.focus();
  if (selection === null) return;
  view.dispatch(view.state.tr.setSelection(selection));
  // In the middle of the screen, not at its edge, and past the desk's panes.
  const { node } = view.domAtPos(selection.from);
  const shown = node instanceof Element ? node : node.parentElement;
  shown?.scrollIntoView({ block: "center" });
}
