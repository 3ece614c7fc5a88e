import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconExternalLink, IconHandStop } from "@tabler/icons-react";
import { mayPublish, type Finding } from "#core/article";
import type { Receipt } from "#core/publishing";
import { goTo } from "../editor/index.ts";
import { useHost, useSettings } from "../desk/host.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { focusPart, showSettings, useRoom } from "../desk/room.ts";
import { differenceText, momentOf, useLanguage, useText } from "../text/index.ts";
import { JobLine } from "./job-line.tsx";
import { isOpen, lastJob, useJobs } from "./jobs.ts";
import { useFindings } from "./preflight.ts";
import { useButtonState, useTarget } from "./publish-button.tsx";
import { openAddress, sendStory } from "./sending.ts";

/** Publishing of the open story: what it lacks, the way it is on, and what was sent. */
export function PublishPanel() {
  const id = useOpenStory((state) => (state.session === null ? null : state.id));
  const target = useTarget(id);
  const jobs = useJobs((state) => state.jobs);
  const job = id === null || target === null ? null : lastJob(jobs, id, target.id);
  if (id === null) return null;
  return (
    <div className="tab-body">
      {job !== null && isOpen(job) && (
        <ul className="jobs">
          <JobLine job={job} inPanel />
        </ul>
      )}
      <Preflight storyId={id} />
      <Receipts />
    </div>
  );
}

function Preflight({ storyId }: { readonly storyId: string }) {
  const text = useText().publish;
  const { preflight } = useSettings();
  const findings = useFindings();
  const targets = useHost((state) => state.targets);
  const target = useTarget(storyId);
  const state = useButtonState(storyId);
  const firstBlock = findings.findIndex((finding) => finding.weight === "block");
  const blocks = findings.filter((finding) => finding.weight === "block").length;
  const sends =
    state !== null && (state.kind === "publish" || state.kind === "changed" || state.kind === "stopped");

  return (
    <section aria-labelledby="preflight-title">
      <h2 id="preflight-title" className="tab-title">
        {text.check}
      </h2>
      <p className="tab-note" data-blocked={blocks > 0 || undefined} role="status">
        {findings.length === 0
          ? text.checkReady
          : blocks > 0
            ? text.checkBlocked(blocks)
            : text.checkWarned(findings.length)}
      </p>
      {findings.length > 0 && (
        <ul className="findings">
          {findings.map((finding, index) => (
            // By place in the list: the keyboard stays on the first line while lines above are mended.
            <li key={index}>
              <button
                type="button"
                className="finding"
                data-weight={finding.weight}
                // The first line that blocks; where none does, the button that sends.
                {...(index === firstBlock ? { "data-focus": "preflight" } : {})}
                onClick={() => goToFinding(finding)}
              >
                {finding.weight === "block" ? (
                  <IconHandStop size={16} stroke={1.8} aria-label={text.blockMark} />
                ) : (
                  <IconAlertTriangle size={16} stroke={1.6} aria-label={text.warnMark} />
                )}
                <span>{text.sayFinding(finding, preflight.leadWords)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {targets.length === 0 ? (
        <>
          <p>{text.targetAdd}</p>
          <Button variant="default" data-focus="preflight" onClick={() => showSettings("targets")}>
            {text.targetAddAct}
          </Button>
        </>
      ) : (
        sends &&
        target !== null &&
        mayPublish(findings) && (
          <Button fullWidth variant="default" data-focus="preflight" onClick={() => void sendStory()}>
            {findings.length > 0
              ? text.publishAnyway
              : state.kind === "changed"
                ? text.update
                : text.publishTo(target.name)}
          </Button>
        )
      )}
    </section>
  );
}

/** One click from a finding to its place: on the page, or in the inspector. */
function goToFinding(finding: Finding): void {
  if (finding.place.at === "detail") {
    useRoom.setState({ tab: "article" });
    focusPart(`detail-${finding.place.field}`);
  } else goTo(finding.place);
}

function Receipts() {
  const text = useText().publish;
  const receipts = useOpenStory((state) => state.receipts);
  const newest = receipts.toSorted((one, other) => other.publishedAt.localeCompare(one.publishedAt));
  return (
    <section aria-labelledby="receipts-title">
      <h2 id="receipts-title" className="tab-title">
        {text.receipts}
      </h2>
      {newest.length === 0 ? (
        <p className="tab-note">{text.receiptsNone}</p>
      ) : (
        <ul className="receipts">
          {newest.map((receipt, index) => (
            <ReceiptLine key={receipt.jobId} receipt={receipt} latest={index === 0} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ReceiptLine({ receipt, latest }: { readonly receipt: Receipt; readonly latest: boolean }) {
  const text = useText().publish;
  const language = useLanguage((state) => state.language);
  const differs = receipt.differences.length > 0;
  return (
    <li className="receipt">
      <div className="receipt-head">
        <span>
          {text.receiptAt(receipt.targetName, momentOf(receipt.publishedAt, language))}
          {receipt.pictures.length > 0 && ` · ${text.receiptPictures(receipt.pictures.length)}`}
        </span>
        <a
          href={receipt.url}
          target="_blank"
          rel="noreferrer"
          onClick={(event) => {
            event.preventDefault();
            openAddress(receipt.url);
          }}
        >
          {text.seePage} <IconExternalLink size={14} stroke={1.6} aria-hidden />
        </a>
      </div>
      {!differs ? (
        <p className="receipt-note">
          <IconCheck size={14} stroke={2} aria-hidden /> {text.receiptWhole}
        </p>
      ) : (
        <div className="receipt-differs">
          <p>{text.receiptDiffers}</p>
          <ul>
            {receipt.differences.map((difference, index) => (
              <li key={index}>{differenceText(difference, language)}</li>
            ))}
          </ul>
          {latest && (
            <>
              <p>{text.receiptTodo}</p>
              <Button variant="default" onClick={() => void sendStory()}>
                {text.sendAgain}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}
