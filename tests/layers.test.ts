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

/** The sub-folders of these are houses of their own, each with its index. */
const HOUSES = ["core", "node"];

/** The file an import of ours leads to, from the root, or null where it stays in its own house. */
function enteredBy(file: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  const path = relative(root, resolve(dirname(file), specifier));
  const [from, to] = [relative(root, file).split("/"), path.split("/")];
  if (!HOUSES.includes(to[0]!)) return null;
  return from[0] === to[0] && from[1] === to[1] ? null : path;
}

/** Files that may be entered besides an index, and why. */
const SIDE_DOORS: Readonly<Record<string, string>> = {
  "core/bridge/outcome.ts":
    "The bridge's contract names stories and jobs, whose own folders answer with outcomes.",
  "node/desk/display.ts": "A start asks for the display before anything native is loaded.",
  "node/cli/english-speller.ts":
    "The build lays its files beside the bundles and needs nothing else of the command line.",
  "node/desk/folders.ts": "A start asks for its language before anything native is loaded.",
};

test("folders are entered by their index alone", () => {
  const wrong = Object.keys(layers)
    .filter((folder) => folder !== "tests")
    .flatMap((folder) => sources(join(root, folder)))
    .flatMap((file) =>
      importsOf(readFileSync(file, "utf8"))
        .filter((specifier) => {
          const entered = enteredBy(file, specifier);
          const past =
            entered !== null && !(entered in SIDE_DOORS) && !/^[^/]+\/[^/]+\/index\.ts$/.test(entered);
          return past || /^#(core|node)\/[^/]+\/.+/.test(specifier);
        })
        .map((specifier) => `${relative(root, file)} imports ${specifier}`),
    );
  expect(wrong).toEqual([]);
});
