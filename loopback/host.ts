import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { done, failed, type Outcome } from "#core/bridge";
import {
  makeDataFolder,
  newToken,
  openDesk,
  openDoor,
  secretsIn,
  settingsIn,
  type Desk,
  type DeskOpenProblem,
  type Door,
  type Pages,
} from "#node/desk";
import { siteSecret, startSite } from "#site";

export interface LoopbackOptions {
  readonly libraryDir: string;
  readonly dataDir: string;
  readonly version: string;
  readonly systemLanguage: string;
  /** A port that must be had; null for the last one or any free one; 0 for any free one. */
  readonly port: number | null;
  /** Folder with the style sheet and fonts of the site; null when it runs from the sources. */
  readonly siteAssets: string | null;
  /** What the door serves besides the bridge. */
  readonly pages: (desk: Desk) => Pages;
  readonly log: (what: string, error: unknown) => void;
  /** A second start asks for the window: opens one when no screen is open any more. */
  readonly openWindow: (address: string) => void;
}

export interface LoopbackHost {
  readonly desk: Desk;
  readonly door: Door;
  /** Lets go of everything; what was typed is on the disk when it resolves. */
  close(): Promise<void>;
}

const USUAL_PORT = 4379;

/** Opens the desk and its door on 127.0.0.1. */
export async function startLoopback(
  options: LoopbackOptions,
): Promise<Outcome<LoopbackHost, DeskOpenProblem>> {
  const { dataDir, log } = options;
  const dataProblem = makeDataFolder(dataDir);
  if (dataProblem !== null) return failed(dataProblem);
  const secretsPath = join(dataDir, "secrets.json");
  const opened = await openDesk({
    libraryDir: options.libraryDir,
    dataDir,
    host: "loopback",
    version: options.version,
    systemLanguage: options.systemLanguage,
    settings: settingsIn(dataDir, new Date()),
    secrets: secretsIn(secretsPath),
    secretsKept: { kept: "file", path: secretsPath },
    site: {
      start: (site) =>
        startSite(options.siteAssets === null ? site : { ...site, assetsDir: options.siteAssets }),
      secret: siteSecret,
    },
    openExternal: null,
    now: () => new Date(),
    newId: randomUUID,
    random: Math.random,
    fetch,
    log,
  });
  if (!opened.ok) return opened;
  const desk = opened.value;
  try {
    const door = await doorOf(desk, options);
    await desk.library.announce(door.address);
    return done({
      desk,
      door,
      close: async () => {
        await Promise.all([door.close(), desk.close()]);
      },
    });
  } catch (error) {
    await desk.close();
    throw error;
  }
}

async function doorOf(desk: Desk, options: LoopbackOptions): Promise<Door> {
  const { place } = desk;
  const lastPort = place.port ?? USUAL_PORT;
  const common = {
    desk,
    pages: options.pages(desk),
    showWindow: () => {
      desk.tell({ kind: "command", command: "showWindow" });
      if (door.screens() === 0) options.openWindow(door.ticket());
    },
  };
  let door: Door;
  if (options.port !== null) door = await openDoor({ ...common, token: place.token, ports: [options.port] });
  else {
    // The last address is kept, so that a window left open finds its host again. When its port is in other
    // hands, those may have been told the token by such a window: a new one is made.
    door = await openDoor({ ...common, token: place.token, ports: [lastPort] }).catch(() =>
      openDoor({ ...common, token: newToken(), ports: [0] }),
    );
  }
  await desk.savePlace({ port: door.port, token: door.token });
  return door;
}
