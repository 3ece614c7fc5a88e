import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * `npm run test:servers`: the tests against real publishing servers. They are started by the scripts of the
 * folder `../shared/servers` (or MORASSE_SERVERS); where that is not there, nothing is tested and that is said.
 */

const root = resolve(import.meta.dirname, "..");
const scripts = resolve(process.env["MORASSE_SERVERS"] ?? join(root, "..", "shared", "servers"));
const starter = join(scripts, "wordpress-start.sh");

if (!existsSync(starter)) {
  console.log(`Tests against real servers are skipped: ${starter} is not there.`);
  console.log("0 passed, 0 failed");
  process.exit(0);
}

const dir = mkdtempSync(join(tmpdir(), "morasse-wordpress-"));
let proxy: ChildProcess | null = null;
let failure = 1;
try {
  const port = await freePort();
  console.log(`Starting WordPress 6.5 on 127.0.0.1:${port} …`);
  const started = spawnSync(starter, [String(port), dir, "npm-6.5", "sqlite"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (started.status !== 0) throw new Error(`WordPress did not start (${started.status ?? started.signal}).`);
  const server: unknown = JSON.parse(started.stdout);
  const through = await freePort(2);
  proxy = await startProxy(through, port);
  const tested = spawnSync(
    process.execPath,
    [join(root, "node_modules", "vitest", "vitest.mjs"), "run", "--config", "vitest.servers.config.ts"],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        MORASSE_WORDPRESS: JSON.stringify({
          ...(server as object),
          proxy: `http://127.0.0.1:${through}`,
          proxyControl: `http://127.0.0.1:${through + 1}`,
        }),
      },
    },
  );
  failure = tested.status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  proxy?.kill();
  spawnSync(join(scripts, "wordpress-stop.sh"), [dir], { stdio: ["ignore", "ignore", "inherit"] });
  rmSync(dir, { recursive: true, force: true });
}
process.exit(failure);

/** The first of so many ports in a row that nobody listens on. */
async function freePort(inARow = 1): Promise<number> {
  for (;;) {
    const first = await listenable(0);
    const rest = Array.from({ length: inARow - 1 }, (_, n) => first! + n + 1);
    const free = await Promise.all(rest.map(listenable));
    if (first !== null && free.every((port) => port !== null)) return first;
  }
}

function listenable(port: number): Promise<number | null> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", () => answer(null));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => answer(typeof address === "object" && address !== null ? address.port : null));
    });
  });
}

/** The proxy that makes faults on the way; it says a line when it listens. */
function startProxy(port: number, target: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(scripts, "faultproxy.mjs"), String(port), String(target)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((up, down) => {
    child.stdout.once("data", () => up(child));
    child.once("exit", (code) => down(new Error(`The fault proxy ended (${code}).`)));
  });
}
