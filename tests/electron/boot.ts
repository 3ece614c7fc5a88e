import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { MenuItemConstructorOptions } from "electron";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as Y from "yjs";
import { base64Of, bytesOf, pictureAddress, type Bridge } from "#core/bridge";
import type * as Double from "./double.ts";

/**
 * Boots the bundled main process with Electron's double in its place, uses it, and writes down what was
 * seen: `node boot.ts FACTS-FILE --library … --data …`. Run as a process of its own.
 */
const [factsFile, ...args] = process.argv.slice(2);
const double = pathToFileURL(join(import.meta.dirname, "double.ts")).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: double, shortCircuit: true } : next(specifier, context),
});
// The very module that the main process is given.
const electron = (await import(double)) as typeof Double;
const { recorded, app, ipcMain, system } = electron;

if (process.env["NO_KEYCHAIN"]) system.keychain = false;
if (process.env["SECOND_INSTANCE"]) system.firstInstance = false;
// A packaged program: nothing but its own path stands before the arguments.
process.argv = [process.execPath, ...args];
/** The program's folder: the built repository, or what was unpacked of a packed one. */
const ROOT = process.env["PROGRAM"] ?? resolve(import.meta.dirname, "..", "..");
const running = import(pathToFileURL(join(ROOT, "dist", "electron", "main.js")).href);
const early = process.env["SECOND_START_WITH"];
if (early !== undefined) {
  // Before the desk is open, which takes longer than a turn of the loop.
  while (app.listenerCount("second-instance") === 0) await new Promise((next) => setTimeout(next, 1));
  app.emit("second-instance", {}, [], "/", {
    libraryDir: args[args.indexOf("--library") + 1],
    packages: [early],
  });
}
await running;

const LAST_WORDS = "chữ gõ cuối cùng";
const facts: Record<string, unknown> = {};
const started = Promise.race([windowOpened(), recorded.exited.promise]);
if ((await started) !== "window") {
  facts["exit"] = await recorded.exited.promise;
  facts["errorBoxes"] = recorded.errorBoxes;
  facts["quits"] = recorded.quits;
  facts["lockData"] = recorded.lockData;
  facts["schemes"] = recorded.schemes;
  facts["paths"] = recorded.paths;
} else if (early !== undefined) {
  const page = recorded.windows[0]!.webContents;
  ipcMain.emit("morasse:port-wanted", { sender: page, senderFrame: page.mainFrame });
  const [port] = page.mainFrame.ports;
  port!.start();
  const bridge = createORPCClient<Bridge>(new RPCLink({ port: port as unknown as globalThis.MessagePort }));
  for await (const event of await bridge.events()) {
    if (event.kind !== "openStory") continue;
    facts["shown"] = event.id;
    break;
  }
} else if (process.env["DISK_IN_TROUBLE"]) await closeInTrouble();
else await useTheProgram();
writeFileSync(factsFile!, JSON.stringify(facts));
process.exit(0);

async function windowOpened(): Promise<"window"> {
  while (recorded.windows.length === 0) await new Promise((next) => setTimeout(next, 10));
  return "window";
}

async function useTheProgram(): Promise<void> {
  const window = recorded.windows[0]!;
  const page = window.webContents;
  Object.assign(facts, {
    schemes: recorded.schemes,
    paths: recorded.paths,
    window: window.options,
    loaded: window.loaded,
    ipcChannels: ipcMain.eventNames().map(String),
    messages: recorded.messages,
  });

  // The bridge: asked for by strangers, then by the page.
  const ask = (sender: unknown, senderFrame: unknown) =>
    ipcMain.emit("morasse:port-wanted", { sender, senderFrame });
  const stranger = new electron.WebContentsDouble();
  ask(stranger, stranger.mainFrame);
  ask(page, null);
  const inner = new electron.FrameDouble();
  ask(page, inner);
  page.mainFrame.origin = "https://evil.example";
  ask(page, page.mainFrame);
  page.mainFrame.origin = "app://morasse";
  facts["portsOfStrangers"] = [stranger.mainFrame, inner, page.mainFrame].flatMap(
    ({ ports }) => ports,
  ).length;
  ask(page, page.mainFrame);
  facts["portsOfPage"] = page.mainFrame.ports.length;
  const port = page.mainFrame.ports[0]!;
  port.start();
  const bridge = createORPCClient<Bridge>(new RPCLink({ port: port as unknown as globalThis.MessagePort }));
  const hello = await bridge.hello();
  facts["hello"] = hello;
  facts["refused"] = await bridge.story.open({ id: "x" }).catch((error: { code?: string }) => error.code);

  // Pictures go over it as files, and come back by the protocol.
  const listed = await bridge.library.list({});
  // The sample: the package that was opened with the program may be in the list already.
  const stories = listed.stories.filter(({ picturesFilled }) => picturesFilled > 0);
  const opened = await bridge.story.open({ id: stories[0]!.id });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const [picture] = readdirSync(join(opened.value.folder, "pictures"));
  const [sha256, extension] = picture!.split(".") as [string, string];
  const bytes = readFileSync(join(opened.value.folder, "pictures", picture!));
  const file = new File([bytes], "ảnh.jpg", { type: "image/jpeg" });
  const added = await bridge.pictures.add({ storyId: stories[0]!.id, file });
  facts["added"] = added.ok && added.value.picture.sha256 === sha256;

  const address = pictureAddress(stories[0]!.id, { sha256, extension });
  const answers: Record<string, { status: number; headers: Record<string, string>; size: number }> = {};
  for (const url of [
    "app://morasse/",
    "app://morasse/index.html",
    `app://morasse/${address}`,
    `app://morasse/${address}?width=480`,
    "app://morasse/../package.json",
    "app://morasse/..%2fpackage.json",
    "app://morasse/%2e%2e/%2e%2e/etc/passwd",
    "app://morasse//etc/passwd",
    "app://morasse/assets",
    "app://morasse/pictures/../../story.json",
    "app://other/index.html",
  ]) {
    const response = await recorded.protocols.get("app")!(new Request(url));
    answers[url.replace(address, "PICTURE")] = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      size: (await response.arrayBuffer()).byteLength,
    };
  }
  const post = await recorded.protocols.get("app")!(new Request("app://morasse/", { method: "POST" }));
  facts["answers"] = answers;
  facts["post"] = post.status;

  // Going elsewhere, new windows, web views, permissions.
  const stopped = (event: string, url: string, more: object = {}) => {
    let prevented = false;
    page.emit(event, { url, preventDefault: () => (prevented = true), ...more });
    return prevented;
  };
  facts["stopped"] = {
    own: stopped("will-navigate", "app://morasse/?x"),
    ownPicture: stopped("will-navigate", `app://morasse/${address}`),
    lookalike: stopped("will-navigate", "app://morasse.evil.example/"),
    web: stopped("will-navigate", "https://example.org/a"),
    file: stopped("will-navigate", "file:///etc/passwd"),
    redirect: stopped("will-redirect", "https://example.org/b"),
    frame: stopped("will-frame-navigate", "https://example.org/c", { isMainFrame: false }),
    webview: stopped("will-attach-webview", ""),
  };
  facts["windowOpen"] = ["https://example.org/d", "javascript:alert(1)", "file:///etc/passwd"].map(
    (url) => page.windowOpen!({ url } as Parameters<NonNullable<typeof page.windowOpen>>[0]).action,
  );
  await bridge.openExternal({ url: "https://example.org/e" });
  facts["opened"] = recorded.opened;
  const permission = (name: string, url = "app://morasse/") => {
    page.url = url;
    let answer: boolean | null = null;
    type Ask = NonNullable<typeof recorded.permissionRequest>;
    (recorded.permissionRequest as unknown as (...asked: unknown[]) => ReturnType<Ask>)(
      page,
      name,
      (granted: boolean) => (answer = granted),
      {},
    );
    page.url = "app://morasse/";
    return answer;
  };
  const check = recorded.permissionCheck as unknown as (...asked: unknown[]) => boolean;
  facts["permissions"] = {
    media: permission("media"),
    geolocation: permission("geolocation"),
    notifications: permission("notifications"),
    openExternal: permission("openExternal"),
    copy: permission("clipboard-sanitized-write"),
    copyElsewhere: permission("clipboard-sanitized-write", "https://example.org/"),
    checkMedia: check(page, "media", "app://morasse/", {}),
    checkCopy: check(page, "clipboard-sanitized-write", "app://morasse/", {}),
    device: recorded.devicePermission!({} as never),
  };

  // Menus in both languages, and what they do.
  const labels = (menu: readonly MenuItemConstructorOptions[] | undefined): unknown =>
    menu?.map(({ label, submenu }) => [
      label,
      (submenu as MenuItemConstructorOptions[]).flatMap((item) => item.label ?? []),
    ]);
  const vietnamese = labels(recorded.menus.at(-1));
  await bridge.settings.save({ screenLanguage: "en" });
  facts["menus"] = { vi: vietnamese, en: labels(recorded.menus.at(-1)) };
  const events = await bridge.events();
  const items = recorded.menus.at(-1)!.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
  const item = items.find(({ id }) => id === "command:new");
  facts["newItem"] = { accelerator: item?.accelerator, registered: item?.registerAccelerator };
  (item!.click as () => void)();
  const heard: unknown[] = [];
  const expected = args.some((arg) => arg.endsWith(".morasse")) ? 2 : 1;
  for await (const event of events) {
    if (event.kind === "openStory" || event.kind === "command") heard.push(event);
    if (heard.length === expected) break;
  }
  facts["told"] = heard;

  // Secrets go to the keychain.
  const target = { kind: "site", id: "b", name: "B", url: "https://b.example" } as const;
  await bridge.targets.save({ target, secret: "mật khẩu" });
  const dataDir = recorded.paths["userData"]!.replace(/[\\/]electron$/, "");
  facts["secretFiles"] = readdirSync(dataDir).filter((name) => name.startsWith("secrets"));
  facts["secretInFile"] = (facts["secretFiles"] as string[]).some((name) =>
    readFileSync(join(dataDir, name), "utf8").includes("mật khẩu"),
  );

  // The command line reaches the same desk; a second start shows the window; a package is opened.
  const lock = JSON.parse(readFileSync(join(hello.library, "lock.json"), "utf8")) as {
    host: string;
    address: string;
  };
  facts["holder"] = { host: lock.host, page: (await fetch(lock.address)).status };
  window.acts.length = 0;
  facts["show"] = (await fetch(new URL("show", lock.address), { method: "POST" })).status;
  const missing = join(hello.library, "a.morasse");
  app.emit("second-instance", {}, ["morasse"], "/", { libraryDir: hello.library, packages: [missing] });
  for (let waits = 0; recorded.messages.length === 0 && waits < 100; waits++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // A package chosen from the menu.
  const chosen = process.env["CHOOSE"];
  if (chosen !== undefined) {
    system.chosen = [chosen];
    const shown = await bridge.events();
    const menu = recorded.menus.at(-1)!.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
    (menu.find(({ accelerator }) => accelerator === "CmdOrCtrl+O")!.click as () => void)();
    for await (const event of shown) if (event.kind === "openStory") break;
    facts["fileDialogs"] = recorded.fileDialogs;
  }
  const found = await bridge.library.list({ text: "Gói bài từ ban" });
  facts["packed"] = found.stories.map(({ id, title }) => ({ id, title }));
  facts["acts"] = window.acts;
  facts["messages"] = recorded.messages;
  page.emit("render-process-gone", {}, { reason: "crashed" });
  facts["reloads"] = page.reloads;

  // The window's place is kept, and a quit waits for the desk to close.
  window.emit("close");
  facts["windowFile"] = JSON.parse(readFileSync(join(dataDir, "window.json"), "utf8"));
  // What was typed last is still on the page when the quit comes: it goes while the window closes.
  const { id } = stories[0]!;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytesOf(opened.value.state));
  const before = Y.encodeStateVector(doc);
  doc.getMap("details").set("slug", LAST_WORDS);
  const update = base64Of(Y.encodeStateAsUpdate(doc, before));
  let saved: "no" | "soon" | "yes" = "no";
  page.beforeUnload = () => {
    if (saved === "no") {
      saved = "soon";
      const sent = new Promise((next) => setTimeout(next, 50)).then(() =>
        bridge.story.append({ id, update }),
      );
      void sent.then((answer) => (saved = answer.ok ? "yes" : "no"));
    }
    return saved === "yes";
  };
  app.quit();
  app.quit();
  facts["exit"] = await recorded.exited.promise;
  facts["lastWords"] = readFileSync(join(opened.value.folder, "story.log")).includes(LAST_WORDS);
  facts["questions"] = recorded.questions;
  facts["stillHeld"] = readdirSync(hello.library).includes("lock.json");
}

/** The page can save nothing: closing asks, and is taken at its word. */
async function closeInTrouble(): Promise<void> {
  const [window] = recorded.windows;
  window!.webContents.beforeUnload = () => false;
  system.presses.push(0, 1);
  window!.close();
  while (recorded.questions.length === 0) await new Promise((next) => setTimeout(next, 20));
  await new Promise((next) => setTimeout(next, 300));
  facts["stayed"] = !window!.isDestroyed();
  window!.close();
  facts["exit"] = await recorded.exited.promise;
  facts["questions"] = recorded.questions;
}
