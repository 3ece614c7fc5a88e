import { readdirSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { ServedFile } from "./pictures.ts";

/** The built screens: every file of `dist/renderer`, by its address ("", "assets/index-1a2b.js"). */
export type Screens = (address: string) => ServedFile | null;

const MIME_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Reads the list of files once. Only what is in the list is ever served, so there is no address that
 * leads out of the folder, however it is written.
 */
export function screensIn(dir: string): Screens {
  const files = new Map<string, ServedFile>();
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const mimeType = MIME_TYPES[extname(entry.name)] ?? "application/octet-stream";
    files.set(relative(dir, path).split(sep).join("/"), { path, mimeType });
  }
  return (address) => files.get(address === "" ? "index.html" : address) ?? null;
}

/** Whether an address has its content's hash in its name, and so never changes. */
export function isImmutable(address: string): boolean {
  return address.startsWith("assets/") || address.startsWith("pictures/");
}

/**
 * What the page may do: run its own script, style, fonts and workers, show its own pictures and those it
 * holds as blobs, and talk to its own host. Everything else is refused (CSP level 3).
 *
 * A worker obeys the policy its own script came with: of all addresses only theirs may compile WebAssembly, for the
 * spellers they load. Nothing may make code from text.
 *
 * @param address what is answered.
 */
export function policyOf(address: string): string {
  return [
    "default-src 'none'",
    WORKER.test(address) ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The script of a worker as the build names it, and nothing else: "assets/spelling.worker-1a2b3c4d.js". */
const WORKER = /^assets\/[a-z-]+\.worker-[\w-]+\.js$/;

/** A picture is shown, never run: an original is somebody else's file. */
export const PICTURE_POLICY = "default-src 'none'; sandbox";

/** Headers of every answer, on both hosts. */
export const SAFE_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
} as const;
