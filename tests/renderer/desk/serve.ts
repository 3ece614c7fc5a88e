import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve } from "node:path";
import react from "@vitejs/plugin-react";
import sharp from "sharp";
import { build } from "vite";

/**
 * The real screens, built as the program is, over a host in the page (`fake-host.ts`), served under a policy
 * as strict as the program's own: what it blocks shows in the browser's console and fails the test.
 */
export interface ServedDesk {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".bin": "application/octet-stream",
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export async function serveDesk(): Promise<ServedDesk> {
  const renderer = resolve(import.meta.dirname, "../../../renderer");
  const out = await mkdtemp(join(tmpdir(), "morasse-desk-"));
  await build({
    root: renderer,
    configFile: false,
    logLevel: "warn",
    base: "./",
    publicDir: false,
    plugins: [
      {
        name: "fake-host",
        enforce: "pre",
        async resolveId(source, importer) {
          if (!source.endsWith("bridge/index.ts") || importer?.startsWith(renderer) !== true) return null;
          const real = resolve(importer, "..", source);
          return real === join(renderer, "bridge/index.ts") ? join(import.meta.dirname, "bridge.ts") : null;
        },
      },
      react(),
    ],
    worker: { format: "es" },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: "chrome130",
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
    },
  });
  const picture = await sharp({
    create: { width: 600, height: 400, channels: 3, background: { r: 116, g: 104, b: 84 } },
  })
    .jpeg()
    .toBuffer();
  const server = createServer((request, response) => {
    void (async () => {
      const path = normalize(new URL(request.url ?? "/", "http://host").pathname);
      if (path.startsWith("/pictures/")) {
        response.writeHead(200, { "content-type": "image/jpeg" }).end(picture);
        return;
      }
      const file = path === "/" ? "/index.html" : path;
      const bytes = await readFile(join(out, file)).catch(() => null);
      if (bytes === null) response.writeHead(404).end();
      else
        response
          .writeHead(200, {
            "content-type": TYPES[extname(file)] ?? "application/octet-stream",
            "content-security-policy": POLICY,
          })
          .end(bytes);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The desk has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
      await rm(out, { recursive: true, force: true });
    },
  };
}
