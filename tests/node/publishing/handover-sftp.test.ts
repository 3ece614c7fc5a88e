import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import ssh2 from "ssh2";
import { fingerprintOf, sftpPlace } from "../../../node/publishing/handover-sftp.ts";
import { webDavPlace } from "../../../node/publishing/handover-webdav.ts";

/** Who is told the password: an SSH server that lets nobody in and notes what it is shown. */

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Heard {
  readonly method: string;
  readonly password: string | null;
}

async function sshServer() {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const heard: Heard[] = [];
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    client.on("error", () => undefined);
    client.on("authentication", (context) => {
      if (context.method === "keyboard-interactive") {
        context.prompt([{ prompt: "Password:", echo: false }], (answers) => {
          heard.push({ method: context.method, password: answers[0] ?? null });
          context.reject();
        });
        return;
      }
      const password = context.method === "password" ? context.password : null;
      heard.push({ method: context.method, password });
      context.reject(["password", "publickey", "keyboard-interactive"]);
    });
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  return { heard, url: `sftp://127.0.0.1:${port}/in/`, port, hostKey: fingerprintOf(key.getPublicSSH()) };
}

const patience = { baseMs: 5_000, bytesPerSecond: 1e6 };

test("P69 a server whose key nobody has trusted, or that shows another, is not told the password", async () => {
  const { url, heard, port, hostKey } = await sshServer();
  const host = `127.0.0.1:${port}`;
  const options = { url, user: "desk", secret: "geheim", patience };
  expect(await sftpPlace(options).test()).toEqual({
    ok: false,
    problem: { kind: "hostKeyUnknown", host, fingerprint: hostKey },
  });
  const trusted = fingerprintOf(new Uint8Array([1, 2, 3]));
  expect(await sftpPlace({ ...options, hostKey: trusted }).list("")).toEqual({
    ok: false,
    problem: { kind: "hostKeyChanged", host, fingerprint: hostKey, trusted },
  });
  expect(heard).toEqual([]);
});

test("P76 the trusted server is told the password in each way it may ask for it, and a refusal is said", async () => {
  const { url, heard, port, hostKey } = await sshServer();
  const refused = { ok: false, problem: { kind: "signInRefused", host: `127.0.0.1:${port}` } };
  const place = (secret: string | null) => sftpPlace({ url, user: "desk", secret, hostKey, patience });
  expect(await place("geheim").list("")).toEqual(refused);
  expect(heard.filter(({ password }) => password === "geheim").map(({ method }) => method)).toEqual([
    "password",
    "keyboard-interactive",
  ]);
  heard.length = 0;
  expect(await place(null).list("")).toEqual(refused);
  expect(heard).toEqual([]);
});

test("P76 a private key is used as a key, also when it was pasted into one line; one that is none is refused", async () => {
  const { url, heard, port, hostKey } = await sshServer();
  const refused = { ok: false, problem: { kind: "signInRefused", host: `127.0.0.1:${port}` } };
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const place = (secret: string) => sftpPlace({ url, user: "desk", secret, hostKey, patience });
  expect(await place(privateKey.replaceAll("\n", "")).list("")).toEqual(refused);
  expect(heard.some(({ method }) => method === "publickey")).toBe(true);
  expect(heard.every(({ password }) => password === null)).toBe(true);
  const damaged = "-----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----";
  expect(await place(damaged).list("")).toEqual(refused);
});

async function webServer(status: number, headers: Readonly<Record<string, string>>, body: string) {
  const heard: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers.authorization);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/in/`, port, heard };
}

test("P78 an address where no SFTP or WebDAV server answers is said as what it is", async () => {
  const page = await webServer(200, { "content-type": "text/html" }, "<html>Wi-Fi sign-in</html>");
  const host = `127.0.0.1:${page.port}`;
  const notTheApi = { ok: false, problem: { kind: "notTheApi", host } };
  const dav = (url: string, password: string | null = "p") =>
    webDavPlace({ url, user: "desk", password, fetch, patience });
  expect(await dav(page.url).list("")).toEqual(notTheApi);
  expect(await sftpPlace({ url: `sftp://${host}/`, user: "a", secret: "b", patience }).test()).toEqual(
    notTheApi,
  );
  const lying = await webServer(207, { "content-type": "application/xml" }, '{"multistatus": 1}');
  expect(await dav(lying.url).list("")).toMatchObject({ problem: { kind: "notTheApi" } });
  const full = await webServer(507, {}, "");
  expect(await dav(full.url).write("a.json", new Uint8Array(1))).toMatchObject({
    problem: { kind: "placeFull" },
  });
  const moved = await webServer(302, { location: "http://127.0.0.1:9/elsewhere/" }, "");
  expect(await dav(moved.url).list("")).toMatchObject({ problem: { kind: "siteMoved" } });
  expect(await dav(page.url, null).list("")).toMatchObject({ problem: { kind: "signInRefused" } });
  expect(page.heard.length).toBe(1);
});
