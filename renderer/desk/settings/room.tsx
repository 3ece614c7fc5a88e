import "./settings.css";
import { useText } from "../../text/index.ts";
import { SETTINGS_PARTS, useRoom, type SettingsPart } from "../room.ts";
import { About } from "./about.tsx";
import { PreflightRulesPart } from "./preflight-rules.tsx";
import { ScreenPart } from "./screen-part.tsx";
import { SectionsPart } from "./sections.tsx";
import { TargetsPart } from "./targets.tsx";
import { WritingPart } from "./writing.tsx";

/** The settings: one part at a time, chosen at the left. */
export default function SettingsRoom() {
  const text = useText().settings;
  const part = useRoom((state) => state.settingsPart);
  return (
    <div className="room settings" data-focus="settings" tabIndex={-1}>
      <nav className="settings-parts" aria-label={text.title}>
        <h1 className="room-title">{text.title}</h1>
        {SETTINGS_PARTS.map((one) => (
          <button
            key={one}
            type="button"
            className="settings-part"
            aria-current={one === part ? "page" : undefined}
            onClick={() => useRoom.setState({ settingsPart: one })}
          >
            {text.parts[one]}
          </button>
        ))}
        <p className="room-note">{text.saved}</p>
      </nav>
      <section className="settings-body" aria-labelledby="settings-part">
        <h2 id="settings-part" className="settings-title">
          {text.parts[part]}
        </h2>
        <Part part={part} />
      </section>
    </div>
  );
}

function Part({ part }: { readonly part: SettingsPart }) {
  switch (part) {
    case "screen":
      return <ScreenPart />;
    case "writing":
      return <WritingPart />;
    case "sections":
      return <SectionsPart />;
    case "preflight":
      return <PreflightRulesPart />;
    case "targets":
      return <TargetsPart />;
    case "about":
      return <About />;
  }
}
