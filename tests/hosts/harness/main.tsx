import { TextSelection } from "@tiptap/pm/state";
import { createRoot } from "react-dom/client";
import { articleOf, type Article } from "#core/article";
import { DEFAULT_SETTINGS, type Newsroom } from "#core/bridge";
import { DEFAULT_HOUSE_STYLE, PROVINCE_REGISTER } from "#core/language";
import {
  COMMANDS,
  StoryPage,
  goTo,
  openSession,
  retryChecker,
  usePage,
} from "../../../renderer/editor/index.ts";
import { useLanguage } from "../../../renderer/text/index.ts";
import "../../../renderer/desk/fonts.css";
import "../../../renderer/desk/theme.css";
import "./harness.css";
import { harnessHost, type HarnessHost } from "./host.ts";
import { storyNamed } from "./stories.ts";

/**
 * The page alone, without the desk, in front of a host in memory. Address parameters: `story` (blank, small,
 * long-<paragraphs>-<pictures>), `spelling=off`, `two` (a second page on the same story), `bare` (the same text in a
 * bare contenteditable, to measure against), `dark`, `language=en` (of the screen), `english` (the
 * story), `grammar` (the setting).
 */
export interface Harness {
  readonly host: HarnessHost;
  /** The story as the open document has it. */
  article(): Article;
  /** The story as the log has it. */
  logged(): Article;
  run(command: string): boolean;
  /** Puts the caret at the end of the nth typed place of a kind. */
  caret(kind: string, nth?: number): void;
  /** The text of the typed place with the caret. */
  here(): string;
  /** Another screen writes this at the start of the nth place of a kind. */
  remote(kind: string, text: string, nth?: number): void;
  removePictureElsewhere(): void;
  /** Closes the story as the desk does when another one is opened. */
  shut(): void;
  /** Opens the story again. */
  reopen(): Promise<void>;
  readonly goTo: typeof goTo;
  readonly retryChecker: typeof retryChecker;
  readonly usePage: typeof usePage;
  readonly notices: string[];
  readonly readyMs: number;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const ID = "22222222-2222-4222-8222-222222222222";
const asked = new URLSearchParams(location.search);
const named = storyNamed(asked.get("story") ?? "blank");
const story = asked.has("english")
  ? { ...named, details: { ...named.details, language: "en" as const } }
  : named;
if (asked.has("dark")) document.documentElement.dataset["mantineColorScheme"] = "dark";
if (asked.get("language") === "en") useLanguage.setState({ language: "en" });
const desk = document.getElementById("desk")!;

if (asked.has("bare")) {
  const bare = document.createElement("div");
  bare.contentEditable = "true";
  bare.spellcheck = false;
  bare.className = "story-page page-sheet";
  for (const block of story.blocks) {
    const line = document.createElement("p");
    line.textContent = "text" in block ? block.text.map((span) => span.text).join("") : "";
    bare.append(line);
  }
  desk.append(bare);
} else await show();

async function show(): Promise<void> {
  const host = harnessHost(story);
  const sessionNow = async () => {
    const opened = await openSession(host.bridge, ID);
    if (!opened.ok) throw new Error("The story did not open");
    return opened.value;
  };
  let session = await sessionNow();
  const notices: string[] = [];
  const words: readonly string[] = [];
  const newsroom: Newsroom = {
    style: DEFAULT_HOUSE_STYLE,
    names: PROVINCE_REGISTER,
    words: [],
    faults: [],
    brought: [],
  };
  const addWord = async (word: string) => void (await host.bridge.words.change({ add: [word], remove: [] }));
  const settings = {
    ...DEFAULT_SETTINGS,
    checkSpelling: asked.get("spelling") !== "off",
    checkGrammar: asked.has("grammar"),
  };
  const notify = (sentence: string) => {
    notices.push(sentence);
    return () => {
      const at = notices.indexOf(sentence);
      if (at !== -1) notices.splice(at, 1);
    };
  };
  const root = createRoot(desk);
  const draw = () => {
    root.render(
      <StoryPage
        bridge={host.bridge}
        session={session}
        settings={settings}
        words={words}
        newsroom={newsroom}
        notify={notify}
        addWord={addWord}
        showRule={({ rule }) => void notify(`rule ${rule}`)}
      />,
    );
    return new Promise<void>((resolve) => {
      const look = () => (usePage.getState().editor === null ? setTimeout(look, 0) : resolve());
      look();
    });
  };
  await draw();
  window.harness = {
    host,
    article: () => session.article(),
    logged: () => articleOf(ID, host.log()),
    run: (id) => COMMANDS.find((command) => command.id === id)!.run(editorNow()),
    caret,
    removePictureElsewhere: () => host.takePicture(),
    shut: () => {
      void session.close();
      root.render(null);
    },
    reopen: async () => {
      session = await sessionNow();
      await draw();
    },
    remote: (kind, text, nth) => host.write(kind, text, nth),
    here: () => editorNow().state.selection.$from.parent.textContent,
    goTo,
    retryChecker,
    usePage,
    notices,
    readyMs: performance.now(),
  };
}

function editorNow() {
  return usePage.getState().editor!;
}

function caret(kind: string, nth = 0): void {
  const { view, state } = editorNow();
  let found = 0;
  state.doc.descendants((node, pos) => {
    if (node.type.name !== kind || found++ !== nth) return true;
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, pos + 1 + node.content.size)));
    return false;
  });
  view.focus();
}
