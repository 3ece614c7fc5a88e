import { RPCHandler } from "@orpc/server/ws";
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { MOST_PACKAGE_BYTES } from "#core/exchange";
import { codeOf } from "#node/library";
import type { Desk } from "./desk.ts";
import { newToken } from "./place.ts";
import { bridgeRouter } from "./router.ts";

/**
 * The door to a desk on this machine: HTTP on 127.0.0.1 alone, everything under a secret path. The loopback
 * host serves its screens through it; in Electron it is there for the command line and a second start.
 *
 * Who does not know the token, names another host (DNS rebinding) or comes from another site's page gets
 * "404 Not Found" and nothing else.
 */
export interface Door {
  /** Address with the token: "http://127.0.0.1:4379/<token>/". A secret of this user. */
  readonly address: string;
  readonly port: number;
  readonly token: string;
  readonly server: Server;
  /**
   * An address that opens the desk once, within a minute: for a program's command line, which other users of
   * the machine can read.
   */
  ticket(): string;
  /** Open screens, the command line among them. */
  screens(): number;
  close(): Promise<void>;
}

/** Answers a request below the secret path; `path` is what stands after it ("assets/index.js"). */
export type Pages = (
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  door: Pick<Door, "port" | "token">,
) => void | Promise<void>;

export interface DoorOptions {
  readonly desk: Desk;
  readonly token: string;
  /** Ports to try in order; 0 is any free one. */
  readonly ports: readonly number[];
  /** Null where only the bridge is served. */
  readonly pages: Pages | null;
  /** A second start on this library asks for the window. */
  readonly showWindow: () => void;
}

/** A story package of the largest size taken, with room for the form round it. A picture is smaller. */
const MOST_MESSAGE_BYTES = MOST_PACKAGE_BYTES + 1024 * 1024;
const MOST_SCREENS = 64;
const TICKET_MS = 60_000;

/** Opens the door. @throws the system's error when none of the ports can be had. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { desk, token, pages, showWindow } = options;
  const { log } = desk.options;
  const tickets = new Set<string>();
  const server = createServer((request, response) => {
    const used = [...tickets].find((ticket) => pathBehind(request, ticket) === "");
    if (used !== undefined && isFromHere(request) && request.method === "GET") {
      tickets.delete(used);
      response.writeHead(303, { Location: `/${token}/`, "Cache-Control": "no-store" }).end();
      return;
    }
    const path = pathBehind(request, token);
    if (path === null || !isFromHere(request)) return refuse(response);
    if (path === "show" && request.method === "POST") {
      showWindow();
      response.writeHead(204, { "Cache-Control": "no-store" }).end();
      return;
    }
    if (pages === null || path === "bridge") return refuse(response);
    Promise.resolve(pages(path, request, response, door)).catch((error: unknown) => {
      log(`The page "${path}" could not be served.`, error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const bridge = new RPCHandler(bridgeRouter(desk));
  sockets.on("connection", (socket: WebSocket) => {
    socket.on("error", (error) => log("A screen's connection failed.", error));
    void bridge.upgrade(socket, { context: { screen: socket } });
  });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy()); // A page that is closed while it connects.
    const known = pathBehind(request, token) === "bridge" && isFromHere(request) && hasOwnOrigin(request);
    if (!known || sockets.clients.size >= MOST_SCREENS) {
      stream.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit("connection", socket, request));
  });

  const port = await listening(server, options.ports);
  const door: Door = {
    address: `http://127.0.0.1:${port}/${token}/`,
    port,
    token,
    server,
    ticket: () => {
      const ticket = newToken();
      tickets.add(ticket);
      setTimeout(() => tickets.delete(ticket), TICKET_MS).unref();
      return `http://127.0.0.1:${port}/${ticket}/`;
    },
    screens: () => sockets.clients.size,
    close: async () => {
      for (const socket of sockets.clients) socket.close(1001);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A screen that does not answer the close must not hold up the end of the program.
      const impatient = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 300);
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 500).unref();
      await closed;
      clearTimeout(impatient);
    },
  };
  return door;

  function hasOwnOrigin(request: IncomingMessage): boolean {
    return request.headers.origin === `http://${request.headers.host}`;
  }

  /** The Host header names this machine and our port; an Origin, where there is one, is our own. */
  function isFromHere(request: IncomingMessage): boolean {
    const { host } = request.headers;
    const here = host === `127.0.0.1:${door.port}` || host === `localhost:${door.port}`;
    return here && (request.headers.origin === undefined || hasOwnOrigin(request));
  }
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { "Content-Type": "text/plain", "Cache-Control": "no-store" }).end("Not Found\n");
}

/** What stands after "/<token>/" without its query, or null when the token is another. */
function pathBehind(request: IncomingMessage, token: string): string | null {
  const [, given = "", rest] = /^\/([^/?#]*)\/([^?#]*)/.exec(request.url ?? "") ?? [];
  // Compared as hashes: in a time that tells nothing, whatever the length.
  const same = timingSafeEqual(digest(given), digest(token));
  return same && rest !== undefined ? rest : null;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

async function listening(server: Server, ports: readonly number[]): Promise<number> {
  let last: unknown = new RangeError("No port to listen on.");
  for (const port of ports) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
          server.off("error", reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const code = codeOf(error);
      if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
      last = error;
    }
  }
  throw last;
}
