import { Button } from "@mantine/core";
import type { KeyboardEvent } from "react";
import type { FlagKind } from "#core/language";
import { nextFlag, retryChecker, usePage, type PageFlag } from "../editor/index.ts";
import { useLanguage, useText } from "../text/index.ts";
import { ask } from "./ask.tsx";
import { Empty } from "./empty.tsx";
import { goToFlag } from "./flag-place.ts";
import { saveSettings, useSettings } from "./host.ts";
import { keyText } from "./keys.ts";

/** The gravest first: what is wrong for every reader, then what may embarrass, then what the newsroom agreed on. */
const BY_SEVERITY: readonly FlagKind[] = ["spelling", "confusion", "name", "english", "style"];

/** What the reader over the shoulder underlined, by how grave it is and then in the order of the page. */
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
  return (
    <div className="tab-body" onKeyDown={walkLines}>
      <div className="tab-head">
        <strong>{text.desk.flagsCount(flags.length)}</strong>
        <button type="button" className="quiet-link" onClick={() => nextFlag()}>
          {text.desk.flagNext} <kbd>{keyText("F7")}</kbd>
        </button>
      </div>
      {BY_SEVERITY.map((kind) => (
        <FlagsOfKind key={kind} kind={kind} flags={flags.filter((flag) => flag.kind === kind)} />
      ))}
    </div>
  );
}

function FlagsOfKind({ kind, flags }: { readonly kind: FlagKind; readonly flags: readonly PageFlag[] }) {
  const text = useText().desk;
  const language = useLanguage((state) => state.language);
  if (flags.length === 0) return null;
  return (
    <section className="flags-of-kind" aria-labelledby={`flags-${kind}`}>
      <h3 id={`flags-${kind}`} className="flags-kind">
        {text.flagKinds[kind]} <span className="tab-count">{flags.length}</span>
      </h3>
      <ul className="flags">
        {flags
          .toSorted((one, other) => one.from - other.from)
          .map((flag) => (
            <li key={`${flag.from}-${flag.rule}`}>
              <button
                type="button"
                className="flag-line"
                title={flag.says[language]}
                onClick={() => goToFlag(flag)}
              >
                <span className={`flag-wrong flag-wrong-${kind}`}>{shortened(flag.wrong)}</span>
                {flag.suggestions[0] === undefined ? (
                  <span className="flag-says">{flag.says[language]}</span>
                ) : (
                  <>
                    <span aria-hidden>→</span>
                    <span className="flag-right">{shortened(flag.suggestions[0])}</span>
                  </>
                )}
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Longest text of a line; a sentence that is too long is named by its beginning. */
const MOST_SHOWN = 40;

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_SHOWN ? text : `${characters.slice(0, MOST_SHOWN).join("")}…`;
}

/** The arrow keys go from line to line, over the headings. */
function walkLines(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(".flag-line")];
  const at = lines.findIndex((line) => line === document.activeElement);
  const next = event.key === "ArrowDown" ? at + 1 : Math.max(0, at - 1);
  lines[Math.min(next, lines.length - 1)]?.focus();
  event.preventDefault();
}
