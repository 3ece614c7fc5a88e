import { app, session, shell, type WebContents } from "electron";
import { PAGE, ORIGIN } from "./protocol.ts";

/** What a page may ask for: putting text into the clipboard when a person copies. */
const PERMITTED: readonly string[] = ["clipboard-sanitized-write"];

/**
 * Refuses by default: going elsewhere, new windows, web views, permissions, devices. An http or https link
 * opens in the system's browser.
 */
export function guardPages(log: (what: string, error: unknown) => void): void {
  app.on("web-contents-created", (_event, contents) => guardPage(contents, log));
  const pages = session.defaultSession;
  pages.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isOwn(contents.getURL()) && PERMITTED.includes(permission));
  });
  pages.setPermissionCheckHandler(
    (_contents, permission, origin) => origin.replace(/\/$/, "") === ORIGIN && PERMITTED.includes(permission),
  );
  pages.setDevicePermissionHandler(() => false);
}

function guardPage(contents: WebContents, log: (what: string, error: unknown) => void): void {
  const stayHere = (event: { preventDefault(): void; readonly url: string }) => {
    if (isOwn(event.url)) return;
    event.preventDefault();
    openOutside(event.url, log);
  };
  contents.on("will-navigate", stayHere);
  contents.on("will-redirect", stayHere);
  contents.on("will-frame-navigate", (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url, log);
    return { action: "deny" };
  });
}

/** The page itself: any other address of the scheme is a picture or a part of the page, not a place to go to. */
function isOwn(url: string): boolean {
  return url.split(/[?#]/)[0] === PAGE;
}

/** Opens an http or https address in the system's browser; nothing else is handed to the system. */
export function openOutside(url: string, log: (what: string, error: unknown) => void): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return;
  shell.openExternal(url).catch((error: unknown) => log("The system's browser did not open.", error));
}
