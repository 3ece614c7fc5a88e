import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The executable of Electron's runtime, or null. Looks as the package's own installer does and never
 * imports "electron": outside Electron that starts a download.
 *
 * @param {string} root Folder with `node_modules`.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function electronRuntime(root, env) {
  const home = join(root, "node_modules", "electron");
  try {
    const override = env["ELECTRON_OVERRIDE_DIST_PATH"];
    if (override) {
      const path = join(override, executableName());
      return existsSync(path) ? path : null;
    }
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const present = readFileSync(join(home, "dist", "version"), "utf8")
      .trim()
      .replace(/^v/, "");
    const path = join(home, "dist", readFileSync(join(home, "path.txt"), "utf8"));
    return present === version && existsSync(path) ? path : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Whether Electron's runtime could be fetched from here, asked within a few seconds.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {number} waitMs
 * @returns {Promise<boolean>}
 */
export async function canFetchRuntime(root, env, waitMs) {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules", "electron", "package.json"), "utf8"),
  );
  const mirror = env["ELECTRON_MIRROR"] ?? "https://github.com/electron/electron/releases/download/";
  try {
    const answer = await fetch(new URL(`v${version}/SHASUMS256.txt`, mirror), {
      method: "HEAD",
      signal: AbortSignal.timeout(waitMs),
    });
    return answer.ok;
  } catch {
    return false; // No network, no name, no answer in time: it cannot be fetched, whatever the reason.
  }
}

/**
 * Fetches the runtime with the package's own installer.
 *
 * @param {string} root
 * @returns {Promise<boolean>} whether it is there now.
 */
export function fetchRuntime(root) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "node_modules", "electron", "install.js")], {
      stdio: ["ignore", "inherit", "ignore"],
    });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}

function executableName() {
  if (process.platform === "win32") return "electron.exe";
  return process.platform === "darwin" ? "Electron.app/Contents/MacOS/Electron" : "electron";
}
