import { Button } from "@mantine/core";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { StoryPage } from "../editor/index.ts";
import { addWord, showRule } from "../newsroom/acts.ts";
import { newStory, sampleStory } from "../library/acts.ts";
import { LibraryPane } from "../library/pane.tsx";
import { useStories } from "../library/stories.ts";
import { libraryProblemTold, paragraphOf, useLanguage, useText } from "../text/index.ts";
import { tellOf } from "./ask.tsx";
import { Bars } from "./bars.tsx";
import { Empty } from "./empty.tsx";
import { useHost, useNewsroom, useSettings } from "./host.ts";
import { Inspector } from "./inspector.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { listenToKeys } from "./keys.ts";
import { openStory, useOpenStory } from "./open-story.ts";
import { Palette } from "./palette.tsx";
import { Rail } from "./rail.tsx";
import { usePaneOpen, useRoom } from "./room.ts";
import { StatusBar } from "./status-bar.tsx";
import { ToolBar } from "./toolbar.tsx";

const Outbox = lazy(() => import("../publish/outbox.tsx"));
const NewsroomRoom = lazy(() => import("../newsroom/room.tsx"));
const SettingsRoom = lazy(() => import("./settings/room.tsx"));

/** Below this width of the window panes lie over the page instead of beside it. */
const NARROW = "(max-width: 60rem)";

/** The whole desk: rail, library, page, inspector, status bar. */
export function Desk() {
  const room = useRoom((state) => state.room);
  const narrow = useRoom((state) => state.narrow);
  const libraryOpen = usePaneOpen("library");
  const inspectorOpen = usePaneOpen("inspector");
  const session = useOpenStory((state) => state.session);
  useEffect(listenToKeys, []);
  useEffect(refuseStrayFiles, []);
  useWindowTitle();
  useNarrow();

  return (
    <div className="desk" data-narrow={narrow || undefined}>
      <Bars />
      <Rail />
      {libraryOpen && <LibraryPane />}
      {/* Hidden, not taken down: caret, selection and undo stay while another room is shown. */}
      <main className="middle" hidden={room !== "page"}>
        <ToolBar />
        <Page />
      </main>
      {room === "outbox" && (
        <Room>
          <Outbox />
        </Room>
      )}
      {room === "newsroom" && (
        <Room>
          <NewsroomRoom />
        </Room>
      )}
      {room === "settings" && (
        <Room>
          <SettingsRoom />
        </Room>
      )}
      {room === "page" && session !== null && inspectorOpen && <Inspector />}
      <StatusBar />
      <Palette />
      <KeysHelp />
    </div>
  );
}

function Room({ children }: { readonly children: ReactNode }) {
  return (
    <main className="middle">
      <Suspense fallback={null}>{children}</Suspense>
    </main>
  );
}

function Page() {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const { id, session, problem } = useOpenStory();
  const bridge = useHost((state) => state.bridge);
  const words = useHost((state) => state.words);
  const newsroom = useNewsroom();
  const settings = useSettings();
  const known = useStories((state) => state.total !== null);

  if (session !== null && bridge !== null)
    return (
      <div className="page-frame" data-focus="page" tabIndex={-1}>
        <StoryPage
          key={session.id}
          bridge={bridge}
          session={session}
          settings={settings}
          words={words}
          newsroom={newsroom}
          notify={tellOf}
          addWord={addWord}
          showRule={showRule}
        />
      </div>
    );
  if (id !== null && problem === null)
    return (
      <div className="page-frame">
        <p className="page-coming" role="status">
          {text.desk.openingStory}
        </p>
      </div>
    );
  if (id !== null && problem !== null)
    return (
      <div className="page-frame">
        <Empty title={text.desk.storyNotOpened} why={paragraphOf(libraryProblemTold(problem, language))}>
          <Button variant="default" onClick={() => void openStory(id)}>
            {text.desk.tryAgain}
          </Button>
        </Empty>
      </div>
    );
  return (
    <div className="page-frame" data-focus="page" tabIndex={-1}>
      {known && (
        <Empty title={text.desk.nothingOpen} why={text.desk.nothingOpenWhy}>
          <Button onClick={() => void newStory()}>{text.desk.commands.new}</Button>
          <Button variant="subtle" onClick={() => void sampleStory()}>
            {text.library.emptySample}
          </Button>
        </Empty>
      )}
    </div>
  );
}

/** A file dropped beside the page must not replace the desk in its window. */
function refuseStrayFiles(): () => void {
  const heard = (event: DragEvent) => {
    if (event.defaultPrevented || event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  addEventListener("dragover", heard);
  addEventListener("drop", heard);
  return () => {
    removeEventListener("dragover", heard);
    removeEventListener("drop", heard);
  };
}

function useWindowTitle(): void {
  const product = useText().desk.product;
  const title = useStories((state) => {
    const { id } = useOpenStory.getState();
    return id === null ? "" : (state.known.get(id)?.title ?? "");
  });
  const id = useOpenStory((state) => state.id);
  useEffect(() => {
    document.title = id === null || title === "" ? product : `${title} – ${product}`;
  }, [id, title, product]);
}

function useNarrow(): void {
  useEffect(() => {
    const query = matchMedia(NARROW);
    const heard = () => useRoom.setState({ narrow: query.matches, narrowPane: null });
    heard();
    query.addEventListener("change", heard);
    return () => query.removeEventListener("change", heard);
  }, []);
}
