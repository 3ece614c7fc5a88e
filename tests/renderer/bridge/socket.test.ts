import { createORPCClient } from "@orpc/client";
import type { RouterClient } from "@orpc/server";
import { os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/ws";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { ConnectionLost } from "../../../renderer/bridge/lost.ts";
import { SocketLink } from "../../../renderer/bridge/socket.ts";

const router = {
  ping: os.handler(() => "pong"),
  never: os.handler(() => new Promise<string>(() => undefined)),
  ticks: os.handler(async function* ({ signal }) {
    yield 1;
    await new Promise((resolve) => signal?.addEventListener("abort", resolve));
  }),
};

const servers = new Set<WebSocketServer>();
const links = new Set<SocketLink>();

async function host(port = 0): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port });
  servers.add(server);
  const handler = new RPCHandler(router);
  server.on("connection", (socket) => void handler.upgrade(socket));
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, "close");
    },
  };
}

/** A page on that port, and the changes of its connection one by one. */
function page(port: number) {
  const changes: boolean[] = [];
  let wake = () => {};
  const link = new SocketLink({
    open: () => new WebSocket(`ws://127.0.0.1:${port}/`),
    changed: (up) => {
      changes.push(up);
      wake();
    },
    later: (act, ms) => setTimeout(act, ms),
  });
  links.add(link);
  const change = async (): Promise<boolean> => {
    while (changes.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return changes.shift()!;
  };
  return { client: createORPCClient<RouterClient<typeof router>>(link), change };
}

afterEach(() => {
  for (const link of links) link.end();
  for (const server of servers) server.close();
});

test("BR1 a host that is gone fails calls and streams with ConnectionLost, and is found again", async () => {
  const first = await host();
  const { client, change } = page(first.port);
  expect(await change()).toBe(true);
  expect(await client.ping()).toBe("pong");

  const pending = client.never();
  const ticks = await client.ticks();
  expect((await ticks.next()).value).toBe(1);
  const next = ticks.next();
  const ends = Promise.allSettled([pending, next]);
  await first.stop();
  expect((await ends).map((end) => (end.status === "rejected" ? (end.reason as Error).name : end))).toEqual([
    "ConnectionLost",
    "ConnectionLost",
  ]);
  expect(await change()).toBe(false);
  await expect(client.ping()).rejects.toBeInstanceOf(ConnectionLost);

  const second = await host(first.port);
  expect(await change()).toBe(true);
  expect(await client.ping()).toBe("pong");
  await second.stop();
});

test("BR1 a stream that is let go of ends at the host", async () => {
  const there = await host();
  const { client, change } = page(there.port);
  await change();
  for await (const tick of await client.ticks()) {
    expect(tick).toBe(1);
    break;
  }
  expect(await client.ping()).toBe("pong");
});
