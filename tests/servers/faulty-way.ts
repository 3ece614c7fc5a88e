import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * The way to a real site, on which chosen requests meet chosen faults. It stands between desk and site as a router of a bad
 * network would, and counts what came by.
 */
export interface FaultyWay {
  readonly url: string;
  /** Requests from now on, by their number from 1. */
  plan(faults: ReadonlyMap<number, Fault>): void;
  /** Faults made since the plan. */
  made(): readonly string[];
  close(): Promise<void>;
}

export type Fault =
  /** The connection is closed before anything is read. */
  | { readonly kind: "refused" }
  /** The site gets so many bytes of the request and no more. */
  | { readonly kind: "cutUpload"; readonly afterBytes: number }
  /** The site works on it; the answer never comes. */
  | { readonly kind: "answerDropped" }
  /** The answer ends in the middle. */
  | { readonly kind: "answerCut" }
  /** Nothing happens at all. */
  | { readonly kind: "blackHole" }
  /** Request and answer crawl, and get there. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Somebody in between answers, before or after the site has worked on it. */
  | { readonly kind: "status"; readonly status: 429 | 500 | 502 | 503; readonly worked: boolean }
  /** What is to happen at this moment: the site starts anew, the sender is killed. */
  | { readonly kind: "event"; readonly name: string; readonly act: () => void | Promise<void> };

/** @param port of the site on this machine. */
export async function faultyWay(port: number): Promise<FaultyWay> {
  let planned: ReadonlyMap<number, Fault> = new Map();
  let count = 0;
  let made: string[] = [];

  const server = createServer((request, response) => {
    const fault = planned.get(++count) ?? null;
    if (fault !== null) made.push(`${count} ${fault.kind === "event" ? fault.name : fault.kind}`);
    pass(request, response, fault).catch(() => response.destroy());
  });
  server.on("clientError", (_error, socket) => socket.destroy());

  const pass = async (request: IncomingMessage, response: ServerResponse, fault: Fault | null) => {
    if (fault?.kind === "refused") return void request.socket.destroy();
    if (fault?.kind === "blackHole") return void request.on("error", () => undefined).resume();
    const body = await bodyOf(request);
    if (fault?.kind === "slow") await pause(fault.ms);
    if (fault?.kind === "event") await fault.act();
    if (fault?.kind === "status" && !fault.worked) return busy(response, fault.status);
    const cut = fault?.kind === "cutUpload" ? Math.min(fault.afterBytes, body.length) : null;
    const answer = await passedOn(request, body, cut);
    if (answer === null) return void response.destroy();
    if (fault?.kind === "answerDropped") return void response.destroy();
    if (fault?.kind === "status") return busy(response, fault.status);
    if (fault?.kind === "slow") await pause(fault.ms);
    response.writeHead(answer.status, answer.headers);
    if (fault?.kind !== "answerCut") return void response.end(answer.body);
    response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
    await pause(5);
    response.destroy();
  };

  interface Answer {
    readonly status: number;
    readonly headers: IncomingMessage["headers"];
    readonly body: Buffer;
  }

  /** The site's answer; null when it could not be had. @param cut so many bytes of the body get there. */
  const passedOn = (from: IncomingMessage, body: Buffer, cut: number | null): Promise<Answer | null> =>
    new Promise((answered) => {
      const headers = { ...from.headers, connection: "close", host: `127.0.0.1:${port}` };
      const to = ask({ host: "127.0.0.1", port, method: from.method, path: from.url, headers });
      to.on("error", () => answered(null));
      to.on("response", (site) => {
        bodyOf(site).then(
          (bytes) =>
            answered({ status: site.statusCode ?? 502, headers: hopless(site.headers), body: bytes }),
          () => answered(null),
        );
      });
      if (cut === null) return void to.end(body);
      to.write(body.subarray(0, cut), () => {
        setTimeout(() => to.destroy(), 20);
      });
    });

  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan(faults) {
      planned = faults;
      count = 0;
      made = [];
    },
    made: () => made,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function busy(response: ServerResponse, status: number): void {
  response.writeHead(status, {
    "content-type": "text/html",
    ...(status === 429 ? { "retry-after": "1" } : {}),
  });
  response.end("<h1>Busy</h1>");
}

/** Without what concerns one connection alone: the body comes whole. */
function hopless({
  connection: _connection,
  "transfer-encoding": _encoding,
  "keep-alive": _alive,
  ...headers
}: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return headers;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
