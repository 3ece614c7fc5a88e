import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { bundle } from "../../build/bundle.ts";
import { staleBundles } from "../../build/fresh.ts";
import { PORT_HERE as SHELL_HERE, PORT_WANTED as SHELL_WANTED } from "../../electron/channel.ts";
import { PORT_HERE, PORT_WANTED, portOfWindow } from "../../renderer/bridge/port.ts";

const PRELOAD = join(resolve(import.meta.dirname, "..", ".."), "dist", "electron", "preload.cjs");

beforeAll(async () => {
  if (!existsSync(PRELOAD) || staleBundles(["preload"]).length > 0) await bundle(["preload"]);
}, 60_000);

interface Said {
  readonly data: unknown;
  readonly origin: string;
  readonly source?: unknown;
  readonly ports?: readonly MessagePort[];
}

/** A window of `app://morasse/` whose messages are heard at once, with the bundled preload in it. */
function windowWithPreload() {
  const listeners = new Set<(event: Said) => void>();
  const sent: string[] = [];
  const fromMain = new Map<string, (event: { readonly ports: readonly MessagePort[] }) => void>();
  const window = {
    location: { origin: "app://morasse" },
    addEventListener: (_type: string, heard: (event: Said) => void) => listeners.add(heard),
    removeEventListener: (_type: string, heard: (event: Said) => void) => listeners.delete(heard),
    postMessage: (data: unknown, origin: string, ports: readonly MessagePort[] = []) =>
      hear({ data, origin, source: window, ports }),
  };
  const hear = (event: Said) => [...listeners].forEach((heard) => heard({ ports: [], ...event }));
  const electron = {
    ipcRenderer: {
      send: (channel: string) => sent.push(channel),
      on: (channel: string, heard: (event: { readonly ports: readonly MessagePort[] }) => void) =>
        fromMain.set(channel, heard),
    },
  };
  const globals = Object.keys(window);
  runInNewContext(readFileSync(PRELOAD, "utf8"), {
    window,
    require: (name: string) => {
      if (name !== "electron") throw new Error(`The preload wants ${name}`);
      return electron;
    },
  });
  return {
    window,
    hear,
    sent,
    fromMain,
    exposed: Object.keys(window).filter((key) => !globals.includes(key)),
  };
}

test("E1 page and shell mean the same messages", () => {
  expect([SHELL_WANTED, SHELL_HERE]).toEqual([PORT_WANTED, PORT_HERE]);
});

test("E1 the preload asks for a port only for its own window, and hands over exactly that", async () => {
  const { window, hear, sent, fromMain, exposed } = windowWithPreload();
  expect(exposed).toEqual([]);
  const wanted = { type: PORT_WANTED };
  hear({ data: wanted, origin: "https://evil.example", source: window });
  hear({ data: wanted, origin: "app://morasse", source: {} });
  hear({ data: "morasse:port-wanted", origin: "app://morasse", source: window });
  expect(sent).toEqual([]);

  const port = portOfWindow(window as unknown as Window);
  expect(sent).toEqual([PORT_WANTED]);
  const { port1, port2 } = new MessageChannel();
  // A stranger's port comes first and is not taken.
  hear({ data: { type: PORT_HERE }, origin: "https://evil.example", source: window, ports: [port2] });
  hear({ data: { type: PORT_HERE }, origin: "app://morasse", source: {}, ports: [port2] });
  fromMain.get(PORT_HERE)!({ ports: [port1] });
  expect(await port).toBe(port1);
  port1.close();
});
