import { Button } from "@mantine/core";
import { IconCheck, IconExternalLink } from "@tabler/icons-react";
import { AIMS, standingOf, type Aim, type TakingDown, type Target } from "#core/publishing";
import {
  differenceText,
  momentOf,
  useLanguage,
  useText,
  type ScreenLanguage,
  type Text,
} from "../text/index.ts";
import type { Sent } from "./jobs.ts";
import { TakeDown } from "./other-ways.tsx";
import { openAddress } from "./sending.ts";

interface ReceiptLineProps {
  readonly sent: Sent;
  /** Null when it was taken out of the settings. */
  readonly target: Target | null;
  /** The target's name now; where it is gone, the one it had. */
  readonly name: string;
  readonly behind: boolean;
  /** Sends the story there again; null while it is being sent, or when the target is not there any more. */
  readonly send: (() => void) | null;
}

/** How the story stands on one target: what was sent last, what the page showed, and what can be done. */
export function ReceiptLine({ sent, target, name, behind, send }: ReceiptLineProps) {
  const text = useText().publish;
  const language = useLanguage((state) => state.language);
  const receipt = sent.last;
  const differs = receipt.differences.length > 0;
  const standing = standingOf(receipt, new Date());
  const isPublic = standing.kind === "public";
  const reason = standing.kind === "withdrawn" || standing.kind === "killed" ? standing.reason : "";
  return (
    <li className="receipt">
      <div className="receipt-head">
        <span>
          {[
            isPublic
              ? text.receiptAt(name, momentOf(receipt.publishedAt, language))
              : `${name}: ${standingWords(standing, receipt.publishedAt, text, language)}`,
            ...(receipt.pictures.length > 0 ? [text.receiptPictures(receipt.pictures.length)] : []),
            ...(sent.times > 1 ? [text.receiptTimes(sent.times)] : []),
          ].join(" · ")}
        </span>
        {isPublic && (
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
        )}
      </div>
      {reason !== "" && <p className="receipt-note">{text.receiptReason(reason)}</p>}
      {behind && isPublic ? (
        <p className="receipt-note">
          {text.behind}
          {send !== null && (
            <>
              {" – "}
              <button type="button" className="quiet-link" onClick={send}>
                {text.update}
              </button>
            </>
          )}
        </p>
      ) : !differs ? (
        <p className="receipt-note">
          <IconCheck size={14} stroke={2} aria-hidden /> {wholeWords(standing, text, language)}
        </p>
      ) : (
        <div className="receipt-differs">
          <p>{text.receiptDiffers}</p>
          <ul>
            {receipt.differences.map((difference, index) => (
              <li key={index}>{differenceText(difference, language)}</li>
            ))}
          </ul>
          <p>{text.receiptTodo}</p>
          {send !== null && isPublic && (
            <Button variant="default" onClick={send}>
              {text.sendAgain}
            </Button>
          )}
        </div>
      )}
      {send !== null && target !== null && (
        <TakeDown targetId={target.id} kinds={AIMS[target.kind].filter((kind) => isNext(kind, standing))} />
      )}
    </li>
  );
}

/** Whether a story that stands like this can still be taken down so. */
function isNext(kind: Aim["kind"], standing: Aim): kind is TakingDown["kind"] {
  if (kind === "withdrawn") return standing.kind === "public" || standing.kind === "scheduled";
  return kind === "killed" && standing.kind !== "killed";
}

function standingWords(
  standing: Exclude<Aim, { kind: "public" }>,
  sentAt: string,
  text: Text["publish"],
  language: ScreenLanguage,
): string {
  const at = standing.kind === "scheduled" ? standing.at : sentAt;
  return text.doneAs[standing.kind](momentOf(at, language));
}

function wholeWords(standing: Aim, text: Text["publish"], language: ScreenLanguage): string {
  switch (standing.kind) {
    case "public":
      return text.receiptWhole;
    case "scheduled":
      return text.receiptAs.scheduled(momentOf(standing.at, language));
    default:
      return text.receiptAs[standing.kind];
  }
}
