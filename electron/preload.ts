import { ipcRenderer } from "electron";
import { PORT_HERE, PORT_WANTED } from "./channel.ts";

/**
 * Hands the page its end of the bridge, one MessagePort, when it asks for it. Nothing else crosses: no
 * function is exposed, and only messages of this very window to itself are heard.
 */
window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const fromHere = event.source === window && event.origin === window.location.origin;
  if (fromHere && typeOf(event.data) === PORT_WANTED) ipcRenderer.send(PORT_WANTED);
});

ipcRenderer.on(PORT_HERE, (event) => {
  window.postMessage({ type: PORT_HERE }, window.location.origin, event.ports);
});

function typeOf(data: unknown): unknown {
  return typeof data === "object" && data !== null && "type" in data ? data.type : undefined;
}
