import { Button } from "@mantine/core";
import { FLAG_KINDS } from "#core/language";
import { openStory } from "../desk/open-story.ts";
import { useLanguage, useText } from "../text/index.ts";
import { saveText } from "./acts.ts";
import { reportTable, startReport, stopReport, useReport, type ReportLine } from "./report.ts";

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
        {lines.map(({ id, title, counts }) => (
          <tr key={id}>
            <td>
              <button type="button" className="quiet-link" onClick={() => void openStory(id)}>
                {title === "" ? text.newsroom.reportUntitled : title}
              </button>
            </td>
            {FLAG_KINDS.map((kind) => (
              <td key={kind}>{counts[kind] === 0 ? "" : counts[kind]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
