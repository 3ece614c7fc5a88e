import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, runStep } from "./steps.ts";

/**
 * `npm run test:servers`: the tests against real publishing servers, two servers at a time. They are started by
 * the scripts of the folder `../shared/servers` (or MORASSE_SERVERS); where that is not there, nothing is tested and
 * that is said.
 *
 *   --full         every server, and the long rounds of faults
 *   --only NAME    this server alone; more than once for several
 *   --tests PATH   of the servers' tests those whose path holds this
 */

interface ServerToTest {
  readonly name: string;
  /** Scripts of the servers' folder. */
  readonly start: string;
  readonly stop: string;
  /** What the start script is given after port and folder. */
  readonly options: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whose JSON, with the proxy's addresses, the tests find in this variable. */
  readonly told: string;
  /** The tests, as a part of their file's path. */
  readonly tests: readonly string[];
  /** Only in a full round: it takes minutes to install. */
  readonly isLong?: true;
  /** Skipped, and said, where its package cannot be installed. */
  readonly mayBeMissing?: true;
}

const WORDPRESS = {
  start: "wordpress-start.sh",
  stop: "wordpress-stop.sh",
  told: "MORASSE_WORDPRESS",
  tests: ["tests/servers/wordpress"],
} as const;

/** The machine's own programs, without those of this folder's packages: Ghost 5 breaks down on their newer Node. */
const OWN_PATH = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .join(delimiter);

const GHOST = {
  start: "ghost-start.sh",
  stop: "ghost-stop.sh",
  told: "MORASSE_GHOST",
  env: { PATH: OWN_PATH },
  tests: ["tests/servers/ghost"],
  isLong: true,
} as const;

const HAND_OVER = {
  options: [],
  told: "MORASSE_HANDOVER",
  tests: ["tests/servers/handover"],
  mayBeMissing: true,
} as const;

const SERVERS: readonly ServerToTest[] = [
  { ...WORDPRESS, name: "wordpress-sqlite", options: ["npm-6.5", "sqlite"] },
  {
    ...WORDPRESS,
    name: "wordpress-mariadb",
    options: ["npm-6.5", "mariadb"],
    env: { WP_SERVER: "apache" },
  },
  { ...HAND_OVER, name: "sftp", start: "sftp-start.sh", stop: "sftp-stop.sh" },
  { ...HAND_OVER, name: "webdav", start: "webdav-start.sh", stop: "webdav-stop.sh" },
  { ...WORDPRESS, name: "wordpress-6.1", options: ["debian", "mariadb"], isLong: true },
  { ...WORDPRESS, name: "wordpress-6.7", options: ["npm-nightly", "sqlite"], isLong: true },
  { ...GHOST, name: "ghost", options: ["5.130.6"] },
  { ...GHOST, name: "ghost-6", options: ["6.65.0"] },
];

const { values } = parseArgs({
  options: {
    full: { type: "boolean" },
    only: { type: "string", multiple: true },
    tests: { type: "string" },
  },
});
const only = values.only ?? [];
const unknown = only.filter((name) => !SERVERS.some((server) => server.name === name));
if (unknown.length > 0) {
  console.error(
    `No such server: ${unknown.join(", ")}. Known: ${SERVERS.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}
const scripts = resolve(process.env["MORASSE_SERVERS"] ?? join(ROOT, "..", "shared", "servers"));
const asked = SERVERS.filter(({ name, isLong }) =>
  only.length > 0 ? only.includes(name) : values.full === true || isLong !== true,
);
const there = asked.filter(({ start }) => existsSync(join(scripts, start)));
for (const { name, start } of asked.filter((server) => !there.includes(server))) {
  console.log(`Tests against ${name} are skipped: ${join(scripts, start)} is not there.`);
}
if (there.length === 0) console.log("0 passed, 0 failed");

const failed: string[] = [];
const waiting = [...there];
// Tests of this kind mostly wait, for time-outs and back-offs: two servers share the machine well.
const lane = async () => {
  for (let server = waiting.shift(); server !== undefined; server = waiting.shift()) {
    if ((await tested(server)) !== 0) failed.push(server.name);
  }
};
await Promise.all([lane(), lane()]);
if (failed.length > 0) console.error(`Failed against: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);

/** Starts the server with a proxy in front of it, runs its tests, and ends both. */
async function tested(server: ServerToTest): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), `morasse-${server.name}-`));
  // Apache serves it under an account of its own.
  chmodSync(dir, 0o755);
  let proxy: ChildProcess | null = null;
  try {
    const port = await freePort();
    console.log(`Starting ${server.name} on 127.0.0.1:${port} …`);
    const started = spawnSync(join(scripts, server.start), [String(port), dir, ...server.options], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...server.env },
    });
    if (started.status !== 0 && server.mayBeMissing === true) {
      console.log(`Tests against ${server.name} are skipped: ${server.start} ended with ${started.status}.`);
      return 0;
    }
    if (started.status !== 0) {
      throw new Error(`${server.name} did not start (${started.status ?? started.signal}).`);
    }
    const told: unknown = JSON.parse(started.stdout);
    const through = await freePort(2);
    proxy = await startProxy(through, port);
    const run = await runStep({
      name: server.name,
      script: "node_modules/vitest/vitest.mjs",
      args: [
        "run",
        "--config",
        "vitest.servers.config.ts",
        ...(values.tests === undefined ? server.tests : [values.tests]),
      ],
      env: {
        ...(values.full === true ? { MORASSE_FULL: "1" } : {}),
        [server.told]: JSON.stringify({
          ...(told as object),
          name: server.name,
          port,
          restart: {
            start: join(scripts, server.start),
            stop: join(scripts, server.stop),
            dir,
            options: [String(port), dir, ...server.options],
            env: server.env ?? {},
          },
          proxy: `http://127.0.0.1:${through}`,
          proxyControl: `http://127.0.0.1:${through + 1}`,
        }),
      },
    });
    console.log(`\n=== ${server.name} (${run.seconds.toFixed(0)} s)\n${run.output.trim()}`);
    return run.code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    proxy?.kill();
    spawnSync(join(scripts, server.stop), [dir], { stdio: ["ignore", "ignore", "inherit"] });
    rmSync(dir, { recursive: true, force: true });
  }
}

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
