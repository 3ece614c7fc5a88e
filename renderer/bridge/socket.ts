import type { ClientContext, ClientLink, ClientOptions } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { ConnectionLost } from "./lost.ts";

/** First and longest pause between two tries to reach the host, in milliseconds. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** `readyState` of a socket that can be spoken through (WHATWG WebSockets, section 3). */
const OPEN = 1;

/** What the link needs of a browser's WebSocket. */
export type Socket = Pick<
  WebSocket,
  "addEventListener" | "removeEventListener" | "send" | "readyState" | "close"
> & { binaryType: BinaryType };

export interface SocketLinkOptions {
  readonly open: () => Socket;
  /** Hears of every change, the first one included. */
  readonly changed: (up: boolean) => void;
  /** Runs `act` after a while; the browser's `setTimeout`. */
  readonly later: (act: () => void, ms: number) => void;
}

interface Line {
  readonly socket: Socket;
  readonly link: RPCLink<ClientContext>;
}

/**
 * A link to the loopback host that finds it again when it was restarted.
 *
 * While the host is away calls fail at once with `ConnectionLost` rather than pile up: who called knows
 * better what is still worth saying. Streams end with the same error and are asked for again by their
 * readers when `changed(true)` comes.
 */
export class SocketLink implements ClientLink<ClientContext> {
  readonly #options: SocketLinkOptions;
  #line: Line | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #ended = false;

  constructor(options: SocketLinkOptions) {
    this.#options = options;
    this.#connect();
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>) {
    const line = this.#line;
    if (line === null) throw new ConnectionLost();
    const output = await toldPlainly(line.socket, line.link.call(path, input, options));
    return isStream(output) ? plainStream(line.socket, output) : output;
  }

  /** Lets go of the host for good. */
  end(): void {
    this.#ended = true;
    this.#line?.socket.close();
  }

  #connect(): void {
    if (this.#ended) return;
    const socket = this.#options.open();
    // Blobs would be read asynchronously and overtake each other.
    socket.binaryType = "arraybuffer";
    const line: Line = { socket, link: new RPCLink({ websocket: socket }) };
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      this.#pauseMs = FIRST_PAUSE_MS;
      this.#line = line;
      this.#options.changed(true);
    });
    socket.addEventListener("close", () => {
      this.#line = null;
      if (opened) this.#options.changed(false);
      this.#options.later(() => this.#connect(), this.#pauseMs);
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    });
  }
}

function isStream(value: unknown): value is AsyncIterableIterator<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** The answer; where it failed and the socket is not open, that is the reason. */
async function toldPlainly<Value>(socket: Socket, answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (socket.readyState === OPEN) throw error;
    throw new ConnectionLost(error);
  }
}

function plainStream(socket: Socket, stream: AsyncIterableIterator<unknown>): AsyncIterableIterator<unknown> {
  return {
    next: () => toldPlainly(socket, stream.next()),
    return: async (value?: unknown) => (await stream.return?.(value)) ?? { done: true, value },
    throw: async (error?: unknown) => {
      await stream.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
