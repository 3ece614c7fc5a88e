/**
 * `npm start`: checks Node first, makes what is older than its sources, and starts the workstation in
 * Electron where its runtime is present or can be fetched, on the loopback host otherwise.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { canFetchRuntime, electronRuntime, fetchRuntime } from "./runtime.mjs";
import { needSuitableNode } from "./suitable.mjs";

await needSuitableNode(fileURLToPath(import.meta.url));

const root = fileURLToPath(new URL("..", import.meta.url));
const args = process.argv.slice(2);
const { commandOf } = await import("../loopback/command.ts");
const { argumentsForX11 } = await import("../node/desk/display.ts");
const { hasDisplay } = await import("../loopback/window.ts");
const { spokenLanguage, systemLanguage } = await import("../node/desk/folders.ts");
const vietnamese = spokenLanguage(systemLanguage(process.env)) === "vi";

/** How long a start without --host may look for Electron's runtime, in milliseconds. */
const LOOK_MS = 3_000;

/** An Electron that ends with an error before this has not started at all. */
const STARTED_MS = 8_000;

/** @type {import("../loopback/command.ts").Command | null} */
let command = null;
try {
  command = commandOf(args);
} catch {
  // The host says what is wrong with the options.
}

const runtime = command === null || command.help || command.dev ? null : await chosenRuntime(command);
if (runtime !== null) await startElectron(runtime);
else await startOnLoopback();

/**
 * @param {import("../loopback/command.ts").Command} asked
 * @returns {Promise<string | null>} the runtime to start, null for the loopback host.
 */
async function chosenRuntime({ host, open }) {
  if (host === "loopback") return null;
  const display = hasDisplay(process.env, process.platform);
  // Electron's sandbox does not start as root; nobody asked for it here.
  if (host === null && (!open || !display || process.getuid?.() === 0)) return null;
  const present = electronRuntime(root, process.env);
  if (present !== null) return present;
  if (host === "electron" || (await canFetchRuntime(root, process.env, LOOK_MS))) {
    console.log(
      vietnamese
        ? "Đang tải bản chạy Electron (khoảng 120 MB, chỉ một lần)…"
        : "Fetching Electron's runtime (about 120 MB, once only)…",
    );
    if (await fetchRuntime(root)) return electronRuntime(root, process.env);
  }
  console.log(
    vietnamese
      ? "Không lấy được bản chạy Electron: Morasse chạy trong trình duyệt trên máy này."
      : "Electron's runtime cannot be had: Morasse runs in a browser on this machine.",
  );
  return null;
}

/**
 * Runs Electron until it ends. Where it cannot start (a library of the system is missing, its sandbox is not
 * allowed here) and nobody asked for it by name, the loopback host takes its place.
 *
 * @param {string} executable
 */
async function startElectron(executable) {
  await makeStale(["renderer", "main", "preload"]);
  const started = Date.now();
  // Chosen here, for a program that starts itself again would not be ended with this process.
  const x11 = argumentsForX11(args, process.env, process.platform);
  const child = spawn(executable, x11 === null ? [root, ...args] : [...x11.slice(0, 1), root, ...args], {
    stdio: "inherit",
  });
  // Whoever ends this process means the program. A terminal tells both of Ctrl-C, which does no harm.
  let ending = false;
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    ending = true;
    child.kill(signal);
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("exit", (status) => resolve(status ?? 1));
  });
  const neverRan = code !== 0 && !ending && Date.now() - started < STARTED_MS;
  if (!neverRan || command?.host === "electron") {
    process.exitCode = ending ? 0 : code;
    return;
  }
  process.off("SIGINT", end);
  process.off("SIGTERM", end);
  console.log(
    vietnamese
      ? "Electron không khởi động được ở đây: Morasse chạy trong trình duyệt trên máy này."
      : "Electron cannot start here: Morasse runs in a browser on this machine.",
  );
  await startOnLoopback();
}

async function startOnLoopback() {
  if (command?.dev) {
    const { runDevelopment } = await import("./dev.ts");
    process.exitCode = (await runDevelopment(args)) ?? undefined;
    return;
  }
  if (command === null || command.help) {
    const { runLoopback } = await import("../loopback/index.ts");
    process.exitCode = (await runLoopback(args)) ?? 0;
    return;
  }
  await makeStale(["renderer", "loopback"]);
  const built = new URL("../dist/loopback/main.js", import.meta.url).href;
  const { runLoopback } = /** @type {typeof import("../loopback/main.ts")} */ (await import(built));
  const code = await runLoopback(args);
  if (code !== null) process.exitCode = code;
}

/**
 * Makes what is missing or old, in a process of its own: the bundler is not to stay in the host's memory.
 *
 * @param {readonly import("./fresh.ts").Bundle[]} wanted
 * @returns {Promise<void>}
 */
async function makeStale(wanted) {
  const { staleBundles } = await import("./fresh.ts");
  const stale = staleBundles(wanted);
  if (stale.length === 0) return;
  const bundler = fileURLToPath(new URL("bundle.ts", import.meta.url));
  const child = spawn(process.execPath, [bundler, ...stale], { stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((resolve) => child.on("exit", resolve).on("error", () => resolve(1)));
  if (code !== 0) process.exit(1);
}
