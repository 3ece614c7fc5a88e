import { chmodSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { URL } from "node:url";
import {
  done,
  failed,
  type DeskEvent,
  type Hello,
  type LibraryProblem,
  type Outcome,
  type Section,
} from "#core/bridge";
import type { StorySummary } from "#core/library";
import type { Target } from "#core/publishing";
import type { PackageProblem } from "#core/exchange";
import {
  codeOf,
  diskProblemOf,
  Hold,
  makeFolder,
  openLibrary,
  openPackage,
  type Library,
} from "#node/library";
import { renditionsOf, takePicture } from "#node/media";
import { openPublisher, type Publisher } from "#node/publishing";
import { spokenLanguage } from "./folders.ts";
import { readPlace, readSitePort, savePlace, saveSitePort, type Place } from "./place.ts";
import { sampleArticle, samplePicture } from "./sample.ts";
import type { SecretStore } from "./secrets.ts";
import type { SettingsStore } from "./settings.ts";
import type { DeskOpenProblem } from "./sentences.ts";
import { OWN_SITE, openTargets, type Targets } from "./targets.ts";
import { openNewsroomFiles, type NewsroomStore } from "./newsroom-files.ts";
import { openWords, type Words } from "./words.ts";

/** A news site running on this machine. */
export interface RunningSite {
  /** Its origin, "http://127.0.0.1:4380". */
  readonly url: string;
  close(): Promise<void>;
}

/** The news site of `#site`, which a host may import and this folder may not. */
export interface SitePart {
  /** The secret it shares with its desks, kept in its folder. */
  secret(dir: string): Promise<string>;
  /** Rejects with EADDRINUSE when the port is taken. Port 0 is any free one. */
  start(options: {
    readonly dir: string;
    readonly port: number;
    readonly secret: string;
    readonly now: () => Date;
    readonly sections: readonly Section[];
    readonly siteName: string;
    readonly log: (message: string) => void;
  }): Promise<RunningSite>;
}

export interface DeskOptions {
  readonly libraryDir: string;
  /** Folder of this user's settings, words, secrets and local site. */
  readonly dataDir: string;
  readonly host: "electron" | "loopback" | "cli";
  readonly version: string;
  /** BCP 47 tag; empty where the system has none. */
  readonly systemLanguage: string;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly secretsKept: Hello["secrets"];
  /** Null when no site is to be started here (the command line). */
  readonly site: SitePart | null;
  /** Opens an address in the system's browser; null where the screen does it itself. */
  readonly openExternal: ((url: string) => Promise<void>) | null;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random: () => number;
  readonly fetch: typeof fetch;
  /** Where unexpected errors are told, for support: they never reach a screen. */
  readonly log: (what: string, error: unknown) => void;
}

/** Everything behind the bridge, assembled: one open library and what works on it. */
export interface Desk {
  readonly options: DeskOptions;
  readonly library: Library;
  readonly publisher: Publisher;
  readonly words: Words;
  readonly newsroom: NewsroomStore;
  readonly targets: Targets;
  readonly place: Place;
  readonly siteUrl: string | null;
  hello(): Hello;
  takePicture: typeof takePicture;
  renditionsDir: string;
  renditionsOf: typeof renditionsOf;
  /** Takes a package in. What it brings of another newsroom waits for somebody to decide on it. */
  openPackage(bytes: Uint8Array): Promise<Outcome<StorySummary, PackageProblem | LibraryProblem>>;
  createSample(): Promise<Outcome<StorySummary, LibraryProblem>>;
  listen(heard: (event: DeskEvent) => void): () => void;
  tell(event: DeskEvent): void;
  /** As `listen`, for a screen: it hears first what waited for one. */
  attach(heard: (event: DeskEvent) => void): () => void;
  /** Shows a story on the screens; while there is none, on the first that attaches. */
  showStory(id: string): void;
  savePlace(change: Partial<Place>): Promise<void>;
  /** Stops sending, flushes what was typed, lets go of the library. Safe to call twice. */
  close(): Promise<void>;
}

const SITE_PORT = 4380;

/** Opens library, outbox and local site. A library that cannot be opened or is held elsewhere is a problem. */
export async function openDesk(options: DeskOptions): Promise<Outcome<Desk, DeskOpenProblem>> {
  const { dataDir, host, now, newId } = options;
  const dataProblem = makeDataFolder(dataDir);
  if (dataProblem !== null) return failed(dataProblem);
  const opened = await openLibrary(options.libraryDir, { host, now, newId, log: options.log });
  if (!opened.ok) return opened;
  const library = opened.value;
  try {
    return done(await assemble(options, library));
  } catch (error) {
    await library.close();
    const path = error instanceof Error && "path" in error ? String(error.path) : null;
    const inData =
      path !== null && !/^\.\.|^$/.test(relative(dataDir, path)) && !isAbsolute(relative(dataDir, path));
    if (inData && diskProblemOf(error, dataDir) !== null)
      return failed({ kind: "dataNotWritable", path: dataDir });
    throw new Error(`The desk could not be opened with its data in ${dataDir}.`, { cause: error });
  }
}

/**
 * Makes the folder of settings, words and the local site, and in it that of the pictures' smaller sizes: all of
 * it for this user's eyes only. @returns why it cannot be used, else null.
 */
export function makeDataFolder(dataDir: string): DeskOpenProblem | null {
  try {
    makeFolder(dataDir, 0o700);
    const renditions = join(dataDir, "renditions");
    makeFolder(renditions, 0o700);
    chmodSync(renditions, 0o700); // one that an earlier version left readable for others
    return null;
  } catch (error) {
    if (diskProblemOf(error, dataDir) === null) throw error;
    return { kind: "dataNotWritable", path: dataDir };
  }
}

async function assemble(options: DeskOptions, library: Library): Promise<Desk> {
  const site = await startedSite(options);
  try {
    return await assembleAround(site, options, library);
  } catch (error) {
    await site?.close();
    throw error;
  }
}

async function assembleAround(
  site: RunningSite | null,
  options: DeskOptions,
  library: Library,
): Promise<Desk> {
  const { dataDir, host, now, newId, random, settings, secrets } = options;
  let place = readPlace(dataDir, library.dir);
  const words = await openWords(join(dataDir, "words.txt"), now);
  const listeners = new Set<(event: DeskEvent) => void>();
  const tell = (event: DeskEvent) => {
    for (const heard of [...listeners]) heard(event);
  };
  const newsroom = await openNewsroomFiles(library.dir, now, (changed) =>
    tell({ kind: "newsroom", newsroom: changed }),
  );
  const sitePort = readSitePort(dataDir);
  const siteUrl = site?.url ?? (sitePort === null ? null : `http://127.0.0.1:${sitePort}`);
  const targets = await openTargets(
    join(dataDir, "targets.json"),
    siteUrl === null
      ? null
      : { kind: "site", id: OWN_SITE, name: ownSiteName(options), unnamed: true, url: siteUrl },
  );
  const renditionsDir = join(dataDir, "renditions");
  const publisher = await openPublisher({
    library,
    outboxDir: join(library.dir, "outbox"),
    renditionsDir,
    targets: () => targets.list(),
    sections: () => settings.read().sections,
    rules: () => settings.read().preflight,
    secrets,
    renditionsOf,
    now,
    newId,
    random,
    fetch: options.fetch,
  });

  const stops = [library.listen(tell), publisher.listen(tell)];
  const listen = (heard: (event: DeskEvent) => void) => {
    listeners.add(heard);
    return () => void listeners.delete(heard);
  };
  let screens = 0;
  let unseen: readonly DeskEvent[] = [];

  const createSample = async (): Promise<Outcome<StorySummary, LibraryProblem>> => {
    const bytes = await samplePicture();
    const taken = await takePicture("to-in-thu.jpg", bytes);
    if (!taken.ok) throw new Error(`The sample's picture was refused: ${taken.problem.kind}`);
    const { picture } = taken.value;
    const created = await library.create(sampleArticle(picture, newId));
    if (!created.ok) return created;
    const kept = await library.keepOriginal(created.value.id, picture.sha256, picture.extension, bytes);
    return kept.ok ? created : kept;
  };
  if (library.firstStart && host !== "cli") await createSample();

  let closing: Promise<void> | null = null;
  const close = async () => {
    for (const stop of stops) stop();
    // What was typed does not wait for a step of the outbox that is still running.
    const sending = publisher.close();
    await library.flush();
    await sending;
    await library.close();
    await site?.close();
  };

  return {
    options,
    library,
    publisher,
    words,
    newsroom,
    targets,
    get place() {
      return place;
    },
    siteUrl,
    hello: () => ({
      product: { name: "Morasse", version: options.version },
      host: host === "electron" ? "electron" : "loopback",
      library: library.dir,
      secrets: options.secretsKept,
      systemLanguage: options.systemLanguage,
      settings: settings.read(),
      words: words.list(),
      wordsUnreadable: words.isUnreadable ? join(dataDir, "words.txt") : null,
      newsroom: newsroom.now(),
      targets: targets.list(),
      firstStart: library.firstStart,
      libraryProblem: library.problem,
    }),
    takePicture,
    renditionsDir,
    renditionsOf,
    createSample,
    openPackage: async (bytes) => {
      const taken = await openPackage(library, bytes);
      if (!taken.ok) return taken;
      const brought = await newsroom.bring(taken.value.newsroom);
      // The story is in, and its sender's house style is none of the reasons why it was sent.
      if (!brought.ok) options.log("What a package brought of its newsroom was not kept.", brought.problem);
      return done(taken.value.story);
    },
    listen,
    tell,
    attach: (heard) => {
      const stop = listen(heard);
      screens += 1;
      const waited = unseen;
      unseen = [];
      waited.forEach(heard);
      return () => {
        stop();
        screens -= 1;
      };
    },
    showStory: (id) => {
      const event = { kind: "openStory", id } as const;
      if (screens > 0) tell(event);
      else unseen = [event];
    },
    savePlace: async (change) => {
      place = { ...place, ...change };
      await savePlace(dataDir, library.dir, place);
    },
    close: () => (closing ??= close()),
  };
}

/**
 * The local site on its last port, or on another free one when that is taken. Null where none is wanted, where
 * it does not start, and where the program that works on another library runs it already.
 */
async function startedSite(options: DeskOptions): Promise<RunningSite | null> {
  const { site, secrets, dataDir, host, now, settings, log } = options;
  if (site === null) return null;
  const dir = join(dataDir, "site");
  let hold: Hold | null = null;
  try {
    await mkdir(dir, { recursive: true });
    const secret = await site.secret(dir);
    if ((await secrets.read(OWN_SITE)) !== secret) await secrets.save(OWN_SITE, secret);
    hold = Hold.take(dir, { pid: process.pid, host, address: null, since: now().toISOString() });
    const held = hold;
    if (held === null) return null;
    const running = await onSomePort([readSitePort(dataDir) ?? SITE_PORT, 0], (port) =>
      site.start({
        dir,
        port,
        secret,
        now,
        sections: settings.read().sections,
        siteName: "Bản tin Morasse",
        log: (message) => log("The news site on this machine failed.", message),
      }),
    );
    await saveSitePort(dataDir, Number(new URL(running.url).port));
    return {
      url: running.url,
      close: async () => {
        await running.close();
        held.release();
      },
    };
  } catch (error) {
    // The desk is for writing first: it opens without its site, and the target says that it is away.
    log("The news site did not start.", error);
    hold?.release();
    return null;
  }
}

async function onSomePort(
  ports: readonly [number, number],
  start: (port: number) => Promise<RunningSite>,
): Promise<RunningSite> {
  try {
    return await start(ports[0]);
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE") throw error;
    return start(ports[1]);
  }
}

function ownSiteName(options: DeskOptions): Target["name"] {
  return spokenLanguage(options.systemLanguage) === "vi"
    ? "Trang tin trên máy này"
    : "News site on this machine";
}
