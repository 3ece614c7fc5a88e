import react from "@vitejs/plugin-react";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { join, resolve } from "node:path";
import { build, type InlineConfig } from "vite";
import { siteAssets } from "#site";
import { englishAssets } from "../node/cli/english-speller.ts";
import { BUNDLES, stampOf, type Bundle } from "./fresh.ts";

/**
 * Makes `dist/`: the screens (`renderer/`), the loopback host (`loopback/`), Electron's main process and preload
 * (`electron/`), the site's style sheet and fonts (`site/`) and the command line for Node (`cli/`, with its
 * dictionaries in `english/`; an installed program has it in its main process).
 *
 * Node could run the host's sources as they are, but stripping their types costs it a second and 60 MB.
 */
const ROOT = resolve(import.meta.dirname, "..");

/** Native modules stay outside the bundles and are installed beside them. */
const NATIVE = ["better-sqlite3", "sharp"];

/** What Hunspell asks for where it runs in Node, and a screen never reaches. */
const NODE_ONLY = ["module", "fs/promises"];

/** The Vite configuration of the screens, shared with the development server. */
export function rendererConfig(): InlineConfig {
  return {
    configFile: false,
    root: join(ROOT, "renderer"),
    // Relative: on loopback the page lies under its secret path, in Electron under app://morasse/.
    base: "./",
    logLevel: "warn",
    plugins: [react()],
    worker: { format: "es", rolldownOptions: { external: NODE_ONLY } },
    publicDir: false,
    build: {
      outDir: join(ROOT, "dist", "renderer"),
      emptyOutDir: true,
      target: "chrome130",
      // Neither inline scripts nor data: addresses pass the content security policy.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { external: NODE_ONLY },
    },
  };
}

function nodeConfig(entry: string, out: string, format: "es" | "cjs", name: string): InlineConfig {
  return {
    configFile: false,
    root: ROOT,
    logLevel: "warn",
    publicDir: false,
    // ssh2 names the folder of a helper for PuTTY's agent, which we never ask.
    ...(format === "es" ? { define: { __dirname: "import.meta.dirname" } } : {}),
    ssr: { noExternal: true, external: [...NATIVE, "electron"], target: "node" },
    build: {
      ssr: join(ROOT, entry),
      outDir: join(ROOT, "dist", out),
      emptyOutDir: false,
      target: "node22",
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        // ws and ssh2 ask for optional native modules in a try block; they are not part of the program.
        external: (id) =>
          isBuiltin(id) ||
          ["electron", "bufferutil", "utf-8-validate", "cpu-features"].includes(id) ||
          id.endsWith("sshcrypto.node") ||
          NATIVE.some((native) => id === native || id.startsWith(`${native}/`)),
        output: { format, entryFileNames: name, chunkFileNames: "[name]-[hash].js" },
      },
    },
  };
}

const CONFIGS: Readonly<Record<Bundle, () => InlineConfig>> = {
  renderer: rendererConfig,
  loopback: () => nodeConfig("loopback/main.ts", "loopback", "es", "main.js"),
  main: () => nodeConfig("electron/main.ts", "electron", "es", "main.js"),
  preload: () => nodeConfig("electron/preload.ts", "electron", "cjs", "preload.cjs"),
  cli: () => nodeConfig("build/morasse.mjs", "cli", "es", "morasse.js"),
};

/** Makes the given bundles, one after the other, and notes when. */
export async function bundle(wanted: readonly Bundle[] = BUNDLES): Promise<void> {
  for (const name of wanted) {
    const config = CONFIGS[name]();
    if (name !== "renderer" && name !== "preload") removeChunks(config.build?.outDir ?? "");
    await build(config);
    if (name === "main" || name === "loopback") writeAssets("site", siteAssets());
    if (name === "main" || name === "cli") writeAssets("english", englishAssets());
    if (name === "cli") await chmod(join(ROOT, "dist", "cli", "morasse.js"), 0o755);
    writeFileSync(stampOf(name), `${new Date().toISOString()}\n`);
  }
}

/**
 * Takes away the parts of an earlier bundle that are named by their content, which would be packed along. The main
 * process shares its folder with the preload, which has no parts, so it cannot be emptied.
 */
function removeChunks(dir: string): void {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) if (/-[\w-]{8}\.js$/.test(name)) rmSync(join(dir, name));
}

/** Files which a bundle cannot take from the packages: the news site's fonts, the command line's dictionaries. */
function writeAssets(
  folder: string,
  assets: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): void {
  const dir = join(ROOT, "dist", folder);
  mkdirSync(dir, { recursive: true });
  for (const { name, bytes } of assets) writeFileSync(join(dir, name), bytes);
}

if (import.meta.main) {
  const started = performance.now();
  const asked = BUNDLES.filter((name) => process.argv.includes(name));
  await bundle(asked.length > 0 ? asked : BUNDLES);
  console.log(`dist/ made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
