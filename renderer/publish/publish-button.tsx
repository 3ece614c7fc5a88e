import { Button, Menu } from "@mantine/core";
import { IconCheck, IconChevronDown, IconExternalLink } from "@tabler/icons-react";
import { assertNever } from "#core/bridge";
import { isTakingDown, type JobView } from "#core/publishing";
import { useHost } from "../desk/host.ts";
import { useTargets } from "../desk/named.ts";
import { keyAria } from "../desk/keys.ts";
import { useOpenStory } from "../desk/open-story.ts";
import { showTab } from "../desk/room.ts";
import { useStories } from "../library/stories.ts";
import { momentOf, useLanguage, useText, type ScreenLanguage, type Text } from "../text/index.ts";
import { buttonState, isBehind, lastJob, lastReceipt, targetFor, useJobs, type ButtonState } from "./jobs.ts";
import { usePreflightShown } from "./preflight.ts";
import { chooseTarget, openAddress, startPublishing, useChosenTarget } from "./sending.ts";

/** Publish: one button at one place, which always says how things stand. */
export function PublishButton() {
  const text = useText().publish;
  const language = useLanguage((state) => state.language);
  const id = useOpenStory((state) => (state.session === null ? null : state.id));
  const target = useTarget(id);
  const state = useButtonState(id);
  const targets = useTargets();
  const confirms = usePreflightShown((shown) => shown.warnings);
  if (id === null || state === null) return null;

  // "Update" says by itself that it sends, and what changed matters more.
  const words = confirms && state.kind === "publish" ? text.publishAnyway : wordsOf(state, text, language);
  const quiet = state.kind === "published" || state.kind === "underWay" || state.kind === "hostAway";
  return (
    <div className="publish-button" data-state={state.kind}>
      <Button
        variant={quiet ? "default" : "filled"}
        className="publish-main"
        data-state={state.kind}
        aria-keyshortcuts={keyAria("Mod-Enter")}
        aria-disabled={state.kind === "hostAway"}
        {...(state.kind === "published" ? { leftSection: <IconCheck size={16} stroke={2} /> } : {})}
        {...(state.kind === "published" ? { rightSection: <IconExternalLink size={16} stroke={1.6} /> } : {})}
        onClick={() => press(state)}
      >
        {words}
      </Button>
      {targets.length > 1 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant={quiet ? "default" : "filled"}
              className="publish-target"
              aria-label={`${text.target}: ${target?.name ?? ""}`}
            >
              <IconChevronDown size={16} stroke={1.8} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{text.target}</Menu.Label>
            {targets.map((one) => (
              <Menu.Item
                key={one.id}
                onClick={() => chooseTarget(id, one.id)}
                leftSection={<IconCheck size={16} opacity={one.id === target?.id ? 1 : 0} />}
              >
                {one.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** The target the story of that id goes to from this screen. */
export function useTarget(id: string | null) {
  const targets = useTargets();
  const standard = useHost((state) => state.settings?.defaultTargetId ?? "");
  const chosen = useChosenTarget((state) => (id === null ? undefined : state.chosen[id]));
  return targetFor(targets, chosen, standard);
}

/** How the open story stands with its target; null while none is open. */
export function useButtonState(id: string | null): ButtonState | null {
  const target = useTarget(id);
  const up = useHost((state) => state.up);
  const jobs = useJobs((state) => state.jobs);
  const receipts = useOpenStory((state) => state.receipts);
  const edited = useStories((state) => (id === null ? false : state.known.get(id)?.state === "changed"));
  if (id === null) return null;
  if (target === null) return up ? { kind: "publish" } : { kind: "hostAway" };
  return buttonState({
    up,
    job: lastJob(jobs, id, target.id),
    receipt: lastReceipt(receipts, target.id),
    edited: isBehind(receipts, target.id, edited),
  });
}

/** Where a job stands, in a few words. */
export function jobWords(job: JobView, text: Text["publish"], language: ScreenLanguage): string {
  return stateWords(job, text, language);
}

function stateWords({ state, aim }: JobView, text: Text["publish"], language: ScreenLanguage): string {
  switch (state.kind) {
    case "waiting":
      if (state.problem === null) return text.queued;
      return state.problem.kind === "siteUnreachable" ? text.waitingNetwork : text.waitingRetry;
    case "sending":
      switch (state.step.kind) {
        case "preparing":
          return text.preparing;
        case "picture":
          return text.sendingPicture(state.step.number, state.step.of);
        case "story":
          return isTakingDown(aim) ? text.takingDown : text.sendingStory;
        case "readingBack":
          return text.readingBack;
        default:
          return assertNever(state.step);
      }
    case "done": {
      const at = momentOf(state.at, language);
      if (aim.kind === "scheduled") return text.doneAs.scheduled(momentOf(aim.at, language));
      if (aim.kind !== "public") return text.doneAs[aim.kind](at);
      return state.differences.length > 0 ? text.doneDiffers(at) : text.done(at);
    }
    case "stopped":
      return state.problem.kind === "changedOnSite" ? text.changedOnSite : text.stopped;
    case "cancelled":
      return text.cancelled;
    default:
      return assertNever(state);
  }
}

function wordsOf(state: ButtonState, text: Text["publish"], language: ScreenLanguage): string {
  switch (state.kind) {
    case "publish":
      return text.publish;
    case "hostAway":
      return text.hostAway;
    case "underWay":
    case "stopped":
      return jobWords(state.job, text, language);
    case "behind":
      return text.queuedBefore;
    case "published":
      return text.publishedSeePage(momentOf(state.at, language));
    case "changed":
      return text.changedSince;
    default:
      return assertNever(state);
  }
}

function press(state: ButtonState): void {
  switch (state.kind) {
    case "publish":
    case "changed":
    case "behind":
      return void startPublishing();
    case "published":
      return openAddress(state.url);
    case "underWay":
    case "stopped":
      return showTab("publish");
    case "hostAway":
      return;
    default:
      return assertNever(state);
  }
}
