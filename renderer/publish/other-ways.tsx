import { Button, Textarea } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { MOST_REASON_CHARACTERS } from "#core/bridge";
import { AIMS, standingOf, type Receipt, type TakingDown, type Target } from "#core/publishing";
import { useText } from "../text/index.ts";
import { sendStory, takeDownStory } from "./sending.ts";

/** Beside publishing now: a draft on the site, or an hour at which the site publishes it. Nothing where neither can be. */
export function OtherWays({
  target,
  receipt,
}: {
  readonly target: Target;
  readonly receipt: Receipt | null;
}) {
  const text = useText().publish;
  const [scheduling, setScheduling] = useState(false);
  const aims = AIMS[target.kind];
  // What readers have would vanish from them.
  if (receipt !== null && standingOf(receipt, new Date()).kind === "public") return null;
  if (!aims.includes("draft") && !aims.includes("scheduled")) return null;
  return (
    <div className="other-ways">
      <div className="other-ways-acts">
        {aims.includes("draft") && (
          <Button variant="subtle" onClick={() => void sendStory({ kind: "draft" })}>
            {text.sendDraft}
          </Button>
        )}
        {aims.includes("scheduled") && (
          <Button variant="subtle" aria-expanded={scheduling} onClick={() => setScheduling(!scheduling)}>
            {text.schedule}
          </Button>
        )}
      </div>
      {scheduling && <ScheduleForm onDone={() => setScheduling(false)} />}
    </div>
  );
}

function ScheduleForm({ onDone }: { readonly onDone: () => void }) {
  const text = useText().publish;
  const [hour, setHour] = useState(() => localHour(nextHour(new Date())));
  const [isPast, setPast] = useState(false);
  const id = useId();
  return (
    <form
      className="other-ways-form"
      onSubmit={(event) => {
        event.preventDefault();
        const at = new Date(hour);
        if (Number.isNaN(at.getTime()) || at.getTime() <= Date.now()) return setPast(true);
        onDone();
        void sendStory({ kind: "scheduled", at: at.toISOString() });
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <label htmlFor={id}>{text.scheduleAt}</label>
      <input
        id={id}
        type="datetime-local"
        className="hour-input"
        value={hour}
        min={localHour(new Date())}
        required
        autoFocus
        aria-invalid={isPast}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setHour(event.currentTarget.value);
          setPast(false);
        }}
      />
      <p id={`${id}-note`} className="tab-note" role={isPast ? "alert" : undefined}>
        {isPast ? text.schedulePast : text.scheduleNote}
      </p>
      <Button type="submit" variant="default">
        {text.scheduleAct}
      </Button>
    </form>
  );
}

/** Takes a story off a site: withdrawn, or killed with its pictures; with the reason, which the receipt keeps. */
export function TakeDown({
  targetId,
  kinds,
}: {
  readonly targetId: string;
  readonly kinds: readonly TakingDown["kind"][];
}) {
  const text = useText().publish;
  const [asked, setAsked] = useState<TakingDown["kind"] | null>(null);
  const [reason, setReason] = useState("");
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setAsked(null);
    opener.current?.focus();
  };
  if (kinds.length === 0) return null;
  return (
    <div className="other-ways">
      <div className="other-ways-acts">
        {kinds.map((kind, index) => (
          <Button
            key={kind}
            variant="subtle"
            ref={index === 0 ? opener : null}
            aria-expanded={asked === kind}
            onClick={() => setAsked(asked === kind ? null : kind)}
          >
            {text.takeDown[kind].open}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <form
          className="other-ways-form"
          onSubmit={(event) => {
            event.preventDefault();
            close();
            void takeDownStory(targetId, { kind: asked, reason: reason.trim() });
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            close();
          }}
        >
          <p>{text.takeDown[asked].what}</p>
          <Textarea
            label={text.reason}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={MOST_REASON_CHARACTERS}
            required={asked === "killed"}
            autoFocus
            key={asked}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" className="take-down">
            {text.takeDown[asked].act}
          </Button>
        </form>
      )}
    </div>
  );
}

function nextHour(now: Date): Date {
  const at = new Date(now.getTime() + 3_600_000);
  at.setMinutes(0, 0, 0);
  return at;
}

/** An instant as a date field takes it, in this machine's time: "2026-11-24T07:00". */
function localHour(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
