import { BrowserWindow, screen, type Rectangle } from "electron";
import { join } from "node:path";
import { z } from "zod";
import { PAGE } from "./protocol.ts";

/** Where the window was and how large, kept from start to start. */
const WindowState = z.object({
  /** Null where the window system did not say. */
  place: z.object({ x: z.number().int(), y: z.number().int() }).nullable(),
  width: z.number().int().min(640).max(20_000),
  height: z.number().int().min(480).max(20_000),
  maximized: z.boolean(),
});

type WindowState = z.infer<typeof WindowState>;

const FIRST: WindowState = { place: null, width: 1440, height: 900, maximized: false };

/** Anything that keeps one value by name: electron-store. */
export interface WindowMemory {
  get(name: "window"): unknown;
  set(name: "window", value: WindowState): void;
}

/** Opens the one window of the desk on its page. */
export function openWindow(memory: WindowMemory, dark: boolean): BrowserWindow {
  const state = rememberedState(memory);
  const window = new BrowserWindow({
    ...state.place,
    width: state.width,
    height: state.height,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: "Morasse",
    backgroundColor: dark ? "#181715" : "#f3f0e9",
    webPreferences: {
      preload: join(import.meta.dirname, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (state.maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  const remember = () => {
    const { x, y, width, height } = window.getNormalBounds();
    memory.set("window", { place: { x, y }, width, height, maximized: window.isMaximized() });
  };
  window.on("close", remember);
  // What is typed is with the host: a page that crashed is simply loaded again.
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason !== "clean-exit" && !window.isDestroyed()) window.webContents.reload();
  });
  void window.loadURL(PAGE);
  return window;
}

/** The remembered place, as long as some screen still shows a corner of it. */
function rememberedState(memory: WindowMemory): WindowState {
  const kept = WindowState.safeParse(memory.get("window"));
  if (!kept.success) return FIRST;
  const { place, width, height } = kept.data;
  const seen =
    place !== null &&
    screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, { ...place, width, height }));
  return seen ? kept.data : { ...kept.data, place: null };
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide >= 100 && high >= 50;
}
