import { createHmac } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GhostTarget } from "#core/publishing";
import type { Restart } from "./rounds.ts";
import type { Faulty } from "./wordpress.ts";

/** A running Ghost and a proxy in front of it that makes faults, as `build/test-servers.ts` hands them over. */
export interface GhostServer extends Faulty {
  readonly version: string;
  readonly baseUrl: string;
  readonly adminApiKey: string;
  readonly owner: { readonly email: string; readonly password: string };
  /** The site's folder, with all it keeps. */
  readonly dataDir: string;
  /** Name of the server in `build/test-servers.ts`. */
  readonly name: string;
  readonly port: number;
  readonly restart: Restart;
  readonly proxy: string;
}

export function ghostServer(): GhostServer {
  const given = process.env["MORASSE_GHOST"];
  if (given === undefined) {
    throw new Error("Run this by `npm run test:servers:full -- --only ghost`, which starts the server.");
  }
  return JSON.parse(given) as GhostServer;
}

export function targetOf(url: string, more: Partial<GhostTarget> = {}): GhostTarget {
  return { kind: "ghost", id: "gh", name: "Báo thử", url, themeShowsTop: true, ...more };
}

interface Told {
  readonly posts?: readonly GhostPost[];
  readonly tags?: readonly { readonly id: string; readonly name: string; readonly slug: string }[];
  readonly images?: readonly { readonly url: string }[];
}

/** Asks the site itself, past proxy and publisher, with the key of its integration. */
export async function ask(
  server: GhostServer,
  route: string,
  method = "GET",
  body?: unknown,
): Promise<Told & { readonly status: number }> {
  const answer = await fetch(`${server.baseUrl}/ghost/api/admin/${route}`, {
    method,
    headers: { authorization: `Ghost ${token(server.adminApiKey)}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { ...(text === "" ? {} : (JSON.parse(text) as Told)), status: answer.status };
}

export interface GhostPost {
  readonly id: string;
  readonly slug: string;
  readonly status: string;
  readonly title: string;
  readonly url: string;
  readonly lexical: string;
  readonly custom_excerpt: string | null;
  readonly feature_image: string | null;
  readonly feature_image_alt: string | null;
  readonly feature_image_caption: string | null;
  readonly published_at: string | null;
  readonly updated_at: string;
  readonly tags: readonly { readonly name: string; readonly slug: string; readonly visibility: string }[];
  readonly authors: readonly { readonly name: string }[];
}

/** Every post whose title is this headline, among the newest hundred. */
export async function postsTitled(server: GhostServer, headline: string): Promise<readonly GhostPost[]> {
  const query = new URLSearchParams({
    order: "created_at desc",
    formats: "lexical",
    include: "tags,authors",
    limit: "100",
  });
  const newest = (await ask(server, `posts/?${query}`)).posts ?? [];
  return newest.filter(({ title }) => title === headline);
}

/** Where the site keeps its pictures, in folders by year and month. */
export function imagesIn(server: GhostServer): string {
  return join(server.dataDir, "content", "images");
}

/** Every picture the site keeps as it was sent, by its path below `imagesIn`. */
export async function originals(server: GhostServer): Promise<readonly string[]> {
  const files = await readdir(imagesIn(server), { recursive: true });
  return files.filter((file) => /_o\.\w+$/.test(file) && !file.startsWith("size"));
}

/** The administration's cookie of the owner, signed in. */
export async function signedIn(server: GhostServer): Promise<string> {
  const { email, password } = server.owner;
  const answer = await fetch(`${server.baseUrl}/ghost/api/admin/session/`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.baseUrl },
    body: JSON.stringify({ username: email, password }),
  });
  if (!answer.ok) throw new Error(`The owner cannot sign in: ${answer.status}`);
  // Before its answer has ended the site has not kept the session.
  await answer.text();
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

function token(key: string): string {
  const [id = "", secret = ""] = key.split(":");
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const issued = Math.floor(Date.now() / 1000);
  const content = `${part({ alg: "HS256", typ: "JWT", kid: id })}.${part({ iat: issued, exp: issued + 60, aud: "/admin/" })}`;
  return `${content}.${createHmac("sha256", Buffer.from(secret, "hex")).update(content).digest("base64url")}`;
}
