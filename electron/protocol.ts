import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import {
  isImmutable,
  pictureFile,
  PICTURE_POLICY,
  policyOf,
  SAFE_HEADERS,
  type Desk,
  type Screens,
} from "#node/desk";

/** Where the screens live: a scheme of our own, so that no web page is ever of the same origin. */
export const SCHEME = "app";
export const ORIGIN = "app://morasse";
export const PAGE = `${ORIGIN}/`;

const PICTURES = "pictures/";

/**
 * Answers `app://morasse/…` with the built screens and the library's pictures, and nothing else of the
 * disk: an address is looked up in the list of built files or must have the form of a picture's address.
 */
export function protocolHandler(desk: Desk, screens: Screens): (request: Request) => Promise<Response> {
  return async (request) => {
    const { protocol, host, pathname, searchParams } = new URL(request.url);
    if (`${protocol}//${host}` !== ORIGIN || request.method !== "GET") return notFound();
    const path = pathname.slice(1);
    const isPicture = path.startsWith(PICTURES);
    const file = isPicture
      ? await pictureFile(desk, path.slice(PICTURES.length), searchParams.get("width"))
      : screens(path);
    if (file === null) return notFound();
    const { size } = await stat(file.path);
    // The stream of Node and of the web are one at run time; their types differ in iteration alone.
    const body = Readable.toWeb(createReadStream(file.path)) as unknown as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: {
        ...SAFE_HEADERS,
        "Content-Type": file.mimeType,
        "Content-Length": String(size),
        "Content-Security-Policy": isPicture ? PICTURE_POLICY : policyOf(path),
        "Cache-Control": isImmutable(path) ? "private, max-age=31536000, immutable" : "no-store",
      },
    });
  };
}

function notFound(): Response {
  return new Response("Not Found\n", {
    status: 404,
    headers: { ...SAFE_HEADERS, "Content-Type": "text/plain" },
  });
}
