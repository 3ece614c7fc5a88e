import { Button } from "@mantine/core";
import { nextFlag, retryChecker, usePage, type PageFlag } from "../editor/index.ts";
import { useText } from "../text/index.ts";
import { ask } from "./ask.tsx";
import { Empty } from "./empty.tsx";
import { saveSettings, useSettings } from "./host.ts";
import { keyText } from "./keys.ts";

/** What the reader over the shoulder underlined, in the order of the page. */
export function CheckTab() {
  const text = useText();
  const flags = usePage((state) => state.flags);
  const failed = usePage((state) => state.checkerFailed);
  const { checkSpelling } = useSettings();
  if (!checkSpelling)
    return (
      <Empty title={text.desk.flagsOff} why={text.desk.flagsOffWhy}>
        <Button variant="default" onClick={() => void ask(() => saveSettings({ checkSpelling: true }))}>
          {text.desk.flagsOn}
        </Button>
      </Empty>
    );
  if (failed)
    return (
      <Empty title={text.desk.checkerFailed} why={text.desk.checkerFailedWhy}>
        <Button variant="default" onClick={() => retryChecker()}>
          {text.desk.tryAgain}
        </Button>
      </Empty>
    );
  if (flags.length === 0) return <Empty title={text.desk.flagsNone} why={text.desk.flagsNoneWhy} />;
  const ordered = flags.toSorted((one, other) => one.from - other.from);
  return (
    <div className="tab-body">
      <div className="tab-head">
        <strong>{text.desk.flagsCount(flags.length)}</strong>
        <button type="button" className="quiet-link" onClick={() => nextFlag()}>
          {text.desk.flagNext} <kbd>{keyText("F7")}</kbd>
        </button>
      </div>
      <ul className="flags">
        {ordered.map((flag) => (
          <li key={`${flag.from}-${flag.wrong}`}>
            <button type="button" className="flag-line" onClick={() => goToFlag(flag)}>
              <span className="flag-wrong">{flag.wrong}</span>
              {flag.suggestions[0] !== undefined && (
                <>
                  <span aria-hidden>→</span>
                  <span className="flag-right">{flag.suggestions[0]}</span>
                </>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Selects the flagged word on the page. */
function goToFlag(flag: PageFlag): void {
  const { editor } = usePage.getState();
  if (editor === null) return;
  editor.chain().setTextSelection({ from: flag.from, to: flag.to }).scrollIntoView().run();
  editor.view.focus();
}
