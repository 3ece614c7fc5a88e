import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { LAYERS } from "../build/layers.mjs";

const root = resolve(import.meta.dirname, "..");
const layers: Readonly<Record<string, readonly string[]>> = LAYERS;

function sources(dir: string): readonly string[] {
  return readdirSync(dir).flatMap((name): readonly string[] => {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(ts|tsx|mts|mjs)$/.test(name) ? [path] : [];
  });
}

/** Every import or re-export of a file, dynamic ones too. */
function importsOf(source: string): readonly string[] {
  return [...source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)["']([^"']+)["']/g)].map(
    (match) => match[1]!,
  );
}

/** The top-level folder an import leads to, or null for a library. */
function folderOf(file: string, specifier: string): string | null {
  const inside = /^#([a-z]+)(?:\/|$)/.exec(specifier);
  if (inside) return inside[1]!;
  if (!specifier.startsWith(".")) return null;
  const path = relative(root, resolve(dirname(file), specifier));
  return path.split("/")[0]!;
}

for (const folder of Object.keys(layers)) {
  test(`${folder}/ imports only what the layer table allows`, () => {
    const wrong = sources(join(root, folder)).flatMap((file) =>
      importsOf(readFileSync(file, "utf8")).flatMap((specifier) => {
        const target = folderOf(file, specifier);
        const fine =
          target === null || target === folder || !(target in layers) || layers[folder]!.includes(target);
        return fine ? [] : [`${relative(root, file)} imports ${specifier}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
}

test("folders are entered by their index alone", () => {
  const wrong = Object.keys(layers)
    .filter((folder) => folder !== "tests")
    .flatMap((folder) => sources(join(root, folder)))
    .flatMap((file) =>
      importsOf(readFileSync(file, "utf8"))
        .filter((specifier) => /^#(core|node)\/[^/]+\/.+/.test(specifier))
        .map((specifier) => `${relative(root, file)} imports ${specifier}`),
    );
  expect(wrong).toEqual([]);
});
