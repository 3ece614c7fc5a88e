import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { init, type ModuleInfos } from "license-checker-rseidelsohn";
import { z } from "zod";
import { LAYERS } from "./layers.mjs";

/**
 * Writes THIRD-PARTY-NOTICES.md: every package that is in the installed program, bundled or beside it, with
 * its licence. `--check` compares instead, and fails when the file is out of date.
 *
 * What is in the program is what its folders import, and everything those packages depend on.
 */
const ROOT = resolve(import.meta.dirname, "..");
const FILE = join(ROOT, "THIRD-PARTY-NOTICES.md");

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      optional: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
      peerDependencies: z.record(z.string(), z.string()).optional(),
      peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).optional(),
    }),
  ),
});
type Locked = z.infer<typeof Lock>["packages"];

/** Licences under which a package may be in the program without a word with whoever answers for that. */
const FINE = [
  "MIT",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "OFL-1.1",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
  "Python-2.0",
  // libvips beside sharp: a library of its own, loaded at run time and replaceable.
  "LGPL-3.0-or-later",
  "Apache-2.0 AND LGPL-3.0-or-later",
  "Apache-2.0 AND LGPL-3.0-or-later AND MIT",
  // The word lists of SCOWL and what Hunspell's dictionaries were made from.
  "(MIT AND BSD)",
  // Where there is a choice.
  "(MPL-2.0 OR Apache-2.0)",
  "(MIT OR CC0-1.0)",
];

/** Where a package leaves the choice and we have chosen: the licence, and the file that has its text. */
const CHOSEN: Readonly<Record<string, { readonly license: string; readonly file: string }>> = {
  "hunspell-wasm": { license: "MPL-1.1", file: "COPYING.MPL" },
};

/** Packages that name their licence in the field of old, which the lock does not have: read in their package.json. */
const OF_OLD: Readonly<Record<string, string>> = { ssh2: "MIT" };

/** What ssh2 can do without: native code that is neither built here nor in the program (`build/bundle.ts`). */
const LEFT_OUT = ["cpu-features", "nan"];

function importedPackages(): ReadonlySet<string> {
  const shipped = Object.keys(LAYERS).filter((folder) => !["build", "tests"].includes(folder));
  const found = new Set<string>();
  for (const folder of shipped) {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !/\.(ts|tsx|css)$/.test(entry.name)) continue;
      const source = readFileSync(join(entry.parentPath, entry.name), "utf8");
      const imports = source.matchAll(/(?:\bfrom|\bimport|\bimport\(|@import)\s*["']([^"'.#][^"']*)["']/g);
      for (const [, specifier] of imports) {
        const name = /^(@[^/]+\/[^/]+|[^@/]+)/.exec(specifier!)?.[1];
        if (name !== undefined && !specifier!.startsWith("node:") && !builtinModules.includes(name))
          found.add(name);
      }
    }
  }
  // Named by their folders: in the site, and by the English spellers.
  const byFolder = [
    "@fontsource/be-vietnam-pro",
    "@fontsource/source-serif-4",
    "dictionary-en",
    "dictionary-en-gb",
  ];
  for (const name of byFolder) found.add(name);
  // The runtime is beside the program and brings its own notices.
  found.delete("electron");
  return found;
}

/** Every package reached from the given ones, by its place in the lock. */
function reached(roots: ReadonlySet<string>, packages: Locked): readonly string[] {
  const places = new Set<string>();
  const waiting = [...roots].map((name) => ({ name, from: "" }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const place = placeOf(next.name, next.from, packages);
    if (place === null || places.has(place)) continue;
    places.add(place);
    const {
      dependencies,
      optionalDependencies,
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = packages[place]!;
    const peers = Object.keys(peerDependencies).filter(
      (name) => peerDependenciesMeta[name]?.optional !== true,
    );
    const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
    for (const name of names.filter((one) => !LEFT_OUT.includes(one))) waiting.push({ name, from: place });
  }
  return [...places].sort();
}

/** Where Node finds a package asked for by another: in its own folder, or in one further up. */
function placeOf(name: string, from: string, packages: Locked): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const place = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (place in packages) return place;
    if (at === "") return null;
  }
}

function licences(): Promise<ModuleInfos> {
  return new Promise((done, failed) => {
    init({ start: ROOT, unknown: true }, (error: unknown, found) => (error ? failed(error) : done(found)));
  });
}

function textOf(path: string | undefined): string {
  if (path === undefined || !existsSync(path) || !/licen[cs]e|copying|notice/i.test(path)) return "";
  return readFileSync(path, "utf8").replaceAll("\r\n", "\n").trim();
}

async function notices(): Promise<string> {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")));
  const infos = await licences();
  const lines = [
    "# Third-party notices",
    "",
    "Made by `npm run notices`; not to be edited by hand. These packages are in the installed program, bundled",
    "into it or beside it, none of them changed; their sources are the packages of these versions at",
    "https://registry.npmjs.org. Those marked with * are for some systems only.",
    "",
    "| Package | Version | Licence |",
    "| --- | --- | --- |",
  ];
  const texts = new Map<string, string[]>();
  for (const place of reached(importedPackages(), packages)) {
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    const { version = "", license = OF_OLD[name] ?? "", optional = false } = packages[place]!;
    const chosen = CHOSEN[name];
    if (!FINE.includes(license) && chosen === undefined)
      throw new Error(`${name} ${version} has the licence "${license}": ask first.`);
    const taken = chosen === undefined ? license : `${chosen.license}, of ${license}`;
    lines.push(`| ${name}${optional ? " *" : ""} | ${version} | ${taken} |`);
    // Packages of other systems are not installed here: the file is to be the same everywhere.
    if (optional) continue;
    const text = textOf(
      chosen === undefined ? infos[`${name}@${version}`]?.licenseFile : join(ROOT, place, chosen.file),
    );
    if (text !== "") texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  for (const [text, names] of texts) lines.push("", `## ${names.join(", ")}`, "", "```", text, "```");
  return `${lines.join("\n")}\n`;
}

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const made = await notices();
if (!values.check) writeFileSync(FILE, made);
else if (!existsSync(FILE) || readFileSync(FILE, "utf8") !== made) {
  console.error("THIRD-PARTY-NOTICES.md is out of date: npm run notices");
  process.exitCode = 1;
}
