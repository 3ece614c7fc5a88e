import { createRouterClient } from "@orpc/server";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bridge } from "#core/bridge";
import { bridgeRouter, openDesk, secretsIn, settingsIn, type Desk, type DeskOptions } from "#node/desk";

/** A desk in temporary folders, and one screen of it. */
export interface TestDesk {
  readonly desk: Desk;
  readonly bridge: Bridge;
  /** What was logged, that is what no screen hears. */
  readonly logged: readonly string[];
  readonly dir: string;
  /** Another screen of the same desk. */
  screen(): Bridge;
}

const open: { readonly desk: Desk; readonly dir: string }[] = [];

/** Opens a desk without a site; the network is refused. */
export async function newsroom(
  change: Partial<DeskOptions> = {},
  dir = mkdtempSync(join(tmpdir(), "morasse-newsroom-")),
): Promise<TestDesk> {
  const logged: string[] = [];
  const dataDir = join(dir, "data");
  const opened = await openDesk({
    libraryDir: join(dir, "library"),
    dataDir,
    host: "loopback",
    version: "0.0.0",
    systemLanguage: "vi-VN",
    settings: settingsIn(dataDir, new Date()),
    secrets: secretsIn(join(dataDir, "secrets.json")),
    secretsKept: { kept: "file", path: join(dataDir, "secrets.json") },
    site: null,
    openExternal: null,
    now: () => new Date(),
    newId: randomUUID,
    random: () => 0.5,
    fetch: () => Promise.reject(new TypeError("fetch failed")),
    log: (what, error) => logged.push(`${what} ${String(error)}`),
    ...change,
  });
  if (!opened.ok) throw new Error(`The desk did not open: ${opened.problem.kind}`);
  const desk = opened.value;
  open.push({ desk, dir });
  const screen = (): Bridge => createRouterClient(bridgeRouter(desk), { context: { screen: {} } });
  return { desk, bridge: screen(), logged, dir, screen };
}

/** Closes every desk that was opened and removes its folders. */
export async function closeNewsrooms(): Promise<void> {
  for (const { desk, dir } of open.splice(0)) {
    await desk.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
