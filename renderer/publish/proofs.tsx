import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { Proof } from "#core/publishing";
import { ask } from "../desk/ask.tsx";
import { useTargets } from "../desk/named.ts";
import { openStory } from "../desk/open-story.ts";
import {
  differenceText,
  momentOf,
  publishProblemTold,
  useLanguage,
  useText,
  type ScreenLanguage,
} from "../text/index.ts";
import { openAddress } from "./sending.ts";

/** How a look at every published page goes; null before the first. */
interface Look {
  readonly seen: readonly Proof[];
  readonly isOver: boolean;
}

/** Looks at every page readers have, on request, and lists those which are not as they were sent. */
export function Proofs() {
  const text = useText().publish;
  const [look, setLook] = useState<Look | null>(null);
  const bad = look?.seen.filter(({ found }) => found.kind !== "whole" && found.kind !== "there") ?? [];
  const start = async () => {
    setLook({ seen: [], isOver: false });
    await ask(async (bridge) => {
      for await (const proof of await bridge.publishing.proofs({})) {
        setLook((now) => ({ seen: [...(now?.seen ?? []), proof], isOver: false }));
      }
      return true;
    });
    setLook((now) => ({ seen: now?.seen ?? [], isOver: true }));
  };
  return (
    <section aria-labelledby="outbox-proofs">
      <h2 id="outbox-proofs" className="room-part">
        {text.proofs}
      </h2>
      <p className="room-note">{text.proofsWhy}</p>
      <Button variant="default" disabled={look?.isOver === false} onClick={() => void start()}>
        {text.proofsAct}
      </Button>
      {look !== null && (
        <p role="status">
          {look.isOver ? text.proofsDone(look.seen.length, bad.length) : text.proofsSeen(look.seen.length)}
        </p>
      )}
      {bad.length > 0 && (
        <ul className="jobs">
          {bad.map((proof) => (
            <ProofLine key={`${proof.storyId} ${proof.targetId}`} proof={proof} />
          ))}
        </ul>
      )}
      {look?.isOver === true && look.seen.length > 0 && bad.length === 0 && (
        <p className="receipt-note">
          <IconCheck size={14} stroke={2} aria-hidden /> {text.proofsWhole}
        </p>
      )}
    </section>
  );
}

function ProofLine({ proof }: { readonly proof: Proof }) {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const target = useTargets().find(({ id }) => id === proof.targetId)?.name ?? proof.targetId;
  const title = proof.title === "" ? text.library.untitled : proof.title;
  return (
    <li className="job" data-state="stopped">
      <div className="job-head">
        <button
          type="button"
          className="job-title"
          title={title}
          onClick={() => void openStory(proof.storyId)}
        >
          {title}
        </button>
        <span className="job-state">
          <IconAlertTriangle size={14} stroke={1.8} aria-hidden /> {target}
        </span>
      </div>
      <p className="job-facts">{text.publish.publishedAt(momentOf(proof.publishedAt, language))}</p>
      <div className="job-problem" data-stopped>
        <p>{foundText(proof, text.publish, language)}</p>
      </div>
      <div className="job-acts">
        <Button variant="subtle" onClick={() => openAddress(proof.url)}>
          {text.publish.seePage}
        </Button>
      </div>
    </li>
  );
}

function foundText(
  { found }: Proof,
  text: { readonly receiptDiffers: string; readonly proofGone: string },
  language: ScreenLanguage,
): string {
  switch (found.kind) {
    case "differs":
      return `${text.receiptDiffers} ${found.differences.map((one) => differenceText(one, language)).join("; ")}.`;
    case "gone":
      return text.proofGone;
    case "unread":
      return publishProblemTold(found.problem, language, (at) => momentOf(at, language)).what;
    default:
      return "";
  }
}
