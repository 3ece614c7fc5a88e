import "../desk/settings/settings.css";
import "./newsroom.css";
import { lazy, Suspense, useEffect } from "react";
import { askQuietly } from "../desk/ask.tsx";
import { useHost } from "../desk/host.ts";
import { NEWSROOM_ROOM_PARTS, useRoom, type NewsroomRoomPart } from "../desk/room.ts";
import { useText } from "../text/index.ts";
import { BroughtPart } from "./brought.tsx";
import { ReportPart } from "./report.tsx";
import { WordsPart } from "./words.tsx";

const StylePart = lazy(() => import("./style.tsx"));
const NamesPart = lazy(() => import("./names.tsx"));

/** What the newsroom lays down for everybody on this library: one part at a time, chosen at the left. */
export default function NewsroomRoom() {
  const text = useText().newsroom;
  const part = useRoom((state) => state.newsroomPart);
  useEffect(() => void readAgain(), []);
  return (
    <div className="room settings newsroom">
      <nav className="settings-parts" aria-label={text.title}>
        <h1 className="room-title">{text.title}</h1>
        {NEWSROOM_ROOM_PARTS.map((one) => (
          <button
            key={one}
            type="button"
            className="settings-part"
            aria-current={one === part ? "page" : undefined}
            onClick={() => useRoom.setState({ newsroomPart: one, newsroomAt: null })}
          >
            {text.parts[one]}
          </button>
        ))}
        <p className="room-note">{text.why}</p>
      </nav>
      <section className="settings-body" aria-labelledby="newsroom-part" data-focus="newsroom" tabIndex={-1}>
        <BroughtPart />
        <h2 id="newsroom-part" className="settings-title">
          {text.parts[part]}
        </h2>
        <Suspense fallback={null}>
          <Part part={part} />
        </Suspense>
      </section>
    </div>
  );
}

/** Somebody may have edited the files by hand. */
async function readAgain(): Promise<void> {
  const newsroom = await askQuietly((bridge) => bridge.newsroom.read());
  if (newsroom !== null) useHost.setState({ newsroom });
}

function Part({ part }: { readonly part: NewsroomRoomPart }) {
  switch (part) {
    case "style":
      return <StylePart />;
    case "names":
      return <NamesPart />;
    case "words":
      return <WordsPart />;
    case "report":
      return <ReportPart />;
  }
}
