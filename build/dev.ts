import { resolve } from "node:path";
import { createServer, type Plugin, type ViteDevServer } from "vite";
import type { Desk, Pages } from "#node/desk";
import { pagesOf, runLoopback } from "../loopback/index.ts";
import { rendererConfig } from "./bundle.ts";

/**
 * The loopback host with the screens served by Vite, so that a saved file is on the page at once.
 *
 * Only here the content security policy is left out: Vite's client puts styles and React's refresh
 * preamble into the page as inline text. Everything else of the door (token, Host, Origin) stands.
 */
export function runDevelopment(args: readonly string[]): Promise<number | null> {
  return runLoopback(args, developmentPages);
}

function developmentPages(desk: Desk): Pages {
  const pictures = pagesOf(desk, () => null);
  let vite: Promise<ViteDevServer> | null = null;
  return async (path, request, response, door) => {
    if (path.startsWith("pictures/")) return pictures(path, request, response, door);
    const base = `/${door.token}/`;
    const config = rendererConfig();
    vite ??= createServer({
      ...config,
      plugins: [...(config.plugins ?? []), iconFrom(base)],
      base,
      appType: "spa",
      server: {
        middlewareMode: true,
        // A socket of its own: the door's upgrades are for the bridge alone.
        hmr: { host: "127.0.0.1", port: 0 },
        fs: { allow: [".."] },
      },
    });
    (await vite).middlewares(request, response, () => response.writeHead(404).end());
  };
}

/** Vite's server does not rewrite the page's one address outside its folder. */
function iconFrom(base: string): Plugin {
  const assets = resolve(import.meta.dirname, "..", "assets");
  return {
    name: "morasse:icon",
    transformIndexHtml: {
      order: "pre",
      handler: (html) => html.replace("../assets/", `${base}@fs${assets}/`),
    },
  };
}
