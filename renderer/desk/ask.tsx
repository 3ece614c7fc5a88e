import { notifications } from "@mantine/notifications";
import type { Bridge } from "#core/bridge";
import { ConnectionLost } from "../bridge/index.ts";
import { paragraphOf, textNow, type Told } from "../text/index.ts";
import { useHost } from "./host.ts";

/**
 * Asks the host something. When it is away or fails, the person is told quietly and the answer is null; what
 * can go wrong on a good day is in the answer itself.
 */
export async function ask<Answer>(question: (bridge: Bridge) => Promise<Answer>): Promise<Answer | null> {
  return answerOf(question, tellLost);
}

/** The same for what nobody has pressed: that the host is away is said by the bar over the desk. */
export async function askQuietly<Answer>(
  question: (bridge: Bridge) => Promise<Answer>,
): Promise<Answer | null> {
  return answerOf(question, () => undefined);
}

async function answerOf<Answer>(
  question: (bridge: Bridge) => Promise<Answer>,
  lost: () => void,
): Promise<Answer | null> {
  const { bridge } = useHost.getState();
  if (bridge === null) {
    lost();
    return null;
  }
  try {
    return await question(bridge);
  } catch (error) {
    if (error instanceof ConnectionLost) lost();
    else tellStrange(error);
    return null;
  }
}

/** A quiet message that goes by itself. */
export function tell(message: string, act?: { readonly name: string; readonly run: () => void }): void {
  tellOf(message, act);
}

/** A quiet message of something on the screen; returns the way to take it away when that goes. */
export function tellOf(
  message: string,
  act?: { readonly name: string; readonly run: () => void },
): () => void {
  const id = notifications.show({
    message: act ? (
      <span className="notice">
        <span>{message}</span>
        <button
          type="button"
          className="notice-act"
          onClick={() => {
            notifications.hide(id);
            act.run();
          }}
        >
          {act.name}
        </button>
      </span>
    ) : (
      message
    ),
    autoClose: act ? 10_000 : 5_000,
    closeButtonProps: { "aria-label": textNow().desk.close },
  });
  return () => {
    notifications.hide(id);
  };
}

/** A problem of a good day: stays until it is read. */
export function tellProblem(problem: Told): void {
  notifications.show({
    id: problem.what,
    title: problem.what,
    message: paragraphOf({ ...problem, what: "" }),
    autoClose: 15_000,
    className: "notice-problem",
    closeButtonProps: { "aria-label": textNow().desk.close },
  });
}

function tellLost(): void {
  const text = textNow().desk;
  tellProblem({ what: `${text.notDone}.`, lost: "", todo: text.notDoneLost });
}

function tellStrange(error: unknown): void {
  const text = textNow().desk;
  console.error(error);
  notifications.show({
    title: text.notDone,
    message: (
      <>
        {text.notDoneStrange}
        <details>
          <summary>{text.details}</summary>
          {error instanceof Error ? `${error.name}: ${error.message}` : String(error)}
        </details>
      </>
    ),
    autoClose: false,
    className: "notice-problem",
    closeButtonProps: { "aria-label": text.close },
  });
}
