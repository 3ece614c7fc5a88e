import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { ServerResponse } from "node:http";
import { URL } from "node:url";
import {
  isImmutable,
  pictureFile,
  PICTURE_POLICY,
  policyOf,
  SAFE_HEADERS,
  type Desk,
  type Pages,
  type Screens,
  type ServedFile,
} from "#node/desk";

const PICTURES = "pictures/";

/** The screens and the pictures of the library, under the door's secret path. */
export function pagesOf(desk: Desk, screens: Screens): Pages {
  return async (path, request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return notFound(response);
    const isPicture = path.startsWith(PICTURES);
    const file = isPicture
      ? await pictureFile(desk, path.slice(PICTURES.length), widthOf(request.url ?? ""))
      : screens(path);
    if (file === null) return notFound(response);
    await send(response, file, request.method === "HEAD", {
      ...SAFE_HEADERS,
      "Content-Security-Policy": isPicture ? PICTURE_POLICY : policyOf(path),
      // The address holds the token: what lies in the cache is as secret as the library itself.
      "Cache-Control": isImmutable(path) ? "private, max-age=31536000, immutable" : "no-store",
    });
  };
}

function widthOf(url: string): string | null {
  return new URL(url, "http://127.0.0.1").searchParams.get("width");
}

async function send(
  response: ServerResponse,
  file: ServedFile,
  headOnly: boolean,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { size } = await stat(file.path);
  response.writeHead(200, { ...headers, "Content-Type": file.mimeType, "Content-Length": size });
  if (headOnly) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(file.path), response);
  } catch (error) {
    // The page was closed or went elsewhere while it loaded: nobody is left to be told.
    if (!response.destroyed || response.writableFinished) throw error;
  }
}

function notFound(response: ServerResponse): void {
  response
    .writeHead(404, { ...SAFE_HEADERS, "Content-Type": "text/plain", "Cache-Control": "no-store" })
    .end("Not Found\n");
}
