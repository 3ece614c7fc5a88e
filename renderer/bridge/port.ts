/**
 * How the page in Electron gets its end of the bridge: it says that it is ready, and the preload answers
 * with one MessagePort. Both are messages of this window to itself; anything from elsewhere is ignored.
 */
export const PORT_WANTED = "morasse:port-wanted";
export const PORT_HERE = "morasse:port";

/** The port of this window's bridge. Waits as long as it takes. */
export function portOfWindow(page: Window): Promise<MessagePort> {
  return new Promise((resolve) => {
    const heard = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source !== page || event.origin !== page.location.origin || port === undefined) return;
      if (typeOf(event.data) !== PORT_HERE) return;
      page.removeEventListener("message", heard);
      resolve(port);
    };
    page.addEventListener("message", heard);
    page.postMessage({ type: PORT_WANTED }, page.location.origin);
  });
}

function typeOf(data: unknown): unknown {
  return typeof data === "object" && data !== null && "type" in data ? data.type : undefined;
}
