import { slugOf } from "#core/article";
import type { WordPressTarget } from "#core/publishing";
import type { Restart } from "./rounds.ts";

/** A running WordPress and a proxy in front of it that makes faults, as `build/test-servers.ts` hands them over. */
export interface WordPressServer {
  readonly baseUrl: string;
  readonly user: string;
  /** Of the administrator, for the site's own pages. */
  readonly password: string;
  readonly appPassword: string;
  readonly accounts: readonly {
    readonly id: number;
    readonly user: string;
    readonly role: string;
    readonly appPassword: string;
  }[];
  /** Name of the server in `build/test-servers.ts`. */
  readonly name: string;
  readonly port: number;
  readonly restart: Restart;
  readonly proxy: string;
  readonly proxyControl: string;
}

export function wordPressServer(): WordPressServer {
  const given = process.env["MORASSE_WORDPRESS"];
  if (given === undefined) throw new Error("Run this by `npm run test:servers`, which starts the server.");
  return JSON.parse(given) as WordPressServer;
}

/** A server behind a proxy that makes faults. */
export type Faulty = Pick<WordPressServer, "proxyControl">;

/** One fault of the proxy, for so many connections whose first bytes begin with `match`. */
export interface Fault {
  readonly match?: string;
  readonly times?: number;
  readonly refuse?: true;
  readonly blackhole?: true;
  readonly dropResponse?: true;
  readonly cutUploadAfter?: number;
}

export async function setFault(server: Faulty, fault: Fault): Promise<void> {
  const answer = await fetch(server.proxyControl, { method: "POST", body: JSON.stringify(fault) });
  if (!answer.ok) throw new Error(`The fault proxy answers ${answer.status}`);
}

/** How many faults were made since the last `setFault`. */
export async function faultsMade(server: Faulty): Promise<number> {
  const said = (await (await fetch(server.proxyControl)).json()) as { stats: { faults: number } };
  return said.stats.faults;
}

export function targetOf(url: string, user: string, more: Partial<WordPressTarget> = {}): WordPressTarget {
  return { kind: "wordpress", id: "wp", name: "Báo thử", url, user, categories: {}, ...more };
}

/** Asks the site itself, past proxy and publisher, as its administrator. */
export async function ask(server: WordPressServer, route: string, init: RequestInit = {}): Promise<unknown> {
  const basic = Buffer.from(`${server.user}:${server.appPassword}`).toString("base64");
  const answer = await fetch(`${server.baseUrl}/wp-json/wp/v2/${route}`, {
    ...init,
    headers: { authorization: `Basic ${basic}`, "content-type": "application/json" },
  });
  return answer.json();
}

/** The site's category for the section of the tests' stories, made where it is not there yet. */
export async function sectionOf(server: WordPressServer): Promise<{ readonly id: number }> {
  const body = JSON.stringify({ name: "Thời sự" });
  const made = (await ask(server, "categories", { method: "POST", body })) as {
    readonly id?: number;
    readonly data?: { readonly term_id: number };
  };
  return { id: made.id ?? made.data!.term_id };
}

export interface Post {
  readonly id: number;
  readonly slug: string;
  readonly status: string;
  readonly link: string;
  readonly title: { readonly raw: string };
  readonly content: { readonly raw: string; readonly rendered: string };
  readonly tags: readonly number[];
  readonly categories: readonly number[];
  readonly featured_media: number;
}

export interface Media {
  readonly id: number;
  readonly slug: string;
  readonly alt_text: string;
  readonly caption: { readonly raw: string };
  readonly media_details: { readonly filesize: number; readonly width: number };
}

/** Every post whose title is this headline, in the trash or not. */
export async function postsTitled(server: WordPressServer, headline: string): Promise<readonly Post[]> {
  const query = new URLSearchParams({
    search: headline,
    status: "any,trash",
    context: "edit",
    per_page: "100",
  });
  const posts = (await ask(server, `posts?${query}`)) as readonly Post[];
  return posts.filter(({ title }) => title.raw === headline);
}

/** The pictures in the media library that were sent for the story of this headline: their files are named after it. */
export async function mediaOf(server: WordPressServer, headline: string): Promise<readonly Media[]> {
  const query = new URLSearchParams({ search: slugOf(headline), context: "edit", per_page: "100" });
  return (await ask(server, `media?${query}`)) as readonly Media[];
}

/** Everything in the media library, while it is small. */
export async function allMedia(server: WordPressServer): Promise<readonly Media[]> {
  return (await ask(server, "media?per_page=100&context=edit")) as readonly Media[];
}
