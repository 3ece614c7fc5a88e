import { build, Platform } from "electron-builder";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.ts";
import { downloadMissingText } from "./download.ts";
import { language, optionsOf } from "./options.ts";
import { packaging } from "./packaging.ts";
import { ROOT } from "./steps.ts";

/**
 * `npm run package`: installers of this system in `dist/packages`. `-- --dir` makes the unpacked folder alone;
 * `-- --linux`, `--win` and `--mac` choose another system where electron-builder can make it.
 */
const USAGE = {
  vi: `npm run package -- [--dir] [--linux] [--win] [--mac]

Tạo bộ cài trong dist/packages cho hệ thống này, hoặc cho hệ thống được nêu; --dir chỉ tạo thư mục không đóng gói.`,
  en: `npm run package -- [--dir] [--linux] [--win] [--mac]

Makes the installers of this system, or of those named, in dist/packages; --dir makes the unpacked folder alone.`,
} as const;

const { values } = optionsOf(USAGE[language], () =>
  parseArgs({
    options: {
      dir: { type: "boolean", default: false },
      linux: { type: "boolean", default: false },
      win: { type: "boolean", default: false },
      mac: { type: "boolean", default: false },
    },
  }),
);

const asked = [
  ...(values.linux ? [Platform.LINUX] : []),
  ...(values.win ? [Platform.WINDOWS] : []),
  ...(values.mac ? [Platform.MAC] : []),
];
const platforms = asked.length > 0 ? asked : [Platform.current()];

await bundle(["renderer", "main", "preload"]);
const electronDist = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? null;
const config = packaging({ output: join("dist", "packages"), electronDist });
try {
  const made = await build({
    projectDir: ROOT,
    config,
    targets: new Map(platforms.flatMap((platform) => [...platform.createTarget(values.dir ? "dir" : null)])),
  });
  for (const path of made) console.log(path);
} catch (error) {
  const electron = electronDist === null ? (config.electronVersion ?? "") : null;
  const missing = downloadMissingText(error, electron, language);
  if (missing === null) throw error;
  console.error(missing);
  process.exitCode = 1;
}
