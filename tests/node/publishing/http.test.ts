import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { waits } from "#core/publishing";
import {
  connectionTo,
  isFine,
  jsonOf,
  OtherHostError,
  problemOf,
  retryAfterOf,
  type ConnectionOptions,
} from "../../../node/publishing/http.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Site {
  readonly url: string;
  readonly host: string;
  readonly asked: IncomingMessage[];
}

async function site(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Site> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}`, host, asked };
}

function connect(url: string, more: Partial<ConnectionOptions> = {}) {
  return connectionTo({ url, authorization: "Basic c2VjcmV0", fetch, ...more });
}

const json = (response: ServerResponse, value: unknown, status = 200) => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
};

test("a path is asked below the site's own path, with credentials", async () => {
  const there = await site((_, response) => json(response, { ok: true }));
  const answer = await connect(`${there.url}/bao`).request({ path: "wp-json/wp/v2/posts?slug=a" });
  expect(answer.ok && jsonOf(answer.value, there.host)).toEqual({ ok: true, value: { ok: true } });
  expect(there.asked[0]!.url).toBe("/bao/wp-json/wp/v2/posts?slug=a");
  expect(there.asked[0]!.headers.authorization).toBe("Basic c2VjcmV0");
});

test("P10 credentials never go to another host", async () => {
  const other = await site((_, response) => json(response, {}));
  const there = await site((request, response) => {
    response.writeHead(request.url === "/page" ? 302 : 301, { location: `${other.url}/elsewhere` });
    response.end();
  });
  const connection = connect(there.url);
  expect(await connection.request({ path: "api" })).toEqual({
    ok: false,
    problem: { kind: "siteMoved", host: there.host, location: `${other.url}/` },
  });
  expect(other.asked).toEqual([]);
  await expect(connection.request({ path: other.url })).rejects.toThrow(OtherHostError);
  // A reader follows the redirect, and carries no credentials anywhere.
  expect((await connection.read(`${there.url}/page`)).ok).toBe(true);
  expect(other.asked.map((request) => request.headers.authorization)).toEqual([undefined]);
  expect(there.asked[1]!.headers.authorization).toBeUndefined();
});

test("P12 a redirect is said with the address of the site there, which can be put into the settings", async () => {
  let to = "";
  const there = await site((request, response) => {
    response.writeHead(301, { location: `${to}${request.url}`.replace("//wp", "/wp") });
    response.end();
  });
  const moved = async (location: string, path: string) => {
    to = location;
    const answer = await connect(there.url).request({ path });
    return answer.ok || answer.problem.kind !== "siteMoved" ? answer : answer.problem.location;
  };
  expect(await moved(`https://${there.host}`, "wp-json/")).toBe(`https://${there.host}/`);
  expect(await moved("https://www.bao.example/tin", "wp-json/?_fields=name,url")).toBe(
    "https://www.bao.example/tin/",
  );
  expect(await moved("https://vao.example/dang-nhap?tu=", "wp-json/?_fields=name")).toBe(
    "https://vao.example/",
  );
});

test("endless redirects of a reader's page come to an end", async () => {
  const there = await site((_, response) => {
    response.writeHead(302, { location: "/again" });
    response.end();
  });
  const answer = await connect(there.url).read(`${there.url}/page`);
  expect(!answer.ok && answer.problem.kind).toBe("siteMoved");
  expect(there.asked.length).toBe(4);
});

test("a refused connection is siteUnreachable", async () => {
  const there = await site(() => undefined);
  for (const close of closers.splice(0)) close();
  const answer = await connect(there.url).request({ path: "" });
  expect(answer).toEqual({ ok: false, problem: { kind: "siteUnreachable", host: there.host } });
});

test("a name that is not found is siteUnreachable", async () => {
  const answer = await connect("http://no-such-site.invalid").request({ path: "" });
  expect(answer).toEqual({ ok: false, problem: { kind: "siteUnreachable", host: "no-such-site.invalid" } });
});

const openssl = spawnSync("openssl", ["version"]).status === 0;
if (!openssl) console.log("Certificates are not tested: there is no openssl to make one.");

test.skipIf(!openssl)("P17 a certificate nobody vouches for stops, and is said to be that", async () => {
  const dir = await mkdtemp(join(tmpdir(), "morasse-certificate-"));
  closers.push(() => rmSync(dir, { recursive: true, force: true }));
  const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
    ...["-keyout", key, "-out", cert, "-days", "1", "-subj", "/CN=127.0.0.1"],
  ]);
  expect(made.status, String(made.stderr)).toBe(0);
  const server = createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
    json(response, {}),
  );
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  closers.push(() => server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const problem = { kind: "certificateRefused", host } as const;
  expect(await connect(`https://${host}`).request({ path: "" })).toEqual({ ok: false, problem });
  expect(await connect(`https://${host}`).read("/a")).toEqual({ ok: false, problem });
  expect(waits(problem)).toBe(false);
});

test("P17 a fault of the program is no trouble of the network", async () => {
  const there = await site((_, response) => json(response, {}));
  const broken = connect(there.url).request({ path: "", headers: { "x-name": "Đà Nẵng" } });
  await expect(broken).rejects.toThrow(TypeError);
  const faulty = connect(there.url, { fetch: () => Promise.reject(new TypeError("x is not a function")) });
  await expect(faulty.request({ path: "" })).rejects.toThrow("x is not a function");
});

test("no answer at all is siteSlow, also in the middle of a body", async () => {
  const there = await site((request, response) => {
    if (request.url !== "/half") return;
    response.writeHead(200);
    response.write("{");
  });
  const connection = connect(there.url, { patience: { baseMs: 150, bytesPerSecond: 1e9 } });
  for (const path of ["never", "half"]) {
    expect(await connection.request({ path })).toEqual({
      ok: false,
      problem: { kind: "siteSlow", host: there.host, waitedMs: 150 },
    });
  }
});

test("a large upload is waited for longer", async () => {
  const there = await site((request, response) => {
    request.resume().on("end", () => setTimeout(() => json(response, {}), 250));
  });
  const connection = connect(there.url, { patience: { baseMs: 50, bytesPerSecond: 100 } });
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(100)]), "a.jpg");
  expect((await connection.request({ method: "POST", path: "media", body: form })).ok).toBe(true);
  const small = await connection.request({ method: "POST", path: "media", body: "a" });
  expect(!small.ok && small.problem.kind).toBe("siteSlow");
});

test("an endless body is stopped", async () => {
  let written = 0;
  const there = await site((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const more = () => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length;
      written += chunk.length;
    };
    response.on("drain", more);
    more();
  });
  const connection = connect(there.url);
  const answer = await connection.request({ path: "api", mostBytes: 1024 * 1024 });
  expect(answer).toEqual({ ok: false, problem: { kind: "notTheApi", host: there.host } });
  const page = await connection.read(`${there.url}/page`, 100_000);
  expect(page.ok && [page.value.bytes.length, page.value.whole]).toEqual([100_000, false]);
  const before = written;
  await new Promise((later) => setTimeout(later, 50));
  expect(written).toBe(before);
});

test("a page instead of the API is notTheApi", async () => {
  const there = await site((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<html>Đăng nhập Wi-Fi</html>");
  });
  const answer = await connect(there.url).request({ path: "api" });
  expect(answer.ok && jsonOf(answer.value, there.host)).toEqual({
    ok: false,
    problem: { kind: "notTheApi", host: there.host },
  });
});

test("a connection closed by the site is opened again for a question, never for a change", async () => {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => undefined);
    let answered = 0;
    socket.on("data", () => {
      // The first request of a connection is answered and the connection kept; the next finds it closed.
      if (answered++ === 0) {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
      } else socket.resetAndDestroy();
    });
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = connect(`http://${host}`);
  expect((await connection.request({ path: "a" })).ok).toBe(true);
  expect((await connection.request({ path: "b" })).ok).toBe(true);
  expect(connections).toBe(2);
  const change = await connection.request({ method: "POST", path: "c", body: "{}" });
  expect(change).toEqual({ ok: false, problem: { kind: "siteUnreachable", host } });
  expect(connections).toBe(2);
});

test("closing ends a request under way", async () => {
  const there = await site(() => undefined);
  const stop = new AbortController();
  const asked = connect(there.url, { signal: stop.signal }).request({ path: "" });
  setTimeout(() => stop.abort(), 20);
  expect((await asked).ok).toBe(false);
});

test("P11 what a site said is one short line without the password", () => {
  const { said } = connect("http://bao.example", { secrets: ["abcd efgh"] });
  expect(said("<p>Sai: abcd efgh</p>\n  xin thử lại")).toBe("Sai: … xin thử lại");
  expect(said("x".repeat(1000)).length).toBe(300);
});

test("P2 a busy site's word is taken for how long it will be, an hour at most", () => {
  const said = (retryAfter: string) =>
    retryAfterOf({
      headers: new Headers({ "retry-after": retryAfter, date: "Tue, 24 Nov 2026 07:00:00 GMT" }),
    });
  expect(said("120")).toEqual({ retryAfterMs: 120_000 });
  expect(said("Tue, 24 Nov 2026 07:01:30 GMT")).toEqual({ retryAfterMs: 90_000 });
  expect(said("999999999")).toEqual({ retryAfterMs: 3_600_000 });
  for (const wrong of ["", "soon", "-5", "0", "Tue, 24 Nov 2026 06:00:00 GMT"])
    expect(said(wrong)).toEqual({});
});

test("statuses outside 2xx follow the retry table", () => {
  const at = (status: number, file?: string) => {
    const answer = { status, headers: new Headers(), bytes: new Uint8Array(), whole: true, url: "" };
    expect(isFine(answer)).toBe(false);
    return problemOf(answer, "h", "publish", file === undefined ? {} : { file });
  };
  expect(at(401)).toEqual({ kind: "signInRefused", host: "h" });
  expect(at(403)).toEqual({ kind: "notAllowed", host: "h", act: "publish" });
  expect(at(404)).toEqual({ kind: "notTheApi", host: "h" });
  expect(at(410)).toEqual({ kind: "goneFromSite", host: "h" });
  for (const status of [408, 429, 500, 502, 503, 504]) {
    expect(at(status)).toEqual({ kind: "siteBusy", host: "h", status });
  }
  expect(at(413, "a.jpg")).toEqual({ kind: "pictureRefused", host: "h", file: "a.jpg", said: "HTTP 413" });
  expect(at(422)).toEqual({ kind: "storyRefused", host: "h", said: "HTTP 422" });
});
