import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { pictureAddress, type Bridge } from "#core/bridge";
import { MOST_PACKAGE_BYTES } from "#core/exchange";
import { screensIn } from "#node/desk";
import { pagesOf, startLoopback, type LoopbackHost } from "../../loopback/index.ts";

const root = mkdtempSync(join(tmpdir(), "morasse-loopback-"));
let host: LoopbackHost;
let windows: string[] = [];

beforeAll(async () => {
  const screens = join(root, "screens");
  mkdirSync(join(screens, "assets"), { recursive: true });
  writeFileSync(join(screens, "index.html"), "<!doctype html><title>Morasse</title>");
  writeFileSync(join(screens, "assets", "index-abc.js"), "export {};");
  writeFileSync(join(screens, "assets", "spelling.worker-abc.js"), "export {};");
  writeFileSync(join(root, "outside.txt"), "outside");
  const started = await startLoopback({
    libraryDir: join(root, "library"),
    dataDir: join(root, "data"),
    version: "0.0.0",
    systemLanguage: "vi",
    port: 0,
    siteAssets: null,
    pages: (desk) => pagesOf(desk, screensIn(screens)),
    log: () => {},
    openWindow: (address) => windows.push(address),
  });
  if (!started.ok) throw new Error(started.problem.kind);
  host = started.value;
});

afterAll(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true });
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as no browser would let a page make it: any path, any header. */
function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: "127.0.0.1", port: host.door.port, path, headers, method },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (text: string) => (body += text));
        response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body }));
      },
    );
    request.on("error", reject);
    request.end();
  });
}

const inside = (path = "") => `/${host.door.token}/${path}`;

/** What becomes of a socket: "open", or the status it was refused with. */
function knock(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.door.port}${path}`, { headers });
    socket.on("open", () => {
      socket.close();
      resolve("open");
    });
    socket.on("unexpected-response", (_request, response) => {
      socket.terminate();
      resolve(String(response.statusCode));
    });
    socket.on("error", () => undefined); // Said by unexpected-response.
  });
}

describe("D10 the door", () => {
  test("D10 serves the page under the secret path with the strict policy", async () => {
    const page = await get(inside());
    expect([page.status, page.body]).toEqual([200, "<!doctype html><title>Morasse</title>"]);
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
    expect(page.headers["access-control-allow-origin"]).toBeUndefined();
    const script = await get(inside("assets/index-abc.js"));
    expect(script.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "private, max-age=31536000, immutable",
    });
  });

  test("D12 only the script of a worker may compile WebAssembly", async () => {
    const policyAt = async (path: string) => (await get(inside(path))).headers["content-security-policy"];
    for (const path of ["", "assets/index-abc.js"]) expect(await policyAt(path), path).not.toContain("wasm");
    const worker = await policyAt("assets/spelling.worker-abc.js");
    expect(worker).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(String(worker).replace(" 'wasm-unsafe-eval'", "")).toBe(await policyAt(""));
  });

  test("D10 answers nothing without the token, and always the same", async () => {
    const { token } = host.door;
    const wrong = [
      "/",
      "/index.html",
      `/${token}`,
      `/${token.slice(1)}/`,
      `/${token.slice(0, -1)}x/`,
      `/${token.toUpperCase()}0/`,
      `//${token}/`,
      `/x/${token}/`,
      "/bridge",
      "/show",
      "/favicon.ico",
      "/%00/",
    ];
    const answers = await Promise.all(wrong.map((path) => get(path)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(["404 Not Found\n"]),
    );
    for (const { headers } of answers) expect(Object.values(headers).join()).not.toContain(token);
  });

  test("D10 answers no other name for this machine, and no page of another origin", async () => {
    const { port } = host.door;
    const own = `http://127.0.0.1:${port}`;
    for (const name of [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1",
      `127.0.0.1:${port + 1}`,
      `[::1]:${port}`,
    ]) {
      expect((await get(inside(), { Host: name })).status).toBe(404);
    }
    expect((await get(inside(), { Host: `localhost:${port}` })).status).toBe(200);
    for (const origin of [
      "https://evil.example",
      "null",
      `http://localhost:${port}`,
      `http://127.0.0.1:${port + 1}`,
    ]) {
      expect((await get(inside(), { Origin: origin })).status).toBe(404);
    }
    expect((await get(inside(), { Origin: own })).status).toBe(200);
  });

  test("D10 never leads out of the screens' folder, however the path is written", async () => {
    for (const path of [
      "../outside.txt",
      "..%2foutside.txt",
      "%2e%2e/outside.txt",
      "assets/../../outside.txt",
      "assets//index-abc.js",
      "/etc/passwd",
      "..\\outside.txt",
      "index.html%00.js",
      "pictures/../../outside.txt",
      "assets",
    ]) {
      expect([path, (await get(inside(path))).status]).toEqual([path, 404]);
    }
    expect((await get(inside(), {}, "POST")).status).toBe(404);
    expect((await get(inside(), {}, "DELETE")).status).toBe(404);
  });

  test("D10 opens the bridge to its own page alone", async () => {
    const { port } = host.door;
    const own = { Origin: `http://127.0.0.1:${port}` };
    expect(await knock(inside("bridge"), own)).toBe("open");
    expect(await knock(inside("bridge"), {})).toBe("404");
    expect(await knock(inside("bridge"), { Origin: "https://evil.example" })).toBe("404");
    expect(await knock(inside("bridge"), { Origin: `http://localhost:${port}` })).toBe("404");
    expect(await knock(inside("bridge"), { ...own, Host: "evil.example" })).toBe("404");
    const rebound = { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` };
    expect(await knock(inside("bridge"), rebound)).toBe("404");
    expect(await knock("/bridge", own)).toBe("404");
    expect(await knock(inside("other"), own)).toBe("404");
  });

  test("D10 listens on 127.0.0.1 alone", async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .flatMap((face) =>
        face && face.address !== "127.0.0.1" && !face.address.startsWith("fe80") ? [face.address] : [],
      );
    for (const address of others) {
      const refused = await new Promise((resolve) => {
        const socket = connect({ host: address, port: host.door.port });
        socket.on("connect", () => resolve("open"));
        socket.on("error", () => resolve("refused"));
      });
      expect([address, refused]).toEqual([address, "refused"]);
    }
  });

  test("D10 an address for a command line opens the desk once", async () => {
    const { pathname } = new URL(host.door.ticket());
    expect(pathname).not.toContain(host.door.token);
    expect((await get(pathname, { Host: "evil.example" })).status).toBe(404);
    const used = await get(pathname);
    expect([used.status, used.headers["location"]]).toEqual([303, inside()]);
    expect((await get(pathname)).status).toBe(404);
  });

  test("D10 a second start is shown the window: a new one only when none is open", async () => {
    windows = [];
    expect((await get(inside("show"))).status).toBe(404);
    expect((await get(inside("show"), {}, "POST")).status).toBe(204);
    expect(windows).toHaveLength(1);
    const { bridge, socket } = await page();
    const events = await bridge.events();
    expect((await get(inside("show"), {}, "POST")).status).toBe(204);
    expect((await events.next()).value).toEqual({ kind: "command", command: "showWindow" });
    expect(windows).toHaveLength(1);
    socket.close();
  });
});

async function page(): Promise<{ bridge: Bridge; socket: WebSocket }> {
  const origin = `http://127.0.0.1:${host.door.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${host.door.port}${inside("bridge")}`, { origin });
  socket.binaryType = "arraybuffer";
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { bridge: createORPCClient<Bridge>(link), socket };
}

test("D8 the bridge answers over the socket, and what does not fit is refused with its place", async () => {
  const { bridge, socket } = await page();
  const hello = await bridge.hello();
  expect(hello).toMatchObject({ host: "loopback", firstStart: true, secrets: { kept: "file" } });
  expect(hello.targets[0]).toMatchObject({ kind: "site", id: "site" });
  expect((await fetch(new URL("/", (hello.targets[0] as { url: string }).url))).status).toBe(200);
  await expect(bridge.story.open({ id: "x" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    data: { issues: [{ path: ["id"] }] },
  });
  socket.close();
});

test("D10 a picture is served to be shown, never to be run", async () => {
  const { bridge, socket } = await page();
  const { stories } = await bridge.library.list({});
  const opened = await bridge.story.open({ id: stories[0]!.id });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const [file] = await import("node:fs/promises").then(({ readdir }) =>
    readdir(join(opened.value.folder, "pictures")),
  );
  const [sha256, extension] = file!.split(".") as [string, string];
  for (const [width, type] of [
    [undefined, "image/jpeg"],
    [480, "image/jpeg"],
  ] as const) {
    const got = await get(inside(pictureAddress(stories[0]!.id, { sha256, extension }, width)));
    expect(got.status).toBe(200);
    expect(got.headers).toMatchObject({
      "content-type": type,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=31536000, immutable",
    });
  }
  expect((await get(inside(`pictures/${stories[0]!.id}/${"0".repeat(64)}.jpg`))).status).toBe(404);
  socket.close();
});

test("D10 a message larger than any story package closes its own connection alone, before it is sent", async () => {
  const { socket } = await page();
  const other = await page();
  await other.bridge.hello();
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  socket.on("error", () => undefined);
  if (socket.readyState !== socket.OPEN) await new Promise((resolve) => socket.once("open", resolve));
  // The head of a masked binary frame (RFC 6455, section 5.2) which announces one byte more than is taken.
  const head = Buffer.alloc(14);
  head.writeUInt8(0x82, 0);
  head.writeUInt8(0xff, 1);
  head.writeBigUInt64BE(BigInt(MOST_PACKAGE_BYTES + 1024 * 1024 + 1), 2);
  (socket as unknown as { readonly _socket: Socket })._socket.write(head);
  expect(await closed).toBe(1009);
  expect((await other.bridge.hello()).host).toBe("loopback");
  other.socket.close();
});
