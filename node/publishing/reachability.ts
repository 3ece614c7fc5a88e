import { stat } from "node:fs/promises";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, URL } from "node:url";
import type { Target } from "#core/publishing";
import { connectionTo, isWebAddress } from "./http.ts";

/** Whether targets answer now: asked cheaply, and not more often than every ten seconds. */
export interface Reachability {
  /** Any answer of the site counts, whatever it says. */
  answers(target: Target): Promise<boolean>;
  /** Asks again even if it was asked just now. */
  askNow(target: Target): Promise<boolean>;
}

const REMEMBERED_MS = 10_000;
const ASKED_MS = 5_000;

/** A small file which the site has in every version; WordPress serves this one without starting PHP. */
const CHEAP_PATH = {
  wordpress: "wp-includes/images/blank.gif",
  ghost: "robots.txt",
  site: "robots.txt",
  handover: "",
} as const;

export function reachability(options: {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}): Reachability {
  const asked = new Map<string, { readonly at: number; readonly answer: Promise<boolean> }>();

  const askNow = (target: Target): Promise<boolean> => {
    const answer = ask(target);
    asked.set(keyOf(target), { at: options.now().getTime(), answer });
    return answer;
  };

  const ask = async (target: Target): Promise<boolean> => {
    if (!isWebAddress(target.url)) return answersOffWeb(target, options.signal);
    const connection = connectionTo({
      url: target.url,
      authorization: null,
      fetch: options.fetch,
      signal: options.signal,
    });
    const answer = await connection.request({
      method: "HEAD",
      path: CHEAP_PATH[target.kind],
      timeoutMs: ASKED_MS,
    });
    if (answer.ok) return true;
    return answer.problem.kind !== "siteUnreachable" && answer.problem.kind !== "siteSlow";
  };

  return {
    askNow,
    answers(target) {
      const last = asked.get(keyOf(target));
      const fresh = last !== undefined && options.now().getTime() - last.at < REMEMBERED_MS;
      return fresh ? last.answer : askNow(target);
    },
  };
}

/** Whether the folder is there, or the SFTP server takes connections. */
async function answersOffWeb({ kind, url }: Target, signal: AbortSignal): Promise<boolean> {
  if (kind !== "handover" || !URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  if (protocol === "file:") {
    // A dead share may never answer: that is a no.
    const late = pause(ASKED_MS, false, { signal, ref: false }).catch(() => false);
    return Promise.race([stat(fileURLToPath(url)).then((info) => info.isDirectory()), late]).catch(
      () => false,
    );
  }
  return new Promise((answer) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 22 : Number(port) });
    const end = (answers: boolean) => {
      socket.destroy();
      answer(answers);
    };
    socket.setTimeout(ASKED_MS, () => end(false));
    socket.once("connect", () => end(true)).once("error", () => end(false));
    signal.addEventListener("abort", () => end(false), { once: true });
  });
}

function keyOf(target: Target): string {
  return `${target.id}\n${target.url}`;
}
