import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { build } from "vite";
import react from "@vitejs/plugin-react";
import { policyOf } from "../../../node/desk/screens.ts";

/** The harness page, built as the program is, on an address of its own. */
export interface ServedHarness {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".jpg": "image/jpeg",
};

/** A grey pixel: what a picture without bytes shows. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
  "base64",
);

export async function serveHarness(minify = true): Promise<ServedHarness> {
  const out = await mkdtemp(join(tmpdir(), "morasse-harness-"));
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "warn",
    base: "./",
    plugins: [react()],
    worker: { format: "es" },
    build: { outDir: out, emptyOutDir: true, target: "esnext", assetsInlineLimit: 0, minify },
  });
  const pictures = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void (async () => {
      const path = normalize(new URL(request.url ?? "/", "http://host").pathname);
      if (request.method === "PUT") {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        pictures.set(path.split("/").at(-1)!, Buffer.concat(chunks));
        response.writeHead(204).end();
        return;
      }
      if (path.includes("/pictures/")) {
        const bytes = pictures.get(path.split("/").at(-1)!) ?? PIXEL;
        response.writeHead(200, { "content-type": "image/*" }).end(bytes);
        return;
      }
      const file = path === "/" ? "/index.html" : path;
      try {
        const bytes = await readFile(join(out, file));
        response.writeHead(200, {
          "content-type": TYPES[extname(file)] ?? "application/octet-stream",
          "content-security-policy": policyOf(path.slice(1)),
        });
        response.end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The harness has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(out, { recursive: true, force: true });
    },
  };
}
