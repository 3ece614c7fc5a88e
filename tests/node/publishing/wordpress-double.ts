import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A site that behaves like WordPress where publishing can go wrong, and nowhere else: it has no keys for
 * repeated requests, a taken slug gets "-2", what has arrived is worked on even when the sender is gone, and
 * a stranger is answered with what is public. Used to make faults at chosen moments; that the publisher
 * suits a real WordPress is tested in `tests/servers`.
 */
export interface WordPressDouble {
  readonly url: string;
  readonly host: string;
  readonly posts: readonly DoublePost[];
  readonly media: readonly DoubleMedia[];
  /** Every request as "METHOD path" without query, in the order of arrival. */
  readonly asked: readonly string[];
  close(): void;
}

export interface DoublePost {
  readonly id: number;
  slug: string;
  status: string;
  title: string;
  content: string;
  modified: string;
  featured_media: number;
}

export interface DoubleMedia {
  readonly id: number;
  readonly slug: string;
  filesize: number;
  bytes: Buffer;
  /** Id of the post it is attached to; null for none. */
  post: number | null;
  widthPx: number;
  heightPx: number;
}

/** What may happen to a request, besides being answered. */
export interface Interference {
  /** Before the site does anything with it; true when the answer was given here. */
  before?(request: IncomingMessage, response: ServerResponse, body: Buffer): boolean | Promise<boolean>;
  /** When the work is done and the answer is not yet given; true when there is to be none. */
  after?(request: IncomingMessage): boolean | Promise<boolean>;
}

export const DOUBLE_USER = "phongvien";
export const DOUBLE_PASSWORD = "abcd efgh ijkl";

/** @param workMs how long what changes something is worked on before it is there. */
export async function wordPressDouble(interference: Interference = {}, workMs = 0): Promise<WordPressDouble> {
  const posts: DoublePost[] = [];
  const media: DoubleMedia[] = [];
  const tags: { id: number; name: string }[] = [];
  const asked: string[] = [];
  let ids = 0;
  let ticks = Date.parse("2026-11-22T00:00:00Z");
  const tick = () => new Date((ticks += 1_000)).toISOString().slice(0, 19);

  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    const parts: Buffer[] = [];
    request.on("error", () => undefined);
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      answer(request, response, Buffer.concat(parts)).catch((error: unknown) => {
        response.writeHead(500);
        response.end(String(error));
      });
    });
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;

  async function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    asked.push(`${request.method} ${new URL(request.url ?? "/", url).pathname}`);
    if (await interference.before?.(request, response, body)) return;
    const address = new URL(request.url ?? "/", url);
    if (request.method !== "GET" && request.method !== "HEAD" && workMs > 0) {
      await new Promise((later) => setTimeout(later, workMs));
    }
    const [status, value, type] = work(request, address, body);
    if (await interference.after?.(request)) {
      response.destroy();
      return;
    }
    response.writeHead(status, { "content-type": type ?? "application/json" });
    response.end(type === undefined ? JSON.stringify(value) : (value as string | Buffer));
  }

  function work(request: IncomingMessage, address: URL, body: Buffer): [number, unknown, string?] {
    const { pathname, searchParams: query } = address;
    const basic = Buffer.from(`${DOUBLE_USER}:${DOUBLE_PASSWORD}`).toString("base64");
    const known = request.headers.authorization === `Basic ${basic}`;
    const route = pathname.replace("/wp-json/wp/v2/", "");
    const refused = (status: number, code: string): [number, unknown] => [status, { code, message: code }];

    if (pathname.startsWith("/uploads/")) {
      const found = media.find(({ id }) => pathname === `/uploads/${id}.jpg`);
      return found ? [200, found.bytes, "image/jpeg"] : [404, "", "text/html"];
    }
    if (/^\/\d+$/.test(pathname)) {
      const post = posts.find(({ id }) => pathname === `/${id}`);
      if (post?.status !== "publish") return [404, "<p>404", "text/html"];
      return [200, `<html><body><h1>${post.title}</h1>${post.content}</body></html>`, "text/html"];
    }
    if (pathname === "/wp-json/") {
      return [200, { name: "Báo thử", url, namespaces: ["wp/v2"], authentication: {} }];
    }
    if (route === "users/me") {
      if (!known) return refused(401, "rest_not_logged_in");
      const capabilities = { publish_posts: true, upload_files: true, edit_others_posts: true };
      return [200, { id: 1, name: "Phóng viên", capabilities }];
    }
    if (!known && (query.get("context") === "edit" || request.method !== "GET")) {
      return refused(401, "rest_forbidden_context");
    }
    if (route === "categories") return [200, [{ id: 3, name: "Thời sự" }]];
    if (route === "tags" && request.method === "GET") return [200, tags];
    if (route === "tags") {
      const { name } = JSON.parse(body.toString("utf8")) as { name: string };
      const there = tags.find((tag) => tag.name === name);
      if (there) return [400, { code: "term_exists", message: "", data: { term_id: there.id } }];
      tags.push({ id: ++ids, name });
      return [201, tags.at(-1)];
    }
    if (route === "posts" && request.method === "GET") {
      const slugs = query.get("slug")?.split(",");
      const search = query.get("search");
      const found = posts.filter(
        (post) => (slugs?.includes(post.slug) ?? true) && (search === null || post.content.includes(search)),
      );
      return [200, found.map(postJson)];
    }
    if (route === "posts") {
      const post: DoublePost = {
        id: ++ids,
        slug: "",
        status: "draft",
        title: "",
        content: "",
        modified: "",
        featured_media: 0,
      };
      posts.push(post);
      return [201, changed(post, body)];
    }
    const [, postId] = /^posts\/(\d+)$/.exec(route) ?? [];
    if (postId !== undefined) {
      const at = posts.findIndex(({ id }) => id === Number(postId));
      const post = posts[at];
      if (post === undefined) return refused(404, "rest_post_invalid_id");
      if (request.method === "DELETE") posts.splice(at, 1);
      return [200, request.method === "POST" ? changed(post, body) : postJson(post)];
    }
    if (route === "media" && request.method === "GET") {
      const slugs = query.get("slug")?.split(",") ?? [];
      return [200, media.filter(({ slug }) => slugs.includes(slug)).map(mediaJson)];
    }
    if (route === "media") {
      const form = formOf(body);
      const wanted = form.fields["slug"] ?? "";
      const slug = freeSlug(media, wanted);
      const { length: filesize } = form.file;
      media.push({
        id: ++ids,
        slug,
        filesize,
        bytes: form.file,
        post: null,
        widthPx: 1200,
        heightPx: 800,
      });
      return [201, mediaJson(media.at(-1)!)];
    }
    const [, mediaId] = /^media\/(\d+)$/.exec(route) ?? [];
    const found = media.find(({ id }) => id === Number(mediaId));
    if (found === undefined) return refused(404, "rest_no_route");
    if (request.method === "DELETE") media.splice(media.indexOf(found), 1);
    return [200, mediaJson(found)];
  }

  function changed(post: DoublePost, body: Buffer): unknown {
    const sent = JSON.parse(body.toString("utf8")) as Partial<DoublePost>;
    const slug = sent.slug === undefined || sent.slug === post.slug ? post.slug : freeSlug(posts, sent.slug);
    const before = JSON.stringify(post);
    Object.assign(post, {
      slug,
      status: sent.status ?? post.status,
      title: sent.title ?? post.title,
      content: sent.content ?? post.content,
      featured_media: sent.featured_media ?? post.featured_media,
    });
    if (JSON.stringify(post) !== before) post.modified = tick();
    return postJson(post);
  }

  function postJson(post: DoublePost): unknown {
    return {
      id: post.id,
      slug: post.slug,
      status: post.status,
      link: `${url}/${post.id}`,
      modified_gmt: post.modified,
      title: { raw: post.title },
      content: { raw: post.content },
      categories: [3],
    };
  }

  function mediaJson(one: DoubleMedia): unknown {
    return {
      id: one.id,
      slug: one.slug,
      post: one.post,
      source_url: `${url}/uploads/${one.id}.jpg`,
      alt_text: "",
      caption: { raw: "" },
      media_details: { filesize: one.filesize, width: one.widthPx, height: one.heightPx, sizes: {} },
    };
  }

  return {
    url,
    host,
    posts,
    media,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A slug like WordPress gives it: the wanted one, or with the next free number. */
function freeSlug(taken: readonly { readonly slug: string }[], wanted: string): string {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.some((one) => one.slug === slug)) return slug;
  }
}

/** The fields and the one file of a multipart body. */
function formOf(body: Buffer): { readonly fields: Readonly<Record<string, string>>; readonly file: Buffer } {
  const boundary = body.subarray(0, body.indexOf("\r\n"));
  const fields: Record<string, string> = {};
  let file = Buffer.alloc(0);
  for (let at = boundary.length + 2; at < body.length;) {
    const end = body.indexOf(boundary, at);
    if (end < 0) break;
    const headEnd = body.indexOf("\r\n\r\n", at);
    const head = body.subarray(at, headEnd).toString("utf8");
    const content = body.subarray(headEnd + 4, end - 2);
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? "";
    if (/filename=/.test(head)) file = Buffer.from(content);
    else fields[name] = content.toString("utf8");
    at = end + boundary.length + 2;
  }
  return { fields, file };
}
