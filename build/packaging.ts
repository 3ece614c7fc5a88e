import type { Configuration } from "electron-builder";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./steps.ts";

/** How the program is packed for each system; `build/package.ts` runs it, a test looks into the result. */

/**
 * What the bundles leave outside: two native modules and what they need at run time. Everything else of
 * `node_modules`, among it the Node that runs the sources, stays behind.
 */
const NATIVE_MODULES = ["better-sqlite3", "sharp", "@img", "detect-libc", "semver"];

const ICONS = join("assets", "icons");

function electronVersion(): string {
  const file = join(ROOT, "node_modules", "electron", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

export interface PackagingOptions {
  readonly output: string;
  /** Folder of an unpacked Electron; null to have electron-builder fetch it. */
  readonly electronDist: string | null;
}

export function packaging({ output, electronDist }: PackagingOptions): Configuration {
  return {
    appId: "vn.morasse.desk",
    productName: "Morasse",
    copyright: "MIT",
    directories: { output, buildResources: ICONS },
    electronVersion: electronVersion(),
    ...(electronDist === null ? {} : { electronDist }),
    // Node-API modules run in Electron as they are.
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    asar: true,
    files: [
      "dist/electron/**",
      "dist/renderer/**",
      "dist/site/**",
      // For the command line; the screens have theirs in dist/renderer.
      "assets/language/*.bin",
      "dist/english/**",
      "package.json",
      "LICENSE",
      "THIRD-PARTY-NOTICES.md",
      "!node_modules/**",
      ...NATIVE_MODULES.map((name) => `node_modules/${name}/**`),
      "!**/better-sqlite3/{deps,src,build}/**",
      "!**/*.{md,ts,mts,cts,map}",
      "THIRD-PARTY-NOTICES.md",
    ],
    // Native code and the libraries beside it are loaded from real files.
    asarUnpack: [
      "**/*.node",
      "node_modules/@img/**",
      "node_modules/sharp/**",
      "node_modules/better-sqlite3/**",
    ],
    electronLanguages: ["en-US", "en-GB", "vi"],
    fileAssociations: [
      {
        ext: "morasse",
        name: "Morasse story",
        description: "Morasse story package",
        mimeType: "application/vnd.morasse.story+zip",
        role: "Editor",
        icon: join(ICONS, "package"),
      },
    ],
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    },
    linux: {
      files: without("darwin", "win32"),
      target: ["AppImage", "deb"],
      category: "Office",
      icon: join(ICONS, "png"),
      executableName: "morasse",
      synopsis: "Editorial workstation",
      maintainer: "The Morasse developers <morasse@localhost>",
    },
    win: {
      files: without("darwin", "linux", "linuxmusl"),
      target: ["nsis"],
      icon: join(ICONS, "morasse.ico"),
    },
    nsis: { oneClick: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false },
    mac: {
      files: without("win32", "linux", "linuxmusl"),
      target: ["dmg"],
      icon: join(ICONS, "morasse.icns"),
      category: "public.app-category.news",
    },
  };
}

/** Leaves out the native modules of other systems. A list with negations alone would take in everything else. */
function without(...systems: readonly string[]): string[] {
  return ["package.json", ...systems.map((system) => `!**/prebuilds/${system}-*`)];
}
