import { Button } from "@mantine/core";
import { useEffect, useMemo } from "react";
import { IconAlertTriangle, IconHandStop } from "@tabler/icons-react";
import { mayPublish, type Finding } from "#core/article";
import { openWaysOf } from "#core/publishing";
import { goTo, retryChecker } from "../editor/index.ts";
import { useSettings } from "../desk/host.ts";
import { useTargets } from "../desk/named.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { focusPart, showSettings, useRoom } from "../desk/room.ts";
import { useStories } from "../library/stories.ts";
import { useText } from "../text/index.ts";
import { JobLine } from "./job-line.tsx";
import { isBehind, isUnderWay, lastJob, lastReceipt, sentByTarget, useJobs } from "./jobs.ts";
import { OtherWays } from "./other-ways.tsx";
import { useFindings, usePreflightShown } from "./preflight.ts";
import { useButtonState, useTarget } from "./publish-button.tsx";
import { ReceiptLine } from "./receipt-line.tsx";
import { chooseTarget, sendStory } from "./sending.ts";

/** Publishing of the open story: what it lacks, the way it is on, and what was sent. */
export function PublishPanel() {
  const id = useOpenStory((state) => (state.session === null ? null : state.id));
  const target = useTarget(id);
  const jobs = useJobs((state) => state.jobs);
  const ways = useMemo(
    () => (id === null ? [] : openWaysOf(jobs.values(), id, target?.id ?? null)),
    [jobs, id, target?.id],
  );
  if (id === null) return null;
  return (
    <div className="tab-body">
      {ways.length > 0 && (
        <ul className="jobs">
          {ways.map(({ job }) => (
            <JobLine
              key={job.targetId}
              job={job}
              inPanel
              // For the target chosen here the preflight below has the button.
              onSendNew={
                job.targetId === target?.id
                  ? undefined
                  : () => {
                      chooseTarget(id, job.targetId);
                      void sendStory();
                    }
              }
            />
          ))}
        </ul>
      )}
      <Preflight storyId={id} />
      <Receipts storyId={id} />
    </div>
  );
}

function Preflight({ storyId }: { readonly storyId: string }) {
  const text = useText().publish;
  const { preflight } = useSettings();
  const findings = useFindings();
  const targets = useTargets();
  const target = useTarget(storyId);
  const state = useButtonState(storyId);
  const receipts = useOpenStory((open) => open.receipts);
  const receipt = target === null ? null : lastReceipt(receipts, target.id);
  const firstBlock = findings.findIndex((finding) => finding.weight === "block");
  const blocks = findings.filter((finding) => finding.weight === "block").length;
  const sends =
    state !== null &&
    (state.kind === "publish" ||
      state.kind === "changed" ||
      state.kind === "behind" ||
      state.kind === "stopped");
  const renews = state?.kind === "behind" || (state?.kind === "stopped" && state.job.isBehind);

  const warnings = findings.length > 0 && mayPublish(findings);
  useEffect(() => {
    usePreflightShown.setState({ warnings });
    return () => usePreflightShown.setState({ warnings: false });
  }, [warnings]);

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
      {target !== null && sends && <p className="tab-note">{text.goesTo(target.name)}</p>}
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
                <span>
                  {text.sayFinding(finding, preflight.leadWords)}
                  {finding.rule === "spellingUnread" && (
                    <>
                      {" – "}
                      <span className="finding-act">{text.tryAgain}</span>
                    </>
                  )}
                </span>
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
      ) : target === null ? (
        <>
          <p>{text.targetChoose}</p>
          {targets.map((one, index) => (
            <Button
              key={one.id}
              fullWidth
              variant="default"
              {...(index === 0 ? { "data-focus": "preflight" } : {})}
              onClick={() => {
                chooseTarget(storyId, one.id);
                // The button that was pressed is gone: the keyboard goes on to what comes next.
                focusPart("preflight");
              }}
            >
              {one.name}
            </Button>
          ))}
        </>
      ) : (
        sends &&
        mayPublish(findings) && (
          <Button fullWidth variant="default" data-focus="preflight" onClick={() => void sendStory()}>
            {findings.length > 0
              ? text.publishAnyway
              : renews
                ? text.sendNew
                : state.kind === "changed"
                  ? text.update
                  : text.publish}
          </Button>
        )
      )}
      {target !== null && sends && mayPublish(findings) && (
        <OtherWays key={target.id} target={target} receipt={receipt} />
      )}
    </section>
  );
}

/** One click from a finding to its place: on the page, or in the inspector. A checker that does not work is started anew. */
function goToFinding(finding: Finding): void {
  if (finding.rule === "spellingUnread") retryChecker();
  else if (finding.place.at === "detail") {
    useRoom.setState({ tab: "article" });
    focusPart(`detail-${finding.place.field}`);
  } else goTo(finding.place);
}

/** How the story stands on each target: what was sent there last, and whether that is the story as it is now. */
function Receipts({ storyId }: { readonly storyId: string }) {
  const text = useText().publish;
  const receipts = useOpenStory((state) => state.receipts);
  const targets = useTargets();
  const jobs = useJobs((state) => state.jobs);
  const edited = useStories((state) => state.known.get(storyId)?.state === "changed");
  const sent = sentByTarget(receipts);
  const others = targets.filter((target) => !sent.some((one) => one.targetId === target.id));
  return (
    <section aria-labelledby="receipts-title">
      <h2 id="receipts-title" className="tab-title">
        {text.receipts}
      </h2>
      {sent.length === 0 ? (
        <p className="tab-note">{text.receiptsNone}</p>
      ) : (
        <ul className="receipts">
          {sent.map((one) => {
            const job = lastJob(jobs, storyId, one.targetId);
            return (
              <ReceiptLine
                key={one.targetId}
                sent={one}
                target={targets.find(({ id }) => id === one.targetId) ?? null}
                name={targets.find(({ id }) => id === one.targetId)?.name ?? one.last.targetName}
                behind={isBehind(receipts, one.targetId, edited)}
                send={
                  targets.some((target) => target.id === one.targetId) && (job === null || !isUnderWay(job))
                    ? () => {
                        chooseTarget(storyId, one.targetId);
                        void sendStory();
                      }
                    : null
                }
              />
            );
          })}
          {others.map((target) => (
            <li key={target.id} className="receipt tab-note">
              {text.notThere(target.name)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
