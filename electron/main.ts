import {
  app,
  dialog,
  Menu,
  nativeTheme,
  protocol,
  session,
  shell,
  type BrowserWindow,
  type OpenDialogOptions,
} from "electron";
import Store from "electron-store";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { isPackageProblem } from "#core/exchange";
import { runCommandLine } from "#node/cli";
import {
  argumentsForX11,
  dataFolder,
  libraryFolder,
  libraryProblemText,
  makeDataFolder,
  newToken,
  openDesk,
  openDoor,
  packageProblemText,
  putAsideIfDamaged,
  screensIn,
  SETTINGS_NAME,
  settingsOver,
  spokenLanguage,
  type Desk,
  type Door,
  type DeskOpenProblem,
} from "#node/desk";
import { siteSecret, startSite } from "#site";
import { servePorts } from "./bridge.ts";
import { commandLineIn, shellCommandOf } from "./command.ts";
import { guardPages, openOutside } from "./guard.ts";
import { keychainIn } from "./keychain.ts";
import { keepWords } from "./leaving.ts";
import { menuOf } from "./menu.ts";
import { protocolHandler, SCHEME } from "./protocol.ts";
import { shellText } from "./text.ts";
import { openWindow } from "./window.ts";

/** The desktop shell: one window on one library. It decides nothing of the newsroom. */

const args = process.argv.slice(app.isPackaged ? 1 : 2);
const command = shellCommandOf(args, process.cwd());
const dataDir = dataFolder(command.data, process.env, process.platform);
const libraryDir = libraryFolder(command.library);
const WINDOW_NAME = "window";
/** Packages that wait for the desk to open. */
const packagesAsked = [...command.packages];

/** What a second start tells the first. */
const SecondStart = z.object({ libraryDir: z.string(), packages: z.array(z.string()) });

let window: BrowserWindow | null = null;
let desk: Desk | null = null;
let door: Door | null = null;
let closing = false;
/** Ended by the system, with nobody there to be asked. */
let ending = false;

/** Longest wait for the desk to close, and for a page that does not answer when the system ends the program. */
const MOST_CLOSING_MS = 5_000;

const commandLine = commandLineIn(args);
// Electron is not ready before this module has been run: while a command works there is neither window nor lock.
if (commandLine !== null) await runCommand(commandLine);
else begin();

async function runCommand(asked: readonly string[]): Promise<void> {
  const code = await runCommandLine(asked).catch((error: unknown) => {
    log("The command failed.", error);
    return 1;
  });
  // Ending does not wait for what a pipe has not taken yet.
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((written) => stream.write("", () => written()));
  app.exit(code);
}

function begin(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  makeDataFolder(dataDir); // what is wrong with it is said when the desk is opened
  // Chromium's own files beside ours, and one instance for each data folder.
  app.setPath("userData", join(dataDir, "electron"));

  const onX11 = argumentsForX11(process.argv.slice(1), process.env, process.platform);
  if (onX11 !== null) return startAgain(onX11);
  // The second start knows its own folder and arguments; Chromium mixes its switches into the `argv` it hands over.
  if (!app.requestSingleInstanceLock({ libraryDir, packages: command.packages })) {
    // The first instance was told, and shows its window.
    app.quit();
    return;
  }
  app.on("second-instance", (_event, _argv, _cwd, data) => {
    showWindow();
    const asked = SecondStart.safeParse(data).data ?? { libraryDir, packages: [] };
    if (asked.libraryDir !== libraryDir) tell(text().otherLibrary);
    void openPackages(asked.packages);
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    void openPackages([path]);
  });
  app.on("window-all-closed", () => app.quit());
  // After the windows: what their pages flush while they close still finds the desk open.
  app.on("will-quit", closeFirst);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, endedBySystem);
  app.whenReady().then(start, fail).catch(fail);
}

/** Hands over to a new process of the program, whose window is elsewhere. An AppImage is started as a whole. */
function startAgain(args: readonly string[]): void {
  const program = spawn(process.env["APPIMAGE"] ?? process.execPath, [...args], {
    stdio: "inherit",
    detached: true,
  });
  program.on("error", fail);
  program.on("spawn", () => {
    program.unref();
    app.exit(0);
  });
}

async function start(): Promise<void> {
  for (const name of [SETTINGS_NAME, WINDOW_NAME]) {
    putAsideIfDamaged(join(dataDir, `${name}.json`), new Date());
  }
  const settings = settingsOver(new Store({ cwd: dataDir, name: SETTINGS_NAME }));
  const keychain = keychainIn(join(dataDir, "secrets.json"));
  const opened = await openDesk({
    libraryDir,
    dataDir,
    host: "electron",
    version: app.getVersion(),
    systemLanguage: systemTag(),
    settings,
    secrets: keychain.secrets,
    secretsKept: keychain.kept,
    site: {
      // The bundle has the site's style sheet and fonts beside it.
      start: (site) => startSite({ ...site, assetsDir: join(import.meta.dirname, "..", "site") }),
      secret: siteSecret,
    },
    openExternal: async (url) => openOutside(url, log),
    now: () => new Date(),
    newId: randomUUID,
    random: Math.random,
    fetch,
    log,
  });
  if (!opened.ok) return await notOpened(opened.problem);
  desk = opened.value;
  // For the command line and a start of the other host; it serves no page.
  door = await openDoor({ desk, token: newToken(), ports: [0], pages: null, showWindow });
  await desk.library.announce(door.address);

  guardPages(log);
  const screens = screensIn(join(import.meta.dirname, "..", "renderer"));
  session.defaultSession.protocol.handle(SCHEME, protocolHandler(desk, screens));
  servePorts(desk, () => (window === null || window.isDestroyed() ? null : window.webContents));
  setMenu();
  desk.listen((event) => {
    if (event.kind === "settings") setMenu();
  });
  showWindow();
  void openPackages(packagesAsked.splice(0));
}

function showWindow(): void {
  if (desk === null) return;
  if (window === null || window.isDestroyed()) {
    const memory = new Store({ cwd: dataDir, name: WINDOW_NAME });
    window = openWindow(
      {
        get: (name) => memory.get(name),
        set: (name, value) => {
          try {
            memory.set(name, value);
          } catch (error) {
            // On a full disk the window opens elsewhere next time, and closes all the same.
            log("The window's place was not kept.", error);
          }
        },
      },
      isDark(),
    );
    const opened = window;
    keepWords(opened, () => mayLose(opened));
    opened.on("closed", () => (window = null));
    return;
  }
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function setMenu(): void {
  const acts = {
    command: (id: string) => desk?.tell({ kind: "command", command: id }),
    openLibraryFolder: () => void shell.openPath(libraryDir),
    openPackages: () => void choosePackages().catch((error: unknown) => log("No package was chosen.", error)),
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuOf(language(), process.platform, acts)]));
}

/** Lets the person choose story packages and takes them in. */
async function choosePackages(): Promise<void> {
  const options: OpenDialogOptions = {
    properties: ["openFile", "multiSelections"],
    filters: [{ name: text().packages, extensions: ["morasse"] }],
  };
  const over = window === null || window.isDestroyed() ? null : window;
  const { filePaths } = await (over === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(over, options));
  await openPackages(filePaths);
}

/** Takes packages in one after the other, so that the last one is shown; while there is no desk they wait for it. */
async function openPackages(paths: readonly string[]): Promise<void> {
  if (desk === null) return void packagesAsked.push(...paths);
  for (const path of paths) {
    try {
      await takePackage(path);
    } catch (error) {
      log(`The package ${path} could not be read.`, error);
      tell(text().packageUnreadable(basename(path)));
    }
  }
}

/** Takes a story package into the library and shows the story. */
async function takePackage(path: string): Promise<void> {
  if (desk === null) return;
  const opened = await desk.openPackage(await readFile(path));
  if (opened.ok) return desk.showStory(opened.value.id);
  const { problem } = opened;
  tell(
    isPackageProblem(problem)
      ? packageProblemText(basename(path), problem, language())
      : libraryProblemText(problem, language()),
  );
}

/** The library is in other hands, which are asked to show their window, or cannot be opened. */
async function notOpened(problem: DeskOpenProblem): Promise<void> {
  const address = problem.kind === "libraryHeld" ? problem.by?.address : null;
  if (typeof address === "string") {
    await fetch(new URL("show", address), { method: "POST", signal: AbortSignal.timeout(3_000) }).catch(
      (error: unknown) => log("The open window did not answer.", error),
    );
  }
  dialog.showErrorBox("Morasse", libraryProblemText(problem, language()));
  app.exit(problem.kind === "libraryHeld" ? 0 : 1);
}

/** What was typed is on the disk before the program ends; a second quit while that goes on changes nothing. */
function closeFirst(event: { preventDefault(): void }): void {
  if (desk === null) return;
  event.preventDefault();
  if (closing) return;
  closing = true;
  setTimeout(() => {
    log("The desk did not close in time.", null);
    app.exit(1);
  }, MOST_CLOSING_MS).unref();
  Promise.all([door?.close(), desk.close()]).then(
    () => app.exit(0),
    (error: unknown) => {
      log("The desk did not close cleanly.", error);
      app.exit(1);
    },
  );
}

function endedBySystem(): void {
  ending = true;
  app.quit();
  setTimeout(() => {
    if (window !== null && !window.isDestroyed()) window.destroy();
  }, MOST_CLOSING_MS).unref();
}

/** Whether the window may close with what its page could not save. */
async function mayLose(of: BrowserWindow): Promise<boolean> {
  if (ending) return true;
  const { message, detail, stay, leave } = text().unsaved;
  const buttons = [stay, leave];
  const { response } = await dialog.showMessageBox(of, {
    type: "warning",
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return buttons[response] === leave;
}

function tell(sentence: string): void {
  void dialog.showMessageBox({ message: sentence, type: "info" });
}

function fail(error: unknown): void {
  log("The program did not start.", error);
  dialog.showErrorBox("Morasse", `${text().failed}\n\n${error instanceof Error ? error.message : error}`);
  app.exit(1);
}

function isDark(): boolean {
  const appearance = desk?.options.settings.read().appearance ?? "system";
  return appearance === "system" ? nativeTheme.shouldUseDarkColors : appearance === "dark";
}

/** Only after the program is ready. */
function systemTag(): string {
  return app.getPreferredSystemLanguages()[0] ?? app.getLocale();
}

function language(): "vi" | "en" {
  const chosen = desk?.options.settings.read().screenLanguage ?? "system";
  return chosen === "system" ? spokenLanguage(systemTag()) : chosen;
}

function text() {
  return shellText[language()];
}

function log(what: string, error: unknown): void {
  console.error(what, error);
}
