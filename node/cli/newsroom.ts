import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { createRouterClient } from "@orpc/server";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { URL } from "node:url";
import { WebSocket } from "ws";
import { done, failed, type Bridge, type Outcome } from "#core/bridge";
import {
  bridgeRouter,
  makeDataFolder,
  openDesk,
  secretsIn,
  settingsIn,
  type DeskOpenProblem,
  type Holder,
} from "#node/desk";

/** The desk as a command works on it: opened by the command itself, or that of the open workstation. */
export interface Newsroom {
  readonly bridge: Bridge;
  /** The workstation which has the library open and answers for it; null when the command opened it. */
  readonly through: Holder | null;
  /** Whether the password of a target is in the keychain of the desktop program, where a command cannot read it. */
  isSealed(targetId: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Why there is no newsroom. `silent`: whoever holds the library gave an address and does not answer there. */
export type NewsroomProblem = DeskOpenProblem | { readonly kind: "silent"; readonly by: Holder };

/** A password which only the desktop program can read: a job that needs it waits for that. */
class SealedError extends Error {
  override readonly name = "SealedError";
}

export interface NewsroomOptions {
  readonly libraryDir: string;
  readonly dataDir: string;
  readonly systemLanguage: string;
  readonly version: string;
  readonly log: (what: string, error: unknown) => void;
}

/** Longest wait for the open workstation to answer, in milliseconds. */
const MOST_WAIT_MS = 5_000;
/** Longest wait for it to say good-bye. */
const MOST_CLOSING_MS = 1_000;

/**
 * Opens the library for one command. When the workstation has it open, the command becomes one more
 * screen of that: the library is never opened twice.
 */
export async function openNewsroom(options: NewsroomOptions): Promise<Outcome<Newsroom, NewsroomProblem>> {
  const { dataDir, libraryDir, log } = options;
  const dataProblem = makeDataFolder(dataDir);
  if (dataProblem !== null) return failed(dataProblem);
  const secretsPath = join(dataDir, "secrets.json");
  const secrets = secretsIn(secretsPath);
  const sealed = secretsIn(`${secretsPath}.sealed`);
  const isSealed = async (id: string) =>
    (await secrets.read(id)) === null && (await sealed.read(id)) !== null;
  const opened = await openDesk({
    libraryDir,
    dataDir,
    host: "cli",
    version: options.version,
    systemLanguage: options.systemLanguage,
    settings: settingsIn(dataDir, new Date()),
    secrets: {
      ...secrets,
      read: async (id) => {
        if (await isSealed(id)) throw new SealedError(`The password of "${id}" is in the keychain.`);
        return secrets.read(id);
      },
    },
    secretsKept: { kept: "file", path: secretsPath },
    site: null,
    openExternal: null,
    now: () => new Date(),
    newId: randomUUID,
    random: Math.random,
    fetch,
    log,
  });
  if (opened.ok) {
    const desk = opened.value;
    const bridge: Bridge = createRouterClient(bridgeRouter(desk), { context: { screen: {} } });
    return done({ bridge, through: null, isSealed, close: () => desk.close() });
  }
  const { problem } = opened;
  if (problem.kind !== "libraryHeld" || problem.by === null || problem.by.address === null) return opened;
  try {
    return done(await throughHolder(problem.by, problem.by.address));
  } catch {
    // Refused, hung up or too slow: whatever the reason, nothing answers there.
    return failed({ kind: "silent", by: problem.by });
  }
}

async function throughHolder(holder: Holder, address: string): Promise<Newsroom> {
  const { origin } = new URL(address);
  const door = new URL("bridge", address);
  door.protocol = "ws:";
  const socket = new WebSocket(door, { origin, handshakeTimeout: MOST_WAIT_MS, perMessageDeflate: false });
  socket.binaryType = "arraybuffer";
  await once(socket, "open");
  // The types of ws and of the browser differ in events the link does not use.
  const bridge = createORPCClient<Bridge>(
    new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
  );
  return {
    bridge,
    through: holder,
    isSealed: async () => false,
    close: async () => {
      if (socket.readyState === WebSocket.CLOSED) return;
      const closed = once(socket, "close");
      socket.close();
      const impatient = setTimeout(() => socket.terminate(), MOST_CLOSING_MS);
      await closed;
      clearTimeout(impatient);
    },
  };
}
