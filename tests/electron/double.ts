import type * as Electron from "electron";
import { EventEmitter } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";

/**
 * What the desktop shell uses of Electron, recorded: for booting the real bundled main process under Node.
 * Each part is checked against Electron's own types, so that it cannot drift away quietly.
 */
export const recorded = {
  schemes: [] as Electron.CustomScheme[],
  paths: {} as Record<string, string>,
  windows: [] as BrowserWindowDouble[],
  menus: [] as Electron.MenuItemConstructorOptions[][],
  opened: [] as string[],
  errorBoxes: [] as string[],
  messages: [] as string[],
  /** Questions with buttons, by their message. */
  questions: [] as string[],
  fileDialogs: [] as Electron.OpenDialogOptions[],
  protocols: new Map<string, (request: Request) => Response | Promise<Response>>(),
  permissionRequest: null as Parameters<Electron.Session["setPermissionRequestHandler"]>[0],
  permissionCheck: null as Parameters<Electron.Session["setPermissionCheckHandler"]>[0],
  devicePermission: null as Parameters<Electron.Session["setDevicePermissionHandler"]>[0],
  exited: exitOf(),
  quits: 0,
  /** What a second start is to tell the first. */
  lockData: undefined as unknown,
};

function exitOf(): { readonly promise: Promise<number>; readonly resolve: (code: number) => void } {
  let resolve = (_code: number) => {};
  const promise = new Promise<number>((done) => (resolve = done));
  return { promise, resolve };
}

/** What a test sets before the boot. */
export const system = {
  languages: ["vi-VN"],
  firstInstance: true,
  keychain: true,
  /** The button pressed at each question, in turn; the first one after these. */
  presses: [] as number[],
  /** The files chosen in the next dialog. */
  chosen: [] as string[],
};

type AppParts =
  | "isPackaged"
  | "setPath"
  | "getPath"
  | "requestSingleInstanceLock"
  | "quit"
  | "exit"
  | "whenReady"
  | "getVersion"
  | "getLocale"
  | "getPreferredSystemLanguages";

/** Whether a listener prevented the event. */
function refusedBy(tell: (event: { preventDefault: () => void }) => void): boolean {
  let refused = false;
  tell({ preventDefault: () => (refused = true) });
  return refused;
}

class AppDouble extends EventEmitter {
  readonly isPackaged = true;
  setPath = (name: string, path: string) => void (recorded.paths[name] = path);
  getPath = (name: string) => recorded.paths[name] ?? "";
  requestSingleInstanceLock = (data?: Record<PropertyKey, unknown>) => {
    recorded.lockData = data;
    return system.firstInstance;
  };
  whenReady = () => Promise.resolve();
  getVersion = () => "0.1.0";
  getLocale = () => "en-US";
  getPreferredSystemLanguages = () => system.languages;
  #quitting = false;
  /** As Electron does: asks everybody, closes every window, asks again, ends when nobody objects. */
  quit = () => {
    recorded.quits += 1;
    if (refusedBy((event) => this.emit("before-quit", event))) return;
    this.#quitting = true;
    const open = recorded.windows.filter((window) => !window.isDestroyed());
    open.forEach((window) => window.close());
    if (open.length === 0) this.#end();
  };
  windowStayed = () => void (this.#quitting = false);
  windowClosed = () => {
    if (recorded.windows.some((window) => !window.isDestroyed())) return;
    if (this.#quitting) this.#end();
    else this.emit("window-all-closed");
  };
  #end(): void {
    if (!refusedBy((event) => this.emit("will-quit", event))) this.exit(0);
  }
  exit = (code = 0) => void recorded.exited.resolve(code);
}
export const app = new AppDouble() satisfies Pick<Electron.App, AppParts>;

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => void recorded.schemes.push(...schemes),
} satisfies Pick<Electron.Protocol, "registerSchemesAsPrivileged">;

const defaultSession = {
  protocol: {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) =>
      void recorded.protocols.set(scheme, handler),
  },
  setPermissionRequestHandler: (handler: typeof recorded.permissionRequest) =>
    void (recorded.permissionRequest = handler),
  setPermissionCheckHandler: (handler: typeof recorded.permissionCheck) =>
    void (recorded.permissionCheck = handler),
  setDevicePermissionHandler: (handler: typeof recorded.devicePermission) =>
    void (recorded.devicePermission = handler),
} satisfies Pick<
  Electron.Session,
  "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"
> & { protocol: Pick<Electron.Protocol, "handle"> };
export const session = { defaultSession };

export const ipcMain = new EventEmitter();

/** The main frame of a window's page. */
export class FrameDouble {
  origin = "app://morasse";
  readonly ports: MessagePort[] = [];
  postMessage = (_channel: string, _message: unknown, transfer: PortDouble[]) =>
    void this.ports.push(...transfer.map(({ port }) => port));
}

export class WebContentsDouble extends EventEmitter {
  readonly mainFrame = new FrameDouble();
  windowOpen: Parameters<Electron.WebContents["setWindowOpenHandler"]>[0] | null = null;
  reloads = 0;
  url = "app://morasse/";
  /** The page's own answer to being closed: whether it lets go. */
  beforeUnload = () => true;
  getURL = () => this.url;
  reload = () => void (this.reloads += 1);
  setWindowOpenHandler = (handler: Parameters<Electron.WebContents["setWindowOpenHandler"]>[0]) =>
    void (this.windowOpen = handler);
}

class BrowserWindowDouble extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new WebContentsDouble();
  readonly loaded: string[] = [];
  readonly acts: string[] = [];
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    recorded.windows.push(this);
    app.emit("web-contents-created", {}, this.webContents);
  }
  loadURL = async (url: string) => void this.loaded.push(url);
  show = () => void this.acts.push("show");
  focus = () => void this.acts.push("focus");
  restore = () => void this.acts.push("restore");
  maximize = () => void this.acts.push("maximize");
  isMinimized = () => true;
  isMaximized = () => false;
  #destroyed = false;
  isDestroyed = () => this.#destroyed;
  /** The page hears of it and answers a moment later, as over the process border. */
  close = () => {
    if (this.#destroyed) return;
    this.emit("close");
    setTimeout(() => {
      if (this.#destroyed) return;
      const leaves =
        this.webContents.beforeUnload() ||
        refusedBy((event) => this.webContents.emit("will-prevent-unload", event));
      if (leaves) this.destroy();
      else app.windowStayed();
    }, 1);
  };
  destroy = () => {
    this.#destroyed = true;
    this.emit("closed");
    app.windowClosed();
  };
  getNormalBounds = () => ({ x: 10, y: 20, width: 1300, height: 800 });
}
export const BrowserWindow = BrowserWindowDouble satisfies new (
  options: Electron.BrowserWindowConstructorOptions,
) => Pick<
  Electron.BrowserWindow,
  | "loadURL"
  | "show"
  | "focus"
  | "restore"
  | "maximize"
  | "isMinimized"
  | "isMaximized"
  | "isDestroyed"
  | "close"
  | "destroy"
  | "getNormalBounds"
>;

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: Electron.MenuItemConstructorOptions[]) => void recorded.menus.push(menu),
};

export const dialog = {
  showErrorBox: (_title: string, content: string) => void recorded.errorBoxes.push(content),
  showOpenDialog: async (
    ...asked: readonly [Electron.OpenDialogOptions] | readonly [unknown, Electron.OpenDialogOptions]
  ) => {
    recorded.fileDialogs.push(asked.at(-1) as Electron.OpenDialogOptions);
    return { canceled: system.chosen.length === 0, filePaths: system.chosen };
  },
  showMessageBox: async (
    ...asked: readonly [Electron.MessageBoxOptions] | readonly [unknown, Electron.MessageBoxOptions]
  ) => {
    const { message, buttons = [] } = asked.at(-1) as Electron.MessageBoxOptions;
    (buttons.length > 1 ? recorded.questions : recorded.messages).push(message);
    return { response: system.presses.shift() ?? 0, checkboxChecked: false };
  },
} satisfies Pick<Electron.Dialog, "showErrorBox"> & { showMessageBox: unknown; showOpenDialog: unknown };

export const nativeTheme = { shouldUseDarkColors: true } satisfies Pick<
  Electron.NativeTheme,
  "shouldUseDarkColors"
>;

/** A keychain that turns a secret round. */
export const safeStorage = {
  isEncryptionAvailable: () => system.keychain,
  getSelectedStorageBackend: () => (system.keychain ? "gnome_libsecret" : "basic_text"),
  encryptString: (text: string) => Buffer.from([...text].reverse().join("")),
  decryptString: (bytes: Buffer) => [...bytes.toString()].reverse().join(""),
} satisfies Pick<
  Electron.SafeStorage,
  "isEncryptionAvailable" | "getSelectedStorageBackend" | "encryptString" | "decryptString"
>;

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } } as Electron.Display],
} satisfies Pick<Electron.Screen, "getAllDisplays">;

export const shell = {
  openExternal: async (url: string) => void recorded.opened.push(url),
  openPath: async (path: string) => {
    recorded.opened.push(path);
    return "";
  },
} satisfies Pick<Electron.Shell, "openExternal" | "openPath">;

/** A port as Electron's main process has it, over one of Node's. */
export class PortDouble extends EventEmitter {
  readonly port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on("close", () => this.emit("close"));
  }
  start = () => {
    this.port.on("message", (data: unknown) => this.emit("message", { data, ports: [] }));
  };
  postMessage = (data: unknown) => this.port.postMessage(data);
}

export class MessageChannelMain {
  readonly port1: PortDouble;
  readonly port2: PortDouble;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new PortDouble(port1);
    this.port2 = new PortDouble(port2);
  }
}

export default { app, ipcMain, shell };
