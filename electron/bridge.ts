import { RPCHandler } from "@orpc/server/message-port";
import { ipcMain, MessageChannelMain, type WebContents } from "electron";
import { bridgeRouter, type Desk } from "#node/desk";
import { PORT_HERE, PORT_WANTED } from "./channel.ts";
import { ORIGIN } from "./protocol.ts";

/**
 * Gives the window its port when its own page asks: the main frame, of our origin, of the window that is
 * ours. Whoever else asks gets no answer.
 */
export function servePorts(desk: Desk, ownPage: () => WebContents | null): void {
  const handler = new RPCHandler(bridgeRouter(desk));
  ipcMain.on(PORT_WANTED, (event) => {
    const { senderFrame: frame, sender } = event;
    if (frame === null || sender !== ownPage() || frame !== sender.mainFrame || frame.origin !== ORIGIN)
      return;
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1, { context: { screen: port1 } });
    port1.start();
    frame.postMessage(PORT_HERE, null, [port2]);
  });
}
