import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { HandOverTarget } from "#core/publishing";
import { fingerprintOf } from "../../node/publishing/handover-sftp.ts";
import type { Fault } from "./wordpress.ts";

/** A running OpenSSH or Apache with mod_dav, and a proxy in front of it that makes faults. */
export interface HandOverServer {
  readonly kind: "sftp" | "webdav";
  readonly dataDir: string;
  readonly user: string;
  /** Of the account: a password, or a private key. */
  readonly secret: string;
  readonly port: number;
  readonly proxyPort: number;
  readonly proxyControl: string;
  readonly hostKey?: string;
}

interface Given {
  readonly kind: "sftp" | "webdav";
  readonly dataDir: string;
  readonly user: string;
  readonly port?: number;
  readonly baseUrl?: string;
  readonly password?: string;
  readonly privateKey?: string;
  /** "ssh-ed25519 AAAA…". */
  readonly hostKey?: string;
  readonly proxy: string;
  readonly proxyControl: string;
}

export function handOverServer(): HandOverServer {
  const told = process.env["MORASSE_HANDOVER"];
  if (told === undefined) throw new Error("Run this by `npm run test:servers`, which starts the server.");
  const given = JSON.parse(told) as Given;
  const { kind, dataDir, user, proxyControl } = given;
  const secret = given.privateKey === undefined ? given.password : readFileSync(given.privateKey, "utf8");
  const port = given.port ?? Number(new URL(given.baseUrl ?? "").port);
  const key = given.hostKey?.split(" ")[1];
  return {
    kind,
    dataDir,
    user,
    secret: secret ?? "",
    port,
    proxyPort: Number(new URL(given.proxy).port),
    proxyControl,
    ...(key === undefined ? {} : { hostKey: fingerprintOf(Buffer.from(key, "base64")) }),
  };
}

/** A folder of its own on the server's disk, and the way to it past and through the proxy. */
export function newFolder(server: HandOverServer) {
  const name = randomUUID();
  const root = join(server.dataDir, "files", name);
  mkdirSync(root);
  // Apache writes under an account of its own.
  chmodSync(root, 0o777);
  const path = server.kind === "sftp" ? root : `/${name}`;
  const scheme = server.kind === "sftp" ? "sftp" : "http";
  const targetAt = (port: number): HandOverTarget => ({
    kind: "handover",
    id: "in",
    name: "Nhà in",
    url: `${scheme}://127.0.0.1:${port}${path}/`,
    user: server.user,
    ...(server.hostKey === undefined ? {} : { hostKey: server.hostKey }),
    formats: ["ninjs", "newsml", "html"],
  });
  return { root, straight: targetAt(server.port), through: targetAt(server.proxyPort) };
}

export interface HandOverFault extends Fault {
  readonly cutResponseAfter?: number;
}

export async function setFault(server: HandOverServer, fault: HandOverFault): Promise<void> {
  const answer = await fetch(server.proxyControl, { method: "POST", body: JSON.stringify(fault) });
  if (!answer.ok) throw new Error(`The fault proxy answers ${answer.status}`);
}

export async function faultsMade(server: HandOverServer): Promise<number> {
  const said = (await (await fetch(server.proxyControl)).json()) as { stats: { faults: number } };
  return said.stats.faults;
}
