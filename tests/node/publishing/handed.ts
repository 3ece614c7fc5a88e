import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { HandOverManifest } from "../../../core/publishing/hand-over.ts";

/** What a receiver finds in a folder that stories are handed over in. */
export interface Handed {
  readonly stem: string;
  readonly manifest: HandOverManifest;
  /** Every file of the story's folder but the manifest, as paths in it. */
  readonly files: readonly string[];
  read(path: string): string;
}

/** Every story which has a manifest; each is read by that alone, its files checked by size and SHA-256. */
export function handedIn(root: string): readonly Handed[] {
  return readdirSync(root).flatMap((stem) => {
    const path = join(root, stem, "manifest.json");
    if (!existsSync(path)) return [];
    const manifest = HandOverManifest.parse(JSON.parse(readFileSync(path, "utf8")));
    for (const file of manifest.files) {
      const bytes = readFileSync(join(root, stem, file.path));
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (bytes.length !== file.sizeBytes || sha256 !== file.sha256) {
        throw new Error(`${stem}/${file.path} is not what the manifest says`);
      }
    }
    return [
      {
        stem,
        manifest,
        files: filesIn(join(root, stem)).filter((name) => name !== "manifest.json"),
        read: (name: string) => readFileSync(join(root, stem, name), "utf8"),
      },
    ];
  });
}

/** All files under a folder, as sorted paths in it; a folder without any is named with "/" at its end. */
export function filesIn(folder: string, within = ""): readonly string[] {
  const names = readdirSync(join(folder, within));
  if (names.length === 0 && within !== "") return [`${within}/`];
  return names
    .flatMap((name) => {
      const path = within === "" ? name : `${within}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [path];
    })
    .sort();
}

/** The one story of a folder, with nothing beside what its manifest names. */
export function onlyStoryIn(root: string): Handed {
  const stories = handedIn(root);
  if (stories.length !== 1) throw new Error(`${stories.length} stories: ${filesIn(root).join(", ")}`);
  const [story] = stories;
  const named = story!.manifest.files.map(({ path }) => path).sort();
  if (JSON.stringify(named) !== JSON.stringify(story!.files)) {
    throw new Error(`There is ${story!.files.join(", ")}; named are ${named.join(", ")}`);
  }
  if (readdirSync(root).length !== 1) throw new Error(`More than the story: ${readdirSync(root).join(", ")}`);
  return story!;
}
