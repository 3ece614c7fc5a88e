import { createHash, createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Article } from "#core/article";
import { ninjsOf, signedHeaders, type NinjsItem, type PublishingFacts } from "#core/exchange";
import type { Rendition } from "#core/media";
import { startSite, type Site, type SiteOptions } from "#site";

/** A real site in a temporary folder, and a desk that talks to it by hand. */

export const SECRET = "a secret of the tests, long enough";

export const SECTIONS = [
  { slug: "thoi-su", name: "Thời sự" },
  { slug: "quoc-te", name: "Quốc tế" },
  { slug: "the-thao", name: "Thể thao" },
] as const;

export interface Desk {
  readonly site: Site;
  readonly dir: string;
  /** The site's clock; moves when set. */
  now: Date;
  /** Signed as a desk does; `change` spoils it. */
  ask(
    method: "GET" | "HEAD" | "PUT",
    path: string,
    body?: Uint8Array | string,
    change?: Spoil,
  ): Promise<Response>;
  put(item: NinjsItem | Readonly<Record<string, unknown>>, change?: Spoil): Promise<Response>;
  /** Puts bytes as a rendition of the site. */
  media(bytes: Uint8Array): Promise<string>;
  read(
    path: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; text: string; headers: Headers }>;
  restart(): Promise<void>;
  end(): Promise<void>;
}

export interface Spoil {
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly time?: Date;
  /** Signed for another path or method than asked. */
  readonly signedPath?: string;
  readonly signedMethod?: "GET" | "PUT";
}

export async function openDesk(options: Partial<SiteOptions> = {}): Promise<Desk> {
  const dir = await mkdtemp(join(tmpdir(), "morasse-site-"));
  const start = () =>
    startSite({
      dir,
      port: 0,
      secret: SECRET,
      now: () => desk.now,
      sections: SECTIONS,
      siteName: "Báo Thử",
      log: (message) => {
        throw new Error(`the site was not prepared for: ${message}`);
      },
      ...options,
    });
  let site: Site;
  const desk: Desk = {
    get site() {
      return site;
    },
    dir,
    now: new Date("2026-11-22T07:05:00Z"),
    async ask(method, path, body = "", change = {}) {
      const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
      const hmac = (signed: Uint8Array) =>
        createHmac("sha256", change.secret ?? SECRET)
          .update(signed)
          .digest("hex");
      const time = (change.time ?? desk.now).toISOString();
      const signed = signedHeaders(
        { method: change.signedMethod ?? method, path: change.signedPath ?? path, time },
        bytes,
        hmac,
      );
      const headers = Object.fromEntries(
        Object.entries({ ...signed, ...change.headers }).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      );
      return fetch(`${site.url}${path}`, { method, headers, ...(method === "PUT" ? { body: bytes } : {}) });
    },
    put(item, change) {
      const id = String(item["uri"]).replace("urn:uuid:", "");
      return desk.ask("PUT", `/api/stories/${id}`, JSON.stringify(item), change);
    },
    async media(bytes) {
      const sha256 = sha256Of(bytes);
      const answer = await desk.ask("PUT", `/api/media/${sha256}`, bytes);
      if (!answer.ok) throw new Error(`media: ${answer.status} ${await answer.text()}`);
      return sha256;
    },
    async read(path, headers = {}) {
      const answer = await fetch(`${site.url}${path}`, { headers, redirect: "manual" });
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    },
    async restart() {
      await site.close();
      site = await start();
    },
    async end() {
      await site.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  site = await start();
  return desk;
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The smallest thing that begins as a WebP does; its bytes differ by `name`. */
export function webp(name: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([Buffer.from("RIFF\x10\x00\x00\x00WEBPVP8 ", "latin1"), Buffer.from(name)]),
  );
}

export function renditionOf(bytes: Uint8Array, widthPx: number): Rendition {
  return {
    widthPx,
    heightPx: Math.round((widthPx * 2) / 3),
    sizeBytes: bytes.length,
    sha256: sha256Of(bytes),
    mimeType: "image/webp",
  };
}

/** An item ready to be put: version 1, section Thời sự, now. */
export function item(article: Article, facts: PublishingFacts = {}): NinjsItem {
  return ninjsOf(article, {
    version: 1,
    slug: "mot-bai",
    section: SECTIONS[0],
    versionCreated: "2026-11-22T07:00:00Z",
    marker: "desk-a",
    ...facts,
  });
}
