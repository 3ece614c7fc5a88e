import { createORPCClient, type ClientContext, type ClientLink } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import type { Bridge } from "#core/bridge";
import { portOfWindow } from "./port.ts";
import { SocketLink } from "./socket.ts";

const listeners = new Set<(up: boolean) => void>();
let up = false;
let connecting: Promise<Bridge> | null = null;

/**
 * The bridge to this page's host, the same one for every caller: over the window's MessagePort in
 * Electron, over a WebSocket beside the page on loopback. Resolves when the host answers for the first time.
 */
export function connectBridge(): Promise<Bridge> {
  connecting ??= linkOf(window).then((link) => createORPCClient<Bridge>(link));
  return connecting;
}

/**
 * Hears when the host goes away and when it is back, and how it is now. A host that is back may be a new
 * process: ask for `events` and `story.follow` again, and send what was not acknowledged.
 *
 * @returns the way to stop listening.
 */
export function onConnection(listener: (up: boolean) => void): () => void {
  listeners.add(listener);
  listener(up);
  return () => listeners.delete(listener);
}

function tell(now: boolean): void {
  up = now;
  for (const listener of listeners) listener(now);
}

async function linkOf(page: Window): Promise<ClientLink<ClientContext>> {
  if (page.location.protocol === "app:") {
    const port = await portOfWindow(page);
    const link = new PortLink({ port });
    port.start();
    port.addEventListener("close", () => tell(false));
    tell(true);
    return link;
  }
  const address = new URL("bridge", page.location.href);
  address.protocol = "ws:";
  address.search = "";
  address.hash = "";
  return new Promise((resolve) => {
    const link = new SocketLink({
      open: () => new WebSocket(address),
      changed: (now) => {
        tell(now);
        if (now) resolve(link);
      },
      later: (act, ms) => setTimeout(act, ms),
    });
  });
}
