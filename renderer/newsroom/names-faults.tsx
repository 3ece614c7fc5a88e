import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { NEWSROOM_FILES, type NewsroomFault } from "#core/bridge";
import type { RegisterWarning } from "#core/language";
import { ask } from "../desk/ask.tsx";
import { useHost, useNewsroom } from "../desk/host.ts";
import { paragraphOf, registerFileTold, registerWarningText, useLanguage, useText } from "../text/index.ts";

/** Cells told one by one; the file shows the rest. */
const MOST_CELLS = 100;

/** What is wrong with the file of the names as it stands on the disk. */
export function NamesFaults() {
  const { faults } = useNewsroom();
  const own = faults.filter(({ path }) => path.endsWith(NEWSROOM_FILES.names));
  return own.map((fault) => <Fault key={JSON.stringify(fault)} fault={fault} />);
}

function Fault({ fault }: { readonly fault: NewsroomFault }) {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const readAgain = async () => {
    const newsroom = await ask((bridge) => bridge.newsroom.read());
    if (newsroom !== null) useHost.setState({ newsroom });
  };
  return (
    <div className="names-fault" role="status">
      <IconAlertTriangle className="names-fault-icon" size={16} stroke={1.8} aria-hidden />
      <div className="names-fault-words">
        <p>
          {fault.kind === "fileRefused"
            ? paragraphOf(registerFileTold(fault.problem, fault.path, language))
            : fault.kind === "keptAside"
              ? text.newsroom.faultAside(fault.path, fault.aside)
              : text.namesRoom.faultCells(fault.path, fault.warnings.length)}
        </p>
        {fault.kind === "cellsRefused" && (
          <details>
            <summary>{text.namesRoom.faultShow}</summary>
            <Warnings warnings={fault.warnings} />
          </details>
        )}
        <Button variant="default" onClick={() => void readAgain()}>
          {text.newsroom.readAgain}
        </Button>
      </div>
    </div>
  );
}

/** Cells of a table which were not taken, by line and column. */
export function Warnings({ warnings }: { readonly warnings: readonly RegisterWarning[] }) {
  const text = useText().namesRoom;
  const language = useLanguage((state) => state.language);
  return (
    <ul className="names-warnings">
      {warnings.slice(0, MOST_CELLS).map((warning, at) => (
        <li key={at}>{registerWarningText(warning, language)}</li>
      ))}
      {warnings.length > MOST_CELLS && <li>{text.warningsMore(warnings.length - MOST_CELLS)}</li>}
    </ul>
  );
}
