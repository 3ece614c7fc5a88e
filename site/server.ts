import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { apiOf } from "./api.ts";
import { loadAssets } from "./assets.ts";
import { MediaFolder } from "./media.ts";
import { absentPage } from "./pages/lists.ts";
import { readersOf } from "./readers.ts";
import { Archive, type SiteSection } from "./archive.ts";
import { openDatabase } from "./database.ts";
import { Intake } from "./intake.ts";

export interface SiteOptions {
  /** Folder of the site: its database, pictures and secret. Made when it is not there. */
  readonly dir: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Address to listen on; this machine alone unless said. */
  readonly host?: string;
  /** Shared with the desks; see `siteSecret`. */
  readonly secret: string;
  readonly now: () => Date;
  readonly sections: readonly SiteSection[];
  readonly siteName: string;
  /** Origin under which readers reach the site, where it is not the address it listens on. */
  readonly publicUrl?: string;
  /** Folder with the files of `siteAssets()`, for a bundled program. */
  readonly assetsDir?: string;
  readonly limits?: { readonly storyBytes: number; readonly mediaBytes: number };
  /** Hears of errors nobody was prepared for. */
  readonly log?: (message: string) => void;
}

export interface Site {
  /** Origin it listens on, "http://127.0.0.1:4380". */
  readonly url: string;
  close(): Promise<void>;
}

/** A story of a book's length, and the largest rendition ever made, several times over. */
export const LIMITS = { storyBytes: 4 * 1024 * 1024, mediaBytes: 32 * 1024 * 1024 } as const;

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
} as const;

/**
 * Starts a news site.
 *
 * @throws what listening throws: EADDRINUSE when the port is taken, EACCES; and on a folder which cannot be
 * written.
 */
export async function startSite(options: SiteOptions): Promise<Site> {
  const { dir, port, host = "127.0.0.1", secret, now, sections, siteName } = options;
  if (secret.length < 16) throw new RangeError("The site's secret must have at least 16 characters");
  const log = options.log ?? ((message: string) => console.error(message));
  const assets = loadAssets(options.assetsDir ?? null);
  mkdirSync(dir, { recursive: true });
  let origin = options.publicUrl === undefined ? "" : new URL(options.publicUrl).origin;
  const db = openDatabase(join(dir, "site.sqlite"));
  const archive = new Archive(db);
  const media = new MediaFolder(join(dir, "media"));
  const intake = new Intake(db, media, () => origin);
  await media.sweep();

  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  });
  const limits = options.limits ?? LIMITS;
  app.route("/", apiOf({ intake, media, secret, now, siteName, sections, limits }));
  const readers = readersOf({ archive, media, assets, siteName, sections, now, origin: () => origin });
  app.route("/", readers);
  app.notFound((c) => readers.fetch(c.req.raw));
  app.onError((error, c) => {
    // A desk that hung up in the middle of its body is no error of ours, and hears no answer.
    if (!c.req.raw.signal.aborted) log(`${c.req.method} ${c.req.path}: ${error.stack ?? String(error)}`);
    const frame = { siteName, origin, styleSheet: assets.styleSheet, sections, now: now() };
    return c.html(absentPage(frame, c.req.path, "broken"), 500, { "cache-control": "no-store" });
  });

  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: 120_000, headersTimeout: 20_000, keepAliveTimeout: 5_000 },
  }) as Server;
  try {
    await new Promise<void>((listening, failing) => {
      server.once("error", failing);
      server.listen(port, host, () => {
        server.off("error", failing);
        listening();
      });
    });
  } catch (error) {
    db.close();
    throw error;
  }
  const address = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
  if (origin === "") origin = url;

  return {
    url,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      // A connection that is idle, or becomes so, ends; a request under way has a second to finish.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const end = setTimeout(() => server.closeAllConnections(), 1_000);
      await closed;
      clearInterval(idle);
      clearTimeout(end);
      db.close();
    },
  };
}
