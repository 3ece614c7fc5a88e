import { ActionIcon, Tooltip } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { readingMinutes } from "#core/article";
import { usePage } from "../editor/index.ts";
import { targetAway, useJobs } from "../publish/jobs.ts";
import { clockOf, useText } from "../text/index.ts";
import { useHost } from "./host.ts";
import { useTargets } from "./named.ts";
import { useOnline } from "./online.ts";
import { Hint } from "./rail.tsx";
import { showRoom, useRoom } from "./room.ts";

/** The bottom line: length, whether it is saved, the network and the outbox. */
export function StatusBar() {
  const text = useText().desk;
  const open = usePage((state) => state.session !== null);
  const room = useRoom((state) => state.room);
  return (
    <footer className="status" aria-label={text.statusBar}>
      {open && room === "page" && <Length />}
      {open && <SavedMark />}
      <Network />
      <span className="status-space" />
      <Tooltip label={<Hint name={text.keysHelp} shortcut="F1" />}>
        <ActionIcon
          size="1.5rem"
          aria-label={text.keysHelp}
          onClick={() => useRoom.setState({ keysShown: true })}
        >
          <IconKeyboard size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </footer>
  );
}

function Length() {
  const text = useText().desk;
  const words = usePage((state) => state.words);
  return (
    <span className="status-part">
      {text.words(words)}
      {words > 0 && ` · ${text.minutes(readingMinutes(words))}`}
    </span>
  );
}

/** When it was saved; a failure is spoken, a success is only shown. */
function SavedMark() {
  const text = useText().desk;
  const saved = usePage((state) => state.saved);
  const up = useHost((state) => state.up);
  const problem = useHost((state) => state.libraryProblem);
  const refused = saved.kind === "refused";
  const failing = refused || saved.kind === "waiting" || (saved.kind === "saving" && !up);
  const why = !up
    ? text.notSavedHost
    : refused
      ? text.notSavedRefused
      : problem === null
        ? text.notSavedWaiting
        : text.notSavedShort[problem.kind];
  return (
    <>
      <span className="status-part" data-saved={saved.kind}>
        {!failing && saved.kind === "saving" && text.saving}
        {saved.kind === "saved" && (saved.at === null ? text.savedOpen : text.saved(clockOf(saved.at, true)))}
      </span>
      <span className="status-part status-problem" role="status">
        {failing && text.notSaved(why)}
      </span>
    </>
  );
}

function Network() {
  const text = useText().desk;
  const online = useOnline();
  const targets = useTargets();
  const reachable = useHost((state) => state.reachable);
  const jobs = useJobs((state) => state.jobs);

  const up = useHost((state) => state.up);
  const standard = useHost((state) => state.settings?.defaultTargetId ?? "");
  const away = targetAway({ targets, reachable, standard, jobs: [...jobs.values()] });
  const network = !up
    ? text.hostGone
    : !online
      ? text.offline
      : away
        ? text.targetAway(away.name)
        : text.online;
  const count = (kind: "waiting" | "sending" | "stopped") =>
    [...jobs.values()].filter((job) => job.state.kind === kind).length;
  const [waiting, sending, stopped] = [count("waiting"), count("sending"), count("stopped")];
  const outbox = [
    ...(sending > 0 ? [text.jobsSending(sending)] : []),
    ...(waiting > 0 ? [text.jobsWaiting(waiting)] : []),
  ].join(", ");
  return (
    <span className="status-part">
      <span data-away={!up || !online || away !== null || undefined}>{network}</span>
      {outbox !== "" && <OutboxLink words={outbox} />}
      {stopped > 0 && <OutboxLink words={text.jobsStopped(stopped)} troubled />}
    </span>
  );
}

function OutboxLink({ words, troubled = false }: { readonly words: string; readonly troubled?: boolean }) {
  return (
    <>
      {" · "}
      <button
        type="button"
        className="quiet-link"
        data-troubled={troubled || undefined}
        onClick={() => showRoom("outbox")}
      >
        {words}
      </button>
    </>
  );
}
