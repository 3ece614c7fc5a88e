import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

/**
 * The style sheet and the fonts of the site, loaded once. Run from the sources they come from this folder
 * and from the fontsource packages; a bundle writes `siteAssets()` into a folder of its own and names it
 * as `assetsDir`.
 */
export interface SiteAsset {
  /** File name without a folder: "site.css", "source-serif-4-latin-400-normal.woff2". */
  readonly name: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

/** Families, weights and styles the style sheet uses. */
const FACES = [
  ["be-vietnam-pro", ["400", "600", "700"]],
  ["source-serif-4", ["400", "400-italic", "600", "700"]],
] as const;

/** Every file the pages need besides their pictures. */
export function siteAssets(): readonly SiteAsset[] {
  const sheets: string[] = [];
  const fonts = new Map<string, SiteAsset>();
  const require = createRequire(import.meta.url);
  for (const [family, faces] of FACES) {
    const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
    for (const face of faces) {
      const css = readFileSync(join(folder, `${face}.css`), "utf8");
      // Only woff2, which every browser with CSS variables reads; the fallback would double the files.
      const sheet = css.replace(
        /url\(\.\/files\/([a-z0-9-]+\.woff2)\) format\('woff2'\), url\([^)]*\) format\('woff'\)/g,
        (_, name: string) => {
          fonts.set(name, { name, bytes: readFileSync(join(folder, "files", name)) });
          return `url(${name}) format("woff2")`;
        },
      );
      sheets.push(sheet);
    }
  }
  const css = `${sheets.join("\n")}\n${readFileSync(join(import.meta.dirname, "site.css"), "utf8")}`;
  return [{ name: "site.css", bytes: Buffer.from(css) }, ...fonts.values()];
}

export interface Assets {
  /** Path of the style sheet, with a part that changes when any file does. */
  readonly styleSheet: string;
  /** The file at such a path, or null. */
  at(path: string): { readonly bytes: Buffer<ArrayBuffer>; readonly type: string } | null;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
};

/**
 * @param assetsDir folder with the files of `siteAssets()`; null for the sources.
 * @throws when the folder has no "site.css".
 */
export function loadAssets(assetsDir: string | null): Assets {
  const files = assetsDir === null ? siteAssets() : readAssets(assetsDir);
  const sum = createHash("sha256");
  for (const { name, bytes } of files) sum.update(`${name}\0`).update(bytes);
  const folder = `/assets/${sum.digest("hex").slice(0, 12)}/`;
  const byPath = new Map(
    files.map(({ name, bytes }) => [`${folder}${name}`, { bytes, type: TYPES[extname(name)] ?? "" }]),
  );
  if (!byPath.has(`${folder}site.css`)) throw new Error(`No site.css in ${assetsDir ?? "the sources"}`);
  return { styleSheet: `${folder}site.css`, at: (path) => byPath.get(path) ?? null };
}

function readAssets(dir: string): readonly SiteAsset[] {
  return readdirSync(dir)
    .filter((name) => extname(name) in TYPES)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(dir, name)) }));
}
