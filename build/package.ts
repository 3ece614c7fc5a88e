import { build, Platform } from "electron-builder";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { packaging } from "./packaging.ts";
import { ROOT } from "./steps.ts";

/**
 * `npm run package`: installers of this system in `dist/packages`. `-- --dir` makes the unpacked folder alone;
 * `-- --linux`, `--win` and `--mac` choose another system where electron-builder can make it.
 */
const { values } = parseArgs({
  options: {
    dir: { type: "boolean", default: false },
    linux: { type: "boolean", default: false },
    win: { type: "boolean", default: false },
    mac: { type: "boolean", default: false },
  },
});

const asked = [
  ...(values.linux ? [Platform.LINUX] : []),
  ...(values.win ? [Platform.WINDOWS] : []),
  ...(values.mac ? [Platform.MAC] : []),
];
const platforms = asked.length > 0 ? asked : [Platform.current()];

await bundle(["renderer", "main", "preload"]);
const made = await build({
  projectDir: ROOT,
  config: packaging({
    output: join("dist", "packages"),
    electronDist: process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? null,
  }),
  targets: new Map(platforms.flatMap((platform) => [...platform.createTarget(values.dir ? "dir" : null)])),
});
for (const path of made) console.log(path);
