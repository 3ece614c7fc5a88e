import { installedBrowser } from "../loopback/window.ts";

/** A browser for tests and pictures of the screens, with the flags it is started with. */
export interface Browser {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Where it comes from, for the log. */
  readonly origin: "installed" | "npm";
}

/** Nothing of the browser's own goes out to the network, nothing asks to be the default browser. */
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
];

/** An installed Chromium, Chrome or Edge, else the headless one that lies in an npm package (Linux). */
export async function findBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const installed = installedBrowser(process.env, process.platform);
  if (installed !== null) {
    return { executablePath: installed, args: [...asRoot, ...QUIET], origin: "installed" };
  }
  const { default: chromium } = await import("@sparticuz/chromium");
  return {
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, ...asRoot, ...QUIET],
    origin: "npm",
  };
}
