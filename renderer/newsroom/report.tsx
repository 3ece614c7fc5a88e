import { Button } from "@mantine/core";
import { useState } from "react";
import { FLAG_KINDS } from "#core/language";
import { openAtFlag } from "../desk/flag-place.ts";
import { useLanguage, useText } from "../text/index.ts";
import { saveText } from "./acts.ts";
import {
  around,
  reportTable,
  startReport,
  stopReport,
  useReport,
  type ReportFlag,
  type ReportLine,
} from "./report.ts";

/** Stories in the table; the file has all of them. */
const MOST_SHOWN = 200;

/** The whole library, read by what the newsroom has laid down. */
export function ReportPart() {
  const text = useText().newsroom;
  const language = useLanguage((state) => state.language);
  const { state, read, all, unread, minutesLeft, lines } = useReport();
  const flags = lines.reduce((sum, line) => sum + line.flags.length, 0);
  const left = minutesLeft === null ? "" : text.reportMinutes(minutesLeft);
  return (
    <>
      <p className="settings-note">{text.reportWhy}</p>
      <div className="target-acts">
        {state === "going" ? (
          <Button variant="default" onClick={() => stopReport()}>
            {text.reportStop}
          </Button>
        ) : (
          <Button onClick={() => void startReport()}>
            {state === "none" ? text.reportStart : text.reportAgain}
          </Button>
        )}
        {lines.length > 0 && (
          <Button
            variant="default"
            onClick={() => saveText("soat-thu-vien.csv", reportTable(lines, language), "text/csv")}
          >
            {text.reportSave}
          </Button>
        )}
      </div>
      <p className="settings-note" role="status">
        {state === "going" && text.reportGoing(read, all, left)}
        {state === "done" && text.reportDone(read, flags, lines.length)}
        {state === "stopped" && text.reportStopped}
        {state === "failed" && text.reportFailed}
        {unread > 0 && ` ${text.reportUnread(unread)}`}
      </p>
      {state === "going" && <progress className="report-progress" value={read} max={Math.max(all, 1)} />}
      {lines.length > 0 && <ReportTable lines={lines.slice(0, MOST_SHOWN)} />}
    </>
  );
}

function ReportTable({ lines }: { readonly lines: readonly ReportLine[] }) {
  const text = useText();
  return (
    <table className="report">
      <thead>
        <tr>
          <th scope="col">{text.newsroom.reportStory}</th>
          {FLAG_KINDS.map((kind) => (
            <th key={kind} scope="col">
              {text.desk.flagKinds[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <StoryRows key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  );
}

/** Findings of one story on the screen; the file has all of them. */
const MOST_OF_STORY = 100;

/** A story's numbers, and once its row is opened what was found where. */
function StoryRows({ line: { id, title, counts, flags } }: { readonly line: ReportLine }) {
  const text = useText().newsroom;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            className="quiet-link"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `report-${id}` : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            <span aria-hidden>{isOpen ? "▾ " : "▸ "}</span>
            {title === "" ? text.reportUntitled : title}
          </button>
        </td>
        {FLAG_KINDS.map((kind) => (
          <td key={kind}>{counts[kind] === 0 ? "" : counts[kind]}</td>
        ))}
      </tr>
      {isOpen && (
        <tr id={`report-${id}`}>
          <td colSpan={FLAG_KINDS.length + 1}>
            <ul className="report-flags">
              {flags.slice(0, MOST_OF_STORY).map((flag) => (
                <li key={`${flag.block}-${flag.place}-${flag.start}-${flag.rule}`}>
                  <FoundFlag id={id} flag={flag} />
                </li>
              ))}
            </ul>
            {flags.length > MOST_OF_STORY && (
              <p className="settings-note">{text.reportMore(flags.length - MOST_OF_STORY)}</p>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

/** What stands there among its neighbours and why it was flagged; it leads to its place on the page. */
function FoundFlag({ id, flag }: { readonly id: string; readonly flag: ReportFlag }) {
  const text = useText().newsroom;
  const language = useLanguage((state) => state.language);
  const { before, after } = around(flag);
  return (
    <button type="button" className="report-flag" onClick={() => void openAtFlag(id, flag)}>
      <span className="report-where">{text.reportBlock(flag.block + 1)}</span>
      <span>
        {before}
        <mark className={`flag-wrong flag-wrong-${flag.kind}`}>{flag.wrong}</mark>
        {after}
        {flag.suggestions[0] !== undefined && <strong> → {flag.suggestions[0]}</strong>}
        <span className="report-says">{flag.says[language]}</span>
      </span>
    </button>
  );
}
